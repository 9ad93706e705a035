"""A font as a site has it for browsers, to write with in a picture."""

from __future__ import annotations

from io import BytesIO

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from bitext.cached import cached_property

LARGEST = 4_000_000  # bytes; one with all of Chinese is larger, and takes long to read


class Typeface:
    """The font that the file `content` holds (WOFF2, WOFF, TrueType, OpenType). Raises ValueError for another file."""

    def __init__(self, content: bytes) -> None:
        if len(content) > LARGEST:
            raise ValueError("too large")
        try:
            self._font = TTFont(BytesIO(content), recalcTimestamp=False)
            self._letters = self._font.getBestCmap() or {}
            self.family = str(self._font["name"].getDebugName(16) or self._font["name"].getDebugName(1) or "")
        except Exception as error:  # what a broken file raises is without end
            raise ValueError(str(error)) from error

    def can_write(self, text: str) -> bool:
        """Whether it has all the letters of a text."""
        return all(ord(letter) in self._letters or letter.isspace() for letter in text)

    def width(self, text: str, size: float, weight: int) -> float:
        """How wide a text is, but for kerning."""
        glyphs = self._font.getGlyphSet(location={"wght": weight})
        units = sum(glyphs[self._letters.get(ord(letter), ".notdef")].width for letter in text)
        return float(units * size / self._font["head"].unitsPerEm)

    def lines(self, text: str, size: float, weight: int, width: float) -> list[str]:
        """The text in lines that are no wider than `width`, unless a word is."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size, weight) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    @cached_property
    def decompressed(self) -> bytes:
        """The same font as programs read it that are no browsers."""
        made = BytesIO()
        self._font.flavor = None
        self._font.save(made)
        return made.getvalue()
