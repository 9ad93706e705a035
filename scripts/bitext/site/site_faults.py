"""What is wrong with a site as a whole: what its settings say, and files that have no place in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bitext.finding import Finding
from bitext.site.audience import KEY as WRITERS_SECTION
from bitext.site.audience import writers_section
from bitext.site.drafts import open_texts
from bitext.site.policy import allowed_besides
from bitext.site.publisher import KEY as PUBLISHER
from bitext.site.publisher import publishers
from bitext.site.records import KEY as RECORDS
from bitext.site.records import records_of
from bitext.site.site import SNIPPETS, Site


def site_faults(site: Site) -> Iterator[Finding]:
    """A finding for each such fault; the data of the site must be readable."""
    yield from _unmatched_snippets(site)
    yield from _unknown_anchors(site)
    yield from _pages_twice(site)
    yield from _unreadable_settings(site)
    yield from _unwritten_home(site)


def _unmatched_snippets(site: Site) -> list[Finding]:
    """A finding for each snippet of a target locale that translates none."""
    theirs = set(site.snippet_names(site.source))
    return [
        Finding(
            f"{locale.folder}/{SNIPPETS}/{name}",
            0,
            "snippet-counterpart",
            f"snippet '{name}' has no counterpart in '{site.source.folder}/{SNIPPETS}'",
        )
        for locale in site.targets
        for name in site.snippet_names(locale)
        if name not in theirs
    ]


def _unknown_anchors(site: Site) -> Iterator[Finding]:
    """A finding where nobody can tell which anchors headings have."""
    if name := site.toc.unknown:
        message = f"'{name}' is no function for anchors that is known here: links to headings cannot be checked"
        yield Finding(*site.settings.place_of_text("slugify:"), "configuration", message)


def _pages_twice(site: Site) -> Iterator[Finding]:
    """A finding for each page that two files are."""
    for path, other in site.pages_twice():
        message = f"is the same page as '{other}', and MkDocs builds neither; delete one of them"
        yield Finding(path, 0, "configuration", message)


def _unreadable_settings(site: Site) -> Iterator[Finding]:
    """A finding for each setting below `extra` that is not understood."""
    settings = site.settings
    readers: dict[str, Callable[[], object]] = {
        "policy": lambda: allowed_besides(settings.get("extra")),
        WRITERS_SECTION: lambda: site.composes and _writers_section(site),
        RECORDS: lambda: site.composes and records_of(settings),
        PUBLISHER: lambda: publishers(settings, site.locales),
    }
    for key, read in readers.items():
        try:
            read()
        except ValueError as error:
            yield Finding(*settings.place_of_text(f"{key}:"), "configuration", str(error))


def _writers_section(site: Site) -> str:
    """The folder where the writers' pages are. Raises ValueError where the setting names none."""
    section = writers_section(site.settings)
    if section and not any(map(site.is_for_writers, site.page_names(site.source))):
        named, folder = section.strip("/"), f"{site.source.folder}/{section}"
        raise ValueError(f"'extra: {WRITERS_SECTION}' names '{named}', and no page is below '{folder}'")
    return section


def _unwritten_home(site: Site) -> Iterator[Finding]:
    """A finding where the home page is a draft: no site is without it."""
    name = next((name for name in ("index.md", "README.md") if name in site.drafts[site.source.code]), "")
    if name and not site.shows_drafts:
        page = site.page(name, site.source)
        line = next((line for line, _ in open_texts(page)), 1)
        message = "the home page holds a text that is still to be written, and no site can be published without it"
        yield Finding(page.path, line, "to-write", message, "source")
