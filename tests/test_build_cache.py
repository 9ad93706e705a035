"""What `build` keeps, and in how many processes it renders, changes no byte of the site; nothing that happens to a build
harms the site that is there."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from bitext.memo import digest
from bitext.pages.revision import blob_id
from conftest import (
    CONFIG,
    HOOKS,
    ROOT,
    SCRIPTS,
    SMALL,
    THEME,
    Running,
    build,
    commit,
    contents,
    run,
    start,
    told,
    write,
)  # fmt: skip
from engine.page_cache import KeptPage, PageCache

Make = Callable[[Mapping[str, str | bytes]], Path]
Files = Mapping[str, str | bytes | None]
POSIX = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="processes are not forked there")
WITH_SEARCH = CONFIG.replace("plugins:\n", "plugins:\n  - search\n")
SPARE = ".cache/spare-site"  # the site before the last, whose folders the next one takes
MANY = 40  # names, so that they are worth more than one process


def started(site: Path, *options: str | Path, environment: Mapping[str, str] = {}) -> Running:
    """A build that is under way."""
    return start("build", "-f", site / "mkdocs.yml", *options, environment=environment)


def together(*builds: Running) -> list[tuple[int, str]]:
    """What has become of builds that run at the same time: exit code and what they said."""
    said = [each.communicate()[1] for each in builds]
    outcomes = [(each.wait(), text) for each, text in zip(builds, said, strict=True)]
    return [(code, told(text) if code == 0 else text) for code, text in outcomes]


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The files that are not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """Of each file below `folder`, what changes when it is written."""
    files = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (state.st_ino, state.st_mtime_ns) for path, state in files}


def good(site: Path, *options: str | Path) -> dict[str, bytes]:
    """The site that a good build makes."""
    assert together(started(site, *options)) == [(0, "")]
    return contents(Path(options[options.index("-d") + 1]) if "-d" in options else site / "site")


def many_pages() -> dict[str, str | bytes]:
    """A site of pages enough for more than one process."""
    files = dict[str, str | bytes](SMALL)
    names = [f"p{number:02}.md" for number in range(MANY)]
    for number, name in enumerate(names):
        text = f"Text {number} of [another](/{names[number - 1]}).\n\n" * 5
        files[f"docs/{name}"] = f"# Page {number}\n\n## Part\n\n{text}"
        files[f"docs_fr/{name}"] = f"# La page {number}\n\n## Partie\n\n{text}"
    return {**files, "mkdocs.yml": WITH_SEARCH.replace("nav: [index.md]", f"nav: [index.md, {', '.join(names)}]")}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That site, with its cache and built; tests that change it copy it."""
    root = write(tmp_path_factory.mktemp("many") / "site-sources", many_pages())
    good(root, "--workers", "3")
    shutil.copytree(root / "site", root / SPARE)
    return root


@pytest.fixture
def many_copy(many: Path, tmp_path: Path) -> Path:
    """A copy of that site, of its cache and of what was built."""
    return Path(shutil.copytree(many, tmp_path / "many"))


# The same bytes


def forget_the_last_build(site: Path) -> None:
    """Let the next build make the site again, although nothing has changed."""
    (site / ".cache/built.json").unlink()


def kept_in(cache: Path) -> dict[str, bytes]:
    """The pages and the memo that a cache holds: the last build is of one place."""
    return {name: content for name, content in contents(cache).items() if name.startswith(("pages/", "sources."))}


def test_a_cache_is_as_good_in_another_place(many: Path, many_copy: Path) -> None:
    """As in CI, where it is brought back to wherever the sources are."""
    before = marks(many_copy / ".cache/pages")
    assert good(many_copy) == contents(many / "site")
    assert marks(many_copy / ".cache/pages") == before


# What is kept


def test_a_warm_build_writes_no_page_anew_and_a_change_only_that_of_the_page(many_copy: Path) -> None:
    pages = many_copy / ".cache/pages"
    before = marks(pages)
    assert len(before) == 2 * (MANY + 1)
    good(many_copy, "--workers", "2")
    assert marks(pages) == before
    write(many_copy, {"docs/p07.md": str(many_pages()["docs/p07.md"]).replace("Text", "Word")})
    assert b"Word 7" in good(many_copy, "--workers", "2")["p07/index.html"]
    assert differences(as_bytes(marks(pages)), as_bytes(before)) == ["en/p07.md"]


def as_bytes(found: Mapping[str, Any]) -> dict[str, bytes]:
    """For `differences`."""
    return {name: repr(value).encode() for name, value in found.items()}


def test_a_page_that_is_gone_is_kept_no_more(many_copy: Path) -> None:
    config = str(many_pages()["mkdocs.yml"])
    write(many_copy, {"mkdocs.yml": config.replace(", p39.md", ""), ".cache/pages/en/p38.md.4711": "of an older build"})
    write(many_copy, {"docs/p00.md": "# Page 0\n", "docs_fr/p00.md": "# La page 0\n"})  # it leads to the one that goes
    for folder in ("docs", "docs_fr"):
        (many_copy / folder / "p39.md").unlink()
    built = good(many_copy)
    pages = marks(many_copy / ".cache/pages")
    assert "p38/index.html" in built
    assert len(pages) == 2 * MANY
    assert not {"en/p38.md.4711", "en/p39.md", "fr/p39.md"} & pages.keys()


def test_what_is_kept_is_what_is_published(many_copy: Path) -> None:
    """A page is taken from the cache: what stands there, with a fingerprint that fits, comes out."""
    from bitext.memo import digest

    entry = many_copy / ".cache/pages/en/p05.md"
    mark, content = entry.read_bytes().split(b"\n", 1)
    keys: list[str] = []
    spy = textwrap.dedent(
        """
        import sys; sys.path.insert(0, sys.argv[1])
        import cli; from engine import page_cache
        def page(self, place, key, real=page_cache.PageCache.page):
            if place == "en/p05.md": print(key)
            return real(self, place, key)
        page_cache.PageCache.page = page
        sys.exit(cli.main(["build", "--workers", "1", "-f", sys.argv[2]]))
        """
    )
    forget_the_last_build(many_copy)
    result = run(sys.executable, "-c", spy, SCRIPTS, many_copy / "mkdocs.yml")
    keys = result.stdout.split()
    assert digest(keys[0], content).encode() == mark
    changed = content.replace(b"Text 5", b"Kept 5")
    entry.write_bytes(digest(keys[0], changed).encode() + b"\n" + changed)
    forget_the_last_build(many_copy)
    assert b"Kept 5" in good(many_copy)["p05/index.html"]


def test_a_commit_alone_changes_no_entry(many_copy: Path) -> None:
    """The time of the commit is that of the build, which no page tells."""
    commit(many_copy)
    good(many_copy)
    before = marks(many_copy / ".cache/pages")
    commit(many_copy, "2030-01-01T00:00:00Z")
    good(many_copy)
    assert marks(many_copy / ".cache/pages") == before


# After a change, a warm build is what a cold one is

GUIDE = """\
---
title: Guide
integration: sage
description: How it goes.
last_checked: 2026-01-02
source_revision: {}
---

# Guide

{{{{ integration.name }}}}: {{{{ facts.wait }}}}.

## First part

Some text.

## Second part

{{% include "outer.md" %}}

!!! note

    Look at ![a picture](drawing.svg).
"""
OTHER = "---\ntitle: Other\nsource_revision: {}\n---\n\n# Other\n\nIt has [a part](/guide.md#first-part).\n\n## End\n\nText.\n"
FIRST = GUIDE.replace("source_revision: {}\n", "").format()
SECOND = OTHER.replace("source_revision: {}\n", "")


def french(text: str, of: str) -> str:
    """A translation of the text `of`, as up to date as can be."""
    for ours, theirs in (("part", "partie"), ("Some text", "Du texte"), ("It has", "Il y a"), ("Other", "Autre")):
        text = text.replace(ours, theirs) if ours != "part" else re.sub(r"(First|Second) part", r"\1e partie", text)
    return text.format(blob_id(of.encode()))


def svg(width: int) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="1"/>\n'


RICH_CONFIG = "INHERIT: base.yml\n" + WITH_SEARCH.replace(THEME, "overrides").replace(
    "nav: [index.md]", "nav: [index.md, guide.md, other.md, alone.md]"
).replace(
    "site_url: https://small.example.org/", 'site_url: !ENV\n  - SITE_URL\n  - "https://small.example.org/"'
).replace("theme: {language: fr-CA}", "theme: {language: fr-CA}, admonition_translations: {note: Remarque}").replace(
    "[admonition,", "[abbr, admonition,"
)
RICH: dict[str, str | bytes] = {
    "mkdocs.yml": RICH_CONFIG,
    "base.yml": "site_description: What it is\n",
    "docs/index.md": "# Home\n\n[A guide](guide.md)\n",
    "docs_fr/index.md": "# Accueil\n\n[Un guide](guide.md)\n",
    "docs/guide.md": FIRST,
    "docs_fr/guide.md": french(GUIDE, FIRST),
    "docs/other.md": SECOND,
    "docs_fr/other.md": french(OTHER, SECOND),
    "docs/alone.md": "# Alone\n\n## In English\n\n*[HTML]: A language\n\nIt is HTML.\n",
    "docs/drawing.svg": svg(1),
    "docs/_snippets/outer.md": 'Outer.\n\n{% include "inner.md" %}\n',
    "docs_fr/_snippets/outer.md": 'Dehors.\n\n{% include "inner.md" %}\n',
    "docs/_snippets/inner.md": "Inner.\n",
    "docs_fr/_snippets/inner.md": "Dedans.\n",
    "docs/_data/facts.yml": "wait: a day\n",
    "docs_fr/_data/facts.yml": "wait: un jour\n",
    "docs/_data/integrations.yml": "sage: {name: Sage, former_name: Thyme, guide: /guide.md}\n",
    "docs_fr/_glossary.yml": "terms: {}\n",
}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with some of everything, committed, with its cache and built; tests copy it."""
    root = tmp_path_factory.mktemp("rich") / "site-sources"
    shutil.copytree(ROOT / "overrides", root / "overrides")
    write(root, RICH)
    commit(root)
    result = build(root)
    assert result.returncode == 0, result.stderr
    assert b"Thyme" in (root / "site/search/search_index.json").read_bytes()
    shutil.copytree(root / "site", root / SPARE)
    return root


def test_any_cache_any_number_of_workers_and_mkdocs_make_the_same_bytes(tmp_path: Path) -> None:
    """Of a site with some of everything, and pages enough for many workers; each time in a new interpreter."""
    pages = {name: text for name, text in many_pages().items() if "/p" in name}
    names = ", ".join(name.removeprefix("docs/") for name in pages if name.startswith("docs/"))
    config = str(RICH["mkdocs.yml"]).replace("alone.md]", f"alone.md, {names}]")
    root = write(tmp_path / "sources", {**RICH, **pages, "mkdocs.yml": config})
    shutil.copytree(ROOT / "overrides", root / "overrides")
    own = run(sys.executable, "-m", "mkdocs", "build", "--strict", "-d", tmp_path / "own", cwd=root, afresh=True)
    assert own.returncode == 0, own.stderr
    expected = contents(tmp_path / "own")
    assert len(expected) > 150
    one, several = tmp_path / "one", tmp_path / "several"
    ways = {
        "cold, one worker": ("--workers", "1", "--cache", one),
        "cold, many workers": ("--workers", "3", "--cache", several),
        "warm, many workers": ("--workers", "3", "--cache", one),
        "warm, one worker": ("--workers", "1", "--cache", several),
        "no cache": ("--workers", "3", "--no-cache"),
    }
    for way, options in ways.items():
        result = build(root, "-d", tmp_path / way, *options, afresh=True)
        assert result.returncode == 0, result.stderr
        assert differences(contents(tmp_path / way), expected) == [], way
    assert kept_in(one) == kept_in(several)


def changed(name: str, old: str, new: str) -> Files:
    """A file of the site with other words in it."""
    found = RICH.get(name)
    text = found if isinstance(found, str) else (ROOT / name).read_text(encoding="utf-8")
    assert old in text
    return {name: text.replace(old, new)}


#: What is changed; a file of the site, and what is in it then. None: there is no such file any more.
EDITS: dict[str, tuple[Files, str, str | None]] = {
    "own text": (changed("docs/guide.md", "Some text", "New text"), "guide/index.html", "New text"),
    "title": (changed("docs/guide.md", "title: Guide", "title: Manual"), "index.html", "Manual"),
    "nav_title": (changed("docs/guide.md", "title: Guide", "title: Guide\nnav_title: Go"), "other/index.html", "Go\n"),
    "description": (changed("docs_fr/guide.md", "How it goes", "Voici"), "fr/guide/index.html", "Voici"),
    "last_checked": (changed("docs/guide.md", "2026-01-02", "2026-02-03"), "guide/index.html", "February 3, 2026"),
    "a status in the navigation": (
        changed("docs/other.md", "title: Other", "title: Other\nstatus: new"),
        "index.html",
        "md-status--new",
    ),
    "a heading of the counterpart": (
        changed("docs/other.md", "## End", "## Finish"),
        "fr/other/index.html",
        'id="finish"',
    ),
    "a heading less in the translation": (
        changed("docs_fr/other.md", "## End\n\n", ""),
        "other/index.html",
        "Other",
    ),
    "a translation becomes outdated": (
        changed("docs/other.md", "Text.", "Another text altogether, with more in it."),
        "fr/other/index.html",
        'class="outdated"',
    ),
    "the old text is not at hand": (
        changed("docs_fr/other.md", "source_revision: ", "source_revision: 0123456789012345678901234567890123456789 #"),
        "fr/other/index.html",
        'class="outdated"',
    ),
    "a snippet": (changed("docs_fr/_snippets/outer.md", "Dehors", "Autour"), "fr/guide/index.html", "Autour"),
    "a nested snippet": (changed("docs/_snippets/inner.md", "Inner", "Within"), "guide/index.html", "Within"),
    "a heading in a snippet": (
        changed("docs/_snippets/inner.md", "Inner.", "## Within\n\nInner."),
        "guide/index.html",
        'id="within"',
    ),
    "data of the source": (changed("docs/_data/facts.yml", "a day", "a week"), "guide/index.html", "a week"),
    "data of the target": (changed("docs_fr/_data/facts.yml", "un jour", "deux"), "fr/guide/index.html", "deux"),
    "a former name": (
        changed("docs/_data/integrations.yml", "Thyme", "Basil"),
        "fr/search/search_index.json",
        '["Basil"]',
    ),
    "data that was not there": (
        {"docs_fr/_data/integrations.yml": "sage: {name: Sauge}\n"},
        "fr/guide/index.html",
        "Sauge",
    ),
    "a page more": (
        {**changed("mkdocs.yml", "alone.md]", "alone.md, new.md]"), "docs/new.md": "# New\n"},
        "fr/index.html",
        "new/",
    ),
    "a page less": (
        {**changed("mkdocs.yml", ", alone.md]", "]"), "docs/alone.md": None},
        "alone/index.html",
        None,
    ),
    "a page renamed": (
        {
            **changed("mkdocs.yml", "alone.md]", "single.md]"),
            "docs/alone.md": None,
            "docs/single.md": RICH["docs/alone.md"],
        },
        "fr/single/index.html",
        'lang="en"',
    ),
    "a translation more": (
        {"docs_fr/alone.md": "# Seule\n\n## En français\n"},
        "alone/index.html",
        'aria-label="Lire cette section en français"',
    ),
    "a translation less": ({"docs_fr/other.md": None}, "fr/other/index.html", "Cette page n’est pas encore traduite"),
    "a picture of the target's own": ({"docs_fr/drawing.svg": svg(2)}, "fr/drawing.svg", 'width="2"'),
    "another picture": (
        {"docs/drawing.svg": svg(3)},
        "drawing.svg",
        'width="3"',
    ),
    "the name of the site": (changed("mkdocs.yml", "site_name: Small", "site_name: Tiny"), "index.html", "Tiny"),
    "the order of the navigation": (
        changed("mkdocs.yml", "guide.md, other.md", "other.md, guide.md"),
        "index.html",
        "Guide",
    ),
    "a Markdown extension less": (changed("mkdocs.yml", "[abbr, ", "["), "alone/index.html", "*[HTML]"),
    "titles of callouts": (changed("mkdocs.yml", "Remarque", "Notez"), "fr/guide/index.html", "Notez"),
    "the name of a language": (changed("mkdocs.yml", "name: Français", "name: Francais"), "index.html", "Francais"),
    "addresses": (
        changed("mkdocs.yml", "exclude_docs", "use_directory_urls: false\nexclude_docs"),
        "fr/guide.html",
        'href="../guide.html"',
    ),
    "an inherited configuration": (changed("base.yml", "What it is", "Something"), "index.html", "Something"),
    "a template": (
        changed("overrides/partials/footer.html", "<strong>", "<strong>By us: "),
        "index.html",
        "By us: Small",
    ),
    "words of the theme": (
        changed("overrides/partials/languages/fr.html", "Voir en Markdown", "Lire en Markdown"),
        "fr/index.html",
        "Lire en Markdown",
    ),
    "a template that names the front matter": (
        {
            **changed(
                "overrides/partials/footer.html",
                "opening ~ neighbour.meta.title",
                "opening ~ (neighbour.meta['x'] or neighbour.meta.title)",
            ),
            **changed("docs/guide.md", "title: Guide", "title: Guide\nx: Marked"),
        },
        "index.html",
        "Marked",
    ),
    "the glossary": (
        {"docs_fr/_glossary.yml": "terms:\n  picture: image\n"},
        "fr/guide/index.html",
        "",
    ),
    "a fault": (changed("docs/other.md", "guide.md#first", "guide.md#frist"), "other/index.html", ""),
}


#: Edits that are made at once: none makes a page anew that another one does, so that none hides what another has missed.
AT_ONCE = [
    ("own text", "a heading of the counterpart"),
    ("a heading in a snippet", "a heading less in the translation"),
    ("a nested snippet", "a snippet", "a translation becomes outdated"),
    ("data of the source", "data of the target"),
    ("title", "description"),
    ("nav_title", "the old text is not at hand"),
    ("last_checked", "data that was not there"),
    ("a status in the navigation", "the glossary"),
]
ALONE = [(what,) for what in EDITS if not any(what in batch for batch in AT_ONCE)]


@pytest.mark.parametrize("batch", [*AT_ONCE, *ALONE], ids=" and ".join)
def test_after_a_change_a_warm_build_is_a_cold_one(rich: Path, tmp_path: Path, batch: Sequence[str]) -> None:
    root = Path(shutil.copytree(rich, tmp_path / "site-sources"))
    before = contents(root / "site")
    for what in batch:
        edit(root, EDITS[what][0])
    warm, cold = warm_and_cold(root, tmp_path / "cold/site")
    if "a fault" in batch:
        assert warm[0] == 1
        assert "'docs/guide.md' has no anchor '#frist-part'" in warm[1]
        return
    assert warm[0] == 0, warm[1]
    after = contents(root / "site")
    for what in batch:
        _, name, there = EDITS[what]
        assert name not in after if there is None else there in after[name].decode(), what
    assert differences(after, before) != []
    assert differences(after, contents(tmp_path / "cold/site")) == []
    assert warm == cold


def edit(root: Path, files: Files) -> None:
    """Write files; those that are None are removed."""
    for name, text in files.items():
        if text is None:
            (root / name).unlink()
        else:
            write(root, {name: text})


def warm_and_cold(root: Path, cold: Path, environment: Mapping[str, str] = {}) -> list[tuple[int, str]]:
    """What becomes of a build, and of one without a cache into the folder `cold`, at the same time."""
    return together(
        started(root, environment=environment),
        started(root, "--no-cache", "-d", cold, environment=environment),
    )


def test_what_was_said_of_a_page_is_said_again(rich: Path, tmp_path: Path) -> None:
    """Findings are the same, whether they were worked out now or before."""
    root = Path(shutil.copytree(rich, tmp_path / "site-sources"))
    write(root, {"docs/alone.md": "# Alone\n\nWait 60 days.\n", "docs_fr/alone.md": "# Seule\n\nAttendez 90 jours.\n"})
    write(root, {"docs_fr/_glossary.yml": "terms:\n  picture: image\n"})
    cold = build(root)
    assert "docs_fr/alone.md:3: number '90' is '60' in docs/alone.md:3 [number-mismatch]" in cold.stderr
    warm, without = warm_and_cold(root, tmp_path / "cold/site")
    again, lines = warm[1], told(cold.stderr)
    assert warm == without == (cold.returncode, again)
    assert re.sub(r"(:\d+: )(?:error|warning): ", r"\1", again) == lines


def test_all_faults_are_told_again(rich: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(rich, tmp_path / "site-sources"))
    alone = (root / "docs/alone.md").read_text(encoding="utf-8")
    write(root, {"docs/alone.md": f"{alone}\n{{{{ nothing }}}}\n", "docs/index.md": "# Home\n\n[a](gone.md)\n"})
    told = build(root).stderr.splitlines()
    assert [line.rpartition(" ")[2] for line in told if line.startswith("docs/")] == [
        "[undefined-name]",
        "[link-target]",
    ]
    assert build(root).stderr.splitlines() == told
    assert build(root, "--no-cache").stderr.splitlines() == told


def test_a_folder_that_is_elsewhere_is_looked_at_too(small_site: Make) -> None:
    config = CONFIG.replace("[index.md]", "[index.md, more/a.md]")
    root = small_site({"mkdocs.yml": config, "docs/more/a.md": "# More\n", "docs_fr/more/a.md": "# Encore\n"})
    (root / "docs/more").rename(root / "elsewhere")
    (root / "docs/more").symlink_to(root / "elsewhere")
    assert ">More<" in good(root)["more/a/index.html"].decode()
    write(root, {"elsewhere/a.md": "# Less\n"})
    assert ">Less<" in good(root)["more/a/index.html"].decode()


def test_an_older_text_that_was_fetched_is_seen(many_copy: Path) -> None:
    old = b"# First\n\nAn older text of it.\n"
    french = f"---\nsource_revision: {blob_id(old)}\n---\n# Un\n\nUn texte.\n"
    write(many_copy, {"docs/p01.md": "# First\n\nA newer text of it.\n", "docs_fr/p01.md": french})
    commit(many_copy)
    assert "is not in the history at hand" in build(many_copy).stderr
    write(many_copy.parent, {"older.md": old})
    run("git", "hash-object", "-w", many_copy.parent / "older.md", cwd=many_copy)
    said = build(many_copy).stderr
    assert "translates an older text" in said and "not in the history" not in said


def test_the_environment_that_the_configuration_reads_is_part_of_a_page(rich: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(rich, tmp_path / "site-sources"))
    for address in ("https://elsewhere.example.org/docs/", "https://again.example.org/"):
        warm, cold = warm_and_cold(root, tmp_path / "cold/site", {"SITE_URL": address})
        assert warm == cold
        after = contents(root / "site")
        assert f"{address}guide/" in after["guide/index.html"].decode()
        assert differences(after, contents(tmp_path / "cold/site")) == []


HOOK = """
import pathlib
def on_page_content(html, **kwargs):
    return html + pathlib.Path(__file__).with_name("word.txt").read_text()
"""


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("hooks: [", "hooks: [own.py, ", "hook 'own.py'"),
        ("attr_list,", "attr_list, pymdownx.snippets,", "extension 'pymdownx.snippets'"),
        ("plugins:\n", "plugins:\n  - material/meta\n", "plugin 'material/meta'"),
    ],
)
def test_pages_that_may_depend_on_anything_are_not_kept(small_site: Make, old: str, new: str, named: str) -> None:
    text = '# Home\n\n--8<-- "word.txt"\n'
    config = CONFIG.replace(old, new)
    root = small_site({"mkdocs.yml": config, "docs/index.md": text, "docs_fr/index.md": text, "own.py": HOOK})
    sentence = (
        f"scripts: no page is taken from the cache: nothing is known of what they depend on for the sake of {named}\n"
    )
    for word in ("first", "second"):
        write(root, {"word.txt": word})
        result = run(sys.executable, SCRIPTS, "build", cwd=root)
        assert (result.returncode, told(result.stderr)) == (0, sentence)
        if "meta" not in named:
            assert word.encode() in contents(root / "site")["index.html"]
    assert {path.name for path in (root / ".cache").iterdir()} - {"fonts", "pictures", "search", ".gitignore"} == {
        "sources.json",
        "spare-site",
    }
    assert told(run(sys.executable, SCRIPTS, "build", "--no-cache", cwd=root).stderr) == ""


# Entries that are no good


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def binary(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\n\x80\n\x81")


def folder(path: Path) -> None:
    path.unlink()
    write(path, {"inside/file": "x"})


def other_shape(path: Path) -> None:
    from bitext.memo import digest

    content = json.dumps([1, 2, {"key": None}]).encode() + b"\n<html>"
    path.write_bytes(digest(content).encode() + b"\n" + content)


def of_another_page(path: Path) -> None:
    shutil.copyfile(next((path.parent if path.suffix == ".md" else path.parent / "pages/en").glob("p09.md")), path)


HARMS = (cut, flip, empty, binary, folder, other_shape, of_another_page)


def test_entries_that_are_no_good_are_made_again(many: Path, many_copy: Path) -> None:
    kept = kept_in(many_copy / ".cache")
    forget_the_last_build(many_copy)
    for number, harm in enumerate(HARMS):
        harm(many_copy / f".cache/pages/en/p0{number}.md")
        harm(many_copy / f".cache/pages/fr/p1{number}.md")
    assert good(many_copy) == contents(many / "site")
    assert kept_in(many_copy / ".cache") == kept


@pytest.mark.parametrize("harm", HARMS)
def test_a_memo_that_is_no_good_is_made_again(rich: Path, tmp_path: Path, harm: Callable[[Path], None]) -> None:
    root = Path(shutil.copytree(rich, tmp_path / "site-sources"))
    kept = kept_in(root / ".cache")
    write(root, {".cache/pages/en/p09.md": "x"})
    harm(root / ".cache/sources.json")
    (root / ".cache/pages/en/p09.md").unlink()
    assert build(root).returncode == 0
    assert contents(root / "site") == contents(rich / "site")
    assert kept_in(root / ".cache") == kept


def test_what_is_kept_of_an_older_state_is_made_again(many_copy: Path) -> None:
    old = contents(many_copy / ".cache")
    edit(many_copy, {name: str(text).replace("Text", "Word") for name, text in many_pages().items()})
    expected = good(many_copy, "--no-cache")
    write(many_copy / ".cache", old)
    assert good(many_copy) == expected


def test_the_cache_of_another_site_or_of_other_code_is_of_no_use_and_no_harm(many: Path, tmp_path: Path) -> None:
    files = {name: str(text).replace("Text", "Word") for name, text in many_pages().items()}
    other = write(
        tmp_path / "other",
        {**files, "mkdocs.yml": str(files["mkdocs.yml"]).replace("site_name: Small", "site_name: Tiny")},
    )
    shutil.copytree(many / ".cache", other / ".cache")
    assert good(other) == good(other, "--no-cache", "-d", tmp_path / "plain")
    scripts = Path(shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__")))
    page = (scripts / "bitext/compose/compose.py").read_text(encoding="utf-8")
    write(
        scripts,
        {
            "bitext/compose/compose.py": page.replace(
                "    return Composed(text,", "    return Composed(text + '\\n\\nMore.',"
            )
        },
    )
    newer = textwrap.dedent(
        """
        import sys; sys.path.insert(0, sys.argv[1])
        import environment, cli
        environment.enter = lambda *arguments: None
        sys.exit(cli.main(["build", "-f", sys.argv[2]]))
        """
    )
    result = run(sys.executable, "-c", newer, scripts, other / "mkdocs.yml")
    assert (result.returncode, told(result.stderr)) == (0, "")
    built = contents(other / "site")
    assert all(b"More." in built[f"{name.removesuffix('.md')}/index.html"] for name in ("p01.md", "p02.md"))


def test_a_cache_that_cannot_be_written_is_one_sentence(small_site: Make) -> None:
    root = small_site({".cache": "a file"})
    result = build(root)
    said = f"scripts: the cache in '{root / '.cache'}' cannot be written: Not a directory\n"
    assert result.returncode == 0
    assert told(result.stderr) in (said, said.replace("Not a directory", "File exists"))
    assert "index.html" in contents(root / "site")
    assert (root / ".cache").read_text() == "a file"


@POSIX
def test_a_worker_that_cannot_write_says_so_too(many_copy: Path) -> None:
    shutil.rmtree(many_copy / ".cache/pages")
    write(many_copy, {".cache/pages": "a file"})
    result = build(many_copy, "--workers", "2")
    assert (result.returncode, told(result.stderr).count("\n")) == (0, 1)
    assert result.stderr.startswith(f"scripts: the cache in '{many_copy / '.cache'}' cannot be written: ")


def test_a_cache_is_data_and_nothing_in_it_is_run(small_site: Make) -> None:
    root = small_site({})
    good(root)
    kept = contents(root / ".cache")
    assert {name.partition("/")[0] for name in kept} == {
        ".gitignore",
        "built.json",
        "fonts",
        "pages",
        "pictures",
        "sources.json",
    }
    pictures = [kept.pop(name) for name in list(kept) if name.startswith("pictures/")]
    fonts = [kept.pop(name) for name in list(kept) if name.startswith("fonts/")]
    assert {font.partition(b"\n")[2] for font in fonts} == {b""}
    assert {picture.partition(b"\n")[2][:4] for picture in pictures} == {b"\x89PNG", b"\0\0\1\0"}
    assert kept.pop(".gitignore") == b"*\n"
    for name, content in kept.items():
        text = content.partition(b"\n")[2].decode()
        json.loads(text.partition("\n")[0] if name.startswith("pages/") else text)


@pytest.mark.parametrize(
    "path", ["../outside.html", "/tmp/outside.html", "a/../../outside.html", "", "..\\outside.html"]
)
def test_a_page_of_the_cache_that_names_another_place_counts_as_absent(tmp_path: Path, path: str) -> None:
    cache = PageCache(tmp_path / "cache")
    page = KeptPage(b"<p>", {path: "x", "b/index.md": "y"} if path else {"b/index.md": "y"}, ["{}"], {"said": []})
    cache.keep_page("en/a.md", "key", page)
    assert cache.page("en/a.md", "key") == (None if path else page)
    file = tmp_path / "cache/pages/en/a.md"
    for head in (b"[]", b"not JSON", b'[[["a", "b"]], {}]', b"[[], {}]"):
        file.write_bytes(digest("key", head).encode() + b"\n" + head)
        assert cache.page("en/a.md", "key") is None


def test_nothing_is_written_or_removed_through_links_in_a_cache(many: Path, many_copy: Path, tmp_path: Path) -> None:
    precious = write(tmp_path / "precious", {"en/p01.md": "mine", "letter.txt": "mine"})
    forget_the_last_build(many_copy)
    shutil.rmtree(many_copy / ".cache/pages")
    (many_copy / ".cache/pages").symlink_to(precious)
    (many_copy / ".cache/sources.json").unlink()
    (many_copy / ".cache/sources.json").symlink_to(precious / "letter.txt")
    result = build(many_copy)
    assert result.returncode == 0 and "leads elsewhere at 'pages/" in result.stderr
    assert contents(precious) == {"en/p01.md": b"mine", "letter.txt": b"mine"}
    assert differences(contents(many_copy / "site"), contents(many / "site")) == []


# The site before the last


def test_a_site_is_made_of_the_one_before_the_last_whatever_has_become_of_that(many: Path, many_copy: Path) -> None:
    expected, spare, outside = contents(many / "site"), many_copy / SPARE, many_copy.with_name("outside.html")
    outside.write_text("outside")
    forget_the_last_build(many_copy)
    (spare / "p01/index.html").write_text("of another day")
    (spare / "p02/index.html").unlink()
    (spare / "p02/index.html").symlink_to(outside)
    (spare / "p03/index.html").unlink()
    os.link(outside, spare / "p03/index.html")
    (spare / "p04/index.html").unlink()
    write(spare, {"p04/index.html/inside": "x", "p40/index.html": "no page now", "CNAME": "nobody's"})
    shutil.rmtree(spare / "p05")
    write(spare, {"p05": "a file"})
    (spare / "fr/p06/index.html").chmod(0o444)
    shutil.rmtree(spare / "fr/p07")
    (spare / "fr/p07").symlink_to(many_copy / "docs")
    assert differences(good(many_copy, "--workers", "1"), expected) == []
    assert outside.read_text() == "outside"
    assert contents(many_copy / "docs") == contents(many / "docs")
    assert [
        path for path in (many_copy / "site").rglob("*") if path.is_symlink() or not any(path.parent.iterdir())
    ] == []
    assert (many_copy / SPARE).is_dir()


@pytest.mark.parametrize("make", [Path.touch, Path.mkdir, lambda path: path.symlink_to(path.parents[2])])
def test_a_place_for_the_site_before_the_last_that_will_not_do(
    many: Path, many_copy: Path, make: Callable[[Path], None]
) -> None:
    shutil.rmtree(many_copy / SPARE)
    make(many_copy / SPARE)
    forget_the_last_build(many_copy)
    names = beside(many_copy)
    assert differences(good(many_copy), contents(many / "site")) == []
    assert beside(many_copy) == names


def test_a_page_that_is_published_no_more_is_not_left_from_before(many_copy: Path) -> None:
    config = str(many_pages()["mkdocs.yml"])
    write(
        many_copy, {"mkdocs.yml": config.replace("p07.md, ", "").replace("exclude_docs: _*", 'exclude_docs: "p07.md"')}
    )
    assert build(many_copy, "--force").returncode == 1  # a page leads to it
    built = contents(many_copy / "site")
    assert [name for name in built if name.startswith(("p07/", "fr/p07/"))] == []
    assert "p08/index.html" in built


# Builds at once, and builds that are interrupted


def beside(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.name != "__pycache__")  # of a hook that stands there


@POSIX
def test_builds_at_once_do_no_harm(many: Path, many_copy: Path) -> None:
    expected, names = contents(many / "site"), beside(many_copy)
    missing = 0
    for again in range(3):
        if again == 1:
            shutil.rmtree(many_copy / ".cache")
        else:
            forget_the_last_build(many_copy)
        builds = [started(many_copy, "--workers", "2") for _ in range(3)]
        while any(each.poll() is None for each in builds):
            missing += not (many_copy / "site/index.html").exists()
            time.sleep(0.002)
        assert together(*builds) == [(0, "")] * 3
        assert differences(contents(many_copy / "site"), expected) == []
        assert beside(many_copy) == names
    assert missing <= 6
    assert kept_in(many_copy / ".cache") == kept_in(many / ".cache")


WAITING = """
import multiprocessing, pathlib, time
from mkdocs.structure.pages import Page
HERE, render = pathlib.Path(__file__), Page.render
def waiting(page, *arguments):  # as no event does: with those MkDocs renders the whole in one process
    while multiprocessing.parent_process() and page.file.name > "p04" and not HERE.with_name("go").exists():
        HERE.with_name("waits").touch()
        time.sleep(0.01)
    return render(page, *arguments)
Page.render = waiting
"""


SWAPPING = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
from engine.staging import publish, staging
site = Path(sys.argv[2])
for number in range(150):
    with staging(site) as (folder, _):
        (folder / "index.html").write_text("whole")
        publish(folder, site)
"""


@POSIX
def test_sites_that_are_published_at_the_same_moment_take_turns(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SWAPPING, str(SCRIPTS), str(tmp_path / "site")]
    swapping = [subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(4)]
    ended = [(process.communicate()[1], process.returncode) for process in swapping]
    assert ended == [("", 0)] * 4
    assert contents(tmp_path) == {"site/index.html": b"whole"}


@contextlib.contextmanager
def waiting(many_copy: Path, *options: str) -> Iterator[Running]:
    """A build in the midst of its pages, whose workers wait until there is a file `go`."""
    config = str(many_pages()["mkdocs.yml"])
    shutil.rmtree(many_copy / SPARE, ignore_errors=True)
    write(many_copy, {"waiting.py": WAITING, "mkdocs.yml": config.replace(HOOKS, f"{HOOKS}, waiting.py")})
    building = started(many_copy, "--workers", "3", *options)
    try:
        wait_until((many_copy / "waits").exists, building)
        write(many_copy, {"mkdocs.yml": config})
        yield building
    finally:
        go(many_copy)
        wait_until(lambda: family(building) == [])
        building.communicate()
        for name in ("waiting.py", "waits", "go"):
            (many_copy / name).unlink()


def go(many_copy: Path) -> None:
    write(many_copy, {"go": ""})


def wait_until(done: Callable[[], bool], building: Running | None = None) -> None:
    end = time.monotonic() + 30
    while not done():
        assert time.monotonic() < end
        assert building is None or building.poll() is None, building.communicate()
        time.sleep(0.01)


def family(building: Running) -> list[int]:
    """The processes of a build that are there, without those that have ended."""
    listed = run("ps", "-e", "-o", "pid=,pgid=,stat=").stdout.splitlines()
    rows = [line.split() for line in listed]
    return [int(pid) for pid, group, state in rows if int(group) == building.pid and not state.startswith("Z")]


@POSIX
@pytest.mark.parametrize("to_all", [True, False], ids=["Ctrl+C", "kill"])
@pytest.mark.parametrize(("number", "code", "said"), [(2, 130, "scripts: interrupted\n"), (15, 143, "")])
def test_an_interrupted_build_leaves_the_last_good_site(
    many_copy: Path, number: int, code: int, said: str, to_all: bool
) -> None:
    before, names = contents(many_copy / "site"), beside(many_copy)
    with waiting(many_copy) as building:
        assert len(family(building)) == 4
        (os.killpg if to_all else os.kill)(building.pid, number)
        assert building.communicate()[1] == said
        assert building.returncode == code
        wait_until(lambda: family(building) == [])
    assert contents(many_copy / "site") == before
    assert beside(many_copy) == names
    kept = (Path(name) for name in contents(many_copy / ".cache") if not name.startswith("spare-site/"))
    assert {path.suffix for path in kept} <= {".md", ".json", "", ".png", ".ico"}  # nothing half written


@POSIX
def test_a_killed_build_leaves_the_last_good_site_and_the_next_one_clears_up(many_copy: Path) -> None:
    before, names = contents(many_copy / "site"), beside(many_copy)
    with waiting(many_copy) as building:
        os.kill(building.pid, signal.SIGKILL)
        building.wait()
    assert contents(many_copy / "site") == before
    assert len(beside(many_copy)) == len(names) + 1
    assert good(many_copy) == before
    assert beside(many_copy) == names


@POSIX
def test_a_build_does_not_clear_up_what_another_is_working_on(many: Path, many_copy: Path) -> None:
    with waiting(many_copy) as building:
        assert good(many_copy) == contents(many / "site")
        assert len(list(many_copy.glob(".site-build-*"))) == 1
        go(many_copy)
        assert together(building)[0][0] == 0
    assert contents(many_copy / "site") == contents(many / "site")


@POSIX
def test_a_build_that_was_killed_between_two_renamings_is_made_good(many_copy: Path) -> None:
    before, names = contents(many_copy / "site"), beside(many_copy)
    (many_copy / "site").rename(many_copy / ".site-old")
    write(many_copy, {"docs/p01.md": "# Broken\n\n{{ nothing }}\n"})
    assert build(many_copy).returncode == 1
    assert contents(many_copy / "site") == before
    assert beside(many_copy) == names


def test_a_build_that_was_killed_before_the_last_renaming_is_made_good(many_copy: Path) -> None:
    before, names = contents(many_copy / "site"), beside(many_copy)
    shutil.copytree(many_copy / "site", many_copy / ".site-old")
    assert build(many_copy, "--no-cache").returncode == 0
    assert contents(many_copy / "site") == before
    assert beside(many_copy) == names


@POSIX
def test_the_work_of_a_worker_that_dies_is_done_by_another(many: Path, many_copy: Path) -> None:
    expected = contents(many / "site")
    with waiting(many_copy, "--no-cache") as building:
        workers = [each for each in family(building) if each != building.pid]
        os.kill(workers[0], signal.SIGKILL)
        go(many_copy)
        assert together(building) == [(0, "")]
    assert contents(many_copy / "site") == expected


# Faults


def test_a_broken_site_is_published_when_forced(small_site: Make) -> None:
    root = small_site(
        {
            **dict.fromkeys(("docs/index.md", "docs_fr/index.md"), "# Home\n\n[a](gone.md)\n"),
            "docs/other.md": "# O\n",
            "docs_fr/other.md": "# A\n",
        }
    )
    for options in ((), ("--no-cache",)):
        result = build(root, "--force", *options)
        assert result.returncode == 1
        assert told(result.stderr).splitlines() == [
            finding
            for folder in ("docs", "docs_fr")
            for finding in (
                f"{folder}/index.md:3: link 'gone.md' leads nowhere: '{folder}/gone.md' does not exist [link-target]",
                f"{folder}/other.md:1: page is not in the navigation; add it to 'nav' in 'mkdocs.yml' [not-in-navigation]",
            )
        ]
        assert b"gone.md" in contents(root / "site")["index.html"]


def theme(text: str) -> dict[str, str | bytes]:
    """The project's theme, whose main template has a line more."""
    files = {f"theme/{name}": content for name, content in contents(ROOT / "overrides").items()}
    start = b"{% block extrahead %}\n"
    return {**files, "theme/main.html": files["theme/main.html"].replace(start, start + text.encode() + b"\n")}


def line_of_added() -> int:
    """Where `theme` puts its text into the template of every page."""
    return (ROOT / "overrides/main.html").read_text(encoding="utf-8").partition("{% block extrahead %}\n")[0].count(
        "\n"
    ) + 2


def in_theme(config: str) -> str:
    return config.replace(THEME, "theme")


RAISING = """
def on_page_content(html, page, **kwargs):
    if page.file.name in ("p12", "p30", "p31"):
        raise {}
    return html
"""


@POSIX
@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            theme("{% if page and page.file.name in ('p12', 'p39') %}{{ nothing.at.all }}{% endif %}"),
            f"theme/main.html:{line_of_added()}: template fails: UndefinedError: 'nothing' is undefined [theme-template]\nnothing built of 82 pages in 2 languages (en, fr), 41 pairs: 1 finding in 1 file; site/ is as it was",
        ),
        (
            {"raising.py": RAISING.format("ValueError(f'no use for {page.file.name}')")},
            "scripts: docs/p12.md: the build failed in MkDocs or a plugin: ValueError: no use for p12",
        ),
        (
            {
                "raising.py": "class Odd(Exception):\n    def __init__(self, a, b): pass\n    def __str__(self): return 'of two'\n"
                + RAISING.format("Odd(1, lambda: 2)")
            },
            "scripts: docs/p12.md: the build failed in MkDocs or a plugin: Odd: of two",
        ),
    ],
    ids=["template", "hook", "an exception that cannot be sent"],
)
def test_a_failure_in_a_worker_is_that_of_one_process(
    many_copy: Path, files: Mapping[str, str | bytes], said: str
) -> None:
    config = str(many_pages()["mkdocs.yml"])
    config = config.replace(HOOKS, f"{HOOKS}, raising.py") if "raising.py" in files else in_theme(config)
    before, names = contents(many_copy / "site"), beside(many_copy)
    write(many_copy, {**files, "mkdocs.yml": config})
    one, several = (build(many_copy, "--workers", number) for number in ("1", "3"))
    assert (one.returncode, one.stderr) == (several.returncode, several.stderr)
    assert one.returncode in (1, 2)
    assert one.stderr.startswith(said)
    assert "Traceback" not in one.stderr
    assert contents(many_copy / "site") == before
    assert set(beside(many_copy)) - set(names) <= {"theme", "raising.py"}


@pytest.mark.parametrize("written", ["0", "-3", "x", "1.5", "²"])
def test_a_number_of_workers_that_is_none(small_site: Make, written: str) -> None:
    result = build(small_site({}), f"--workers={written}")
    assert result.returncode == 2
    said = f"error: argument -j/--workers: '{written}' is not a number of processes, such as 4"
    assert result.stderr.splitlines()[-1] == f"python3 scripts build: {said}"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--cache", "{root}/mkdocs.yml"), "the cache cannot be in '{root}/mkdocs.yml': '{root}/mkdocs.yml' is a file"),
        (
            ("--cache", "{root}/mkdocs.yml/a/b"),
            "the cache cannot be in '{root}/mkdocs.yml/a/b': '{root}/mkdocs.yml' is a file",
        ),
        (("-d", "{root}/mkdocs.yml"), "'{root}/mkdocs.yml' is a file; the site needs a folder"),
        (("-d", "{root}"), "'{root}' holds sources, and the site would take their place"),
        (("-d", "{root}/docs_fr"), "'{root}/docs_fr' holds sources, and the site would take their place"),
        (("-d", "{root}/docs/site"), "'{root}/docs/site' is among the sources, and the site would be one of them"),
    ],
)
def test_places_that_will_not_do(small_site: Make, options: Sequence[str], said: str) -> None:
    root = small_site({})
    before = contents(root)
    result = build(root, *(option.format(root=root) for option in options))
    assert (result.returncode, result.stderr) == (2, f"scripts: {said.format(root=root)}\n")
    assert contents(root) == before


def test_a_configuration_that_inherits_from_itself_is_one_sentence(small_site: Make) -> None:
    root = small_site({"mkdocs.yml": f"INHERIT: base.yml\n{CONFIG}", "base.yml": "INHERIT: mkdocs.yml\n"})
    result = build(root)
    said = "base.yml:1: inherits from 'mkdocs.yml', and that from this [configuration]"
    assert (result.returncode, result.stderr) == (
        2,
        f"{said}\nnothing built of 0 pages in 0 languages, 0 pairs: 1 finding in 1 file\n",
    )


def test_a_site_without_a_place_is_one_sentence(small_site: Make) -> None:
    root = small_site({})
    result = build(root, "-d", root / "mkdocs.yml" / "site")
    assert result.returncode == 2
    assert re.fullmatch(r"scripts: '.*/mkdocs\.yml/site' cannot be written: [A-Z][\w ]+\n", result.stderr)
