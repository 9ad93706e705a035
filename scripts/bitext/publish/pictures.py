"""The pictures that others show of a site: beside a link in a message, and as the icon of a bookmark."""

from __future__ import annotations

import base64
import struct
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import resvg_py

if TYPE_CHECKING:
    from bitext.publish.typeface import Typeface

WIDTH, HEIGHT = 1200, 630  # what all that show links ask for
ICON, TOUCH_ICON, ICON_SIZES = "favicon.ico", "apple-touch-icon.png", (16, 32, 48)
TOUCH_SIZE = 180

_MARGIN, _LOGO = 88, 112
_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}">'


@dataclass(frozen=True)
class Colours:
    """Of a page: below the text, of the text, of text that is not as important, and of what stands out."""

    background: str
    text: str
    light: str
    strong: str
    accent: str


def social_image_name(code: str) -> str:
    """Where the picture of a locale is, from the root of the site."""
    return f"assets/social-{code}.png"


def embedded(file: Path) -> str:
    """A picture as an address that holds it, '' for a file of another kind. What it names in its turn is not read."""
    kind = _KINDS.get(file.suffix.lower())
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}" if kind else ""


def social_image(name: str, description: str, logo: str, colours: Colours, font: Typeface) -> bytes:
    """A PNG with the name of the site, what it is for and its logo (`embedded`, or '')."""
    return _drawn("".join(_social(name, description, logo, colours, font)), font.decompressed)


def _social(name: str, description: str, logo: str, colours: Colours, font: Typeface) -> Iterator[str]:
    width = WIDTH - 2 * _MARGIN
    yield _HEAD.format(WIDTH, HEIGHT)
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{escape(colours.background)}"/>'
    yield f'<rect width="{WIDTH}" height="14" fill="{escape(colours.strong)}"/>'
    if logo:
        yield f'<image x="{_MARGIN}" y="{_MARGIN}" width="{_LOGO}" height="{_LOGO}" href="{logo}"/>'
    size, titles = _fitting(name, ((84, 1), (76, 1), (68, 1), (68, 2), (58, 2), (48, 2)), 700, width, font)
    small, lines = _fitting(description, ((38, 2), (34, 3)), 400, width, font)
    bottom = HEIGHT - _MARGIN
    for number, line in enumerate(reversed(lines)):
        yield _text(line, bottom - number * small * 1.4, small, 400, colours.light, font)
    rule = bottom - len(lines) * small * 1.4 - (16 if lines else 0)
    yield f'<rect x="{_MARGIN}" y="{rule - 12:.1f}" width="112" height="6" fill="{escape(colours.accent)}"/>'
    yield f'<rect x="{_MARGIN}" y="{rule:.1f}" width="112" height="3" fill="{escape(colours.accent)}"/>'
    for number, line in enumerate(reversed(titles)):
        yield _text(line, rule - 48 - number * size * 1.15, size, 700, colours.text, font)
    yield "</svg>"


def _fitting(
    text: str, choices: Sequence[tuple[int, int]], weight: int, width: float, font: Typeface
) -> tuple[int, list[str]]:
    """The first size of `choices` in which a text has no more lines than stand beside it, and the lines. In the last
    one it is cut."""
    for size, most in choices:
        lines = font.lines(text, size, weight, width)
        if len(lines) <= most and all(font.width(line, size, weight) <= width for line in lines):
            return size, lines
    kept = [*lines[:most]]
    kept[-1] = f"{kept[-1]}…"
    while font.width(kept[-1], size, weight) > width and len(kept[-1]) > 2:
        shorter = kept[-1][:-1].rpartition(" ")[0] or kept[-1][:-2]
        kept[-1] = f"{shorter}…"
    return size, kept


def _text(line: str, y: float, size: int, weight: int, colour: str, font: Typeface) -> str:
    style = f'font-family="{escape(font.family)}" font-size="{size}" font-weight="{weight}" fill="{escape(colour)}"'
    return f'<text x="{_MARGIN}" y="{y:.1f}" {style}>{escape(line)}</text>'


def touch_icon(icon: str, background: str) -> bytes:
    """A PNG of an `embedded` icon for the home screen of a phone, which shows what is transparent as black."""
    return _drawn(_square(icon, TOUCH_SIZE, background))


def favicon(icon: str) -> bytes:
    """An `embedded` icon in the sizes that programs ask for which do not read pages, as an ICO file."""
    pictures = [_drawn(_square(icon, size)) for size in ICON_SIZES]
    entries, start = b"", 6 + 16 * len(pictures)
    for size, picture in zip(ICON_SIZES, pictures, strict=True):
        entries += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(picture), start)
        start += len(picture)
    return b"".join([struct.pack("<HHH", 0, 1, len(pictures)), entries, *pictures])


def _square(icon: str, size: int, background: str = "") -> str:
    below = f'<rect width="{size}" height="{size}" fill="{escape(background)}"/>' if background else ""
    return f'{_HEAD.format(size, size)}{below}<image width="{size}" height="{size}" href="{icon}"/></svg>'


@lru_cache(maxsize=16)
def _drawn(drawing: str, font: bytes = b"") -> bytes:
    """A drawing as a PNG. `font` is the only one there is: the same letters come out on each machine."""
    if not font:
        return bytes(resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "font.ttf")
        file.write_bytes(font)
        return bytes(resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True, font_files=[str(file)]))
