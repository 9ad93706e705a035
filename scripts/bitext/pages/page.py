"""A page as written: its front matter, its body, and where both stand in the file."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
import yaml_env_tag  # type: ignore[import-untyped]

from bitext.errors import Refused
from bitext.finding import Finding
from bitext.markdown.dialect import DEFAULT, Dialect
from bitext.pages import bounded_yaml
from bitext.pages.conflict import BEGIN, conflict_line, is_settled, settled, told

# The front matter that MkDocs reads (mkdocs.utils.meta.YAML_RE), with the line ends of any system.
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_OPEN = re.compile(r"---[ \t]*\n[ \t]*[\w-]+:(?:[ \t\n]|\Z)")  # one that nothing ends


@dataclass(frozen=True)
class Page:
    """One Markdown file of one locale.

    path: from the site's root, such as 'docs_fr/portal/companies.md'; name: from the locale's folder, the same in every
    language; locale: the locale's code; meta: the front matter; body: what follows it, with line ends as '\\n';
    offset: the number of lines before the body, so that line n of the body is line n + offset of the file; head: those
    lines; dialect: of Markdown, in which the body is written.
    """

    path: str
    name: str
    locale: str
    meta: Mapping[str, Any]
    body: str
    offset: int
    head: str = ""
    dialect: Dialect = DEFAULT

    def line_of(self, text: str) -> int:
        """The first line of the front matter that has `text` in it, or 0."""
        lines = self.head.split("\n")
        return next((number for number, line in enumerate(lines, 1) if text in line), 0)

    def line_of_key(self, key: str) -> int:
        """The line of the front matter where `key` begins, or 1 without it."""
        lines = self.head.split("\n")
        written = re.compile(rf"([\"']?){re.escape(key)}\1[ \t]*:")
        return next((number for number, line in enumerate(lines, 1) if written.match(line)), 1)

    @property
    def last_checked(self) -> date | None:
        """The day on which the page was last checked against the product: `last_checked` in its front matter.

        Raises Refused (rule 'front-matter-unreadable') when it says anything but a day.
        """
        value = self.meta.get("last_checked")
        try:
            day = value if value is None or isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            message = f"'last_checked' is '{value}', not a day such as '2026-11-20'"
            line = self.line_of_key("last_checked")
            raise Refused(Finding(self.path, line, "front-matter-unreadable", message)) from None
        return day.date() if isinstance(day, datetime) else day


def read_text(file: Path, path: str) -> str:
    """The text of a UTF-8 file (a byte order mark is dropped), with line ends as '\\n'.

    Raises Refused (rule 'unreadable') that names `path` and the line of the first byte that is not UTF-8.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Refused(Finding(path, 0, "unreadable", f"cannot be read: {error.strerror or error}")) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02X}"
        raise Refused(Finding(path, line, "unreadable", f"is not UTF-8: byte '{byte}'; save it as UTF-8")) from error
    return with_plain_ends(text)


def with_plain_ends(text: str) -> str:
    """`text` with '\\n' at the end of each line, as files of Windows and of old Macs have not."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_page(root: Path, path: str, name: str, locale: str, dialect: Dialect = DEFAULT) -> Page:
    """Read the page at `root / path`. Raises Refused when it is not UTF-8 or its front matter is not a YAML mapping."""
    return parse_page(read_text(root / path, path), path, name, locale, dialect)


def parse_page(text: str, path: str, name: str, locale: str, dialect: Dialect = DEFAULT) -> Page:
    """The page whose file holds `text`. Raises Refused when its front matter is not a YAML mapping."""
    match = FRONT_MATTER.match(text)
    if BEGIN.search(match[0] if match else text[:9]) and (line := conflict_line(text)):
        if not is_settled(text):
            raise Refused(Finding(path, line, "conflict-marker", told(path, is_recorded=False), "source"))
        read = parse_page(settled(text), path, name, locale, dialect)
        return replace(read, head="".join(f"{line}\n" for line in text.split("\n")[: read.offset]))
    if match is None:
        if _OPEN.match(text):
            message = "the front matter is not ended; write '---' below it"
            raise Refused(Finding(path, 1, "front-matter-unreadable", message))
        return Page(path, name, locale, {}, text, 0, "", dialect)
    meta = _mapping(match["yaml"] or "", path)
    body, offset = text[match.end() :], text.count("\n", 0, match.end())
    return Page(path, name, locale, meta, body, offset, match[0], dialect)


def _mapping(text: str, path: str) -> dict[str, Any]:
    """What a front matter says, by its keys. Raises Refused when that is no mapping."""
    meta = read_yaml(text, path, 1)
    if not isinstance(meta, dict):
        message = "the front matter is not a mapping of keys to values"
        raise Refused(Finding(path, 2, "front-matter-unreadable", message))
    return {str(key): value for key, value in meta.items()}  # a year is a key like others


def read_yaml(text: str, path: str, offset: int = 0, *, with_environment: bool = False) -> Any:
    """The value of a YAML document (an empty one is {}). offset: lines of the file before `text`; with_environment:
    `!ENV` is what the environment says, as in MkDocs' configuration.

    Raises Refused (rule 'yaml') at the line where YAML gives up.
    """
    try:
        value = bounded_yaml.load(text, _SettingsLoader if with_environment else _Loader)
    except bounded_yaml.TooMuch as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Refused(Finding(path, line + offset, "yaml", str(error.problem))) from error
    except yaml.YAMLError as error:
        if line := conflict_line(text):
            is_recorded = not conflict_line(settled(text, all_of_it=True))
            raise Refused(Finding(path, line + offset, "conflict-marker", told(path, is_recorded), "source")) from error
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        line = mark.line + 1 if mark else 1
        raise Refused(Finding(path, line + offset, "yaml", f"is not valid YAML: {problem}")) from error
    return {} if value is None else value


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # libyaml is ten times as fast
    """Safe YAML that passes over the tags of MkDocs (`!ENV`, `!!python/name:`), which mean nothing to us, and refuses a
    key that is written twice: PyYAML takes the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(key, yaml.ScalarNode) and key.value != "<<":
                if key.value in seen:
                    problem = f"'{key.value}' is written twice"
                    raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def _skip(loader: yaml.Loader, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)
    return loader.construct_mapping(node) if isinstance(node, yaml.MappingNode) else node.value


def _told(construct: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """`construct`, which fails as PyYAML's others do where there is no such day, or number."""

    def constructed(loader: yaml.Loader, node: yaml.Node) -> Any:
        try:
            return construct(loader, node)
        except (ValueError, AttributeError, LookupError, OverflowError):
            kind = node.tag.rpartition(":")[2].replace("timestamp", "date")
            raise yaml.constructor.ConstructorError(
                None, None, f"'{node.value}' is no {kind}", node.start_mark
            ) from None

    return constructed


for _kind in ("timestamp", "int", "float", "bool", "binary"):
    _tag = f"tag:yaml.org,2002:{_kind}"
    _Loader.add_constructor(_tag, _told(_Loader.yaml_constructors[_tag]))
_Loader.add_multi_constructor("!", _skip)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _skip)


@dataclass(frozen=True)
class PythonObject:
    """What `!!python/name:` or `!!python/object/apply:` names in the settings; it is never loaded. options: what it is
    called with, by keyword."""

    name: str
    options: Mapping[str, Any] = field(default_factory=dict)


def _named(loader: yaml.Loader, suffix: str, node: yaml.Node) -> PythonObject:
    said = loader.construct_mapping(node, deep=True) if isinstance(node, yaml.MappingNode) else {}
    options = said.get("kwds") if isinstance(said, dict) else None
    return PythonObject(suffix.rpartition(":")[2], options if isinstance(options, dict) else {})


class _SettingsLoader(_Loader):
    """Knows the environment, too, and the names of Python. Of a key that is written twice it takes the last, as MkDocs
    does."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        return super(_Loader, self).construct_mapping(node, deep=deep)


_SettingsLoader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
_SettingsLoader.add_multi_constructor("tag:yaml.org,2002:python/", _named)
