"""Which word means which, by the pages of a site that are in step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from bitext.history.pair import Pair
from bitext.languages.language import base
from bitext.meaning.learnt import Learnt, Material, learnt
from bitext.meaning.lexicon import Lexicon, base_lexicon, lexicon_before
from bitext.memo import Memo


class SiteWords:
    """What pairs say of the words of their languages, learnt of each locale when it is first asked for.

    source: the code of the source locale; pairs: gives those of the site; aligns: whether learnt words tell how a pair
    is aligned where the two pages leave it in doubt. Without it, what is said of a pair changes with no other page.
    """

    def __init__(self, memo: Memo, source: str, pairs: Callable[[], Sequence[Pair]], *, aligns: bool) -> None:
        self._memo = memo
        self._source = base(source)
        self._pairs = pairs
        self._aligns = aligns
        self._by_locale: dict[str, Learnt] = {}

    def learn(self, *, for_meaning: bool) -> None:
        """Learn of the locales where that is asked: a pair cannot be aligned without it, or rules of the group
        `meaning` run."""
        doubtful = {pair.target.page.locale for pair in self._pairs() if self.needed_by(pair)}
        for locale in sorted({pair.target.page.locale for pair in self._pairs()}):
            if locale in doubtful or (for_meaning and self._base_lexicon(locale)):
                self._learnt(locale)

    def lexicon(self, locale: str) -> Lexicon | None:
        """All that is learnt of a locale: of a page that is behind, from what has not changed since. None for languages
        that nothing is known of."""
        known = self._base_lexicon(locale)
        return known and self._learnt(locale).whole(known)

    def about(self, pair: Pair) -> Lexicon | None:
        """What is known of the words of a pair. None for languages that nothing is known of."""
        return self._about(pair) if self._base_lexicon(pair.target.page.locale) else None

    def for_alignment(self, pair: Pair) -> Lexicon | None:
        """The same where a pair is aligned by it, in any language; None for any other."""
        return self._about(pair) if self.needed_by(pair) else None

    def needed_by(self, pair: Pair) -> bool:
        """Whether a pair cannot be aligned before words are learnt of the whole site. Where this fails, the rules tell
        it that run on the pair."""
        if self._aligns:
            with suppress(Exception):
                return bool(self._material(pair).doubtful)
        return False

    def has_gathered(self, pairs: Iterable[Pair]) -> bool:
        """Whether that is known of these, from this run or an earlier one."""
        return all(self._memo.knows("material", self._parts(pair)) for pair in pairs)

    def _base_lexicon(self, locale: str) -> Lexicon | None:
        return base_lexicon(self._source, base(locale))

    def _known_before(self, locale: str) -> Lexicon:
        return lexicon_before(self._source, base(locale))

    def _about(self, pair: Pair) -> Lexicon:
        locale = pair.target.page.locale
        return self._learnt(locale).about(self._material(pair), self._known_before(locale))

    def _learnt(self, locale: str) -> Learnt:
        if locale not in self._by_locale:
            known = self._known_before(locale)
            pairs = [pair for pair in self._pairs() if pair.target.page.locale == locale and pair.is_comparable]
            parts = [locale, *(pair.digest for pair in pairs)]
            plain = self._memo.recall("learnt", parts, lambda: learnt([*self._materials(pairs)], known).plain)
            self._by_locale[locale] = Learnt(*plain)
        return self._by_locale[locale]

    def _materials(self, pairs: Iterable[Pair]) -> Iterator[Material]:
        for pair in pairs:
            with suppress(Exception):  # nothing is learnt from one that cannot be aligned
                yield self._material(pair)

    def _material(self, pair: Pair) -> Material:
        parts = self._parts(pair)

        def gathered() -> Any:
            doubtful = (pair.source.segments, pair.target.segments) if pair.is_doubtful else ()
            return Material.of(pair.first_matched, (parts[0], parts[1]), doubtful).plain

        return Material(*self._memo.recall("material", parts, gathered))

    def _parts(self, pair: Pair) -> list[str]:
        return [self._source, base(pair.target.page.locale), pair.digest]
