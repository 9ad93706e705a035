"""What a rule is: an id, a group, a severity, and a function that reports places."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

#: The folders of `bitext/rules`, in the order in which they run and are explained.
GROUPS = ("translations", "terms", "links", "source", "site")
Scope = Literal["page", "pair", "site", "built"]


@dataclass(frozen=True)
class Report:
    """What a rule says of one place. line: in the file that is looked at, from 1, or 0 for the whole of it; other: the
    line of the counterpart, or 0; path, other_path: only where they are not those of the page or pair."""

    line: int
    message: str
    other: int = 0
    path: str = ""
    other_path: str = ""


@dataclass(frozen=True)
class Rule:
    """scope: what `run` is called with, once for each: a ParsedPage, a Pair, the whole Sources, or what was Built;
    enabled: by default; help: the docstring, with a bad and a good example."""

    id: str
    group: str
    scope: Scope
    severity: Literal["error", "warning"]
    enabled: bool
    run: Callable[[Any], Iterator[Report]]

    @property
    def help(self) -> str:
        return inspect.getdoc(self.run) or ""


def rule(
    scope: Scope, *, severity: Literal["error", "warning"] = "error", enabled: bool = True
) -> Callable[[Callable[[Any], Iterator[Report]]], Rule]:
    """Make a rule of a generator function; its id is the name with hyphens, its group the folder."""

    def make(run: Callable[[Any], Iterator[Report]]) -> Rule:
        group = run.__module__.split(".")[-2]
        return Rule(run.__name__.replace("_", "-"), group, scope, severity, enabled, run)

    return make
