"""What a rule is: an id, a group, a severity, help, and a function that reports places."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

#: The folders of `bitext/rules`, in the order in which they run and are explained.
GROUPS = ("reading", "translations", "meaning", "terms", "links", "source", "site")
Scope = Literal["reading", "page", "pair", "site", "built"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Report:
    """What a rule says of one place. line: in the file that is looked at, from 1, or 0 for the whole of it; other: the
    line of the counterpart, or 0; path, other_path: only where they are not those of the page or pair."""

    line: int
    message: str
    other: int = 0
    path: str = ""
    other_path: str = ""

    @property
    def plain(self) -> tuple[int, str, int, str, str]:
        """Its fields, in their order."""
        return self.line, self.message, self.other, self.path, self.other_path


@dataclass(frozen=True)
class Rule:
    """scope: what `run` is called with, once for each: a ParsedPage, a Pair, the whole Sources, or what was Built; a
    rule of 'reading' is not run, as what reads the sources reports under its id; enabled: by default; help: what is
    wrong, with a bad and a good example."""

    id: str
    group: str
    scope: Scope
    severity: Severity
    enabled: bool
    help: str
    run: Callable[[Any], Iterator[Report]]


def rule(
    scope: Scope, *, severity: Severity = "error", enabled: bool = True
) -> Callable[[Callable[[Any], Iterator[Report]]], Rule]:
    """Make a rule of a generator function; its id is the name with hyphens, its group the folder, its help the
    docstring."""

    def make(run: Callable[[Any], Iterator[Report]]) -> Rule:
        group = run.__module__.split(".")[-2]
        return Rule(run.__name__.replace("_", "-"), group, scope, severity, enabled, inspect.getdoc(run) or "", run)

    return make


def rule_of_reading(module: str, help: str | None) -> Rule:
    """Make a rule that what reads the sources reports under its id: that is the name of the `module`, with hyphens.
    help: the docstring of the module."""
    *_, group, name = module.split(".")
    return Rule(name.replace("_", "-"), group, "reading", "error", True, inspect.cleandoc(help or ""), _reports_nothing)


def _reports_nothing(subject: object) -> Iterator[Report]:
    return iter(())
