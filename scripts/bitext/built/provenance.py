"""Where what was built comes from: the source of a page, and the line on which something of it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bitext.built.built import Built, BuiltPage
from bitext.cached import kept
from bitext.compose.expansion import expand
from bitext.errors import Refused
from bitext.markdown.markup import Element
from bitext.rule import Report
from bitext.site.redirects import page_address
from bitext.site.site import Locale, Site

Lines = Sequence[tuple[str, tuple[str, int]]]


class Origin(NamedTuple):
    """The source of a built file: its path from the site's root, its name below the locale's folder, the locale that it
    is written in, and the locale that it is published in (the same, unless it is not translated yet)."""

    path: str
    name: str
    written: Locale
    published: Locale


class Fault(NamedTuple):
    """What is wrong with a tag of a page; written: how writers may have put it, the likeliest first."""

    page: BuiltPage
    element: Element
    message: str
    written: tuple[str, ...] = ()


@kept
def origins(built: Built) -> Mapping[str, Origin]:
    """Of each built file that has a source, that source."""
    found: dict[str, Origin] = {}
    site = built.site
    for locale in site.locales.values():
        prefix = site.home(locale)
        for name in site.published[site.source.code] | site.published[locale.code]:
            written = locale if name in site.published[locale.code] else site.source
            file = next((file for file in _built_as(prefix, name) if file in built.files), None)
            if file is not None:
                found[file] = Origin(site.path(name, written), name, written, locale)
    return found


def shown(built: Built, file: str) -> str:
    """The path of a built file as findings give it: from the root of the sources, if it is below that."""
    path, root = built.folder / file, built.site.root
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def source_of(built: Built, page: BuiltPage) -> str:
    """The path for a finding about a page as a whole: that of its source, or else its own."""
    origin = origins(built).get(page.file)
    return origin.path if origin else shown(built, page.file)


def reports(built: Built, faults: Iterable[Fault]) -> Iterator[Report]:
    """A fault in the content of a page where it is written; one around it, which the theme repeats, once for all."""
    repeated: dict[str, list[Fault]] = {}
    for fault in faults:
        if fault.element not in fault.page.article:
            repeated.setdefault(fault.message, []).append(fault)
            continue
        for path, line in _places(built, fault):
            yield Report(line, fault.message, path=path)
    for message, found in repeated.items():
        pages = len({fault.page for fault in found})
        others = f", here and on {pages - 1} other page{'s' * (pages > 2)}" if pages > 1 else ""
        file = found[0].page.file
        line = lines_with(built.folder / file, found[0].element.raw)[0]
        yield Report(line, message + others, path=shown(built, file))


def lines_with(file: Path, text: str) -> list[int]:
    """The lines of a file on which `text` begins; 0 if it is nowhere."""
    try:
        content = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return [0]
    return [content.count("\n", 0, match.start()) + 1 for match in re.finditer(re.escape(text), content)] or [0]


def _built_as(prefix: str, name: str) -> Iterator[str]:
    if name.endswith(".md"):
        address = page_address(name)
        yield f"{prefix}{address}/index.html" if address else f"{prefix}index.html"
        yield f"{prefix}{address}.html"
    else:
        yield prefix + name


def _places(built: Built, fault: Fault) -> list[tuple[str, int]]:
    origin = origins(built).get(fault.page.file)
    if origin is None:
        return [
            (shown(built, fault.page.file), line)
            for line in lines_with(built.folder / fault.page.file, fault.element.raw)
        ]
    if not origin.name.endswith(".md"):
        return [(origin.path, line) for line in lines_with(built.site.root / origin.path, fault.element.raw)]
    known = _lines(built)
    if origin.path not in known:
        known[origin.path] = _written(built.site, origin.name, origin.written)
    lines = known[origin.path]
    places = (_with_words(words, lines) for words in fault.written)
    return next(filter(None, places), [(origin.path, 0)])


def _with_words(words: str, lines: Iterable[tuple[str, tuple[str, int]]]) -> list[tuple[str, int]]:
    """The places of the lines in which an address stands that is written so, each once."""
    start = "" if words.startswith("#") else r"(?:^|(?<=[(\"'</=])|(?<=\]: ))"
    pattern = re.compile(start + re.escape(words) + r"""(?=/?(?:[\s)"'>\]#?}]|\.md|$))""")
    return list(dict.fromkeys(place for text, place in lines if words in text and pattern.search(text)))


@kept
def _lines(built: Built) -> dict[str, Lines]:
    """The lines of the pages that were asked for, by their paths."""
    return {}


def _written(site: Site, name: str, locale: Locale) -> Lines:
    """The lines of a page, its snippets in place, each with where it is written."""
    try:
        expanded = expand(site.page(name, locale), site)
    except Refused:
        return ()
    return tuple(zip(expanded.text.split("\n"), expanded.origins, strict=True))
