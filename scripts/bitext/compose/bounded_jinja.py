"""Jinja2 with bounds: whatever a page writes between braces, it ends soon and makes no more than a page can hold.

Each loop, call, operator and filter pays for what it goes through and what it makes from one budget for the page. What
could grow at one stroke (`'a' * 10**9`, `'a' | center(10**9)`) is measured before it is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from functools import partial, update_wrapper
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

LARGEST = 2_000_000  # characters of a page, or of any value on the way
WORK = 10_000_000  # characters that are gone through for a page
STEP = 20  # what an item, a turn of a loop or a call costs, in characters
LARGEST_NUMBER = 100_000  # in bits
_SLOW_TEXT = 100_000  # characters that a filter of `_SLOW` takes
_WIDEST = 9_999  # columns of a field in a format

# Filters and methods whose result can be as long as what they are given times an argument.
_WIDENING_FILTERS = frozenset("batch center indent join replace slice tojson truncate urlize wordwrap".split())
_WIDENING_METHODS = {"center", "expandtabs", "join", "ljust", "replace", "rjust", "to_bytes", "translate", "zfill"}
_SLOW = {"pprint", "striptags", "title", "tojson", "urlize", "wordcount", "wordwrap", "xmlattr"}
_HELD, _COUNTED = "=held", "=counted"  # names that no page can write
_COLLECTIONS = (Mapping, Namespace, list, tuple, set, frozenset, KeysView, ValuesView, ItemsView)
_PERCENT = re.compile(r"%(?:\([^)]*\))?[#0\- +]*(?P<width>\*|\d*)(?:\.(?P<precision>\*|\d*))?")
_WIDE_FIELD = re.compile(r":[^{}]*(?:\d{5}|\{)")


class TooMuch(Exception):
    """A template takes too long or makes too much; the text says which."""

    @classmethod
    def text(cls) -> TooMuch:
        return cls(f"this makes more text than a page can hold ({LARGEST:,} characters)")

    @classmethod
    def work(cls) -> TooMuch:
        return cls("this takes more steps than a page may: loops within loops, or text that doubles")


class Budget:
    """What is left of the `WORK` of a page."""

    def __init__(self) -> None:
        self.left = WORK

    def spend(self, characters: int) -> None:
        """Pay for going through so much. Raises TooMuch when nothing is left."""
        self.left -= characters
        if self.left < 0:
            raise TooMuch.work()

    def held(self, value: Any) -> Any:
        """`value`, which is paid for. Raises TooMuch when it is too large for a page."""
        self.spend(len(value) if type(value) is str and len(value) <= LARGEST else size(value))
        return value

    def counted(self, items: Iterable[Any], weight: int) -> Iterator[Any]:
        """`items`, each of which is paid for. weight: of the text that a turn of the loop writes."""
        for item in items:
            self.spend(STEP + weight)
            yield item


def size(value: Any) -> int:
    """How long `value` is when it is written out, about. Raises TooMuch for more than `LARGEST`."""
    total, left = 0, [value]
    while left:
        each = left.pop()
        if isinstance(each, str | bytes):
            total += len(each)
        elif isinstance(each, int):
            total += 1 + each.bit_length() // 3
        elif isinstance(each, range):
            total += STEP * len(each)
        elif isinstance(each, _COLLECTIONS):
            inside = _inside(each)
            total += STEP * len(inside)
            left += inside if total <= LARGEST else ()
        else:
            total += 1
        if total > LARGEST:
            raise TooMuch.text()
    return total


def _inside(value: Any) -> list[Any]:
    if isinstance(value, Namespace):
        value = object.__getattribute__(value, "_Namespace__attrs")
    return [*value.keys(), *value.values()] if isinstance(value, Mapping) else list(value)


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox for one page. lengths: of the templates that can be included, by their names."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self, *, finalize: Callable[[Any], Any], **options: Any) -> None:
        self.budget = Budget()
        self.lengths: dict[str, int] = {}

        @jinja2.pass_context  # so that nothing is worked out while a template is compiled
        def written(context: Context, value: Any) -> Any:
            return self.budget.held(finalize(value))

        super().__init__(finalize=written, optimized=False, **options)
        for name in ("cycler", "joiner", "lipsum"):
            del self.globals[name]

    def bound(self) -> None:
        """Put bounds around the filters and tests. To be called when all are there."""
        for name, filter_ in self.filters.items():
            self.filters[name] = update_wrapper(partial(self._filtered, name, filter_), filter_)
        tests: dict[str, Any] = self.tests
        for name, test in tests.items():
            tests[name] = update_wrapper(partial(self._tested, test), test)
        self.filters[_HELD] = self.budget.held
        self.filters[_COUNTED] = self.budget.counted

    def bounded(self, tree: nodes.Template) -> nodes.Template:
        """The template `tree`, with loops that count their turns and operators that measure what they are given."""
        bounded: nodes.Template = _Bounding().visit(tree)
        return bounded

    def output(self, template: jinja2.Template, names: Mapping[str, Any]) -> str:
        """What `template` makes of `names`. Raises TooMuch, at the line that is too much, and all that a template can
        raise."""
        parts: list[str] = []
        chunks: Any = template.generate(names)
        length = 0
        for chunk in chunks:
            parts.append(chunk)
            length += len(chunk)
            if length > LARGEST:
                chunks.throw(TooMuch.text())
        return "".join(parts)

    def get_template(self, name: Any, *arguments: Any, **options: Any) -> jinja2.Template:
        """As Jinja2 does; the text of the template is paid for."""
        self.budget.spend(STEP + self.lengths.get(str(name), 0))
        return super().get_template(name, *arguments, **options)

    def call(self, context: Context, obj: Any, /, *arguments: Any, **options: Any) -> Any:
        """As Jinja2 does, within bounds."""
        self.budget.spend(STEP)
        if isinstance(obj, LoopContext):  # a loop that calls itself
            arguments = (self.budget.counted(arguments[0], 0), *arguments[1:]) if arguments else ()
        elif (owner := getattr(obj, "__self__", None)) is not None and not isinstance(owner, type):
            self._measure(owner, getattr(obj, "__name__", "") in _WIDENING_METHODS, [*arguments, *options.values()])
        return self.budget.held(super().call(context, obj, *arguments, **options))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """As Jinja2 does, within bounds."""
        if operator == "%" and isinstance(left, str):
            _refuse_wide_fields(left, right if isinstance(right, tuple) else (right,))
        elif operator == "*":
            self._refuse_long(left, right)
            self._refuse_long(right, left)
        if operator in ("*", "**") and _is_large_result(operator, left, right):
            raise TooMuch.text()
        return self.budget.held(super().call_binop(context, operator, left, right))

    def _refuse_long(self, many: Any, times: Any) -> None:
        """Refuse a text or list that is too long when it is repeated so many times."""
        if isinstance(times, int) and isinstance(many, str | bytes | list | tuple):
            self.budget.spend(size(many))
            _refuse_product(size(many), times)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """As Jinja2 does, for fields of a width that a line can have."""
        wrapped = super().wrap_str_format(value)
        if wrapped is not None and _WIDE_FIELD.search(value.__self__):
            raise TooMuch.text()
        return wrapped

    def _filtered(self, name: str, filter_: Callable[..., Any], /, *arguments: Any, **options: Any) -> Any:
        self.budget.spend(STEP)
        first = 1 if hasattr(filter_, "jinja_pass_arg") else 0
        value, others = arguments[first : first + 1], [*arguments[first + 1 :], *options.values()]
        if value:
            self._measure(value[0], name in _WIDENING_FILTERS, others)
        if name in _SLOW and size(value) > _SLOW_TEXT:
            raise TooMuch(f"the filter '{name}' takes no more than {_SLOW_TEXT:,} characters")
        if name == "format" and isinstance(next(iter(value), None), str):
            _refuse_wide_fields(value[0], others)
        if name == "round" and _is_large(others):
            raise TooMuch.text()
        return self.budget.held(filter_(*arguments, **options))

    def _tested(self, test: Callable[..., bool], /, *arguments: Any, **options: Any) -> bool:
        self.budget.spend(STEP + size(arguments))
        return test(*arguments, **options)

    def _measure(self, value: Any, widens: bool, others: Iterable[Any]) -> None:
        """Pay for a value and what goes with it. Raises TooMuch when what is made of them could be too large."""
        whole = size(value)
        self.budget.spend(whole)
        for other in others:
            self.budget.spend(size(other))
            if widens:
                _refuse_product(1 + whole, abs(other) if isinstance(other, int) else size(other), limit=10 * LARGEST)


def _is_large_result(operator: str, left: Any, right: Any) -> bool:
    """Whether a product or a power of whole numbers may have too many digits."""
    if not isinstance(left, int) or not isinstance(right, int) or left in (-1, 0, 1):
        return False
    bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
    return bits > LARGEST_NUMBER


def _is_large(values: Iterable[Any]) -> bool:
    return any(isinstance(each, int) and abs(each) > 1_000 for each in values)


def _refuse_product(length: int, times: int, limit: int = LARGEST) -> None:
    if length * times > limit:
        raise TooMuch.text()


def _refuse_wide_fields(text: str, values: Iterable[Any]) -> None:
    """Of '%5d' and '%*d', in which the width is one of the `values`."""
    widths = [written for match in _PERCENT.finditer(text) for written in match.groups("")]
    wide = any(width.isdecimal() and int(width[:6]) > _WIDEST for width in widths)
    if wide or ("*" in widths and any(isinstance(each, int) and abs(each) > _WIDEST for each in values)):
        raise TooMuch.text()


class _Bounding(NodeTransformer):
    """Puts the filters that count and measure where Jinja2 itself offers no place."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (as Jinja2 has it)
        weight = sum(len(text.data) for text in node.find_all(nodes.TemplateData))
        self.generic_visit(node)
        node.iter = _filter(node.iter, _COUNTED, nodes.Const(weight))
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(node, _HELD)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(node, _HELD) if node.ctx == "load" else node

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(node, _HELD)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [_filter(each, _HELD) for each in node.nodes]
        return _filter(node, _HELD)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.expr = _filter(node.expr, _HELD)
        for operand in node.ops:
            operand.expr = _filter(operand.expr, _HELD)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _filter(node.node, _HELD)
        return node


def _filter(node: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    made = nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)
    made.set_environment(node.environment)
    return made


def deepest_line(tree: nodes.Node) -> int:
    """The line of what stands deepest in `tree`."""
    found, left = (0, 1), [(tree, 0)]
    while left:
        node, depth = left.pop()
        found = max(found, (depth, node.lineno or 1), key=lambda each: each[0])
        left += [(child, depth + 1) for child in node.iter_child_nodes()]
    return found[1]
