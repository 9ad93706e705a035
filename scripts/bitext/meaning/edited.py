"""Whether a translation says already what an edit of its source has put in the place of what stood there.

The words that the source has kept claim theirs in the translation first, one each. What is left there should say the
words that are new, and not those that are gone: each speaks for it, or against it, as much as it is otherwise seen in
translations and not in other texts. The lengths of the texts speak as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bitext.cached import cached_property
from bitext.languages.language import language_of
from bitext.meaning.classes import classes, exchanged
from bitext.meaning.evidence import Reader, Word
from bitext.meaning.lexicon import Lexicon, Side
from bitext.meaning.negation import denied, plain_text
from bitext.meaning.tokens import Token, Tokens, spoken, tokens
from bitext.pages.segments import Segment

ENOUGH = 1.5  # how much likelier the translation must be one of the new text, as a logarithm
DOUBT = -1.0  # and at least for the words that are new alone, and for those that are gone
TELLING = 1.0  # what a word says, at least, that is seldom left out
BEGINNING = 5  # letters that two words have in common which both languages have
_WORDS = ("word", "name")


def says_already(
    before: Segment, after: Segment, translation: Segment, lexicon: Lexicon, languages: tuple[str, str]
) -> bool:
    """Whether `translation` seems to translate `after`, as the source is now, and not `before`, as it was, as far as
    words tell. Numbers, links and code are not looked at (`history.edits.is_carried`)."""
    was, now = (tokens(spoken(each), languages[0]) for each in (before, after))
    made = tokens(spoken(translation), languages[1])
    if not _denies_as_now(was, now, made, languages) or _is_exchanged(was, now, made, languages):
        return False
    return _Weighed(_Edit.of(_words(was), _words(now)), was, now, made, lexicon).is_likely


def _words(text: Tokens) -> list[Token]:
    return [token for token in text.all if token.kind in _WORDS]


@dataclass(frozen=True)
class _Edit:
    """Of the words of a text as it was and as it is now: what is kept, by its place then, with its place now; the
    places of what is gone; those of what is new. A word that has only moved is kept."""

    kept: Mapping[int, int]
    gone: Sequence[int]
    new: Sequence[int]

    @classmethod
    def of(cls, old: Sequence[Token], now: Sequence[Token]) -> _Edit:
        then, here = ([token.key for token in side] for side in (old, now))
        blocks = SequenceMatcher(None, then, here, autojunk=False).get_matching_blocks()
        kept = {block.a + step: block.b + step for block in blocks for step in range(block.size)}
        kept |= _moved(dict(enumerate(then)), dict(enumerate(here)), kept)
        gone, new = {*range(len(old))} - kept.keys(), {*range(len(now))} - {*kept.values()}
        return cls(kept, sorted(gone), sorted(new))


def _moved(then: Mapping[int, str], here: Mapping[int, str], kept: Mapping[int, int]) -> dict[int, int]:
    """Of the words by their places then and now, those that are not `kept` where they stood, and stand elsewhere."""
    places: dict[str, list[int]] = {}
    for place in sorted(here.keys() - {*kept.values()}, reverse=True):
        places.setdefault(here[place], []).append(place)
    return {place: places[then[place]].pop() for place in sorted(then.keys() - kept.keys()) if places.get(then[place])}


@dataclass(frozen=True)
class _Weighed:
    """What speaks for `made` being a translation of the text `now`, and not of the one that `was`."""

    edit: _Edit
    was: Tokens
    now: Tokens
    made: Tokens
    lexicon: Lexicon

    @property
    def is_likely(self) -> bool:
        if not (self.edit.gone or self.edit.new) or self._may_say_what_is_gone:
            return False
        lengths = -self._reader.length(len(self.now.text), len(self.made.text), len(self.now.text) - len(self.was.text))
        return min(self._new, self._gone) >= DOUBT and self._new + self._gone + lengths > ENOUGH

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.lexicon.ours, self.lexicon.ratio)

    @cached_property
    def _there(self) -> list[Token]:
        return _words(self.made)

    @cached_property
    def _claimed(self) -> Mapping[int, int]:
        """By the place of a word in the translation, the place then of the one that is kept and claims it."""
        words = _words(self.was)
        return _claims({place: words[place] for place in self.edit.kept}, self._there, (), self.lexicon.ours)

    @cached_property
    def _new(self) -> float:
        return -self._said(self.now, self.edit.new)

    @cached_property
    def _gone(self) -> float:
        return self._said(self.was, self.edit.gone)

    def _said(self, text: Tokens, places: Sequence[int]) -> float:
        """What the words at these places say for the translation not having them."""
        words, weights = _words(text), self._weights(text)
        claims = _claims({place: words[place] for place in places}, self._there, self._claimed, self.lexicon.ours)
        said = set(claims.values())
        return sum(
            weights[words[place].key].here if place in said else weights[words[place].key].gone for place in places
        )

    def _weights(self, text: Tokens) -> dict[str, Word]:
        return {word.key: word for word in self._reader.words(text, self.made)}

    @property
    def _may_say_what_is_gone(self) -> bool:
        """Whether, of an edit that only takes words away, the translation has a telling word in their place that
        translates nothing: it may be theirs, and unknown."""
        if self.edit.new:
            return False
        reader = Reader(self.lexicon.theirs, 1 / self.lexicon.ratio)
        weights = {word.key: word for word in reader.words(self.made, self.now)}
        words = (weights[self._there[place].key] for place in self._around if place not in self._claimed)
        return any(word.gone >= TELLING and not word.there for word in words)

    @property
    def _around(self) -> Iterator[int]:
        """The places in the translation from before the neighbours of what is gone to behind them."""
        claimed = {then: place for place, then in self._claimed.items()}
        first, last = self.edit.gone[0], self.edit.gone[-1]
        before = [claimed[then] for then in sorted(claimed) if then < first][-1:]
        after = [claimed[then] for then in sorted(claimed) if then > last][:1]
        near = before + after or [0, len(self._there)]
        return iter(range(max(0, min(near) - 1), min(len(self._there), max(near) + 2)))


def _claims(wanted: Mapping[int, Token], there: Sequence[Token], taken: Iterable[int], side: Side) -> dict[int, int]:
    """By the place of a word of `there` that is not `taken`, the place of the one of `wanted` that it means: each the
    likeliest that is left, those first that have the fewest to choose from."""
    free = [place for place in range(len(there)) if place not in set(taken)]
    choices = {place: _choices(token, there, free, side) for place, token in wanted.items()}
    found: dict[int, int] = {}
    for place in sorted(choices, key=lambda place: len(choices[place])):
        best = next((other for other in choices[place] if other not in found), None)
        if best is not None:
            found[best] = place
    return found


def _choices(token: Token, there: Sequence[Token], free: Sequence[int], side: Side) -> list[int]:
    """Which words may mean `token`, the likeliest first: those that are written alike, those that are known to, and if
    there are none, those that begin alike."""
    known = {**side.means(token.key), token.key: 2.0}
    found = [place for place in free if there[place].key in known or _is_alike(token, there[place])]
    if found or len(token.key) < BEGINNING:
        return sorted(found, key=lambda place: -known.get(there[place].key, 2.0))
    return [place for place in free if there[place].key[:BEGINNING] == token.key[:BEGINNING]]


def _is_alike(ours: Token, theirs: Token) -> bool:
    return ours.text.lower() == theirs.text.lower()


def _denies_as_now(was: Tokens, now: Tokens, made: Tokens, languages: tuple[str, str]) -> bool:
    """Whether a translation denies as much as the text now, and another than before if that has changed."""
    mine, others = (language_of(language).denials for language in languages)
    if mine is None or others is None:
        return True
    old, new, there = (plain_text(text.prose) for text in (was, now, made))
    if denied(new, there, mine, others):
        return False
    return not denied(old, new, mine, mine) or bool(denied(old, there, mine, others))


def _is_exchanged(was: Tokens, now: Tokens, made: Tokens, languages: tuple[str, str]) -> bool:
    """Whether a translation has a word that excludes one of the text now, or, where the edit has put one word in the
    place of another that excludes it, has none that excludes the one before."""
    members = classes(*languages)
    if members is None:
        return False
    if any(exchanged(now.all, made.all, members)):
        return True
    is_turned = any(exchanged(was.all, now.all, (members[0], members[0])))
    return is_turned and not any(exchanged(was.all, made.all, members))
