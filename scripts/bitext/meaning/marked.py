"""Parts of a text with a mark of their own that its translation has less often: what is in brackets, and conditions.

That a mark is missing is evidence. So less is asked of the words of the part than of those of any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bitext.languages.conditions import Conditions
from bitext.languages.language import language_of
from bitext.meaning.compared import Compared
from bitext.meaning.links import CONTENT
from bitext.meaning.negation import plain_text
from bitext.meaning.tokens import Token

# What the words of a part, and the lengths of the texts, must say for its having no counterpart
BRACKETED, UNLINKED_IN_BRACKETS = -1.0, -3.0  # if a word of it stands for one of the translation, and if none does
CONDITION, UNLINKED_CONDITION = 1.0, 0.0  # the former also if there is something that may stand for its mark


@dataclass(frozen=True)
class Part:
    """first, last: its tokens; least: what it must say if a word of it stands for one of the translation; unlinked: if
    none does."""

    first: int
    last: int
    least: float
    unlinked: float


def unmarked(each: Compared) -> tuple[int, int] | None:
    """First and last token of the part of the source that the translation most probably has not."""
    parts = [part for part in (*_bracketed(each), *_conditions(each)) if _telling(each.ours.all, part)]
    if not parts:
        return None
    weight, part = max(((_weight(each, part), part) for part in parts), key=lambda weighed: weighed[0])
    return (part.first, part.last) if weight > 0 else None


def _weight(each: Compared, part: Part) -> float:
    """How much more the words of a part say for its having no counterpart than they must."""
    found = each.readers[0].run(each.ours, each.theirs, part.first, part.last)
    is_linked = not each.links.forth.keys().isdisjoint(_telling(each.ours.all, part))
    return found.weight - (part.least if is_linked else part.unlinked)


def _telling(tokens: Sequence[Token], part: Part) -> list[int]:
    """Which words of a part mean something."""
    return [
        index
        for index in range(part.first, part.last + 1)
        if tokens[index].kind not in ("mark", "code") and len(tokens[index].text) >= CONTENT
    ]


def _bracketed(each: Compared) -> Iterator[Part]:
    """What stands in brackets, where the translation has fewer of them."""
    if each.source.prose.count("(") <= each.target.prose.count("("):
        return
    tokens = each.ours.all
    opening = [index for index, token in enumerate(tokens) if token.text == "("]
    if len(opening) > sum(token.text == "(" for token in each.theirs.all):
        for first in opening:
            end = next((index for index in range(first + 1, len(tokens)) if tokens[index].text == ")"), 0)
            if end > first + 1:
                yield Part(first + 1, end - 1, BRACKETED, UNLINKED_IN_BRACKETS)


def _conditions(each: Compared) -> Iterator[Part]:
    """The conditions before what is so on them, where the translation has less words for one."""
    mine, others = (language_of(language).conditions for language in each.languages)
    if mine is None or others is None or not mine.says.search(plain_text(each.source.prose)):
        return
    text = plain_text(each.theirs.prose)
    lost = len(mine.says.findall(plain_text(each.ours.prose))) - len(others.says.findall(text))
    if lost > 0:
        is_doubted = len(others.may_say.findall(text)) >= lost
        yield from _opened(each.ours.all, mine, CONDITION if is_doubted else UNLINKED_CONDITION)


def _opened(tokens: Sequence[Token], words: Conditions, unlinked: float) -> Iterator[Part]:
    for first, token in enumerate(tokens):
        is_first = first == 0 or tokens[first - 1].kind == "mark" or token.text[:1].isupper()
        if is_first and words.says.fullmatch(plain_text(token.text)):
            end = next((index for index in range(first + 1, len(tokens)) if tokens[index].kind == "mark"), first)
            if end > first + 1 and tokens[end].text == ",":
                yield Part(first, end - 1, CONDITION, unlinked)
