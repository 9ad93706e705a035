"""The engine: runs the rules over the sources and gathers what they report."""

from __future__ import annotations

import contextlib
import gc
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import filterfalse
from typing import Any

from bitext.built.built import Built
from bitext.check.suppressions import suppress
from bitext.errors import Problem, Refused
from bitext.faults import fault, line_of_fault
from bitext.finding import Finding, nearest
from bitext.history.pair import Pair
from bitext.rule import Report, Rule, Scope
from bitext.rules import RULES
from bitext.rules.source.footnote import footnote
from bitext.rules.translations.footnote_mismatch import footnote_mismatch
from bitext.rules.translations.page_untranslated import page_untranslated
from bitext.site.parsed_page import ParsedPage
from bitext.sources import Sources
from bitext.translating.drawings import DrawingPair, drawing_pairs

_OF_TEXTS = frozenset(
    "glossary-forbidden glossary-label glossary-name glossary-term invisible-character mojibake number-mismatch"
    " untranslated".split()
)
MEANING = "meaning"  # the group of rules that ask what the words of two texts mean
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")


class UnknownRule(Problem):
    """A name after --only or --skip that is no rule and no group; the text says so."""


@dataclass(frozen=True)
class Checked:
    """findings: sorted by path and line; pages: how many files were looked at; pairs: how many of them were compared
    with the one that they translate; languages: the codes of those that were read."""

    findings: tuple[Finding, ...]
    pages: int
    pairs: int = 0
    languages: tuple[str, ...] = ()


def chosen_rules(only: Collection[str] = (), skip: Collection[str] = (), *, with_built: bool = False) -> list[Rule]:
    """The rules that run: those on by default, or all that `only` names (rules or groups), less those of `skip`. Those
    of what was built run only `with_built`. Those of reading are on, too, as what cannot be read must not pass for
    clean, but where `only` names some of them or nothing but what was built.

    Raises UnknownRule for a name that is neither, or is asked for in vain.
    """
    for name in (*only, *skip):
        _refuse_name(name, only, skip, with_built)
    wanted = _wanted(only)
    scopes = {rule.scope for rule in wanted}
    if "reading" not in scopes and scopes - {"built"}:
        wanted += _of_scope("reading", RULES)
    left = [rule for rule in wanted if not {rule.id, rule.group} & {*skip}]
    return [rule for rule in left if with_built or rule.scope != "built"]


def _wanted(only: Collection[str]) -> list[Rule]:
    """The rules that `only` names, or those on by default."""
    return [rule for rule in RULES if (_is_named(rule, only) if only else rule.enabled)]


def _of_scope(scope: Scope, rules: Iterable[Rule]) -> list[Rule]:
    return [rule for rule in rules if rule.scope == scope]


def _names(rules: Iterable[Rule]) -> set[str]:
    """Their ids, and their groups."""
    return {name for rule in rules for name in (rule.id, rule.group)}


def _refuse_name(name: str, only: Collection[str], skip: Collection[str], with_built: bool) -> None:
    """Raise UnknownRule where `name` cannot be asked for."""
    known = _names(RULES)
    of_built = _names(_of_scope("built", RULES))
    if name not in known:
        raise UnknownRule(f"'{name}' is no rule and no group{nearest(name, known)}")
    if name in only and not with_built and name in of_built:
        raise UnknownRule(f"'{name}' looks at what was built; add '--site'")
    if name in skip and name == "reading":
        raise UnknownRule("'reading' cannot be skipped as a whole, as what is not read is not checked; name its rules")


def _is_named(rule: Rule, names: Collection[str]) -> bool:
    return rule.id in names or (rule.group in names and rule.enabled)


def check(sources: Sources, rules: Sequence[Rule], built: Built | None = None) -> Checked:
    """What `rules` find in `sources` and in what was built from them, what keeps a page from being read, and
    suppressions that silence nothing."""
    collects = gc.isenabled()
    gc.disable()  # of 1,700 pages nothing is garbage before the end; looking for it takes a seventh of the time
    try:
        return _check(sources, rules, built)
    finally:
        if collects:
            gc.enable()


def _check(sources: Sources, rules: Sequence[Rule], built: Built | None) -> Checked:
    findings: list[Finding] = []
    for path in sources.pages:
        findings += _alone(sources, path, rules)
    for pair in sources.pairs:
        findings += _paired(sources, pair, rules)
    for drawn in drawing_pairs(sources):
        findings += drawn_findings(sources, drawn, rules)
    findings += _run(_of_scope("site", rules), sources, sources.config.name)
    findings = [finding for finding in findings if finding.path not in sources.site.refused]  # that is told below
    findings = list(_told_once(sources, findings, rules))
    looked_at = 0
    if any(rule.scope != "built" for rule in rules):  # what could not be looked at never passes for clean
        findings += sources.refusals
        findings += list(filterfalse(findings.__contains__, sources.faults))
        looked_at += len(sources.pages)
    if built is not None:
        findings += _run(_of_scope("built", rules), built, sources.config.name)
        looked_at += len(built.pages)
    findings = _asked_for(suppress(sources.pages.values(), findings, rules), rules)
    return Checked(tuple(findings), looked_at, len(sources.pairs), tuple(sources.site.locales))


def _asked_for(findings: Iterable[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """`findings` without those of reading that are not among `rules`; all of them where none of reading is."""
    asked = {rule.id for rule in rules if rule.scope == "reading"}
    return [finding for finding in findings if finding.group != "reading" or not asked or finding.rule in asked]


def work_out(sources: Sources, paths: Iterable[str], rules: Sequence[Rule]) -> None:
    """Find out all that `check` will ask about these pages, alone and as translations, so that the memo knows it; of
    pairs that wait for what the whole site says, nothing but what they give to learn from."""
    paths = tuple(paths)
    for path in paths:
        if path not in sources.snippets:
            with contextlib.suppress(Refused):
                sources.facts_of(path)
    for path in paths:
        _alone(sources, path, rules)
        if (pair := sources.pair_of(path)) and not sources.words.needed_by(pair):
            _paired(sources, pair, rules)
            sources.labels(pair)


def work_out_learnt(sources: Sources, paths: Iterable[str], rules: Sequence[Rule]) -> None:
    """The same of pairs that have waited, and of those of `rules` that ask what words mean, once that is learnt."""
    for pair in filter(None, map(sources.pair_of, paths)):
        _paired(sources, pair, rules)
        if sources.words.needed_by(pair):
            sources.labels(pair)


def findings_below(sources: Sources, checked: Checked, tops: Collection[str]) -> Checked:
    """What was found in the files and folders `tops` (from the site's root), all of it when one is '.'. What an edit of
    a source file did to its translations belongs to that file, too."""

    def is_below(path: str) -> bool:
        return any(top == "." or path == top or path.startswith(f"{top}/") for top in tops)

    def is_about(finding: Finding) -> bool:
        if is_below(finding.path):
            return True
        if finding.group not in ("translations", "terms", MEANING):
            return False
        pair = sources.pair_of(finding.path) if finding.group in ("translations", MEANING) else None
        sides = [finding.counterpart[0]] if finding.counterpart else []
        return any(map(is_below, [*sides, *([pair.source.page.path] if pair else [])]))

    return replace(checked, findings=tuple(filter(is_about, checked.findings)))


def check_pairs(sources: Sources, pairs: Iterable[Pair], rules: Sequence[Rule]) -> list[Finding]:
    """What those of `rules` that look at pairs find in `pairs` alone, less what is suppressed."""
    chosen = [rule for rule in rules if rule.scope == "pair"]
    findings = [finding for pair in pairs for finding in _paired(sources, pair, chosen)]
    return [finding for finding in suppress(sources.pages.values(), findings, chosen) if finding.rule != "suppression"]


def meant(sources: Sources, locales: Collection[str]) -> dict[str, list[Finding]]:
    """By the path of each translation in `locales`, what the rules of the group `meaning` find in it; nothing of a copy
    or a stub."""
    rules = [*chosen_rules([MEANING]), page_untranslated]
    pairs = [pair for pair in sources.pairs if pair.target.page.locale in locales]
    found: dict[str, list[Finding]] = {}
    for finding in check_pairs(sources, pairs, rules):
        if finding.group == MEANING:
            found.setdefault(finding.path, []).append(finding)
    return found


def check_pair(pair: Pair, rules: Sequence[Rule]) -> list[Finding]:
    """What those of `rules` that look at pages and pairs find in one pair that belongs to no site."""
    paired = [rule for rule in rules if rule.scope == "pair"]
    if page_untranslated in paired:
        is_unwritten = pair.unwritten in ("copy", "stub")
        paired = [rule for rule in paired if (rule is page_untranslated) == is_unwritten]
    findings = [*_one_by_one(paired, pair, pair.target.page.path, pair.source.page.path)]
    for parsed in (pair.source, pair.target):
        findings += _one_by_one([rule for rule in rules if rule.scope == "page"], parsed, parsed.page.path, "")
    return suppress((pair.source, pair.target), findings, rules)


def _alone(sources: Sources, path: str, rules: Sequence[Rule]) -> list[Finding]:
    chosen = [rule for rule in rules if rule.scope == "page"]
    return _recalled(sources, chosen, sources.pages[path], path, "") if chosen else []


def _paired(sources: Sources, pair: Pair, rules: Sequence[Rule]) -> list[Finding]:
    chosen = _of_scope("pair", rules)
    if page_untranslated in chosen:
        if _is_unwritten(sources, pair):
            chosen = [page_untranslated]
        else:
            chosen.remove(page_untranslated)
    paths = pair.target.page.path, pair.source.page.path
    meant = [rule for rule in chosen if rule.group == MEANING]  # which depend on what the whole site says
    alone = [rule for rule in chosen if rule.group != MEANING]
    found = _recalled(sources, alone, pair, *paths) if alone else []
    if meant and pair.lexicon:
        found += _recalled(sources, meant, pair, *paths, pair.lexicon.digest)
    return found


def drawn_findings(sources: Sources, pair: DrawingPair, rules: Sequence[Rule]) -> list[Finding]:
    """What those of `rules` that look at texts, and at nothing else of a page, find in two drawings."""
    chosen = [rule for rule in rules if rule.id in _OF_TEXTS]
    alone, paired = ([rule for rule in chosen if rule.scope == scope] for scope in ("page", "pair"))
    paths = pair.target.page.path, pair.source.page.path
    findings = [*_recalled(sources, paired, pair, *paths)] if paired else []
    for drawing in (pair.source, pair.target) if alone else ():
        findings += _recalled(sources, alone, drawing, drawing.page.path, "")
    return findings


def _is_unwritten(sources: Sources, pair: Pair) -> bool:
    """Whether the page as a whole is no translation; a sentence is told by the rule `untranslated`."""
    return sources.unwritten(pair) in ("copy", "stub")


def _told_once(sources: Sources, findings: Iterable[Finding], rules: Sequence[Rule]) -> Iterator[Finding]:
    """`findings` without what follows from a page being a copy or a stub, or from the mark of a footnote being lost in
    translation, where that is told."""
    findings = list(findings)
    lost = set(_lost_footnotes(findings))
    pairs = sources.pairs if page_untranslated in rules else ()
    paths = {pair.target.page.path for pair in pairs if _is_unwritten(sources, pair)}
    for finding in findings:
        is_unled = finding.rule == footnote.id and finding.message.startswith("no '[")
        if is_unled and (finding.path, _FOOTNOTE.findall(finding.message)[0]) in lost:
            continue
        if finding.path not in paths or not _follows(finding):
            yield finding


def _lost_footnotes(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Path and mark of each footnote whose mark is lost in translation."""
    for finding in findings:
        if finding.rule == footnote_mismatch.id:
            yield from ((finding.path, mark) for mark in _FOOTNOTE.findall(finding.message))


def _follows(finding: Finding) -> bool:
    """Whether a finding follows from its page being a copy or a stub, which `page_untranslated` tells."""
    is_of_translation = finding.group in ("translations", "terms", MEANING) or finding.rule == "title-missing"
    return is_of_translation and finding.rule != page_untranslated.id


def _recalled(
    sources: Sources,
    rules: Sequence[Rule],
    subject: Pair | ParsedPage,
    path: str,
    other_path: str,
    also: str = "",
) -> list[Finding]:
    """What `rules` find in one page or pair, now or in an earlier run. also: a fingerprint of what else they ask than
    the texts, and the words by which a pair is aligned."""

    def run() -> list[list[Any]]:
        found = [[index, *report.plain] for index, rule in enumerate(rules) for report in rule.run(subject)]
        if subject.fault:
            raise Refused(subject.fault)
        return found

    names = f"rules {','.join(rule.id for rule in rules)}"
    try:
        words = subject.words_digest if isinstance(subject, Pair) else ""
        found = sources.memo.recall(names, [subject.digest, words, also], run)
    except Refused as refused:
        return [*refused.findings]
    except Exception:  # whatever it is, it costs what one rule finds on one page
        return [*_one_by_one(rules, subject, path, other_path)]
    reports = [(rules[index], Report(*rest)) for index, *rest in found]
    return [_placed(rule, told, path, other_path) for rule, told in reports]


def _placed(rule: Rule, told: Report, path: str, other_path: str) -> Finding:
    """What a rule tells of a page or pair, at the paths that it names, or else at these."""
    return _finding(rule, told, told.path or path, told.other_path or other_path)


def _one_by_one(rules: Sequence[Rule], subject: Pair | ParsedPage, path: str, other_path: str) -> Iterator[Finding]:
    """What those of `rules` find in a page or pair that do not fail, and one finding for those that do."""
    failed: list[tuple[Rule, Exception]] = []
    for rule in rules:
        try:
            told = [*rule.run(subject)]
        except Exception as problem:
            failed.append((rule, problem))
            continue
        yield from (_placed(rule, each, path, other_path) for each in told)
    if subject.fault:
        yield subject.fault
    elif failed:
        rule, error = failed[0]
        page = (subject.target if isinstance(subject, Pair) else subject).page
        line = line_of_fault(page.body, lambda body: [*rule.run(_with_body(subject, body))])
        others = f" and {len(failed) - 1} more" if len(failed) > 1 else ""
        yield fault(path, f"checked by '{rule.id}'{others}", error, line + page.offset if line else line)


def _with_body(subject: Pair | ParsedPage, body: str) -> Pair | ParsedPage:
    if isinstance(subject, Pair):
        return replace(subject, target=replace(subject.target, page=replace(subject.target.page, body=body)))
    return replace(subject, page=replace(subject.page, body=body))


def _run(rules: Sequence[Rule], subject: Sources | Built, config: str) -> Iterator[Finding]:
    for rule in rules:
        try:
            yield from [_finding(rule, report, report.path, report.other_path) for report in rule.run(subject)]
        except Exception as error:  # it costs what this rule finds
            yield fault(config, f"checked by '{rule.id}'", error)


def _finding(rule: Rule, report: Report, path: str, other_path: str) -> Finding:
    counterpart = (other_path, report.other) if other_path and report.other else None
    return Finding(path, report.line, rule.id, report.message, rule.group, rule.severity, counterpart)
