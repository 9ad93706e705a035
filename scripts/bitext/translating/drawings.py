"""The texts of drawings (SVG), which people read like any other: of each translated one, aligned with its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bitext.align.alignment import Alignment, align
from bitext.align.label_pairs import label_key
from bitext.cached import cached_property, kept
from bitext.errors import Refused
from bitext.history.pair import Pair
from bitext.memo import digest
from bitext.pages.page import Page, read_text
from bitext.pages.segments import Segment, cut
from bitext.pages.svg_texts import DrawnText, drawn_texts
from bitext.site.glossary import Glossary
from bitext.site.parsed_page import ParsedPage
from bitext.site.site import Locale
from bitext.sources import Sources

_MARKUP = re.compile(r"[\\`*_\[\]<>{}|]|\A[#+>=!~:-]|(?<=\A\d)[.)]|(?<=\A\d\d)[.)]")


@dataclass(frozen=True, eq=False)
class Drawing(ParsedPage):
    """A drawing as a page of its texts: its body has them on their lines. labels: the numbers of those that are labels
    of a product."""

    texts: tuple[DrawnText, ...] = ()
    labels: frozenset[int] = field(default=frozenset())

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """One for each text."""
        return tuple(_segment(drawn, is_label=number in self.labels) for number, drawn in enumerate(self.texts))

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all that can be found in it alone."""
        return digest(self.page.path, repr(self.texts), repr(sorted(self.labels)), self.glossary.digest)


@dataclass(frozen=True, eq=False)
class DrawingPair(Pair):
    """Two drawings whose texts are aligned: one by one where there are as many."""

    aligned: Alignment | None = None

    @cached_property
    def alignment(self) -> Alignment:
        """The texts that translate each other."""
        if self.aligned is not None:
            return self.aligned
        ours, theirs = self.source.segments, self.target.segments
        if len(ours) == len(theirs):
            return Alignment(tuple((number, number) for number in range(len(ours))), (), (), ())
        return align(ours, theirs, self.languages)


@kept
def drawing_pairs(sources: Sources) -> Sequence[DrawingPair]:
    """Each drawing of a target locale with that of the source, in the order of paths."""
    site = sources.site
    found = []
    for locale in site.targets:
        names = site.files[locale.code] & site.files[site.source.code]
        for name in sorted(name for name in names if name.lower().endswith(".svg")):
            pair = _pair(sources, name, locale)
            found += [pair] if pair else []
    return found


def _pair(sources: Sources, name: str, locale: Locale) -> DrawingPair | None:
    site = sources.site
    glossary = sources.glossaries[locale.code]
    ours = _drawing(sources, site.path(name, site.source), name, site.source, Glossary())
    theirs = _drawing(sources, site.path(name, locale), name, locale, glossary)
    if ours is None or theirs is None:
        return None
    pair = DrawingPair(ours, theirs)
    labelled = [(our, their) for our, their in pair.alignment.pairs if _is_label(sources, pair, our, their)]
    if not labelled:
        return pair
    return DrawingPair(
        Drawing(ours.page, ours.glossary, ours.texts, frozenset(our for our, _ in labelled)),
        Drawing(theirs.page, theirs.glossary, theirs.texts, frozenset(their for _, their in labelled)),
        aligned=pair.alignment,
    )


def _is_label(sources: Sources, pair: DrawingPair, our: int, their: int) -> bool:
    """Whether a text is a label that pages leave as it is, and is said otherwise in the translated drawing."""
    glossary = pair.target.glossary
    label = label_key(_text(pair.source, our))
    known = {label_key(each): shown for each, shown in glossary.labels.items()}
    if label not in known and not (glossary.same_labels and label in _kept_labels(sources)):
        return False
    return label_key(known.get(label, label)) not in label_key(_text(pair.target, their))


def _text(drawing: ParsedPage, number: int) -> str:
    assert isinstance(drawing, Drawing)
    return drawing.texts[number].text


@kept
def _kept_labels(sources: Sources) -> frozenset[str]:
    """The labels that stand in translated pages as in their source."""
    labels = (each for pair in sources.pairs for each in sources.labels(pair))
    return frozenset(label_key(each.ours) for each in labels if label_key(each.ours) == label_key(each.theirs))


def _drawing(sources: Sources, path: str, name: str, locale: Locale, glossary: Glossary) -> Drawing | None:
    try:
        svg = read_text(sources.site.root / path, path)
    except Refused:  # a picture that is no text
        return None
    texts = tuple(drawn_texts(svg))
    lines: dict[int, list[str]] = {}
    for drawn in texts:
        for line, piece in drawn.pieces:
            lines.setdefault(line, []).append(piece)
    body = "\n".join("  ".join(lines.get(line, ())) for line in range(1, max(lines, default=0) + 1))
    return Drawing(Page(path, name, locale.code, {}, body, 0), glossary, texts)


def _segment(drawn: DrawnText, *, is_label: bool) -> Segment:
    written = _MARKUP.sub(lambda match: f"\\{match[0]}", drawn.text)
    found = cut(f"**{written}**" if is_label else written)
    line = drawn.line
    return found[0].moved(line - 1) if found else Segment("paragraph", (), line, line, drawn.text)
