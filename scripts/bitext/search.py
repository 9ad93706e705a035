"""What a reader's search looks through: the pages of one language, and no other's."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bitext.finding import Refused
from bitext.redirects import page_address
from bitext.site import Locale, Site

#: How much a match in a former name weighs, against 1 in the text: as much as one in a title.
NAME_BOOST = 1000.0


def index_path(locale: Locale, site: Site) -> str:
    """Where the index of a locale is, from the root of the site: where Material looks for it."""
    return f"{site.home(locale)}search/search_index.json"


def search_entry(entry: Mapping[str, Any], root: str, names: Mapping[str, str]) -> str:
    """One entry of an index as JSON. Its 'location' begins with the address `root` of the language ('' for none), and
    is from there on in the index; names: of pages, by their address below `root`, what else readers call their
    subject."""
    location = str(entry["location"]).removeprefix(root)
    named = {"names": names[location]} if location in names else {}
    return _json({**entry, "location": location, **named})


def search_index(entries: Iterable[str], settings: Mapping[str, Any]) -> str:
    """The index as JSON, of entries that are JSON. settings: 'lang', 'separator', 'pipeline' and 'fields', as
    Material's search wants them."""
    config = {**settings, "fields": {**settings["fields"], "names": {"boost": NAME_BOOST}}}
    return f'{{"config":{_json(config)},"docs":[{",".join(entries)}]}}'


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def former_names(site: Site, locale: Locale) -> dict[str, str]:
    """By the address of each translated page below its language, what its product was called before."""
    found: dict[str, str] = {}
    for name in site.published_names(locale):
        try:
            record = site.record(site.page(name, locale)) or {}
        except Refused:  # the build says so elsewhere
            continue
        if former := record.get("former_name"):
            address = page_address(name)
            found[f"{address}/" if address else ""] = str(former)
    return found
