"""`python3 scripts serve`: each page as it is when it is asked for, in one address for all languages."""

from __future__ import annotations

import contextlib
import html
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import material  # type: ignore[import-untyped]
import pytest
from conftest import CONFIG, ROOT, SCRIPTS, THEME, contents, copy_built, copy_project, run, start, write
from playwright.sync_api import Browser, Page, expect
from preview.background import Background
from test_all_pages import dated, dates

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stops the server with a signal")

Make = Callable[[Mapping[str, str | bytes]], Path]
PANEL = re.compile(r'<script src="/\.preview/panel\.js" data-version="[0-9a-f]+" defer></script>\n(?=</body>)')
PAIR = {
    "mkdocs.yml": CONFIG.replace("[index.md]", "[index.md, a.md, b.md]").replace("plugins:", "plugins:\n  - search"),
    "docs/a.md": "---\ntitle: Apples\n---\n# Apples\n\n## Of 12 kinds\n\nThere are 12 apples.\n",
    "docs_fr/a.md": "---\ntitle: Pommes\n---\n# Pommes\n\n## De 12 sortes\n\nIl y a 12 pommes.\n",
    "docs/b.md": "---\ntitle: Pears\n---\n# Pears\n",
    "docs_fr/b.md": "---\ntitle: Poires\n---\n# Poires\n",
}


class Answer(NamedTuple):
    """What the preview has sent."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The page, without the panel's script."""
        return PANEL.sub("", self.body.decode())


class Preview:
    """A preview that runs. said: the lines on its terminal, without the time of day."""

    def __init__(self, site: Path, *options: str, scripts: Path = SCRIPTS) -> None:
        self.site = site
        self.said: list[str] = []
        command: tuple[str | Path, ...] = ("serve", "-f", site / "mkdocs.yml", "--port", "0", *options)
        self.process = start(*command, stderr=subprocess.STDOUT, scripts=scripts)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        until(lambda: any("(ready in" in line for line in self.said))
        ready = next(line for line in self.said if "(ready in" in line)
        self.address = ready.split(": ")[1].split(" ")[0].rstrip("/")
        self.port = int(re.findall(r":(\d+)", ready)[0])

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(re.sub(r"^\d\d:\d\d:\d\d ", "", line.rstrip("\n")))

    def ask(self, path: str, method: str = "GET", host: str | None = None, **headers: str) -> Answer:
        """What is sent for a path, which goes out as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=host is not None)
        for name, value in {**({"Host": host} if host is not None else {}), **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, answer.headers, body)

    def text(self, path: str) -> str:
        """The page at a path."""
        return self.ask(path).text

    def save(self, files: Mapping[str, str | bytes]) -> None:
        """Write files below the site's root."""
        write(self.site, files)

    def children(self) -> list[int]:
        """The processes that it has started."""
        found = run("ps", "-o", "pid=", "--ppid", str(self.process.pid))
        return [int(pid) for pid in found.stdout.split() if Path(f"/proc/{pid}/cmdline").exists()]

    def folders(self) -> list[str]:
        """Its temporary folders, as its child processes are told of them."""
        words = [Path(f"/proc/{pid}/cmdline").read_text().split("\0") for pid in self.children()]
        return [word.removesuffix("/background") for line in words for word in line if word.endswith("/background")]

    def stop(self, how: int = signal.SIGINT) -> int:
        """Stop it; returns its exit code. Whatever happened, no traceback was shown."""
        if self.process.poll() is None:
            os.kill(self.process.pid, how)
        code = self.process.wait(timeout=60)
        self._reader.join(timeout=60)
        assert [line for line in self.said if "Traceback" in line or line.startswith("  File ")] == []
        return code


def until(true: Callable[[], object]) -> None:
    """Wait until something is so; a minute is more than any machine needs."""
    for _ in range(1200):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to pass")


@pytest.fixture
def serve() -> Iterator[Callable[..., Preview]]:
    """Starts previews, and stops them when the test is over."""
    started: list[Preview] = []

    def start(site: Path, *options: str) -> Preview:
        started.append(Preview(site, *options))
        return started[-1]

    yield start
    for preview in started:
        assert preview.stop() == 0


@pytest.fixture
def fruit(small_site: Make, serve: Callable[..., Preview]) -> Preview:
    """A preview of a small site of three pages."""
    return serve(small_site(PAIR))


def published(preview: Preview, folder: Path, tmp_path: Path) -> dict[str, bytes]:
    """What `build` makes of a site that is published where the preview shows it."""
    result = run(
        sys.executable, SCRIPTS, "build", "-f", folder / "mkdocs.yml", "-d", tmp_path / "built",
        environment={"SITE_URL": preview.address + "/"},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return contents(tmp_path / "built")


def assert_same(preview: Preview, made: Mapping[str, bytes], base: str = "/") -> None:
    """Whatever was built is served, in the same words, at the same place."""
    for name, content in made.items():
        if name in ("_headers", "_nginx.conf", "sitemap.xml.gz"):  # for hosts, and with the time of day
            continue
        path = base + quote(name)
        answer = preview.ask(path)
        assert answer.status == 200, name
        body = answer.text.encode() if name.endswith(".html") else answer.body
        assert body == content, name
        assert len(PANEL.findall(answer.body.decode())) == 1 if name.endswith(".html") else True, name
        if name.endswith("/index.html"):
            folder = path.removesuffix("index.html")
            assert preview.ask(folder).body == answer.body
            redirected = preview.ask(f"{folder.rstrip('/')}?a=b") if folder != base else None
            if redirected:
                assert (redirected.status, redirected.headers["Location"]) == (301, f"{folder.split('/')[-2]}/?a=b")


def test_the_whole_project_is_served_as_it_is_built(
    built_site: Path, tmp_path: Path, serve: Callable[..., Preview]
) -> None:
    site = copy_built(built_site, tmp_path / "copy")
    preview = serve(site)
    made = published(preview, site, tmp_path)
    assert_same(preview, made)
    assert made["404.html"] != made["fr/404.html"]
    for path, page in {
        "/nothing": "404.html",
        "/fr/nothing/at/all/": "fr/404.html",
        "/portal/no.png": "404.html",
    }.items():
        answer = preview.ask(path)
        assert (answer.status, answer.text) == (404, made[page].decode())
    kinds = {
        "/": "text/html; charset=utf-8",
        "/fr/index.md": "text/markdown; charset=utf-8",
        "/fr/llms.txt": "text/plain; charset=utf-8",
        "/assets/site.css": "text/css; charset=utf-8",
        "/assets/logo.svg": "image/svg+xml; charset=utf-8",
        "/sitemap.xml": "application/xml; charset=utf-8",
        "/search/search_index.json": "application/json; charset=utf-8",
    }
    assert {path: preview.ask(path).headers["Content-Type"] for path in kinds} == kinds
    there, head = preview.ask("/fr/portal/companies/?a=b"), preview.ask("/fr/portal/companies/", "HEAD")
    assert there.text.encode() == made["fr/portal/companies/index.html"]
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(len(there.body)))
    assert preview.ask("/", Range="bytes=0-3").body == preview.ask("/").body
    page_fr = "docs_fr/portal/companies.md"
    written = (site / page_fr).read_text(encoding="utf-8")
    preview.save({page_fr: written.replace("\n", "\r\n")})
    assert preview.text("/fr/portal/companies/") == there.text


def test_a_site_below_a_path_and_pages_that_are_files(
    tmp_path: Path, small_site: Make, serve: Callable[..., Preview]
) -> None:
    config = PAIR["mkdocs.yml"].replace("https://small.example.org/", '!ENV [SITE_URL, "https://example.org/guides"]')
    names = {"docs/é b.md": "# Été\n\n![Plan](des%20é.svg)\n", "docs/des é.svg": '<svg xmlns="x" viewBox="0 0 4 3"/>'}
    config = config.replace("b.md]", "b.md, é b.md]")
    site = small_site({**PAIR, **names, "mkdocs.yml": f"{config}use_directory_urls: false\n"})
    preview = serve(site)
    assert preview.address.endswith("/guides")
    assert_same(preview, published(preview, site, tmp_path), "/guides/")
    assert 'width="4" height="3"' in preview.text("/guides/fr/%C3%A9%20b.html")
    for path in ("/", "/fr/", "/guide", "/guides"):
        answer = preview.ask(path)
        assert (answer.status, answer.headers["Location"]) == (302, "/guides/")
    assert preview.ask("/guides/fr/nothing.html").status == 404
    preview.save({"mkdocs.yml": f"{config}use_directory_urls: true\n"})
    assert preview.ask("/guides/fr/a/").status == 200
    preview.save({"mkdocs.yml": config.replace("example.org/guides", "example.org/docs")})
    assert preview.ask("/docs/fr/a/").status == 200
    assert preview.ask("/guides/fr/a/").headers["Location"] == "/docs/"
    preview.save({"mkdocs.yml": config.replace("example.org/guides", "example.org/日本")})
    assert preview.ask("/guides/fr/a/").headers["Location"] == "/%E6%97%A5%E6%9C%AC/"
    assert preview.ask("/%E6%97%A5%E6%9C%AC/fr/a/").status == 200


def test_a_program_that_would_rather_have_markdown_gets_it_at_the_address_of_the_page(fruit: Preview) -> None:
    for path, copy in (("/fr/a/", "/fr/a/index.md"), ("/", "/index.md"), ("/b/index.html", "/b/index.md")):
        for accept in ("text/markdown", "text/markdown, text/html;q=0.8"):
            answer = fruit.ask(path, Accept=accept)
            assert (answer.text, answer.headers["Content-Type"]) == (fruit.text(copy), "text/markdown; charset=utf-8")
            assert answer.headers["Vary"] == "Accept"
        for accept in ("text/html, text/markdown", "text/markdown;q=0, */*", "*/*"):
            assert fruit.ask(path, Accept=accept).text == fruit.text(path)
    assert fruit.ask("/nothing/", Accept="text/markdown").status == 404


def test_a_save_is_seen_by_the_next_request(fruit: Preview) -> None:
    fruit.save({"docs_fr/a.md": PAIR["docs_fr/a.md"] + "\nUne de plus.\n"})
    assert "<p>Une de plus.</p>" in fruit.text("/fr/a/")
    assert "Une de plus." in fruit.text("/fr/a/index.md")
    fruit.save({"docs/a.md": PAIR["docs/a.md"].replace("Of 12 kinds", "Of 12 sorts")})
    assert 'id="of-12-sorts"' in fruit.text("/a/")
    assert 'id="of-12-sorts"' in fruit.text("/fr/a/")
    fruit.save({"docs_fr/b.md": "---\ntitle: Des poires\n---\n# Des poires\n"})
    until(lambda: "Des poires" in fruit.text("/fr/a/"))  # whose navigation names it
    assert "- [Des poires](" in fruit.text("/fr/llms.txt")
    assert "Des poires" in fruit.text("/fr/404.html")
    assert "Des poires" not in fruit.text("/a/")
    fruit.save({"docs/index.md": "# House\n"})  # its first heading is its title in the navigation
    until(lambda: "House" in fruit.text("/a/"))
    fruit.save({"docs/b.md": PAIR["docs/b.md"].replace("title: Pears\n", "title: Pears\nredirect_from: [old/pears]\n")})
    until(lambda: 'data-to="../../b/"' in fruit.text("/old/pears/"))
    fruit.save({"docs/b.md": PAIR["docs/b.md"]})
    until(lambda: fruit.ask("/old/pears/").status == 404)
    fruit.save(
        {"docs/b.md": PAIR["docs/b.md"].replace("title: Pears\n", "title: Pears\nredirect_from: [/a: {old: pears}]\n")}
    )
    until(lambda: "../b/#pears" in fruit.text("/a/") and "../../fr/b/#pears" in fruit.text("/fr/a/"))
    fruit.save({"docs/b.md": PAIR["docs/b.md"]})
    until(lambda: "#pears" not in fruit.text("/a/"))
    fruit.save({"mkdocs.yml": PAIR["mkdocs.yml"].replace("site_name: Small", "site_name: Smaller")})
    assert "Smaller" in fruit.text("/fr/a/")
    fruit.save({"mkdocs.yml": PAIR["mkdocs.yml"].replace("a.md, b.md", "b.md, a.md")})
    order = fruit.text("/")
    assert order.index("Pears") < order.index("Apples")


def test_snippets_and_data_are_seen_by_the_next_request(small_site: Make, serve: Callable[..., Preview]) -> None:
    files = {
        "docs/a.md": "# A\n\n{% include 'one.md' %}\n\n{{ names.shop }}\n",
        "docs_fr/a.md": "# A\n\n{% include 'one.md' %}\n\n{{ names.shop }}\n",
        "docs/b.md": "# {{ names.shop }}\n",
        "docs/_snippets/one.md": "One.\n\n{% include 'two.md' %}\n",
        "docs_fr/_snippets/one.md": "Un.\n\n{% include 'two.md' %}\n",
        "docs/_snippets/two.md": "Two.\n",
        "docs_fr/_snippets/two.md": "Deux.\n",
        "docs/_data/names.yml": "shop: Stall\n",
    }
    preview = serve(small_site({**PAIR, **files}))
    assert "<p>Deux.</p>" in preview.text("/fr/a/")
    preview.save({"docs_fr/_snippets/two.md": "Le deuxième.\n"})
    assert "<p>Le deuxième.</p>" in preview.text("/fr/a/")
    preview.save({"docs_fr/_snippets/one.md": "Le premier.\n"})
    assert "<p>Le premier.</p>" in preview.text("/fr/a/")
    assert "deuxième" not in preview.text("/fr/a/")
    preview.save({"docs/_data/names.yml": "shop: Market\n"})
    assert "<p>Market</p>" in preview.text("/fr/a/")
    until(lambda: "Market" in preview.text("/"))  # whose navigation has it
    preview.save({"docs/_snippets/new.md": "New.\n", "docs_fr/_snippets/new.md": "Neuf.\n"})
    preview.save({"docs_fr/a.md": "# A\n\n{% include 'new.md' %}\n"})
    assert "<p>Neuf.</p>" in preview.text("/fr/a/")
    preview.save({"docs_fr/_data/names.yml": "shop: Marché\n", "docs_fr/a.md": "# A\n\n{{ names.shop }}\n"})
    until(lambda: "<p>Marché</p>" in preview.text("/fr/a/"))
    (preview.site / "docs_fr/_data/names.yml").unlink()
    until(lambda: "<p>Market</p>" in preview.text("/fr/a/"))
    assert preview.ask("/_snippets/one.md").status == preview.ask("/_data/names.yml").status == 404


def test_files_that_come_and_go(fruit: Preview) -> None:
    docs, docs_fr = fruit.site / "docs", fruit.site / "docs_fr"
    assert fruit.ask("/c/").status == 404
    fruit.save({"docs/c.md": "# Cherries\n\n![A plan](plan.svg)\n"})
    until(lambda: "Cherries" in fruit.text("/c/"))
    assert 'lang="en"' in fruit.text("/fr/c/") and "Cherries" in fruit.text("/fr/c/")
    fruit.save({"docs_fr/c.md": "# Cerises\n\n![Un plan](plan.svg)\n"})
    until(lambda: "Cerises" in fruit.text("/fr/c/"))
    assert "Cherries" not in fruit.text("/fr/c/")
    fruit.save({"docs/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>'})
    until(lambda: 'width="40" height="30"' in fruit.text("/c/"))
    fruit.save({"docs/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 30"/>'})
    assert fruit.text("/plan.svg") == '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 30"/>'
    until(lambda: 'width="50" height="30"' in fruit.text("/fr/c/"))
    (docs / "c.md").rename(docs / "d.md")
    (docs_fr / "c.md").rename(docs_fr / "d.md")
    until(lambda: fruit.ask("/fr/c/").status == 404 and "Cerises" in fruit.text("/fr/d/"))
    (docs / "d.md").unlink()
    (docs_fr / "d.md").unlink()
    until(lambda: fruit.ask("/d/").status == 404)
    fruit.save({"docs/more/e.md": "# Elderberries\n"})
    until(lambda: "Elderberries" in fruit.text("/more/e/"))
    (docs / "more").rename(docs / "rest")
    until(lambda: fruit.ask("/more/e/").status == 404 and "Elderberries" in fruit.text("/rest/e/"))
    shutil.rmtree(docs / "rest")
    until(lambda: fruit.ask("/rest/e/").status == 404)


def test_templates_words_and_styles(small_site: Make, serve: Callable[..., Preview]) -> None:
    config = PAIR["mkdocs.yml"].replace(THEME, "theme")
    site = small_site({**PAIR, "mkdocs.yml": config, "docs/site.css": "a { color: red }"})
    shutil.copytree(ROOT / "overrides", site / "theme")
    preview = serve(site)
    assert preview.text("/site.css") == "a { color: red }"
    preview.save({"docs/site.css": "a { color: tan }"})
    assert preview.text("/site.css") == "a { color: tan }"
    main = (site / "theme/main.html").read_text(encoding="utf-8")
    preview.save({"theme/main.html": main.replace("{% extends", "<!-- ours -->{% extends", 1)})
    until(lambda: "<!-- ours -->" in preview.text("/fr/a/") and "<!-- ours -->" in preview.text("/b/"))
    words = site / "theme/partials/languages/fr.html"
    text = words.read_text(encoding="utf-8")
    preview.save({"docs/b.md": PAIR["docs/b.md"].replace("title:", "redirect_from: old\ntitle:")})
    moved = re.findall(r'"This page has moved": "(.+?)"', text)[0]
    assert moved in preview.text("/fr/nothing/") or "old" not in preview.text("/old/")
    preview.save({"theme/partials/languages/fr.html": text.replace('"This page', '"skip": "x",\n  "This page')})
    preview.save({"theme/404.html": "{% extends 'main.html' %}{% block content %}Nichts{% endblock %}"})
    until(lambda: "Nichts" in preview.text("/fr/nothing/"))
    preview.save({"theme/assets/new.css": "b { color: red }"})
    until(lambda: preview.text("/assets/new.css") == "b { color: red }")


def test_a_page_is_rendered_once_and_when_it_is_asked_for(small_site: Make, serve: Callable[..., Preview]) -> None:
    hook = "import os\nfrom pathlib import Path\n\n\ndef on_page_content(html, page, config, files):\n    with Path(config.config_file_path).with_name('rendered.txt').open('a') as file:\n        file.write(f'{os.getpid()} {page.file.src_uri}\\n')\n"
    config = PAIR["mkdocs.yml"].replace("hooks: [", "hooks: [count.py, ")
    preview = serve(small_site({**PAIR, "mkdocs.yml": config, "count.py": hook, "rendered.txt": ""}))

    def rendered() -> list[str]:
        """What this process has rendered: the background process reads pages for the search in its own."""
        lines = (preview.site / "rendered.txt").read_text().splitlines()
        return [line.split(" ")[1] for line in lines if line.split(" ")[0] == str(preview.process.pid)]

    assert rendered() == []
    assert preview.text("/a/") == preview.text("/a/") == preview.text("/a/index.html")
    assert rendered() == ["a.md"]
    preview.ask("/fr/a/"), preview.ask("/b/")
    assert rendered() == ["a.md", "fr/a.md", "b.md"]
    preview.save({"docs_fr/a.md": PAIR["docs_fr/a.md"] + "\nEncore.\n"})
    preview.ask("/fr/a/"), preview.ask("/b/"), preview.ask("/fr/a/index.md"), preview.ask("/llms.txt")
    assert rendered() == ["a.md", "fr/a.md", "b.md", "fr/a.md"]
    preview.save({"docs_fr/b.md": "# É\n"})  # without its title: the navigation is another
    preview.ask("/b/")
    assert rendered()[4:] == ["b.md"]
    preview.save({"count.py": hook.replace("{page.file.src_uri}", "new:{page.file.src_uri}")})
    until(lambda: preview.ask("/b/") and "new:b.md" in rendered())


TAGGED = {
    **PAIR,
    "mkdocs.yml": PAIR["mkdocs.yml"].replace("b.md]", "b.md, tags.md]").replace("- search\n", "- search\n  - tags\n"),
    "docs/tags.md": "---\ntitle: Tags\n---\n# Tags\n\n<!-- material/tags -->\n",
    "docs_fr/tags.md": "---\ntitle: Étiquettes\n---\n# Étiquettes\n\n<!-- material/tags -->\n",
    "docs/b.md": "---\ntitle: Pears\ntags: [Fruit]\n---\n# Pears\n",
    "docs_fr/b.md": "---\ntitle: Poires\ntags: [Fruits]\n---\n# Poires\n",
}


def test_what_a_plugin_makes_of_all_pages_is_shown(small_site: Make, serve: Callable[..., Preview]) -> None:
    preview = serve(small_site(TAGGED))

    def tagged(path: str) -> list[list[str]]:
        """Each tag that a page lists, with the addresses of its pages."""
        _, *found = re.split(r'<span class="md-tag">', preview.text(path))
        return [
            [each.partition("<")[0], *re.findall(r'href="(\.\./[^"/]+/)"', each.partition("</ul>")[0])]
            for each in found
        ]

    assert tagged("/tags/") == [["Fruit", "../b/"]]
    assert tagged("/fr/tags/") == [["Fruits", "../b/"]]
    paths = ("/tags", "/gone/", "/tags/index.md", "/search/search_index.json")
    assert [preview.ask(path).status for path in paths] == [301, 404, 200, 200]
    preview.save({"docs/a.md": "---\ntitle: Apples\ntags: [Fruit]\n---\n# Apples\n"})
    until(lambda: tagged("/tags/") == [["Fruit", "../a/", "../b/"]])
    preview.save({"docs/a.md": "# Apples\n\n{{ nothing }}\n"})
    until(lambda: preview.ask("/tags/").status == 500)
    preview.save({"docs/a.md": "# Apples\n"})
    until(lambda: preview.ask("/tags/").status == 200)
    assert tagged("/tags/") == [["Fruit", "../b/"]]


LEANING = """
seen = set()
def on_page_markdown(markdown, page, **_):
    seen.add(page.file.src_uri)
    if page.file.src_uri == "b.md" and "a.md" not in seen:
        raise KeyError("a.md")
    return markdown
"""


def test_a_plugin_that_needs_the_pages_before_gets_them(
    small_site: Make, serve: Callable[..., Preview], tmp_path: Path
) -> None:
    config = PAIR["mkdocs.yml"].replace('hooks: ["', 'hooks: [own.py, "')
    root = small_site({**PAIR, "mkdocs.yml": config, "own.py": LEANING})
    preview = serve(root)
    assert "<h1>Pears</h1>" in re.sub(r'(<h1) id="[^"]+"', r"\1", preview.text("/b/"))
    preview.save({"own.py": LEANING.replace('"a.md" not in seen', '"c.md" not in seen')})
    until(lambda: preview.ask("/b/").status == 500)
    assert "KeyError" in preview.text("/b/")
    when = (root / "own.py").stat().st_mtime_ns
    preview.save({"own.py": LEANING})
    os.utime(root / "own.py", ns=(when, when))  # of the same size in the same second
    until(lambda: preview.ask("/b/").status == 200)


def test_dates_from_git_are_those_of_the_built_site(tmp_path: Path, serve: Callable[..., Preview]) -> None:
    root = dated(tmp_path / "site-sources", "type: timeago, enable_creation_date: true")
    written = (root / "mkdocs.yml").read_text(encoding="utf-8")
    address = "https://small.example.org/"
    write(root, {"mkdocs.yml": written.replace(address, f"!ENV [SITE_URL, '{address}']")})
    preview = serve(root)
    made = published(preview, root, tmp_path)
    days = ["2021-02-04T03:04:05+00:00 fr", "2021-02-04", "2020-01-02T03:04:05+00:00 fr", "2020-01-02"]
    assert dates(made["fr/a/index.html"]) == days
    assert_same(preview, made)
    assert preview.stop() == 0
    assert processes_about(root) == []


def processes_about(site: Path) -> list[str]:
    """The command lines of the processes that name a site, where the system shows them as files."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(file.read_text(encoding="utf-8", errors="replace").replace("\0", " "))
    return [line for line in found if str(site) in line]


def test_what_the_configuration_inherits_is_part_of_it(small_site: Make, serve: Callable[..., Preview]) -> None:
    config = f"INHERIT: base.yml\n{PAIR['mkdocs.yml']}"
    preview = serve(small_site({**PAIR, "mkdocs.yml": config, "base.yml": "site_description: One.\n"}))
    assert 'content="One."' in preview.text("/a/")
    preview.save({"base.yml": "site_description: [\n"})
    until(lambda: preview.ask("/a/").status == 500)
    assert "base.yml" in preview.text("/a/")
    preview.save({"base.yml": "INHERIT: deeper.yml\n", "deeper.yml": "site_description: Two.\n"})
    until(lambda: 'content="Two."' in preview.text("/a/"))
    preview.save({"deeper.yml": "site_description: Three.\n"})
    until(lambda: 'content="Three."' in preview.text("/a/"))


def test_what_the_configuration_names_is_watched(small_site: Make, serve: Callable[..., Preview]) -> None:
    hook = "from pathlib import Path\n\n\ndef on_page_content(html, page, config, files):\n    folder = Path(config.config_file_path).parent\n    return html + ''.join(file.read_text() for file in [*sorted((folder / 'more').rglob('*.txt')), folder / 'one.txt'])\n"
    config = PAIR["mkdocs.yml"].replace("hooks: [", "hooks: [more.py, ") + "watch: [more, one.txt, docs, docs/a.md]\n"
    texts = {"more/a.txt": "kiwi", "one.txt": "lemon"}
    preview = serve(small_site({**PAIR, **texts, "mkdocs.yml": config, "more.py": hook}))
    assert "kiwilemon" in preview.text("/a/")
    preview.save({"more/a.txt": "plum"})
    until(lambda: "plumlemon" in preview.text("/a/"))
    preview.save({"more/deep/b.txt": "fig"})
    until(lambda: "plumfiglemon" in preview.text("/fr/a/"))
    preview.save({"one.txt": "lime"})
    until(lambda: "plumfiglime" in preview.text("/a/"))
    preview.save({"docs/a.md": PAIR["docs/a.md"] + "\nAnd quinces.\n"})
    assert "quinces" in preview.text("/a/")


@pytest.mark.parametrize("pause", [0, 1.5])
def test_folders_that_go_and_come_back(small_site: Make, serve: Callable[..., Preview], pause: float) -> None:
    preview = serve(site := themed(small_site))
    for page, name, old, new in (
        ("/a/", "docs/a.md", "Apples", "Quinces"),
        ("/fr/a/", "docs_fr/a.md", "pommes", "coings"),
        ("/fr/a/", "theme/main.html", "{% extends", "<!-- a theme -->{% extends"),
    ):
        before, folder = preview.text("/fr/a/"), name.partition("/")[0]
        (site / folder).rename(site / "elsewhere")
        time.sleep(pause)
        (site / "elsewhere").rename(site / folder)
        comes_back(preview, before)
        time.sleep(pause)
        preview.save({name: (site / name).read_text(encoding="utf-8").replace(old, new, 1)})
        is_shown(preview, page, new.removesuffix("{% extends"))
        write(site, {f"docs_fr/{folder}.md": "# Cerises\n", f"docs/{folder}.md": "# Cherries\n"})
        is_shown(preview, f"/fr/{folder}/", "Cerises")


def comes_back(preview: Preview, page: str) -> None:
    until(lambda: preview.ask("/fr/a/").status == 200 and preview.text("/fr/a/") == page)


def is_shown(preview: Preview, address: str, text: str) -> None:
    until(lambda: preview.ask(address).status == 200 and text in preview.text(address))


def test_folders_that_never_stay(small_site: Make, serve: Callable[..., Preview]) -> None:
    preview = serve(site := small_site(PAIR))
    for _ in range(120):
        (site / "docs_fr").rename(site / "elsewhere")
        (site / "elsewhere").rename(site / "docs_fr")
        time.sleep(0.01)
    until(lambda: "Pommes" in preview.text("/fr/a/"))


def test_search_leads_where_the_configuration_says(small_site: Make, serve: Callable[..., Preview]) -> None:
    preview = serve(small_site(PAIR))

    def places() -> set[str]:
        return {address for address, *_ in json.loads(preview.text("/search/search_index.json"))["pages"]}

    assert "a/" in places()
    preview.save({"mkdocs.yml": PAIR["mkdocs.yml"] + "use_directory_urls: false\n"})
    until(lambda: "a.html" in places())


def test_the_policy_is_that_of_the_scripts_as_they_are(small_site: Make, serve: Callable[..., Preview]) -> None:
    site = themed(small_site)
    theirs = Path(material.__file__).parent / "templates/partials/javascripts/base.html"
    script = theirs.read_text(encoding="utf-8")
    write(site, {"theme/partials/javascripts/base.html": script})
    preview = serve(site)
    preview.save({"theme/partials/javascripts/base.html": script.replace("<script>", "<script>ours=1;", 1)})
    until(lambda: "ours=1;" in preview.text("/a/"))
    page = preview.text("/a/")
    (inline,) = re.findall(r"<script>(ours=1;.*?)</script>", page, re.DOTALL)
    assert f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'" in page


def test_pictures_that_are_saved(small_site: Make, serve: Callable[..., Preview]) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 20"/>'
    names = ("plan.svg", "a plan.svg", "été.svg")
    page = PAIR["docs/a.md"] + "".join(f"\n![A plan]({quote(name)})\n" for name in names)
    pictures = {f"docs/{name}": drawing.format(10 + at) for at, name in enumerate(names)}
    preview = serve(small_site({**PAIR, "docs/a.md": page, **pictures}))
    for at, name in enumerate(names):
        assert f'width="{10 + at}" height="20"' in preview.text("/a/")
        preview.save({f"docs/{name}": drawing.format(30 + at)})
        is_shown(preview, "/a/", f'width="{30 + at}" height="20"')


def test_a_save_of_the_same_size_and_time(fruit: Preview) -> None:
    file = fruit.site / "docs_fr/a.md"
    before = file.stat()
    assert "pommes" in fruit.text("/fr/a/")
    with file.open("r+b") as opened:
        opened.write(file.read_bytes().replace(b"pommes", b"poires"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    until(lambda: "poires" in fruit.text("/fr/a/"))


def test_search_finds_what_was_saved(fruit: Preview) -> None:
    fruit.save({"docs_fr/a.md": PAIR["docs_fr/a.md"] + "\nUne mirabelle.\n"})
    until(lambda: "mirabelle" in fruit.text("/fr/search/search_index.json"))
    assert "mirabelle" not in fruit.text("/search/search_index.json")
    fruit.save({"docs_fr/b.md": b"\xff"})
    until(lambda: any("is not UTF-8" in line for line in fruit.said))
    assert "mirabelle" in fruit.text("/fr/search/texts-0.json")
    assert fruit.ask("/fr/search/texts-1.json").status == 404
    found = json.loads(fruit.text("/fr/search/search_index.json"))["pages"]
    assert {address for address, *_ in found} == {"", "a/"}


def test_findings_of_what_was_saved_are_told_once(fruit: Preview) -> None:
    fault = "docs_fr/a.md:8: "
    fruit.save({"docs_fr/a.md": PAIR["docs_fr/a.md"].replace("a 12 pommes", "a 13 pommes")})
    until(lambda: any(line.startswith(fault) for line in fruit.said))
    fruit.save({"docs_fr/b.md": PAIR["docs_fr/b.md"] + "\nPas de fin !\n"})
    until(lambda: any(line.startswith("docs_fr/b.md:") for line in fruit.said))
    fruit.save({"docs/a.md": PAIR["docs/a.md"].replace("12 apples", "13 apples")})
    until(lambda: "docs_fr/a.md: nothing more to report" in fruit.said)
    fruit.save({"docs_fr/b.md": PAIR["docs_fr/b.md"]})
    until(lambda: "docs_fr/b.md: nothing more to report" in fruit.said)
    fruit.save({"docs_fr/_glossary.yml": "forbidden: {pommes: fruits}\n"})
    fruit.save({"docs_fr/a.md": PAIR["docs_fr/a.md"].replace("12 pommes", "13  pommes")})
    until(lambda: any("glossary-forbidden" in line for line in fruit.said))
    assert len([line for line in fruit.said if line.startswith(fault)]) == len(
        set(fruit.said) & {line for line in fruit.said if line.startswith(fault)}
    )


Files = Mapping[str, str | bytes]
FAULTS: Mapping[str, tuple[Files, str, str]] = {
    "front matter": ({"docs_fr/a.md": "---\ntitle: [\n---\n# A\n"}, "/fr/a/", "docs_fr/a.md:3: is not valid YAML"),
    "undefined name": ({"docs_fr/a.md": "# A\n\n{{ nom }}\n"}, "/fr/a/", "docs_fr/a.md:3: 'nom' is not defined"),
    "not UTF-8": ({"docs/a.md": b"# A\n\xff\n"}, "/a/", "docs/a.md:2: is not UTF-8: byte '0xFF'"),
    "snippet": ({"docs/a.md": "# A\n\n{% include 'x.md' %}\n"}, "/a/", "docs/a.md:3: snippet 'x.md' is not in"),
    "data": ({"docs/_data/a.yml": "a: [", "docs/a.md": "{{ a }}\n"}, "/a/", "docs/_data/a.yml:2: is not valid YAML"),
    "broken configuration": ({"mkdocs.yml": "site_name: [\n"}, "/a/", "mkdocs.yml:2: is not valid YAML"),
    "plugin": ({"mkdocs.yml": CONFIG.replace("plugins:", "plugins:\n  - nope")}, "/a/", "'plugins': The \"nope\" plugin"),
    "languages": ({"mkdocs.yml": CONFIG.replace("{language: fr-CA}", "wrong")}, "/a/", "mkdocs.yml:"),
    "page template": ({"theme/main.html": "\n{{ a.b.c }}"}, "/a/", "theme/main.html:2: template fails: UndefinedError"),
    "syntax": ({"theme/main.html": "\n{% if %}"}, "/a/", "theme/main.html:2: template fails: TemplateSyntaxError"),
    "404 template": ({"theme/404.html": "\n{{ 1 / 0 }}"}, "/nothing", "theme/404.html:2: template fails: ZeroDivision"),
}  # fmt: skip


def themed(small_site: Make) -> Path:
    """A small site with a theme of its own."""
    config = PAIR["mkdocs.yml"].replace(THEME, "theme")
    site = small_site({**PAIR, "mkdocs.yml": config})
    shutil.copytree(ROOT / "overrides", site / "theme")
    return site


#: A fault of each part of a site that is read when a preview starts; the others of these parts are saved below.
AT_THE_START = (
    "front matter", "undefined name", "data", "broken configuration", "plugin", "page template", "404 template"
)  # fmt: skip


@pytest.mark.parametrize("fault", AT_THE_START)
def test_a_fault_that_is_there_is_shown_told_once_and_survived(
    small_site: Make, serve: Callable[..., Preview], fault: str
) -> None:
    site = themed(small_site)
    good = contents(site)
    write(site, FAULTS[fault][0])
    shown_told_once_and_survived(serve(site), good, 0, *FAULTS[fault])


def test_faults_that_are_saved_are_shown_told_once_and_survived(
    small_site: Make, serve: Callable[..., Preview]
) -> None:
    site = themed(small_site)
    good = contents(site)
    preview = serve(site)
    for files, path, says in FAULTS.values():
        assert preview.ask(path).status in (200, 404), says
        before = len(preview.said)
        preview.save(files)
        shown_told_once_and_survived(preview, good, before, files, path, says)


def shown_told_once_and_survived(
    preview: Preview, good: Files, before: int, files: Files, path: str, says: str
) -> None:
    """A fault of the site that is shown: it is on its page, and told in one line after those `before`, until it is mended."""

    def shown() -> list[str]:
        answer = preview.ask(path)
        return [html.unescape(line) for line in re.findall("<li><code>(.+?)</code>", answer.text)]

    until(lambda: any(says in line for line in shown()))  # of files in a new folder, the last may be seen first
    page = preview.ask(path)
    assert (page.status, page.headers["Content-Type"]) == (500, "text/html; charset=utf-8")
    told = [says, re.sub(r"(:\d+: )", r"\1error: ", says, count=1)]  # on the page, and on the terminal
    until(lambda: any(each in line for line in preview.said[before:] for each in told))
    for _ in range(5):
        preview.ask(path), preview.ask("/fr/a/")
    if not {"mkdocs.yml"} & files.keys() and "theme/main.html" not in files:
        assert preview.ask("/b/").status == 200
    for name in files:
        if name in good:
            preview.save({name: good[name]})
        else:
            (preview.site / name).unlink()
    until(lambda: preview.ask(path).status in (200, 404))
    assert "Apples" in preview.text("/a/")
    ends = ("nothing more to report", "mended: the site can be shown again")
    until(lambda: any(line.endswith(ends) for line in preview.said[before:]))
    assert len([line for line in preview.said[before:] if any(each in line for each in told)]) == 1, preview.said


def test_the_configuration_may_go_and_come_back(fruit: Preview) -> None:
    config = fruit.site / "mkdocs.yml"
    config.rename(fruit.site / "gone.yml")
    until(lambda: fruit.ask("/a/").status == 500)
    assert "mkdocs.yml:0: cannot be read: No such file or directory" in fruit.text("/a/")
    until(lambda: [line for line in fruit.said if "cannot be read" in line])
    (fruit.site / "gone.yml").rename(config)
    until(lambda: fruit.ask("/a/").status == 200)
    until(lambda: "mended: the site can be shown again" in fruit.said)
    assert len([line for line in fruit.said if "cannot be read" in line]) == 1
    good, bad = PAIR["mkdocs.yml"], "site_name: N\nbad"
    mended = ("mended: the site can be shown again", "mkdocs.yml: nothing more to report")

    def is_told(*lines: str) -> bool:
        """Whether one of these was said since."""
        return any(line.startswith(lines) for line in fruit.said[before:])

    for _ in range(3):  # each time another file is put in its place, and nobody asks for a page
        before = len(fruit.said)
        write(fruit.site, {"new.yml": bad})
        (fruit.site / "new.yml").replace(config)
        until(lambda: is_told("mkdocs.yml:3: error: is not valid YAML"))
        before = len(fruit.said)
        write(fruit.site, {"new.yml": good})
        (fruit.site / "new.yml").replace(config)
        until(lambda: is_told(*mended))


def test_what_was_checked_before_it_was_saved_again_is_checked_again(small_site: Make, tmp_path: Path) -> None:
    from preview.server import Preview as Served

    site, said, folder = small_site(PAIR), list[str](), tmp_path / "served"
    folder.mkdir()
    served = Served(site / "mkdocs.yml", folder, "http://127.0.0.1:1", said.append)
    take_note = served.pages.changed

    def late(paths: Collection[str]) -> None:
        """The check is sooner than the preview, which reads what is saved after it."""
        until(lambda: any("is not valid YAML" in line for line in said))
        write(site, {"mkdocs.yml": PAIR["mkdocs.yml"]})
        take_note(paths)

    try:
        served.pages.changed = late  # type: ignore[method-assign]
        write(site, {"mkdocs.yml": "site_name: N\nbad"})
        served.changed({"mkdocs.yml"})
        until(lambda: said[-1] == "mkdocs.yml: nothing more to report")
        assert served.pages.fault == ()
    finally:
        served.close()


def test_hosts_that_are_not_ours_are_refused(fruit: Preview) -> None:
    port = fruit.port
    hosts = {
        "localhost": 200, f"LOCALHOST:{port}": 200, f"127.0.0.1:{port}": 200, f"[::1]:{port}": 200, "10.0.0.7": 200,
        "evil.example": 403, f"evil.example:{port}": 403, "127.0.0.1.evil.example": 403, "": 403, "[::1": 403,
        "localhost.evil.example": 403, "evil.example#127.0.0.1": 403, "127.0.0.1@evil.example": 403,
    }  # fmt: skip
    for path in ("/", "/.preview/panel.js", "/a"):
        answers = {host: fruit.ask(path, host=host).status for host in hosts}
        assert {host: status == 403 for host, status in answers.items()} == {
            host: status == 403 for host, status in hosts.items()
        }
    assert fruit.ask("/.preview/events", host="evil.example").status == 403


def test_no_path_leads_out_of_the_site_and_nothing_is_written(fruit: Preview) -> None:
    write(fruit.site, {"secret.txt": "SECRET", "docs/_secret.txt": "SECRET", "docs/.secret.txt": "SECRET"})
    paths = [
        "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/a/../../secret.txt", "//etc/passwd", "/etc/passwd",
        "/..\\secret.txt", "/..%5csecret.txt", "/%00", "/a%00/", "/%ff", f"/{fruit.site}/secret.txt", "/_secret.txt",
        f"//{fruit.site}/mkdocs.yml", "/.secret.txt", "/.preview/../../../pyproject.toml", "/.preview/", "/.preview/server.py",
        "/.preview/..%2fserver.py", "/a%0d%0aX-Evil:1", "/mkdocs.yml", "//[x", "/[", "/" + "a" * 5000, "/" + "a/" * 5000,
        "http://evil.example/a/", "*",
    ]  # fmt: skip
    for path in paths:
        answer = fruit.ask(path)
        assert answer.status in (302, 403, 404), path
        assert b"SECRET" not in answer.body and b"root:" not in answer.body and "X-Evil" not in answer.headers
        assert answer.headers.get("Location", "/") == "/"
    assert fruit.ask("/" + "a" * 70000).status == 414
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert fruit.ask("/a/", method).status == 501
    assert fruit.ask("/a/").headers["X-Content-Type-Options"] == "nosniff"
    assert fruit.ask("/a/").headers["Cache-Control"] == "no-store"


def test_it_listens_to_this_machine_alone_and_says_when_the_port_is_taken(fruit: Preview) -> None:
    table = run("ss", "-ltnH", f"sport = :{fruit.port}") if shutil.which("ss") else None
    if table is not None:
        assert [line.split()[3] for line in table.stdout.splitlines()] == [f"127.0.0.1:{fruit.port}"]
    with socket.socket(socket.AF_INET) as probe:
        probe.settimeout(5)
        with pytest.raises(OSError):
            probe.connect(("127.0.0.2", fruit.port))
    second = run(sys.executable, SCRIPTS, "serve", "-f", fruit.site / "mkdocs.yml", "--port", str(fruit.port))
    sentence = (
        f"scripts: cannot listen on 127.0.0.1:{fruit.port} (Address already in use); try --port {fruit.port + 1}\n"
    )
    assert (second.returncode, second.stdout, second.stderr) == (2, "", sentence)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_it_ends(small_site: Make, how: int) -> None:
    preview = Preview(small_site(PAIR))
    until(preview.children)
    children, folders = preview.children(), preview.folders()
    assert len(children) == len(folders) == 1 and Path(folders[0]).is_dir()
    listener = socket.create_connection(("127.0.0.1", preview.port))
    listener.sendall(b"GET /.preview/events?page=/&version= HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert listener.recv(12) == b"HTTP/1.1 200"
    assert preview.stop(how) == 0
    listener.close()
    assert not Path(folders[0]).exists()
    assert not any(Path(f"/proc/{child}").exists() for child in children)


def test_the_check_may_die(fruit: Preview) -> None:
    until(fruit.children)
    os.kill(fruit.children()[0], signal.SIGKILL)
    stopped = "the check has stopped, and starts again with the next save; pages are shown all the same"
    until(lambda: stopped in fruit.said)
    assert fruit.ask("/a/").status == 200
    assert json.loads(fruit.text("/search/search_index.json"))["pages"] == []
    fruit.save({"docs_fr/a.md": PAIR["docs_fr/a.md"].replace("12 pommes", "13 pommes")})
    until(lambda: any(line.startswith("docs_fr/a.md:8: ") for line in fruit.said))
    assert fruit.said.count(stopped) == 1
    assert json.loads(fruit.text("/search/search_index.json"))["pages"]


def test_code_that_is_saved_starts_it_anew_at_the_same_port(tmp_path: Path) -> None:
    site = copy_project(tmp_path / "copy")
    (site / ".venv").symlink_to(sys.prefix)
    preview = Preview(site, scripts=site / "scripts")
    folders = preview.folders()
    write(site, {"scripts/engine/hooks.py": (SCRIPTS / "engine/hooks.py").read_bytes() + b"\ndef (\n"})
    server = site / "scripts/preview/server.py"
    text = server.read_text(encoding="utf-8").replace('server_version = "preview"', 'server_version = "another"')
    server.write_text(text, encoding="utf-8")

    until(lambda: any("its code as it is now fails: SyntaxError" in line for line in preview.said))
    assert preview.ask("/").status == 200 or "SyntaxError" in preview.text("/")
    write(site, {"scripts/engine/hooks.py": (SCRIPTS / "engine/hooks.py").read_bytes()})

    def is_another() -> bool:
        try:
            return preview.ask("/").headers["Server"].strip() == "another"
        except OSError:
            return False

    until(is_another)
    assert not any(Path(folder).exists() for folder in folders)
    assert len([line for line in preview.said if f":{preview.port}/ (ready in" in line]) == 2
    assert preview.stop() == 0


def test_many_who_come_at_once_are_all_answered(fruit: Preview) -> None:
    everyone = threading.Barrier(60)

    def ask(number: int) -> int:
        everyone.wait(60)
        return fruit.ask("/a/").status

    with ThreadPoolExecutor(60) as browsers:
        assert set(browsers.map(ask, range(60))) == {200}


def test_saves_of_every_editor(fruit: Preview) -> None:
    page = "docs_fr/a.md"
    before = fruit.ask("/fr/a/").body
    os.utime(fruit.site / page)
    assert fruit.ask("/fr/a/").body == before
    write(fruit.site, {"docs_fr/4913": "", "docs_fr/.a.md.swp": "x", "docs_fr/#a.md#": "x"})  # vim and Emacs
    (fruit.site / "docs_fr/.#a.md").symlink_to("me@here")
    (fruit.site / "docs_fr/4913").unlink()
    (fruit.site / page).rename(fruit.site / "docs_fr/a.md~")
    fruit.save({page: PAIR[page] + "\nPar vim.\n"})
    assert "Par vim." in fruit.text("/fr/a/")
    fruit.save({"docs_fr/.a.md.x": PAIR[page] + "\nRemplacée.\n"})
    (fruit.site / "docs_fr/.a.md.x").replace(fruit.site / page)
    assert "Remplacée." in fruit.text("/fr/a/")
    for number in range(20):
        fruit.save({page: f"{PAIR[page]}\nFois {number}.\n"})
        assert f"Fois {number}." in fruit.text("/fr/a/")
    fruit.save({page: ""})
    assert "Fois" not in fruit.text("/fr/a/")
    fruit.save({page: PAIR[page]})
    assert fruit.ask("/fr/a/").body == before
    assert fruit.ask("/fr/a~/").status == fruit.ask("/fr/4913").status == 404


# In a browser


class Watched:
    """A page in a browser: how often it was loaded, and what it complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self.loads = 0
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        page.on("load", self._count)
        page.goto(address)

    def _count(self, _: Page) -> None:
        self.loads += 1

    def is_loaded(self, times: int) -> None:
        """Wait until it was loaded this often."""
        for _ in range(600):
            if self.loads >= times:
                break
            self.page.wait_for_timeout(50)
        self.page.wait_for_timeout(300)  # for another load, which would be one too many
        assert self.loads == times


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens pages in one browser window each; no page may complain of anything but that a page is missing or broken."""
    contexts, pages = [], []

    def open_at(address: str, **options: object) -> Watched:
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]
        pages.append(Watched(contexts[-1].new_page(), address))
        return pages[-1]

    yield open_at
    for context in contexts:
        context.close()
    faults = [fault for page in pages for fault in page.faults]
    assert [fault for fault in faults if not fault.startswith(("Failed to load resource", "Refused to execute"))] == []


def test_only_browsers_that_show_what_was_touched_load_it_again(fruit: Preview, look: Callable[..., Watched]) -> None:
    long = PAIR["docs_fr/a.md"] + "".join(f"\nLigne {number}.\n" for number in range(1200))
    fruit.save({"docs_fr/a.md": long, "docs/site.css": "p { color: red }"})
    french, english, other = (look(f"{fruit.address}{path}") for path in ("/fr/a/", "/a/", "/b/"))
    for page in (french, english, other):
        page.is_loaded(1)
    french.page.evaluate("scrollTo(0, 2000)")
    fruit.save({"docs_fr/a.md": long + "\nLa toute dernière.\n"})
    french.is_loaded(2)
    expect(french.page.get_by_text("La toute dernière.", exact=True)).to_be_attached()
    french.page.wait_for_function("scrollY === 2000")
    assert (english.loads, other.loads) == (1, 1)
    fruit.save({"docs/a.md": PAIR["docs/a.md"].replace("Of 12 kinds", "Of 12 sorts")})  # the anchors of both
    french.is_loaded(3)
    english.is_loaded(2)
    os.utime(fruit.site / "docs/a.md")
    fruit.save({"docs/4913": "", "docs/a.md~": "x", "docs/.#a.md": "x"})
    fruit.save({"docs_fr/b.md": PAIR["docs_fr/b.md"].replace("title: Poires", "title: Des poires")})
    french.is_loaded(4)  # whose navigation names it
    assert (english.loads, other.loads) == (2, 1)
    fruit.save({"mkdocs.yml": PAIR["mkdocs.yml"].replace("site_name: Small", "site_name: Smaller")})
    english.is_loaded(3)
    other.is_loaded(2)


def test_a_style_that_is_saved_loads_the_pages_that_have_it_again(
    small_site: Make, serve: Callable[..., Preview], look: Callable[..., Watched]
) -> None:
    config = PAIR["mkdocs.yml"] + "extra_css: [site.css]\n"
    preview = serve(small_site({**PAIR, "mkdocs.yml": config, "docs/site.css": "p { color: red }"}))
    page = look(f"{preview.address}/fr/a/")
    page.is_loaded(1)
    preview.save({"docs/site.css": "p { color: rgb(1, 2, 3) }"})
    page.is_loaded(2)
    expect(page.page.get_by_text("Il y a 12")).to_have_css("color", "rgb(1, 2, 3)")


def test_a_page_that_could_not_be_shown_comes_back_by_itself(fruit: Preview, look: Callable[..., Watched]) -> None:
    page = look(f"{fruit.address}/fr/a/")
    page.is_loaded(1)
    for fault in ({"docs_fr/a.md": "{{ rien }}\n"}, {"mkdocs.yml": "["}):
        fruit.save(fault)
        expect(page.page.get_by_role("heading", name="This page cannot be shown")).to_be_visible()
        expect(page.page.locator("li code")).to_contain_text(f"{next(iter(fault))}:")
        fruit.save({name: PAIR[name] for name in fault})
        expect(page.page.get_by_role("heading", name="Pommes")).to_be_visible()
    (fruit.site / "docs_fr/a.md").unlink()
    expect(page.page.get_by_role("heading", name="Apples")).to_be_visible()
    fruit.save({"docs_fr/a.md": PAIR["docs_fr/a.md"]})
    expect(page.page.get_by_role("heading", name="Pommes")).to_be_visible()


def test_findings_are_shown_on_the_pages_they_are_about(fruit: Preview, look: Callable[..., Watched]) -> None:
    french, english, other = (
        look(f"{fruit.address}{path}", viewport={"width": 390, "height": 844}) for path in ("/fr/a/", "/a/", "/b/")
    )
    assert all(page.page.locator("meta[http-equiv=Content-Security-Policy]").count() for page in (french, english))
    fruit.save({"docs_fr/a.md": PAIR["docs_fr/a.md"].replace("a 12 pommes", "a 13 pommes")})
    for watched in (french, english):
        panel = watched.page.locator("details.preview-panel")
        expect(panel.locator("summary")).to_have_text("1 finding")
        expect(panel.locator("li")).to_be_hidden()
        panel.locator("summary").focus()
        watched.page.keyboard.press("Enter")
        expect(panel.locator("li")).to_be_visible()
        expect(panel.locator("li code")).to_have_text("docs_fr/a.md:8")
        box = panel.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] + box["height"] <= 844
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert other.page.locator("details.preview-panel").count() == 0
    fruit.save({"docs_fr/a.md": PAIR["docs_fr/a.md"]})
    for watched in (french, english):
        expect(watched.page.locator("details.preview-panel")).to_have_count(0)
    until(lambda: "docs_fr/a.md: nothing more to report" in fruit.said)


def test_many_tabs_do_not_wait_for_one_another(fruit: Preview, browser: Browser) -> None:
    hidden = "Object.defineProperty(document, 'hidden', { get: () => window.isHidden ?? %s, configurable: true })"
    context = browser.new_context()
    try:
        tabs = []
        for number in range(9):
            tab = context.new_page()
            tab.add_init_script(hidden % ("false" if number == 8 else "true"))
            tab.goto(f"{fruit.address}/fr/a/")
            tabs.append(tab)
        fruit.save({"docs_fr/a.md": PAIR["docs_fr/a.md"] + "\nEncore une.\n"})
        expect(tabs[8].get_by_text("Encore une.", exact=True)).to_be_visible()
        assert tabs[0].get_by_text("Encore une.", exact=True).count() == 0
        tabs[0].evaluate("window.isHidden = false; document.dispatchEvent(new Event('visibilitychange'))")
        expect(tabs[0].get_by_text("Encore une.", exact=True)).to_be_visible()  # when it is looked at
    finally:
        context.close()


def test_a_page_that_is_not_translated_stays_known_by_its_source(
    small_site: Make, serve: Callable[..., Preview]
) -> None:
    files = {name: content for name, content in PAIR.items() if name != "docs_fr/b.md"}
    files["docs/b.md"] = "---\ntitle: Pears\nredirect_from: [/quinces]\n---\n# Pears\n"
    preview = serve(
        small_site(
            {**files, "mkdocs.yml": PAIR["mkdocs.yml"].replace("extra: {", "extra: {redirect_prefixes: {fr: fr-ca}, ")}
        )
    )
    canonical = f'<link rel="canonical" href="{preview.address}/b/">'
    assert canonical in preview.text("/fr/b/")
    preview.save({"docs/b.md": str(files["docs/b.md"]) + "\nMore.\n"})
    assert "More." in preview.text("/fr/b/")
    assert canonical in preview.text("/fr/b/")
    assert canonical in preview.text("/fr-ca/quinces/")


def test_what_goes_by_meaning_is_told_after_what_is_found_at_once(small_site: Make, tmp_path: Path) -> None:
    """What was said of the meaning of a page that has not changed stays meanwhile."""
    short = "# Attendre\n\nOuvrez le fichier.\n"
    pages = {
        "docs/wait.md": "# Wait\n\nOpen the file. Wait for the second email.\n",
        "docs_fr/wait.md": short,
        "docs/next.md": "# Next\n\nClose the file.\n",
        "docs_fr/next.md": "# Suite\n\nFermez le fichier.\n",
    }
    root = small_site(pages)
    background = Background(root / "mkdocs.yml", tmp_path, "http://127.0.0.1/")

    def told() -> list[tuple[bool, set[str]]]:
        wanted = {"passage-missing", "number-mismatch"}
        return [(is_all, {each.rule for each in found} & wanted) for is_all, found in background.findings()]

    assert told() == [(False, set()), (True, {"passage-missing"})]
    write(root, {"docs_fr/next.md": "# Suite\n\nFermez les 3 fichiers.\n"})
    both = {"passage-missing", "number-mismatch"}
    assert told() == [(False, both), (True, both)]
    write(root, {"docs_fr/wait.md": f"{short[:-1]} Attendez le deuxième courriel.\n"})
    assert told() == [(False, {"number-mismatch"}), (True, {"number-mismatch"})]
    write(root, {"docs_fr/wait.md": f"{short}\n"})
    assert told() == [(False, {"number-mismatch"}), (True, both)]
