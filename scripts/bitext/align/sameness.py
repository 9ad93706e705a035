"""How two halves of a pair are compared: what counts as the same link, code or language."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar
from urllib.parse import unquote

from bitext.languages.language import language_of
from bitext.pages.public_address import OUTSIDE
from bitext.pages.segments import Segment

#: English words of grammar; those that are French words too ('on', 'or', 'a') are left out.
GRAMMAR = frozenset(language_of("en").grammar.split())
Thing = TypeVar("Thing", bound=Hashable)
ENOUGH = 5  # words, to tell a language by
_OWN = r"\b(?:[Yy]our|[Mm]y|[Vv]otre|[Vv]os|[Mm]on|[Mm]a|[Mm]es|[Dd]ein|[Ii]hr|[Mm]ein)"
_EXAMPLE = re.compile(r"\bexemple(?=\.(?:com|org|net|ca)\b)")
_PLACEHOLDER = re.compile(
    rf"{_OWN}(?:[-_][\w-]+|[A-Z]\w*)|"
    r"<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\]|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b|\b[A-Z]{2,4}(?:[-/.][A-Z]{2,4})+\b"
)


def without_origin(target: str, origins: tuple[str, ...]) -> str:
    """A link target without the site's own address and without the prefix of a language: the same in all of them."""
    own, *prefixes = origins
    path = unquote(target.strip())
    if own and path.startswith(own):
        path = path[len(own) :] or "/"
    match = re.match(r"/([A-Za-z]+)(?:[-_][A-Za-z]+)*(?=/|$)", path)
    if match and match[1].lower() in prefixes:  # '/fr/' and '/fr-ca/' are prefixes of 'fr'
        path = path[match.end() :] or "/"
    return path


def link_key(target: str, name: str, origins: tuple[str, ...]) -> str:
    """Where a link of the page `name` leads, the same however it is written: from the page or from the root, as a file
    or as its address, encoded or not."""
    bare = re.sub(
        r"#?:~:.*", "", without_origin(target, origins)
    )  # the words that a fragment names are of its language
    path, hash_, fragment = bare.partition("#")
    if OUTSIDE.match(path) or path.startswith("//") or not name:
        return f"{path}{hash_}{fragment}"
    place = posixpath.join("/", posixpath.dirname(name), path) if path else f"/{name}"
    address = re.sub(r"(?:(?<=/)(?:index|README)\.(?:md|html)|\.md)$", "", posixpath.normpath(place))
    return f"{address.rstrip('/')}/{hash_}{fragment}"


def parting(ours: Iterable[Thing], theirs: Iterable[Thing]) -> tuple[list[Thing], list[Thing]]:
    """What each of two lists has that the other has not, with how often, each in its order."""
    here, there = list(ours), list(theirs)
    if here == there:
        return [], []
    left, right = Counter(here), Counter(there)
    return list((left - right).elements()), list((right - left).elements())


def targets_parting(
    ours: Iterable[str], theirs: Iterable[str], name: str, origins: tuple[str, ...]
) -> tuple[list[str], list[str]]:
    """As `parting`, of links or images of two pages of this name: by where they lead, and told as they are written."""
    written = {link_key(target, name, origins): without_origin(target, origins) for target in (*theirs, *ours)}
    lost, found = parting(*([link_key(target, name, origins) for target in side] for side in (ours, theirs)))
    return [written[key] for key in lost], [written[key] for key in found]


def code_key(code: str) -> str:
    """A code span with its placeholders reduced to their shape, its spaces and quotes to one kind."""
    own = _EXAMPLE.sub("example", _PLACEHOLDER.sub("\ufffc", code))
    return re.sub(r"\s+", " ", own).strip().replace("’", "'")


def reads_as_english(words: Iterable[str], *, share: float = 0.2) -> bool:
    """Whether a text of these words is English: `ENOUGH` or more, over `share` of them words of English grammar."""
    known = [word for word in words if word]
    return len(known) >= ENOUGH and sum(word in GRAMMAR for word in known) > len(known) * share


def is_slip(source: str, target: str) -> bool:
    """Whether `target` is a slip of `source`, a different text, rather than its translation: word by word the same, but
    for case, or a letter that is missing or out of place."""
    ours, theirs = source.split(), target.split()
    return len(ours) == len(theirs) and all(map(_is_misspelt, ours, theirs))


def _is_misspelt(source: str, target: str) -> bool:
    if source.casefold() == target.casefold() or (len(source) > 3 and sorted(source) == sorted(target)):
        return True
    if re.fullmatch(f"{re.escape(source)}[es]", target):  # 'total' is « totale »
        return False
    longer, shorter = (source, target) if len(source) > len(target) else (target, source)
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))


def parting_message(thing: str, lost: list[str], found: list[str], where: str, to: str = "") -> str | None:
    """What to say of things (such as 'link') that only the source at `where` has, `lost`, or only the translation,
    `found`; None when there are none. to: a word before each, such as 'to '."""
    if lost and found:
        return f"{thing} {to}{quoted(found)} is {to}{quoted(lost)} in {where}"
    if lost:
        return f"{thing} {to}{quoted(lost)} of {where} is missing here"
    return f"{thing} {to}{quoted(found)} is not in {where}" if found else None


def line_with(segment: Segment, things: Iterable[str]) -> int:
    """The line of a segment to tell things of: in a block of HTML, the first that has one of them."""
    wanted = list(things) if segment.kind == "html" else []
    lines = enumerate(segment.text.split("\n"), segment.line) if wanted else ()
    return next((number for number, line in lines if any(thing in line for thing in wanted)), segment.line)


def quoted(things: Iterable[str]) -> str:
    """'a', 'b' and so on, for a message."""
    return ", ".join(f"'{thing}'" for thing in things)


def named(segment: Segment, more: int = 0) -> str:
    """A segment, and so many `more` after it, as a message names them."""
    kind = "line of tags" if segment.kind == "jinja" else segment.kind
    return f"{kind} '{shortened(segment.text)}'" + (f" and {more} more" if more else "")


def shortened(text: str, width: int = 60) -> str:
    """The beginning of a text, on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rsplit(" ", 1)[0] + "…"
