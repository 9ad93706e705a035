"""`<!-- check: ignore RULE because … -->` silences one rule in the block that follows it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bitext.finding import Finding, nearest
from bitext.markdown.code import code_ranges
from bitext.pages.page import Page
from bitext.pages.segments import Segment
from bitext.rule import Rule
from bitext.site.parsed_page import ParsedPage

_COMMENT = re.compile(r"<!--\s*check:\s*ignore\b(?P<what>.*?)-->", re.DOTALL)
_WORDS = re.compile(r"\s*(?P<rule>[\w-]+)\s+because\s+(?P<reason>\S.*?)\s*\Z", re.DOTALL)


@dataclass(frozen=True)
class _Suppression:
    path: str
    line: int
    rule: str
    first: int  # the lines it covers
    last: int


def suppress(pages: Iterable[ParsedPage], findings: Iterable[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """The findings that are left after what is suppressed on `pages`, sorted, with one for each suppression that
    silences nothing or is not written well.

    A suppression of a rule that did not run is let be.
    """
    from bitext.rules import RULES

    suppressions, left = _written(pages)
    used: set[_Suppression] = set()
    for finding in set(findings):
        silencing = [each for each in suppressions if _silences(each, finding)]
        used.update(silencing)
        if not silencing:
            left.append(finding)
    known, every = {rule.id for rule in rules}, {rule.id: rule for rule in RULES}
    for suppression in set(suppressions) - used:
        if message := _fault(suppression.rule, known, every):
            left.append(Finding(suppression.path, suppression.line, "suppression", message))
    return sorted(left)


def _written(pages: Iterable[ParsedPage]) -> tuple[list[_Suppression], list[Finding]]:
    """The suppressions on pages, and what is wrong with those that are not written well."""
    written = [
        found for parsed in pages if "check:" in parsed.page.body for found in _read(parsed.page, parsed.segments)
    ]
    suppressions = [found for found in written if isinstance(found, _Suppression)]
    return suppressions, [found for found in written if isinstance(found, Finding)]


def _silences(suppression: _Suppression, finding: Finding) -> bool:
    """Whether a finding is suppressed where it is, or at its counterpart; what keeps a page from being read is not."""
    if suppression.rule != finding.rule or finding.group == "reading":
        return False
    places = [(finding.path, finding.line), *([finding.counterpart] if finding.counterpart else [])]
    return any(path == suppression.path and suppression.first <= line <= suppression.last for path, line in places)


def _fault(rule: str, known: Collection[str], every: Mapping[str, Rule]) -> str:
    """What is wrong with a suppression of `rule` that silences nothing, or ''. known: the rules that ran."""
    if rule not in every:
        return f"the suppression names '{rule}', which is no rule{nearest(rule, every)}"
    if every[rule].scope == "reading":
        return f"the suppression names '{rule}', which cannot be silenced: what is not read is not checked"
    return f"the suppression of '{rule}' silences nothing here; remove it" if rule in known else ""


def _read(page: Page, segments: Sequence[Segment]) -> Iterable[_Suppression | Finding]:
    code = code_ranges(page.body)
    for match in _COMMENT.finditer(page.body):
        if any(start <= match.start() < end for start, end in code):
            continue
        line = page.body.count("\n", 0, match.start()) + 1 + page.offset
        last = page.body.count("\n", 0, match.end()) + 1 + page.offset
        words = _WORDS.match(match["what"])
        if words is None:
            message = "a suppression reads 'check: ignore RULE because REASON', with the reason in words"
            yield Finding(page.path, line, "suppression", message)
            continue
        following = next((index for index, segment in enumerate(segments) if segment.line > last), None)
        first, end = (last, last) if following is None else _block(segments, following)
        yield _Suppression(page.path, line, words["rule"], min(line, first), end)


def _block(segments: Sequence[Segment], index: int) -> tuple[int, int]:
    """The lines of a segment; of a callout or tab, with all that is in it."""
    first = last = segments[index]
    if first.kind in ("callout", "tab"):
        inside = itertools.takewhile(lambda segment: len(segment.path) > len(first.path), segments[index + 1 :])
        last = [first, *inside][-1]
    return first.line, last.end
