"""The pictures of a site for those that show links to it, made from what its configuration and its style sheets say."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bitext.cached import cached_property
from bitext.publish.look import Look
from bitext.publish.pictures import (
    HEIGHT,
    ICON,
    TOUCH_ICON,
    WIDTH,
    Colours,
    embedded,
    favicon,
    social_image,
    social_image_name,
    touch_icon,
)
from bitext.publish.typeface import Typeface
from bitext.site.site import Locale, Site
from mkdocs.config.defaults import MkDocsConfig

from engine.page_cache import PageCache

_OF_THE_THEME = ("main", "palette")  # its style sheets, which have a fingerprint in their names
State = tuple[int, int]  # what tells a file from what it was
_COLOURS = {
    "background": ("--md-default-bg-color", "#ffffff"),
    "text": ("--md-default-fg-color", "#1b1b1b"),
    "light": ("--md-default-fg-color--light", "#555555"),
    "strong": ("--md-primary-fg-color", "#4051b5"),
    "accent": ("--md-accent-fg-color", "#4051b5"),
}


@dataclass(frozen=True)
class Face:
    """What a page says of pictures and colours. image: of its language, from the root of the site, '' without one;
    colours: what the browser may be coloured in, by medium; icon, touch_icon: as image."""

    image: str
    alt: str
    width: int
    height: int
    colours: tuple[tuple[str, str], ...]
    icon: str
    touch_icon: str


class SitePictures:
    """The pictures of a locale; those of the source locale are joined by the icons of the site. A file of the site that
    is at the place of one stays."""

    def __init__(self, site: Site, locale: Locale, config: MkDocsConfig) -> None:
        self._site = site
        self._is_source = locale == site.source
        self._config = config
        self._image = social_image_name(locale.code)
        self._words = (str(config.site_name), str(config.site_description or ""))

    @cached_property
    def face(self) -> Face:
        """What each page says."""
        icons = (name if self._is_there(name) or self._picture("favicon") else "" for name in (ICON, TOUCH_ICON))
        image = self._image if self._is_there(self._image) or self._font else ""
        alt = ". ".join(text.rstrip(".") for text in self._words if text)
        return Face(image, alt, WIDTH, HEIGHT, tuple(self._theme_colours()), *icons)

    @property
    def fingerprint(self) -> str:
        """What of all this goes into a page."""
        return repr(sorted(asdict(self.face).items()))

    @property
    def sources(self) -> set[Path]:
        """The files of the site that pictures and colours are made from."""
        pictures = (self._file(str(self._config.theme.get(key) or "")) for key in ("logo", "favicon"))
        fonts = (self._path(name) for name in self._fonts)
        return {file.resolve() for file in (*self._sheets.values(), *pictures, *fonts) if file is not None}

    def made(self, cache: PageCache) -> Iterator[tuple[str, bytes]]:
        """The pictures with their places, from the root of the site. What `cache` has of an earlier build is taken."""
        colours, font = self._colours, self._font
        if font is not None and not self._is_there(self._image):
            logo, key = self._picture("logo"), f"{self._words} {colours} {font.digest}"
            yield (
                self._image,
                cache.picture(self._image, key + logo, lambda: social_image(*self._words, logo, colours, font)),
            )
        icon = self._picture("favicon") if self._is_source else ""
        if icon and not self._is_there(ICON):
            yield ICON, cache.picture(ICON, icon, lambda: favicon(icon))
        if icon and not self._is_there(TOUCH_ICON):
            background = colours.background
            key = background + icon
            yield TOUCH_ICON, cache.picture(TOUCH_ICON, key, lambda: touch_icon(icon, background))

    def _is_there(self, name: str) -> bool:
        return name in self._site.published[self._site.source.code]

    def _path(self, name: str) -> Path | None:
        """The file of the site at an address from its root, if there is one."""
        name = posixpath.normpath(name)
        return self._site.root / self._site.path(name, self._site.source) if self._is_there(name) else None

    def _file(self, name: str) -> Path | None:
        """The same, or a file of the theme."""
        places = (Path(folder, name) for folder in self._config.theme.dirs) if name else ()
        return self._path(name) or next((place for place in places if place.is_file()), None)

    def _picture(self, key: str) -> str:
        """The picture that the theme calls 'logo' or 'favicon', embedded; '' without one."""
        file = self._file(str(self._config.theme.get(key) or ""))
        return "" if file is None else _embedded(file, _state(file))

    @property
    def _sheets(self) -> dict[str, Path]:
        """The style sheets of the site, by their names."""
        return {name: path for each in self._config.extra_css if (path := self._path(name := str(each)))}

    @property
    def _fonts(self) -> Iterator[str]:
        """The names of the fonts of the site, that of the text first."""
        sheets = list(self._sheets)
        for number, address in _look(_with_states(self._sheets.values()), self._attributes(0)).fonts:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(sheets[number]), address))

    @property
    def _palettes(self) -> list[Mapping[str, Any]]:
        written = self._config.theme.get("palette") or {}
        return [dict(each) for each in (written if isinstance(written, list) else [written])] or [{}]

    def _attributes(self, number: int) -> tuple[tuple[str, str], ...]:
        palette = self._palettes[number]
        usual = {"scheme": "default", "primary": "indigo", "accent": "indigo"}
        return tuple((key, str(palette.get(key) or value).replace(" ", "-")) for key, value in usual.items())

    def _look(self, number: int) -> Look:
        """How pages look with one of the palettes."""
        own, attributes = _with_states(self._sheets.values()), self._attributes(number)
        look = _look(own, attributes)
        if all(look.value(name) for name, _ in _COLOURS.values()):
            return look
        folders = (Path(folder, "assets/stylesheets") for folder in self._config.theme.dirs)
        found = (sorted(folder.glob(f"{name}.*.min.css")) for folder in folders for name in _OF_THE_THEME)
        return _look((*_with_states(path for paths in found for path in paths), *own), attributes)

    @property
    def _colours(self) -> Colours:
        look = self._look(0)
        return Colours(**{key: look.value(name) or usual for key, (name, usual) in _COLOURS.items()})

    def _theme_colours(self) -> Iterator[tuple[str, str]]:
        for number, palette in enumerate(self._palettes):
            name, usual = _COLOURS["background"]
            media = str(palette.get("media") or "")
            if len(self._palettes) == 1 or media.startswith("(prefers-color-scheme:"):
                yield media, self._look(number).value(name) or usual

    @property
    def _font(self) -> Typeface | None:
        """The font of the site, if it can write what the picture says."""
        files = filter(None, map(self._path, self._fonts))
        fonts = filter(None, (_typeface(file, _state(file)) for file in files))
        return next((font for font in fonts if font.can_write(" ".join(self._words))), None)


def _state(file: Path) -> State:
    found = file.stat()
    return found.st_size, found.st_mtime_ns


def _with_states(files: Iterable[Path]) -> tuple[tuple[Path, State], ...]:
    return tuple((file, _state(file)) for file in files)


@lru_cache(maxsize=16)
def _look(sheets: tuple[tuple[Path, State], ...], attributes: tuple[tuple[str, str], ...]) -> Look:
    return Look((sheet.read_text(encoding="utf-8", errors="replace") for sheet, _ in sheets), dict(attributes))


@lru_cache(maxsize=8)
def _typeface(file: Path, state: State) -> Typeface | None:
    try:
        return Typeface(file.read_bytes())
    except ValueError:
        return None


@lru_cache(maxsize=8)
def _embedded(file: Path, state: State) -> str:
    return embedded(file)
