"""The text of a rendered page, section by section, as a search reads it.

What Python-Markdown writes is cut into tags and texts by one regular expression: an HTML parser takes three times as
long, and every page of a build passes here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

_TOKEN = re.compile(
    r"<(?:!--.*?(?:-->|\Z)|(/?)([a-zA-Z][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>)|([^<]+|<)", re.DOTALL
)
_OUTSIDE = re.compile(r"""\shref=["']https?://([^"']+)["']""")
_ID = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_EXCLUDED = re.compile(
    r"""\sdata-search-exclude\b|\sclass=["'](?:[^"']*\s)?(?:headerlink|linenodiv)(?:\s[^"']*)?["']"""
)
_LABEL_CLASS = re.compile(r"""\sclass=["'](?:[^"']*\s)?admonition-title(?:\s[^"']*)?["']""")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_LABELS = frozenset(("b", "dt", "strong", "summary"))
_CELLS = frozenset(("td", "th"))
_SKIPPED = frozenset(("button", "object", "script", "style", "svg", "template"))
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i img ins kbd label mark q s samp small span strong sub sup time u var"
    " wbr".split()
)
_BLANKS = re.compile(r"[^\S\n\xa0\u202f]+")
_CELL = "\ue000"  # where a cell of a table begins
_CELLS_OF_LINE = re.compile(rf" ?{_CELL}[ {_CELL}]*")


@dataclass
class Section:
    """anchor: of its heading, '' for the beginning of a page; title: of the heading; text: a line for each paragraph,
    step or row; labels: what stands in bold, and the titles of callouts; links: addresses of other sites."""

    anchor: str = ""
    title: str = ""
    text: str = ""
    labels: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class _Reader:
    """Gathers the sections of a page, tag by tag."""

    def __init__(self) -> None:
        self.sections = [Section()]
        self.texts: list[list[str]] = [[]]
        self._heading = ""  # the tag of the heading that is open
        self._title: list[str] = []
        self._labels: list[tuple[str, list[str]]] = []  # that are open: the tag, and the text so far
        self._pres = 0  # that are open
        self._skipped: list[str] = []  # tags that are open, from the first whose text does not count

    def text(self, text: str) -> None:
        if self._skipped:
            return
        if not self._pres:
            text = text.replace("\n", " ")
        (self._title if self._heading else self.texts[-1]).append(text)
        for _, label in self._labels:
            label.append(text)

    def start(self, tag: str, attributes: str) -> None:
        if self._skipped:
            if tag not in _VOID and not attributes.endswith("/"):
                self._skipped.append(tag)
            return
        if tag in _SKIPPED or (attributes and _EXCLUDED.search(attributes)):
            self._skipped = [tag] if tag not in _VOID else []
            return
        if tag == "a" and (link := _OUTSIDE.search(attributes)):
            self.sections[-1].links.append(unescape(link[1]))
        self._pres += tag == "pre"
        self._begin(tag, attributes)

    def _begin(self, tag: str, attributes: str) -> None:
        """Begin what an element makes of the text: a section, a cell, a line, a label."""
        if tag in _HEADINGS:
            self._open(tag, attributes)
        elif tag not in _INLINE and not self._heading:
            self.texts[-1].append(_CELL if tag in _CELLS else "\n")
        if tag in _LABELS or (tag == "p" and _LABEL_CLASS.search(attributes)):
            self._labels.append((tag, []))

    def end(self, tag: str) -> None:
        if tag in self._skipped:  # elements that were left open end with it
            del self._skipped[len(self._skipped) - 1 - self._skipped[::-1].index(tag) :]
            return
        self._skipped.clear()  # it ends what is around them
        self._pres -= tag == "pre" and self._pres > 0
        if self._labels and self._labels[-1][0] == tag and (label := _flat("".join(self._labels.pop()[1]))):
            self.sections[-1].labels.append(label)
        if tag == self._heading:
            self._heading = ""
            self.sections[-1].title = _flat("".join(self._title))
        elif tag not in _INLINE and tag not in _CELLS and not self._heading:
            self.texts[-1].append("\n")

    def _open(self, tag: str, attributes: str) -> None:
        """Begin a section, or the title of the page. A heading that no link can lead to is text like any other."""
        found = _ID.search(attributes)
        anchor = unescape(found[1] or found[2] or found[3] or "") if found else ""
        is_of_page = tag == "h1" and len(self.sections) == 1
        if not is_of_page and not anchor:
            self.texts[-1].append("\n")
            return
        self._heading, self._title = tag, []
        if not is_of_page:
            self.sections.append(Section(anchor))
            self.texts.append([])


def sections(html: str) -> list[Section]:
    """The sections of a page, of which `html` is the text: first what belongs to the page as a whole, below its title
    of the first level, then one for each further heading that a link can lead to."""
    reader = _Reader()
    for closing, tag, attributes, text in _TOKEN.findall(html):
        if text:
            reader.text(unescape(text) if "&" in text else text)
        elif tag:
            (reader.end(tag.lower()) if closing else reader.start(tag.lower(), attributes))
    for section, texts in zip(reader.sections, reader.texts, strict=True):
        section.text = _lines("".join(texts))
    return reader.sections


def _flat(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> str:
    text = _CELLS_OF_LINE.sub(_CELL, _BLANKS.sub(" ", text))
    lines = (line.strip(f" {_CELL}").replace(_CELL, " – ") for line in text.split("\n"))
    return "\n".join(filter(None, lines))
