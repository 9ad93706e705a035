"""The layouts that mkdocs-static-i18n documents, each built by it: what `check` calls broken is broken there, and the
reverse."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from conftest import CONFIG as HOOKED
from conftest import HOOKS, SCRIPTS, THEME, commit, run, write

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

Make = Callable[[Mapping[str, str | bytes]], Path]


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


NUMBERS = {"en/page.md": "# Wait\n\nWait for 80 days.\n", "fr/page.md": "# Attendre\n\nAttendez 81 jours.\n"}


@pytest.mark.parametrize("structure", ["folder", "suffix"])
def test_pairs_are_compared_counted_and_told_where_they_stand(tmp_path: Path, structure: str) -> None:
    root = write(tmp_path, {"mkdocs.yml": config(structure), **in_layout(structure, NUMBERS)})
    paths = {"folder": ("docs/en/page.md", "docs/fr/page.md"), "suffix": ("docs/page.md", "docs/page.fr.md")}
    source, target = paths[structure]
    assert check(root) == (
        1,
        [f"{target}:3: number '81' is '80' in {source}:3 [number-mismatch]"],
        "checked 2 pages in 2 languages (en, fr), 1 pair: 1 finding in 1 file",
    )
    summary = json.loads("\n".join(check(root, "--format", "json")[1]))["summary"]
    assert summary == {"pages": 2, "pairs": 1, "languages": ["en", "fr"], "errors": 1, "warnings": 0}


@pytest.mark.parametrize("structure", ["folder", "suffix"])
def test_status_accept_and_diff_know_the_layout(tmp_path: Path, structure: str) -> None:
    pages = {**NUMBERS, "fr/page.md": NUMBERS["fr/page.md"].replace("81", "80"), "en/new.md": "# New\n\nA text.\n"}
    root = write(tmp_path, {"mkdocs.yml": config(structure), **in_layout(structure, pages)})
    commit(root)
    source, target = (
        ("docs/en/page.md", "docs/fr/page.md") if structure == "folder" else ("docs/page.md", "docs/page.fr.md")
    )
    assert verb(root, "accept", "page.md") == f"{target}: recorded as a translation of {source} as it is now\n"
    write(root, {source: NUMBERS["en/page.md"].replace("80", "90")})
    told = f"{target}:7: translates an older text: 'for 80 days.' is now 'for 90 days.' in {source}:3 [outdated]"
    assert check(root, "--only", "outdated")[1] == [told]
    assert verb(root, "diff", source).splitlines()[0] == f"{target}: 1 change of {source} to translate"
    states = {each["page"]: each["state"] for each in json.loads(verb(root, "status", "--format", "json"))["pages"]}
    assert states == {"new.md": "missing", "page.md": "outdated"}


def verb(root: Path, name: str, *options: str) -> str:
    result = run(sys.executable, SCRIPTS, name, "-f", root / "mkdocs.yml", *options)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def test_the_form_of_languages_before_version_1_is_read(tmp_path: Path) -> None:
    languages = "{en: {name: English, build: true}, fr: Français}"
    old = f"site_name: Old\nplugins: [{{i18n: {{default_language: en, languages: {languages}}}}}]\n"
    root = write(tmp_path, {"mkdocs.yml": old, **in_layout("suffix", NUMBERS)})
    assert check(root)[1:] == (
        ["docs/page.fr.md:3: number '81' is '80' in docs/page.md:3 [number-mismatch]"],
        "checked 2 pages in 2 languages (en, fr), 1 pair: 1 finding in 1 file",
    )


def test_a_configuration_for_each_language_is_read(tmp_path: Path) -> None:
    files = {f"docs/{path}": text for path, text in NUMBERS.items()}
    configs = {
        "mkdocs.yml": "site_name: En\ndocs_dir: docs/en\ntheme: {name: mkdocs, locale: en}\n",
        "mkdocs.fr.yml": "INHERIT: mkdocs.yml\nsite_name: Fr\ndocs_dir: docs/fr\ntheme: {locale: fr}\n",
    }
    root = write(tmp_path, {**files, **configs})
    assert check(root)[1:] == (
        ["docs/fr/page.md:3: number '81' is '80' in docs/en/page.md:3 [number-mismatch]"],
        "checked 2 pages in 2 languages (en, fr), 1 pair: 1 finding in 1 file",
    )
    told = "mkdocs.fr.yml:0: is the configuration of one language; name 'mkdocs.yml' with -f, and both are compared"
    assert check(root, name="mkdocs.fr.yml") == (2, [], f"{told} [configuration]")


def of_two_configurations(root: Path, files: Mapping[str, str | bytes], more: str = "") -> Path:
    """A site whose languages have a configuration and a folder each."""
    english = f"site_name: En\nsite_url: https://stock.example.org/en/\ndocs_dir: docs/en\n{more}"
    french = "site_name: Fr\ndocs_dir: docs/fr\nnav: [{Clés: keys.md}, {Accueil: index.md}]\n"
    configs = {
        "mkdocs.yml": f"{english}nav: [{{Keys: keys.md}}, {{Home: index.md}}]\ntheme: {{name: mkdocs, locale: en}}\n",
        "mkdocs.fr.yml": f"{french}theme: {{name: mkdocs, locale: fr}}\n",
    }
    pages = {"docs/en/keys.md": "# Keys\n", "docs/fr/keys.md": "# Clés\n"}
    home = {"docs/en/index.md": "# Home\n", "docs/fr/index.md": "# Accueil\n"}
    return write(root, {**pages, **home, **files, **configs})


def test_a_configuration_of_its_own_has_labels_and_pictures_of_its_own(tmp_path: Path) -> None:
    files: Mapping[str, str | bytes] = {
        "docs/fr/index.md": "# Accueil\n\n![Les clés](cles.png)\n",
        "docs/fr/cles.png": PNG,
        "docs/fr/old.pdf": b"%",
    }
    root = of_two_configurations(
        tmp_path, {**files, "docs/en/index.md": "# Home\n\n![Keys](keys.png)\n", "docs/en/keys.png": PNG}
    )
    said = ["docs/fr/old.pdf:0: file has no counterpart at 'docs/en/old.pdf' [file-orphan]"]
    assert check(root, "--only", "navigation-label", "--only", "file-orphan")[1] == said


def test_a_link_from_the_root_is_one_of_the_host(tmp_path: Path) -> None:
    text = "# Home\n\n[a](/keys/) [b](/keys.md) [c](/en/keys/) [d](/other/) [e](https://stock.example.org/en/keys/)\n"
    root = of_two_configurations(tmp_path, {"docs/en/index.md": text})
    outside = "leads nowhere: it begins at the root of the host, and the site is below '/en'; did you mean 'keys.md'?"
    assert check(root, "--only", "links")[1] == [
        "docs/en/index.md:3: link 'https://stock.example.org/en/keys/' is the public address of this site;"
        " write 'keys.md' [link-own-address]",
        f"docs/en/index.md:3: link '/keys.md' {outside} [link-target]",
        f"docs/en/index.md:3: link '/keys/' {outside} [link-target]",
    ]


def test_notebooks_are_pages_where_a_plugin_makes_them_so(tmp_path: Path) -> None:
    text = "# Home\n\n<https://stock.example.org/en/draw/>\n\n<center>\n![Moon](moon.png)\n</center>\n"
    files: Mapping[str, str | bytes] = {
        "docs/en/draw.ipynb": '{"cells": ["![](a.png)"]}\n',
        "docs/en/a.png": PNG,
        "docs/en/moon.png": PNG,
    }
    root = of_two_configurations(tmp_path, {"docs/en/index.md": text, **files}, "plugins: [mkdocs-jupyter]\n")
    assert check(root, "--only", "links")[1] == []
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text().replace("mkdocs-jupyter", "search"))
    said = "is the public address of this site, and nothing is there"
    assert check(root, "--only", "links")[1] == [
        f"docs/en/index.md:3: link 'https://stock.example.org/en/draw/' {said} [link-own-address]"
    ]


def test_a_link_to_the_source_language_may_say_so(tmp_path: Path) -> None:
    french = "# Clés\n\nAussi en [anglais](/keys/).\n\nVoir les [clés](/keys/).\n"
    root = write(tmp_path, {"mkdocs.yml": config("suffix"), "docs/keys.md": "# Keys\n", "docs/keys.fr.md": french})
    said = "docs/keys.fr.md:5: link '/keys/' leads into the site in 'en'; write 'keys.md' [link-locale]"
    assert check(root, "--only", "link-locale")[1] == [said]


BESIDE = {"docs/page.md": NUMBERS["en/page.md"], "docs_fr/page.md": NUMBERS["fr/page.md"]}
REFUSED = {
    "suffixes where folders are declared": (
        config("folder"),
        in_layout("suffix", NUMBERS),
        "mkdocs.yml:5: 'docs_structure' is 'folder', but 'docs/page.fr.md' is named as with 'suffix'; write that",
    ),
    "folders where suffixes are declared": (
        config("suffix"),
        in_layout("folder", NUMBERS),
        "mkdocs.yml:5: 'docs_structure' is 'suffix', but 'docs/fr/page.md' is named as with 'folder'; write that",
    ),
    "folders within, where the hook wants them beside": (
        f"{config('folder')}hooks: [{HOOKS}]\n",
        in_layout("folder", NUMBERS),
        "mkdocs.yml:0: the hook reads the pages of 'fr' from 'docs_fr', and finds 'docs/fr/page.md'; move it",
    ),
    "no languages at all": (
        "site_name: One\n",
        BESIDE,
        "mkdocs.yml:0: lists no languages under 'plugins: i18n: languages', and no 'mkdocs.LOCALE.yml' beside it has a "
        "'docs_dir' of its own",
    ),
    "a language that YAML takes for false": (
        config("folder").replace("locale: fr", "locale: no"),
        in_layout("folder", NUMBERS),
        "mkdocs.yml:9: the language 'false' is no text; YAML takes 'no' for 'false': write it in quotes",
    ),
    "a language that is listed twice": (
        config("folder").replace("locale: fr", "locale: en"),
        in_layout("folder", NUMBERS),
        "mkdocs.yml:7: the language 'en' is listed twice",
    ),
    "a language that would lead out of the site": (
        config("folder").replace("locale: fr", "locale: ../fr"),
        in_layout("folder", NUMBERS),
        "mkdocs.yml:7: '../fr' is no code of a language, such as 'fr' or 'fr-CA'",
    ),
}


@pytest.mark.parametrize(("settings", "files", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_read_is_refused(
    tmp_path: Path, settings: str, files: Mapping[str, str | bytes], said: str
) -> None:
    root = write(tmp_path, {"mkdocs.yml": settings, **files})
    for options in ((), ("--format", "json")):
        code, _, last = check(root, *options)
        assert code == 2
        assert last == f"{said} [configuration]" or options


ANCHORS = {
    "": ["gestion-des-acces", "gestion-des-acces_1", "oeuvre"],
    "toc: {separator: _}": ["gestion_des_acces", "gestion_des_acces_1"],
    "toc: {slugify: !!python/name:markdown.extensions.toc.slugify_unicode }": ["gestion-des-accès", "œuvre"],
    "toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}": [
        "gestion-des-accès",
        "œuvre",
    ],
    "toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {}, permalink: true}": ["Gestion-des-accès", "Œuvre"],
}


@pytest.mark.parametrize("toc", ANCHORS, ids=["default", "separator", "unicode", "lower", "as it is"])
@pytest.mark.parametrize("lists", ["", "attr_list, "], ids=["without lists", "with lists"])
def test_anchors_are_those_that_the_settings_of_the_site_make(tmp_path: Path, toc: str, lists: str) -> None:
    every = {anchor for anchors in ANCHORS.values() for anchor in anchors}
    every |= {"pinned", "autre-titre-pinned", "autre-titre", "cle", "une-cle", "une-cle-1", "_1", "réf", "a_2"}
    links = "\n\n".join(f"[@#{anchor}](#{anchor})" for anchor in sorted(every))
    heads = "Gestion des accès|Gestion des accès|Œuvre|Autre titre { #pinned }|Une `clé`[^1]|中文|réf|A_1|A_1".split(
        "|"
    )
    text = "# Titre\n\n" + "".join(f"## {head}\n\n" for head in heads) + f"{links}\n\n[^1]: Une note.\n"
    extensions = f"markdown_extensions: [{lists}footnotes{f', {{{toc}}}' if toc else ''}]\n"
    files: dict[str, str | bytes] = {"en/index.md": "# Title\n", "fr/index.md": text}
    root = write(tmp_path, {"mkdocs.yml": config("folder", extensions), **in_layout("folder", files)})
    expected = broken_in(built(root))
    assert ("fr", "#pinned") in expected or lists
    assert broken_for_check(root) == expected


def test_a_function_for_anchors_that_is_not_known_is_told(tmp_path: Path) -> None:
    extensions = "markdown_extensions:\n  - toc: {slugify: !!python/name:my.own.slugs }\n"
    root = write(tmp_path, {"mkdocs.yml": config("folder", extensions), **in_layout("folder", NUMBERS)})
    told = "'my.own.slugs' is no function for anchors that is known here: links to headings cannot be checked"
    assert f"mkdocs.yml:11: {told} [configuration]" in check(root)[1]


def test_without_the_hook_nothing_is_expanded(tmp_path: Path) -> None:
    math = "# A\n\nThe mass is $Q_{{fuel}_{type}}$ in {{ kg }}, and {% is no tag.\n"
    files: dict[str, str | bytes] = {
        "en/index.md": math,
        "fr/index.md": math.replace("The mass is", "La masse vaut").replace(
            "in {{ kg }}, and {% is no tag", "en {{ kg }}, et {% n’est rien"
        ),
    }
    root = write(tmp_path, {"mkdocs.yml": config("folder"), **in_layout("folder", files)})
    assert check(root)[:2] == (0, [])


def test_what_mkdocs_excludes_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        **NUMBERS,
        **{path.replace("page", "_index"): text for path, text in NUMBERS.items()},
        **{path.replace("page", "drafts/a"): text for path, text in NUMBERS.items()},
    }
    root = write(tmp_path, {"mkdocs.yml": config("folder", "exclude_docs: drafts/\n"), **in_layout("folder", files)})
    assert [line.partition(":")[0] for line in check(root)[1]] == ["docs/fr/_index.md", "docs/fr/page.md"]


@pytest.mark.parametrize("fallback", ["true", "false"])
def test_a_page_that_is_not_translated_is_there_where_it_falls_back(tmp_path: Path, fallback: str) -> None:
    settings = config("folder").replace("docs_structure", f"fallback_to_default: {fallback}\n      docs_structure")
    files: dict[str, str | bytes] = {
        "en/index.md": "# A\n\n[@b.md](b.md)\n",
        "fr/index.md": "# A\n\n[@b.md](b.md)\n",
        "en/b.md": "# B\n",
    }
    root = write(tmp_path, {"mkdocs.yml": settings, **in_layout("folder", files)})
    expected = broken_in(built(root))
    assert expected == ({("fr", "b.md")} if fallback == "false" else set())
    assert broken_for_check(root) == expected


def test_languages_with_regions_and_links_among_them_are_read(tmp_path: Path) -> None:
    languages = """\
        - {locale: en-US, name: English, default: true}
        - {locale: fr-FR, name: Français}
        - {locale: "null", name: More, build: false, fixed_link: "https://example.org/"}
"""
    settings = config("folder").split("        - {")[0] + languages
    files = {path.replace("en/", "en-US/").replace("fr/", "fr-FR/"): text for path, text in NUMBERS.items()}
    root = write(tmp_path, {"mkdocs.yml": settings, **{f"docs/{path}": text for path, text in files.items()}})
    assert check(root)[1:] == (
        ["docs/fr-FR/page.md:3: number '81' is '80' in docs/en-US/page.md:3 [number-mismatch]"],
        "checked 2 pages in 2 languages (en-US, fr-FR), 1 pair: 1 finding in 1 file",
    )


@pytest.mark.parametrize("folder", ["", "theme"])
def test_a_language_that_the_theme_does_not_speak_is_told(small_site: Make, folder: str) -> None:
    theme = f", custom_dir: {THEME}"
    config = HOOKED.replace(theme, f", custom_dir: {folder}" if folder else "")
    files = {"mkdocs.yml": config.replace("language: fr-CA", "language: xx"), "theme/readme.txt": ""}
    root = small_site(files)
    result = run(sys.executable, SCRIPTS, "build", "-f", root / "mkdocs.yml")
    inside = f"write them in '{root / folder}/"
    where = inside if folder else "let 'theme: custom_dir' name a folder, and write them there in '"
    assert result.returncode == 1
    assert f"the theme has no words in 'xx'; {where}partials/languages/xx.html'" in result.stderr


def test_a_region_without_words_of_its_own_has_those_of_its_language(small_site: Make) -> None:
    languages = """\
        - {locale: en-US, name: English, default: true}
        - {locale: fr-FR, name: Français}
        - {locale: pt-BR, name: Português}
"""
    before, rest = HOOKED.split("        - {locale: en,")
    rest = rest.partition("hooks:")[2]
    text = "# {}\n\n## {}\n\n!!! warning\n    {}\n"
    root = small_site(
        {
            "mkdocs.yml": f"{before}{languages}hooks:{rest}",
            "docs/index.md": text.format("Home", "Keys", "Wait."),
            "docs_fr-FR/index.md": text.format("Accueil", "Clés", "Attention\u00a0!"),
            "docs_pt-BR/index.md": text.format("Início", "Chaves", "Espere."),
        }
    )
    result = run(sys.executable, SCRIPTS, "build", "-f", root / "mkdocs.yml")
    assert result.returncode == 0, result.stderr
    said = {
        "": ("en-US", "Skip to content"),
        "fr-FR/": ("fr-FR", "Aller au contenu"),
        "pt-BR/": ("pt-BR", "Pular para conteúdo"),
    }
    for home, (tag, words) in said.items():
        page = (root / "site" / home / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{tag}"' in page
        assert words in page
        for other in ("en-US", "fr-FR", "pt-BR"):
            assert f'<link rel="alternate " hreflang="{other}"' in page
    assert "<title>Page introuvable - " in (root / "site/fr-FR/404.html").read_text(encoding="utf-8")
    assert check(root, "--site", "--only", "site-lang", "--only", "site-hreflang")[1] == []


def test_a_key_that_stands_twice_is_a_warning(tmp_path: Path) -> None:
    root = write(tmp_path, {"mkdocs.yml": config("folder", "site_name: Again\n"), **in_layout("folder", NUMBERS)})
    assert check(root, "--only", "key-twice")[:2] == (
        0,
        ["mkdocs.yml:10: 'site_name' is in line 1 already, and the last counts [key-twice]"],
    )


@pytest.mark.parametrize("structure", ["folder", "suffix"])
def test_a_language_without_pages_is_told_once(tmp_path: Path, structure: str) -> None:
    pages: dict[str, str | bytes] = {"en/index.md": "# A\n", "en/b.md": "# B\n"}
    root = write(tmp_path, {"mkdocs.yml": config(structure), **in_layout(structure, pages)})
    would = {"folder": "docs/fr/index.md", "suffix": "docs/index.fr.md"}[structure]
    assert check(root) == (
        1,
        [f"mkdocs.yml:9: no page of 'fr' is there, so nothing was compared; '{would}' would be one [language-empty]"],
        "checked 2 pages in 2 languages (en, fr), 0 pairs: 1 finding in 1 file",
    )


def test_a_site_without_any_page_is_not_passed(small_site: Make) -> None:
    root = small_site({})
    for page in ("docs/index.md", "docs_fr/index.md"):
        (root / page).unlink()
    code, found, _ = check(root, "--only", "translations")
    told = "no page of 'en' is there, so nothing was compared; 'docs/index.md' would be one [language-empty]"
    assert (code, [line.partition(": ")[2] for line in found]) == (1, [told])


def test_two_files_that_are_one_page_are_told_as_mkdocs_refuses_them(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"en/a.md": "# A\n", "fr/a.md": "# A\n", "a.md": "# A\n"}
    root = write(tmp_path, {"mkdocs.yml": config("folder"), **in_layout("folder", files)})
    result = run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", root / "mkdocs.yml", "-d", root / "out")
    assert "Conflicting files" in result.stderr
    told = "docs/a.md:0: is the same page as 'docs/en/a.md', and MkDocs builds neither; delete one of them"
    assert check(root)[:2] == (1, [f"{told} [configuration]"])


@pytest.mark.parametrize("structure", ["folder", "suffix"])
def test_pages_of_a_language_that_is_not_listed_are_told(tmp_path: Path, structure: str) -> None:
    pages = {"en/page.md": "# Page\n", "fr/page.md": "# Page en français\n"}
    files = {"mkdocs.yml": config(structure).replace("        - {locale: fr, name: Français}\n", "")}
    root = write(tmp_path, {**files, **in_layout(structure, pages)})
    path = "docs/fr/page.md" if structure == "folder" else "docs/page.fr.md"
    told = f"mkdocs.yml:7: '{path}' is not read: the languages do not list 'fr'; add it [language-empty]"
    assert check(root)[:2] == (1, [told])
    (root / "mkdocs.yml").write_text(files["mkdocs.yml"] + f"exclude_docs: {path.removeprefix('docs/')}\n")
    assert check(root)[:2] == (0, [])


def test_a_folder_of_a_language_that_is_not_listed_is_told(small_site: Make) -> None:
    root = small_site({"docs_es/index.md": "# Inicio\n", "docs_old/index.md": "# Old\n"})
    told = "'docs_es/index.md' is not read: the languages do not list 'es'; add it [language-empty]"
    assert [line.partition(": ")[2] for line in check(root, "--only", "language-empty")[1]] == [told]
