"""What git has kept of the sources. Outside a repository, or without git, there is nothing."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from bitext.revision import blob_id

RECENT = 50  # commits that touch the folders in question
_CHANGE = re.compile(rb"\s*:\d+ \d+ (?P<before>[0-9a-f]{40}) [0-9a-f]{40} M")


def old_texts(root: Path, revisions: Iterable[str]) -> Mapping[str, str]:
    """The texts of git blobs, by their ids, as far as the repository around `root` has them (one call of git for all).

    An id that is not in the repository, as in a shallow clone, is absent; without git all are.
    """
    wanted = sorted({revision for revision in revisions if re.fullmatch(r"[0-9a-f]{40}", revision)})
    if not wanted:
        return {}
    output = _git(root, "cat-file", "--batch", given="\n".join(wanted).encode() + b"\n")
    found: dict[str, str] = {}
    position = 0
    while (end := output.find(b"\n", position)) >= 0:
        head = output[position:end].split()
        position = end + 1
        if len(head) == 3 and head[1] == b"blob":
            size = int(head[2])
            content = output[position : position + size]
            position += size + 1
            if blob_id(content) == head[0].decode():
                text = content.decode("utf-8-sig", errors="replace")
                found[head[0].decode()] = text.replace("\r\n", "\n").replace("\r", "\n")
    return found


def why_absent(root: Path) -> str:
    """Why the repository around `root` has no text for a blob, and what helps: a sentence from 'which' on."""
    run = _run(root, "rev-parse", "--is-shallow-repository")
    if run is None:
        return "git would show, but it is not installed"
    if run.returncode:
        said = run.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        return f"git does not show here: {said[0].removeprefix('fatal: ')}"
    if run.stdout.strip() == b"true":
        return "this shallow clone lacks; fetch it with 'git fetch --unshallow'"
    return "is not in the history at hand: it was never committed, or is on a branch that was not fetched"


def earlier_versions(root: Path, folders: Collection[str]) -> Mapping[str, list[str]]:
    """Of each file below `folders` (from `root`) that differs from HEAD or was changed in one of the last `RECENT`
    commits there, the blob ids it had before, newest first. Two calls of git, whatever the number of files."""
    versions: dict[str, list[str]] = {}
    common = ("--raw", "--no-abbrev", "--no-renames", "--relative", "-z")
    paths = ("--", *folders)
    recent = ("log", f"--max-count={RECENT}", "--format=", "--diff-filter=M")
    for command in (("diff", "HEAD"), recent):
        parts = _git(root, *command, *common, *paths).split(b"\0")
        for change, path in itertools.pairwise(parts):
            if match := _CHANGE.fullmatch(change):
                versions.setdefault(path.decode("utf-8", errors="replace"), []).append(match["before"].decode())
    return versions


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
    quiet = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], input=given, capture_output=True, env=quiet)
    except OSError:
        return None
