"""A crash on one page becomes a finding of that page; all others are still checked and built."""

from __future__ import annotations

from collections.abc import Callable

from bitext.finding import Finding

RULE = "page-fault"


def fault(path: str, undone: str, error: Exception, line: int = 0) -> Finding:
    """The finding for a page at which `error` came up. undone: what could not be done, such as 'composed'."""
    if isinstance(error, RecursionError):
        return Finding(path, line, RULE, f"cannot be {undone}: something here is nested too deep")
    if isinstance(error, MemoryError):
        return Finding(path, line, RULE, f"cannot be {undone}: there is not enough memory for it")
    told = " ".join(str(error).split())
    return Finding(path, line, RULE, f"cannot be {undone}: {type(error).__name__}{': ' if told else ''}{told}")


def line_of_fault(text: str, act: Callable[[str], object]) -> int:
    """The line of `text`, from 1, with which `act` begins to fail when it is given the lines up to there; 0 when it
    does not fail."""
    lines = text.split("\n")

    def fails(count: int) -> bool:
        try:
            act("\n".join(lines[:count]))
        except Exception:  # which one does not matter
            return True
        return False

    if not fails(len(lines)):
        return 0
    first, last = 1, len(lines)
    while first < last:
        middle = (first + last) // 2
        if fails(middle):
            last = middle
        else:
            first = middle + 1
    return last


def deepest_line(text: str) -> int:
    """The line of `text`, from 1, that is indented or quoted deepest."""
    lines = text.split("\n")
    depths = [len(line) - len(line.lstrip(" \t>")) if line.strip(" \t>") else 0 for line in lines]
    return depths.index(max(depths)) + 1
