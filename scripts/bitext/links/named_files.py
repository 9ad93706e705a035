"""What names files without linking to them: settings, theme, style sheets, scripts, data, front matter, attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from bitext.cached import kept
from bitext.site.settings import setting
from bitext.site.site import Site
from bitext.sources import Sources

_TEXTS = {".css", ".js", ".mjs", ".html", ".xml", ".json", ".webmanifest", ".yml", ".yaml", ".py", ".ipynb"}
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_AS_TEXT = re.compile(r"\]\([^()\n]+")  # a link that may show as it is written, such as one within HTML


@kept
def spoken_of(sources: Sources) -> str:
    """All that names files but is no link and no prose, in one text."""
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in _files(sources))
    return "\n".join([*texts, *map(unquote, _on_pages(sources))])


def _files(sources: Sources) -> Iterator[Path]:
    site, settings = sources.site, sources.settings
    yield from sources.settings.files
    if theme := setting(settings, "theme", "custom_dir"):
        yield from _texts_below(str(theme), site)
    hooks = (site.root / str(hook) for hook in settings.get("hooks") or [])
    yield from filter(Path.is_file, hooks)
    for locale in site.locales.values():
        yield from (site.root / site.path(name, locale) for name in site.files[locale.code] if _is_text(name))
        yield from (site.root / path for path in site.data_paths(locale) if path not in site.refused)


def _is_text(name: str) -> bool:
    return Path(name).suffix in _TEXTS


def _texts_below(folder: str, site: Site) -> Iterator[Path]:
    for name, _ in site.gate.names(folder):
        if Path(name).suffix in _TEXTS and f"{folder}/{name}" not in site.refused:
            yield site.root / folder / name


def _on_pages(sources: Sources) -> Iterator[str]:
    for parsed in sources.pages.values():
        yield parsed.page.head
        if "<" in parsed.page.body:
            yield from _TAG.findall(parsed.page.body)
            yield from _AS_TEXT.findall(parsed.page.body)
