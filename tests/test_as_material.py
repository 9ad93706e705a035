"""What the build does in a way of its own is what Material does: all that stands around a text."""

import re
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.html
import pytest
from bitext.pages.page import read_yaml
from conftest import CONFIG, ROOT, SCRIPTS, THEME, build, contents, run

Make = Callable[[Mapping[str, str | bytes]], Path]


WITHOUT_PARTS = """
import sys; sys.path.insert(0, sys.argv[1])
from engine.faster import template_parts
template_parts._Loader.get_source = lambda loader, *template: loader._loader.get_source(*template)
template_parts.TemplateParts.once = lambda parts, name, render: render()
import cli
sys.exit(cli.main(["build", "--no-cache", "-f", sys.argv[2], "-d", sys.argv[3]]))
"""


def elements(page: bytes, address: str) -> list[tuple[Any, ...]]:
    """All elements of a page: tag, attributes with full addresses, text."""
    return [
        (
            element.tag,
            sorted(
                (key, urljoin(address, value) if key in ("href", "src") else value) for key, value in element.items()
            ),
            " ".join((element.text or "").split()),
            " ".join((element.tail or "").split()),
        )
        for element in lxml.html.fromstring(page.decode()).iter()
    ]


def both_ways(root: Path, plain: Path, is_built: bool = False) -> dict[str, tuple[list[Any], list[Any]]]:
    """The elements of each page of a site, and as Material's own templates make them."""
    config = read_yaml((root / "mkdocs.yml").read_text(encoding="utf-8"), "mkdocs.yml")
    assert is_built or build(root, "--no-cache").returncode in (0, 1)
    result = run(sys.executable, "-c", WITHOUT_PARTS, SCRIPTS, root / "mkdocs.yml", plain)
    assert result.returncode == 0, result.stderr
    ours, theirs = contents(root / "site"), contents(plain)
    assert ours.keys() == theirs.keys()
    home = config["site_url"] if isinstance(config["site_url"], str) else "https://guides.example.org/"
    pages = [name for name in ours if name.endswith(".html") and b"md-nav--primary" in theirs[name]]
    assert [name for name in pages if ours[name] != theirs[name]]  # it was made in another way
    return {name: (elements(ours[name], home + name), elements(theirs[name], home + name)) for name in pages}


def test_pages_are_those_of_material(built_site: Path, tmp_path: Path) -> None:
    found = both_ways(built_site.parent, tmp_path / "plain", is_built=True)
    assert len(found) > 30
    for name, (ours, theirs) in found.items():
        assert ours == theirs, name


NESTED = """
  - index.md
  - a/index.md
  - A & B:
      - b/index.md
      - b/one.md
      - Deeper:
          - b/c/index.md
          - b/c/two.md
          - Elsewhere: https://example.org/?a=1&b=2
      - Without index:
          - b/three.md
          - Deepest: [b/d/four.md]
  - b/five.md
"""


@pytest.mark.parametrize(
    ("features", "directories"),
    [
        ("[]", "true"),
        ("[navigation.expand, navigation.sections]", "false"),
        ("[navigation.prune, navigation.indexes, navigation.tabs]", "false"),
        ("[navigation.sections, navigation.tabs, navigation.indexes, toc.integrate]", "true"),
    ],
)
def test_pages_with_a_deep_navigation_are_those_of_material(
    small_site: Make, tmp_path: Path, features: str, directories: str
) -> None:
    config = CONFIG.replace("nav: [index.md]", f"nav:{NESTED}use_directory_urls: {directories}")
    config = config.replace("font: false}", f"font: false, features: {features}}}")
    names = re.findall(r"[\w/]+\.md", NESTED)
    page = "---\nstatus: new\nsubtitle: Ø\n---\n\n# {}\n\n## Part\n"
    files = {f"{top}/{name}": page.format(f"Page {name} & more") for top in ("docs", "docs_fr") for name in names}
    found = both_ways(small_site({**files, "mkdocs.yml": config}), tmp_path / "plain")
    assert len(found) == 2 * len(names) + 2
    for name, (ours, theirs) in found.items():
        assert ours == theirs, name


@pytest.mark.parametrize(
    ("template", "change"),
    [
        ("partials/nav-item.html", (r"\bfor item in nav_item\.children\b", "for item in (nav_item.children)")),
        ("partials/search.html", (r'role="dialog"', r'role="dialog" title="{{ page.title }}"')),
        ("partials/toc.html", (r"<nav ", r'{% set words = toc %}<nav title="{{ lang.t(page.title) }}" ')),
    ],
)
def test_a_theme_with_templates_of_its_own_is_rendered_as_ever(
    small_site: Make, tmp_path: Path, template: str, change: tuple[str, str]
) -> None:
    import material  # type: ignore[import-untyped]

    source = (Path(material.__file__).parent / "templates" / template).read_text(encoding="utf-8")
    own = re.sub(*change, source)
    assert own != source
    config = CONFIG.replace(THEME, "own").replace("nav: [index.md]", f"nav:{NESTED}")
    names = re.findall(r"[\w/]+\.md", NESTED)
    files = {f"{top}/{name}": f"# {name}\n\n## Part\n" for top in ("docs", "docs_fr") for name in names}
    root = small_site({**files, "mkdocs.yml": config.replace("plugins:\n", "plugins:\n  - search\n")})
    shutil.copytree(ROOT / "overrides", root / "own")
    (root / "own" / template).write_text(own, encoding="utf-8")
    found = both_ways(root, tmp_path / "plain")
    assert len(found) > 2 * len(names)
    for name, (ours, theirs) in found.items():
        assert ours == theirs, name
