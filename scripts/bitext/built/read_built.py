"""Reads a site that was built. Large sites are spread over the processors."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bitext.built.built import Built, BuiltPage
from bitext.errors import Refused
from bitext.finding import Finding
from bitext.markdown.markup import Element, Elements, is_cut_off, links_in_style, tokens
from bitext.pages.page import read_text
from bitext.site.site import Site

RULE = "site-unreadable"
_NOINDEX = re.compile(r"(?<![\w:-])(?:noindex|none)(?![\w:-])", re.IGNORECASE)
_HEAD = ("html", "base", "link", "meta", "script")
LARGE = 40_000_000  # bytes of HTML: what takes longer to read than a process takes to start
_REFRESH = re.compile(r"""[\d.\s]*[;,\s]\s*(?:url\s*=\s*)?(["']?)(?P<url>.*?)\1\s*\Z""", re.IGNORECASE | re.DOTALL)


def read_built(site: Site, folder: Path, address: str = "") -> Built:
    """The site that was built from `site` into `folder`, and is published at `address`."""
    sizes = dict(_files(folder))
    names = sorted(name for name in sizes if name.endswith((".html", ".htm")))
    pages: list[BuiltPage] = []
    refusals: list[Finding] = []
    shown = _shown(site.root, folder)
    for page in _read_all(folder, shown, names, sum(sizes[name] for name in names)):
        (pages if isinstance(page, BuiltPage) else refusals).append(page)  # type: ignore[arg-type]
    styles = {}
    for name in sorted(name for name in sizes if name.endswith(".css")):
        try:
            styles[name] = tuple(links_in_style(read_text(folder / name, f"{shown}/{name}")))
        except Refused as refused:
            refusals += refused.findings
    return Built(site, folder, sizes, pages, styles=styles, refusals=refusals, address=address)


def _shown(root: Path, folder: Path) -> str:
    """How messages call the site's folder: from the root of the sources, if it is below it."""
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.as_posix()


def _files(folder: Path) -> Iterable[tuple[str, int]]:
    """The names of all files below `folder`, as the file system spells them, and their sizes."""
    waiting = [("", str(folder))]
    while waiting:
        prefix, path = waiting.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    yield prefix + entry.name, entry.stat().st_size


def _read_all(folder: Path, shown: str, names: Sequence[str], size: int) -> Iterable[BuiltPage | Finding]:
    workers = min(os.cpu_count() or 1, 1 + size // LARGE, 8)
    if workers > 1:
        try:
            with ProcessPoolExecutor(workers) as pool:
                parts = [names[start::workers] for start in range(workers)]
                read = pool.map(_read_some, [folder] * workers, [shown] * workers, parts)
                return [page for part in read for page in part]
        except (OSError, ImportError, RuntimeError):  # no second process to be had here
            pass
    return _read_some(folder, shown, names)


def _read_some(folder: Path, shown: str, names: Sequence[str]) -> list[BuiltPage | Finding]:
    known = Elements()
    return [_read(folder, shown, name, known) for name in names]


def _read(folder: Path, shown: str, name: str, known: Elements) -> BuiltPage | Finding:
    try:
        text = (folder / name).read_bytes().decode("utf-8-sig")
    except OSError as error:
        return Finding(f"{shown}/{name}", 0, RULE, f"cannot be read: {error.strerror or error}", "site")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Finding(f"{shown}/{name}", line, RULE, f"is not UTF-8: byte '0x{error.object[error.start]:02X}'", "site")
    if not text.strip():
        return Finding(f"{shown}/{name}", 0, RULE, "is empty", "site")
    found = tokens(text)
    if found and is_cut_off(found[-1]):
        line = text.count("\n", 0, text.rfind(found[-1])) + 1
        tag = re.match(r"<[\w!-]+", found[-1])
        return Finding(f"{shown}/{name}", line, RULE, f"ends within '{tag[0] if tag else '<'}'", "site")
    return _page(name, text, found, known)


def _page(name: str, text: str, found: Sequence[str], known: Elements) -> BuiltPage:
    first, last = _article(text, found)
    article = list(filter(None, map(known.__getitem__, found[first:last])))
    before = list(filter(None, map(known.__getitem__, dict.fromkeys(found[:first]))))
    after = list(filter(None, map(known.__getitem__, set(found[last:]))))
    elements = frozenset((*before, *article, *after))
    head: dict[str, list[Element]] = {tag: [] for tag in _HEAD}
    for element in before or article:
        if element.tag in _HEAD:
            head[element.tag].append(element)
    html = head["html"][0].attributes if head["html"] else {}
    moved, refresh = _redirect(text, (*head["meta"], *head["script"]))
    return BuiltPage(
        file=name,
        elements=elements,
        article=frozenset(article),
        ids=frozenset(id for element in elements for id in element.ids),
        repeated=_repeated(article, (*before, *after)),
        is_document=bool(head["html"]) or re.search(r"<html[\s>]", text[:2000], re.IGNORECASE) is not None,
        is_indexed=not any(_is_noindex(meta.attributes) for meta in head["meta"]),
        lang=html.get("lang", "").strip(),
        base=_base(head["base"]),
        canonical=_canonical(head["link"]),
        alternates=_alternates(head["link"]),
        refresh=refresh,
        moved=moved,
    )


def _base(elements: Iterable[Element]) -> str:
    """The address from which a page's links lead, where it says so itself."""
    return next((base.attributes["href"] for base in elements if "href" in base.attributes), "")


def _canonical(links: Iterable[Element]) -> str:
    return next((link.attributes.get("href", "") for link in links if "canonical" in link.rel), "")


def _alternates(links: Iterable[Element]) -> tuple[tuple[str, str], ...]:
    """Language and address of what a page says is the same in other languages, sorted."""
    named = (link for link in links if "alternate" in link.rel and "hreflang" in link.attributes)
    return tuple(sorted((link.attributes["hreflang"].strip(), link.attributes.get("href", "")) for link in named))


def _article(text: str, found: Sequence[str]) -> tuple[int, int]:
    """Where among its tags the main content of a page begins and ends; all of it, if nothing says."""
    for tag in ("article", "main"):
        start = re.search(rf"<{tag}(?=[\s>])[^>]*>", text)
        if start and start[0] in found:
            first = found.index(start[0])
            return first, next(
                (index for index in range(len(found) - 1, first, -1) if found[index] == f"</{tag}>"), len(found)
            )
    return next((index for index, token in enumerate(found) if 'role="main"' in token), 0), len(found)


def _repeated(article: Iterable[Element], chrome: Iterable[Element]) -> tuple[str, ...]:
    times = Counter(id for element in article for id in element.unique)
    outside = {id for element in chrome for id in element.unique}
    return tuple(sorted(id for id, count in times.items() if (count > 1 or id in outside) and not id.startswith("__")))


def _is_noindex(meta: Mapping[str, str]) -> bool:
    return meta.get("name", "").lower() == "robots" and bool(_NOINDEX.search(meta.get("content", "")))


def _redirect(text: str, elements: Iterable[Element]) -> tuple[dict[str, str], str]:
    """Where a redirect page leads, and what fragments are called there.

    A refresh for readers without JavaScript alone makes no redirect, unless a script of ours says the same.
    """
    refresh, moved = "", dict[str, str]()
    for element in elements:
        if element.tag == "meta" and element.attributes.get("http-equiv", "").lower() == "refresh":
            match = _REFRESH.match(element.attributes.get("content", ""))
            at = text.find(element.raw)
            if match and (text.rfind("<noscript", 0, at) <= text.rfind("</noscript", 0, at) or "data-to=" in text):
                refresh = match["url"].strip()
        elif element.tag == "script" and "data-fragments" in element.attributes:
            moved = _mapping(element.attributes["data-fragments"])
    return moved, refresh


def _mapping(written: str) -> dict[str, str]:
    try:
        value = json.loads(written)
    except ValueError:
        return {}
    return {str(old): str(new) for old, new in value.items()} if isinstance(value, dict) else {}
