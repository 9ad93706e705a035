"""What a host must know to serve the site: its headers, and how long browsers may keep a file.

The same for hosts that read a file '_headers' (Netlify, Cloudflare Pages) and for nginx.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

HEADERS_FILE, NGINX_FILE, ROBOTS_FILE = "_headers", "_nginx.conf", "robots.txt"
IMMUTABLE = "public, max-age=31536000, immutable"
FONTS = "public, max-age=604800"
UNLISTED = "noindex"
TEXT = {"md": "text/markdown", "txt": "text/plain"}

INDEX = "llms.txt"  # the list of all pages, one in each language

_WHOLE = r"\s*(?:,|$|;\s*q=1)"  # what comes after a type that is wanted most
#: Headers `Accept` that rank Markdown above HTML, as no browser does: named alone or before it, with no less weight.
MARKDOWN_FIRST = (
    r"^(?:(?!text/html).)*text/markdown(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))"
    rf"|text/html\s*;\s*q=0.*text/markdown{_WHOLE}"
)
#: Those that name it first and rank it below.
HTML_FIRST = "|".join(
    (
        rf"text/markdown\s*;\s*q=0.*text/html{_WHOLE}",
        *(rf"text/markdown\s*;\s*q=0\.{tenths}.*text/html\s*;\s*q=0\.[{tenths + 1}-9]" for tenths in range(9)),
    )
)


def markdown_copy_wanted(path: str, accept: str) -> str:
    """Path of the Markdown copy that a program asks for with the header `Accept` at the path of its page; '' for what
    is no page or is wanted as HTML. The configuration of nginx says the same."""
    wanted, unwanted = (re.search(pattern, accept, re.IGNORECASE) for pattern in (MARKDOWN_FIRST, HTML_FIRST))
    if not wanted or unwanted:
        return ""
    if path.endswith(".html"):
        return f"{path.removesuffix('.html')}.md"
    return f"{path}index.md" if path.endswith("/") or not path else ""


#: The name changes with the content.
_HASHED = re.compile(r"\.[0-9a-f]{8}\.min\.(?:css|js)$")
_TEXTS = (
    "application/javascript application/json application/manifest+json application/xml image/svg+xml text/css"
    " text/javascript text/markdown text/plain text/xml"
)


def security_headers(policy: str) -> dict[str, str]:
    """The headers of every answer."""
    return {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }


def hashed(files: Iterable[str]) -> list[str]:
    """Those files that a browser can keep for ever."""
    return sorted(name for name in files if _HASHED.search(name))


def headers_file(
    policy: str, files: Iterable[str], root: str, locales: Iterable[str] = (), unlisted: Iterable[str] = ()
) -> str:
    """The text of '_headers'. root: the path that the site is published at, '/' or '/guides/'; locales: the folders of
    the languages but the first; unlisted: folders that search engines leave out, with a slash at their ends.

    Such a host adds up the rules that match: no two of these set the same header for one file. Without a rule it lets
    browsers keep a file as long as the host, when asked, says that it has not changed.
    """
    rules: list[tuple[str, Mapping[str, str]]] = [("*", security_headers(policy))]
    rules += [(name, {"Cache-Control": IMMUTABLE}) for name in hashed(files)]
    rules += [("assets/fonts/*", {"Cache-Control": FONTS})]
    rules += [(f"{quote(folder)}*", {"X-Robots-Tag": UNLISTED}) for folder in unlisted]
    lists = ", ".join(_list_of_pages(f"{root}{folder}") for folder in ("", *(f"{code}/" for code in locales)))
    for ending, kind in TEXT.items():
        more = {"Link": lists} if ending == "md" else {}
        rules += [(f"*.{ending}", {"Content-Type": f"{kind}; charset=utf-8", **more})]
    return "\n".join(
        "\n".join((root + path, *(f"  {name}: {value}" for name, value in headers.items()), ""))
        for path, headers in rules
    )


def robots_file(address: str) -> str:
    """The text of 'robots.txt': everything may be read, and where the addresses of all pages are. Programs look for it
    at the root of a host alone."""
    host, below = address.split("/", 3)[:3], address.split("/", 3)[3:]
    note = (
        f"# This is read at {'/'.join(host)}/{ROBOTS_FILE} alone: add the last line to the file there.\n"
        if any(below)
        else ""
    )
    return f"{note}User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n"


def _list_of_pages(home: str) -> str:
    """The header `Link` that says where all pages are listed."""
    return f'<{home}{INDEX}>; rel="describedby"; type="text/plain"'


def nginx_file(policy: str, locales: Sequence[str], root: str, unlisted: Iterable[str] = ()) -> str:
    """The text of '_nginx.conf', which a block `server` includes. locales: the folders that have their own 404.html;
    unlisted: those that search engines leave out, with a slash at their ends.

    Whoever would rather have Markdown than HTML gets the copy of the page at the same address.
    """
    headers = "\n".join(f'add_header {name} "{value}" always;' for name, value in security_headers(policy).items())
    homes = "\n".join(f"if ($uri ~ ^{root}{code}/) {{ set $home {root}{code}/; }}" for code in locales)
    folders = (re.escape(root + folder).replace('"', r"\"") for folder in unlisted)
    robots = "\n".join(f'if ($uri ~ "^{folder}") {{ set $robots "{UNLISTED}"; }}' for folder in folders)
    types = "\n".join(
        f"location ~ \\.{ending}$ {{ types {{ }} default_type {kind}; }}"
        for ending, kind in TEXT.items()
        if ending != "txt"
    )
    described = _list_of_pages("${home}")
    return f"""\
# Made with the pages by `python3 scripts build`. Include it in a block of nginx that says where the site is, and have
# nginx read it again after each build:
#
#   server {{
#     listen 80;
#     root /srv/site;
#     include /srv/site{root}{NGINX_FILE};
#   }}

index index.html;
absolute_redirect off;
server_tokens off;

charset utf-8;
charset_types {_TEXTS};
{types}

gzip on;
gzip_vary on;
gzip_proxied any;
gzip_comp_level 6;
gzip_min_length 256;
gzip_types {_TEXTS};

{headers}

set $keep "no-cache";
if ($uri ~ ^{root}assets/fonts/) {{ set $keep "{FONTS}"; }}
if ($uri ~ "\\.[0-9a-f]{{8}}\\.min\\.(css|js)$") {{ set $keep "{IMMUTABLE}"; }}
add_header Cache-Control $keep;

set $robots "";
{robots}
add_header X-Robots-Tag $robots;

set $home {root};
{homes}
set $described "";
set $varies "";
if ($uri ~ "(?:/|\\.html|\\.md)$") {{ set $described '{described}'; set $varies "Accept"; }}
add_header Link $described;
add_header Vary $varies;

set $copy "${{uri}}index.md";
if ($uri ~ "^(.+)\\.html$") {{ set $copy "$1.md"; }}
set $wants "";
if ($http_accept ~* "{MARKDOWN_FIRST}") {{ set $wants "copy"; }}
if ($http_accept ~* "{HTML_FIRST}") {{ set $wants ""; }}
if (-f "$document_root$copy") {{ set $wants "$wants of page"; }}
if ($wants = "copy of page") {{ rewrite ^ $copy; }}

error_page 403 404 =404 ${{home}}404.html;
location ~ "/(_headers|_nginx\\.conf)$|/\\." {{ return 404; }}
"""
