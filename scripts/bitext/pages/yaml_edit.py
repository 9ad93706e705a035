"""Edits of YAML as text: what is not changed stays as it is written, comments, quotes and order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence

import yaml

Keys = tuple[str, ...]


def composed(text: str) -> yaml.Node | None:
    """The nodes of a YAML document, which know where they stand in it; None of one that is not valid."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)  # libyaml's marks count bytes
    except yaml.YAMLError:
        return None


def values(node: yaml.Node | None, keys: Keys = ()) -> Iterator[tuple[Keys, yaml.ScalarNode]]:
    """Every value that is no list and no mapping, with the keys of the mappings that it stands in."""
    if isinstance(node, yaml.ScalarNode):
        yield keys, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from values(item, keys)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from values(value, (*keys, key.value if isinstance(key, yaml.ScalarNode) else ""))


def with_values(text: str, change: Callable[[Keys, str], str]) -> str:
    """`text` with each value as `change` has it, of its keys and what it was."""
    edits: dict[tuple[int, int], str] = {}
    for keys, node in values(composed(text)):
        new = change(keys, node.value)
        if new != node.value:
            edits[node.start_mark.index, node.end_mark.index] = _written(new, node.style)
    for (start, end), new in sorted(edits.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def without_items(text: str, node: yaml.SequenceNode, is_gone: Callable[[yaml.Node], bool]) -> str:
    """`text` without those items of the list `node` that are gone, and without lists of which nothing is left."""
    for start, end in sorted(_gone(text, node, is_gone), reverse=True):
        text = text[:start] + text[end:]
    return text


def with_item(text: str, node: yaml.SequenceNode, item: str) -> str:
    """`text` with another item at the end of the list `node`, which is written as its others are."""
    if node.flow_style or not node.value:
        end = node.end_mark.index - 1
        return f"{text[:end]}{', ' * bool(node.value)}{item}{text[end:]}"
    line_end = text.find("\n", _last(node).end_mark.index)
    at = len(text) if line_end < 0 else line_end + 1
    return f"{text[:at]}{' ' * node.start_mark.column}- {item}{_line_end(text)}{text[at:]}"


def written(value: str) -> str:
    """A text as a value of YAML."""
    return _written(value, None)


def _written(value: str, style: str | None) -> str:
    if style in ("'", '"') and style not in value and "\\" not in value:
        return f"{style}{value}{style}"
    is_plain = (
        re.fullmatch(r"[\w./][^\s,\[\]{}]*", value) and not value.endswith(":") and yaml.safe_load(value) == value
    )
    return value if is_plain else json.dumps(value, ensure_ascii=False)


def _whole_lines(text: str, node: yaml.Node) -> tuple[int, int]:
    """Where the lines begin and end in which a node stands."""
    start = text.rfind("\n", 0, node.start_mark.index) + 1
    end = text.find("\n", _last(node).end_mark.index)
    return start, len(text) if end < 0 else end + 1


def _gone(text: str, node: yaml.SequenceNode, is_gone: Callable[[yaml.Node], bool]) -> Iterator[tuple[int, int]]:
    """Where the items stand that are gone."""
    kept = [not _is_all_gone(item, is_gone) for item in node.value]
    for index, item in enumerate(node.value):
        if kept[index]:
            for below in _lists(item):
                yield from _gone(text, below, is_gone)
        elif not node.flow_style:
            yield _whole_lines(text, item)
        elif index + 1 < len(node.value):
            yield item.start_mark.index, node.value[index + 1].start_mark.index
        else:
            last = max((index for index, is_kept in enumerate(kept) if is_kept), default=None)
            start = item.start_mark.index if last is None else node.value[last].end_mark.index
            yield start, item.end_mark.index


def _is_all_gone(item: yaml.Node, is_gone: Callable[[yaml.Node], bool]) -> bool:
    lists = list(_lists(item))
    return all(all(_is_all_gone(each, is_gone) for each in below.value) for below in lists) if lists else is_gone(item)


def _lists(item: yaml.Node) -> Iterator[yaml.SequenceNode]:
    """The list that an item of a navigation is, or that its title stands over."""
    if isinstance(item, yaml.SequenceNode):
        yield item
    elif isinstance(item, yaml.MappingNode):
        for _, value in item.value:
            if isinstance(value, yaml.SequenceNode):
                yield value


def _last(node: yaml.Node) -> yaml.Node:
    """The last word of a node: where a list ends, its own mark does not tell."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def at(node: yaml.Node | None, keys: Sequence[str]) -> yaml.Node | None:
    """The node that these keys lead to, or None."""
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for name, value in pairs if name.value == key), None)
    return node
