"""What a check has to say about one place."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, order=True)
class Finding:
    """One fault at one place.

    path: from the site's root, with forward slashes; line: from 1, or 0 for the whole file; rule: kebab-case id;
    message: lower case, no full stop, the thing in single quotes; group: of the rule; counterpart: path and line of the
    other half.
    """

    path: str
    line: int
    rule: str
    message: str
    group: str = "reading"
    severity: str = "error"
    counterpart: tuple[str, int] | None = field(default=None, compare=False)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Finding:
        """The finding whose `plain` this is, also when JSON has carried it."""
        other = plain["counterpart"]
        return cls(**{**plain, "counterpart": (other[0], other[1]) if other else None})

    @property
    def plain(self) -> dict[str, Any]:
        """What JSON can carry."""
        return dict(vars(self))

    def __str__(self) -> str:
        return printable(f"{self.path}:{self.line}: {self.message} [{self.rule}]")

    @property
    def shown(self) -> str:
        """The line that commands print: with the severity where compilers have it, so that editors find it there."""
        return printable(f"{self.path}:{self.line}: {self.severity}: {self.message} [{self.rule}]")


def printable(text: str) -> str:
    """`text` with control characters shown as escapes, so that no page can steer a terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def nearest(word: str, known: Iterable[str], shown: Callable[[str], str] = str) -> str:
    """A suggestion to append to a message: the closest of `known`, as it is `shown`, or nothing."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean '{shown(near[0])}'?" if near else ""


def summary(findings: Sequence[Finding]) -> str:
    """'3 findings in 2 files', and how many of them are mere warnings."""
    if not findings:
        return "no findings"
    files = len({finding.path for finding in findings})
    warnings = sum(finding.severity != "error" for finding in findings)
    also = f", {_counted(warnings, 'warning')} among them" if warnings else ""
    return f"{_counted(len(findings), 'finding')} in {_counted(files, 'file')}{also}"


def account(done: str, pages: int, pairs: int, languages: Sequence[str], findings: Sequence[Finding]) -> str:
    """What was read and done, and what was found: 'checked 36 pages in 2 languages (en, fr), 18 pairs: no findings'."""
    which = f" ({', '.join(languages)})" if languages else ""
    read = f"{_counted(pages, 'page')} in {_counted(len(languages), 'language')}{which}"
    return f"{done} {read}, {_counted(pairs, 'pair')}: {summary(findings)}"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' * (count != 1)}"
