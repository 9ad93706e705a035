"""How a site looks, as its style sheets say: the colours of a scheme, and the file of its font."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MARK = re.compile(r"\"[^\"]*\"|'[^']*'|url\([^)]*\)|[{};]")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*((?:\"[^\"]*\"|'[^']*'|url\([^)]*\)|[^;])*)")
_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)|@layer\b.*|@supports\b.*", re.IGNORECASE)
_PART = re.compile(r":root|\[data-md-color-(scheme|primary|accent)=[\"']?([\w-]+)[\"']?\]")
_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
DEEPEST = 10  # variables within variables


@dataclass(frozen=True)
class _Rule:
    """around: the at-rules that it stands in; selectors: as written; declarations: by property."""

    around: tuple[str, ...]
    selectors: str
    declarations: Mapping[str, str]


class Look:
    """What `sheets` (texts, the last one strongest) say for a page with a colour scheme and colours.

    attributes: 'scheme', 'primary' and 'accent', as `theme: palette` names them.
    """

    def __init__(self, sheets: Iterable[str], attributes: Mapping[str, str]) -> None:
        self._rules = [list(_rules(sheet)) for sheet in sheets]
        matching = [
            (strength, rule.declarations)
            for sheet in self._rules
            for rule in sheet
            if all(map(_SCREEN.fullmatch, rule.around)) and (strength := _strength(rule.selectors, attributes))
        ]
        self._values: dict[str, str] = {}
        for _, declarations in sorted(matching, key=lambda each: each[0]):
            self._values.update(declarations)

    def value(self, name: str) -> str:
        """The value of a custom property ('--md-default-bg-color'), or ''."""
        found = self._values.get(name, "").strip()
        for _ in range(DEEPEST):
            if "var(" not in found:
                return found
            found = _VARIABLE.sub(lambda each: self._values.get(each[1], each[2] or "").strip(), found)
        return ""

    @property
    def fonts(self) -> Iterator[tuple[int, str]]:
        """The files of fonts: the number of the style sheet that names each, and its address from there. That of the
        text comes first."""
        faces = [
            (number, rule.declarations.get("font-family", "").strip(" \"'"), _ADDRESS.search(rule.declarations["src"]))
            for number, sheet in enumerate(self._rules)
            for rule in sheet
            if rule.selectors == "@font-face" and "src" in rule.declarations
        ]
        text = self.value("--md-text-font").split(",")[0].strip(" \"'")
        for number, _, found in sorted(faces, key=lambda face: face[1] != text):
            if found and ":" not in found[1]:
                yield number, found[1]


def _rules(sheet: str) -> Iterator[_Rule]:
    sheet = _COMMENT.sub(" ", sheet)
    open_rules: list[tuple[str, int]] = []
    start = 0
    for mark in _MARK.finditer(sheet):
        if mark[0] == "{":
            open_rules.append((" ".join(sheet[start : mark.start()].split()), mark.end()))
        elif mark[0] == "}" and open_rules:
            selectors, begin = open_rules.pop()
            if not selectors.startswith("@") or selectors == "@font-face":
                declarations = {each[1]: each[2] for each in _DECLARATION.finditer(sheet[begin : mark.start()])}
                yield _Rule(tuple(around for around, _ in open_rules), selectors, declarations)
        elif mark[0] != ";":
            continue
        start = mark.end()


def _strength(selectors: str, attributes: Mapping[str, str]) -> int:
    """How many conditions of one of the selectors the page fulfils; 0 if none holds for the page as a whole."""
    found = 0
    for selector in selectors.split(","):
        parts = list(_PART.finditer(selector.strip()))
        is_whole = parts and "".join(part[0] for part in parts) == selector.strip()
        if is_whole and all(part[1] is None or attributes.get(part[1]) == part[2] for part in parts):
            found = max(found, len(parts))
    return found
