"""What git has kept of the sources. Outside a repository, or without git, there is nothing."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

from bitext.pages.revision import blob_id

_ID = "<id>"  # in a sentence, in place of the blob id

RECENT = 50  # commits that touch the folders in question
_CHANGE = re.compile(rb"\s*:\d+ \d+ (?P<before>[0-9a-f]{40}) (?P<after>[0-9a-f]{40}) M")


def old_texts(root: Path, revisions: Iterable[str]) -> Mapping[str, str]:
    """The texts of git blobs, by their ids, as far as the repository around `root` has them (one call of git for all).

    An id that is not in the repository, as in a shallow or a partial clone, is absent; without git all are.
    """
    wanted = sorted(set(filter(re.compile(r"[0-9a-f]{40}").fullmatch, revisions)))
    if not wanted:
        return {}
    run = _run(root, "cat-file", "--batch", given="\n".join(wanted).encode() + b"\n")
    if run is not None and run.returncode:  # a partial clone: git gives up at the first that it would have to fetch
        there = set(_git(root, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").decode().split())
        wanted = [revision for revision in wanted if revision in there]
        run = _run(root, "cat-file", "--batch", given="".join(f"{revision}\n" for revision in wanted).encode())
    return {revision: _text(content) for revision, content in _blobs(b"" if run is None else run.stdout)}


def _text(content: bytes) -> str:
    """The text of a file, whatever ends its lines."""
    return content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def _blobs(output: bytes) -> Iterator[tuple[str, bytes]]:
    """Ids and contents of the blobs that `git cat-file --batch` puts out, without those that are not what they say."""
    position = 0
    while (end := output.find(b"\n", position)) >= 0:
        head = output[position:end].split()
        position = end + 1
        if len(head) == 3 and head[1] == b"blob":
            size = int(head[2])
            content = output[position : position + size]
            position += size + 1
            if blob_id(content) == head[0].decode():
                yield head[0].decode(), content


def why_absent(root: Path, revisions: Collection[str]) -> Mapping[str, str]:
    """Why the repository around `root` has no text for each of these blobs, and what helps: a sentence from 'which'
    on."""
    why = _why_absent(root) if revisions else ""
    return {revision: why.replace(_ID, revision) for revision in revisions}


def _why_absent(root: Path) -> str:
    run = _run(root, "rev-parse", "--is-shallow-repository")
    if run is None:
        return "git would show, but it is not installed"
    if run.returncode:
        said = run.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        return f"git does not show here: {said[0].removeprefix('fatal: ')}"
    if run.stdout.strip() == b"true":
        return "this shallow clone lacks; fetch it with 'git fetch --unshallow'"
    if b"true" in _git(root, "config", "--get-regexp", r"^remote\..*\.promisor$").split():
        return f"this partial clone lacks; fetch it with 'git cat-file -p {_ID}'"
    return "is not in the history at hand: it was never committed, or is on a branch that was not fetched"


@dataclass
class Versions:
    """What a file was before. heads: the blob ids that were committed last, two while a merge is not; before: of each
    blob id, those that it took the place of, one for each parent of a commit."""

    heads: list[str] = field(default_factory=list)
    before: dict[str, list[str]] = field(default_factory=dict)

    @property
    def all(self) -> set[str]:
        """Every blob id."""
        return {*self.heads, *self.before, *(each for some in self.before.values() for each in some)}


def blob_then(root: Path, source: str, target: str) -> str | None:
    """The blob id that the file `source` had in the last commit that changed `target`; None where git cannot tell: in a
    shallow clone, or while `target` is being changed."""
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
        return None
    commit = _git(root, "log", "-1", "--format=%H", "--", target).strip().decode()
    if not commit or _git(root, "status", "--porcelain", "--", target).strip():
        return None
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{commit}:./{source}").strip().decode()
    return found if re.fullmatch(r"[0-9a-f]{40}", found) else None


def earlier_versions(root: Path, folders: Collection[str]) -> Mapping[str, Versions]:
    """Of each file below `folders` (from `root`) that differs from HEAD or was changed in one of the last `RECENT`
    commits there, what it was before, along both sides of a merge. Three calls of git, whatever the number of files."""
    versions: dict[str, Versions] = {}
    heads = ["HEAD", *_git(root, "rev-parse", "-q", "--verify", "MERGE_HEAD").decode().split()]
    for head in heads:
        for path, before, _ in _changes(root, ("diff", head), folders):
            versions.setdefault(path, Versions()).heads.append(before)
    recent = ("log", f"--max-count={RECENT}", "-m", "--full-history", "--topo-order", "--format=", *heads)
    for path, before, after in _changes(root, recent, folders):
        known = versions.setdefault(path, Versions([after]))
        known.before.setdefault(after, []).append(before)
    return versions


def _changes(root: Path, command: Iterable[str], folders: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Each file that was changed, with its blob ids before and after."""
    options = ("--raw", "--no-abbrev", "--no-renames", "--diff-filter=M", "--relative", "-z")
    parts = _git(root, *command, *options, "--", *folders).split(b"\0")
    for change, path in itertools.pairwise(parts):
        if match := _CHANGE.fullmatch(change):
            yield path.decode("utf-8", errors="replace"), match["before"].decode(), match["after"].decode()


@dataclass(frozen=True)
class FileChange:
    """What a commit did to a file. day: of the commit, as its author had it; path: of the file from then on; was: its
    path before, the same unless it was moved; before: its blob id, or '' for a new file, or one of a commit whose
    parents are not at hand; after: its blob id, or '' for one that was deleted."""

    day: date
    path: str
    was: str
    before: str
    after: str
    is_known: bool = True


def file_changes(root: Path, folders: Collection[str]) -> Iterator[FileChange]:
    """What each commit before HEAD did to the files below `folders` (from `root`), the newest first, read from git as
    they are asked for. A file that was only moved is not a new one. A merge counts where it made a text that none of
    its sides had. `is_known` is false where a shallow clone hides what was there before."""
    is_shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() != b"false"
    command = ("log", "-c", "-z", "--raw", "--no-abbrev", "--find-renames=100%", "--relative", "--format=%x01%as %P")
    day, has_parents = date.min, False
    tokens = _streamed(root, *command, "--", *folders)
    for token in tokens:
        if token.startswith(b"\1"):
            written, _, parents = token[1:].decode().partition(" ")
            day, has_parents = date.fromisoformat(written), bool(parents)
        elif (about := token.strip()).startswith(b":"):
            was = path = next(tokens, b"").decode("utf-8", errors="replace")
            *ids, status = about.decode().lstrip(":").split()
            if status.startswith("R"):
                path = next(tokens, b"").decode("utf-8", errors="replace")
            before, after = ("" if set(each) == {"0"} else each for each in (ids[-2], ids[-1]))
            yield FileChange(day, path, was, before, after, has_parents or not is_shallow)


def _streamed(root: Path, *arguments: str) -> Iterator[bytes]:
    """What git answers, in the pieces that zero bytes end. It is stopped when nobody asks for more."""
    try:
        git = subprocess.Popen(
            _command(root, *arguments), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_quiet()
        )
    except OSError:
        return
    assert git.stdout is not None
    with git, contextlib.ExitStack() as stack:
        stack.callback(git.kill)
        rest = b""
        while chunk := os.read(git.stdout.fileno(), 1 << 16):
            *pieces, rest = (rest + chunk).split(b"\0")
            yield from pieces


class OldTexts:
    """The texts of git blobs, one at a time, from one process of git."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._git: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        if self._git is not None:
            self._git.kill()
            self._git.communicate()

    def __getitem__(self, revision: str) -> str | None:
        """The text of a blob; None where it is not at hand."""
        try:
            if self._git is None:
                command = _command(self._root, "cat-file", "--batch")
                pipe = subprocess.PIPE
                self._git = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=_quiet())
            asked, answer = self._git.stdin, self._git.stdout
            assert asked is not None and answer is not None
            asked.write(revision.encode() + b"\n")
            asked.flush()
            head = answer.readline().split()
            if len(head) != 3:  # 'missing', or the end: a partial clone would have to fetch it
                return None
            content = answer.read(int(head[2]) + 1)[:-1]
        except OSError:
            return None
        return content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def last_release(root: Path) -> tuple[str, str] | None:
    """What readers had last, as far as the repository around `root` knows: the name of the branch or tag, and the
    commit. That is where this branch left 'origin/main', which is published: what others have pushed since is not
    missing here. Without such a branch it is the newest tag before HEAD. None where there is neither."""
    base = _git(root, "merge-base", "HEAD", "refs/remotes/origin/main").decode().strip()
    if base:
        return "origin/main", base
    tag = _git(root, "describe", "--tags", "--abbrev=0", "HEAD").decode().strip()
    commit = _git(root, "rev-parse", "-q", "--verify", f"refs/tags/{tag}^{{commit}}").decode().strip() if tag else ""
    return (tag, commit) if commit else None


def head_of(root: Path) -> tuple[str, ...]:
    """The commit that is checked out, and whether what was before it is cut off; nothing outside a repository."""
    return tuple(_git(root, "rev-parse", "HEAD", "--is-shallow-repository").decode().split())


def files_at(root: Path, commit: str, folders: Collection[str]) -> Mapping[str, str]:
    """The blob id of each file that a commit has below `folders` (from `root`), by its path."""
    lines = _git(root, "ls-tree", "-r", "-z", commit, "--", *folders).split(b"\0")
    found = {}
    for line in filter(None, lines):
        about, _, path = line.partition(b"\t")
        found[path.decode("utf-8", errors="replace")] = about.split()[2].decode()
    return found


def keep_texts(root: Path, texts: Iterable[bytes]) -> None:
    """Let the repository around `root` have these texts as blobs, under the ids that a translation records of them:
    what is not committed, or is edited before it is, can be compared all the same. Where there is none, nothing is
    kept. Git drops a blob that no commit has only after two weeks (gc.pruneExpire)."""
    for text in texts:
        _git(root, "hash-object", "-w", "--stdin", given=text.replace(b"\r\n", b"\n"))


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers; nothing when it cannot."""
    run = _run(root, *arguments, given=given)
    return b"" if run is None else run.stdout


def _run(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes] | None:
    """What git does, which neither writes nor fetches; None where there is none."""
    try:
        return subprocess.run(_command(root, *arguments), input=given, capture_output=True, env=_quiet())
    except OSError:
        return None


def _command(root: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(root), *arguments]


def _quiet() -> dict[str, str]:
    """The environment in which git neither locks, nor fetches, nor asks."""
    return {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
