"""Snippets and data put into a page by Jinja2, sandboxed, with every line traced to where it was written."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from types import CodeType, TracebackType
from typing import Any, NoReturn

import babel
import jinja2
from babel.lists import format_list
from jinja2 import nodes
from jinja2.parser import Parser

from bitext.compose.bounded_jinja import BoundedEnvironment, TooMuch, deepest_line
from bitext.compose.texts import Expanded, Origin, as_written
from bitext.errors import Refused
from bitext.finding import Finding, nearest
from bitext.markdown.line_marks import has_tags, mark, read_marks, without_marks
from bitext.pages.own_values import NAME, OwnValue, own_values
from bitext.pages.page import Page
from bitext.pages.writing_marks import unwritten
from bitext.site.site import SNIPPETS, Site

_ENDS = re.compile("\r\n?")  # which data and front matter may have


def expand(page: Page, site: Site) -> Expanded:
    """Put the snippets and data that `page` names in their places.

    Raises Refused, naming file and line, for an undefined name, a syntax fault, a template that takes too long or makes
    too much, a snippet that does not exist, that includes itself or that lies outside its folder.
    """
    record = site.record(page) if site.composes else None
    if not (site.composes and has_tags(page.body)):
        return as_written(page.body, page.path, page.offset, site.dialect.without_jinja)
    return _Expansion(page, site, record).run()


def refuse_unwritten(expanded: Expanded) -> None:
    """Raise Refused when a page that is no draft shows a text that is still to be written: it is in the data."""
    if not unwritten(expanded.text):
        return
    for segment in expanded.segments:
        if text := unwritten(segment.prose):
            message = f"'{text}' is still to be written, and this page shows it"
            raise Refused(Finding(*expanded.origins[segment.line - 1], "to-write", message, "source"))


class _Expansion:
    """One page on its way through Jinja2."""

    def __init__(self, page: Page, site: Site, record: Mapping[str, Any] | None) -> None:
        self.page = page
        self.site = site
        self.locale = site.locales[page.locale]
        self.folder = f"{self.locale.folder}/{SNIPPETS}"
        self.offsets = {page.path: page.offset}  # of each file that takes part, in the order of their numbers
        self.names: dict[str, Any] = {**site.shown_data[page.locale], "page": site.meta(page), "locale": page.locale}
        self.names["publisher"] = site.publishers[page.locale]
        if record is not None:
            self.names[site.records.key] = record
        if values := own_values(self.names):
            self.names.setdefault(NAME, values)
        self.loader = _Loader()
        self.environment = _environment(self.locale.tag, self.loader)

    def run(self) -> Expanded:
        source = mark(self.page.body, 0)
        self._compile(source, "", self.page.path, (self.page.path,))
        try:
            rendered = self.environment.output(self.environment.get_template(""), self.names)
        except _UndefinedName as error:
            known = self.names if error.known is None else error.known
            message = f"'{error.name}' is not defined{nearest(error.name, known)}"
            raise Refused(Finding(*self._place(error.__traceback__), "undefined-name", message)) from None
        except TooMuch as error:
            raise Refused(Finding(*self._place(error.__traceback__), "template", str(error))) from None
        except Exception as error:  # what an expression on a page does is up to its writer
            message = f"this expression fails: {without_marks(str(error)) or type(error).__name__}"
            raise Refused(Finding(*self._place(error.__traceback__), "template", message)) from error
        text, origins = read_marks(_ENDS.sub("\n", rendered))
        paths = list(self.offsets)
        places = ((paths[file if file < len(paths) else 0], line) for file, line in origins)
        written = tuple((path, line + self.offsets[path]) for path, line in places)
        return Expanded(text, written, self.site.dialect.without_jinja)

    def _read(self, name: str, path: str) -> str:
        """The snippet at `path` with its lines marked."""
        snippet = self.site.page_at(path, name, self.locale)
        text = snippet.body.lstrip("\n") if snippet.head else snippet.body  # what a translation records never shows
        self.offsets.setdefault(path, snippet.offset + snippet.body.count("\n") - text.count("\n"))
        return mark(text if text.endswith("\n") else text + "\n", list(self.offsets).index(path))

    def _compile(self, source: str, name: str, path: str, chain: tuple[str, ...]) -> None:
        """Compile the text of the page or snippet at `path`, and the snippets that it includes."""
        try:
            compiled = _compiled(source, name, path)
        except jinja2.TemplateSyntaxError as error:
            self._refuse_syntax(error, path)
        except _TooDeep as error:
            self._refuse_nesting(path, error.line)
        self.loader.code[name] = compiled.code
        self.environment.lengths[name] = len(source)
        for tag in compiled.taking_in:
            place = (path, tag.lineno + self.offsets[path])
            name = self._name_of_snippet(tag, place)
            included = self._included(name, place, chain)
            if name not in self.loader.code:
                self._compile(self._read(name, included), name, included, (*chain, included))

    def _name_of_snippet(self, tag: nodes.Node, place: Origin) -> str:
        """The name of the snippet that a tag at `place` takes in. Raises Refused for a tag or a name that is not
        allowed."""
        wanted = getattr(tag, "template", None)
        if not isinstance(tag, nodes.Include) or not isinstance(wanted, nodes.Const):
            message = "a snippet is taken in with 'include' and its name in quotes, nothing else"
            raise Refused(Finding(*place, "snippet-name", message))
        name = str(wanted.value)
        if not self._is_inside(name):
            message = f"snippet '{name}' lies outside '{self.folder}'"
            path = f"{self.folder}/{name}"
            link = (path, 0) if path in self.site.refused else None
            raise Refused(Finding(*place, "snippet-outside", message, counterpart=link))
        return name

    def _included(self, name: str, place: Origin, chain: tuple[str, ...]) -> str:
        """The path of the snippet called `name`. Raises Refused if there is none, or if it is one of the `chain` that
        leads to the tag at `place`."""
        included = self.site.snippet_path(name, self.locale)
        if included is None:
            self._refuse_missing(name, place)
        if included in chain:
            circle = " → ".join(posixpath.basename(step) for step in (*chain[chain.index(included) :], included))
            raise Refused(Finding(*place, "snippet-cycle", f"snippet '{name}' includes itself: {circle}"))
        return included

    def _refuse_nesting(self, path: str, line: int) -> NoReturn:
        message = "this is nested too deep; write it in several steps, with 'set' or in a snippet of its own"
        raise Refused(Finding(path, line + self.offsets[path], "template", message)) from None

    def _is_inside(self, name: str) -> bool:
        tops = ((self.site.root / each).resolve() for each in (self.folder, f"{self.site.source.folder}/{SNIPPETS}"))
        is_plain = "\\" not in name and ".." not in name.split("/")
        return is_plain and all((top / name).resolve().is_relative_to(top) for top in tops)

    def _refuse_missing(self, name: str, place: Origin) -> NoReturn:
        known = {*self.site.snippet_names(self.site.source), *self.site.snippet_names(self.locale)}
        message = f"snippet '{name}' is not in '{self.folder}'{nearest(name, known)}"
        raise Refused(Finding(*place, "snippet-missing", message))

    def _refuse_syntax(self, error: jinja2.TemplateSyntaxError, path: str) -> NoReturn:
        reason = without_marks(error.message or "does not parse").rstrip(".")
        if unknown := re.match(r"No (filter|test) named '(\w+)'", reason):
            known = self.environment.filters if unknown[1] == "filter" else self.environment.tests
            message = f"{unknown[1]} '{unknown[2]}' is not defined{nearest(unknown[2], known)}"
        else:
            message = f"is not Jinja2 as it should be: {reason[0].lower()}{reason[1:]}"
        raise Refused(Finding(path, error.lineno + self.offsets[path], "template", message)) from None

    def _place(self, trace: TracebackType | None) -> Origin:
        """Path and line of the innermost template in a traceback, which Jinja2 has rewritten to template lines."""
        place = (self.page.path, 1)
        while trace is not None:
            path = trace.tb_frame.f_code.co_filename
            if path in self.offsets:
                place = (path, trace.tb_lineno + self.offsets[path])
            trace = trace.tb_next
        return place


class _TooDeep(Exception):
    """A template is nested deeper than Python takes. line: where it is deepest."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True)
class _Template:
    """The code of a page or snippet, and its tags that take in others."""

    code: CodeType
    taking_in: tuple[nodes.Node, ...]


@lru_cache(maxsize=128)  # many pages take in a snippet, and a page is expanded for its translation, too
def _compiled(source: str, name: str, path: str) -> _Template:
    """What the text of the page or snippet at `path` is as a template. Raises TemplateSyntaxError and _TooDeep."""
    tree, environment = _parsed(source), _compiler()
    deepest = deepest_line(tree)
    try:
        found = tuple(tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)))
        code = environment.compile(environment.bounded(tree), name, path)  # looks up filters and tests
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise _TooDeep(deepest) from error  # Python takes 20 loops in each other, and 200 parentheses
    return _Template(code, found)


def _parsed(source: str) -> nodes.Template:
    parser: Parser | None = None
    try:
        parser = Parser(_compiler(), source)
        return parser.parse()
    except (ValueError, RecursionError, MemoryError) as error:  # ValueError: a number has too many digits
        line = parser.stream.current.lineno if parser else 1
        if not isinstance(error, ValueError):
            raise _TooDeep(line) from error
        raise jinja2.TemplateSyntaxError(str(error), line) from error


@cache
def _compiler() -> BoundedEnvironment:
    """An environment that knows the filters, whatever they say: that is asked when a template is rendered."""
    return _environment("en", _Loader())


class _Loader(jinja2.BaseLoader):
    """Templates whose code is there already, by name; the page is ''."""

    def __init__(self) -> None:
        self.code: dict[str, CodeType] = {}

    def load(
        self, environment: jinja2.Environment, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> jinja2.Template:
        return jinja2.Template.from_code(environment, self.code[name], environment.make_globals(globals))


class _UndefinedName(jinja2.UndefinedError):
    """known: the names there are in the value that was asked, or None when a name of the page is missing."""

    def __init__(self, name: str, known: list[str] | None) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class _Strict(jinja2.StrictUndefined):
    """Fails at any use, and says which name is missing and of what it is missing."""

    __slots__ = ()

    def _fail(self, *args: Any, **kwargs: Any) -> NoReturn:
        owner = self._undefined_obj
        known = list(map(str, owner)) if isinstance(owner, Mapping) else []
        raise _UndefinedName(str(self._undefined_name), None if owner is jinja2.utils.missing else known)

    _fail_with_undefined_error = _fail
    __str__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = __contains__ = _fail
    __getattr__ = __getitem__ = __call__ = __add__ = __radd__ = __lt__ = __le__ = __gt__ = __ge__ = _fail


def _environment(tag: str, loader: jinja2.BaseLoader) -> BoundedEnvironment:
    environment = BoundedEnvironment(
        undefined=_Strict,
        loader=loader,
        comment_start_string="<!--#",  # '{#' opens an attribute list, as in '{#id}'
        comment_end_string="#-->",
        keep_trailing_newline=True,
        finalize=_written,
    )
    language = babel.Locale.parse(tag, sep="-")
    environment.filters |= {
        "code": lambda value: value.as_code() if isinstance(value, OwnValue) else f"`{_written(value)}`",
        "copyable": lambda value: value.to_copy() if isinstance(value, OwnValue) else f"`{_written(value)}`{{ .copy }}",
        "field": _asked,
        "territories": partial(_listing, language, partial(_territory, language)),
        "languages": partial(
            _listing,
            language,
            lambda code: babel.Locale.parse(code, sep="-").get_display_name(language) or code,
        ),
    }
    environment.bound()
    return environment


def _written(value: Any) -> Any:
    """What stands for a value on the page. A fact that nobody has made known is none that readers should see."""
    if value is None:
        raise ValueError("there is no value ('null'); put what needs it between 'if' and 'endif'")
    return value


def _asked(value: Any) -> str:
    """The field that asks for a value of the reader's own."""
    if not isinstance(value, OwnValue):
        raise ValueError("a value of 'values.yml' is wanted here, such as 'value.account_number'")
    return value.as_field()


def _listing(language: babel.Locale, name: Callable[[str], str], codes: list[str]) -> str:
    """The names of `codes` as a list in words: 'Canada, France and Spain'."""
    if not isinstance(codes, list | tuple):
        raise ValueError("a list of codes is wanted here")
    everywhere = babel.Locale("en", "001") if language == babel.Locale("en") else language  # 'a, b and c'
    return format_list([name(code) for code in codes], locale=everywhere)


def _territory(language: babel.Locale, code: str) -> str:
    if code not in language.territories or code == "ZZ":
        raise ValueError(f"'{code}' is no code of a country (ISO 3166)")
    return str(language.territories[code])
