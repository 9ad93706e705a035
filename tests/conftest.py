"""What the tests share: small sites written for one test, the project's own site built once, a server and a browser."""

from __future__ import annotations

import contextlib
import fnmatch
import functools
import gc
import gzip
import hashlib
import http.server
import inspect
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from types import CodeType
from typing import Any, BinaryIO, NamedTuple

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

import cli
import forked
import pytest
from bitext.pages.revision import blob_id
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # commands run as on most machines
forked.share_templates()
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell turns off for what it starts with '&'

# No example is too slow, for machines are shared. The examples are the same each time, so that no change is blamed for
# what another example finds; --hypothesis-profile=many looks for others, 5,000 of them.
settings.register_profile("same", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("many", settings.get_profile("same"), derandomize=False, max_examples=5000)
settings.load_profile("same")

# As YAML writes them, whatever the folder of this checkout is called: what tests replace in a configuration must not be
# a part of its path.
THEME, HOOKS = (json.dumps((ROOT / path).as_posix()) for path in ("overrides", "scripts/mkdocs_hooks.py"))

CONFIG = f"""\
site_name: Small
site_url: https://small.example.org/
nav: [index.md]
theme: {{name: material, custom_dir: {THEME}, font: false}}
exclude_docs: _*
plugins:
  - i18n:
      docs_structure: folder
      reconfigure_material: false
      languages:
        - {{locale: en, name: English, default: true}}
        - {{locale: fr, name: Français, theme: {{language: fr-CA}}}}
hooks: [{HOOKS}]
extra: {{alternate: true, records: {{key: integration, data: integrations, pages: integrations}}}}
markdown_extensions: [admonition, attr_list, tables, toc, pymdownx.superfences]
validation:
  nav: {{omitted_files: warn, not_found: warn}}
  links: {{not_found: warn, anchors: warn, absolute_links: relative_to_docs, unrecognized_links: warn}}
"""
SMALL = {"mkdocs.yml": CONFIG, "docs/index.md": "# Home\n", "docs_fr/index.md": "# Accueil\n"}


PATIENCE = 120_000  # milliseconds that a browser may take for a page on a busy machine; nothing is proved by them
ANSWERED = re.compile(
    r"\d+ pages? (?:found|trouvée|en contien)|No results|Aucun résultat"
)  # what the search says in the end


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests that need a browser come last: Playwright keeps an event loop running from its start. The longest are first
    among them, so that no process is left alone with one; those of a file follow each other, as they want contexts with
    the same options. Each process takes the next test when it has ended one (`--dist=loadgroup`, without groups). What
    `scripts test --quick` leaves out is marked."""
    tests = Counter(item.path.name for item in items if _needs_browser(item))

    def place(item: pytest.Item) -> tuple[bool, bool, int, str]:
        name = item.path.name
        if not _needs_browser(item):
            return (False, False, 0, "")
        return (True, name != "test_every_page.py", -tests[name], name)  # it has few tests, and the longest

    items.sort(key=place)
    for item in items:
        if _is_slow(item):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """What is there before the first test stays: it need not be looked at for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are processors: tests wait for pages that load, servers and clocks."""
    return (os.cpu_count() or 1) + 1


def _needs_browser(item: pytest.Item) -> bool:
    return "browser" in getattr(item, "fixturenames", ())


def _is_slow(item: pytest.Item) -> bool:
    """Whether a test runs a command or opens a browser: itself, in a fixture, or in a function that it uses."""
    if not isinstance(item, pytest.Function):
        return False
    fixtures = (fixture.func for found in item._fixtureinfo.name2fixturedefs.values() for fixture in found)
    return any((SLOW | STARTS) & _used(function) for function in (item.function, *fixtures))


#: What is more than the library and its rules: functions of this module, by name, that run a command, or open a browser.
SLOW = {"run", "build", "start", "as_mkdocs", "served", "browser"}
#: What of the standard library does.
STARTS = {"Popen", "spawn"}


@functools.cache
def _used(function: Callable[..., Any]) -> frozenset[str]:
    """The functions of the tests that a function uses, and those that they use, by name."""
    found = set[str]()
    left: list[Any] = [inspect.unwrap(function)]
    while left:
        each = left.pop()
        if isinstance(each, type):
            left += [value for value in vars(each).values() if inspect.isfunction(value)]
        module = sys.modules.get(getattr(each, "__module__", ""), None)
        name = getattr(each, "__name__", "")
        if name in found or not (getattr(module, "__file__", "") or "").startswith(str(ROOT / "tests")):
            continue
        found.add(name)
        if inspect.isfunction(each):
            names = _named(each.__code__)
            found |= names & STARTS
            left += [each.__globals__[name] for name in names if name in each.__globals__]
    return frozenset(found)


@functools.cache
def _named(code: CodeType) -> set[str]:
    """The names in the code of a function."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            names |= _named(constant)
    return names


Running = subprocess.Popen[str] | forked.Process  # a command that is under way
_SEVERITY = re.compile(r"^((?:[^\s:{][^:\n]*)?:\d+): (?:error|warning): (?=.* \[[\w-]+\]$)", re.MULTILINE)


def run(
    *arguments: str | Path,
    cwd: Path = ROOT,
    environment: Mapping[str, str] = {},
    with_severity: bool = False,
    afresh: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run a command as a user would, not at a terminal. Findings are given back as `str(finding)` has them: which
    severity a rule has, and where a line says so, is looked at once, `with_severity`. afresh: in a new interpreter also
    what need not have one (see `forked`)."""
    result = _run(*arguments, cwd=cwd, environment=environment, afresh=afresh)
    if not with_severity:
        result.stdout, result.stderr = (_SEVERITY.sub(r"\1: ", text) for text in (result.stdout, result.stderr))
    return result


def _run(
    *arguments: str | Path, cwd: Path, environment: Mapping[str, str], afresh: bool
) -> subprocess.CompletedProcess[str]:
    command = [str(argument) for argument in arguments]
    if not afresh and forked.kind_of(command, environment):
        return forked.run(command, cwd, {**os.environ, **environment})
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )


def start(
    *arguments: str | Path, environment: Mapping[str, str] = {}, stderr: int = subprocess.PIPE, scripts: Path = SCRIPTS
) -> Running:
    """`python3 scripts` with these arguments, under way in a session of its own; what it says can be read from pipes."""
    command = [sys.executable, str(scripts), *map(str, arguments)]
    if forked.kind_of(command, environment):
        whole = {**os.environ, **environment}
        return forked.Process(command, ROOT, whole, subprocess.PIPE, stderr, own_session=True)
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=stderr,
        encoding="utf-8",
        start_new_session=sys.platform != "win32",
    )


def told(said: str) -> str:
    """What `check` or `build` said on standard error before its last line, which tells what was read and done."""
    *lines, last = said.splitlines(keepends=True)
    assert last.startswith(("checked ", "built ", "already built ", "nothing built of ")), said
    return "".join(lines)


def build(site: Path, *options: str | Path, afresh: bool = False) -> subprocess.CompletedProcess[str]:
    """`python3 scripts build` for the site in the folder `site`."""
    return run(sys.executable, SCRIPTS, "build", "-f", site / "mkdocs.yml", *options, afresh=afresh)


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below `folder`; returns it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def revision(text: str) -> str:
    """What `source_revision` holds of a translation of `text`."""
    return blob_id(text.encode())


def scripts(site: Path, *arguments: str, cwd: Path | None = None) -> tuple[int, str, str]:
    """`python3 scripts` with these arguments for the site in the folder `site`: exit code, output and errors. A build has
    a process of its own, as it forks others; the other verbs do without."""
    command = [*arguments, "-f", str(site / "mkdocs.yml")]
    if arguments[0] == "build":
        result = run(sys.executable, SCRIPTS, *command, cwd=cwd or site)
        return result.returncode, result.stdout, result.stderr
    said, why = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd or site), contextlib.redirect_stdout(said), contextlib.redirect_stderr(why):
        code = cli.main(command)
    return code, _SEVERITY.sub(r"\1: ", said.getvalue()), _SEVERITY.sub(r"\1: ", why.getvalue())


def git(folder: Path, *arguments: str, time: str | None = None, may_fail: bool = False) -> str:
    """What a git command prints. time: of what it commits; now if not told."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false")
    dates = {"GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time} if time else {}
    result = run("git", *who, *arguments, cwd=folder, environment=dates)
    assert may_fail or result.returncode == 0, result.stderr
    return result.stdout


def commit(folder: Path, time: str | None = None, message: str = "A state of the site") -> None:
    """Commit everything in `folder`, which becomes a git repository if it is none. time: of the commit; now if not told."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message, time=time)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def as_mkdocs(config: Path, tmp_path: Path, *options: str, environment: Mapping[str, str] = {}) -> dict[str, bytes]:
    """The site of a configuration as `scripts build` and `mkdocs build` with `options` make it, which is the same."""
    commands: tuple[tuple[str | Path, ...], ...] = (
        (SCRIPTS, "build", "-f", config, "-d", tmp_path / "ours"),
        ("-m", "mkdocs", "build", "-q", *options, "-f", config, "-d", tmp_path / "theirs"),
    )
    for command in commands:
        result = run(sys.executable, *command, environment=environment)
        assert result.returncode == 0, result.stdout + result.stderr
    ours = contents(tmp_path / "ours")
    assert ours == contents(tmp_path / "theirs")
    return ours


def copy_project(folder: Path, root: Path = ROOT) -> Path:
    """The project's sources, without what was made from them."""
    anywhere = shutil.ignore_patterns(".venv", ".git", ".*_cache", "__pycache__", ".site*", ".cache", ".hypothesis")

    def ignored(place: str, names: list[str]) -> set[str]:
        return {*anywhere(place, names), *(["site"] if Path(place) == root else [])}

    return Path(shutil.copytree(root, folder, ignore=ignored))


def copy_built(site: Path, folder: Path) -> Path:
    """The project's sources in another folder, with what the build of `site` has kept: there, too, pages need not be
    made again."""

    def copied(kept: str, to: str) -> None:
        with contextlib.suppress(FileNotFoundError):  # another build puts a newer one in its place
            shutil.copy2(kept, to)

    root = copy_project(folder, site.parent)
    shutil.copytree(site.parent / ".cache", root / ".cache", copy_function=copied)
    return root


@pytest.fixture
def small_site(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Writes a site of one page in two languages, and the files it is given over it."""
    return lambda files: write(tmp_path / "site-sources", {**SMALL, **files})


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder for all processes of this session, which the first that needs it makes with `make`."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with folder.with_suffix(".lock").open("a+") as lock:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        if lock.read() != "made":
            make(folder)
            lock.write("made")
    return folder


@pytest.fixture(scope="session")
def project_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, for tests that build it; they leave its sources as they are."""
    return made_once(tmp_path_factory, "project", copy_project)


@pytest.fixture(scope="session")
def built_site(project_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built by its own command."""

    def make(_: Path) -> None:
        result = build(project_copy)
        assert result.returncode == 0, result.stderr

    made_once(tmp_path_factory, "built", make)
    return project_copy / "site"


@pytest.fixture(scope="session")
def unsettled_site(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's site with a French page that is missing, 'portal/companies.md', and one that is outdated."""

    def make(folder: Path) -> None:
        root = copy_built(built_site, folder)
        (root / "docs_fr/portal/companies.md").unlink()
        english = root / "docs/portal/companies.md"
        write(root, {"docs/portal/companies.md": f"{english.read_text('utf-8')}\n!!! warning\n    Mind this.\n"})
        name = "integrations/sage-200/setup"
        source, target = ((root / docs / f"{name}.md").read_text("utf-8") for docs in ("docs", "docs_fr"))
        older = re.sub(r"(?m)^## .*", r"\g<0> anew", source, count=1)
        pinned = re.sub(r"source_revision: \w+", f"source_revision: {blob_id(older.encode())}", target)
        write(root, {f"docs_fr/{name}.md": pinned})
        result = build(root)
        assert result.returncode == 0, result.stderr
        assert 'class="outdated"' in (root / f"site/fr/{name}/index.html").read_text(encoding="utf-8")

    return made_once(tmp_path_factory, "unsettled", make) / "site"


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Where the built site is served, without a slash at the end."""
    with served(built_site) as place:
        yield place


class Answer(NamedTuple):
    """What a host sent for a path: bytes of the headers and of the body, compressed if it was."""

    path: str
    status: int
    size: int


@contextmanager
def served(site: Path, answers: list[Answer] | None = None) -> Iterator[str]:
    """Serves a built site as a host of pages does; where, without a slash at the end. What it sends is added to `answers`."""
    host = functools.partial(_Host, directory=str(site), answers=[] if answers is None else answers)
    server = _Server(("127.0.0.1", 0), host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def headers_of(site: Path, path: str) -> dict[str, str]:
    """What the site's file '_headers' says of a path: '*' stands for anything, and the rules add up."""
    found: dict[str, str] = {}
    top = site / path.split("/")[1]  # of a site below a path of its host
    written = next(folder / "_headers" for folder in (site, top) if (folder / "_headers").is_file())
    for rule in written.read_text(encoding="utf-8").strip().split("\n\n"):
        pattern, *lines = rule.split("\n")
        if fnmatch.fnmatchcase(path, pattern):
            for line in lines:
                name, _, value = line.strip().partition(": ")
                assert name not in found, f"{path} has two headers '{name}'"
                found[name] = value
    return found


class _Server(http.server.ThreadingHTTPServer):
    """Lets a browser's connections wait for a busy machine: of more than five, the rest would be tried again later."""

    request_queue_size = 128


class _Host(http.server.SimpleHTTPRequestHandler):
    """A host of pages: it compresses, reads '_headers', knows what a browser has already, and answers what does not
    exist with the nearest 404.html above it."""

    protocol_version = "HTTP/1.1"
    timeout = 30

    def __init__(self, *arguments: Any, answers: list[Answer], **options: Any) -> None:
        self.answers = answers
        super().__init__(*arguments, **options)

    def send_head(self) -> BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        if not path.is_file():
            return super().send_head()
        return self._send(HTTPStatus.OK, path)

    def _send(self, status: HTTPStatus, path: Path) -> BinaryIO | None:
        body = path.read_bytes()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if status == HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            status, body = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(status)
        kind = self.guess_type(path)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            if not kind.startswith(("font/", "image/png")) and len(body) > 256:
                body = gzip.compress(body, 6, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", tag)
        self.end_headers()
        return io.BytesIO(body)

    def send_response(self, code: int, message: str | None = None) -> None:
        self.status, self.length = code, 0
        super().send_response(code, message)

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Content-Length":
            self.length = int(value)
        super().send_header(keyword, value)

    def end_headers(self) -> None:
        site, path = Path(self.directory), self.path.split("?")[0]
        for name, value in {"Cache-Control": "no-cache", **headers_of(site, path)}.items():
            if name != "Content-Type":
                self.send_header(name, value)
        headers = len(b"".join(self._headers_buffer))  # type: ignore[attr-defined]
        self.answers.append(Answer(path, int(self.status), headers + self.length))
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        folder, root = Path(self.translate_path(self.path)), Path(self.directory)
        above = [place for place in (folder, *folder.parents) if place.is_relative_to(root)]
        found = next((place / "404.html" for place in above if (place / "404.html").is_file()), None)
        if code != HTTPStatus.NOT_FOUND or found is None:
            super().send_error(code, message, explain)
            return
        answer = self._send(HTTPStatus.NOT_FOUND, found)
        if answer and self.command != "HEAD":
            shutil.copyfileobj(answer, self.wfile)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


#: Programs that can be the browser. The shell is Chromium without the windows of its own, which take a third of its time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the machine's, or Playwright's own. Without one the test is skipped, in CI it fails."""
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        executable = found or (str(own) if own.exists() else None)
        if executable is None:
            reason = "no Chromium: install the package chromium-headless-shell, or run 'playwright install chromium'"
            (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
        # One process for all contexts, as far as Chromium can: to begin one takes longer than to load a page.
        quiet = "--disable-background-networking --disable-component-update --disable-sync --renderer-process-limit=1".split()
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        opened = playwright.chromium.launch(executable_path=executable, args=[*quiet, *sandbox])
        for method in ("new_context", "new_page"):
            setattr(opened, method, _patient(getattr(opened, method)))
        expect.set_options(timeout=PATIENCE / 4)
        yield opened
        opened.close()


def _patient(open_one: Callable[..., Any]) -> Callable[..., Any]:
    """`open_one`, and what it opens waits longer than the half minute of Playwright: the machine may be busy."""

    def opened(*arguments: Any, **options: Any) -> Any:
        one = open_one(*arguments, **options)
        one.set_default_timeout(PATIENCE)
        return one

    return opened


class Contexts:
    """Contexts of the browser that one test has after another, each for pages of one address and with options of its own: to
    begin one, with a process that compiles every script anew, takes longer than most tests. What a test leaves in one is
    removed, but for files that the browser keeps and asks after. One that cannot be made as it was is closed.
    """

    #: How many wait for a test that wants one with their options; each has a process.
    WAITING = 4
    #: What holds for all later pages of a context and cannot be taken back.
    FOR_GOOD = ("add_init_script", "expose_binding", "expose_function", "set_extra_http_headers", "set_offline")
    CLOCK = ("install", "pause_at", "set_fixed_time", "set_system_time")
    STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers,file_systems"

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._waiting: list[tuple[str, BrowserContext]] = []  # those that were used last are at the end
        self._changed: list[BrowserContext] = []

    def lend(self, address: str, options: Mapping[str, Any]) -> BrowserContext:
        """A context in which nothing is open and nothing kept."""
        wanted = self._key(address, options)
        for place, (key, context) in enumerate(self._waiting):
            if key == wanted:
                del self._waiting[place]
                return context
        context = self._browser.new_context(**options)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        context.new_page()  # as long as one is open, its process goes on
        for owner, names in ((context, self.FOR_GOOD), (context.clock, self.CLOCK)):
            for name in names:
                setattr(owner, name, self._changing(context, getattr(owner, name)))
        return context

    def take_back(self, context: BrowserContext, address: str, options: Mapping[str, Any]) -> None:
        """Make a context as it was, for another test."""
        first, *pages = context.pages
        if context in self._changed or first.url != "about:blank":
            self._changed = [each for each in self._changed if each is not context]
            context.close()
            return
        for page in pages:
            page.close()
        context.unroute_all()
        context.clear_cookies()
        session = context.new_cdp_session(first)
        session.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": self.STORED})
        session.detach()
        self._waiting.append((self._key(address, options), context))
        if len(self._waiting) > self.WAITING:
            self._waiting.pop(0)[1].close()

    def _key(self, address: str, options: Mapping[str, Any]) -> str:
        return repr((address, sorted(options.items())))

    def _changing(self, context: BrowserContext, change: Callable[..., Any]) -> Callable[..., Any]:
        """`change`, which is remembered."""

        def changing(*arguments: Any, **options: Any) -> Any:
            self._changed.append(context)
            return change(*arguments, **options)

        return changing


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Contexts:
    """Contexts of the browser for tests of the sites that are built once."""
    return Contexts(browser)


@pytest.fixture
def open_page(contexts: Contexts, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the built site. When the test is over, any console error and any request to another host fails it."""
    with _opening(contexts, address) as open_at:
        yield open_at


@pytest.fixture(scope="session")
def guide_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with one guide, `tests/cases/guide`, as it is built: what readers do with it does not depend on the
    text of the guides of this site."""

    def make(folder: Path) -> None:
        shutil.copytree(ROOT / "tests/cases/guide", folder)
        for name in ("overrides", "scripts"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "docs/assets", folder / "docs/assets")
        result = build(folder)
        assert result.returncode == 0, result.stderr

    return made_once(tmp_path_factory, "guide", make) / "site"


@pytest.fixture(scope="session")
def guide_address(guide_site: Path) -> Iterator[str]:
    """Where the small site is served, without a slash at the end."""
    with served(guide_site) as place:
        yield place


@pytest.fixture
def open_guide(contexts: Contexts, guide_address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the small site as `open_page` does one of this site."""
    with _opening(contexts, guide_address) as open_at:
        yield open_at


@contextmanager
def _opening(contexts: Contexts, address: str) -> Iterator[Callable[..., Page]]:
    faults: list[str] = []
    lent: list[tuple[BrowserContext, str, dict[str, Any]]] = []

    def is_fault(message: ConsoleMessage, path: str) -> bool:
        is_missing_page = message.location["url"].split("?")[0] == address + path and "404" in message.text
        return message.type == "error" and not is_missing_page

    def open_at(path: str, **options: Any) -> Page:
        options = {"locale": "fr-CA", **options}
        context = contexts.lend(address, options)
        lent.append((context, address, options))
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if is_fault(message, path) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: None if _is_ours(request.url, address) else faults.append(request.url))
        page.goto(address + path)
        return page

    yield open_at
    for each in lent:
        contexts.take_back(*each)
    assert faults == []


def wait_until(page: Page, holds: Callable[[], object]) -> None:
    """Wait until `holds()` is true of what the page's handlers have kept: requests, routes, messages. They are called while
    Playwright waits, and maybe after what one has waited for is shown."""
    for _ in range(PATIENCE // 50):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("the browser never reported what was waited for")


def search_for(page: Page, words: str) -> None:
    """Open the search with a key and ask for `words`, as one entry: typed, each letter asks again, and results that are
    still on their way would take the focus from the key that is pressed next. Returns when all of it is answered."""
    field = page.locator(".md-search__input")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.insert_text(words)
    page.keyboard.press("Shift")  # the theme asks when a key is up
    expect(page.locator(".md-search-result__meta")).to_contain_text(ANSWERED)


def _is_ours(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:", "blob:"))
