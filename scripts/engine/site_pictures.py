"""The pictures of a site for those that show links to it, made from what its configuration and its style sheets say."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bitext.cached import cached_property
from bitext.memo import digest
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
from bitext.site.site import Locale, Site
from mkdocs.config.defaults import MkDocsConfig

from engine.page_cache import PageCache

if TYPE_CHECKING:
    from bitext.publish.typeface import Typeface

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

    def __init__(self, site: Site, locale: Locale, config: MkDocsConfig, cache: PageCache) -> None:
        """cache: of what earlier builds have made."""
        self._site = site
        self._is_source = locale == site.source
        self._config = config
        self._cache = cache
        self._code = locale.code
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

    @property
    def made(self) -> Iterator[tuple[str, bytes]]:
        """The pictures with their places, from the root of the site."""
        colours, font, cache = self._colours, self._font, self._cache
        if font is not None and not self._is_there(self._image):
            logo = self._picture("logo")
            key = f"{self._words} {colours} {_digest(font, _state(font))}{logo}"
            yield (
                self._image,
                cache.file(_kept(self._image), key, partial(_social_image, self._words, logo, colours, font)),
            )
        icon = self._picture("favicon") if self._is_source else ""
        if icon and not self._is_there(ICON):
            yield ICON, cache.file(_kept(ICON), icon, lambda: favicon(icon))
        if icon and not self._is_there(TOUCH_ICON):
            background = colours.background
            key = background + icon
            yield TOUCH_ICON, cache.file(_kept(TOUCH_ICON), key, lambda: touch_icon(icon, background))

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

    @cached_property
    def _font(self) -> Path | None:
        """The file of the site's font, if it can write what the picture says."""
        files = {name: file for name in self._fonts if (file := self._path(name))}
        text = " ".join(self._words)
        key = digest(text, *(part for name, file in files.items() for part in (name, _digest(file, _state(file)))))
        name = self._cache.file(f"fonts/{self._code}", key, partial(_first_that_writes, text, files))
        return files.get(name.decode(errors="replace"))


def _kept(picture: str) -> str:
    """Where the cache has a picture."""
    return f"pictures/{picture}"


def _state(file: Path) -> State:
    found = file.stat()
    return found.st_size, found.st_mtime_ns


def _with_states(files: Iterable[Path]) -> tuple[tuple[Path, State], ...]:
    return tuple((file, _state(file)) for file in files)


@lru_cache(maxsize=16)
def _look(sheets: tuple[tuple[Path, State], ...], attributes: tuple[tuple[str, str], ...]) -> Look:
    return Look((sheet.read_text(encoding="utf-8", errors="replace") for sheet, _ in sheets), dict(attributes))


@lru_cache(maxsize=8)
def _digest(file: Path, state: State) -> str:
    return digest(file.read_bytes())


@lru_cache(maxsize=8)
def _typeface(file: Path, state: State) -> Typeface | None:
    from bitext.publish.typeface import Typeface  # fontTools is a tenth of what a build loads, and seldom needed

    try:
        return Typeface(file.read_bytes())
    except ValueError:
        return None


def _first_that_writes(text: str, files: Mapping[str, Path]) -> bytes:
    """The name of the first of these fonts that has all letters of a text, or nothing."""
    fonts = ((name, _typeface(file, _state(file))) for name, file in files.items())
    return next((name for name, font in fonts if font is not None and font.can_write(text)), "").encode()


def _social_image(words: tuple[str, str], logo: str, colours: Colours, file: Path) -> bytes:
    font = _typeface(file, _state(file))
    if font is None:
        raise ValueError(f"'{file}' is no font")
    return social_image(*words, logo, colours, font)


@lru_cache(maxsize=8)
def _embedded(file: Path, state: State) -> str:
    return embedded(file)
