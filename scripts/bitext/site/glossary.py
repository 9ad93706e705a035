"""The vocabulary of a target locale: `_glossary.yml` in its folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bitext.cached import cached_property
from bitext.errors import Refused
from bitext.finding import Finding, nearest
from bitext.languages.lexicon import plain
from bitext.memo import digest
from bitext.pages.page import read_yaml
from bitext.pages.segments import JINJA, Segment
from bitext.pages.writing_marks import unwritten
from bitext.site.site import Locale, Site

GLOSSARY = "_glossary.yml"
_KEYS = ("terms", "keep", "forbidden", "labels")


@dataclass(frozen=True)
class Glossary:
    """terms: how a source term is translated; keep: what stays as it is in the source; forbidden: spellings that must
    not stand in a translation, each with what to write; labels: how an interface label is shown in the target locale;
    same_labels: every other label is shown as in the source."""

    terms: Mapping[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    forbidden: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    same_labels: bool = False

    @cached_property
    def digest(self) -> str:
        """A fingerprint of what it says."""
        return digest(repr((self.terms, self.keep, self.forbidden, self.labels, self.same_labels)))


def read_glossary(site: Site, locale: Locale) -> Glossary:
    """The glossary of a locale, empty if it has none. Raises Refused when it is not YAML of this shape."""
    path = site.layout.glossary(GLOSSARY, locale.code)
    if not (site.root / path).is_file():
        return Glossary()
    text = site.read_data(path)
    value = read_yaml(text, path)
    for key in value if isinstance(value, dict) else ():
        if key not in _KEYS:
            raise Refused(
                Finding(path, _line_of(text, key), "glossary", f"'{key}' is no key here{nearest(str(key), _KEYS)}")
            )
    same_labels = isinstance(value, dict) and value.get("labels") == "same"
    if same_labels:
        value = {**value, "labels": {}}
    mappings = {key: _mapping(value, key, path) for key in ("terms", "forbidden", "labels")}
    keep = value.get("keep") or []
    if not isinstance(keep, list):
        raise Refused(Finding(path, 0, "glossary", "'keep' is not a list of words"))
    return Glossary(keep=tuple(map(str, keep)), same_labels=same_labels, **mappings)


def _line_of(text: str, key: Any) -> int:
    lines = text.split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.strip("\"' ").startswith(str(key))), 0)


def _mapping(value: Any, key: str, path: str) -> Mapping[str, str]:
    section = (value.get(key) if isinstance(value, dict) else None) or {}
    if not isinstance(value, dict) or not isinstance(section, dict):
        raise Refused(Finding(path, 0, "glossary", f"'{key}' is not a mapping of words to words"))
    texts = {str(word): str(translation) for word, translation in section.items()}
    return {word: translation for word, translation in texts.items() if not unwritten(translation)}


def unmarked(segment: Segment) -> str:
    """The prose of a segment without its bold and italic texts: labels and names are under rules of their own."""
    parts, depth = [], 0
    for token in segment.tokens:
        if token.type in ("strong_open", "em_open"):
            depth += 1
        elif token.type in ("strong_close", "em_close"):
            depth -= 1
            parts.append(" ")
        elif depth == 0 and token.type == "text":
            parts.append(token.content)
        elif token.type.endswith("break"):
            parts.append(" ")
    return JINJA.sub(" ", "".join(parts)) if segment.tokens else segment.prose


def says(term: str, words: Iterable[str]) -> bool:
    """Whether a text of these words (plain, in order) has `term`, in the singular or plural."""
    pattern = r"\s".join(map(_inflected, re.findall(r"[^\W_]+", term)))
    return re.search(rf"(?<!\w){pattern}(?!\w)", " ".join(words)) is not None


def _inflected(word: str) -> str:
    stem = plain(word)
    return rf"{re.escape(stem[:-1])}(?:y|ies)" if stem.endswith("y") else rf"{re.escape(stem)}(?:s|es|x|e|ee|ees)?"
