"""How far each translation has come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from bitext.errors import Refused
from bitext.history.changes import TEXT_KEYS
from bitext.history.data_history import OutdatedFact, outdated_facts
from bitext.history.file_pairs import file_pairs
from bitext.history.pair import Pair
from bitext.pages.page import read_yaml
from bitext.pages.revision import is_revision, recorded
from bitext.pages.svg_texts import open_drawn
from bitext.pages.writing_marks import unwritten
from bitext.site.data import DataFile, Place, facts, source_data
from bitext.site.data_gaps import Gap, gaps
from bitext.site.drafts import open_texts
from bitext.site.glossary import GLOSSARY
from bitext.site.parsed_page import ParsedPage
from bitext.site.site import SNIPPETS, Site
from bitext.sources import Sources

State = Literal["missing", "outdated", "unknown", "up to date"]


@dataclass(frozen=True)
class Standing:
    """Where one page, snippet or file of data stands in one target locale; a copy of the source, or a stub, is missing.
    path: of the translation, whether or not it exists; segments: of the source, texts of the front matter included, and
    the facts of data that are translated; current: how many of them are translated as they stand now; words: of the
    others. Both are None when the state is unknown. What stands at another place is translated all the same, though the
    page is outdated."""

    name: str
    locale: str
    path: str
    state: State
    segments: int
    current: int | None
    words: int | None


def standings(sources: Sources, locales: Collection[str]) -> list[Standing]:
    """Every page and snippet of the source locale in each of `locales`, and the data that are laid over its own, in the
    order of names, then of locales."""
    site = sources.site
    found = [
        *_page_standings(sources, locales),
        *_data_standings(site, locales),
        *_file_standings(site, locales),
        *_glossary_standings(site, locales),
    ]
    return sorted(found, key=lambda standing: standing.name)


def _page_standings(sources: Sources, locales: Collection[str]) -> Iterator[Standing]:
    """The pages and snippets."""
    site = sources.site
    pairs = {pair.target.page.path: pair for pair in sources.pairs}
    copies = {path for path, pair in pairs.items() if sources.unwritten(pair)}
    for name in _names(site):
        source = sources.pages.get(site.path(name, site.source))
        for locale in (each for each in site.targets if each.code in locales):
            path = site.path(name, locale)
            exists = path not in copies and (site.root / path).is_file()
            yield _standing(name, locale.code, path, source, pairs.get(path), exists)


def _names(site: Site) -> list[str]:
    """The names of the pages and snippets of the source locale, sorted."""
    names = [*site.page_names(site.source), *(f"{SNIPPETS}/{name}" for name in site.snippet_names(site.source))]
    return sorted(name for name in names if name.endswith(".md"))


def _file_standings(site: Site, locales: Collection[str]) -> Iterator[Standing]:
    """Each picture or other file that a locale has instead of that of the source: one piece, without words."""
    for pair in file_pairs(site):
        if pair.locale in locales:
            state: State = "outdated" if pair.is_outdated else "up to date" if pair.recorded else "unknown"
            state = "missing" if _is_open_drawing(site, pair.target) else state
            current = None if state == "unknown" else int(state == "up to date")
            words = None if current is None else 0
            yield Standing(pair.name, pair.locale, pair.target, state, 1, current, words)


def _is_open_drawing(site: Site, path: str) -> bool:
    if not path.lower().endswith(".svg"):
        return False
    return bool(open_drawn((site.root / path).read_text(encoding="utf-8", errors="replace")))


def _glossary_standings(site: Site, locales: Collection[str]) -> Iterator[Standing]:
    """Each glossary that holds words which are still to be translated."""
    for locale in site.targets:
        path = site.layout.glossary(GLOSSARY, locale.code)
        if locale.code not in locales or not (site.root / path).is_file():
            continue
        with suppress(Refused):  # the engine tells
            words = dict(facts(read_yaml(site.read_data(path), path)))
            left = sum(unwritten(word) != "" for word in words.values())
            if left:
                yield Standing(GLOSSARY, locale.code, path, "missing", len(words), len(words) - left, left)


def _data_standings(site: Site, locales: Collection[str]) -> Iterator[Standing]:
    by_folder = {locale.folder: locale.code for locale in site.targets}
    for source, target in source_data(site):
        folder, _, name = target.path.partition("/")
        if by_folder[folder] in locales and (found := _data_standing(site, source, target, name, by_folder[folder])):
            yield found


def _data_standing(site: Site, source: DataFile, target: DataFile, name: str, locale: str) -> Standing | None:
    """How far one file of data is; None where there is neither a translation nor anything to translate."""
    missing = list(gaps(source.values, target.values))
    opened = _open_facts(source, target, missing)
    texts, words = _to_write(opened, missing)
    if target.revision is None:
        return Standing(name, locale, target.path, "missing", texts, 0, words) if texts else None
    there = dict(facts(target.values))
    size = len({*there, *opened}) + sum(len(gap.texts) for gap in missing if gap.keys not in there)
    outdated = _outdated_data(site, source, target)
    if outdated is None and not texts:
        return Standing(name, locale, target.path, "unknown", size, None, None)
    left = texts + len(outdated or ())
    words += _words_changed(outdated or ())
    state = _state(bool(opened) or _has_unwritten(there, missing), is_behind=left > 0)
    return Standing(name, locale, target.path, state, size, max(0, size - left), words)


def _to_write(opened: Mapping[Place, int], missing: Iterable[Gap]) -> tuple[int, int]:
    """How many texts, and how many words, are to be written. opened: the words of each text that is still open."""
    gaps = list(missing)
    return len(opened) + sum(len(gap.texts) for gap in gaps), sum(opened.values()) + sum(gap.words for gap in gaps)


def _words_changed(outdated: Iterable[OutdatedFact]) -> int:
    """How many words the facts have now."""
    return sum(len((fact.change.after or "").split()) for fact in outdated)


def _outdated_data(site: Site, source: DataFile, target: DataFile) -> Sequence[OutdatedFact] | None:
    """The facts that have changed since they were translated; None where that is not recorded or cannot be told."""
    return None if target.recorded is None else outdated_facts(site.root, source, target)


def _has_unwritten(there: Mapping[Place, str], missing: Iterable[Gap]) -> bool:
    """Whether something stands in the place of a text that is still to be written."""
    return any(unwritten(there.get(gap.keys, "")) for gap in missing)


def _state(is_open: bool, *, is_behind: bool) -> State:
    """is_open: something is still to be written; is_behind: something has changed since."""
    if is_open:
        return "missing"
    return "outdated" if is_behind else "up to date"


def _open_facts(source: DataFile, target: DataFile, missing: Sequence[Gap]) -> dict[Place, int]:
    """The facts that are still to be written in either language, but for what is `missing` anyway, with the number of
    words that the source has there."""
    ours, theirs = dict(facts(source.values)), dict(facts(target.values))
    left = [keys for keys, text in {**ours, **theirs}.items() if unwritten(text)]
    known = {gap.keys for gap in missing}
    opened = (keys for keys in left if known.isdisjoint(keys[:length] for length in range(len(keys) + 1)))
    return {keys: len(ours.get(keys, "").split()) for keys in opened}


def _standing(
    name: str, locale: str, path: str, source: ParsedPage | None, pair: Pair | None, exists: bool
) -> Standing:
    sizes = {} if source is None else _sizes(source)
    is_open = pair is not None and bool(open_texts(pair.target.page))
    if source is not None and (not exists or is_open):
        return Standing(name, locale, path, "missing", len(sizes), 0, sum(sizes.values()))
    if pair is None or not _is_known(pair):
        return Standing(name, locale, path, "unknown", len(sizes), None, None)
    left = [sizes[piece] for piece in _behind(pair) if piece in sizes]
    state = _state(False, is_behind=any((left, pair.gone, pair.alignment.moved)))
    return Standing(name, locale, path, state, len(sizes), len(sizes) - len(left), sum(left))


def _behind(pair: Pair) -> set[int | str]:
    """The pieces of the source page that are to be translated: segments by their numbers, front matter by its keys."""
    absent = {key for key in TEXT_KEYS if key not in pair.target.page.meta}
    return {*(pair.changes or {}), *pair.alignment.missing, *pair.front, *absent}


def _is_known(pair: Pair) -> bool:
    revision = recorded(pair.target.page.meta)
    return revision is not None and is_revision(revision) and not (pair.behind and pair.changes is None)


def _sizes(source: ParsedPage) -> dict[int | str, int]:
    """How many words each segment has, by its index, and each text of the front matter, by its key."""
    sizes: dict[int | str, int] = {index: len(segment.words) for index, segment in enumerate(source.segments)}
    texts = ((key, source.page.meta.get(key)) for key in TEXT_KEYS)
    return sizes | {key: len(text.split()) for key, text in texts if isinstance(text, str)}
