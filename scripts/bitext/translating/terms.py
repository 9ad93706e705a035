"""The vocabulary of a site: what it translates in two ways, and what deserves a line in the glossary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bitext.align.label_pairs import label_key
from bitext.history.pair import Pair
from bitext.languages.language import base, language_of
from bitext.languages.lexicon import plain
from bitext.languages.roots import root
from bitext.languages.words import words
from bitext.meaning.lexicon import base_lexicon
from bitext.site.glossary import Glossary, says, unmarked
from bitext.sources import Sources
from bitext.translating.term_pairs import Key, Place, Terms, Text, Use

Kind = Literal["term", "label", "heading", "link"]
SURE = 0.8  # of the places of a term it is known what stands for it, and of these it is the same
TIMES = 4  # that a term is there, for a line in the glossary
TWICE = 2  # and that a second translation is, to be told
SELDOM = 0.1  # and of all times
OFTEN = 10  # times that a term with a name in it is there, which others explain: 'Xero integration'
SHORT = 6  # words of a label, a heading or a link that is a term


@dataclass(frozen=True)
class Translation:
    """text: as it is written most often; places: where."""

    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Term:
    """source: as it is written most often; translations: those that are known, the most frequent first; times: how
    often it is there."""

    kind: Kind
    source: str
    translations: tuple[Translation, ...]
    times: int


@dataclass(frozen=True)
class Entry:
    """A line of a glossary: how often it has its term, and how often the translation says it so."""

    term: str
    translation: str
    times: int
    followed: int


def entries(sources: Sources, locale: str) -> list[Entry]:
    """The terms of the glossary of a locale, with their use."""
    matched = [pair for each in _pairs(sources, locale) for pair in each.matched if pair[0].kind != "code"]
    texts = [([plain(word) for word in unmarked(ours).split()], theirs.words) for ours, theirs in matched]
    found: list[Entry] = []
    for term, translation in sources.glossaries[locale].terms.items():
        own = [theirs for ours, theirs in texts if says(term, ours)]
        found.append(Entry(term, translation, len(own), sum(says(translation, theirs) for theirs in own)))
    return found


def vocabulary(sources: Sources, locale: str) -> list[Term]:
    """What of the pages of a locale that are in step is a term, the most frequent first. Terms in running text are
    known where a lexicon of the two languages is; labels, headings and links in any language."""
    pairs = _pairs(sources, locale)
    found = [_term("term", each) for each in _in_text(sources, pairs, locale).values()]
    for kind, units in _units(sources, pairs).items():
        found += [_term(kind, each) for each in units.values()]
    return sorted(found, key=lambda term: (-term.times, term.kind, term.source))


def two_ways(found: Iterable[Term]) -> list[Term]:
    """What has two translations or more, each of them more than once."""
    told: list[Term] = []
    for term in found:
        often = tuple(each for each in term.translations if _is_another(term, each))
        if len(often) > 1:
            told.append(Term(term.kind, term.source, often, term.times))
    return told


def _is_another(term: Term, translation: Translation) -> bool:
    """Whether a translation counts as one of two: not once, not seldom, and not what stands beside a name that both
    languages write alike."""
    first = term.translations[0]
    if len(translation.places) < max(TWICE, SELDOM * term.times):
        return False
    if translation is first or not _is_name(term, first.text):
        return True
    return not {*term.source.lower().split()} & {*translation.text.lower().split()}


def worth_a_line(found: Iterable[Term], glossary: Glossary) -> list[tuple[str, Term]]:
    """The terms, labels and names that are there often, are always said alike and are not in the glossary, each behind
    the section where it belongs."""
    known = {_plain(word) for word in (*glossary.terms, *glossary.keep, *glossary.labels)}
    return [
        (section, term)
        for term in found
        if term.times >= TIMES and _is_steady(term) and _plain(term.source) not in known
        if (section := _section(term, glossary))
    ]


def _section(term: Term, glossary: Glossary) -> str:
    """The section of the glossary where a term belongs, '' if it does not."""
    said = term.translations[0].text
    is_same = said.lower() == term.source.lower()
    if term.kind == "label":
        return "" if is_same or glossary.same_labels or " " not in term.source else "labels"
    if term.kind != "term":
        return ""
    if is_same:
        return "keep" if _is_name(term, said) else ""
    return "terms" if term.times > OFTEN or not _has_name(term, said) else ""


def _has_name(term: Term, said: str) -> bool:
    """Whether a word with a capital is in a term and in its translation."""
    return any(word[:1].isupper() for word in {*term.source.split()} & {*said.split()})


def _is_name(term: Term, said: str) -> bool:
    """Whether it is a name that both languages write alike."""
    return said == term.source and all(word[:1].isupper() for word in said.split())


def _is_steady(term: Term) -> bool:
    if not term.translations:
        return False
    known = sum(len(each.places) for each in term.translations)
    often = term.translations[0].places
    is_sure = known >= SURE * term.times and len(often) >= SURE * known
    return is_sure and len({place.source for place in often}) > 1


def _plain(text: str) -> str:
    return " ".join(root(plain(word), "en") for word in words(text))


def _pairs(sources: Sources, locale: str) -> list[Pair]:
    """The pages of a locale that are translations, and in step."""
    own = (pair for pair in sources.pairs if pair.target.page.locale == locale and not pair.behind)
    return [pair for pair in own if sources.unwritten(pair) not in ("copy", "stub")]


def _in_text(sources: Sources, pairs: Sequence[Pair], locale: str) -> Mapping[Key, list[Use]]:
    lexicon = sources.words.lexicon(locale)
    languages = base(sources.site.source.code), base(locale)
    known = base_lexicon(*languages)
    ours, theirs = (language_of(code).term_words for code in languages)
    if lexicon is None or known is None or ours is None or theirs is None:
        return {}
    texts = [
        Text.of(ours, theirs, languages, _place(pair, ours.line, theirs.line))
        for pair in pairs
        for ours, theirs in pair.matched
        if ours.kind != "code" and ours.text != theirs.text
    ]
    return Terms(lexicon, known, ours, theirs).uses(texts)


def _place(pair: Pair, source_line: int, line: int) -> Place:
    return Place(pair.source.page.path, source_line, pair.target.page.path, line)


def _units(sources: Sources, pairs: Sequence[Pair]) -> Mapping[Kind, Mapping[str, list[Use]]]:
    """Of labels, headings and links that are short, where each is, by its text."""
    found: dict[Kind, dict[str, list[Use]]] = {"label": {}, "heading": {}, "link": {}}
    for pair in pairs:
        for kind, ours, theirs, place in _short_texts(sources, pair):
            use = Use(ours.strip(), theirs.strip(), (_unit(theirs),), place)
            found[kind].setdefault(_unit(ours), []).append(use)
    return {kind: {key: each for key, each in units.items() if len(each) > 1} for kind, units in found.items()}


def _unit(text: str) -> str:
    return " ".join(words(text)) or label_key(text)


def _short_texts(sources: Sources, pair: Pair) -> Iterator[tuple[Kind, str, str, Place]]:
    for labels in sources.labels(pair):
        yield "label", labels.ours, labels.theirs, _place(pair, labels.source_line, labels.line)
    for ours, theirs in pair.matched:
        place = _place(pair, ours.line, theirs.line)
        if ours.kind == "heading" and len(ours.words) <= SHORT:
            yield "heading", ours.prose, theirs.prose, place
        here, there = ours.link_texts, theirs.link_texts
        for target in here.keys() & there.keys():
            if len(here[target].split()) <= SHORT:
                yield "link", here[target], there[target], place


def _term(kind: Kind, found: Sequence[Use]) -> Term:
    by_key: dict[Key, list[Use]] = {}
    for use in found:
        if use.key:
            by_key.setdefault(use.key, []).append(use)
    source = _usual(use.term for use in found)
    translations = [
        Translation(_usual(_alike(each, source)), tuple(use.place for use in each)) for each in by_key.values()
    ]
    in_order = tuple(sorted(translations, key=lambda each: (-len(each.places), each.text)))
    return Term(kind, source, in_order, len(found))


def _alike(found: Sequence[Use], source: str) -> list[str]:
    """What stands for a term where it is written as `source`, in the same number; all of it where it is not."""
    return [use.translation for use in found if use.term == source] or [use.translation for use in found]


def _usual(texts: Iterable[str]) -> str:
    """The most frequent of some texts; of equals the shorter, then the one in small letters."""
    counted = Counter(texts)
    return min(counted, key=lambda text: (-counted[text], len(text), not text.islower(), text))
