"""Writing down in a translation which source text it was made from, and writing files whole or not at all."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path

from bitext.finding import Finding, Refused
from bitext.page import parse_page, read_yaml
from bitext.revision import KEY, recorded
from bitext.writing import write_beside

_BOM = "\ufeff"
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")
_WRITTEN = re.compile(rf"(?P<key>[ \t]*([\"']?){KEY}\2[ \t]*:)(?P<value>[^#]*?)(?P<note>(?:[ \t]+#.*)?)")


def with_revision(path: str, content: bytes, revision: str) -> bytes:
    """The content of the page at `path` with `revision` recorded as the last key of its front matter, or in its place
    where a revision is recorded already. All else is as it was: comments, quotes, line ends.

    Raises Refused when the front matter is not written as a block of keys, one to a line.
    """
    text = content.decode("utf-8")
    made = _recorded_in(text.removeprefix(_BOM), f'"{revision}"' if revision.isdigit() else revision)
    before, after = (parse_page(_plain(version), path, "", "") for version in (text, made))
    if (
        recorded(after.meta) != revision
        or {**before.meta, KEY: None} != {**after.meta, KEY: None}
        or after.body.lstrip("\n") != before.body.lstrip("\n")
    ):
        message = f"the front matter is not one key to a line; write '{KEY}: {revision}' into it by hand"
        raise Refused(Finding(path, 1, "front-matter", message))
    return (_BOM * text.startswith(_BOM) + made).encode()


def with_data_revision(path: str, content: bytes, revision: str) -> bytes:
    """The content of the file of data at `path` with `revision` recorded as its first key, or in its place where a
    revision is recorded already. All else is as it was.

    Raises Refused when the file is not written as a block of keys.
    """
    text = content.decode("utf-8")
    mark, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    value = f'"{revision}"' if revision.isdigit() else revision
    line = f"{KEY}: {value}"
    if re.search(rf"^{KEY}:", text, re.MULTILINE):
        made = re.sub(rf"^{KEY}:[^\r\n#]*?(?=[ \t]*(?:#|\r?$))", line, text, count=1, flags=re.MULTILINE)
    else:
        end = "\r\n" if "\r\n" in text else "\n"
        comments = re.match(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*", text)
        at = comments.end() if comments else 0
        made = f"{text[:at]}{line}{end}{end}{text[at:]}"
    before = read_yaml(text, path)
    try:
        after = read_yaml(made, path)
    except Refused:
        after = None
    if not isinstance(before, dict) or after != {**before, KEY: revision}:
        message = f"is not written as one block of keys; write '{KEY}: {revision}' into it by hand"
        raise Refused(Finding(path, 1, "yaml", message))
    return (mark + made).encode()


def _recorded_in(text: str, value: str) -> str:
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    bare = [line.rstrip("\r\n") for line in lines]
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    closing = next((index for index, line in enumerate(bare) if index and _FENCE.fullmatch(line)), None)
    if not bare or not re.fullmatch(r"---[ \t]*", bare[0]) or closing is None:
        blank = end if bare and bare[0].strip() else ""
        return f"---{end}{KEY}: {value}{end}---{end}{blank}{text}"
    for index in range(1, closing):
        if written := _WRITTEN.fullmatch(bare[index]):
            following = index + 1
            while re.match(r"[ \t]+\S", bare[following]):  # the rest of a value that goes on below
                following += 1
            line = f"{written['key']} {value}{written['note']}{lines[index][len(bare[index]) :]}"
            return "".join([*lines[:index], line, *lines[following:]])
    indents = (re.match(r"[ \t]*(?=[^\s#])", line) for line in bare[1:closing])
    indent = next((match[0] for match in indents if match), "")
    return "".join([*lines[:closing], f"{indent}{KEY}: {value}{end}", *lines[closing:]])


def _plain(text: str) -> str:
    return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by their paths from `root`, all or none: first beside their places, then into them.

    Raises OSError, and leaves everything as it was.
    """
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
    except BaseException:
        for place, temporary in ready.items():
            temporary.unlink(missing_ok=True)
            _put_back(place, before[place])
        for folder in reversed(folders):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


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
