"""The configuration, and those that it inherits from (`INHERIT`)."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext import check_site, open_site
from bitext.errors import Refused
from bitext.site.settings import Settings
from bitext.sources import Sources
from conftest import CONFIG, SCRIPTS, as_mkdocs, build, run, told, write

Make = Callable[[Mapping[str, str | bytes]], Path]

INTERNAL = 'INHERIT: mkdocs.yml\nsite_name: Internal\nsite_url: "https://internal.example.org/guides/"\n'


def check(site: Path, config: str) -> tuple[int, list[str]]:
    result = run(sys.executable, SCRIPTS, "check", "-f", site / config)
    said = result.stderr if result.returncode == 2 else told(result.stderr)
    return result.returncode, result.stdout.splitlines() + said.splitlines()


def test_a_second_configuration_for_another_address(small_site: Make, tmp_path: Path) -> None:
    root = small_site({"internal.yml": INTERNAL})
    as_mkdocs(root / "internal.yml", tmp_path, "--strict")
    page = (tmp_path / "ours/fr/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://internal.example.org/guides/fr/">' in page
    assert check(root, "internal.yml") == (0, [])


def test_what_is_wrong_is_told_where_it_is_written(small_site: Make) -> None:
    base = CONFIG.replace("nav: [index.md]", "nav:\n  - index.md\n  - gone.md")
    root = small_site({"mkdocs.yml": base, "internal.yml": INTERNAL, "docs/more.md": "# More\n"})
    write(root, {"docs_fr/more.md": "# Plus\n"})
    told = [
        "docs/more.md:1: page is not in the navigation; add it to 'nav' in 'mkdocs.yml' [not-in-navigation]",
        "mkdocs.yml:5: navigation names 'gone.md', which does not exist [navigation-target]",
    ]
    assert check(root, "internal.yml") == (1, told)
    write(root, {"internal.yml": f"{INTERNAL}nav: [more.md, index.md]\ndev_addr: nowhere\n"})
    assert check(root, "internal.yml") == (0, [])
    result = build(root, "-f", root / "internal.yml")
    assert (result.returncode, result.stderr.splitlines()[0]) == (
        1,
        "internal.yml:5: 'dev_addr': Must be a string of format 'IP:PORT' [configuration]",
    )


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.yml": "x: 1\nINHERIT: b.yml\n"}, "a.yml:2: inherits from 'b.yml', which does not exist [configuration]"),
        ({"a.yml": "INHERIT: a.yml\n"}, "a.yml:1: inherits from 'a.yml', and that from this [configuration]"),
        (
            {"a.yml": "INHERIT: of/b.yml\n", "of/b.yml": "INHERIT: ../a.yml\n"},
            "of/b.yml:1: inherits from '../a.yml', and that from this [configuration]",
        ),
        (
            {"a.yml": "INHERIT: of/b.yml\n", "of/b.yml": "- x\n"},
            "of/b.yml:1: holds no settings, such as 'site_name: Guides' [configuration]",
        ),
        ({"a.yml": "INHERIT: b.yml\n", "b.yml": "x: [\n"}, "b.yml:2: is not valid YAML: did not find expected node content [yaml]"),
        ({}, "a.yml:0: cannot be read: No such file or directory [unreadable]"),
    ],
)  # fmt: skip
def test_what_cannot_be_inherited(tmp_path: Path, files: Mapping[str, str], said: str) -> None:
    with pytest.raises(Refused) as refused:
        Settings.read(write(tmp_path, files) / "a.yml")
    assert str(refused.value) == said


def test_mappings_are_laid_over_one_another_and_lists_are_not(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.yml": "INHERIT: of/b.yml\nextra: {one: 1}\nnav: [x.md]\n",
            "of/b.yml": "INHERIT: c.yml\nextra:\n  one: 0\n  two: 2\nnav: [y.md]\n",
            "of/c.yml": "extra:\n  three: 3\nsite_name: C\n",
        },
    )
    assert Settings.read(tmp_path / "a.yml") == {
        "extra": {"one": 1, "two": 2, "three": 3},
        "nav": ["x.md"],
        "site_name": "C",
    }
    written = {
        (*scalar.keys, scalar.value): (scalar.file, scalar.line)
        for scalar in Settings.read(tmp_path / "a.yml").scalars
        if not scalar.is_key and scalar.keys != ("INHERIT",)
    }
    assert written == {
        ("extra", "one", "1"): ("a.yml", 2),
        ("extra", "two", "2"): ("of/b.yml", 4),
        ("extra", "three", "3"): ("of/c.yml", 2),
        ("nav", "x.md"): ("a.yml", 3),
        ("site_name", "C"): ("of/c.yml", 3),
    }


def places(sources: Sources) -> list[str]:
    return [str(finding) for finding in check_site(sources, ["links"]).findings]


def test_settings_are_read_once_and_two_sites_keep_apart(tmp_path: Path) -> None:
    navigation = {
        "one": "nav: [index.md, gone.md]\n",
        "two": "# The menu:\nnav: [index.md, left.md]\n",
    }
    pages = {"docs/index.md": "# Home\n", "docs_fr/index.md": "# Accueil\n"}
    roots = {
        name: write(tmp_path / name, {**pages, "mkdocs.yml": CONFIG.replace("nav: [index.md]\n", nav)})
        for name, nav in navigation.items()
    }
    line = CONFIG.split("\n").index("nav: [index.md]") + 1
    said = {
        "one": [f"mkdocs.yml:{line}: navigation names 'gone.md', which does not exist [navigation-target]"],
        "two": [f"mkdocs.yml:{line + 1}: navigation names 'left.md', which does not exist [navigation-target]"],
    }
    sites = {name: open_site(root / "mkdocs.yml") for name, root in roots.items()}
    assert {name: places(site) for name, site in sites.items()} == said
    (roots["one"] / "mkdocs.yml").write_text(CONFIG)  # is seen by whoever opens the site anew
    assert {name: places(site) for name, site in sites.items()} == said
    assert places(open_site(roots["one"] / "mkdocs.yml")) == []
