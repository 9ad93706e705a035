"""How hosts serve the built site: the file '_headers', the policy in the pages, and nginx with '_nginx.conf'."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from bitext.site.policy import directive, inline_scripts, source_of
from conftest import CONFIG, SCRIPTS, build, headers_of, run, write

Make = Callable[[Mapping[str, str | bytes]], Path]
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


def test_the_policy_covers_every_inline_script_of_every_page(built_site: Path) -> None:
    policy = headers_of(built_site, "/")["Content-Security-Policy"]
    allowed = directive(policy, "script-src")
    assert "'unsafe-inline'" not in policy and "'unsafe-eval'" not in policy
    found = {source_of(script): name for name, page in pages(built_site).items() for script in inline_scripts(page)}
    assert {name for source, name in found.items() if source not in allowed} == set()
    assert {"'self'", *found} == set(allowed)  # and nothing that no page has


def test_the_policy_is_strict(built_site: Path) -> None:
    policy = headers_of(built_site, "/")["Content-Security-Policy"]
    for name in ("default-src", "base-uri", "form-action", "frame-ancestors"):
        assert directive(policy, name) == ["'none'"]
    for name in ("connect-src", "font-src", "worker-src"):
        assert directive(policy, name) == ["'self'"]
    assert all(re.fullmatch(r"'self'|'sha256-[\w+/=]+'", source) for source in directive(policy, "style-src"))
    assert len(policy) < 1500


def test_every_page_states_the_policy_of_the_header_before_it_loads_anything(built_site: Path) -> None:
    header = headers_of(built_site, "/")["Content-Security-Policy"]
    for name, page in pages(built_site).items():
        stated = META.search(page)
        assert stated, name
        assert re.sub(r"(style-src 'self')[^;]*", r"\1", header) == f"{stated[1]}; frame-ancestors 'none'"
        assert not re.search(r"<(?:script|link|style)\b", page[: stated.start()])
        assert page.encode().index(b'charset="utf-8"') < 1024


def test_a_theme_with_a_script_of_its_own_is_found(small_site: Make) -> None:
    """What a new version of the theme might bring: `check --site` names it."""
    root = small_site({})
    assert build(root).returncode == 0
    (home := root / "site/index.html").write_text(
        home.read_text(encoding="utf-8").replace("</body>", "<script>added()</script></body>"), encoding="utf-8"
    )
    checked = run(
        sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--site", root / "site", "--only", "site-policy"
    )
    assert (
        checked.stdout
        == "site/index.html:{}: the policy of the site does not allow this inline script; to allow it write \"{}\" under 'extra: policy: script-src' [site-policy]\n".format(
            home.read_text(encoding="utf-8").split("<script>added()")[0].count("\n") + 1,
            source_of("added()"),
        )
    )


@pytest.mark.parametrize(
    ("address", "root"), [("https://x.example.org/", "/"), ("https://x.example.org/guides/en/", "/guides/en/")]
)
def test_rules_begin_where_the_site_does(small_site: Make, address: str, root: str) -> None:
    site = small_site({"mkdocs.yml": CONFIG.replace("https://small.example.org/", address)})
    assert build(site).returncode == 0
    headers = (site / "site/_headers").read_text(encoding="utf-8")
    assert {line for line in headers.splitlines() if line.startswith("/")} >= {f"{root}*", f"{root}*.md"}
    assert f"set $home {root}fr/;" in (site / "site/_nginx.conf").read_text(encoding="utf-8")


def test_what_changes_its_name_with_its_content_is_kept_for_ever(built_site: Path) -> None:
    kept = {
        path.relative_to(built_site).as_posix()
        for path in built_site.rglob("*")
        if path.is_file() and "immutable" in headers_of(built_site, f"/{path.relative_to(built_site).as_posix()}").get("Cache-Control", "")
    }  # fmt: skip
    assert {re.sub(r"\.[0-9a-f]{8}\.", ".HASH.", name) for name in kept} == {
        "assets/javascripts/bundle.HASH.min.js",
        "assets/stylesheets/main.HASH.min.css",
        "assets/stylesheets/palette.HASH.min.css",
    }


@pytest.fixture(scope="module")
def nginx(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The built site, served by nginx with its own configuration; where. Without nginx the test is skipped, in CI it fails."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no nginx: install the package nginx-light")
    folder = tmp_path_factory.mktemp("nginx")
    site = folder / "site"
    shutil.copytree(built_site, site)
    write(site, {"a.md": "# Clés\n", "llms.txt": "Clés\n" * 100})
    folder.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    types = next(
        path for path in (Path("/etc/nginx/mime.types"), Path(program).parents[1] / "conf/mime.types") if path.exists()
    )
    temporary = "\n".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    write(folder, {"nginx.conf": f"""\
{user}
daemon off;
pid {folder}/pid;
error_log stderr warn;
events {{}}
http {{
  include {types};
  access_log off;
  {temporary}
  server {{
    listen 127.0.0.1:{port};
    root {site};
    include {site}/_nginx.conf;
  }}
}}
"""})  # fmt: skip
    command = [program, "-e", "stderr", "-c", str(folder / "nginx.conf")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/", 200, "Codat"),
        ("/fr/integrations/sage-200/setup/", 200, "Configurer"),
        ("/nowhere/", 404, 'lang="en"'),
        ("/fr/nowhere/at/all", 404, "Page introuvable"),
        ("/_headers", 404, "Page not found"),
        ("/_nginx.conf", 404, "Page not found"),
        ("/fr/assets/", 404, "Page introuvable"),
        ("/assets/", 404, "Page not found"),
    ],
)
def test_nginx_answers(nginx: str, path: str, status: int, said: str) -> None:
    answer = httpx.get(nginx + path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert said in answer.text
    if path.startswith("/fr/"):
        assert '<html lang="fr-CA"' in answer.text


def test_nginx_sends_what_other_hosts_read_in_headers(nginx: str, built_site: Path) -> None:
    for path in ("/", "/nowhere/", "/assets/site.css", "/assets/search/worker.js"):
        answer = httpx.get(nginx + path)
        for name, value in headers_of(built_site, "/").items():
            assert answer.headers.get_list(name) == [value], (path, name)
    hashed = next(built_site.glob("assets/stylesheets/main.*.min.css")).relative_to(built_site).as_posix()
    for path in (hashed, "assets/fonts/figtree.woff2"):
        assert (
            httpx.get(f"{nginx}/{path}").headers["cache-control"] == headers_of(built_site, f"/{path}")["Cache-Control"]
        )
    page = httpx.get(f"{nginx}/fr/")
    assert page.headers["cache-control"] == "no-cache"
    again = httpx.get(f"{nginx}/fr/", headers={"If-None-Match": page.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/a.md", "text/markdown; charset=utf-8"),
        ("/llms.txt", "text/plain; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/logo.svg", "image/svg+xml; charset=utf-8"),
        ("/fr/search/search_index.json", "application/json; charset=utf-8"),
        ("/assets/site.js", "application/javascript; charset=utf-8"),
    ],
)
def test_nginx_says_what_a_file_is(nginx: str, path: str, kind: str) -> None:
    answer = httpx.get(nginx + path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    if len(answer.content) > 1000:
        assert answer.headers["content-encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["vary"]


def test_nginx_sends_a_folder_to_its_own_address(nginx: str) -> None:
    answer = httpx.get(f"{nginx}/fr/portal?x=1")
    assert (answer.status_code, answer.headers["location"]) == (301, "/fr/portal/?x=1")


@pytest.mark.parametrize(
    ("accept", "is_markdown"),
    [
        ("text/markdown", True),
        ("text/markdown, text/html, */*", True),
        ("text/markdown;q=1.0, text/x-markdown;q=0.9, text/html;q=0.7, */*;q=0.1", True),
        ("text/html;q=0.5, text/markdown", True),
        ("TEXT/MARKDOWN;q=0.5", True),
        ("text/markdown;q=0.9, text/html;q=0.8", True),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8", False),
        ("text/html, text/markdown", False),
        ("text/markdown;q=0.5, text/html", False),
        ("text/markdown;q=0.8, text/html;q=0.9", False),
        ("text/markdown;q=0, */*", False),
        ("text/markdown; q=0.0", False),
        ("*/*", False),
        ("", False),
    ],
)
def test_nginx_gives_markdown_to_who_would_rather_have_it(
    nginx: str, built_site: Path, accept: str, is_markdown: bool
) -> None:
    for page in ("", "fr/portal/companies/"):
        answer = httpx.get(f"{nginx}/{page}", headers={"Accept": accept})
        copy = (built_site / page / "index.md").read_bytes()
        assert (answer.content == copy, answer.headers["content-type"].startswith("text/markdown")) == (
            is_markdown,
        ) * 2
        assert "Accept" in answer.headers["vary"].replace(" ", "").split(",")


def test_nginx_gives_markdown_where_there_is_some(nginx: str, built_site: Path) -> None:
    wanted = {"Accept": "text/markdown, text/html, */*"}
    for path in ("/portal-managing-companies/", "/assets/site.css", "/fr/llms.txt"):  # an old address, and no pages
        answer = httpx.get(nginx + path, headers=wanted)
        assert (answer.status_code, answer.headers["content-type"]) == (
            200,
            httpx.get(nginx + path).headers["content-type"],
        )
        assert answer.content == httpx.get(nginx + path).content
    assert httpx.get(f"{nginx}/nowhere/", headers=wanted).status_code == 404
    assert httpx.get(f"{nginx}/fr/portal/index.html", headers=wanted).text.startswith("# ")
    page = httpx.get(
        f"{nginx}/fr/portal/", headers={**wanted, "If-None-Match": httpx.get(f"{nginx}/fr/portal/").headers["etag"]}
    )
    assert page.status_code == 200  # it has the HTML, and that is something else


def test_hosts_say_where_all_pages_are_listed(nginx: str, built_site: Path) -> None:
    for home in ("/", "/fr/"):
        for path in (f"{home}portal/", f"{home}portal/index.md"):
            assert httpx.get(nginx + path).headers["link"] == f'<{home}llms.txt>; rel="describedby"; type="text/plain"'
    assert "link" not in httpx.get(f"{nginx}/assets/site.css").headers
    stated = headers_of(built_site, "/fr/portal/index.md")["Link"]
    assert stated == ", ".join(f'<{home}llms.txt>; rel="describedby"; type="text/plain"' for home in ("/", "/fr/"))


def test_nginx_keeps_writers_pages_out_of_search_engines(nginx: str) -> None:
    for path, said in {
        "/writing/": "noindex",
        "/fr/writing/checks/index.md": "noindex",
        "/portal/": None,
        "/fr/": None,
    }.items():
        assert httpx.get(nginx + path).headers.get("x-robots-tag") == said
