"""Terms of several words in running text, each with what stands for it in the translation.

A term is a row of words that stands where nouns do: behind an article or a preposition, and not before an article, as a
verb does. Its translation is the shortest stretch that has a translation of each of its words and of no other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from bitext.languages.lexicon import plain
from bitext.languages.term_words import TermWords
from bitext.meaning.lexicon import Lexicon
from bitext.meaning.tokens import CELL, Token, Tokens, spoken, tokens
from bitext.pages.segments import Segment

LONGEST = 4  # words of a term
LEAST = 3  # times that it is there
GRAMMAR = 0.3  # a word that so many texts explain by chance is one of grammar
LIKELY = 0.15  # how likely a word must be as a translation to stand for one of a term
AS_NOUN = 0.3  # of the times that a term is there, a word that goes before nouns is before it
ALONE = 0.7  # of its times, a term is not always part of one that is longer by a word
AS_ACTION = 0.2  # of the times of a word of it, at most, it is behind one that goes before verbs
AS_VERB = 0.1  # and at most one that goes before nouns is behind it
BEGINNING = 5  # letters that two words have in common which both languages have
_PARTS = re.compile(r"[ \u00a0\n]+|-")
Key = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where a segment and its translation are."""

    source: str
    source_line: int
    target: str
    line: int


@dataclass(frozen=True)
class Use:
    """One place of a term. term: as it is written there; translation: what stands for it, '' where nobody knows; key:
    the beginnings of its words, which tell it from others; beside: those of the words next to it."""

    term: str
    translation: str
    key: Key
    place: Place
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """A segment and its translation, without their labels."""

    ours: Tokens
    theirs: Tokens
    place: Place

    @classmethod
    def of(cls, source: Segment, target: Segment, languages: tuple[str, str], place: Place) -> Text:
        """The text of two segments at `place`."""
        ours, theirs = (
            tokens(_without_labels(segment), language)
            for segment, language in zip((source, target), languages, strict=True)
        )
        return cls(ours, theirs, place)


def _without_labels(segment: Segment) -> str:
    said = spoken(segment)
    for label in segment.labels:
        said = said.replace(label, CELL)
    return said


@dataclass(frozen=True)
class Terms:
    """What finds terms and what stands for them. lexicon: of the site; known: of the languages, not of this site, in
    which words of its trade are as frequent as those of grammar; ours, theirs: by which words a term is known."""

    lexicon: Lexicon
    known: Lexicon
    ours: TermWords
    theirs: TermWords

    def uses(self, texts: Sequence[Text]) -> Mapping[Key, list[Use]]:
        """Where each term is, by the roots of its words; a term that is a part of a longer one alone is left out."""
        found: dict[Key, list[Use]] = defaultdict(list)
        nouns, verbs = Counter[Key](), Counter[Key]()
        for text, first, last in ((each, *row) for each in texts for row in self._rows(each.ours)):
            key = tuple([token.key for token in text.ours.all[first : last + 1]])
            nouns[key] += _is_one_of(self.ours.before_nouns, text.ours, first - 1)
            verbs[key] += _is_one_of(self.ours.articles, text.ours, last + 1)
            found[key].append(self._use(text, first, last))
        actions = _behind(texts, self.ours.before_verbs, AS_ACTION)
        inside = _inside(found)

        def is_term(key: Key) -> bool:
            times = len(found[key])
            shares = nouns[key] >= AS_NOUN * times, verbs[key] <= AS_VERB * times, inside[key] < ALONE * times
            return all((times >= LEAST, *shares, actions.isdisjoint(key)))

        return {key: _told_whole(each) for key, each in found.items() if is_term(key)}

    def _rows(self, text: Tokens) -> Iterator[tuple[int, int]]:
        """First and last of the rows of words that may be a term."""
        is_part = [self._is_part(token) for token in text.all]
        for first in range(len(text.all)):
            for last in range(first + 1, min(first + LONGEST, len(text.all))):
                if not (is_part[first] and is_part[last] and _PARTS.fullmatch(_between(text, last))):
                    break
                if _is_whole(text, first, last):
                    yield first, last

    def _is_part(self, token: Token) -> bool:
        word = token.text.lower()
        if token.kind not in ("word", "name") or not word.isalpha() or len(word) < 3 or self.ours.adverb.search(word):
            return False
        is_of_grammar = word in self.ours.no_part or word in self.ours.before_nouns
        return not is_of_grammar and self.known.ours.row(token.key).chance < GRAMMAR

    def _use(self, text: Text, first: int, last: int) -> Use:
        shown = text.ours.shown(first, last)
        found = self._stretch(text.ours.all[first : last + 1], text.theirs.all)
        if found is None:
            return Use(shown, "", (), text.place)
        there = text.theirs.all[found[0] : found[1] + 1]
        written = _written(text.theirs, *found)
        if any(self.theirs.verb.search(token.text) for token in there):
            return Use(shown, "", (), text.place)
        key = tuple([_beginning(token) for token in there if not self._is_link(token)])
        return Use(shown, written, key, text.place, tuple(self._beside(text.theirs.all, *found)))

    def _is_link(self, token: Token) -> bool:
        return token.key in self.theirs.links or plain(token.text) in self.theirs.links

    def _beside(self, there: Sequence[Token], first: int, last: int) -> Iterator[str]:
        """The words next to a stretch, but for those of grammar; nothing behind a mark."""
        for places in (range(first - 1, -1, -1), range(last + 1, len(there))):
            for place in places:
                if there[place].kind not in ("word", "name"):
                    break
                if not self._is_link(there[place]):
                    is_grammar = self.known.theirs.row(there[place].key).chance >= GRAMMAR
                    yield from () if is_grammar else (_beginning(there[place]),)
                    break

    def _stretch(self, row: Sequence[Token], there: Sequence[Token]) -> tuple[int, int] | None:
        """First and last of the shortest stretch that has a translation of each word of `row`, and no other word but
        those that link them."""
        means = [frozenset(place for place, other in enumerate(there) if self._means(token, other)) for token in row]
        every = frozenset[int]().union(*means)
        for first, last in _stretches(every, len(row)):
            places = [place for place in range(first, last + 1) if not self._is_link(there[place])]
            if every.issuperset(places) and _covers(means, places):
                return first, last
        return None

    def _means(self, ours: Token, theirs: Token) -> bool:
        if theirs.kind not in ("word", "name") or self._is_link(theirs):
            return False
        if theirs.key == ours.key or theirs.text.lower() == ours.text.lower():
            return True
        is_known = self.lexicon.ours.means(ours.key).get(theirs.key, 0.0) >= LIKELY
        return is_known or (len(ours.key) >= BEGINNING and ours.key[:BEGINNING] == theirs.key[:BEGINNING])


def _is_one_of(words: Set[str], text: Tokens, place: int) -> bool:
    """Whether the token at `place`, if there is one, is one of `words`."""
    return 0 <= place < len(text.all) and text.all[place].text.lower() in words


def _behind(texts: Sequence[Text], words: Set[str], share: float) -> frozenset[str]:
    """What stands right behind one of `words` in so great a share of the times that it is there."""
    every, behind = Counter[str](), Counter[str]()
    for text in texts:
        every.update(token.key for token in text.ours.all)
        behind.update(after.key for before, after in pairwise(text.ours.all) if before.text.lower() in words)
    return frozenset(key for key, times in behind.items() if times >= share * every[key])


def _told_whole(found: Sequence[Use]) -> list[Use]:
    """The uses of a term; where the same word mostly stands beside what stands for it, that is a part, and nobody knows
    the whole."""
    keys = {use.key for use in found if use.key and use.translation != use.term}  # a name is whole
    parts = {key for key in keys if _is_part_of_more([use for use in found if use.key == key])}
    return [replace(use, translation="", key=()) if use.key in parts else use for use in found]


def _is_part_of_more(found: Sequence[Use]) -> bool:
    beside = Counter(word for use in found for word in use.beside)
    return any(times >= max(2, 0.7 * len(found)) for times in beside.values())


def _inside(found: Mapping[Key, Sequence[Use]]) -> Counter[Key]:
    """How often each term is a part of the longer one that it is most often a part of."""
    most = Counter[Key]()
    for key, each in found.items():
        for part in {key[1:], key[:-1]}:
            most[part] = max(most[part], len(each))
    return most


def _between(text: Tokens, place: int) -> str:
    return text.text[text.places[place - 1][1] : text.places[place][0]]


def _is_whole(text: Tokens, first: int, last: int) -> bool:
    """Whether a row is no compound with a hyphen, nor begins or ends within one."""
    start, end = text.places[first][0], text.places[last][1]
    is_cut = text.text[max(0, start - 1) : start] in "-/" and start > 0
    return not is_cut and not text.text[end : end + 1].startswith(("-", "/")) and " " in text.text[start:end]


def _beginning(token: Token) -> str:
    return plain(token.text).rstrip("sx")[:BEGINNING]


def _written(text: Tokens, first: int, last: int) -> str:
    """The text of a stretch, with the whole of a word that has a hyphen."""
    while first > 0 and _between(text, first) == "-":
        first -= 1
    while last + 1 < len(text.all) and _between(text, last + 1) == "-":
        last += 1
    return text.shown(first, last)


def _stretches(places: frozenset[int], words: int) -> list[tuple[int, int]]:
    """First and last of the stretches from one of `places` to another that are long enough for so many words, and not
    too long; the shortest first."""
    return sorted(
        ((first, last) for first in places for last in places if words <= last - first + 1 <= 2 * words + 2),
        key=lambda stretch: (stretch[1] - stretch[0], stretch),
    )


def _covers(means: Sequence[frozenset[int]], places: Sequence[int]) -> bool:
    """Whether each word has one of `places` of its own, and none is left."""
    if not means:
        return not places
    return any(
        place in means[0] and _covers(means[1:], [other for other in places if other != place]) for place in places
    )
