"""Serves the preview: pages as they are asked for, and news of what was saved to the browsers that show it."""

from __future__ import annotations

import contextlib
import ipaddress
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from bitext.errors import Problem
from bitext.finding import Finding, printable, summary
from bitext.publish.search import EMPTY, INDEX
from bitext.site.hosting import markdown_copy_wanted

from preview.answers import Answer
from preview.pages import Pages

HERE = Path(__file__).resolve().parent
OWN = {"panel.js": "text/javascript; charset=utf-8", "panel.css": "text/css; charset=utf-8"}
HEARTBEAT = 15.0  # seconds: how soon a browser that has gone is noticed


class Preview:
    """The pages of a site, who looks at them, and what the background has found. `say` gets what belongs on a terminal.

    folder: an empty one; origin: where the preview is served, without a slash at its end; lists_all: after each check
    everything that was found is said anew, between 'checking' and 'checked'.
    """

    def __init__(
        self, config_file: Path, folder: Path, origin: str, say: Callable[[str], None], *, lists_all: bool = False
    ) -> None:
        for name in ("pages", "background"):
            (folder / name).mkdir()
        self.pages = Pages(config_file, folder / "pages", origin)
        self.say = say
        self._lists_all = lists_all
        self._folder = folder / "background"
        self._last_words = folder / "background.log"  # why the background has failed
        self._lock = threading.Lock()
        self._telling = threading.Lock()  # what is said of a change comes before what is said of the next
        self._browsers: dict[queue.Queue[str], tuple[str, str]] = {}  # page and version that each one shows
        self._findings: Sequence[Finding] = ()
        self._told: dict[str, str] = {}  # what was said and still holds, with the file that it is about
        self._touched: set[str] = set()
        self._changes = 0
        self._searches: dict[str, tuple[int, dict[str, str]]] = {}  # files by locale, with the number of changes before
        self._search_made = threading.Condition()
        self._is_first_check = True
        self._is_closed = False
        self._fault = self.pages.fault
        self._tell(self._fault)
        self._background = self._start()

    def close(self) -> None:
        """Let the background go."""
        self._is_closed = True
        _end(self._background)

    def _start(self) -> subprocess.Popen[str]:
        with self._last_words.open("wb") as last_words:
            background = subprocess.Popen(
                [sys.executable, "-m", "preview.background", self.pages.config_file, self._folder, self.pages.address],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=last_words,
                encoding="ascii",
                cwd=HERE.parent,
                start_new_session=True,  # Ctrl+C is for the preview, which stops it
            )
        threading.Thread(target=self._listen, args=(background,), daemon=True).start()
        return background

    def answer(self, path: str) -> Answer:
        """What is at `path`, from the root of the site without a slash before it."""
        answer = self._search(path) or self.pages.answer(path)
        self._look_for_fault()
        self._tell(answer.faults)
        return answer

    def changed(self, paths: Collection[str]) -> None:
        """Files were saved, added or removed: tell the browsers whose pages are others now, and have them checked."""
        if self._background.poll() is not None:
            self._background = self._start()
        singles = self.pages.singles
        self._have_checked(paths)  # before the background is asked for an index of what there is now
        self.pages.changed(paths)
        if again := [file for file, before in singles.items() if self.pages.stat(file) != before]:
            self._have_checked(again)  # read as they are now, but checked, it may be, as they were: nobody will tell
        with self._lock:
            browsers = list(self._browsers.items())
        self._look_for_fault()
        self._reload(browsers, {path.rpartition("/")[2] for path in paths if not _makes_pages(path)})

    def _reload(self, browsers: Collection[tuple[queue.Queue[str], tuple[str, str]]], assets: Collection[str]) -> None:
        """Tell those of the browsers to reload whose page is another now, or shows one of these files."""
        versions: dict[str, str] = {}
        for browser, (page, shown) in browsers:
            if page not in versions:
                self._tell(self.pages.answer(page).faults)
                versions[page] = self.pages.version(page)
            if versions[page] != shown or (assets and self.pages.shows(page, assets)):
                browser.put("event: reload\ndata: {}\n\n")

    def _have_checked(self, paths: Collection[str]) -> None:
        with self._telling:
            self._touched |= set(paths)
            self._changes += 1
            self._ask({"changed": self._changes})

    def _look_for_fault(self) -> None:
        with self._lock:
            before, self._fault = self._fault, self.pages.fault
            is_mended = before and not self._fault
            for finding in before if is_mended else ():
                self._told.pop(finding.shown, None)
        self._tell(self._fault)
        if is_mended:
            self.say("mended: the site can be shown again")

    def _tell(self, findings: Iterable[Finding]) -> None:
        """Say what was not said yet."""
        for finding in findings:
            with self._lock:
                is_new = finding.shown not in self._told
                self._told[finding.shown] = finding.path
            if is_new:
                self.say(finding.shown)

    def _list(self, standing: Iterable[Finding]) -> None:
        """Say all that was found, whether or not it was said before."""
        found = sorted(standing)
        with self._lock:
            self._told |= {finding.shown: finding.path for finding in found}
        for line in ("checking", *(finding.shown for finding in found), f"checked: {summary(found)}"):
            self.say(line)

    def _settle(self, standing: Iterable[Finding]) -> None:
        """Say of which files nothing of what was said is left standing."""
        lines = {finding.shown for finding in standing}
        with self._lock:
            gone = {path for line, path in self._told.items() if line not in lines}
            self._told = {line: path for line, path in self._told.items() if line in lines}
            gone -= set(self._told.values())
        for path in sorted(gone) if not self._lists_all else ():
            self.say(f"{path}: nothing more to report")

    def _ask(self, message: Mapping[str, Any]) -> None:
        with self._lock, contextlib.suppress(OSError):  # one that has stopped says so where it is listened to
            assert self._background.stdin is not None
            self._background.stdin.write(json.dumps(message) + "\n")
            self._background.stdin.flush()

    def _listen(self, background: subprocess.Popen[str]) -> None:
        assert background.stdout is not None
        for line in background.stdout:
            message = json.loads(line)
            if "search" in message:
                with self._search_made:
                    self._searches[message["search"]] = (message["number"], message["files"])
                    self._search_made.notify_all()
            elif "problem" in message:
                self.say(message["problem"])
            else:
                found = [Finding.of(each) for each in message["findings"]]
                self._take(found, message["changed"], is_all="more" not in message)
        background.wait()
        if not self._is_closed:
            *_, why = ["", *self._last_words.read_text(encoding="utf-8", errors="replace").strip().splitlines()]
            stopped = f"the check has stopped{f' ({printable(why)})' if why else ''}"
            self.say(f"{stopped}, and starts again with the next save; pages are shown all the same")
        with self._search_made:
            self._search_made.notify_all()

    def _take(self, findings: Sequence[Finding], number: int, *, is_all: bool) -> None:
        """What the check has found: to the terminal for what was touched, to the browsers for what they show. is_all:
        more will not follow before the next change."""
        self._findings = findings
        if is_all:
            self._say_all(findings, number)
        with self._telling:
            if not is_all and number == self._changes and not self._lists_all:
                self._tell(finding for finding in findings if _is_about(finding, self._touched))
        with self._lock:
            browsers = list(self._browsers.items())
        for browser, (page, _) in browsers:
            browser.put(self._news(page))

    def _say_all(self, findings: Sequence[Finding], number: int) -> None:
        """Say of all that the check has found what was not said yet, and of which files nothing is left."""
        if self._is_first_check:
            self._is_first_check = False
            if findings and not self._lists_all:
                self.say(f"{summary(findings)}; `python3 scripts check` lists them")
        with self._telling:
            if number == self._changes:
                touched, self._touched = self._touched, set()
                standing = {*findings, *self.pages.faults}
                if self._lists_all:
                    self._list(standing)
                else:
                    self._tell(finding for finding in findings if _is_about(finding, touched))
                self._look_for_fault()
                self._settle(standing)

    def _news(self, page: str) -> str:
        files = self.pages.answer(page).sources
        said = [finding for finding in self._findings if _is_about(finding, files)]
        found = [
            {"place": f"{each.path}:{each.line}", "message": each.message, "rule": each.rule, "severity": each.severity}
            for each in said
        ]
        return f"event: findings\ndata: {json.dumps(found)}\n\n"

    def news(self, page: str, version: str) -> Generator[str, None, None]:
        """What a browser that shows `version` of a page is told, as server-sent events, for as long as it listens."""
        mine: queue.Queue[str] = queue.Queue()
        with self._lock:
            self._browsers[mine] = (page, version)
        try:
            if self.pages.version(page) != version:
                yield "event: reload\ndata: {}\n\n"
            yield self._news(page)
            while True:
                try:
                    yield mine.get(timeout=HEARTBEAT)
                except queue.Empty:
                    yield ": still here\n\n"
        finally:
            with self._lock:
                del self._browsers[mine]

    def _search(self, path: str) -> Answer | None:
        """A file of the search, if that is what is at `path`."""
        found = ((folder, code) for folder, code in self.pages.searches.items() if path.startswith(folder))
        folder, code = next(found, ("", ""))
        if not code or not path.endswith(".json"):
            return None
        text = self._search_files(code).get(path) or (EMPTY if path == folder + INDEX else None)
        return None if text is None else Answer(200, "application/json; charset=utf-8", text.encode())

    def _search_files(self, code: str) -> Mapping[str, str]:
        """The files of the search in a locale, by their paths, as the background has made them since the last change;
        older ones, or none, if it has died."""
        number, background = self._changes, self._background

        def is_made() -> bool:
            return code in self._searches and self._searches[code][0] >= number

        with self._search_made:
            if not is_made():
                self._ask({"search": code, "number": number})
                self._search_made.wait_for(lambda: is_made() or background.poll() is not None)
            return self._searches.get(code, (0, {}))[1]


def _end(background: subprocess.Popen[str]) -> None:
    """End the background, and what plugins have started in it: one for dates from git has processes of its own."""
    if os.name == "nt":
        background.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(background.pid, signal.SIGKILL)
    background.wait()


def _makes_pages(path: str) -> bool:
    """Whether the pages are made of a file: they are others then, and need not be looked through for its name."""
    return path.endswith((".md", ".yml", ".html"))


def _is_about(finding: Finding, files: Collection[str]) -> bool:
    return finding.path in files or (finding.counterpart is not None and finding.counterpart[0] in files)


def listening(host: str, port: int) -> Server:
    """A server at this address. Raises Problem when there can be none."""
    try:
        return Server(host, port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        hint = f"; try --port {port + 1}" if 0 < port < 65535 else ""
        raise Problem(f"cannot listen on {host}:{port} ({reason}){hint}") from error


class Server(ThreadingHTTPServer):
    """Listens for browsers. host: the name or address that it was told to listen on."""

    daemon_threads = True
    request_queue_size = 128  # connections that wait: two browsers that reload open a dozen, and 5 would be kept
    allow_reuse_address = os.name != "nt"  # there it would let two servers share a port
    preview: Preview

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Without the look-up of the machine's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, self.server_address[1]

    @property
    def origin(self) -> str:
        """Where it is, without a slash at the end."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no news; all else that goes wrong is."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            self.preview.say(printable(f"a request cannot be answered: {type(error).__name__}: {error}"))


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "preview"
    sys_version = ""
    timeout = 60  # seconds that a connection may lie idle

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if not self._is_host_ours():
            self._send(_plain(403, "this preview answers to the address it was started with, and to no other name"))
        elif path == "/.preview/events":
            self._stream(parse_qs(query))
        else:
            try:
                answer = self._answer(unquote(path))
            except Exception as error:
                sentence = f"{path} cannot be shown: {type(error).__name__}: {error}"
                self.server.preview.say(printable(sentence))
                answer = _plain(500, sentence)
            self._send(answer, query)

    do_HEAD = do_GET  # noqa: N815

    def _answer(self, path: str) -> Answer:
        preview = self.server.preview
        if path.startswith("/.preview/"):
            name = path.removeprefix("/.preview/")
            return Answer(200, OWN[name], (HERE / name).read_bytes()) if name in OWN else _plain(404, "nothing is here")
        base = preview.pages.base
        if not path.startswith(base):
            return Answer(302, "text/plain", quote(base).encode())
        page = path.removeprefix(base)
        if wanted := markdown_copy_wanted(page, self.headers.get("Accept", "")):
            copy = preview.answer(wanted)
            if copy.status == HTTPStatus.OK:
                return copy
        return preview.answer(page)

    def _is_host_ours(self) -> bool:
        """Whether the browser means us: a page of another host can make it ask here under that host's name, but under
        no number (DNS rebinding)."""
        try:
            name = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
            if name and name in ("localhost", self.server.host.lower()):
                return True
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _send(self, answer: Answer, query: str = "") -> None:
        self.send_response(answer.status)
        if answer.status in (301, 302):
            self.send_header("Location", answer.body.decode() + (f"?{query}" if query else ""))
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Vary", "Accept")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _stream(self, query: Mapping[str, Sequence[str]]) -> None:
        preview = self.server.preview
        page = unquote(query.get("page", ["/"])[0]).removeprefix(preview.pages.base)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        with contextlib.closing(preview.news(page, query.get("version", [""])[0])) as news:
            for event in news:
                self.wfile.write(event.encode())
                self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """What is fetched is of no interest to a writer."""


def _plain(status: int, sentence: str) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", f"{status}: {sentence}\n".encode(errors="replace"))


def serve(
    config_file: Path,
    server: Server,
    say: Callable[[str], None],
    ready: Callable[[Preview], None],
    *,
    lists_all: bool = False,
) -> None:
    """Serve the site that `config_file` describes until interrupted, or until the code of the preview is saved; `ready`
    is told when it can be looked at. lists_all: say everything that was found after each check."""
    from preview.watch import watch

    with tempfile.TemporaryDirectory(prefix="preview-", ignore_cleanup_errors=True) as folder:
        preview = server.preview = Preview(config_file, Path(folder), server.origin, say, lists_all=lists_all)

        def changed(paths: Collection[str]) -> None:
            try:
                preview.changed(paths)
            except Exception as error:  # whatever it is, the next save may be better
                say(printable(f"{', '.join(sorted(paths))}: the preview fails: {type(error).__name__}: {error}"))

        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            ready(preview)
            while True:
                watch(preview.pages, changed)
                if not (problem := _fault_of_code()):
                    break
                say(f"the preview goes on as it was, for its code as it is now fails: {problem}")
        finally:
            server.shutdown()
            preview.close()


def _fault_of_code() -> str:
    """Why the code of the preview, as it is now, cannot be started; '' if it can."""
    started = subprocess.run(
        [sys.executable, "-c", "import mkdocs_hooks, preview.server, preview.background"],
        cwd=HERE.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    return printable((started.stderr.strip().splitlines() or ["it ends"])[-1]) if started.returncode else ""
