"""Names of products that no line breaks: 'Sage 200' at the end of one and 'Standard' at the start of the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import Any

from bitext.errors import Refused
from bitext.site.glossary import read_glossary
from bitext.site.site import Locale, Site

_AS_IT_IS = re.compile(
    r"(<pre\b.*?</pre\s*>|<code\b.*?</code\s*>|<script\b.*?</script\s*>|<style\b.*?</style\s*>|<textarea\b.*?</textarea\s*>"
    r"|<t[dh]\b.*?</t[dh]\s*>)",  # a column can be narrower than a name, which would then break within a word
    re.DOTALL,
)
_KEYS = ("name", "former_name")  # of a record


@lru_cache(maxsize=16)
def binding(names: frozenset[str]) -> Callable[[str], str]:
    """A function that binds the words of these names in HTML with no-break spaces: in text, not in a cell of a table,
    in code, in what a browser runs or in attributes."""
    several = (name.split() for name in names)
    written = [r"\s+".join(re.escape(escape(word, quote=False)) for word in words) for words in several if words[1:]]
    names_there = "|".join(sorted(written, key=len, reverse=True))
    if not written:
        return str
    pattern = re.compile(rf"(?:{names_there})(?!\w)(?![^<>]*>)")  # it begins with what it is found by

    def bound(match: re.Match[str]) -> str:
        is_word = match.start() and match.string[match.start() - 1].isalnum()
        return match[0] if is_word else "\u00a0".join(match[0].split())

    def bind(html: str) -> str:
        # every second part is one that stays as it is
        parts = _AS_IT_IS.split(html)
        parts[::2] = [pattern.sub(bound, part) for part in parts[::2]]
        return "".join(parts)

    return bind


def product_names(site: Site, locale: Locale) -> frozenset[str]:
    """What the products are called, and were, in the pages of a locale, and what else glossaries keep of the same make
    ('Sage 200 Professional'); nothing where these cannot be read."""
    try:
        records: Any = site.shown_data[locale.code].get(site.records.data)
        kept = [name for target in site.targets for name in read_glossary(site, target).keep]
    except Refused:
        return frozenset()
    found = (record.get(key) for record in _records(records) for key in _KEYS)
    names = {name for name in found if isinstance(name, str) and name.strip()}
    makes = {name.split()[0] for name in names}
    return frozenset({*names, *(name for name in kept if name.split()[:1] and name.split()[0] in makes)})


def _records(records: Any) -> Iterable[dict[str, Any]]:
    values = records.values() if isinstance(records, dict) else ()
    return (record for record in values if isinstance(record, dict))
