"""Whether a site is built already from what is there now: told from the files alone, without MkDocs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bitext.finding import Finding
from bitext.memo import digest
from bitext.site.gate import Gate
from bitext.tree import entries_below

from engine import fingerprints
from engine.page_cache import PageCache

if TYPE_CHECKING:
    from bitext.site.site import Site

#: Groups of rules whose errors stop a build; those of the others are published, and told to the reader.
BROKEN = ("reading", "links", "source")


@dataclass(frozen=True)
class Inputs:
    """What a build reads. folders: with all that is in them, that of the templates among them, which is the `theme`;
    files: besides; all from the folder of the configuration; state: a fingerprint of what they held before they were
    read."""

    folders: Sequence[str]
    theme: str
    files: Sequence[str]
    state: str


def inputs_of(site: Site, config_file: Path, seen: Inputs | None = None) -> Inputs:
    """What a build of `site` is about to read; `seen` has been looked at for it already, if that is the same."""
    from bitext.site.settings import setting  # which reads YAML: not needed where nothing has changed

    settings = site.settings
    theme, hooks = str(setting(settings, "theme", "custom_dir") or ""), settings.get("hooks")
    folders = [*(locale.folder for locale in site.locales.values()), *([theme] if theme else [])]
    files = [os.path.relpath(file, site.root) for file in settings.files]
    files += map(str, hooks if isinstance(hooks, list) else [])
    if seen is not None and (seen.folders, seen.theme, seen.files) == (folders, theme, files):
        return seen
    return Inputs(folders, theme, files, _state(site.root, folders, theme, files))


@dataclass(frozen=True)
class Built:
    """pages: in all languages; pairs: of them; languages: codes; findings: what is no hindrance, such as languages out
    of step and warnings; problem: a sentence about what did not work besides, or ''; inputs: what was read, or None
    when that is not known; files: what was written, as `state_of_files` tells it."""

    pages: int
    pairs: int
    languages: Sequence[str]
    findings: tuple[Finding, ...]
    problem: str = ""
    inputs: Inputs | None = None
    files: Mapping[str, Sequence[int]] = field(default_factory=dict)


def is_broken(finding: Finding) -> bool:
    """Whether a finding stops a build."""
    return finding.severity == "error" and finding.group in BROKEN


class Stamp:
    """What the last build into `site_dir` was made from, kept in `cache`. `root` is the folder of the configuration;
    `options` are those that change what is built."""

    def __init__(self, cache: PageCache, root: Path, site_dir: Path, *options: str) -> None:
        self._cache = cache
        self._root = root
        self._site_dir = site_dir
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")  # as it was given: the build sets it
        self.seen: Inputs | None = None  # what there is to read now, once it was looked at
        self._key = digest(fingerprints.code(), str(root), str(site_dir), epoch, *options)

    def recall(self) -> Built | None:
        """What the last build said, if nothing has changed since that it read or wrote."""
        kept = self._cache.built(self._key)
        try:
            if not kept or kept["site"] != state_of_files(self._site_dir):
                return None
        except OSError:  # another build is putting its own there
            return None
        inputs = Inputs(**kept["inputs"])
        self.seen = replace(inputs, state=_state(self._root, inputs.folders, inputs.theme, inputs.files))
        if self.seen != inputs:
            return None
        pages, pairs, languages, findings = kept["built"]
        return Built(pages, pairs, languages, tuple(map(Finding.of, findings)))

    def keep(self, built: Built) -> None:
        """Keep that the site was built, if it is known from what."""
        if built.inputs is not None:
            kept = {
                "inputs": asdict(built.inputs),
                "site": built.files,
                "built": [built.pages, built.pairs, built.languages, [finding.plain for finding in built.findings]],
            }
            self._cache.keep_built(self._key, kept)


def _state(root: Path, folders: Sequence[str], theme: str, files: Sequence[str]) -> str:
    gate = Gate(root, folders, theme)
    contents = {name: _content(os.path.join(root, name)) for name in files}  # noqa: PTH118 (a tenth of the time)
    for top in folders:
        contents |= {f"{top}/{name}": _content_of(f"{top}/{name}", entry, gate) for name, entry in gate.names(top)}
    variables = fingerprints.variables(b" ".join(contents[name] for name in files).decode(errors="replace"))
    return digest(_commit(root), *variables, *(part for each in sorted(contents.items()) for part in each))


def _content_of(path: str, entry: os.DirEntry[str], gate: Gate) -> bytes:
    """What a file holds; where a link leads that must not or cannot be read; nothing of what is no file."""
    if entry.is_symlink() and not (gate.passes(path) and os.path.isfile(entry.path)):  # noqa: PTH113
        return os.fsencode(os.readlink(entry.path))  # noqa: PTH115
    return _content(entry.path) if entry.is_file() else b""


def _content(file: str) -> bytes:
    try:
        with open(file, "rb") as opened:  # noqa: PTH123
            return opened.read()
    except OSError:
        return b""


def _commit(root: Path) -> bytes:
    """Which history is at hand: outdated translations are found with it, and the date of the sitemap's archive."""
    try:
        asked = ["git", "rev-parse", "HEAD", "--is-shallow-repository"]
        return subprocess.run(asked, cwd=root, capture_output=True, check=False).stdout
    except OSError:
        return b""


def state_of_files(site_dir: Path) -> dict[str, list[int]]:
    """Size and time of each file of a site: one that was written to since is another. Raises OSError when one goes
    meanwhile."""
    found = {}
    for name, entry in entries_below(site_dir):
        stat = entry.stat()
        found[name] = [stat.st_size, stat.st_mtime_ns]
    return found
