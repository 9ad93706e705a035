"""Values of the reader's own that a guide asks for once and uses again: `_data/values.yml` says what they are called.

In a page, `{{ value.NAME | field }}` is where a reader is asked, and `{{ value.NAME }}` where the value stands. What is
rendered is the placeholder, in an element that names the value: without scripts the sentence reads as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

FILE = "values"  # of the data
NAME = "value"  # on pages
KEYS = ("label", "placeholder", "hint")

_ELEMENT = re.compile(
    r"<(?P<tag>span|code) class=\"(?P<kind>value-field|value|copy value)\" data-value=\"(?P<name>[^\"]*)\"[^<>]*>"
    r"(?P<text>[^<]*)</(?P=tag)>"
)
_MARK = re.compile(r"[`*_\\\[\]{}~^|!:@]")
_TAB = re.compile(r"(?P<indent> *)===[!+]* +[\"']")


@dataclass(frozen=True)
class OwnValue:
    """name: in the data; label: of the field; placeholder: what stands where there is none; hint: where readers find
    it, or ''."""

    name: str
    label: str
    placeholder: str
    hint: str = ""

    def __str__(self) -> str:
        return self._element("span", "value")

    def as_field(self) -> str:
        """Where the reader is asked."""
        return self._element("span", "value-field", label=self.label, hint=self.hint)

    def as_code(self) -> str:
        """The value letter for letter."""
        return self._element("code", "value")

    def to_copy(self) -> str:
        """The value letter for letter, with a button to copy it."""
        return self._element("code", "copy value")

    def _element(self, tag: str, kind: str, **data: str) -> str:
        more = "".join(f' data-{key}="{_escaped(text)}"' for key, text in data.items() if text)
        return f'<{tag} class="{kind}" data-value="{_escaped(self.name)}"{more}>{_escaped(self.placeholder)}</{tag}>'


@dataclass(frozen=True)
class Mention:
    """A place of a composed text where a value is asked for or used. line: from 1; tab: lines of the tabs it is in, the
    outermost first."""

    name: str
    is_field: bool
    line: int
    tabs: tuple[int, ...] = ()


def _escaped(text: str) -> str:
    """`text` for HTML within Markdown, in which no character is a mark."""
    return _MARK.sub(lambda mark: f"&#{ord(mark[0])};", escape(" ".join(text.split())))


def own_values(data: Mapping[str, Any]) -> dict[str, OwnValue]:
    """The values that the data of a locale describes, by their names. One without a placeholder has its label there."""
    described = data.get(FILE)
    found: dict[str, OwnValue] = {}
    for name, says in described.items() if isinstance(described, Mapping) else ():
        texts = {key: str(says.get(key) or "") for key in KEYS} if isinstance(says, Mapping) else {}
        label = texts.get("label") or str(name)
        found[str(name)] = OwnValue(str(name), label, texts.get("placeholder") or label.lower(), texts.get("hint", ""))
    return found


def mentions(text: str) -> list[Mention]:
    """Where the composed `text` of a page asks for values and uses them."""
    if "data-value=" not in text:
        return []
    lines = text.split("\n")
    found: list[Mention] = []
    for number, line in enumerate(lines, 1):
        for match in _ELEMENT.finditer(line):
            tabs = tuple(_tabs_around(lines, number - 1))
            found.append(Mention(unescape(match["name"]), match["kind"] == "value-field", number, tabs))
    return found


def _tabs_around(lines: Sequence[str], index: int) -> Iterator[int]:
    """The lines of the tabs that the line `index` is in."""
    depth = len(lines[index]) - len(lines[index].lstrip())
    found: list[int] = []
    for before in range(index - 1, -1, -1):
        line = lines[before]
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        if indent < depth:
            depth = indent
            if _TAB.match(line):
                found.append(before + 1)
    return reversed(found)


def with_placeholders(part: str) -> str:
    """`part` of a copy in plain Markdown, each value between '‹' and '›' where it stands. A field is its words."""
    if "data-value=" not in part:
        return part

    def plain(match: re.Match[str]) -> str:
        text = unescape(match["text"])
        if match["kind"] == "value-field":
            return text
        return f"`‹{text}›`" if match["tag"] == "code" else f"‹{text}›"

    return _ELEMENT.sub(plain, part)
