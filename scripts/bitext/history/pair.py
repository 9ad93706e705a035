"""A page and the page it translates, aligned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bitext.align.alignment import Alignment, align
from bitext.align.neighbours import lone_neighbours
from bitext.cached import cached_property
from bitext.finding import Finding
from bitext.history.changes import TEXT_KEYS, Change, Changes, changes
from bitext.history.edits import Reading, is_made, text_segment
from bitext.history.realign import Gone, carried
from bitext.history.said_already import seems_said
from bitext.history.unwritten import Unwritten, unwritten
from bitext.languages.base_words import same_meanings
from bitext.languages.language import base
from bitext.meaning.compared import Compared, compared
from bitext.meaning.lexicon import Lexicon, no_lexicon
from bitext.meaning.passages import Passage, passage
from bitext.memo import digest
from bitext.pages.segments import Segment
from bitext.site.parsed_page import ParsedPage
from bitext.site.site import INHERITED


@dataclass(frozen=True, eq=False)
class Pair:
    """source, target: the two pages; origins: the site's own address, then the prefixes of its languages; behind: the
    target was made from another text of the source; before: that text, or None when it is not at hand; absent: why it
    is not, after 'which'; shown_on: of a snippet, the pages that show the target; renamed: puts into a link of the
    target the anchor of the source, where each page has its own; inherited: the keys of the front matter that the
    target has from the source; known: gives the lexicon of a pair, as the site has it; words: what the site has learnt
    of the words of a pair that needs it to be aligned, None for any other."""

    source: ParsedPage
    target: ParsedPage
    origins: tuple[str, ...] = ("",)
    behind: bool = False
    before: str | None = None
    absent: str = ""
    shown_on: tuple[str, ...] = ()
    renamed: Callable[[str], str] = str
    inherited: tuple[str, ...] = INHERITED
    known: Callable[[Pair], Lexicon | None] = no_lexicon
    words: Callable[[Pair], Lexicon | None] = no_lexicon

    @property
    def languages(self) -> tuple[str, str]:
        """The codes of the two locales, that of the source first."""
        return self.source.page.locale, self.target.page.locale

    @property
    def is_comparable(self) -> bool:
        """Whether it can be told what of the target is in step with the source."""
        return not self.behind or self.before is not None

    def anchored(self, links: Iterable[str]) -> list[str]:
        """`links` of the target, with the anchors of the source."""
        return [self.renamed(link) for link in links]

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all that comparing the two can depend on."""
        history = (str(self.behind), str(self.before is None), self.before or "", self.absent, *self.shown_on)
        return digest(self.source.digest, self.target.digest, *self.origins, *self.inherited, *history)

    @cached_property
    def _since(self) -> Changes | None:
        if not self.behind or self.before is None:
            return None
        return changes(self.before, self.source.page, self.source.segments, self.origins)

    @cached_property
    def changes(self) -> Mapping[int, Change] | None:
        """What of the source has changed since, by the index of the source segment as it stands now, without what the
        target has already; None when the target is not behind, or the old text is not at hand."""
        if self._since is None:
            return None
        done = self._made
        return {index: change for index, change in self._since.segments.items() if index not in done}

    @cached_property
    def _made(self) -> frozenset[int]:
        """Of the source segments that have changed, those whose edit the target has already: a number, a link."""
        if self._since is None or not self._since.segments:
            return frozenset()
        return frozenset(
            index
            for index, (before, after, translation) in self._edited.items()
            if is_made(before, after, translation, self._reading)
        )

    @property
    def _reading(self) -> Reading:
        return Reading(self.source.page.name, self.origins, self.languages)

    @property
    def _edited(self) -> Mapping[int, tuple[Segment | None, Segment, Segment]]:
        """Each source segment that has changed and has a translation, by its index: as it was, None if it is new; as it
        is now; its translation."""
        if self._since is None:
            return {}
        partner, then = dict(self.alignment.pairs), {now: index for index, now in self._since.kept.items()}
        return {
            index: (
                self._since.then[then[index]] if index in then else None,
                self.source.segments[index],
                self.target.segments[partner[index]],
            )
            for index in self._since.segments
            if index in partner
        }

    @cached_property
    def said_already(self) -> frozenset[int | str]:
        """Of what is in `changes` and `front`, what the target seems to say as the source has it now, though that is
        not recorded: a hint, as it goes by words."""
        texts: dict[int | str, tuple[Segment | None, Segment, Segment]] = {}
        texts.update(self._edited.items())
        texts.update((key, self._texts_of(key, change)) for key, change in self.front.items())
        return frozenset(
            place
            for place, (before, after, translation) in texts.items()
            if before and place not in self._made and seems_said(before, after, translation, self._reading)
        )

    @property
    def fault(self) -> Finding | None:
        """Why one of the two has no segments."""
        return self.source.fault or self.target.fault

    @property
    def made(self) -> tuple[Change, ...]:
        """Edits of the source that the target has already, though they are not recorded."""
        if self._since is None:
            return ()
        texts = [change for key, change in self._since.front.items() if key not in self.front]
        return (*texts, *(self._since.segments[index] for index in sorted(self._made)))

    @property
    def gone(self) -> tuple[Gone, ...]:
        """What the target translates that is gone from the source."""
        return self._carried[1] if self._carried else ()

    @property
    def front(self) -> Mapping[str, Change]:
        """Texts of the front matter that have changed, by their keys, without those that the target has already."""
        if self._since is None:
            return {}
        return {key: change for key, change in self._since.front.items() if not self._is_made_in_front(key, change)}

    def _is_made_in_front(self, key: str, change: Change) -> bool:
        return is_made(*self._texts_of(key, change))

    def _texts_of(self, key: str, change: Change) -> tuple[Segment, Segment, Segment]:
        """A text of the front matter as it was, as it is now, and in the target."""
        texts = (change.before, change.after, self.target.page.meta.get(key))
        before, after, there = (text_segment(text if isinstance(text, str) else "") for text in texts)
        return before, after, there

    @property
    def cosmetic(self) -> tuple[Change, ...]:
        """Edits that ask nothing of a translator."""
        return () if self._since is None else self._since.cosmetic

    @cached_property
    def first_alignment(self) -> Alignment:
        """By nothing but the two pages and what is known of their languages: it changes with no other page."""
        return self._carried[0] if self._carried else align(self.source.segments, self.target.segments, self.languages)

    @cached_property
    def alignment(self) -> Alignment:
        """Also by the words that the site has learnt, where the first leaves something in doubt."""
        if self._learnt is None:
            return self.first_alignment
        meanings = self._learnt.meanings(same_meanings(*map(base, self.languages)))
        return align(self.source.segments, self.target.segments, self.languages, meanings)

    @cached_property
    def _learnt(self) -> Lexicon | None:
        """None of a target that is behind: it is published with what its alignment says, and a published page changes
        with no other."""
        return None if self.behind else self.words(self)

    @property
    def words_digest(self) -> str:
        """A fingerprint of the learnt words on which the alignment depends; '' where there are none."""
        return self._learnt.digest if self._learnt else ""

    @property
    def is_doubtful(self) -> bool:
        """Whether learnt words could align it otherwise."""
        return not self.behind and self.first_alignment.leaves_doubt

    @cached_property
    def unwritten(self) -> Unwritten:
        """Whether the target is a copy of the source, or a stub, and no translation; '' for one that is."""
        is_english = self.source.page.locale.partition("-")[0].partition("_")[0] == "en"
        pairs = self.first_alignment.pairs
        return unwritten(self.source.segments, self.target.segments, pairs, from_english=is_english)

    @cached_property
    def _carried(self) -> tuple[Alignment, tuple[Gone, ...]] | None:
        return carried(self._since, self.source.segments, self.target.segments, self.languages) if self._since else None

    @cached_property
    def lexicon(self) -> Lexicon | None:
        """What is known of the words of the two; None where nothing is known of their languages."""
        return self.known(self)

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """The segments that translate each other, read for what they mean; none where nothing is known of the two
        languages."""
        lexicon = self.lexicon
        if lexicon is None:
            return ()
        languages = base(self.languages[0]), base(self.languages[1])
        return compared(self.matched, lexicon, languages)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What its segments say in one language alone, or otherwise."""
        return tuple(
            found for each in self.compared if (found := passage(each)) and not found.is_in(self._alone_beside(found))
        )

    def _alone_beside(self, found: Passage) -> list[Segment]:
        """The segments beside the one that should say a passage which have no counterpart."""
        is_added = found.kind == "added"
        page, alone = (self.source, self.alignment.missing) if is_added else (self.target, self.alignment.added)
        return lone_neighbours(found.source if is_added else found.target, page.segments, alone) if alone else []

    def line_for(self, index: int) -> int:
        """The line of the target after which the counterpart of a source segment belongs."""
        partner = dict(self.alignment.pairs)
        before = next((partner[ours] for ours in range(index - 1, -1, -1) if ours in partner), None)
        return self.target.page.offset + 1 if before is None else self.target.segments[before].end

    @cached_property
    def matched(self) -> tuple[tuple[Segment, Segment], ...]:
        """The segments that translate each other and can be compared, source first. One whose source has changed since
        is told by the rule `outdated`, and by no other."""
        return self._matched_by(self.alignment)

    @property
    def first_matched(self) -> tuple[tuple[Segment, Segment], ...]:
        """The same by the first alignment: what words are learnt from."""
        return self._matched_by(self.first_alignment)

    def _matched_by(self, alignment: Alignment) -> tuple[tuple[Segment, Segment], ...]:
        changed = self.changes or {}
        return tuple(
            (self.source.segments[ours], self.target.segments[theirs])
            for ours, theirs in alignment.pairs
            if ours not in changed
        )

    @cached_property
    def texts(self) -> tuple[tuple[Segment, Segment], ...]:
        """`matched`, and the texts of the front matter that both pages have and that have not changed since."""
        return (*self._front_texts, *self.matched)

    @property
    def _front_texts(self) -> Iterator[tuple[Segment, Segment]]:
        pages = self.source.page, self.target.page
        for key in TEXT_KEYS:
            values = [page.meta.get(key) for page in pages]
            if key not in self.front and all(isinstance(value, str) for value in values):
                ours, theirs = (
                    replace(text_segment(str(value)), line=page.line_of_key(key))
                    for value, page in zip(values, pages, strict=True)
                )
                yield ours, theirs
