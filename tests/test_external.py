"""`check --external`, against a server on loopback: what is asked for, how often, and what is said of the answers."""

import asyncio
import contextlib
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.links.external import LONGEST_WAIT, PER_HOST, Options, follow
from bitext.links.hosts import NoSuchHost, Unresolved, is_public, resolved
from bitext.links.linked import external_links
from bitext.site.followed import Followed
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import SCRIPTS, run, told

ALIVE = Followed("alive")
PAGE = b"<!doctype html><h1 id=\"top-of-it\">A</h1><a name=there></a><p id='caf&eacute;'>b</p>"
Answer = tuple[Any, ...]  # status, headers, body


class Server(ThreadingHTTPServer):
    """Answers as it is told: the answers of a path one after the other, the last of them for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[str] = []
        self.busy, self.busiest, self.lock = 0, 0, threading.Lock()
        self.gate: threading.Barrier | None = None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that went away."""

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, path: str, *answers: int | tuple[Any, ...]) -> str:
        """Set the answers of a path (with GET or HEAD before it, only to that); returns the URL."""
        whole = [(given, {}, b"") if isinstance(given, int) else (*given, b"")[:3] for given in answers]
        self.answers[path] = whole
        return self.address + path.split()[-1]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        server = self.server
        with server.lock:
            server.asked.append(f"{self.command} {self.path}")
            server.busy += 1
            server.busiest = max(server.busiest, server.busy)
            answers = (
                server.answers.get(f"{self.command} {self.path}") or server.answers.get(self.path) or [(404, {}, b"")]
            )
            status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        if server.gate is not None:
            server.gate.wait(10)
        with server.lock:
            server.busy -= 1
        self.send_response(status)
        for name, value in {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 (the name that http.server looks for)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.shutdown()


class Clock:
    """Time that passes only while somebody waits."""

    def __init__(self) -> None:
        self.time = 1_000_000.0
        self.waits: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def options(clock: Clock) -> Options:
    return Options(allow=lambda address: address == "127.0.0.1", sleep=clock.sleep, now=lambda: clock.time)


@pytest.fixture
def ask(tmp_path: Path, options: Options) -> Callable[..., Followed]:
    """Follows one URL, with other options where they are given."""
    return lambda url, **other: follow([url], tmp_path / "links.json", replace(options, **other))[url]


Ask = Callable[..., Followed]


@pytest.mark.parametrize(
    ("answers", "outcome", "asked"),
    [
        ({"/a": 200}, ALIVE, ["HEAD /a"]),
        ({"/a": 404}, Followed("dead", "the answer is 404"), ["HEAD /a", "GET /a"]),
        ({"/a": 410}, Followed("dead", "the answer is 410"), ["HEAD /a", "GET /a"]),
        ({"HEAD /a": 405, "GET /a": 200}, ALIVE, ["HEAD /a", "GET /a"]),
        ({"HEAD /a": 403, "GET /a": 200}, ALIVE, ["HEAD /a", "GET /a"]),
        ({"HEAD /a": 501, "GET /a": 200}, ALIVE, ["HEAD /a", "GET /a"]),
        ({"HEAD /a": 404, "GET /a": 200}, ALIVE, ["HEAD /a", "GET /a"]),
        ({"/a": 403}, Followed("doubtful", "the answer is 403"), ["HEAD /a", "GET /a"]),
        ({"/a": 503}, Followed("doubtful", "the answer is 503"), ["HEAD /a"] * 3),
        ({"/a": (301, {"Location": "/b?x=1"}), "/b?x=1": 200}, ALIVE, ["HEAD /a", "HEAD /b?x=1"]),
        ({"/a": (302, {"Location": "/b"})}, Followed("dead", "the answer is 404"), ["HEAD /a", "HEAD /b", "GET /b"]),
        (
            {"/a": (302, {"Location": "b"}), "/b": (307, {"Location": "/a"})},
            Followed("doubtful", "it redirects in a circle"),
            ["HEAD /a", "HEAD /b"],
        ),
        (
            {f"/{'a' * count}": (302, {"Location": f"/{'a' * (count + 1)}"}) for count in range(1, 15)},
            Followed("doubtful", "it redirects more than 10 times"),
            [f"HEAD /{'a' * count}" for count in range(1, 12)],
        ),
    ],
)
def test_what_answers_mean(
    server: Server, ask: Ask, answers: Mapping[str, Any], outcome: Followed, asked: list[str]
) -> None:
    for path, answer in answers.items():
        server.answer(path, answer)
    assert ask(f"{server.address}/a") == outcome
    assert server.asked == asked


@pytest.mark.parametrize(
    ("fragment", "outcome"),
    [
        ("top-of-it", ALIVE),
        ("there", ALIVE),
        ("caf%C3%A9", ALIVE),
        ("gone", Followed("doubtful", "the page has no anchor '#gone'")),
        (":~:text=gone", ALIVE),
        ("/operations/list", ALIVE),
        ("L12-L20", ALIVE),
    ],
)
def test_fragments(server: Server, ask: Ask, fragment: str, outcome: Followed) -> None:
    url = server.answer("/a", (200, {}, PAGE))
    assert ask(f"{url}#{fragment}") == outcome


def test_a_fragment_is_not_looked_for_in_what_is_no_html(server: Server, ask: Ask) -> None:
    url = server.answer("/a.pdf", (200, {"Content-Type": "application/pdf"}, b"%PDF"))
    assert ask(f"{url}#page=2") == ALIVE
    assert ask(f"{url}#two") == ALIVE


def test_a_page_is_asked_for_once_for_all_its_fragments(server: Server, tmp_path: Path, options: Options) -> None:
    url = server.answer("/a", (200, {}, PAGE))
    outcomes = follow([url, f"{url}#there", f"{url}#gone"], tmp_path / "links.json", options)
    assert {link: outcome.state for link, outcome in outcomes.items()} == {
        url: "alive", f"{url}#there": "alive", f"{url}#gone": "doubtful",
    }  # fmt: skip
    assert server.asked == ["GET /a"]


@pytest.mark.parametrize(
    ("wanted", "waits"),
    [("7", [7.0]), (formatdate(1_000_012, usegmt=True), [12.0]), ("0", [1.0]), ("soon", [1.0]), ("", [1.0])],
)
def test_a_busy_host_is_asked_again_when_it_likes(
    server: Server, ask: Ask, clock: Clock, wanted: str, waits: list[float]
) -> None:
    url = server.answer("/a", (503, {"Retry-After": wanted}), 200)
    assert ask(url) == ALIVE
    assert (clock.waits, server.asked) == (waits, ["HEAD /a"] * 2)


def test_a_host_that_wants_a_long_rest_is_let_be(server: Server, ask: Ask, clock: Clock) -> None:
    url = server.answer("/a", (429, {"Retry-After": str(int(LONGEST_WAIT) + 1)}))
    assert ask(url) == Followed("doubtful", "the answer is 429")
    assert (clock.waits, server.asked) == ([], ["HEAD /a"])


def test_waits_grow(server: Server, ask: Ask, clock: Clock) -> None:
    assert ask(server.answer("/a", 502)) == Followed("doubtful", "the answer is 502")
    assert clock.waits == [1.0, 2.0]


def test_private_addresses_are_refused(server: Server, ask: Ask) -> None:
    url = server.answer("/a", 200)
    assert ask(url, allow=is_public) == Followed("doubtful", "'127.0.0.1' is a private address, which is not followed")
    assert ask(url.replace("127.0.0.1", "localhost"), allow=is_public).state == "doubtful"
    assert server.asked == []


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://[::1]:{port}/b", "http://inside.example/b", "//169.254.169.254/"]
)
def test_private_addresses_are_refused_after_a_redirect(server: Server, ask: Ask, target: str) -> None:
    url = server.answer("/a", (302, {"Location": target.format(port=server.server_port)}))

    async def resolve(host: str) -> list[str]:
        return ["127.0.0.1", "192.168.0.7"] if host == "inside.example" else await resolved(host)

    outcome = ask(url, resolve=resolve)
    assert outcome.state == "doubtful"
    assert outcome.why.endswith("is a private address, which is not followed")
    assert server.asked == ["HEAD /a"]


def test_the_name_that_was_looked_at_is_not_resolved_again(server: Server, ask: Ask) -> None:
    server.answer("/a", (302, {"Location": "/b"}))
    server.answer("/b", 200)
    asked = []

    async def resolve(host: str) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    assert ask(f"http://sage.example:{server.server_port}/a", resolve=resolve) == ALIVE
    assert (asked, server.asked) == (["sage.example"], ["HEAD /a", "HEAD /b"])


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("64:ff9b::5db8:d70e", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False),
        ("::1", False), ("::", False), ("fe80::1", False), ("fe80::1%eth0", False), ("fc00::1", False), ("ff02::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:93.184.215.14", True), ("64:ff9b::a00:1", False), ("2002:7f00:1::", False),
        ("192.0.0.9", False), ("192.0.0.170", False), ("192.0.2.1", False), ("192.88.99.1", False), ("198.18.0.1", False), ("198.51.100.1", False),
        ("203.0.113.1", False), ("240.0.0.1", False), ("239.1.2.3", False), ("64:ff9b::5db8:d70e%1", True), ("64:ff9b::c0a8:101", False),
        ("64:ff9b:1::5db8:d70e", False), ("::5db8:d70e", False), ("::127.0.0.1", False), ("::ffff:0:127.0.0.1", False), ("fec0::1", False),
        ("100::1", False), ("100:0:0:1::1", False), ("2001::1", False), ("2001:2::1", False), ("2001:10::1", False), ("2001:20::1", False),
        ("2001:db8::1", False), ("2002:5db8:d70e::1", True), ("3fff::1", False), ("3fff:fff::1", False), ("5f00::1", False), ("4000::1", False),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


class Dripping:
    """Sends the beginning of an answer, and then a byte now and then for as long as somebody listens."""

    def __init__(self, begin: bytes, drop: bytes) -> None:
        self._begin, self._drop = begin, drop
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/a"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self._drip, args=(self._socket.accept()[0],), daemon=True).start()

    def _drip(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client:
            client.recv(65536)
            client.sendall(self._begin)
            while True:
                client.sendall(self._drop)
                time.sleep(0.05)

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("begin", "drop", "fragment"),
    [(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", ""), (b"", b"H", ""), (CHUNKED, b"1\r\na\r\n", "#x")],
    ids=["headers", "status", "body"],
)
def test_an_answer_that_never_ends_is_not_waited_for(ask: Ask, begin: bytes, drop: bytes, fragment: str) -> None:
    with contextlib.closing(Dripping(begin, drop)) as host:
        told = Followed("doubtful", "it does not answer in time")
        assert ask(host.url + fragment, timeout=0.4) == told


def test_there_is_an_end_to_all_requests_together(tmp_path: Path, options: Options) -> None:
    with contextlib.closing(Dripping(b"", b"H")) as host:
        slow = [*(f"{host.url}{number}" for number in range(20)), f"{host.url}#x"]
        outcomes = follow(slow, tmp_path / "links.json", replace(options, longest=0.5, timeout=3600))
    assert outcomes == dict.fromkeys(slow, Followed("doubtful", "there was no time left for it"))


def test_a_name_that_is_looked_up_for_ever_is_doubtful(ask: Ask) -> None:
    async def resolve(host: str) -> list[str]:
        await asyncio.sleep(3600)
        return []

    told = Followed("doubtful", "the name 'slow.example' is not looked up in time")
    assert ask("https://slow.example/", resolve=resolve, timeout=0.2) == told


@pytest.mark.parametrize(
    ("url", "problem", "outcome"),
    [
        ("https://gone.example/", NoSuchHost("there is no host 'gone.example'"), Followed("dead", "there is no host 'gone.example'")),
        ("https://sage.example/", Unresolved("the name 'sage.example' cannot be looked up"), Followed("doubtful", "the name 'sage.example' cannot be looked up")),
        ("https://[exa/", None, Followed("dead", "this is no address")),
        ("https:///a", None, Followed("dead", "this is no address")),
    ],
)  # fmt: skip
def test_hosts_that_are_none(ask: Ask, url: str, problem: Exception | None, outcome: Followed) -> None:
    async def resolve(host: str) -> list[str]:
        if problem is not None:
            raise problem
        return await resolved(host)

    assert ask(url, resolve=resolve) == outcome


def test_without_a_network_nothing_is_called_dead(tmp_path: Path, options: Options) -> None:
    async def resolve(host: str) -> list[str]:
        raise NoSuchHost(host)

    outcomes = follow(
        ["https://a.example", "https://b.example"], tmp_path / "links.json", replace(options, resolve=resolve)
    )
    assert set(outcomes.values()) == {Followed("doubtful", "no host at all is found; is there a network?")}
    assert not (tmp_path / "links.json").exists()


def test_a_host_that_does_not_answer_is_doubtful(ask: Ask, server: Server) -> None:
    server.shutdown()
    server.server_close()
    assert ask(f"{server.address}/a") == Followed("doubtful", "it cannot be reached")


def test_a_host_without_a_certificate_is_doubtful(ask: Ask, server: Server) -> None:
    outcome = ask(server.address.replace("http:", "https:") + "/a", backoff=0)
    assert outcome.state == "doubtful"
    assert outcome.why.startswith("its certificate is not accepted")


def test_a_host_that_is_too_slow_is_doubtful(ask: Ask, server: Server) -> None:
    server.gate = threading.Barrier(9)
    try:
        assert ask(server.answer("/a", 200), timeout=0.05) == Followed("doubtful", "it does not answer in time")
    finally:
        server.gate.abort()


def test_a_few_requests_at_a_time_go_to_one_host(server: Server, tmp_path: Path, options: Options) -> None:
    server.gate = threading.Barrier(PER_HOST)  # nobody is answered before so many ask
    urls = [server.answer(f"/{number}", 200) for number in range(3 * PER_HOST)]
    told: list[tuple[int, int]] = []
    outcomes = follow(
        urls, tmp_path / "links.json", replace(options, progress=lambda done, total: told.append((done, total)))
    )
    assert outcomes == dict.fromkeys(urls, ALIVE)
    assert server.busiest == PER_HOST
    assert told == [(done, len(urls)) for done in range(1, len(urls) + 1)]


def test_what_was_alive_is_believed_for_a_while(server: Server, tmp_path: Path, options: Options, clock: Clock) -> None:
    cache = tmp_path / ".cache" / "links.json"
    good, bad = server.answer("/good", 200), server.answer("/bad", 404)

    def ask_both() -> list[str]:
        server.asked.clear()
        assert follow([good, bad], cache, options)[good] == ALIVE
        return sorted(set(server.asked))

    assert ask_both() == ["GET /bad", "HEAD /bad", "HEAD /good"]
    assert ask_both() == ["GET /bad", "HEAD /bad"]
    clock.time += 6.9 * 86_400
    assert ask_both() == ["GET /bad", "HEAD /bad"]
    clock.time += 0.2 * 86_400
    assert ask_both() == ["GET /bad", "HEAD /bad", "HEAD /good"]
    cache.write_text("[not json", encoding="utf-8")
    assert ask_both() == ["GET /bad", "HEAD /bad", "HEAD /good"]


def test_what_cannot_be_remembered_is_told_all_the_same(server: Server, tmp_path: Path, options: Options) -> None:
    (tmp_path / ".cache").write_bytes(b"")
    good = server.answer("/good", 200)
    assert follow([good], tmp_path / ".cache" / "links.json", options) == {good: ALIVE}


def test_names_are_resolved() -> None:
    assert asyncio.run(resolved("127.0.0.1")) == ["127.0.0.1"]
    assert asyncio.run(resolved("::1")) == ["::1"]


def test_findings_tell_dead_from_doubtful(server: Server, small_site: Callable[..., Path], options: Options) -> None:
    answers = (server.answer("/gone", 404), server.answer("/busy", 503), server.answer("/fine", 200))
    gone, busy, fine = (url.replace("127.0.0.1", "sage.example") for url in answers)

    async def resolve(host: str) -> list[str]:
        return ["127.0.0.1"]

    body = f"# Home\n\n[a]({gone}) [b]({busy})\n[c]({fine}) <{gone}>\n\n<a href='{gone}'>d</a> [e](https://small.example.org/) `{gone}`\n"
    root = small_site({"docs/index.md": body, "docs_fr/index.md": f"# Accueil\n\n[a]({gone})\n"})
    sources = Sources(Site.load(root / "mkdocs.yml"))
    urls = {link.target for link in external_links(sources)}
    assert urls == {gone, busy, fine}
    sources = sources.following(follow(urls, root / ".cache/links.json", replace(options, resolve=resolve)))
    findings = check(sources, chosen_rules(["external-dead", "external-doubtful"])).findings
    assert [(str(finding), finding.severity) for finding in findings] == [
        (f"docs/index.md:3: link '{gone}' is dead: the answer is 404 [external-dead]", "error"),
        (f"docs/index.md:3: link '{busy}' is doubtful: the answer is 503 [external-doubtful]", "warning"),
        (f"docs/index.md:4: link '{gone}' is dead: the answer is 404 [external-dead]", "error"),
        (f"docs/index.md:6: link '{gone}' is dead: the answer is 404 [external-dead]", "error"),
        (f"docs_fr/index.md:3: link '{gone}' is dead: the answer is 404 [external-dead]", "error"),
    ]


def test_the_command_follows_links_and_refuses_private_addresses(small_site: Callable[..., Path]) -> None:
    url = "http://10.1.2.3/a"
    root = small_site({"docs/index.md": f"# Home\n\n[a]({url})\n"})
    command = (sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--only", "links")
    without, with_it = run(*command), run(*command, "--external")
    assert (without.returncode, without.stdout, told(without.stderr)) == (0, "", "")
    assert with_it.stdout == (
        f"docs/index.md:3: link '{url}' is doubtful: '10.1.2.3' is a private address, which is not followed [external-doubtful]\n"
    )
    assert told(with_it.stderr) == ""
