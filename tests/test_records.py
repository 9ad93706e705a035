"""What guides are about: the setting `extra: records` names it, and a site without the setting has none."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.errors import Refused
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, SCRIPTS, run

Make = Callable[[Mapping[str, str | bytes]], Path]

PAGES = {
    "docs/index.md": "---\nplant: oak\n---\n\n# Home\n\nThe {{ plant.name }} is one of {{ trees | length }}.\n",
    "docs_fr/index.md": "# Accueil\n\nLe {{ plant.name }} est un de {{ trees | length }}.\n",
    "docs/_data/trees.yml": "oak: {name: Oak}\n",
    "docs_fr/_data/trees.yml": "oak: {name: Chêne}\n",
}


def with_records(written: str) -> str:
    before, _, rest = CONFIG.partition("records: {")
    after = rest.partition("\n")[2]
    return f"{before}records: {written}}}\n{after}"


def test_a_site_gives_its_records_names_of_its_own(small_site: Make) -> None:
    root = small_site({**PAGES, "mkdocs.yml": with_records("{key: plant, data: trees}")})
    sources = Sources(Site.load(root / "mkdocs.yml"))
    assert sources.refusals == []
    assert [sources.compose(path).text.splitlines()[-1] for path in ("docs/index.md", "docs_fr/index.md")] == [
        "The Oak is one of 1.",
        "Le Chêne est un de 1.",
    ]
    (root / "docs/index.md").write_text(str(PAGES["docs/index.md"]).replace("oak", "aok"), encoding="utf-8")
    assert list(map(str, sources.reread(["docs/index.md"]).refusals)) == [
        "docs/index.md:2: plant 'aok' is not in 'docs/_data/trees.yml'; did you mean 'oak'? [undefined-name]"
    ]


def test_a_site_without_the_setting_has_no_records(small_site: Make) -> None:
    config = CONFIG.replace(", records: {key: integration, data: integrations, pages: integrations}", "")
    text = "---\nintegration: oak\n---\n\n# Home\n\n{{ integrations.oak.name }}\n"
    data = {"docs/_data/integrations.yml": "oak: {name: Oak}\n"}
    root = small_site({"mkdocs.yml": config, "docs/index.md": text, **data})
    sources = Sources(Site.load(root / "mkdocs.yml"))
    assert sources.compose("docs/index.md").text.splitlines()[-1] == "Oak"
    (root / "docs/index.md").write_text(text.replace("integrations.oak", "integration"), encoding="utf-8")
    with pytest.raises(Refused, match="'integration' is not defined; did you mean 'integrations'"):
        sources.reread(["docs/index.md"]).compose("docs/index.md")
    result = run(sys.executable, SCRIPTS, "new", "elm", "--name", "Elm", "-f", root / "mkdocs.yml")
    assert (result.returncode, result.stderr) == (
        2,
        "scripts: 'extra: records' in 'mkdocs.yml' does not say what guides are about, and in which folder; nothing is written\n",
    )


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("[plant]", "'extra: records' is not a mapping of key, data, pages to names"),
        ("{key: plant, date: trees}", "'date' in 'extra: records' is none of key, data, pages; did you mean 'data'?"),
        ("{data: trees}", "'' in 'extra: records: key' is no free name of lower-case letters, digits and '_'"),
        ("{key: page, data: trees}", "'page' in 'extra: records: key' is no free name of lower-case letters, digits and '_'"),
        ("{key: trees, data: trees}", "'trees' in 'extra: records: key' is no free name of lower-case letters, digits and '_'"),
        ("{key: plant, data: trees.yml}", "'trees.yml' in 'extra: records: data' is no name of a file below '_data', without '.yml'"),
        ("{key: plant, data: trees, pages: ../x}", "'../x' in 'extra: records: pages' is no folder below that of the pages"),
    ],
)  # fmt: skip
def test_what_the_setting_cannot_say_is_told_at_its_line(small_site: Make, written: str, says: str) -> None:
    root = small_site({"mkdocs.yml": with_records(written)})
    found = list(map(str, Sources(Site.load(root / "mkdocs.yml")).refusals))
    assert found == [f"mkdocs.yml:14: {says} [configuration]"]
