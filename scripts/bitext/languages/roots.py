"""The root of a word, so that the forms of one word count as one: 'connects', 'connecting' and 'connection' are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from bitext.cached import Asked

SHORTEST = 3  # letters of a root

_ENGLISH = """\
abilities ability ations ation ements ement ments ment nesses ness ables able ibles ible ings ing
ities ity ives ive ions ion ies ied eds ed ally ly al es s e y
"""
_FRENCH = """\
issements issement ateurs ateur atrices atrice ations ation itions ition utions ution ements ement issez issons
euses euse eurs eur ables able ibles ible ites ite ives ive ifs if eraient erait eront erons erez eras era
iraient irait iront irez ira assent issent aient ait ants ant antes ante ent ees ee es ez er re ions ion
iez ons ir is it ie ies elles elle els el als ale ales aux al eaux x s e i u
"""


Endings = Mapping[int, frozenset[str]]  # by how many letters they have, the longest first


def _endings(listed: str) -> Endings:
    lengths = sorted({len(ending) for ending in listed.split()}, reverse=True)
    return {length: frozenset(each for each in listed.split() if len(each) == length) for length in lengths}


_ENDINGS = {"en": _endings(_ENGLISH), "fr": _endings(_FRENCH)}


def root(word: str, language: str) -> str:
    """The root of a plain word (lower case, no accents) of a language such as 'en'; where the endings of the language
    are not known, its first letters."""
    return _known(language)[word]


def roots(words: Iterable[str], language: str) -> list[str]:
    """The roots of plain words, in their order."""
    return [*map(_known(language).__getitem__, words)]


@cache
def _known(language: str) -> Mapping[str, str]:
    """The root of any word of a language."""
    endings = _ENDINGS.get(language)
    if endings is None:
        return Asked(lambda word: word[:6])
    return Asked(lambda word: _shortened(_shortened(word, endings), endings))  # 'connections', 'connectées'


def _shortened(word: str, endings: Endings) -> str:
    for length, listed in endings.items():
        if word[-length:] in listed and len(word) - length >= max(SHORTEST, min(length + 1, 4)):
            return word[:-length]
    return word
