"""Where each word of a YAML text stands."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from bitext.page import FRONT_MATTER, Page


@dataclass(frozen=True)
class Scalar:
    """One key or value. keys: of the mappings it stands in, from the outermost; line: from 1."""

    keys: tuple[str, ...]
    value: str
    line: int
    is_key: bool = False


def scalars(text: str) -> list[Scalar]:
    """Every key and value of a YAML document, in order; nothing of one that is not valid."""
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return []
    return list(_walk(node, ()))


def front_matter_scalars(page: Page) -> list[Scalar]:
    """Every key and value of a page's front matter, with lines of the file."""
    match = FRONT_MATTER.match(page.head)
    found = scalars(match["yaml"] or "") if match else []
    return [Scalar(scalar.keys, scalar.value, scalar.line + 1, scalar.is_key) for scalar in found]


def _walk(node: yaml.Node | None, keys: tuple[str, ...]) -> Iterator[Scalar]:
    if isinstance(node, yaml.ScalarNode):
        yield Scalar(keys, node.value, node.start_mark.line + 1)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _walk(item, keys)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            yield Scalar(keys, name, key.start_mark.line + 1, is_key=True)
            yield from _walk(value, (*keys, name))
