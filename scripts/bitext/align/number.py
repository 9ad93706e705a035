"""A number of a text, in one notation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """text: in the notation of messages, with a point before decimals, and the hours of 24; values: every way to read
    it, since '1,125' is over a thousand in English and little more than one in French; kind: 'date' or 'fraction', and
    'digits' of a date without words; parts: the numbers that these are made of; whole: of a part, what it belongs to;
    is_month: it is the month of a date."""

    text: str
    values: frozenset[str]
    kind: str = ""
    parts: tuple[Number, ...] = ()
    whole: str = ""
    is_month: bool = False

    @property
    def all_parts(self) -> tuple[Number, ...]:
        """Its parts, or else itself."""
        return self.parts or (self,)
