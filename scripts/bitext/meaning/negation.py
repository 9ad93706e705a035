"""Whether one of two texts denies what the other says."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from bitext.languages.denials import Denials

SHORT = 160  # letters of a text that has two negations at most
NEAR = 5  # words between two negations that are one
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@cache
def plain_word(word: str) -> str:
    """`word` as `plain_text` has it."""
    return plain_text(word)


def plain_text(text: str) -> str:
    """`text` in lower case, without accents, with straight apostrophes and single spaces."""
    if text.isascii():
        return _SPACES.sub(" ", text.lower())
    folded = text.replace("’", "'").casefold().replace("œ", "oe").replace("æ", "ae")
    bare = unicodedata.normalize("NFKD", folded)
    return _SPACES.sub(" ", "".join([char for char in bare if not unicodedata.combining(char)]))


def negations(text: str, words: Denials) -> list[str]:
    """What denies in a plain text. What stands close together denies once: « sans aucun », « ni … ni »."""
    return [said for said, _, _ in placed(text, words)]


def placed(text: str, words: Denials) -> list[tuple[str, int, int]]:
    """What denies in a plain text, with its first letter and the one behind its last."""
    found: list[tuple[str, int, int]] = []
    end = -NEAR
    bare = words.idioms.sub(lambda match: " " * len(match[0]), text)
    for match in words.negations.finditer(bare):
        between = bare[max(end, 0) : match.start()]
        is_near = end >= 0 and len(between.split()) <= NEAR and not words.parts.search(between)
        if is_near and (words.echoes.match(match[0]) or words.echoes.fullmatch(found[-1][0])):
            said, first, _ = found.pop()
            found.append((f"{said} … {match[0]}", first, match.end()))
        else:
            found.append((match[0], match.start(), match.end()))
        end = match.end()
    return found


def implied(text: str, words: Denials) -> int:
    """How often a plain text may deny in other words."""
    return len(words.implied.findall(words.idioms.sub(" ", text)))


def denied(ours: str, theirs: str, mine: Denials, others: Denials) -> int:
    """How many more negations `theirs` has than `ours`; below 0 for fewer; 0 where other words may make up for it, or
    where both deny in texts too long to tell which denies what."""
    here = sum(not _has(theirs, denial) for denial in negations(ours, mine))  # what both have is quoted in one of them
    there = sum(not _has(ours, denial) for denial in negations(theirs, others))
    if here and there and not (min(here, there) == 1 and len(ours) < SHORT):
        return 0
    if there > here:
        return max(0, there - here - implied(ours, mine))
    return min(0, there - here + implied(theirs, others))


def _has(text: str, denial: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(denial)}(?!\w)", text) is not None
