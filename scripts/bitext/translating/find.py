"""Which page a person means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from bitext.errors import Problem
from bitext.finding import nearest
from bitext.history.file_pairs import FilePair, file_pairs
from bitext.history.pair import Pair
from bitext.site.data import DataFile, translated_data
from bitext.site.site import DATA
from bitext.sources import Sources


class UnknownPage(Problem):
    """A word that names no page and no data, or one that cannot be compared; the text says so."""

    is_asked = True


def pairs_named(sources: Sources, word: str, here: Path) -> list[Pair]:
    """The pairs of the page that `word` names: the path of either page, from the folder `here` or from the site's root,
    or its name, which is the same in every language. The path of a translation names it alone.

    Raises UnknownPage.
    """
    for path in _readings(sources, word, here):
        if found := _pairs_at(sources, path):
            return found
    for path in _readings(sources, word, here):
        _refuse_without_pair(sources, path)
    pages = [parsed.page for parsed in sources.pages.values()]
    known = {page.name for page in pages} | {page.path for page in pages}
    raise UnknownPage(f"'{word}' is no page of this site{nearest(word, known)}")


def _pairs_at(sources: Sources, path: str) -> list[Pair]:
    """The pairs of the page at `path`, or else of that name."""
    found = [pair for pair in sources.pairs if path in (pair.target.page.path, pair.source.page.path)]
    return found or [pair for pair in sources.pairs if path == pair.target.page.name]


def _refuse_without_pair(sources: Sources, path: str) -> None:
    """Raise UnknownPage if there is a page at `path`, or of that name, without a counterpart, or that cannot be
    read."""
    site = sources.site
    pages = (parsed.page for parsed in sources.pages.values())
    page = next((page for page in pages if path in (page.path, page.name)), None)
    name = page.name if page else path
    _refuse_unread(sources, [path, *(site.path(name, locale) for locale in site.locales.values())])
    if page is not None:
        other = "source page" if page.locale != site.source.code else "translation"
        raise UnknownPage(f"'{page.path}' has no {other}")


def _refuse_unread(sources: Sources, paths: Iterable[str]) -> None:
    """Raise UnknownPage, with the reasons, for the first of `paths` at which there is a page that cannot be read."""
    for path in paths:
        if why := [finding for finding in sources.refusals if finding.path == path]:
            raise UnknownPage(f"'{path}' cannot be read", *why)


def data_named(sources: Sources, word: str, here: Path) -> list[tuple[DataFile, DataFile]]:
    """The files of data that `word` names as `pairs_named` has it, source first; nothing when it is the name of no
    data. Raises UnknownPage for one that a language lacks, or that is not there."""
    if f"/{DATA}/" not in f"/{word}" or word.endswith(".md"):
        return []
    pairs = list(translated_data(sources.site))
    folders = [sources.site.root, *(sources.site.root / locale.folder for locale in sources.site.locales.values())]
    for path in _readings(sources, word, here):
        if named := _data_at(pairs, path):
            return named
        if any((folder / path).is_file() for folder in folders):
            raise UnknownPage(f"'{word}' has no counterpart that can be read")
    known = {path for source, target in pairs for path in (source.path, target.path)}
    raise UnknownPage(f"'{word}' is no data of this site{nearest(word, known)}")


def _data_at(pairs: Sequence[tuple[DataFile, DataFile]], path: str) -> list[tuple[DataFile, DataFile]]:
    """The files of data at `path`, or else at that path below the folder of a language."""
    found = [pair for pair in pairs if path in (pair[0].path, pair[1].path)]
    return found or [pair for pair in pairs if path == pair[0].path.partition("/")[2]]


def all_below(sources: Sources, word: str, here: Path) -> tuple[list[Pair], list[tuple[DataFile, DataFile]]] | None:
    """The pairs of pages and of data in the folder that `word` names: its path, or the one that all languages share;
    '' is that of the site. None when it is no folder."""
    for path in _readings(sources, word, here)[:2] if word else [""]:
        if tops := _folders_at(sources, path):
            pairs = [pair for pair in sources.pairs if _is_in(tops, pair.source.page.path, pair.target.page.path)]
            data = translated_data(sources.site)
            return pairs, [pair for pair in data if _is_in(tops, pair[0].path, pair[1].path)]
    return None


def _folders_at(sources: Sources, path: str) -> list[str]:
    """The folders at `path`, from the root of the site or from the folder of a language."""
    folders = ["", *(f"{locale.folder}/" for locale in sources.site.locales.values())]
    return [f"{folder}{path}" for folder in folders if (sources.site.root / f"{folder}{path}").is_dir()]


def _is_in(folders: Iterable[str], *paths: str) -> bool:
    """Whether one of `paths` lies in one of `folders`; '' and '.' hold everything."""
    return any(top in ("", ".") or path.startswith(f"{top}/") for top in folders for path in paths)


def files_named(sources: Sources, word: str, here: Path) -> list[FilePair]:
    """The pictures and other files that `word` names as `pairs_named` has it; nothing when it names none."""
    pairs = list(file_pairs(sources.site)) if not word.endswith(".md") else []
    for path in _readings(sources, word, here):
        named = [pair for pair in pairs if path in (pair.source, pair.target)]
        if named := named or [pair for pair in pairs if path == pair.name]:
            return named
    return []


def _readings(sources: Sources, word: str, here: Path) -> list[str]:
    """What `word` can mean, from the site's root."""
    plain = word.replace("\\", "/").removeprefix("./").strip("/")
    place = (here / word).resolve()
    root = sources.site.root.resolve()
    readings = [place.relative_to(root).as_posix()] if place.is_relative_to(root) else []
    readings.append(plain)
    if not plain.endswith(".md"):
        readings += [f"{plain}.md", f"{plain}/index.md"]
    return readings
