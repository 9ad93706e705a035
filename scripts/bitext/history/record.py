"""Writing down in a translation which source text it was made from, and writing files whole or not at all."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from bitext.errors import Problem, Refused
from bitext.files import write_beside
from bitext.finding import Finding
from bitext.pages.conflict import settled, unchanged_line
from bitext.pages.page import parse_page, read_yaml
from bitext.pages.revision import KEY, UNCHANGED, recorded, unchanged

_BOM = "\ufeff"
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")
_WRITTEN = re.compile(rf"(?P<key>[ \t]*([\"']?){KEY}\2[ \t]*:)(?P<value>[^#]*?)(?P<note>(?:[ \t]+#.*)?)")


def with_revision(path: str, content: bytes, revision: str, marks: Collection[str] = ()) -> bytes:
    """The content of the page at `path` with `revision` recorded as the last key of its front matter, or in its place
    where a revision is recorded already, and `marks` below it, of what is right as it was; without a conflict that git
    has left over them. All else is as it was: comments, quotes, line ends.

    Raises Refused when the front matter is not written as a block of keys, one to a line.
    """
    text = content.decode("utf-8")
    plain = settled(text.removeprefix(_BOM), keep_lines=False)
    made = _recorded_in(plain, f'"{revision}"' if revision.isdigit() else revision, marks)
    before, after = (parse_page(_plain(version), path, "", "") for version in (text, made))
    if (
        recorded(after.meta) != revision
        or unchanged(after.meta) != frozenset(marks)
        or {**before.meta, KEY: None, UNCHANGED: None} != {**after.meta, KEY: None, UNCHANGED: None}
        or after.body.lstrip("\n") != before.body.lstrip("\n")
    ):
        message = f"the front matter is not one key to a line; write '{KEY}: {revision}' into it by hand"
        raise Refused(Finding(path, 1, "front-matter-unreadable", message))
    return (_BOM * text.startswith(_BOM) + made).encode()


def _read_if_valid(text: str, path: str) -> Any:
    """What the YAML says; None if it is not valid."""
    try:
        return read_yaml(_plain(text), path)
    except Refused:
        return None


def with_data_revision(path: str, content: bytes, revision: str, marks: Collection[str] = ()) -> bytes:
    """The content of the file of data at `path` with `revision` recorded as its first key, or in its place where a
    revision is recorded already, and `marks` below it. All else is as it was.

    Raises Refused when the file is not written as a block of keys.
    """
    text = content.decode("utf-8")
    mark, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    text = settled(text, keep_lines=False, all_of_it=True)
    before = read_yaml(_plain(text), path)
    end = "\r\n" if "\r\n" in text else "\n"
    value = f'"{revision}"' if revision.isdigit() else revision
    made = re.sub(rf"^{UNCHANGED}:[^\n]*(?:\n|\Z)", "", text, flags=re.MULTILINE)
    below = f"{end}{unchanged_line(marks)}" if marks else ""
    if re.search(rf"^{KEY}:", made, re.MULTILINE):
        pattern = rf"^{KEY}:[^\r\n#]*?(?P<note>[ \t]*(?:#[^\r\n]*)?)(?=\r?$)"
        written = re.compile(pattern, re.MULTILINE)
        made = written.sub(lambda match: f"{KEY}: {value}{match['note']}{below}", made, count=1)
    else:
        comments = re.match(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*", made)
        at = comments.end() if comments else 0
        made = f"{made[:at]}{KEY}: {value}{below}{end}{end}{made[at:]}"
    after = _read_if_valid(made, path)
    said = {KEY: revision, UNCHANGED: list(marks)} if marks else {KEY: revision}
    if not isinstance(before, dict) or after != {**_without(before), **said}:
        message = f"is not written as one block of keys; write '{KEY}: {revision}' into it by hand"
        raise Refused(Finding(path, 1, "yaml", message))
    return (mark + made).encode()


def _without(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in (KEY, UNCHANGED)}


def _recorded_in(text: str, value: str, marks: Collection[str]) -> str:
    lines = _without_marks(re.findall(r"[^\n]*\n|[^\n]+", text))
    bare = [line.rstrip("\r\n") for line in lines]
    end = "\r\n" if "".join(lines[:1]).endswith("\r\n") else "\n"
    said = f"{unchanged_line(marks)}{end}" if marks else ""
    closing = _closing(bare)
    if closing is None:
        blank = end if "".join(bare[:1]).strip() else ""
        return f"---{end}{KEY}: {value}{end}{said}---{end}{blank}{''.join(lines)}"
    written = [index for index in range(1, closing) if _WRITTEN.fullmatch(bare[index])]
    if written:
        first = written[0]
        return "".join([*lines[:first], _rewritten(lines[first], value, said), *lines[_end_of_value(bare, first) :]])
    indent = _indent(bare[1:closing])
    return "".join([*lines[:closing], f"{indent}{KEY}: {value}{end}", said and indent + said, *lines[closing:]])


def _indent(lines: Sequence[str]) -> str:
    """The blanks before the keys of a front matter."""
    indents = (re.match(r"[ \t]*(?=[^\s#])", line) for line in lines)
    return next((match[0] for match in indents if match), "")


def _rewritten(line: str, value: str, said: str) -> str:
    """The line that records a revision with another, and what is `said` below it."""
    bare = line.rstrip("\r\n")
    written = _WRITTEN.fullmatch(bare)
    key, note = (written["key"], written["note"]) if written else (f"{KEY}:", "")
    indent = key[: len(key) - len(key.lstrip())]
    return f"{key} {value}{note}{line[len(bare) :]}{said and indent + said}"


def _end_of_value(bare: Sequence[str], index: int) -> int:
    """The index of the line behind a value, which may go on below its key."""
    index += 1
    while re.match(r"[ \t]+\S", bare[index]):
        index += 1
    return index


def _closing(bare: Sequence[str]) -> int | None:
    """The index of the line that ends the front matter; None when there is none."""
    if not bare or not re.fullmatch(r"---[ \t]*", bare[0]):
        return None
    return next((index for index, line in enumerate(bare) if index and _FENCE.fullmatch(line)), None)


def _without_marks(lines: Sequence[str]) -> list[str]:
    """The lines of a page without those of its front matter that say what is right as it was."""
    closing = _closing([line.rstrip("\r\n") for line in lines]) or 0
    kept: list[str] = []
    within = False
    for line in lines[:closing]:
        within = re.match(rf"[ \t]*([\"']?){UNCHANGED}\1[ \t]*:", line) is not None or (
            within and re.match(r"[ \t]+\S|[ \t]*-[ \t]", line) is not None
        )
        kept += [] if within else [line]
    return [*kept, *lines[closing:]]


def _plain(text: str) -> str:
    return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")


class CannotWrite(Problem):
    """Files cannot be written, and are as they were; the text says why."""

    is_asked = True


def write_files(root: Path, files: Mapping[str, bytes], removed: Collection[str] = ()) -> None:
    """Write `files`, by their paths from `root`, all or none: first beside their places, then into them. Then remove
    those of the paths `removed`, and folders of which nothing is left.

    Raises CannotWrite, and leaves everything as it was.
    """
    try:
        _write_files(root, files, removed)
    except OSError as error:
        raise CannotWrite(f"the files cannot be written ({error.strerror})") from error


def rewrite_file(root: Path, path: str, made: Callable[[bytes], bytes]) -> None:
    """Put what is `made` of the content of the file at `path` in its place, where there may be none yet.

    Raises Problem when that cannot be read or written, and what `made` does; the file is as it was then.
    """
    file = root / path
    try:
        _write_files(root, {path: made(file.read_bytes() if file.exists() else b"")}, ())
    except OSError as error:
        raise Problem(f"{path} cannot be written ({error.strerror}); it is as it was") from error


def _put_all_back(
    removed: Collection[Path], ready: Mapping[Path, Path], before: Mapping[Path, bytes | None], folders: Sequence[Path]
) -> None:
    """Make all as it was: files that were removed or, when they were `ready`, replaced, and folders that were made.
    before: the contents, None of what was not there."""
    for place in removed:
        if place in before and not place.exists():
            place.write_bytes(before[place] or b"")
    for place, temporary in ready.items():
        temporary.unlink(missing_ok=True)
        _put_back(place, before[place])
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _write_files(root: Path, files: Mapping[str, bytes], removed: Collection[str]) -> None:
    places = {(root / path).resolve(): content for path, content in files.items()}
    before = {place: place.read_bytes() if place.exists() else None for place in places}
    folders: list[Path] = []
    ready: dict[Path, Path] = {}
    try:
        for place, content in places.items():
            _make_folder(place.parent, folders)
            ready[place] = write_beside(place, content)
        for place, temporary in ready.items():
            temporary.replace(place)
        for path in removed:
            before.setdefault(root / path, (root / path).read_bytes())
            (root / path).unlink()
    except BaseException:
        _put_all_back([root / path for path in removed], ready, before, folders)
        raise
    for path in removed:
        _remove_empty((root / path).parent, root)


def _remove_empty(folder: Path, root: Path) -> None:
    with contextlib.suppress(OSError):  # the first that is not empty
        while folder != root:
            folder.rmdir()
            folder = folder.parent


def _put_back(place: Path, content: bytes | None) -> None:
    if content is None:
        place.unlink(missing_ok=True)
    elif place.read_bytes() != content:
        place.write_bytes(content)


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it; `made` gets the ones that were not there."""
    for place in [place for place in (folder, *folder.parents) if not place.exists()][::-1]:
        place.mkdir()
        made.append(place)
