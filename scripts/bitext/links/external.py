"""Links to other hosts, followed: many hosts at once, each of them gently, and none in a private network."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import unescape
from itertools import count
from pathlib import Path
from time import time
from urllib.parse import unquote, urldefrag, urljoin

import httpx

from bitext.links.hosts import NoSuchHost, Resolve, Unresolved, is_public, resolved
from bitext.links.link_cache import DAY, read_alive, write_alive
from bitext.site.followed import Followed

PER_HOST, OVERALL = 4, 32
REDIRECTS, ATTEMPTS = 10, 3
LONGEST_WAIT = 30.0  # seconds; a host that wants more is not asked again
LARGEST_PAGE = 4_000_000  # bytes that are searched for a fragment
_AGAIN = {429, 500, 502, 503, 504}
_MOVED = {301, 302, 303, 307, 308}
_ID = re.compile(r"<[^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=`]+))")
# Fragments that a program on the page reads, or that tell lines of a file; and hosts that set all of them so.
_OF_PROGRAMS = re.compile(r"[!/]|:~:|L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?$|[\w-]+=|top$", re.IGNORECASE)
_HOSTS_OF_PROGRAMS = re.compile(r"https?://(?:[\w-]+\.)*(?:github|gitlab|bitbucket)\.(?:com|org)/", re.IGNORECASE)
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; link check of a documentation site)",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "en,fr;q=0.8",
}


@dataclass(frozen=True)
class Options:
    """How links are followed. allow: whether an address may be connected to; resolve: the addresses of a host; sleep:
    waits; backoff: seconds before the second attempt, twice as many before the third; now: seconds since 1970;
    progress: is told how many of how many are done; days: how long a link that was alive is believed to be; timeout:
    seconds for one whole request, to the last byte; longest: seconds for all of them."""

    allow: Callable[[str], bool] = is_public
    resolve: Resolve = resolved
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    backoff: float = 1.0
    timeout: float = 20.0
    longest: float = 900.0
    now: Callable[[], float] = time
    progress: Callable[[int, int], None] = lambda done, total: None
    days: float = 7


def follow(urls: Iterable[str], cache: Path, options: Options = Options()) -> dict[str, Followed]:
    """What becomes of each URL. Those that differ in the fragment alone are asked for once, those in `cache` not at
    all."""
    wanted = sorted(set(urls))
    alive = read_alive(cache, options.now() - options.days * DAY)
    pages: dict[str, set[str]] = {}
    for url in wanted:
        if url not in alive:
            page, _, fragment = url.partition("#")
            pages.setdefault(page, set()).add(fragment)
    found = asyncio.run(_Follower(options).follow(pages)) if pages else {}
    if new := [url for url, one in found.items() if one.state == "alive"]:
        write_alive(cache, alive, new, options.now())
    return {url: found.get(url, Followed("alive")) for url in wanted}


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: str = ""


class _Doubtful(Exception):
    """A page that cannot be judged; the text says why."""


@dataclass
class _Follower:
    options: Options
    everyone: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(OVERALL))
    hosts: dict[str, asyncio.Semaphore] = field(default_factory=dict)
    clients: dict[tuple[str, str], httpx.AsyncClient] = field(default_factory=dict)
    addresses: dict[str, asyncio.Future[list[str]]] = field(default_factory=dict)
    trust: ssl.SSLContext = field(default_factory=httpx.create_ssl_context)

    async def follow(self, pages: Mapping[str, set[str]]) -> dict[str, Followed]:
        outcomes: dict[str, Followed] = {}
        tasks = {asyncio.ensure_future(self._page(page, pages[page])): page for page in pages}
        done = count(1)
        for task in tasks:
            task.add_done_callback(lambda _: self.options.progress(next(done), len(pages)))
        try:
            ready, late = await asyncio.wait(tasks, timeout=self.options.longest)
            for task in late:
                task.cancel()
                outcomes |= _each(
                    tasks[task], pages[tasks[task]], Followed("doubtful", "there was no time left for it")
                )
            await asyncio.gather(*late, return_exceptions=True)
            for task in ready:
                outcomes |= task.result()
        finally:
            await asyncio.gather(*(client.aclose() for client in self.clients.values()))
        return self._offline(outcomes) if self._no_name_is_known() else outcomes

    def _no_name_is_known(self) -> bool:
        """Whether several names were looked up, and none of them found: the fault is here, not there."""
        lookups = list(self.addresses.values())
        return len(lookups) > 1 and all(isinstance(lookup.exception(), NoSuchHost) for lookup in lookups)

    def _offline(self, outcomes: Mapping[str, Followed]) -> dict[str, Followed]:
        why = "no host at all is found; is there a network?"
        return {url: Followed("doubtful", why) if one.state == "dead" else one for url, one in outcomes.items()}

    async def _page(self, page: str, fragments: set[str]) -> dict[str, Followed]:
        """What becomes of a page, with each of these fragments ('' for none)."""
        wanted = set() if _HOSTS_OF_PROGRAMS.match(page) else {one for one in fragments if not _OF_PROGRAMS.match(one)}
        followed, body = await self._judged(page, with_body=bool(wanted - {""}))
        outcomes = {}
        for fragment in fragments:
            lacks = body and fragment and fragment in wanted and not _has(body, fragment)
            why = f"the page has no anchor '#{fragment}'"
            outcomes[f"{page}#{fragment}" if fragment else page] = Followed("doubtful", why) if lacks else followed
        return outcomes

    async def _judged(self, page: str, with_body: bool) -> tuple[Followed, str]:
        try:
            answer = await self._followed(page, with_body)
        except NoSuchHost as problem:
            return Followed("dead", str(problem)), ""
        except (_Doubtful, Unresolved) as problem:
            return Followed("doubtful", str(problem)), ""
        except (httpx.InvalidURL, ValueError):
            return Followed("dead", "this is no address"), ""
        if answer.status < 400:
            return Followed("alive"), answer.body
        why = f"the answer is {answer.status}"
        return Followed("dead" if answer.status in (404, 410) else "doubtful", why), ""

    async def _followed(self, page: str, with_body: bool) -> _Answer:
        """The answer at the end of all redirects; each of them is looked at like the first address."""
        url, passed = page, {page}
        while True:
            answer = await self._asked(url, with_body)
            location = answer.headers.get("location")
            if answer.status not in _MOVED or not location:
                return answer
            url = urldefrag(urljoin(url, location)).url
            if url in passed:
                raise _Doubtful("it redirects in a circle")
            if len(passed) > REDIRECTS:
                raise _Doubtful(f"it redirects more than {REDIRECTS} times")
            passed.add(url)

    async def _asked(self, url: str, with_body: bool) -> _Answer:
        """What the host says to HEAD; and to GET where it has no good word for HEAD, or the text is wanted."""
        if not with_body:
            answer = await self._attempts("HEAD", url)
            if answer.status < 400 or answer.status in _AGAIN - {500}:
                return answer
        return await self._attempts("GET", url)

    async def _attempts(self, method: str, url: str) -> _Answer:
        """The answer, after as many attempts as it takes and the host likes."""
        for attempt in range(ATTEMPTS):
            wait, answer, problem = self.options.backoff * 2**attempt, None, ""
            try:
                answer = await self._sent(method, url, attempt)
            except httpx.TimeoutException:
                problem = "it does not answer in time"
            except httpx.HTTPError as error:
                problem = _in_words(error)
            if answer is not None:
                if answer.status not in _AGAIN:
                    return answer
                wait = max(wait, _retry_after(answer.headers.get("retry-after", ""), self.options.now()))
            if attempt == ATTEMPTS - 1 or wait > LONGEST_WAIT:
                break
            await self.options.sleep(wait)
        if answer is None:
            raise _Doubtful(problem)
        return answer

    async def _sent(self, method: str, url: str, attempt: int) -> _Answer:
        """One request, to an address that was looked at: nobody resolves the name a second time."""
        wanted = httpx.URL(url)
        host = wanted.raw_host.decode()
        if wanted.scheme not in ("http", "https") or not host or "%" in host:
            raise ValueError(url)
        async with self.hosts.setdefault(host, asyncio.Semaphore(PER_HOST)), self.everyone:
            addresses = await self._addresses(host)
            address = addresses[attempt % len(addresses)]
            if (host, address) not in self.clients:
                self.clients[host, address] = httpx.AsyncClient(
                    verify=self.trust, headers=_HEADERS, timeout=self.options.timeout, trust_env=False
                )
            client = self.clients[host, address]
            headers, extensions = {"Host": wanted.netloc.decode()}, {"sni_hostname": host}
            request = client.build_request(
                method, wanted.copy_with(host=address), headers=headers, extensions=extensions
            )
            try:
                async with asyncio.timeout(self.options.timeout):  # httpx has one for each part of an answer alone
                    return await _answer(client, request)
            except TimeoutError:
                raise httpx.ReadTimeout("the answer does not end") from None

    async def _addresses(self, host: str) -> list[str]:
        """The addresses of a host. Raises _Doubtful when one of them is not allowed."""
        if host not in self.addresses:
            self.addresses[host] = asyncio.ensure_future(self.options.resolve(host.strip("[]")))
        try:
            addresses = await asyncio.wait_for(asyncio.shield(self.addresses[host]), self.options.timeout)
        except TimeoutError:
            raise Unresolved(f"the name '{host}' is not looked up in time") from None
        for address in addresses:
            if not self.options.allow(address):
                raise _Doubtful(f"'{host}' is a private address, which is not followed")
        return addresses


def _each(page: str, fragments: Iterable[str], followed: Followed) -> dict[str, Followed]:
    return {f"{page}#{fragment}" if fragment else page: followed for fragment in fragments}


async def _answer(client: httpx.AsyncClient, request: httpx.Request) -> _Answer:
    response = await client.send(request, stream=True)
    try:
        return _Answer(response.status_code, dict(response.headers), await _body(response))
    finally:
        await response.aclose()


async def _body(response: httpx.Response) -> str:
    """The text of an HTML page; '' of anything else, and of a page that is too long."""
    if response.request.method == "HEAD" or "html" not in response.headers.get("content-type", ""):
        return ""
    parts, size = [], 0
    async for part in response.aiter_text():
        parts.append(part)
        size += len(part)
        if size > LARGEST_PAGE:
            return ""
    return "".join(parts)


def _has(body: str, fragment: str) -> bool:
    ids = {unescape(name) for match in _ID.finditer(body) for name in match.groups() if name}
    return not ids.isdisjoint((fragment, unquote(fragment), f"user-content-{unquote(fragment)}"))


def _retry_after(value: str, now: float) -> float:
    """The seconds that a Retry-After header asks for, in either of its forms; 0 when it makes no sense."""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _in_words(error: httpx.HTTPError) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return f"its certificate is not accepted ({cause.reason or 'TLS fails'})".lower()
        cause = cause.__cause__ or cause.__context__
    return "it cannot be reached" if isinstance(error, httpx.ConnectError) else "it breaks off the answer"
