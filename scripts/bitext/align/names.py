"""Names in plain text that no language translates: addresses, paths, files, options, functions, fields, variables.

`FORMS` is the table of how they are written. The forms are looked for one after the other, and what one has taken is no
longer there for the next, so an address of the web stands before the path within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bitext.pages.segments import Segment

_ENDING = (  # of a file
    "bash|bat|bmp|cer|cfg|conf|cpp|cr2|crt|cs|css|csv|dll|docx?|env|exe|gif|go|gz|html?|ico|ini|iso|jar|java|jpe?g|jsx?"
    "|json|lock|log|md|mjs|msi|odt|p12|pdf|pem|pfx|php|png|pptx?|ps1|py|rar|rb|rs|rtf|scss|sh|sql|svg|tar|tgz|toml|tsv"
    "|tsx?|txt|vue|webp|xlsx?|xml|ya?ml|zip"
)
_TOP_LEVELS = "app|biz|ca|cloud|co|com|de|dev|edu|eu|fr|gov|info|int|io|it|mil|net|nl|org|qc|uk|us"  # of hosts
_AFTER = r"(?<![\w@/\\.:{}<>$%&=+~-])"  # what stands before a name is no part of a longer one
_PART = r"[\w.{}<>$%@:+~*-]"  # of a path
_FILE = r"[\w{}<>*-]"  # what the name of a file begins with
_OWN = r"(?:your|yours|my|votre|vos|mon|ma|mes|tu|mi|su|dein|ihr|mein)"
_EXAMPLE = re.compile(r"\bex[ea]mplee?\b|\bejemplo\b|\bbeispiel\b", re.IGNORECASE)
_PLACEHOLDER = re.compile(rf"(?<![A-Za-z]){_OWN}(?:[-_.]?[A-Za-z0-9]+)+|<[^<>]*>", re.IGNORECASE)
_OWNER = re.compile(  # whoever reads it
    r"(?:you|me|name|user|username|john|jane|alice|bob|vous|moi|nom|utilisateur|utilisatrice|jean|marie|prenom)"
    r"(?:[._-]?\w+)?@(?:example|email|domain|domaine|company|entreprise|\ufffc)\.\w+",
    re.IGNORECASE,
)
_MAY_BE_SAID = frozenset(("name", "function"))  # in words: 'operationId' is « l’identifiant de l’opération »
_END = ".,;:!?*'’\")]»”"

#: Kinds of names of which each language may have its own.
OF_READERS = frozenset(("address", "host", "file", "path"))
#: What messages call a name, what a text with one has at least, and how one is written.
FORMS: Sequence[tuple[str, str, re.Pattern[str]]] = (
    ("address", "://", re.compile(r"(?<![\w])(?:https?|ftps?|sftp|ssh|wss?|git|file)://[^\s<>\"«»“”`|]+")),
    ("e-mail address", "@", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("file", "\\", re.compile(r"(?<!\w)[A-Za-z]:\\[^\s|\"«»]+")),
    (
        "file",
        ".",
        re.compile(
            rf"{_AFTER}(?:~?/|\.\.?/)?(?:{_PART}+/)*{_FILE}[\w.{{}}<>*-]*\.(?:{_ENDING})(?![\w-]|\.\w)", re.IGNORECASE
        ),
    ),
    ("host", ".", re.compile(rf"{_AFTER}(?:[A-Za-z0-9-]+\.)+(?:{_TOP_LEVELS})(?::\d+)?(?![\w-]|\.\w)(?:/{_PART}+)*/?")),
    ("host", "localhost", re.compile(r"(?<![\w.])localhost(?::\d+)?(?:/[\w./-]+)?")),
    ("path", "/", re.compile(rf"{_AFTER}(?:~|\.\.?)/{_PART}+(?:/{_PART}+)*/?")),
    ("path", "/", re.compile(rf"{_AFTER}/(?=[\w{{<]){_PART}+(?:/{_PART}+)+/?")),
    ("path", "/", re.compile(rf"{_AFTER}/[a-z][A-Za-z0-9_-]+/?(?![\w/])")),
    ("option", "--", re.compile(r"(?<![\w-])--[A-Za-z][\w-]+")),
    ("function", "()", re.compile(rf"{_AFTER}[A-Za-z_][\w.]*\(\)")),
    ("placeholder", "{", re.compile(r"\$?\{[A-Za-z_][\w.-]*\}")),
    ("placeholder", "%", re.compile(r"(?<![\w%])%(?:\(\w+\))?[sd](?!\w)")),
    ("variable", "_", re.compile(rf"{_AFTER}\$?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?!\w)")),
    ("name", "_", re.compile(rf"{_AFTER}[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w:(])")),
    ("name", "", re.compile(rf"{_AFTER}[a-z]{{2,}}(?:[A-Z][a-z0-9]+)+(?![\w(])")),
)
_FORMULA = re.compile(r"(?<![\\$\w])\$(?=\S)[^$\n]*[\\^_][^$\n]*(?<=\S)\$(?![$\w])")  # of TeX: it has no names
# What a text with a name has: found by marks and capitals, as to try each letter before one takes three times as long.
_MARKS = re.compile(r"@|\\|_|\{|%|://|\.(?<=\w\.)\w|/\w|--\w|\(\)|localhost")
_HUMP = re.compile(r"[A-Z](?<=[a-z][A-Z])")

Name = tuple[str, str]  # what it is, and how it is written


def names(text: str) -> tuple[Name, ...]:
    """The names in the prose of a segment, form by form."""
    return _read(text)[0]


def without_names(text: str) -> str:
    """`text` with spaces in place of its names, for those who read numbers."""
    return _read(text)[1]


def differing_names(ours: Segment, theirs: Segment) -> Iterator[tuple[str, list[str], list[str]]]:
    """What names are, with those that only `ours` has and those that only `theirs` has. A name that one side has
    in code, in a link or in a text of a picture is in both; so is an example in the language of each side."""
    mine, yours = names(ours.prose), names(theirs.prose)
    if mine == yours:
        return
    lost, found = _alone(mine, ours, theirs), _alone(yours, theirs, ours)
    kinds = dict.fromkeys(kind for kind, _ in (*lost, *found))
    has_other_links = len(ours.links) != len(theirs.links)  # told as such, and a part of it may be in the text
    for kind in kinds if not has_other_links else [kind for kind in kinds if kind not in OF_READERS]:
        left, right = _without_same(*([text for each, text in side if each == kind] for side in (lost, found)))
        if (left and right) or (left + right and kind not in _MAY_BE_SAID):
            yield kind, left, right


def _without_same(lost: list[str], found: list[str]) -> tuple[list[str], list[str]]:
    """Both without those that stand for each other."""
    left, right = lost.copy(), list[str]()
    for text in found:
        same = next((other for other in left if _are_same(other, text)), None)
        if same is None:
            right.append(text)
        else:
            left.remove(same)
    return left, right


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[tuple[Name, ...], str]:
    found: list[Name] = []
    if not (_MARKS.search(text) or _HUMP.search(text)):
        return (), text
    in_formulas = _formulas(text)
    for kind, hint, pattern in FORMS:
        if hint not in text:
            continue

        def take(match: re.Match[str], kind: str = kind) -> str:
            name = match[0].rstrip(_END) if kind not in ("function", "placeholder") else match[0]
            if len(name) < 2 or match.start() in in_formulas:
                return match[0]
            found.append((kind, name))
            return " " * len(name) + match[0][len(name) :]

        text = pattern.sub(take, text)
    return tuple(found), text


def _formulas(text: str) -> frozenset[int]:
    """The places in a text that are within formulas."""
    return frozenset(place for match in _FORMULA.finditer(text) for place in range(*match.span()))


def _alone(names: Sequence[Name], segment: Segment, other: Segment) -> list[Name]:
    """Those of the names of a segment that the other has not. What follows a tag (`<b>a</b>/b`) is no path."""
    return [
        name
        for name in dict.fromkeys(names)
        if not _is_said(name, other) and not _is_linked(name, segment, other) and f">{name[1]}" not in segment.text
    ]


def _is_said(name: Name, segment: Segment) -> bool:
    """Whether a segment has a name anywhere, in code or in a link, too."""
    return name[1] in segment.text or name[1] in segment.prose


def _is_linked(name: Name, segment: Segment, other: Segment) -> bool:
    """Whether a name is part of a link that the other side has not: that is told for the link."""
    return any(name[1] in link for link in segment.links if link not in other.links)


def _are_same(ours: str, theirs: str) -> bool:
    """Whether two names are the same but for what each reader puts there: 'your-server' and 'votre-serveur',
    'you@example.com' and 'vous@exemple.com'."""
    mine, yours = _key(ours), _key(theirs)
    return mine == yours or (_OWNER.fullmatch(mine) is not None and _OWNER.fullmatch(yours) is not None)


def _key(name: str) -> str:
    return _EXAMPLE.sub("example", _PLACEHOLDER.sub("\ufffc", name)).rstrip("/")
