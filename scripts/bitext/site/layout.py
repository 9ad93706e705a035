"""How a site keeps its languages apart: which file is which page of which locale, where one belongs, and what a path in
a link names.

A name is the same in every language ('portal/companies.md'); a path leads to a file from the root of the site.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

# What mkdocs-static-i18n takes for a language in the name of a file or folder, whether or not the site has it.
_ANY_LOCALE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{4})?(?:-[A-Z]{2})?|[a-z]{2}_[A-Z]{2}")


NamesBelow = Callable[[str], Sequence[str]]
PlaceOf = Callable[[str], tuple[str, str] | None]


def is_locale(code: str) -> bool:
    """Whether a word may be the code of a language."""
    return _ANY_LOCALE.fullmatch(code) is not None


class Layout(Protocol):
    """One way to keep them apart. Codes are those of locales ('fr')."""

    @property
    def tops(self) -> Sequence[str]:
        """The folders in which all files are, from the root of the site."""

    @property
    def is_of_mkdocs(self) -> bool:
        """Whether MkDocs finds the pages there without a hook."""

    def folder(self, code: str) -> str:
        """The folder that holds the pages of a locale, from the root of the site."""

    def path(self, name: str, code: str) -> str:
        """Where the file of this name belongs in a locale."""

    def glossary(self, name: str, code: str) -> str:
        """Where a file about the translation into a locale is, which is no page: `name` is '_glossary.yml'."""

    def files(self, names: NamesBelow) -> Iterator[tuple[str, str, str]]:
        """Code, name and path of each file below the folders of the site, of which `names` tells what is in them; where
        two of a locale have one name, the one that is published comes last."""

    def unlisted(self, names: NamesBelow) -> Iterator[tuple[str, str]]:
        """Code and path of each file that is for a language which the site does not list, and so is not read."""

    def uri(self, name: str, path: str) -> str:
        """What MkDocs knows a file by, below the folder of all pages; patterns such as `exclude_docs` mean that."""

    def meant(self, uri: str, code: str, place_of: PlaceOf) -> str:
        """The name that a `uri` in `nav` or in a link means ('fr/a.md' or 'a.md') where it is read in a locale, or the
        `uri` itself where it means none. place_of: code and name of a published file, by its path."""


@dataclass(frozen=True)
class BesideEachOther:
    """A folder for each locale, and none within another: 'docs' and 'docs_fr'. folders: by code; is_of_mkdocs: each has
    a configuration of its own."""

    folders: Mapping[str, str]
    is_of_mkdocs: bool = False

    @property
    def tops(self) -> Sequence[str]:
        return list(dict.fromkeys(self.folders.values()))

    def folder(self, code: str) -> str:
        return self.folders[code]

    def path(self, name: str, code: str) -> str:
        return f"{self.folders[code]}/{name}"

    def glossary(self, name: str, code: str) -> str:
        return self.path(name, code)

    def files(self, names: NamesBelow) -> Iterator[tuple[str, str, str]]:
        for code, folder in self.folders.items():
            others = tuple(f"{other}/" for other in self.folders.values() if other.startswith(f"{folder}/"))
            for name in names(folder):
                path = f"{folder}/{name}"
                if not others or not path.startswith(others):
                    yield code, name, path

    def unlisted(self, names: NamesBelow) -> Iterator[tuple[str, str]]:
        yield from ()

    def uri(self, name: str, path: str) -> str:
        return name

    def meant(self, uri: str, code: str, place_of: PlaceOf) -> str:
        return uri


@dataclass(frozen=True)
class _OneFolder:
    """All locales below one folder, as mkdocs-static-i18n has them. docs: the folder; codes: of the locales, that of
    the source first."""

    docs: str
    codes: Sequence[str]

    @property
    def tops(self) -> Sequence[str]:
        return [self.docs]

    @property
    def is_of_mkdocs(self) -> bool:
        return True

    def uri(self, name: str, path: str) -> str:
        return path.removeprefix(f"{self.docs}/")


@dataclass(frozen=True)
class FolderInDocs(_OneFolder):
    """`docs_structure: folder` of mkdocs-static-i18n: 'docs/en', 'docs/fr', and what is in neither belongs to the
    source locale."""

    def folder(self, code: str) -> str:
        return f"{self.docs}/{code}"

    def path(self, name: str, code: str) -> str:
        return f"{self.docs}/{code}/{name}"

    def glossary(self, name: str, code: str) -> str:
        return self.path(name, code)

    def files(self, names: NamesBelow) -> Iterator[tuple[str, str, str]]:
        own: list[tuple[str, str, str]] = []
        for below in names(self.docs):
            first, _, rest = below.partition("/")
            if rest and first in self.codes:
                own.append((first, rest, f"{self.docs}/{below}"))
            elif not (rest and _ANY_LOCALE.fullmatch(first)):
                yield self.codes[0], below, f"{self.docs}/{below}"
        yield from own

    def unlisted(self, names: NamesBelow) -> Iterator[tuple[str, str]]:
        for below in names(self.docs):
            first, _, rest = below.partition("/")
            if rest and first not in self.codes and _ANY_LOCALE.fullmatch(first):
                yield first, f"{self.docs}/{below}"

    def meant(self, uri: str, code: str, place_of: PlaceOf) -> str:
        first, _, rest = uri.partition("/")
        return rest if rest and first in (code, self.codes[0]) else uri


@dataclass(frozen=True)
class SuffixOfNames(_OneFolder):
    """`docs_structure: suffix` of mkdocs-static-i18n: 'docs/page.md' (or 'page.en.md') and 'docs/page.fr.md'."""

    def folder(self, code: str) -> str:
        return self.docs

    def path(self, name: str, code: str) -> str:
        if code == self.codes[0]:
            return f"{self.docs}/{name}"
        stem, kind = posixpath.splitext(name)
        return f"{self.docs}/{stem}.{code}{kind}"

    def glossary(self, name: str, code: str) -> str:
        return self.path(name, code)

    def files(self, names: NamesBelow) -> Iterator[tuple[str, str, str]]:
        named: list[tuple[str, str, str]] = []
        for below in names(self.docs):
            name, code = self._parted(below)
            if not code:
                yield self.codes[0], name, f"{self.docs}/{below}"
            elif code in self.codes:
                named.append((code, name, f"{self.docs}/{below}"))
        yield from named

    def unlisted(self, names: NamesBelow) -> Iterator[tuple[str, str]]:
        for below in names(self.docs):
            code = self._parted(below)[1]
            if code and code not in self.codes:
                yield code, f"{self.docs}/{below}"

    def meant(self, uri: str, code: str, place_of: PlaceOf) -> str:
        name, suffix = self._parted(uri)
        place = place_of(f"{self.docs}/{uri}") if suffix else None
        if place is None:
            return uri
        is_shown = place[0] == code or (place[0] == self.codes[0] and place_of(self.path(name, code)) is None)
        return name if is_shown else uri

    @staticmethod
    def _parted(below: str) -> tuple[str, str]:
        """Name and code of a file: the code is '' where its name has none."""
        folder, base = posixpath.split(below)
        stem, kind = posixpath.splitext(base)
        bare, dot, code = stem.rpartition(".")
        if not (dot and bare and _ANY_LOCALE.fullmatch(code)):
            return below, ""
        return posixpath.join(folder, bare + kind), code
