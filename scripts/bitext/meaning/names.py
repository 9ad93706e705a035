"""Names that both languages write alike, where one stands for another."""

from __future__ import annotations

import re
from collections import Counter

from bitext.meaning.compared import Compared
from bitext.meaning.lexicon import Lexicon

_NEAR = 3  # words between the place of a name and that of another one
_WORD = re.compile(r"[^\W_][\w-]*")


def other_name(each: Compared, lexicon: Lexicon) -> tuple[str, str] | None:
    """A name of the source that its translation has not, and one that it has instead: one of the site, or any that
    stands in its place."""
    here = _named(each.source.prose, lexicon.names)
    if not here:
        return None
    there = _named(each.target.prose, lexicon.names)
    lost = sorted(name for name in here - there if not _may_be_other(name, each.target.prose))
    new = sorted(name for name in there - here if not _may_be_other(name, each.source.prose))
    if lost:
        instead = new[0] if new else _in_place_of(lost[0], each)
        return (lost[0], instead) if instead else None
    return None


def _in_place_of(name: str, each: Compared) -> str | None:
    """A word with a capital that stands in the place of a name, and for no word of the source."""
    mine, others = each.ours.all, each.theirs.all
    places = [index for index, token in enumerate(mine) if token.text == name and index not in each.links.forth]
    for index, token in enumerate(others):
        is_new = token.kind == "name" and index not in each.links.back and token.text not in each.source.text
        if is_new and any(abs(each.links.place(index) - place) <= _NEAR for place in places):
            return token.text
    return None


def _named(text: str, names: frozenset[str]) -> Counter[str]:
    """How often each name stands in a text."""
    return Counter([word for word in _WORD.findall(text) if word in names])


def _may_be_other(name: str, text: str) -> bool:
    """Whether a text has a name as part of a longer word: 'Xero' in 'XeroSync'."""
    return any(name in word and name != word for word in _words(text))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.islower()]
