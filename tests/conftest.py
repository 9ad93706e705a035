"""What the tests share: small sites written for one test, the project's own site built once, a server and a browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"

# No example is too slow, for machines are shared; in CI the examples are the same each time, so that no change is blamed
# for a fault that was there before it.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

CONFIG = f"""\
site_name: Small
site_url: https://small.example.org/
nav: [index.md]
theme: {{name: material, custom_dir: "{(ROOT / "overrides").as_posix()}", font: false}}
exclude_docs: _*
plugins:
  - i18n:
      docs_structure: folder
      reconfigure_material: false
      languages:
        - {{locale: en, name: English, default: true}}
        - {{locale: fr, name: Français, theme: {{language: fr-CA}}}}
hooks: ["{(SCRIPTS / "mkdocs_hooks.py").as_posix()}"]
extra: {{alternate: true}}
markdown_extensions: [admonition, attr_list, tables, toc, pymdownx.superfences]
validation:
  nav: {{omitted_files: warn, not_found: warn}}
  links: {{not_found: warn, anchors: warn, absolute_links: relative_to_docs, unrecognized_links: warn}}
"""
SMALL = {"mkdocs.yml": CONFIG, "docs/index.md": "# Home\n", "docs_fr/index.md": "# Accueil\n"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests that need a browser come last: Playwright keeps an event loop running from its start."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


def run(
    *arguments: str | Path, cwd: Path = ROOT, environment: Mapping[str, str] = {}
) -> subprocess.CompletedProcess[str]:
    """Run a command as a user would, not at a terminal."""
    return subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )


def build(site: Path, *options: str | Path) -> subprocess.CompletedProcess[str]:
    """`python3 scripts build` for the site in the folder `site`."""
    return run(sys.executable, SCRIPTS, "build", "-f", site / "mkdocs.yml", *options)


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below `folder`; returns it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def commit(folder: Path) -> None:
    """Commit everything in `folder`, which becomes a git repository if it is none."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false")
    for step in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "A state of the site")):
        assert run("git", *who, *step, cwd=folder).returncode == 0


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copy_project(folder: Path) -> Path:
    """The project's sources, without what was made from them."""
    ignored = shutil.ignore_patterns(".venv", "site", ".git", ".*_cache", "__pycache__", ".site*", ".hypothesis")
    return Path(shutil.copytree(ROOT, folder, ignore=ignored))


@pytest.fixture
def small_site(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Writes a site of one page in two languages, and the files it is given over it."""
    return lambda files: write(tmp_path / "site-sources", {**SMALL, **files})


@pytest.fixture(scope="session")
def project_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, for tests that build it; they leave its sources as they are."""
    return copy_project(tmp_path_factory.mktemp("project") / "copy")


@pytest.fixture(scope="session")
def built_site(project_copy: Path) -> Path:
    """The project's own site, built by its own command."""
    result = build(project_copy)
    assert result.returncode == 0, result.stderr
    return project_copy / "site"


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Where the built site is served, without a slash at the end."""
    handler = functools.partial(_Quiet, directory=str(built_site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Answers what does not exist with the nearest 404.html above it, as hosts of pages do."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        folder, root = Path(self.translate_path(self.path)), Path(self.directory)
        above = [place for place in (folder, *folder.parents) if place.is_relative_to(root)]
        found = next((place / "404.html" for place in above if (place / "404.html").is_file()), None)
        if code != HTTPStatus.NOT_FOUND or found is None:
            super().send_error(code, message, explain)
            return
        body = found.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the machine's, or Playwright's own. Without one the test is skipped, in CI it fails."""
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        executable = found or (str(own) if own.exists() else None)
        if executable is None:
            reason = "no Chromium: install the package chromium, or run 'playwright install chromium'"
            (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
        quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        opened = playwright.chromium.launch(executable_path=executable, args=[*quiet, *sandbox])
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the built site. When the test is over, any console error and any request to another host fails it."""
    faults: list[str] = []
    contexts = []

    def is_fault(message: ConsoleMessage, path: str) -> bool:
        is_missing_page = message.location["url"].split("?")[0] == address + path and "404" in message.text
        return message.type == "error" and not is_missing_page

    def open_at(path: str, **options: Any) -> Page:
        context = browser.new_context(**{"locale": "fr-CA", **options})
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if is_fault(message, path) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: None if _is_ours(request.url, address) else faults.append(request.url))
        page.goto(address + path)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert faults == []


def _is_ours(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:", "blob:"))
