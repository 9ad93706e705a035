"""The gate for every path that comes from content: which files may be read and published, which addresses written.

Who writes a page is not trusted with the rest of the machine: a symbolic link can name the environment of the build or
the token in `.git/config`, and an old address can climb out of the site with '..'.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from bitext.errors import Refused
from bitext.finding import Finding, printable
from bitext.pages.public_address import OUTSIDE
from bitext.tree import entries_below

LONGEST_NAME, LONGEST_ADDRESS = 255, 1000  # bytes; file systems end at 255, and the way to the site needs some, too
_MEANS_SOMETHING_ELSE = re.compile(r'[\\?#%"<>|*:]')
_BACKUP = re.compile(r".*(?:~|\.sw[opx])|#.*#", re.DOTALL)


class Gate:
    """Says which files of a site may be read. A link may lead to the sources of any language and to what lies in the
    folder of the configuration, but to nothing that is hidden there (a name with '.' first).

    root: the folder of the configuration; folders: of the sources, from there; theme: that of the templates, which the
    configuration may have put anywhere, or ''.
    """

    def __init__(self, root: Path, folders: Iterable[str], theme: str = "") -> None:
        self._root = root
        self._real_root = os.path.realpath(root)
        real = (os.path.realpath(root / folder) for folder in folders)
        self._tops = [top for top in real if _is_within(top, self._real_root)]
        self._tops += [os.path.realpath(root / theme)] if theme else []

    def passes(self, path: str | Path) -> bool:
        """Whether the file or folder at `path` (from the root, or absolute) is inside, wherever links lead."""
        return self._lets_in(os.path.realpath(self._root / path))

    def _lets_in(self, real: str) -> bool:
        if any(_is_within(real, top) for top in self._tops):
            return True
        if not _is_within(real, self._real_root):
            return False
        return not any(name.startswith(".") for name in Path(real).relative_to(self._real_root).parts)

    def names(self, folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """Each entry below `folder` (from the root) but folders. A link that leads out is one: it is left alone. A
        folder that cannot be listed is another."""
        if self.passes(folder):
            yield from entries_below(self._root / folder, enters=self._lets_in, with_closed=True)

    def refused(self, folder: str, entries: Iterable[tuple[str, os.DirEntry[str]]]) -> dict[str, Finding]:
        """What must not or cannot be read below `folder` (from the root), which holds `entries`, by path: links that
        lead out of the site, in a circle, or to what is no file; what is no file itself, such as a pipe; folders that
        cannot be listed. Pages that lead nowhere are not among them: reading them tells."""
        if not self.passes(folder):
            return {folder: self._finding(folder)}
        others = ((f"{folder}/{name}", entry) for name, entry in entries if not entry.is_file(follow_symlinks=False))
        found = ((path, self._fault(path) if entry.is_symlink() else _no_file(path, entry)) for path, entry in others)
        return {path: why for path, why in found if why}

    def refuse(self, path: str) -> None:
        """Raise Refused when `path` (from the root) leads out of the site by now."""
        if not self.passes(path):
            raise Refused(self._finding(path))

    def _fault(self, path: str) -> Finding | None:
        file = self._root / path
        is_hidden = file.name.startswith(".")  # such as Emacs' locks; it is not published
        if not self.passes(path):
            return None if is_hidden and not file.is_dir() else self._finding(path)
        if file.is_dir():
            return Finding(path, 0, "unreadable", f"is a link to '{_target(file)}', and so a folder within itself")
        if is_hidden or file.is_file() or path.endswith(".md"):
            return None
        return Finding(path, 0, "unreadable", f"is a link to '{_target(file)}', which is no file")

    def _finding(self, path: str) -> Finding:
        file = self._root / path
        to = f"a link to '{_target(file)}'" if file.is_symlink() else "below a link"
        is_hidden = _is_within(os.path.realpath(file), self._real_root)
        where = "hidden" if is_hidden else "outside of the site's folder"
        return Finding(path, 0, "file-outside", f"is {to}, which is {where}; put a copy in its place")


def _no_file(path: str, entry: os.DirEntry[str]) -> Finding:
    """What is wrong with what is neither a file nor a link."""
    message = "is a folder that cannot be listed" if entry.is_dir() else "is no file that can be read, such as a pipe"
    return Finding(path, 0, "unreadable", message)


def _target(link: Path) -> str:
    try:
        return printable(os.readlink(link))  # noqa: PTH115 (as it is written)
    except OSError:
        return link.name


def _is_within(path: str, top: str) -> bool:
    return path == top or path.startswith(top.rstrip(os.sep) + os.sep)


def is_backup(name: str) -> bool:
    """Whether a file of this name is what an editor leaves beside the one that is edited."""
    return _BACKUP.fullmatch(name.rpartition("/")[2]) is not None


def address_fault(written: object) -> str:
    """Why what is written is no address from the root of the site that a page can be put at; '' if it is one."""
    if not isinstance(written, str):
        return "is no text such as '/old'"
    if OUTSIDE.match(written):
        return "names another site; an old address is one of this site"
    if (decoded := _decoded(written)) != written:
        fault = address_fault(decoded)
        return f"is encoded, and without that it {fault}" if fault else f"is encoded; write '{decoded}'"
    names = written.strip("/").split("/")
    if len(written.encode(errors="replace")) > LONGEST_ADDRESS:
        return f"is longer than {LONGEST_ADDRESS} bytes"
    if ".." in names:
        return "leads out of the site with '..'"
    if not written.strip("/ "):
        return "is that of the home page"
    return next(filter(None, map(_name_fault, names)), "")


def _decoded(address: str) -> str:
    """What an address stands for that is encoded, perhaps more than once; itself where that is no text to be seen."""
    while "%" in address:
        try:
            decoded = unquote(address, errors="strict")
        except UnicodeDecodeError:
            break
        if decoded == address or not decoded.isprintable():
            break
        address = decoded
    return address


def _name_fault(name: str) -> str:
    """What is wrong with a part of an address, between two slashes."""
    if name in ("", ".", "~"):
        return f"has a part '{name}', which names nothing" if name else "has two slashes in a row"
    if not name.isprintable() or name != name.strip():
        return "has a space at the end of a part, or a character that nobody sees"
    if sign := _MEANS_SOMETHING_ELSE.search(name):
        return f"has a '{sign[0]}', which is no part of a path"
    if name.startswith(".") and name != ".well-known":
        return f"has a part '{name}', which is hidden"
    if name.endswith("."):
        return f"has a part '{name}', whose '.' at the end is lost on Windows"
    return f"has a part longer than {LONGEST_NAME} bytes" if len(name.encode()) > LONGEST_NAME else ""


def file_name_fault(name: str, *, is_page: bool) -> str:
    """What of the name of a file or folder breaks its address; '' if nothing does. is_page: links to it are made by the
    theme, too, which writes '&' as it is."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return "name is not UTF-8"
    if sign := re.search(r'[\\?#%"<>:&]' if is_page else r'[\\?#%"<>:]', name):
        better = re.sub(r'[\\?#%"<>:&\s]+', "-", name).strip("-")
        return f"name has '{sign[0]}', which breaks its address; write '{better}'"
    if not name.replace(" ", "").isprintable() or name != name.strip():
        return f"name has a space at an end, or a character that nobody sees; write '{_seen(name)}'"
    return ""


def _seen(name: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in name).split())


def is_plain(path: str) -> bool:
    """Whether a path (slashes between names) cannot lead out of the folder that it begins in, but through a link."""
    return not {"", ".", ".."} & set(path.split("/")) and not any(sign in path for sign in "\\:\0")


def place_below(folder: Path, path: str) -> Path:
    """Where `path` (slashes between names) is below `folder`, to write a file there. Raises ValueError when that is
    elsewhere, or a file would have to be a folder."""
    place = folder / path
    if is_plain(path) and not place.is_symlink() and not place.is_dir():
        above = [parent for parent in place.parents if parent.is_relative_to(folder)]
        is_file = any(parent.exists() and not parent.is_dir() for parent in above)
        if not is_file and place.resolve().is_relative_to(folder.resolve()):
            return place
    raise ValueError(f"'{printable(path)}' is no place for a file of the site")
