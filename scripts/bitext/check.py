"""The engine: runs the rules over the sources and gathers what they report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from bitext.finding import Finding, nearest
from bitext.history import changes, old_texts
from bitext.pair import Pair, ParsedPage
from bitext.rule import Report, Rule
from bitext.rules import RULES
from bitext.sources import Sources
from bitext.suppressions import suppress

SITE_GROUP = "site"


class UnknownRule(Exception):
    """A name after --only or --skip that is no rule and no group; the text says so."""


@dataclass(frozen=True)
class Checked:
    """findings: sorted by path and line; pages: how many files were looked at."""

    findings: tuple[Finding, ...]
    pages: int


def chosen_rules(only: Collection[str] = (), skip: Collection[str] = ()) -> list[Rule]:
    """The rules that run: those on by default, or all that `only` names (rules or groups), less those of `skip`.

    Raises UnknownRule for a name that is neither.
    """
    known = {rule.id for rule in RULES} | {rule.group for rule in RULES}
    for name in (*only, *skip):
        if name not in known:
            raise UnknownRule(f"'{name}' is no rule and no group{nearest(name, known)}")
    return [
        rule
        for rule in RULES
        if (rule.id in only or (rule.group in only and rule.enabled) if only else rule.enabled)
        and rule.id not in skip
        and rule.group not in skip
    ]


def check(sources: Sources, rules: Sequence[Rule]) -> Checked:
    """What `rules` find in `sources`, what keeps a page from being read, and suppressions that silence nothing."""
    findings: list[Finding] = []
    pairs = [rule for rule in rules if rule.scope == "pair"]
    if pairs:
        for pair in _with_changes(sources):
            findings += _run(pairs, pair, pair.target.page.path, pair.source.page.path)
    pages = [rule for rule in rules if rule.scope == "page"]
    for path, parsed in sources.pages.items() if pages else ():
        findings += _run(pages, parsed, path, "")
    findings += _run([rule for rule in rules if rule.scope == "site"], sources, "", "")
    if any(rule.group == "source" for rule in rules):
        findings += sources.refusals
    return Checked(tuple(suppress(sources, findings, rules)), len(sources.pages))


def _run(rules: Sequence[Rule], subject: Pair | ParsedPage | Sources, path: str, other_path: str) -> Iterator[Finding]:
    for rule in rules:
        for report in rule.run(subject):
            yield _finding(rule, report, report.path or path, report.other_path or other_path)


def _finding(rule: Rule, report: Report, path: str, other_path: str) -> Finding:
    counterpart = (other_path, report.other) if other_path and report.other else None
    return Finding(path, report.line, rule.id, report.message, rule.group, rule.severity, counterpart)


def _with_changes(sources: Sources) -> Iterator[Pair]:
    """The pairs, each with what has changed in the source page since the target was made from it."""
    pairs = list(sources.pairs())
    behind = {
        str(pair.target.page.meta.get("source_revision")): None
        for pair in pairs
        if pair.target.page.meta.get("source_revision") not in (None, sources.revision(pair.source.page.path))
    }
    texts = old_texts(sources.site.root, behind)
    own = _own_addresses(sources)
    for pair in pairs:
        revision = pair.target.page.meta.get("source_revision")
        current = sources.revision(pair.source.page.path)
        if revision is None or revision == current:
            yield replace(pair, origins=own)
        elif str(revision) in texts:
            changed, gone = changes(texts[str(revision)], pair.source.segments)
            yield replace(pair, origins=own, behind=True, changes=changed, gone=tuple(gone))
        else:
            yield replace(pair, origins=own, behind=True)


def _own_addresses(sources: Sources) -> tuple[str, ...]:
    """The site's public address, and the prefixes its languages have in addresses."""
    address = str(sources.settings.get("site_url") or "").rstrip("/")
    prefixes = {part.lower() for locale in sources.site.locales.values() for part in (locale.code, locale.tag)}
    return (address if re.match(r"https?://", address) else "", *sorted(prefixes))
