"""The engine: runs the rules over the sources and gathers what they report."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bitext.built import Built
from bitext.finding import Finding, nearest
from bitext.pair import Pair, ParsedPage
from bitext.rule import Report, Rule
from bitext.rules import RULES
from bitext.sources import Sources
from bitext.suppressions import suppress


class UnknownRule(Exception):
    """A name after --only or --skip that is no rule and no group; the text says so."""


@dataclass(frozen=True)
class Checked:
    """findings: sorted by path and line; pages: how many files were looked at."""

    findings: tuple[Finding, ...]
    pages: int


def chosen_rules(only: Collection[str] = (), skip: Collection[str] = (), *, with_built: bool = False) -> list[Rule]:
    """The rules that run: those on by default, or all that `only` names (rules or groups), less those of `skip`. Those
    of what was built run only `with_built`.

    Raises UnknownRule for a name that is neither, or is asked for in vain.
    """
    known = {rule.id for rule in RULES} | {rule.group for rule in RULES}
    of_built = {name for rule in RULES if rule.scope == "built" for name in (rule.id, rule.group)}
    for name in (*only, *skip):
        if name not in known:
            raise UnknownRule(f"'{name}' is no rule and no group{nearest(name, known)}")
        if name in only and not with_built and name in of_built:
            raise UnknownRule(f"'{name}' looks at what was built; add '--site'")
    return [
        rule
        for rule in RULES
        if (with_built or rule.scope != "built")
        and (rule.id in only or (rule.group in only and rule.enabled) if only else rule.enabled)
        and rule.id not in skip
        and rule.group not in skip
    ]


def check(sources: Sources, rules: Sequence[Rule], built: Built | None = None) -> Checked:
    """What `rules` find in `sources` and in what was built from them, what keeps a page from being read, and
    suppressions that silence nothing."""
    gc.disable()  # of 1,700 pages nothing is garbage before the end; looking for it takes a seventh of the time
    try:
        return _check(sources, rules, built)
    finally:
        gc.enable()


def _check(sources: Sources, rules: Sequence[Rule], built: Built | None) -> Checked:
    findings: list[Finding] = []
    pairs = [rule for rule in rules if rule.scope == "pair"]
    if pairs:
        for pair in sources.pairs:
            findings += _run(pairs, pair, pair.target.page.path, pair.source.page.path)
    pages = [rule for rule in rules if rule.scope == "page"]
    for path, parsed in sources.pages.items() if pages else ():
        findings += _run(pages, parsed, path, "")
    findings += _run([rule for rule in rules if rule.scope == "site"], sources, "", "")
    if any(rule.scope != "built" for rule in rules):  # what could not be looked at never passes for clean
        findings += sources.refusals
    looked_at = len(sources.pages) if any(rule.scope != "built" for rule in rules) else 0
    if built is not None:
        findings += _run([rule for rule in rules if rule.scope == "built"], built, "", "")
        looked_at += len(built.pages)
    return Checked(tuple(suppress(sources, findings, rules)), looked_at)


def findings_below(checked: Checked, tops: Collection[str]) -> Checked:
    """What was found in the files and folders `tops` (from the site's root), all of it when one is '.'."""

    def is_below(path: str) -> bool:
        return any(top == "." or path == top or path.startswith(f"{top}/") for top in tops)

    return replace(checked, findings=tuple(finding for finding in checked.findings if is_below(finding.path)))


def check_pairs(sources: Sources, pairs: Iterable[Pair], rules: Sequence[Rule]) -> list[Finding]:
    """What those of `rules` that look at pairs find in `pairs` alone, less what is suppressed."""
    chosen = [rule for rule in rules if rule.scope == "pair"]
    findings: list[Finding] = []
    for pair in pairs:
        findings += _run(chosen, pair, pair.target.page.path, pair.source.page.path)
    return [finding for finding in suppress(sources, findings, chosen) if finding.rule != "suppression"]


def _run(
    rules: Sequence[Rule], subject: Pair | ParsedPage | Sources | Built, path: str, other_path: str
) -> Iterator[Finding]:
    for rule in rules:
        for report in rule.run(subject):
            yield _finding(rule, report, report.path or path, report.other_path or other_path)


def _finding(rule: Rule, report: Report, path: str, other_path: str) -> Finding:
    counterpart = (other_path, report.other) if other_path and report.other else None
    return Finding(path, report.line, rule.id, report.message, rule.group, rule.severity, counterpart)
