"""Addresses and names of files that differ only by the language that they are for."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from bitext.languages.language import base, language_of


def parted(ours: Sequence[str], theirs: Sequence[str], languages: tuple[str, str]) -> tuple[list[str], list[str]]:
    """`ours` and `theirs`, what one side of a pair has and the other has not, without those of another language that
    stand for each other. languages: the codes of the source and of the target."""
    lost, found = list(ours), list(theirs)
    for target in theirs:
        partner = next((source for source in lost if is_same(source, target, languages)), None)
        if partner is not None:
            lost.remove(partner)
            found.remove(target)
    return lost, found


@lru_cache(maxsize=4096)
def is_same(source: str, target: str, languages: tuple[str, str]) -> bool:
    """Whether `target` is for readers of the target language what `source` is for those of the source language: an
    address on another host, or a file that has the language in its name."""
    if re.match(r"https?://", source, re.IGNORECASE) and re.match(r"https?://", target, re.IGNORECASE):
        return _is_same_address(source, target, languages)
    return not re.match(r"[\w+.-]+:", source + target) and is_same_file(source, target, languages)


def _is_same_address(source: str, target: str, languages: tuple[str, str]) -> bool:
    """One that names the language of its readers may have another path in it."""
    ours, theirs = _without_slash(source), _without_slash(target)
    if ours == theirs:
        return True
    try:
        here, there = urlsplit(ours), urlsplit(theirs)
    except ValueError:
        return False
    mine, yours = _marks(languages[0]), _marks(languages[1])
    if _host(here.netloc, mine | yours) != _host(there.netloc, mine | yours):
        return False
    words, others = (
        set(re.split(r"[/.=&]", f"{each.netloc}/{each.path}/{each.query}".lower())) for each in (here, there)
    )
    if others & (yours - mine):  # the address says that it is for readers of this language
        return not words & (yours - mine)
    bare, other = (_bare(f"{each.path}?{each.query}", mine | yours) for each in (here, there))
    is_for_all = bool(words & mine) and not others & mine
    return is_for_all and (bare, here.fragment) == (other, there.fragment)


def is_same_file(source: str, target: str, languages: tuple[str, str]) -> bool:
    """Whether two paths are the same but for a language in the name of the file or of a folder: 'keys.png' and
    'keys_fr.png', 'img/en/keys.png' and 'img/fr/keys.png'."""
    mine, yours = _marks(languages[0]), _marks(languages[1])
    ours, theirs = _file(source, mine), _file(target, yours)
    if posixpath.splitext(source)[1].lower() != posixpath.splitext(target)[1].lower() or source == target:
        return source == target
    return ours == theirs or any(theirs == (*ours[:-1], ours[-1] + mark) for mark in yours)


def _file(path: str, marks: frozenset[str]) -> tuple[str, ...]:
    *folders, name = path.split("/")
    stem = posixpath.splitext(name)[0]
    written = "|".join(map(re.escape, sorted(marks, key=len, reverse=True)))
    bare = re.sub(rf"(?:^(?:{written})[-_.]|[-_.](?:{written})$)", "", stem, flags=re.IGNORECASE)
    return (*(folder for folder in folders if folder.lower() not in marks), bare)


@lru_cache(maxsize=16)
def _marks(code: str) -> frozenset[str]:
    """What stands for a language: 'fr', 'fr-ca', 'fra', 'french'."""
    tag, language = code.lower().replace("_", "-"), language_of(code)
    tagged = {f"{base(code)}{mark}{region}" for region in language.regions.split() for mark in "-_"}
    return frozenset({tag, tag.replace("-", "_"), base(code), *tagged, *language.names.split()})


def _host(netloc: str, marks: frozenset[str]) -> str:
    """A host without a language before it: 'fr.wikipedia.org'."""
    labels = netloc.lower().removeprefix("www.").split(".")
    return ".".join(labels[1:] if len(labels) > 2 and labels[0] in marks else labels)


def _bare(rest: str, marks: frozenset[str]) -> str:
    path, _, query = rest.lower().partition("?")
    parts = [part for part in path.split("/") if part and part not in marks]
    said = [part for part in query.split("&") if part and part.rpartition("=")[2] not in marks]
    return f"{'/'.join(parts)}?{'&'.join(said)}"


def _without_slash(address: str) -> str:
    """An address without a slash at the end of its path, which leads to the same page."""
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    return f"{path.rstrip('/')}{mark}{rest}"
