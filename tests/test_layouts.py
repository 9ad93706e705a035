"""The layouts that mkdocs-static-i18n documents, each built by it: what `check` calls broken is broken there, and the
reverse."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from conftest import SCRIPTS, run, write

CONFIG = """\
site_name: Stock
site_url: https://stock.example.org/
theme: mkdocs
plugins:
  - i18n:
      docs_structure: {structure}
      languages:
        - {{locale: en, name: English, default: true}}
        - {{locale: fr, name: Français}}
"""
PNG = b"\x89PNG\r\n\x1a\n"


def config(structure: str, more: str = "") -> str:
    return CONFIG.format(structure=structure) + more


def in_layout(structure: str, files: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """Files written as 'en/page.md' and 'fr/page.md', where the layout has them. 'page.md' alone is of no language."""
    found: dict[str, str | bytes] = {}
    for path, content in files.items():
        code, _, name = path.partition("/")
        stem = PurePosixPath(name)
        if code not in ("en", "fr") or structure == "folder":
            found[f"docs/{path}"] = content
        else:
            found[f"docs/{name if code == 'en' else stem.with_suffix(f'.fr{stem.suffix}')}"] = content
    return found


def check(root: Path, *options: str, name: str = "mkdocs.yml") -> tuple[int, list[str], str]:
    """Exit code, findings and the last line of standard error."""
    result = run(sys.executable, SCRIPTS, "check", "-f", root / name, *options)
    assert "Traceback" not in result.stderr, result.stderr
    return result.returncode, result.stdout.splitlines(), (result.stderr.splitlines() or [""])[-1]


class _Read(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []  # text and address
        self.ids: set[str] = set()
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids.add(found.get("id", ""))
        if tag == "img":
            self.links.append((found.get("alt", ""), found.get("src", "")))
        self._open = found.get("href", "") if tag == "a" else self._open

    def handle_data(self, data: str) -> None:
        if self._open:
            self.links.append((data.strip(), self._open))
            self._open = ""


def broken_in(site: Path, marked: str = "@") -> set[tuple[str, str]]:
    """Of the built site, the language and the text of each link that leads nowhere, its text beginning with `marked`."""
    pages = {path.relative_to(site).as_posix(): _Read(path.read_text("utf-8")) for path in site.rglob("*.html")}
    return {
        ("fr" if name.startswith("fr/") else "en", text.removeprefix(marked))
        for name, page in pages.items()
        for text, address in page.links
        if text.startswith(marked) and not _leads_somewhere(site, pages, name, address)
    }


def _leads_somewhere(site: Path, pages: Mapping[str, _Read], name: str, address: str) -> bool:
    split = urlsplit(urljoin(f"https://stock.example.org/{name}", address))
    path = unquote(split.path).lstrip("/")
    path += "index.html" if not path or path.endswith("/") else ""
    if not (site / path).is_file():
        return (site / path / "index.html").is_file()
    return not split.fragment or path not in pages or unquote(split.fragment) in pages[path].ids


def built(root: Path) -> Path:
    result = run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", root / "mkdocs.yml", "-d", root / "out")
    assert result.returncode == 0, result.stderr
    return root / "out"


def broken_for_check(root: Path, language_of: Mapping[str, str] = {}) -> set[tuple[str, str]]:
    """As `broken_in`, of what `check` says."""
    found = set()
    for line in check(root, "--only", "links", "--skip", "unused-file")[1]:
        match = re.match(r"(?P<path>[^:]+):\d+: link '(?P<target>[^']*)'", line)
        assert match, line
        found.add((_language(match["path"]), match["target"]))
    return found


def _language(path: str) -> str:
    return "fr" if path.startswith("docs/fr/") or ".fr." in path else "en"


LINKS = {
    "folder": [
        "b.md", "b.md#access", "b.md#acces", "b.md#none", "#home", "#accueil", "sub/c.md", "only.md", "fr.md",
        "../shared.png", "logo.png", "../fr/b.md", "../en/b.md", "none.md", "../none.png", "../extra.md", "sub/", "french.png",
    ],
    "suffix": [
        "b.md", "b.md#access", "b.md#acces", "b.md#none", "#home", "#accueil", "sub/c.md", "only.md", "fr.md",
        "shared.png", "logo.png", "b.fr.md", "b.en.md", "none.md", "none.png", "french.png",
    ],
}  # fmt: skip


@pytest.mark.parametrize("structure", ["folder", "suffix"])
@pytest.mark.parametrize("more", ["", "use_directory_urls: false\n"], ids=["folders", "files"])
def test_a_link_is_broken_where_it_is_broken_on_the_built_site(tmp_path: Path, structure: str, more: str) -> None:
    links = "\n\n".join(f"[@{target}]({target})" for target in LINKS[structure])
    files: dict[str, str | bytes] = {
        "en/index.md": f"# Home\n\n{links}\n",
        "fr/index.md": f"# Accueil\n\n{links}\n",
        "en/b.md": "# B\n\n## Access\n",
        "fr/b.md": "# B\n\n## Accès\n",
        "en/sub/c.md": "# C\n",
        "fr/sub/c.md": "# C\n",
        "en/only.md": "# Only\n",
        "fr/fr.md": "# Fr\n",
        "en/logo.png": PNG,
        "fr/french.png": PNG,
        "shared.png": PNG,
        "extra.md": "# Extra\n",
    }
    root = write(tmp_path, {"mkdocs.yml": config(structure, more), **in_layout(structure, files)})
    expected = broken_in(built(root))
    assert ("fr", "b.md#access") in expected
    assert ("en", "b.md#acces") in expected
    assert ("fr", "b.md#acces") not in expected
    assert broken_for_check(root) == expected


@pytest.mark.parametrize("verb", ["build", "serve"])
def test_what_is_built_without_the_hook_is_refused_in_one_sentence(tmp_path: Path, verb: str) -> None:
    root = write(tmp_path, {"mkdocs.yml": config("folder"), "docs/en/index.md": "# A\n", "docs/fr/index.md": "# A\n"})
    result = run(sys.executable, SCRIPTS, verb, "-f", root / "mkdocs.yml")
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("scripts: 'hooks' in 'mkdocs.yml' does not name the 'mkdocs_hooks.py' of this")
