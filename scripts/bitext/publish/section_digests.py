"""What tells one state of a section from another: readers who come back are shown which have changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from html import unescape

_HEADING = re.compile(r"<h[1-6](?=\s)[^<>]*?\sid=\"(?P<anchor>[^\"]*)\"[^<>]*>")
_PERMALINK = re.compile(r"<a class=\"headerlink\"[^<>]*>.*?</a>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SHOWN = re.compile(r"\s(?:href|src|alt)=\"([^\"]*)\"")


def section_digests(html: str) -> Iterator[tuple[str, str]]:
    """The anchor of each heading in the rendered `html` of a page, with a digest of what stands below it as far as the
    next: of its words, links and pictures, and of nothing that only its looks depend on."""
    headings = list(_HEADING.finditer(html))
    ends = [*(heading.start() for heading in headings[1:]), len(html)]
    for heading, end in zip(headings, ends, strict=True):
        text = _PERMALINK.sub("", html[heading.end() : end])
        shown = _TAG.sub(lambda tag: " ".join(("", *_SHOWN.findall(tag[0]))), text)
        digest = hashlib.blake2b(" ".join(unescape(shown).split()).encode(), digest_size=4).hexdigest()
        yield unescape(heading["anchor"]), digest
