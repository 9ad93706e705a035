"""Pictures and other files that a target locale has instead of those of the source, and which of these each was made
from: `_revisions.yml` in the folder of the locale says it, for there is no front matter in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from bitext.errors import Refused
from bitext.finding import Finding
from bitext.history.data_history import differs
from bitext.history.git import blob_then, old_texts
from bitext.pages.page import read_text, read_yaml
from bitext.pages.revision import blob_id, is_revision, revision_of
from bitext.pages.svg_texts import drawn_texts, without_texts
from bitext.pages.yaml_lines import scalars
from bitext.site.site import Locale, Site

REVISIONS = "_revisions.yml"
_HEAD = (
    "# Which source file each file was made from, by its git blob id; `python3 scripts accept FILE` writes it.\n"
    "# In a merge conflict take either side, then accept the file again.\n"
)
_BINARY = 8000  # bytes in which git looks for a zero to tell a file that is no text


@dataclass(frozen=True)
class FilePair:
    """name: of both files; locale: of the target; source, target: their paths; revision: of the source as it is now;
    recorded: of the one that the target was made from, or None when that is not known; is_written: in `_revisions.yml`;
    before: the drawing that it was made from, where that is another one and at hand; is_outdated: whether the target is
    known to be made from another one, in which something has changed that concerns it."""

    name: str
    locale: str
    source: str
    target: str
    revision: str
    recorded: str | None
    is_written: bool
    before: str | None = None
    is_outdated: bool = False


def file_pairs(site: Site) -> Iterator[FilePair]:
    """Each file of a target locale with the one of the source that it stands for, in the order of paths. Where nothing
    is recorded, the history is asked what the source was when the target was changed last."""
    pairs = [pair for locale in (site.targets if site.composes else ()) for pair in _pairs(site, locale)]
    texts = _recorded_drawings(site, pairs)
    for pair in pairs:
        if _is_behind(pair):
            before = texts.get(pair.recorded or "")
            is_other = before is None or _has_changed(before, site.root / pair.source)
            yield replace(pair, before=before, is_outdated=is_other)
        else:
            yield replace(pair, before=None, is_outdated=False)


def _recorded_drawings(site: Site, pairs: Iterable[FilePair]) -> Mapping[str, str]:
    """The drawings that were translated and have changed since, as they were then, by their blob ids."""
    drawn = (pair.recorded for pair in pairs if _is_behind(pair) and pair.name.lower().endswith(".svg"))
    return old_texts(site.root, filter(None, drawn))


def _is_behind(pair: FilePair) -> bool:
    """Whether another text of the source is recorded than it has now."""
    return pair.recorded not in (None, pair.revision)


def _pairs(site: Site, locale: Locale) -> Iterator[FilePair]:
    names = site.files[locale.code] & site.files[site.source.code]
    revisions = _suppressed(site, locale) if names else {}
    for name in sorted(name for name in names if not name.endswith(".md")):
        source, target = site.path(name, site.source), site.path(name, locale)
        if (site.root / source).is_file() and (site.root / target).is_file():
            revision, written = file_revision((site.root / source).read_bytes()), revisions.get(name)
            then = written if written is not None else blob_then(site.root, source, target)
            yield FilePair(name, locale.code, source, target, revision, then, written is not None)


def _has_changed(before: str, file: Path) -> bool:
    """Whether a drawing is another now, to whoever translates it: not when a text has only been respelled."""
    now = file.read_text(encoding="utf-8", errors="replace")
    if without_texts(before) != without_texts(now):
        return True
    ours, theirs = ([drawn.text for drawn in drawn_texts(svg)] for svg in (before, now))
    return len(ours) != len(theirs) or any(map(differs, ours, theirs))


def file_revision(content: bytes) -> str:
    """The id that git gives a file of this content: of text, with line ends as git stores them."""
    return blob_id(content) if b"\0" in content[:_BINARY] else revision_of(content)


def revisions_path(locale: Locale) -> str:
    """Where the revisions of a locale's files are recorded."""
    return f"{locale.folder}/{REVISIONS}"


def read_revisions(site: Site, locale: Locale) -> Mapping[str, str]:
    """What is recorded of the files of a locale, by their names. Raises Refused when it is not a mapping of names to
    git blob ids."""
    path = revisions_path(locale)
    if not (site.root / path).is_file():
        return {}
    site.refuse(path)
    text = read_text(site.root / path, path)
    values = read_yaml(text, path)
    if not isinstance(values, dict):
        raise Refused(Finding(path, 1, "configuration", "is not a mapping of files to git blob ids"))
    lines = {scalar.value: scalar.line for scalar in scalars(text) if scalar.is_key}
    for name, value in values.items():
        if not is_revision(str(value).lower()):
            message = f"'{value}' of '{name}' is not the 40 hexadecimal digits of a git blob id"
            raise Refused(Finding(path, lines.get(str(name), 1), "configuration", message))
    return {str(name): str(value).lower() for name, value in values.items()}


def with_revisions(site: Site, locale: Locale, made: Mapping[str, str]) -> bytes:
    """What `_revisions.yml` of a locale holds once these files are recorded: one line for each file that is there.
    Raises Refused when what it holds cannot be read."""
    known = {name: each for name, each in read_revisions(site, locale).items() if name in site.files[locale.code]}
    lines = yaml.safe_dump({**known, **made}, allow_unicode=True, width=10_000, sort_keys=True)
    return (_HEAD + lines).encode()


def _suppressed(site: Site, locale: Locale) -> Mapping[str, str]:
    try:
        return read_revisions(site, locale)
    except Refused:  # the engine tells
        return {}
