"""`move` and `delete`: pages of every language, their links, the navigation and their old addresses, all or nothing."""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from bitext.pages.revision import blob_id
from conftest import CONFIG, SCRIPTS, build, commit, contents, run, write

Make = Callable[[Mapping[str, str | bytes]], Path]
NAVIGATION = """nav:
  - index.md  # the home page
  - Part:
      - part/index.md
      - "A page": 'part/old.md'
      - part/other.md  # stays
"""
HOME = """\
---
title: Home
related: part/old.md
image: /part/a.png
---
# {}

[a](part/old.md) [b](/part/old.md#the-keys "A title") [c](./part/old.md?x=1#the-keys) [d](<part/old.md>)
[e][ref] `[f](part/old.md)` ![g](part/a.png) [h](part/other.md)

<area href="part/old/#the-keys" alt="i">

```text
[j](part/old.md)
```

{{% include "s.md" %}}

{{{{ facts.guide }}}} {{% if false %}}[k](part/old.md){{% endif %}}

[ref]: part/old.md 'Another'
"""
OLD = """\
---
title: {0}
redirect_from:
  - /ancient  # where it was first
---
# {0}

## The keys {{ #the-keys }}

[a](other.md#x) [b](../index.md) [c](/part/other.md) [d](#the-keys) ![e](a.png) [f](old.md) <area href="../other/" alt="g">
"""
OTHER = "# {}\n\n## X {{ #x }}\n\n[a](old.md) [b](old.md#the-keys)\n"
SNIPPET = "See [the page](/part/old.md#the-keys).\n"


def in_both(name: str, text: str, english: str, translated: str) -> dict[str, str | bytes]:
    """A page and its translation, which is up to date."""
    source = text.format(english)
    body = text.format(translated)
    head, _, rest = body.rpartition("---\n")
    record = f"source_revision: {blob_id(source.encode())}\n---\n"
    own = re.sub(r"redirect_from:\n.*\n", "", head) if head else "---\n"
    rest = rest.replace(" { #x }", "").replace("The keys { #the-keys }", "Les clés")
    return {f"docs/{name}": source, f"docs_fr/{name}": f"{own}{record}{rest}"}


FILES: Mapping[str, str | bytes] = {
    "mkdocs.yml": CONFIG.replace("nav: [index.md]\n", NAVIGATION),
    **in_both("index.md", HOME, "Home", "Accueil"),
    **in_both("part/index.md", "# {}\n", "Part", "Partie"),
    **in_both("part/old.md", OLD, "Old", "Ancien"),
    **in_both("part/other.md", OTHER, "Other", "Autre"),
    **in_both("_snippets/s.md", SNIPPET, "", ""),
    "docs/_data/facts.yml": "guide: /part/old.md  # the guide\nname: part/old\n",
    "docs/part/a.png": b"\x89PNG\r\n\x1a\n",
}


def command(root: Path, *words: str) -> tuple[int, str, str]:
    result = run(sys.executable, SCRIPTS, *words, "-f", root / "mkdocs.yml", cwd=root)
    return result.returncode, result.stdout, result.stderr


def sources(root: Path) -> dict[str, bytes]:
    return {path: content for path, content in contents(root).items() if not path.startswith(".git/")}


def check(root: Path) -> str:
    return run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml").stdout


@pytest.fixture
def site(small_site: Make) -> Path:
    root = small_site(FILES)
    assert check(root) == ""
    commit(root)
    return root


def text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def leads_to(root: Path, address: str) -> str:
    """Where the page at an old address leads, from the root of the site."""
    page = text(root, f"site/{address}index.html")
    found = re.search(r'data-to="([^"]+)"', page)
    assert found, address
    return str(urljoin(f"/{address}", found[1]))


def test_a_page_moves_with_all_that_leads_to_it(site: Path) -> None:
    code, said, problem = command(site, "move", "docs/part/old.md", "docs/more/new.md")
    assert (code, problem) == (0, "")
    assert said.splitlines() == [
        "move docs/part/old.md to docs/more/new.md",
        "move docs_fr/part/old.md to docs_fr/more/new.md",
        "edit docs/_data/facts.yml",
        "edit docs/_snippets/s.md (1 link)",
        "edit docs/index.md (8 links)",
        "edit docs/more/new.md (4 links)",
        "edit docs/part/other.md (2 links)",
        "edit docs_fr/_snippets/s.md (1 link)",
        "edit docs_fr/index.md (8 links)",
        "edit docs_fr/more/new.md (4 links)",
        "edit docs_fr/part/other.md (2 links)",
        "edit mkdocs.yml",
        "redirect /part/old/",
        "redirect /fr/part/old/",
        "Now run: python3 scripts check",
    ]
    everywhere = HOME.format("Home").replace("part/old", "more/new")
    assert text(site, "docs/index.md") == (
        everywhere.replace("`[f](more/new.md)`", "`[f](part/old.md)`").replace("[j](more/new.md)", "[j](part/old.md)")
    )
    assert text(site, "docs/more/new.md").partition("\n---\n")[0] == (
        "---\ntitle: Old\nredirect_from:\n  - /ancient  # where it was first\n  - /part/old"
    )
    assert (
        "[a](../part/other.md#x) [b](../index.md) [c](/part/other.md) [d](#the-keys) ![e](../part/a.png) [f](new.md)"
        in (text(site, "docs/more/new.md"))
    )
    assert '<area href="../../part/other/" alt="g">' in text(site, "docs_fr/more/new.md")
    assert "[a](../more/new.md) [b](../more/new.md#the-keys)" in text(site, "docs_fr/part/other.md")
    assert text(site, "docs/_data/facts.yml") == "guide: /more/new.md  # the guide\nname: part/old\n"
    assert text(site, "mkdocs.yml") == str(FILES["mkdocs.yml"]).replace("'part/old.md'", "'more/new.md'")
    assert check(site) == ""
    assert build(site).returncode == 0
    for address in ("ancient/", "fr/ancient/", "part/old/", "fr/part/old/"):
        assert leads_to(site, address) == f"/{'fr/' * address.startswith('fr/')}more/new/"


def test_moved_back_all_is_as_it_was_but_for_the_address_in_between(site: Path) -> None:
    before = contents(site / "docs")
    assert command(site, "move", "part/old.md", "more/new.md")[0] == 0
    assert command(site, "move", "more/new", "part/old")[0] == 0
    old = before["part/old.md"].decode()
    entry = "  - /ancient  # where it was first\n"
    assert contents(site / "docs") == {**before, "part/old.md": old.replace(entry, f"{entry}  - /more/new\n").encode()}
    assert check(site) == ""


def test_a_dry_run_says_the_same_and_does_nothing(site: Path) -> None:
    before = sources(site)
    for words in (("move", "part/old.md", "new.md"), ("delete", "part/old.md", "--to", "part/other.md")):
        code, would, _ = command(site, *words, "--dry-run")
        assert (code, sources(site)) == (0, before)
        assert would.splitlines()[-1] == "This is what would be done; nothing is changed"
        assert command(site, *words)[1].splitlines()[:-1] == would.splitlines()[:-1]
        run("git", "checkout", "-q", ".", cwd=site)
        run("git", "clean", "-fdq", cwd=site)


def test_a_page_that_is_deleted_leads_to_another(site: Path) -> None:
    code, said, problem = command(site, "delete", "docs_fr/part/old.md", "--to", "part/other.md")
    assert (code, problem) == (0, "")
    assert said.splitlines()[:2] == ["delete docs/part/old.md", "delete docs_fr/part/old.md"]
    assert not (site / "docs/part/old.md").exists() and not (site / "docs_fr/part/old.md").exists()
    home = text(site, "docs/index.md")
    assert '[a](part/other.md) [b](/part/other.md "A title") [c](./part/other.md?x=1) [d](<part/other.md>)' in home
    assert '<area href="part/other/" alt="i">' in home
    navigation = yaml.load(text(site, "mkdocs.yml"), Loader=yaml.BaseLoader)["nav"]
    assert navigation == ["index.md", {"Part": ["part/index.md", "part/other.md"]}]
    assert "# stays" in text(site, "mkdocs.yml")
    assert text(site, "docs/part/other.md").startswith(
        "---\nredirect_from:\n  - /ancient\n  - /part/old: {the-keys: other}\n---\n"
    )
    assert check(site) == ""
    assert build(site).returncode == 0
    for address in ("ancient/", "fr/ancient/", "part/old/", "fr/part/old/"):
        assert leads_to(site, address) == f"/{'fr/' * address.startswith('fr/')}part/other/"


def test_the_last_page_of_a_section_takes_the_section_with_it(small_site: Make) -> None:
    navigation = "nav:\n  - index.md\n  - One:\n      - Two: [one/a.md]\n  # a note\n  - b.md\n"
    root = small_site(
        {
            "mkdocs.yml": CONFIG.replace("nav: [index.md]\n", navigation),
            "docs/one/a.md": "# A\n",
            "docs_fr/one/a.md": "# A\n",
            "docs/b.md": "# B\n",
            "docs_fr/b.md": "# B\n",
        }
    )
    assert command(root, "delete", "one/a.md", "--to", "b.md")[0] == 0
    assert "nav:\n  - index.md\n  # a note\n  - b.md\n" in text(root, "mkdocs.yml")
    assert not (root / "docs/one").exists()
    assert check(root) == ""


REDIRECTS: Mapping[str, tuple[str, str]] = {
    "no front matter": ("# A\n", "---\nredirect_from:\n  - /a\n---\n\n# A\n"),
    "no list yet": ("---\ntitle: A\n---\n# A\n", "---\ntitle: A\nredirect_from:\n  - /a\n---\n# A\n"),
    "one address": (
        "---\nredirect_from: /x/\ntitle: A\n---\n# A\n",
        "---\nredirect_from: [/x/, /a]\ntitle: A\n---\n# A\n",
    ),
    "in brackets": ("---\nredirect_from: [/x]\n---\n# A\n", "---\nredirect_from: [/x, /a]\n---\n# A\n"),
    "with fragments": (
        "---\nredirect_from:\n- /x:\n    k: a\ntitle: A\n---\n# A\n",
        "---\nredirect_from:\n- /x:\n    k: a\n- /a\ntitle: A\n---\n# A\n",
    ),
    "its new address": ("---\nredirect_from:\n  - /z\n---\n# A\n", "---\nredirect_from:\n  - /a\n---\n# A\n"),
    "lines of Windows": (
        "---\r\ntitle: A\r\n---\r\n# A\r\n",
        "---\r\ntitle: A\r\nredirect_from:\r\n  - /a\r\n---\r\n# A\r\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), REDIRECTS.values(), ids=REDIRECTS)
def test_the_old_address_is_added_to_what_the_page_lists(small_site: Make, before: str, after: str) -> None:
    root = small_site({"docs/a.md": before.encode(), "docs_fr/a.md": "# A\n"})
    assert command(root, "move", "a.md", "z.md")[0] == 0
    assert (root / "docs/z.md").read_bytes().decode() == after


def test_the_address_of_a_folder_is_that_of_its_index(small_site: Make) -> None:
    root = small_site({"docs/a.md": "# A\n", "docs_fr/a.md": "# A\n"})
    code, said, _ = command(root, "move", "a.md", "a/index.md")
    assert (code, "redirect" in said) == (0, False)
    assert text(root, "docs/a/index.md") == "# A\n"


REFUSED: Mapping[str, tuple[tuple[str, ...], str]] = {
    "not a page": (("move", "part/odl.md", "x.md"), "'part/odl.md' is no page of this site; did you mean 'part/old.md'?"),
    "a folder": (("move", "docs/part", "x.md"), "'docs/part' is a folder; name a page"),
    "a picture": (("move", "part/a.png", "x.md"), "'part/a.png' is no page of 'docs'"),
    "there already": (("move", "part/old.md", "part/other.md"), "'docs/part/other.md' is there already"),
    "in French alone": (("move", "part/old.md", "seul.md"), "'docs_fr/seul.md' is there already"),
    "the same address": (
        ("move", "part/old.md", "part/other/index.md"),
        "'part/other/index.md' would have the address of 'part/other.md'",
    ),
    "an old address of another": (
        ("move", "part/other.md", "ancient.md"),
        "'/ancient' is an old address of 'docs/part/old.md'; take it out of 'redirect_from' there first",
    ),
    "out of the site": (("move", "part/old.md", "../x.md"), "'../x.md' is no name of a page, such as 'portal/companies.md'"),
    "hidden": (("move", "part/old.md", "_x.md"), "'_x.md' is no name of a page, such as 'portal/companies.md'"),
    "the home page": (
        ("move", "index.md", "home.md"),
        "the address '/' is that of the home page, and nothing can lead on from there",
    ),
    "by itself": (("delete", "part/old.md", "--to", "part/old.md"), "'part/old.md' cannot take its own place"),
    "by nothing": (("delete", "part/old.md", "--to", "nothing.md"), "'nothing.md' is no page of this site"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_one_sentence_and_nothing_changes(site: Path, words: tuple[str, ...], said: str) -> None:
    write(site, {"docs_fr/seul.md": "# Seul\n"})
    before = contents(site)
    assert command(site, *words) == (1, "", f"scripts: {said}; nothing is changed\n")
    assert contents(site) == before


def test_a_relative_link_of_a_snippet_is_rewritten_in_all_languages(site: Path) -> None:
    shown = '{% include "r.md" %}'
    text = 'See [the page](old.md#the-keys), [this]( <old.md> "T"), ![A](a.png), <a href="../old/">it</a> and [home](../index.md).\n'
    page = "# One\n\n" + shown + "\n"
    write(
        site,
        {
            "docs/_snippets/r.md": text,
            "docs_fr/_snippets/r.md": f"---\nsource_revision: {blob_id(text.encode())}\n---\n\n{text}",
            "docs/part/one.md": page,
            "docs_fr/part/one.md": f"---\nsource_revision: {blob_id(page.encode())}\n---\n\n# Un\n\n{shown}\n",
        },
    )
    before = check(site)
    assert command(site, "move", "part/old.md", "new/place.md")[0] == 0
    made = '[the page](/new/place.md#the-keys), [this]( </new/place.md> "T"), ![A](a.png), '
    for folder, home in (("docs", ""), ("docs_fr", "fr/")):
        written = (site / folder / "_snippets/r.md").read_text(encoding="utf-8")
        assert f'{made}<a href="/{home}new/place/">it</a> and [home](../index.md).' in written
    rules = [[line.rpartition("[")[2] for line in said.splitlines()] for said in (before, check(site))]
    assert sorted(rules[0]) == sorted(rules[1])


def test_a_page_that_shows_a_snippet_may_go_elsewhere(site: Path) -> None:
    write(site, {"docs/_snippets/r.md": "See [the other](other.md) and [home](../index.md).\n"})
    old = (site / "docs/part/old.md").read_text(encoding="utf-8")
    write(site, {"docs/part/old.md": old + '\n{% include "r.md" %}\n'})
    assert command(site, "move", "part/old.md", "new.md")[0] == 0
    written = (site / "docs/_snippets/r.md").read_text(encoding="utf-8")
    assert written == "See [the other](/part/other.md) and [home](/index.md).\n"


def test_a_relative_link_that_leads_to_several_pages_is_told_first(site: Path) -> None:
    shown = '\n{% include "r.md" %}\n'
    texts = {name: (site / "docs" / name).read_text(encoding="utf-8") for name in ("index.md", "part/other.md")}
    write(site, {"docs/_snippets/r.md": "See [the start](index.md).\n"})
    write(site, {f"docs/{name}": text + shown for name, text in texts.items()})
    before = contents(site)
    assert command(site, "move", "part/other.md", "new.md") == (
        1,
        "",
        "scripts: the link 'index.md' in docs/_snippets/r.md:1 leads to another page from each that shows it; begin it with '/'; "
        "nothing is changed\n",
    )
    assert contents(site) == before


def test_a_site_that_is_broken_is_left_as_it_is(site: Path) -> None:
    write(site, {"docs/part/other.md": "{{ nothing }}\n"})
    before = contents(site)
    code, out, said = command(site, "move", "part/old.md", "new.md")
    assert (code, out) == (1, "")
    assert said.startswith("docs/part/other.md:1: 'nothing' is not defined")
    assert contents(site) == before


def test_a_file_that_cannot_be_written_leaves_everything_as_it_was(site: Path) -> None:
    (site / "docs_fr/more").write_text("in the way")
    before = contents(site)
    code, out, said = command(site, "move", "part/old.md", "more/new.md")
    assert (code, out) == (2, "")
    assert said.startswith("scripts: the files cannot be written (")
    assert contents(site) == before
