"""Runs MkDocs, and says what it complains of as findings with file and line."""

from __future__ import annotations

import logging
import os
import posixpath
import re
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from bitext.check import check, chosen_rules
from bitext.compose import compose
from bitext.finding import Finding, Refused, nearest
from bitext.page import read_text
from bitext.site import Site
from bitext.sources import Sources
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

_LINK = re.compile(
    r"Doc file '(?P<page>.+?)' contains an? (?:[\w ]+ )?link '(?P<link>.*?)'(?:, but |, it |\.)(?P<why>.*)",
    re.DOTALL,
)
_OMITTED = re.compile(r"The following pages exist in the docs directory, but are not included in the \"nav\"")
_NAVIGATION = re.compile(r"A (?:reference|relative path) to '(?P<target>.+?)' is included in the 'nav' configuration")
_SETTING = re.compile(r"Config value '(?P<key>[\w.]+)': (?P<why>.*)", re.DOTALL)


#: Groups of rules whose errors stop a build; those of the others are published, and told to the reader.
BROKEN = ("links", "source")


class CannotBuild(Exception):
    """The build could not be run; the text is one sentence."""


@dataclass(frozen=True)
class Built:
    """pages: in all languages; seconds: of wall time."""

    pages: int
    languages: int
    seconds: float


def check_sources(config_file: Path) -> list[Finding]:
    """What `check` finds in the sources that a build can live with: the languages out of step, and warnings.

    Raises Refused with what is broken, and CannotBuild without a configuration.
    """
    sources = Sources(_site(config_file), config_file)
    findings = check(sources, chosen_rules()).findings
    broken = [finding for finding in findings if finding.severity == "error" and finding.group in BROKEN]
    if broken:
        raise Refused(*broken)
    return list(findings)


def build_site(config_file: Path, site_dir: Path, *, show_progress: bool = False) -> Built:
    """Build the site that `config_file` describes and put it in the place of `site_dir`, all of it or nothing.

    Raises Refused with every finding, and CannotBuild when MkDocs or a plugin fails otherwise.
    """
    started = time.monotonic()
    site = _site(config_file)
    pages = sum(len(site.page_names(site.source)) for _ in site.locales)
    staging = site_dir.with_name(f".{site_dir.name}-{os.getpid()}")
    try:
        with _collected(site, config_file) as findings, _progress(pages, show_progress) as progress:
            config = _load(config_file, site_dir=str(staging))
            config.plugins["progress"] = progress  # type: ignore[assignment]
            _run(config)
        if findings:
            raise Refused(*findings)
        _replace(site_dir, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Built(pages, len(site.locales), time.monotonic() - started)


def serve_site(config_file: Path, host: str, port: int) -> None:
    """Serve the site with MkDocs' own server until interrupted. Raises CannotBuild when the port is taken."""
    _site(config_file)
    with socket.socket() as probe:
        try:
            probe.bind((host, port))
        except OSError as error:
            hint = f"; try --port {port + 1}" if port < 65535 else ""
            raise CannotBuild(f"cannot listen on {host}:{port} ({error.strerror}){hint}") from error
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    handler.addFilter(_plainly)
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        mkdocs_serve.serve(str(config_file), dev_addr=f"{host}:{port}")
    except (Abort, ConfigurationError) as error:
        raise CannotBuild("the site cannot be served until what is named above is mended") from error
    finally:
        logger.removeHandler(handler)


def _plainly(record: logging.LogRecord) -> bool:
    """What MkDocs says while it serves, without what only its makers need."""
    message = re.sub(r"^\[[\d:]+\] ", "", record.getMessage())
    if "appear stuck until build errors" in message:
        message = "browsers wait until what is named above is mended and saved"
    record.msg, record.args = message, None
    chatter = ("mkdocs_static_i18n:", "Cleaning site", "Building documentation", "Watching paths")
    return record.levelno > logging.INFO or not message.startswith(chatter)


def _site(config_file: Path) -> Site:
    if not config_file.is_file():
        raise CannotBuild(f"'{config_file.name}' is not in '{config_file.parent}'; name it with -f")
    return Site.load(config_file)


def _load(config_file: Path, **settings: Any) -> MkDocsConfig:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's advertisement of its successor
    try:
        return load_config(str(config_file), **settings)
    except Abort:
        raise  # what is wrong has been logged, and collected
    except ConfigurationError as error:
        raise Refused(Finding(config_file.name, 0, "configuration", str(error))) from error


def _run(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    finally:
        config.plugins.on_shutdown()


def _replace(site_dir: Path, staging: Path) -> None:
    retired = site_dir.with_name(f".{site_dir.name}-old-{os.getpid()}")
    if site_dir.exists():
        site_dir.rename(retired)
    staging.rename(site_dir)
    shutil.rmtree(retired, ignore_errors=True)


class _Step:
    """A plugin that counts the pages MkDocs renders (once as Markdown, once as HTML)."""

    def __init__(self, progress: Progress | None, pages: int) -> None:
        self._advance = (lambda: None) if progress is None else self._start(progress, 2 * pages)

    @staticmethod
    def _start(progress: Progress, total: int) -> Any:
        task = progress.add_task("Building", total=total)
        return lambda: progress.advance(task)

    def on_page_content(self, html: str, **_: Any) -> None:
        self._advance()

    def on_post_page(self, output: str, **_: Any) -> None:
        self._advance()


@contextmanager
def _progress(pages: int, show: bool) -> Iterator[_Step]:
    if not show:
        yield _Step(None, pages)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield _Step(progress, pages)


@contextmanager
def _collected(site: Site, config_file: Path) -> Iterator[list[Finding]]:
    """Gathers what MkDocs warns of. A failure that it logged becomes Refused; any other becomes CannotBuild."""
    findings: list[Finding] = []
    handler = _Collector(site, config_file, findings)
    logger = logging.getLogger("mkdocs")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield findings
    except Refused:
        raise
    except Exception as error:
        if refused := _refused_within(error):
            raise refused from None
        findings += _template_findings(error, site)
        if findings:
            raise Refused(*findings) from error
        raise CannotBuild(f"the build failed in MkDocs or a plugin: {type(error).__name__}: {error}") from error
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _refused_within(error: BaseException) -> Refused | None:
    """What the hook raised, beneath the exceptions that MkDocs made of it."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, Refused):
        cause = cause.__cause__ or cause.__context__
    return cause


class _Collector(logging.Handler):
    def __init__(self, site: Site, config_file: Path, findings: list[Finding]) -> None:
        super().__init__(logging.WARNING)
        self._site = site
        self._config_file = config_file
        self._findings = findings

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith(("Error reading page", "Error building page")):
            self._findings += _translate(message, self._site, self._config_file)


def _translate(message: str, site: Site, config_file: Path) -> Iterator[Finding]:
    """MkDocs' warning as findings. What is not known by its words is passed on with them."""
    if match := _LINK.match(message):
        rule, why = _why_a_link_fails(site, match["page"], match["link"], match["why"])
        for path, line in _places(site, match["page"], match["link"]):
            yield Finding(path, line, rule, f"link '{match['link']}' leads nowhere: {why}")
    elif _OMITTED.match(message):
        for src_uri in re.findall(r"^\s+- (.+)$", message, re.MULTILINE):
            folder, name = _folder_and_name(site, src_uri)
            text = f"page is not in the navigation; add it to 'nav' in '{config_file.name}'"
            yield Finding(f"{folder}/{name}", 1, "not-in-navigation", text)
    elif match := _NAVIGATION.match(message):
        known = site.page_names(site.source)
        text = f"navigation names '{match['target']}', which does not exist{nearest(match['target'], known)}"
        yield Finding(config_file.name, _line_with(config_file, match["target"]), "navigation-target", text)
    elif match := _SETTING.match(message):
        line = _line_with(config_file, f"{match['key'].rpartition('.')[2]}:")
        yield Finding(config_file.name, line, "configuration", f"'{match['key']}': {match['why'].strip()}")
    else:
        yield Finding(config_file.name, 0, "mkdocs", message.strip().splitlines()[0])


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
    locale = next(locale for locale in site.locales.values() if locale.folder == folder)
    composed = compose(site.page(name, locale), site)
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


def _line_with(file: Path, text: str) -> int:
    lines = read_text(file, file.name).split("\n")
    return next((number for number, line in enumerate(lines, 1) if text in line.split("#")[0]), 0)
