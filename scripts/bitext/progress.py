"""How far each translation has come."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from bitext.data import DataFile, facts, source_data
from bitext.data_gaps import gaps
from bitext.data_history import outdated_facts
from bitext.drafts import open_texts
from bitext.file_pairs import file_pairs
from bitext.history import TEXT_KEYS
from bitext.pair import Pair, ParsedPage
from bitext.revision import is_revision, recorded
from bitext.site import SNIPPETS, Site
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
    names = [*site.page_names(site.source), *(f"{SNIPPETS}/{name}" for name in site.snippet_names(site.source))]
    pairs = {pair.target.page.path: pair for pair in sources.pairs}
    unwritten = {path for path, pair in pairs.items() if sources.unwritten(pair)}
    found = []
    for name in sorted(name for name in names if name.endswith(".md")):
        source = sources.pages.get(site.path(name, site.source))
        for locale in site.targets:
            path = site.path(name, locale)
            if locale.code in locales:
                exists = path not in unwritten and (site.root / path).is_file()
                found.append(_standing(name, locale.code, path, source, pairs.get(path), exists))
    return sorted(
        [*found, *_data_standings(site, locales), *_file_standings(site, locales)], key=lambda standing: standing.name
    )


def _file_standings(site: Site, locales: Collection[str]) -> Iterator[Standing]:
    """Each picture or other file that a locale has instead of that of the source: one piece, without words."""
    for pair in file_pairs(site):
        if pair.locale in locales:
            state: State = "outdated" if pair.is_outdated else "up to date" if pair.recorded else "unknown"
            current = None if state == "unknown" else int(state == "up to date")
            words = None if current is None else 0
            yield Standing(pair.name, pair.locale, pair.target, state, 1, current, words)


def _data_standings(site: Site, locales: Collection[str]) -> Iterator[Standing]:
    by_folder = {locale.folder: locale.code for locale in site.targets}
    for source, target in source_data(site):
        folder, _, name = target.path.partition("/")
        if by_folder[folder] in locales and (found := _data_standing(site, source, target, name, by_folder[folder])):
            yield found


def _data_standing(site: Site, source: DataFile, target: DataFile, name: str, locale: str) -> Standing | None:
    """How far one file of data is; None where there is neither a translation nor anything to translate."""
    missing = list(gaps(source.values, target.values))
    texts, words = sum(len(gap.texts) for gap in missing), sum(gap.words for gap in missing)
    if target.revision is None:
        return Standing(name, locale, target.path, "missing", texts, 0, words) if missing else None
    size = len(list(facts(target.values))) + sum(len(gap.texts) for gap in missing if not gap.is_copied)
    outdated = None if target.recorded is None else outdated_facts(site.root, source, target)
    if outdated is None and not missing:
        return Standing(name, locale, target.path, "unknown", size, None, None)
    left = texts + len(outdated or ())
    words += sum(len((fact.change.after or "").split()) for fact in outdated or ())
    return Standing(name, locale, target.path, "outdated" if left else "up to date", size, max(0, size - left), words)


def _standing(
    name: str, locale: str, path: str, source: ParsedPage | None, pair: Pair | None, exists: bool
) -> Standing:
    sizes = {} if source is None else _sizes(source)
    is_open = pair is not None and bool(open_texts(pair.target.page))
    if source is not None and (not exists or is_open):
        return Standing(name, locale, path, "missing", len(sizes), 0, sum(sizes.values()))
    if pair is None or not _is_known(pair):
        return Standing(name, locale, path, "unknown", len(sizes), None, None)
    alignment = pair.alignment
    behind = {*(pair.changes or {}), *alignment.missing, *pair.front}
    behind |= {key for key in TEXT_KEYS if key not in pair.target.page.meta}
    left = [sizes[piece] for piece in behind if piece in sizes]
    state: State = "outdated" if left or pair.gone or alignment.moved else "up to date"
    return Standing(name, locale, path, state, len(sizes), len(sizes) - len(left), sum(left))


def _is_known(pair: Pair) -> bool:
    revision = recorded(pair.target.page.meta)
    return revision is not None and is_revision(revision) and not (pair.behind and pair.changes is None)


def _sizes(source: ParsedPage) -> dict[int | str, int]:
    """How many words each segment has, by its index, and each text of the front matter, by its key."""
    sizes: dict[int | str, int] = {index: len(segment.words) for index, segment in enumerate(source.segments)}
    texts = ((key, source.page.meta.get(key)) for key in TEXT_KEYS)
    return sizes | {key: len(text.split()) for key, text in texts if isinstance(text, str)}
