"""What MkDocs complains of, as findings with file and line."""

from __future__ import annotations

import logging
import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import jinja2
from bitext.errors import Problem, Refused, problem_of_machine
from bitext.finding import Finding, nearest, printable
from bitext.site.locales import HOOK
from bitext.site.site import Site

from engine.shared_sources import shared

_LINK = re.compile(
    r"Doc file '(?P<page>.+?)' contains an? (?:[\w ]+ )?link '(?P<link>.*?)'(?:, but |, it |\.)(?P<why>.*)",
    re.DOTALL,
)
_LONGEST = 400  # characters of a message that are passed on
_BACK = "#fnref:"  # from a footnote to its mark
_OMITTED = re.compile(r"The following pages exist in the docs directory, but are not included in the \"nav\"")
_NAVIGATION = re.compile(r"A (?:reference|relative path) to '(?P<target>.+?)' is included in the 'nav' configuration")
_SETTING = re.compile(r"Config value '(?P<key>[\w.]+)': (?P<why>.*)", re.DOTALL)


class CannotBuild(Problem):
    """The site could not be rendered; the text is one sentence."""


def refuse_without_hook(site: Site, config_file: Path) -> None:
    """Raise CannotBuild for a site that MkDocs builds without the hook of this project: the pages are made by that."""
    if not site.composes:
        name = config_file.name
        raise CannotBuild(
            f"'hooks' in '{name}' does not name the '{HOOK}' of this project, by which pages are built and shown here; "
            f"`mkdocs build -f {name}` and `mkdocs serve -f {name}` do without it, and so does `check`"
        )


def refuse_unusable_epoch() -> None:
    """Raise CannotBuild when SOURCE_DATE_EPOCH, by which MkDocs and its plugins date what they make, is no time."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "0")
    try:
        datetime.fromtimestamp(int(written), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"the variable SOURCE_DATE_EPOCH is '{printable(written)}', and not a number of seconds since 1970"
        raise CannotBuild(f"{message}; set it anew, or unset it") from None


@contextmanager
def collected(site: Site, config_file: Path) -> Iterator[list[str]]:
    """Gathers what MkDocs warns of, in its words. A failure that it logged becomes Refused; any other becomes
    CannotBuild."""
    messages: list[str] = []
    handler = Listener(messages)
    logger = logging.getLogger("mkdocs")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield messages
    except Refused:
        raise
    except Exception as error:
        if refused := _refused_within(error):
            raise refused from None
        if findings := [*translated(messages, site, config_file), *_template_findings(error, site)]:
            raise Refused(*findings) from error
        if problem := problem_of_machine(error):
            raise CannotBuild(str(problem)) from error
        where = "".join(f"{note}: " for note in getattr(error, "__notes__", ()))
        raise CannotBuild(f"{where}the build failed in MkDocs or a plugin: {type(error).__name__}: {error}") from error
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _refused_within(error: BaseException) -> Refused | None:
    """What the hook raised, beneath the exceptions that MkDocs made of it."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, Refused):
        cause = cause.__cause__ or cause.__context__
    return cause


class Listener(logging.Handler):
    """Adds what MkDocs warns of to `messages`."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        """But for the announcement of a failure, which is told itself."""
        message = record.getMessage()
        if not message.startswith(("Error reading page", "Error building page")):
            self._messages.append(message)


def translated(messages: Iterable[str], site: Site, config_file: Path, *, but_links: bool = False) -> list[Finding]:
    """What MkDocs has said, as findings with file and line, without that on links if so told."""
    told = (message for message in messages if not (but_links and _LINK.match(message)))
    return [finding for message in told for finding in _translate(message, site, config_file)]


def _translate(message: str, site: Site, config_file: Path) -> Iterator[Finding]:
    """MkDocs' warning as findings. What is not known by its words is passed on with them."""
    if match := _LINK.match(message):
        if match["link"].startswith(_BACK):
            yield from _unled_footnote(site, match["page"], unquote(match["link"].removeprefix(_BACK)))
            return
        rule, why = _why_a_link_fails(site, match["page"], match["link"], match["why"])
        for path, line in _places(site, match["page"], match["link"]):
            yield Finding(path, line, rule, f"link '{match['link']}' leads nowhere: {why}", "links")
    elif _OMITTED.match(message):
        for src_uri in re.findall(r"^\s+- (.+)$", message, re.MULTILINE):
            folder, name = _folder_and_name(site, src_uri)
            text = f"page is not in the navigation; add it to 'nav' in '{config_file.name}'"
            yield Finding(f"{folder}/{name}", 1, "not-in-navigation", text, "links")
    elif match := _NAVIGATION.match(message):
        known = site.page_names(site.source)
        text = f"navigation names '{match['target']}', which does not exist{nearest(match['target'], known)}"
        yield Finding(*site.settings.place_of_text(match["target"]), "navigation-target", text, "links")
    elif match := _SETTING.match(message):
        place = site.settings.place_of_text(f"{match['key'].rpartition('.')[2]}:")
        yield Finding(*place, "configuration", f"'{match['key']}': {match['why'].strip()}")
    else:
        text = " ".join(message.split()).replace(f"{site.root}{os.sep}", "")
        text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        yield Finding(_page_named(site, text) or config_file.name, 0, "mkdocs", text)


def _page_named(site: Site, text: str) -> str | None:
    """The page that a plugin's warning names by its path from the root, in quotes."""
    quoted = (path.replace(os.sep, "/") for path in re.findall(r"'([^']+)'", text))
    return next((path for path in quoted if path.endswith(".md") and (site.root / path).is_file()), None)


def _unled_footnote(site: Site, src_uri: str, label: str) -> Iterator[Finding]:
    """The finding for a footnote whose way back to the text leads nowhere."""
    for path, line in _places(site, src_uri, f"[^{label}]:"):
        yield Finding(path, line, "footnote", f"no '[^{label}]' in the text leads to this footnote", "source")


def _why_a_link_fails(site: Site, page: str, link: str, why: str) -> tuple[str, str]:
    """The rule, and the reason in our words."""

    def path(src_uri: str) -> str:
        return "/".join(_folder_and_name(site, src_uri))

    if "anchor" in why:
        holder = re.search(r"the doc '(.+?)' does not contain", why)
        anchor = link.partition("#")[2]
        return "link-anchor", f"'{path(holder[1] if holder else page)}' has no anchor '#{anchor}'"
    meant = re.search(r" Did you mean '(.*)'\?$", why)
    suggestion = f"; did you mean '{meant[1]}'?" if meant else ""
    if "left as is" in why:
        return "link-target", f"it names neither a page nor a file{suggestion}"
    target = re.search(r"the target '(.+?)' is not found", why)
    name = posixpath.normpath(_folder_and_name(site, target[1] if target else link.lstrip("/"))[1])
    return "link-target", f"'{_folder_and_name(site, page)[0]}/{name}' does not exist{suggestion}"


def _folder_and_name(site: Site, src_uri: str) -> tuple[str, str]:
    code, _, name = src_uri.partition("/")
    for locale in site.targets:
        if code == locale.code:
            return locale.folder, name
    return site.source.folder, src_uri


def _places(site: Site, src_uri: str, link: str) -> Iterator[tuple[str, int]]:
    """Where the link is written: in the page, or in the snippet that the page includes."""
    folder, name = _folder_and_name(site, src_uri)
    composed = shared().composed(f"{folder}/{name}")
    written = re.compile(rf"(?<![\w/]){re.escape(link)}(?=[\s)\"'>\]]|$)")
    lines = composed.text.split("\n")
    found = [origin for text, origin in zip(lines, composed.origins, strict=True) if written.search(text)]
    yield from dict.fromkeys(found or [(f"{folder}/{name}", 0)])


def _template_findings(error: BaseException, site: Site) -> list[Finding]:
    """A finding for a fault in a theme template of the project's own."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        places = [(error.filename, error.lineno)]
    else:
        places, trace = [], error.__traceback__
        while trace is not None:
            places.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
            trace = trace.tb_next
    for file, line in reversed(places):
        path = Path(file)
        if path.suffix == ".html" and path.is_relative_to(site.root) and ".venv" not in path.parts:
            text = f"template fails: {type(error).__name__}: {error}"
            return [Finding(path.relative_to(site.root).as_posix(), line, "theme-template", text)]
    return []
