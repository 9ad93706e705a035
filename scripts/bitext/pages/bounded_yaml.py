"""Bounds for YAML: how deep it is nested, and how much aliases make of it ("a billion laughs")."""

from __future__ import annotations

import re
from typing import Any

import yaml

DEEPEST = 50  # levels of nesting; the navigation of a site has ten
LARGEST = 100_000  # values that aliases may add

# What may be nested so deep that libyaml's composer, which calls itself in C, would end the program.
_MANY = 1_000
_OPENING = re.compile(r"[\[{]")
_INDENTED = re.compile(rf"^ {{{_MANY},}}(?=\S)|^ *(?:[-?] +){{{_MANY // 2},}}", re.MULTILINE)


class TooMuch(yaml.MarkedYAMLError):
    """What `read_yaml` tells like any other fault, with its place."""


def load(text: str, loader_class: Any) -> Any:
    """The value of a YAML document, as `yaml.load` has it. Raises TooMuch when it is nested too deep, holds itself, or
    is made too large by aliases; and what `yaml.load` does."""
    if len(text) > _MANY and (len(_OPENING.findall(text)) > _MANY or _INDENTED.search(text)):
        _refuse_nesting(text, loader_class)
    loader = loader_class(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        _refuse_large(node, has_aliases="*" in text)
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _refuse_nesting(text: str, loader_class: Any) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader_class):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise _too_deep(event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _refuse_large(top: yaml.Node, *, has_aliases: bool) -> None:
    """Go through all values as often as they are named."""
    count, seen = 0, set[int]()
    left = [(top, 0)]
    while left:
        node, depth = left.pop()
        if has_aliases:
            count += id(node) in seen
            seen.add(id(node))
        if depth > DEEPEST:
            raise _too_deep(node.start_mark)
        if count > LARGEST:
            raise TooMuch(None, None, f"aliases make more than {LARGEST:,} values of it", node.start_mark)
        if isinstance(node, yaml.SequenceNode):
            left += [(item, depth + 1) for item in node.value]
        elif isinstance(node, yaml.MappingNode):
            left += [(each, depth + 1) for pair in node.value for each in pair]


def _too_deep(mark: Any) -> TooMuch:
    return TooMuch(None, None, f"is nested more than {DEEPEST} levels deep, or holds itself", mark)
