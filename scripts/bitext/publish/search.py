"""The index that a search looks through: the pages of one language, and no other's.

It is made with the pages, so that a browser has nothing to work out of their texts: which words stand in which section.
The texts themselves, for the lines that results show, are in files beside it, fetched for the sections that are shown.
`docs/assets/search/` reads both.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bitext.errors import Refused
from bitext.publish.search_text import Section, sections
from bitext.publish.synonyms import synonyms
from bitext.site.site import Locale, Site

FOLDER = "search/"
INDEX = "search_index.json"  # as Material's plugin calls it, which writes one that ours takes the place of
OF_WRITERS = "writers/"  # below the folder: what is found on the pages for writers
#: What a file of texts holds at least, in characters, if there are as many: 20 kB when it is compressed.
TEXTS = 60_000
#: How often a word is counted in one section at most: a posting says it in two bits.
_MOST = 4
_IS_LABEL = 4

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_HUMPS = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")


def search_folder(locale: Locale, site: Site) -> str:
    """Where the search of a locale has its files, from the root of the site."""
    return f"{site.home(locale)}{FOLDER}"


def words(text: str) -> list[str]:
    """The words of a text in lower case. Digits are words, '3.1' is one; 'ValidationError' is three, with its parts."""
    text = unicodedata.normalize("NFC", text)
    if _HUMPS.search(text) is None:
        return [word.lower() for word in _WORD.findall(text)]
    found = []
    for word in _WORD.findall(text):
        lower = word.lower()
        found.append(lower)
        if word[1:] != lower[1:] and len(parts := _HUMPS.split(word)) > 1:
            found += map(str.lower, parts)
    return found


def search_entry(
    address: str,
    title: str,
    html: str,
    names: Iterable[str] = (),
    boost: float = 1,
    *,
    is_for_writers: bool = False,
) -> str:
    """What one page gives to the search of its language, as JSON. address: below the home of the language; names: what
    else readers call its subject; title: as HTML, where the text has none."""
    found = sections(html)
    found[0].title = found[0].title or sections(title)[0].text
    page = {"address": address, "names": list(names), "boost": boost, "sections": list(map(_counted, found))}
    return _json({**page, "is_for_writers": is_for_writers})


def _counted(section: Section) -> Sequence[Any]:
    labels = Counter(words("\n".join(section.labels)))
    text = Counter(words(section.text))
    for word in words("\n".join(section.links)):  # an address is found when it is pasted
        text.setdefault(word, 1)
    counted = {word: min(count, _MOST) - 1 + _IS_LABEL * (word in labels) for word, count in text.items()}
    return section.anchor, section.title, section.text, counted


def search_files(entries: Iterable[str], locale: Locale, site: Site) -> dict[str, str]:
    """The files of the search in one locale, by their paths from the root of the site, made of what its pages gave: an
    index of the pages for readers, and if there are others one of those, for writers."""
    folder, settings = search_folder(locale, site), search_settings(locale, site)
    readers, writers = _Index(), _Index()
    for entry in entries:  # what all of them say at once would be most of the memory of a build
        page = json.loads(entry)
        (writers if page["is_for_writers"] else readers).add(page)
    files = readers.files(folder, settings)
    return files | writers.files(f"{folder}{OF_WRITERS}", settings) if writers.pages else files


def search_settings(locale: Locale, site: Site) -> dict[str, Any]:
    """What the search of a locale is told besides its pages: languages, and words that mean the same."""
    languages = [each.tag.partition("-")[0].lower() for each in (locale, site.source)]
    return {"languages": list(dict.fromkeys(languages)), "synonyms": _synonyms(site, locale)}


def _synonyms(site: Site, locale: Locale) -> list[tuple[str, str]]:
    try:
        return synonyms(site, locale)
    except Refused:  # the build says so elsewhere
        return []


class _Index:
    """What is searched, page by page. pages: address, boost, names, and of each section anchor and title; postings: by
    word, the sections that it is in; texts: of the sections, a list for each file; starts: the section that each of
    these begins with."""

    def __init__(self) -> None:
        self.pages: list[Sequence[Any]] = []
        self._postings: dict[str, list[int]] = {}
        self._last: dict[str, int] = {}  # section that a word is in
        self._texts: list[list[str]] = [[]]
        self._starts = [0]
        self._count = self._size = 0

    def add(self, page: Mapping[str, Any]) -> None:
        """Take in what one page gives to the search."""
        if self._size > TEXTS:
            self._starts.append(self._count)
            self._texts.append([])
            self._size = 0
        self.pages.append([page["address"], page["boost"], page["names"], [part[:2] for part in page["sections"]]])
        postings, last = self._postings, self._last
        for _, _, text, counted in page["sections"]:
            for word, code in counted.items():
                postings.setdefault(word, []).append((self._count - last.get(word, 0)) * 8 + code)
                last[word] = self._count
            self._texts[-1].append(text)
            self._size += len(text)
            self._count += 1

    def files(self, folder: str, settings: Mapping[str, Any]) -> dict[str, str]:
        """The index, and the texts."""
        postings = dict(sorted(self._postings.items()))
        index = {**settings, "pages": self.pages, "texts": self._starts, "words": postings}
        parts = {f"{folder}texts-{number}.json": _json(part) for number, part in enumerate(self._texts)}
        return {f"{folder}{INDEX}": _json(index), **parts}


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
#: The index where there are no pages.
EMPTY = _Index().files("", {"languages": [], "synonyms": []})[INDEX]


def former_names(site: Site, locale: Locale) -> dict[str, str]:
    """By the name of each translated page, what its product was called before."""
    found: dict[str, str] = {}
    for name in site.published_names(locale):
        try:
            record = site.record(site.page(name, locale)) or {}
        except Refused:  # the build says so elsewhere
            continue
        if former := record.get("former_name"):
            found[name] = str(former)
    return found
