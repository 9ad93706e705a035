"""What readers call things that pages call otherwise: `_synonyms.yml` of a locale, and what the glossaries say.

The search finds a page by either. It is no vocabulary for writers: that is the glossary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bitext.errors import Refused
from bitext.finding import Finding
from bitext.pages.page import read_yaml
from bitext.site.glossary import Glossary, read_glossary
from bitext.site.site import Locale, Site

SYNONYMS = "_synonyms.yml"


def read_synonyms(site: Site, locale: Locale) -> Mapping[str, Sequence[str]]:
    """By the words of the pages, what readers type for them; empty if the locale has no such file. Raises Refused when
    it is not YAML of this shape."""
    path = site.layout.glossary(SYNONYMS, locale.code)
    if not (site.root / path).is_file():
        return {}
    value = read_yaml(site.read_data(path), path)
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(map(_is_text_or_list, value.values())):
        message = "is not a mapping of the pages' words to those that readers type"
        raise Refused(Finding(path, 0, "synonyms", message))
    return {
        str(meant): (typed,) if isinstance(typed, str) else tuple(map(str, typed)) for meant, typed in value.items()
    }


def _is_text_or_list(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value))


def synonyms(site: Site, locale: Locale) -> list[tuple[str, str]]:
    """What readers type and what stands on the pages of a locale for it. Of the other languages of the site, that is
    how a glossary translates. Raises Refused."""
    own = read_synonyms(site, locale).items()
    found = [(each, meant) for meant, typed in own for each in typed]
    if locale != site.source:
        found += _into(read_glossary(site, locale))
    else:
        for target in site.targets:
            found += ((translation, term) for term, translation in read_glossary(site, target).terms.items())
    return list(dict.fromkeys(found))


def _into(glossary: Glossary) -> Iterator[tuple[str, str]]:
    for typed, meant in (*glossary.terms.items(), *glossary.forbidden.items(), *glossary.labels.items()):
        if typed != meant:
            yield typed, meant
