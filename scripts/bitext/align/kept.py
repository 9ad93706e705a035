"""Marks within a block that translation keeps though no reader reads them: tags, attribute lists, keys, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from bitext.align.sameness import parting
from bitext.languages.keyboard import keystroke
from bitext.languages.lexicon import meaning
from bitext.languages.words import words
from bitext.markdown.prose import prose
from bitext.pages.page import Page
from bitext.pages.segments import JINJA, Segment
from bitext.pages.tags import read_tags

_LIST = re.compile(r"(?<!\{)\{:?[ \t]*(?P<list>(?:[.#\w][^{}\n]*?)?)[ \t]*\}(?!\})")
_ATTRIBUTE = re.compile(r"(\.[\w:-]+)|#[\w:.-]+|([\w:-]+)=(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}]+)")
_OF_EACH_LANGUAGE = frozenset("alt aria-label height hreflang id lang srcset style title width".split())
_HTML = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?>")
_OF_TEXT = frozenset(  # elements that a translation keeps, less those that other rules compare
    "article b big blockquote center cite code dd del details dfn div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6"
    " i ins li mark ol p pre s samp section small span strike strong summary table tbody td th thead tr tt u ul"
    " var".split()
)
_ALIKE = {"strong": "b", "em": "i"}
_KBD = re.compile(r"<kbd\b[^>]*>(?P<key>.*?)</kbd>", re.IGNORECASE | re.DOTALL)
_PLUSES = re.compile(r"(?<![\w+])\+\+(?P<keys>[^\s+](?:[^\s+]|\+(?=[^\s+]))*)\+\+(?![\w+])")
_MARK = re.compile(r"\[\^(?P<label>[^\]\s]+)\](?!:)")
_DEFINED = re.compile(r"^[ \t]*\[\^(?P<label>[^\]\s]+)\]:", re.MULTILINE)


def differing_tags(ours: Segment, theirs: Segment) -> tuple[list[str], list[str]]:
    """The Jinja2 tags within a text, outside code, that only one of two segments has. What is written for readers in
    them, and how they are spaced, makes no difference."""
    mine, yours = _tags(ours), _tags(theirs)
    lost, found = parting([tag for tag, _ in mine], [tag for tag, _ in yours])
    return [dict(mine)[tag] for tag in lost], [dict(yours)[tag] for tag in found]


def differing_html(ours: Segment, theirs: Segment) -> tuple[list[str], list[str]]:
    """The HTML tags of texts that only one of two segments has, such as '<b>' and '</b>'. Bold and italics may be of
    Markdown on one side."""
    lost, found = parting(_html(ours), _html(theirs))
    if lost and found:
        return lost, found
    marked = [sum(token.type in ("strong_open", "em_open") for token in side.tokens) for side in (ours, theirs)]
    return ([], []) if marked[0] != marked[1] else (lost, found)


def _html(segment: Segment) -> list[str]:
    if "<" not in segment.text or segment.kind == "code":
        return []
    found = [(match["end"], match["name"].lower()) for match in _HTML.finditer(prose(segment.text))]
    return [f"<{end}{_ALIKE.get(name, name)}>" for end, name in found if name in _OF_TEXT]


def _tags(segment: Segment) -> list[tuple[tuple[str, ...], str]]:
    """Each tag as all languages share it, and as written."""
    if "{" not in segment.text or segment.kind in ("code", "jinja"):
        return []
    return [(read_tags(tag).skeleton, tag) for tag in JINJA.findall(prose(segment.text))]


def attributes(segment: Segment) -> list[str]:
    """The classes and attributes in its braces, such as '.copy', less ids and what each language has of its own."""
    if "{" not in segment.text or segment.kind in ("code", "jinja"):
        return []
    found: list[str] = []
    for match in _LIST.finditer(prose(segment.text)):
        if not _ATTRIBUTE.sub("", match["list"]).strip():
            parts = _ATTRIBUTE.findall(match["list"])
            found += [
                name or f"{key}=" for name, key in parts if name or (key and key.lower() not in _OF_EACH_LANGUAGE)
            ]
    return found


def differing_keys(ours: Segment, theirs: Segment) -> tuple[list[str], list[str]]:
    """The keys (`<kbd>`, `++ctrl+c++`) that only one of two segments has, as it names them. A key in code is one."""
    mine, yours = _keys(ours), _keys(theirs)
    if not mine and not yours:
        return [], []
    lost, found = parting([key for key, _ in mine], [key for key, _ in yours])
    coded = [{key for code in side.codes for key in keystroke(code) or ()} for side in (ours, theirs)]
    names = dict([*yours, *mine]), dict([*mine, *yours])
    return [names[0][key] for key in lost if key not in coded[1]], [
        names[1][key] for key in found if key not in coded[0]
    ]


def _keys(segment: Segment) -> list[tuple[str, str]]:
    """Each key under the name that all languages share, and as written."""
    if segment.kind == "code" or ("<" not in segment.text and "++" not in segment.text):
        return []
    found: list[tuple[str, str]] = []
    text = prose(segment.text)
    said = [unescape(match["key"]).strip() for match in _KBD.finditer(text)]
    said += [match["keys"].replace("-", " ") for match in _PLUSES.finditer(text)]
    for name in said:
        keys = keystroke(name)
        found += [(name.casefold(), name)] if keys is None else [(key, name) for key in keys]
    return found


def differing_footnotes(ours: Segment, theirs: Segment, pages: tuple[Page, Page]) -> tuple[list[str], list[str]]:
    """The footnotes whose marks only one of two segments has, or that have changed places, as labels. A footnote that
    has another label in the translation of the page, where it is defined, is the same."""
    mine, yours = _marks(ours), _marks(theirs)
    labels = [label for label, _ in mine], [label for label, _ in yours]
    if labels[0] == labels[1]:
        return [], []
    lost, found = parting(*labels)
    if lost or found:
        here, there = (set(_DEFINED.findall(page.body)) for page in pages)
        is_renamed = len(lost) == len(found) and not there.intersection(lost) and not here.intersection(found)
        return ([], []) if is_renamed else (lost, found)
    if _follow_words(mine, yours):
        return [], []
    places = [index for index, both in enumerate(zip(*labels, strict=True)) if both[0] != both[1]]
    return [labels[0][index] for index in places], [labels[1][index] for index in places]


def _marks(segment: Segment) -> list[tuple[str, frozenset[str]]]:
    """The label of each footnote that is referred to, with the meanings of the words before its mark."""
    if "[^" not in segment.text or segment.kind == "code":
        return []
    found: list[tuple[str, frozenset[str]]] = []
    start, text = 0, prose(segment.text)
    for match in _MARK.finditer(text):
        found.append((match["label"], frozenset(map(meaning, words(text[start : match.start()]))) - {""}))
        start = match.end()
    return found


def _follow_words(ours: Sequence[tuple[str, frozenset[str]]], theirs: Sequence[tuple[str, frozenset[str]]]) -> bool:
    """Whether marks in another order stand behind the same words: the translation has its words in that order."""
    meant = dict(theirs)
    together = sum(len(said & meant[label]) for label, said in ours)
    in_place = sum(len(said & other) for (_, said), (_, other) in zip(ours, theirs, strict=True))
    return together > in_place
