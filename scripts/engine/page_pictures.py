"""Pictures in a page: their measures, and drawings written into its HTML."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from bitext.compose.inline_drawing import inline_drawing
from bitext.pages.image_size import dimensions
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_PICTURE = re.compile(r'<img(?=[^>]*?\salt="(?P<alt>[^"]*)")[^>]*?\ssrc="(?P<address>[^":#?]+\.svg)"[^>]*>')
_IMAGE = re.compile(r'<img(?![^>]*\s(?:width|height)=)(?=\s)[^>]*?\ssrc="(?P<address>[^":#?]+)"')


def with_measures(html: str, page: Page, files: Files) -> tuple[str, dict[str, Path]]:
    """`html` with width and height in the tags of its pictures; and the files of those that are drawings, by their
    addresses."""
    drawings: dict[str, Path] = {}

    def measured(image: re.Match[str]) -> str:
        address = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.url), unquote(image["address"])))
        file = files.get_file_from_path(address)
        if file is None or not file.abs_src_path:
            return image[0]
        if address.endswith(".svg"):
            drawings[image["address"]] = Path(file.abs_src_path)
        size = dimensions(Path(file.abs_src_path))
        return f'{image[0]} width="{size[0]}" height="{size[1]}"' if size else image[0]

    return _IMAGE.sub(measured, html), drawings


def with_drawings(html: str, drawings: Mapping[str, Path]) -> str:
    """`html` with those of its pictures drawn into the page that are made for it."""
    count = itertools.count(1)

    def drawn(image: re.Match[str]) -> str:
        file = drawings.get(image["address"])
        if file is None or " class=" in image[0]:
            return image[0]
        svg = file.read_text(encoding="utf-8-sig", errors="replace")
        drawing = inline_drawing(svg, file.name, unescape(image["alt"]), f"drawing-{next(count)}")
        return drawing or image[0]

    return _PICTURE.sub(drawn, html) if drawings else html
