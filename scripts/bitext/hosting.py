"""What a host must know to serve the site: its headers, and how long browsers may keep a file.

The same for hosts that read a file '_headers' (Netlify, Cloudflare Pages) and for nginx.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

HEADERS_FILE, NGINX_FILE = "_headers", "_nginx.conf"
IMMUTABLE = "public, max-age=31536000, immutable"
FONTS = "public, max-age=604800"
UNLISTED = "noindex"
TEXT = {"md": "text/markdown", "txt": "text/plain"}

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


def headers_file(policy: str, files: Iterable[str], root: str, unlisted: Iterable[str] = ()) -> str:
    """The text of '_headers'. root: the path that the site is published at, '/' or '/guides/'; unlisted: folders that
    search engines leave out, with a slash at their ends.

    Such a host adds up the rules that match: no two of these set the same header for one file. Without a rule it lets
    browsers keep a file as long as the host, when asked, says that it has not changed.
    """
    rules: list[tuple[str, Mapping[str, str]]] = [("*", security_headers(policy))]
    rules += [(name, {"Cache-Control": IMMUTABLE}) for name in hashed(files)]
    rules += [("assets/fonts/*", {"Cache-Control": FONTS})]
    rules += [(f"{quote(folder)}*", {"X-Robots-Tag": UNLISTED}) for folder in unlisted]
    rules += [(f"*.{ending}", {"Content-Type": f"{kind}; charset=utf-8"}) for ending, kind in TEXT.items()]
    return "\n".join(
        "\n".join((root + path, *(f"  {name}: {value}" for name, value in headers.items()), ""))
        for path, headers in rules
    )


def nginx_file(policy: str, locales: Sequence[str], root: str, unlisted: Iterable[str] = ()) -> str:
    """The text of '_nginx.conf', which a block `server` includes. locales: the folders that have their own 404.html;
    unlisted: those that search engines leave out, with a slash at their ends."""
    headers = "\n".join(f'add_header {name} "{value}" always;' for name, value in security_headers(policy).items())
    homes = "\n".join(f"if ($uri ~ ^{root}{code}/) {{ set $home {root}{code}/; }}" for code in locales)
    folders = (re.escape(root + folder).replace('"', r"\"") for folder in unlisted)
    robots = "\n".join(f'if ($uri ~ "^{folder}") {{ set $robots "{UNLISTED}"; }}' for folder in folders)
    types = "\n".join(
        f"location ~ \\.{ending}$ {{ types {{ }} default_type {kind}; }}"
        for ending, kind in TEXT.items()
        if ending != "txt"
    )
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
error_page 403 404 =404 ${{home}}404.html;
location ~ "/(_headers|_nginx\\.conf)$|/\\." {{ return 404; }}
"""
