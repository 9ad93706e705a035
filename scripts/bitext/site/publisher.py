"""Who publishes a site and whom its readers ask, as `extra: publisher` says: nobody is made up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bitext.finding import nearest
from bitext.site.settings import setting

KEY = "publisher"
#: name: of whoever publishes; url: their site; email: for questions and reports; help: a page where readers ask.
_FORMS = {
    "name": re.compile(r"[^\n<>]+"),
    "url": re.compile(r"https?://[^\s<>\"']+"),
    "email": re.compile(r"[\w.!#$%&'*+/=^`{|}~-]+@[\w-]+(?:\.[\w-]+)+"),
    "help": re.compile(r"https?://[^\s<>\"']+"),
}
_WANTED = {"name": "a name", "url": "an address such as 'https://example.com/'", "email": "an email address"}
_WANTED["help"] = _WANTED["url"]


def publishers(settings: Mapping[str, Any], codes: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """The publisher as the site in each language, by its code, names it: all four keys, '' for what is not said. A
    value may be a mapping by language. Raises ValueError, with a sentence, when one is not what it should be."""
    written = setting(settings, "extra", KEY) or {}
    if not isinstance(written, Mapping):
        raise ValueError(f"'extra: {KEY}' is not a mapping of {', '.join(_FORMS)} to texts")
    languages = list(codes)
    for key, value in written.items():
        if key not in _FORMS:
            raise ValueError(f"'{key}' in 'extra: {KEY}' is none of {', '.join(_FORMS)}{nearest(str(key), _FORMS)}")
        for code in value if isinstance(value, Mapping) else ():
            if code not in languages:
                raise ValueError(f"'{code}' in 'extra: {KEY}: {key}' is no language of this site")
    return {code: {key: _said(written.get(key), key, code) for key in _FORMS} for code in languages}


def _said(value: Any, key: str, code: str) -> str:
    value = value.get(code) if isinstance(value, Mapping) else value
    text = "" if value is None else str(value).strip()
    if text and not _FORMS[key].fullmatch(text):
        raise ValueError(f"'{text}' in 'extra: {KEY}: {key}' is not {_WANTED[key]}")
    return text
