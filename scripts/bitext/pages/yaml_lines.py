"""Where each word of a YAML text stands."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from bitext.pages.conflict import settled
from bitext.pages.page import FRONT_MATTER, Page


@dataclass(frozen=True)
class Scalar:
    """One key or value. keys: of the mappings it stands in, from the outermost; line: from 1; file: that has this line,
    where there is more than one."""

    keys: tuple[str, ...]
    value: str
    line: int
    is_key: bool = False
    file: str = ""


def scalars(text: str) -> list[Scalar]:
    """Every key and value of a YAML document, in order; nothing of one that is not valid."""
    return list(_walk(_composed("", text), ()))


def merged_scalars(texts: Sequence[tuple[str, str]]) -> list[Scalar]:
    """Every key and value of some YAML documents (names and texts), each laid over the next: mappings key by key."""
    merged: yaml.Node | None = None
    for name, text in texts:
        merged = _overlaid(_composed(name, text), merged)
    return list(_walk(merged, ()))


def merged_place(texts: Sequence[tuple[str, str]], keys: Sequence[str | int]) -> tuple[str, int] | None:
    """The document and the line in which the value stands that `keys` lead to, or the nearest above it.

    texts: names and texts of documents laid over one another; positions in lists are among the keys. None where all
    documents are empty or not valid."""
    node: yaml.Node | None = None
    for name, text in texts:
        node = _overlaid(_composed(name, text), node)
    if node is None:
        return None
    mark = node
    for key in keys:
        found = _below(node, key)
        if found is None:
            break
        mark, node = found
    return mark.start_mark.name, mark.start_mark.line + 1


def _below(node: yaml.Node, key: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Where the value of a key, or the item at a position, is marked, and the value; None if it is not there."""
    if isinstance(node, yaml.MappingNode):
        return next(((mark, value) for mark, value in node.value if mark.value == key), None)
    items = node.value if isinstance(node, yaml.SequenceNode) and isinstance(key, int) else []
    return (items[key], items[key]) if isinstance(key, int) and key < len(items) else None


def keys_twice(text: str) -> Iterator[tuple[str, int, int]]:
    """Each key that stands in its mapping already, its line, and that of the first."""
    stack = [node] if (node := _composed("", text)) is not None else []
    while stack:
        node = stack.pop()
        if isinstance(node, yaml.SequenceNode):
            stack += node.value
        elif isinstance(node, yaml.MappingNode):
            seen: dict[str, int] = {}
            for key, value in node.value:
                stack.append(value)
                line = key.start_mark.line + 1
                if isinstance(key, yaml.ScalarNode) and key.value != "<<" and seen.setdefault(key.value, line) != line:
                    yield key.value, line, seen[key.value]


class _Text(io.StringIO):
    """A text of which YAML knows the name."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name


def _composed(name: str, text: str) -> yaml.Node | None:
    try:
        return yaml.compose(_Text(name, text), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return None


def _overlaid(below: yaml.Node | None, above: yaml.Node | None) -> yaml.Node | None:
    if not (isinstance(below, yaml.MappingNode) and isinstance(above, yaml.MappingNode)):
        return above or below
    ours, theirs = ({key.value: (key, value) for key, value in node.value} for node in (above, below))
    pairs = []
    for name in {**theirs, **ours}:
        key, value = ours.get(name) or theirs[name]
        pairs.append((key, _overlaid(theirs[name][1], value) if name in theirs and name in ours else value))
    return yaml.MappingNode(above.tag, pairs, above.start_mark, above.end_mark)


def front_matter_scalars(page: Page) -> list[Scalar]:
    """Every key and value of a page's front matter, with lines of the file."""
    match = FRONT_MATTER.match(settled(page.head))
    found = scalars(match["yaml"] or "") if match else []
    return [Scalar(scalar.keys, scalar.value, scalar.line + 1, scalar.is_key) for scalar in found]


def _walk(node: yaml.Node | None, keys: tuple[str, ...]) -> Iterator[Scalar]:
    if node is not None and node.tag == "!ENV":  # names of variables, which are no values
        return
    if isinstance(node, yaml.ScalarNode):
        yield Scalar(keys, node.value, node.start_mark.line + 1, file=node.start_mark.name)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _walk(item, keys)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            yield Scalar(keys, name, key.start_mark.line + 1, is_key=True, file=key.start_mark.name)
            yield from _walk(value, (*keys, name))
