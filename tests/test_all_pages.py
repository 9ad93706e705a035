"""Plugins and hooks that see all pages: the site is what MkDocs makes of it, and what cannot be had is refused."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import CONFIG, SCRIPTS, as_mkdocs, build, commit, contents, run, write

Make = Callable[[Mapping[str, str | bytes]], Path]

NAMES = [f"p{number:02}.md" for number in range(30)]  # more than one process renders, if several do
PAGES: dict[str, str | bytes] = {
    f"{folder}/{name}": f"---\ntitle: {word} {name[1:3]}\ntags: [{word}, Both]\n---\n# {word} {name[1:3]}\n\nCOUNT\n"
    for folder, word in (("docs", "Apple"), ("docs_fr", "Pomme"))
    for name in NAMES
}
TAGS: dict[str, str | bytes] = {
    "docs/tags.md": "---\ntitle: Tags\n---\n# Tags\n\n<!-- material/tags -->\n",
    "docs_fr/tags.md": "---\ntitle: Étiquettes\n---\n# Étiquettes\n\n<!-- material/tags -->\n",
}


def config(plugins: str = "", hook: str = "", pages: list[str] = NAMES) -> str:
    """A configuration with these plugins, and with 'own.py' as a hook if there is one."""
    text = CONFIG.replace("nav: [index.md]", f"nav: [index.md, {', '.join(pages)}]")
    text = text.replace("plugins:\n", f"plugins:\n  - search\n{plugins}")
    return text.replace('hooks: ["', 'hooks: [own.py, "') if hook else text


COUNTING = """
seen = []
def on_page_content(html, page, **_):
    seen.append(page.file.src_uri)
    return html
def on_env(env, **_):
    env.globals["pages_seen"] = len(seen)
def on_post_page(output, **_):
    return output.replace("COUNT", f"all {len(seen)} pages")
"""
NUMBERING = """
number = 0
def on_page_markdown(markdown, **_):
    global number
    number += 1
    return markdown.replace("COUNT", f"number {number}")
"""
ADDING = """
def on_config(config, **_):
    config.extra_css.append("more.css")
"""
MOVING = """
def on_page_context(context, page, nav, **_):
    nav.items[-1].title = f"after {page.url}"
    page.meta["hide"] = ["toc"]
"""
LISTING = """
from pathlib import Path
def on_post_build(config):
    found = sorted(path.as_posix() for path in Path(config.site_dir).rglob("*.html"))
    Path(config.site_dir, f"built-{config.theme['language']}.txt").write_text(str(len(found)))
"""


@pytest.mark.parametrize(
    "hook", [COUNTING, NUMBERING, ADDING, MOVING, LISTING], ids=["count", "number", "add", "move", "list"]
)
def test_a_site_with_a_hook_is_what_mkdocs_makes_of_it(small_site: Make, tmp_path: Path, hook: str) -> None:
    root = small_site({**PAGES, "mkdocs.yml": config(hook=hook), "own.py": hook, "docs/more.css": "b { top: 0 }"})
    built = as_mkdocs(root / "mkdocs.yml", tmp_path)
    pages = {name: text.decode() for name, text in built.items() if name.endswith("index.html")}
    if hook == COUNTING:
        assert ["all 31 pages" in pages[f"p{number:02}/index.html"] for number in range(30)] == [True] * 30
        assert ["all 62 pages" in pages[f"fr/p{number:02}/index.html"] for number in range(30)] == [True] * 30
    if hook == MOVING:
        assert "after p07/" in pages["p07/index.html"]
        assert "after p07/" not in pages["p08/index.html"]


@pytest.mark.parametrize("plugin", ["tags", "offline", "meta", "group: {enabled: true, plugins: [tags]}"])
def test_a_site_with_a_plugin_is_what_mkdocs_makes_of_it(small_site: Make, tmp_path: Path, plugin: str) -> None:
    root = small_site({**PAGES, **TAGS, "mkdocs.yml": config(f"  - {plugin}\n", pages=[*NAMES, "tags.md"])})
    built = as_mkdocs(root / "mkdocs.yml", tmp_path)
    if plugin == "tags":
        ours, theirs = built["tags/index.html"].decode(), built["fr/tags/index.html"].decode()
        assert ('href="../p07/"' in ours, ours.count(">Apple</span>"), ">Pomme</span>" in ours) == (True, 1, False)
        assert ('href="../p07/"' in theirs, theirs.count(">Pomme</span>"), ">Apple</span>" in theirs) == (
            True,
            1,
            False,
        )
    if plugin == "offline":
        assert {"search/search_index.js", "p07.html", "fr/p07.html"} <= built.keys()


WRITING = """
from mkdocs.plugins import CombinedEvent, event_priority
@event_priority(100)
def early(markdown, **_):
    return markdown.replace("COUNT", "COUNT Written early.")
def late(markdown, **_):
    return markdown.replace("COUNT", "**Written by a hook**")
on_page_markdown = CombinedEvent(early, late)
"""


def test_what_a_hook_writes_is_on_pages_that_are_not_translated_too(small_site: Make, tmp_path: Path) -> None:
    text = config(hook=WRITING, pages=["p00.md"])
    text = text.replace("name: Français", "name: Français, admonition_translations: {note: Remarque}")
    page = "# Apple\n\n!!! note\n    An apple.\n\nCOUNT\n"
    root = small_site({"mkdocs.yml": text, "own.py": WRITING, "docs/p00.md": page})
    built = as_mkdocs(root / "mkdocs.yml", tmp_path)
    for name in ("p00/index.html", "fr/p00/index.html"):
        written = built[name].decode()
        assert "<strong>Written by a hook</strong> Written early." in written, name
        assert "Remarque" not in written, name


FINDING = """
from pathlib import Path
found = []
def on_files(files, config):
    found[:] = [file.src_uri for file in files.documentation_pages() if Path(file.abs_src_path).is_file()]
def on_post_build(config):
    Path(config.site_dir, "found.txt").write_text(" ".join(sorted(found)))
"""


def test_a_hook_finds_the_pages_of_all_languages(small_site: Make, tmp_path: Path) -> None:
    root = small_site({"mkdocs.yml": config(hook=FINDING, pages=["a.md"]), "own.py": FINDING, "docs/a.md": "# A\n"})
    assert as_mkdocs(root / "mkdocs.yml", tmp_path)["found.txt"] == b"a.md fr/index.md index.md"


DATE = re.compile(
    r'title="[^"]+ UTC">(?:<span class="timeago" datetime="([^"]+)" locale="(\w+)"></span>|([^<]+)</span>)'
)


def dated(root: Path, options: str) -> Path:
    """A site in git, whose pages were made and changed on different days, and are dated by the plugin."""
    text = config("", pages=["a.md", "b.md"])
    plugin = f"  - git-revision-date-localized: {{{options}}}\nhooks:"
    write(
        root,
        {
            "mkdocs.yml": text.replace("hooks:", plugin),
            **{f"docs/{name}.md": f"# {name}\n" for name in ("index", "a", "b")},
            **{f"docs_fr/{name}.md": f"# {name}\n" for name in ("index", "a")},
        },
    )
    commit(root, "2020-01-02T03:04:05Z")
    for day, path in enumerate(["docs/a.md", "docs_fr/a.md", "docs_fr/index.md"], 3):
        write(root, {path: f"# {path}\n\nChanged.\n"})
        commit(root, f"2021-02-{day:02}T03:04:05Z")
    return root


def dates(page: bytes) -> list[str]:
    """The dates in a page, in the order in which they stand there."""
    return [" ".join(filter(None, found.groups())) for found in DATE.finditer(page.decode())]


def test_pages_of_both_languages_are_dated_by_their_commits(tmp_path: Path) -> None:
    root = dated(tmp_path / "site-sources", "type: date, enable_creation_date: true")
    built = as_mkdocs(root / "mkdocs.yml", tmp_path)
    names = ("", "a/", "b/", "fr/", "fr/a/", "fr/b/")
    made, fait = "January 2, 2020", "2 janvier 2020"
    assert {name: dates(built[f"{name}index.html"]) for name in names} == {
        "": [made, made],
        "a/": ["February 3, 2021", made],
        "b/": [made, made],
        "fr/": ["5 février 2021", fait],
        "fr/a/": ["4 février 2021", fait],
        "fr/b/": [made, made],  # the English text is shown
    }


def test_how_long_ago_pages_were_changed_is_told_by_a_script_of_the_site(tmp_path: Path) -> None:
    root = dated(tmp_path / "site-sources", "type: timeago")
    built = as_mkdocs(root / "mkdocs.yml", tmp_path)
    assert dates(built["a/index.html"])[:1] == ["2021-02-03T03:04:05+00:00 en"]
    assert dates(built["fr/a/index.html"])[:1] == ["2021-02-04T03:04:05+00:00 fr"]
    assert {"js/timeago.min.js", "css/timeago.css"} <= built.keys()


def test_a_page_that_is_not_in_git_has_the_day_of_the_build_or_is_told(tmp_path: Path) -> None:
    root = dated(tmp_path / "site-sources", "fallback_to_build_date: true, enable_parallel_processing: false")
    write(root, {"docs_fr/b.md": "# b\n"})
    refused = build(root)
    assert (refused.returncode, refused.stderr.splitlines()[0]) == (
        1,
        "docs_fr/b.md:0: mkdocs_git_revision_date_localized_plugin: 'docs_fr/b.md' has no git logs, using current timestamp"
        " [mkdocs]",
    )
    told = (root / "mkdocs.yml").read_text(encoding="utf-8")
    write(root, {"mkdocs.yml": told.replace("fallback_to_build_date", "strict: false, fallback_to_build_date")})
    assert build(root).returncode == 0
    result = run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", root / "mkdocs.yml", "-d", tmp_path / "theirs")
    assert result.returncode == 0, result.stderr
    ours, theirs = contents(root / "site"), contents(tmp_path / "theirs")
    assert [name for name in ours | theirs if ours.get(name) != theirs.get(name)] in ([], ["fr/b/index.html"])
    without = [DATE.sub("", site["fr/b/index.html"].decode()) for site in (ours, theirs)]  # it has the second
    assert without[0] == without[1]
    assert len(dates(ours["fr/b/index.html"])) == 1


def test_a_broken_site_with_a_hook_is_refused_as_any_other(small_site: Make) -> None:
    root = small_site(
        {**PAGES, "mkdocs.yml": config(hook=COUNTING), "own.py": COUNTING, "docs/p03.md": "# Three\n\n[a](gone.md)\n"}
    )
    result = build(root)
    assert (result.returncode, result.stderr.splitlines()) == (
        1,
        [
            "docs/p03.md:3: link 'gone.md' leads nowhere: 'docs/gone.md' does not exist [link-target]",
            "nothing built of 62 pages in 2 languages (en, fr), 31 pairs: 1 finding in 1 file",
        ],
    )


BLOG = "it makes pages of its own, which have no text in 'docs' and none in the other languages"
MACROS = (
    "it would expand '{{ … }}' a second time, where snippets and data have been put in already; write data into"
    " 'docs/_data' and shared text into 'docs/_snippets'"
)


PRINT = (
    f"{BLOG.replace('pages of its own, which have', 'a page of its own, which has')}; each page prints well by itself"
)
INCLUDE = (
    "its '{% include-markdown … %}' is not that of the snippets, put in and checked before; write shared text into"
    " 'docs/_snippets'"
)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("blog", BLOG),
        ("material/blog", BLOG),
        ("macros", MACROS),
        ("macros: {j2: 1}", MACROS),
        ("print-site", PRINT),
        ("include-markdown", INCLUDE),
    ],
)
def test_plugins_that_cannot_be_had_are_refused_in_one_sentence(small_site: Make, name: str, why: str) -> None:
    root = small_site({"mkdocs.yml": CONFIG.replace("plugins:\n", f"plugins:\n  - {name}\n")})
    sentence = f"mkdocs.yml:7: plugin '{name.split(':')[0]}' is not supported: {why} [configuration]\n"
    built, checked = build(root), run(sys.executable, SCRIPTS, "check", cwd=root)
    assert (built.returncode, built.stderr) == (
        2,
        f"{sentence}nothing built of 0 pages in 0 languages, 0 pairs: 1 finding in 1 file\n",
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (2, "", sentence)


def test_a_plugin_that_is_switched_off_is_none(small_site: Make) -> None:
    root = small_site({"mkdocs.yml": CONFIG.replace("plugins:\n", "plugins:\n  - macros: {enabled: false}\n")})
    assert run(sys.executable, SCRIPTS, "check", cwd=root).returncode == 0
