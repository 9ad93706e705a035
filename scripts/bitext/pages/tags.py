"""The Jinja2 tags of a line: what all languages share, and the texts in quotes, which each writes in its own words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import jinja2

_NAMING = frozenset("include import from extends if elif block call filter".split())  # what stands in quotes is a name
_BY_NAME = frozenset("attr dictsort groupby map max min rejectattr selectattr sort sum unique".split())
_COMPARING = frozenset(("==", "!=", "<", ">", "<=", ">="))
_NAME = re.compile(r"\.{0,2}/\S*|#\S+|\S+://\S*|\S+\.[a-z]{2,5}(?:#\S*)?|\S*(?:[_@\\]|[A-Za-z]\d)\S*")  # a path, an id
_WORD = re.compile(r"[^\W_]")
_TEXT = '""'
_EDGES = frozenset(("block_begin", "block_end", "variable_begin", "variable_end"))


@dataclass(frozen=True)
class Tags:
    """skeleton: the tags in one spelling, with '""' for each text; texts: those in quotes that people read."""

    skeleton: tuple[str, ...]
    texts: tuple[str, ...]


@lru_cache(maxsize=4096)
def read_tags(line: str) -> Tags:
    """The tags of a line. Spaces, kinds of quotes and signs that swallow blanks ('{%-') make no difference."""
    try:
        tokens = [(kind, value) for _, kind, value in _environment().lex(line) if kind != "whitespace"]
    except jinja2.TemplateSyntaxError:  # told by the rule 'template'
        return Tags(tuple(line.split()), ())
    reader = _Reader(tokens)
    for index in range(len(tokens)):
        reader.read(index)
    return Tags(tuple(reader.skeleton), tuple(reader.texts))


class _Reader:
    """Makes the skeleton and the texts of tokens, one after the other."""

    def __init__(self, tokens: Sequence[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._tag = ""  # the one that is open: 'include'
        self.skeleton: list[str] = []
        self.texts: list[str] = []

    def read(self, index: int) -> None:
        """Take in the token at `index`."""
        kind, value = self._tokens[index]
        if kind == "string":
            self._read_string(_unquoted(value), index)
        elif kind in _EDGES:
            self.skeleton.append(value.strip().strip("-+"))
            self._tag = self._opened(index) if kind.endswith("begin") else ""
        else:
            self.skeleton += value.split() if kind == "data" else [value]

    def _opened(self, index: int) -> str:
        """The name of the tag whose first token is at `index`."""
        is_block = self._tokens[index][0] == "block_begin"
        return self._tokens[index + 1][1] if is_block and index + 1 < len(self._tokens) else ""

    def _read_string(self, said: str, index: int) -> None:
        is_text = self._tag not in _NAMING and not _is_name(said, self._tokens, index)
        self.skeleton.append(_TEXT if is_text else f'"{said}"')
        self.texts += [said] if is_text and _WORD.search(said) else []


def _is_name(said: str, tokens: Sequence[tuple[str, str]], index: int) -> bool:
    """Whether what stands in quotes is a name by its form, or by what stands around it: a comparison, a key."""
    if " " not in said and _NAME.fullmatch(said):
        return True
    before = [value for _, value in tokens[max(0, index - 5) : index]]
    after = tokens[index + 1][1] if index + 1 < len(tokens) else ""
    last = before[-1] if before else ""
    if after == ":" or {last, after} & {*_COMPARING, "in"}:
        return True
    if last == "[":
        return _is_subscript(tokens[index - 2][0], before)
    return any(name in _BY_NAME for name in _called(before))


def _is_subscript(kind: str, before: Sequence[str]) -> bool:
    """Whether the bracket that `before` ends with looks something up in a value, and does not begin a list. kind: of
    the token before the bracket."""
    return len(before) > 1 and before[-2] != "in" and (kind == "name" or before[-2] in ("]", ")"))


def _called(before: Sequence[str]) -> Iterator[str]:
    """The filter whose argument stands here: 'map' of `| map(attribute=`."""
    for length in (2, 4):
        call = before[-length:]
        if len(call) == length and call[1] == "(" and call[3:] in ([], ["="]):
            yield call[0]


def _unquoted(value: str) -> str:
    try:
        return str(ast.literal_eval(value))
    except (SyntaxError, ValueError):
        return value[1:-1]


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    return jinja2.Environment(comment_start_string="<!--#", comment_end_string="#-->", autoescape=True)
