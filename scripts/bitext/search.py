"""What a reader's search looks through: the pages of one language, and no other's."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bitext.finding import Refused
from bitext.redirects import page_address
from bitext.site import Locale, Site

#: How much a match in a former name weighs, against 1 in the text: as much as one in a title.
NAME_BOOST = 1000.0


def search_index(
    entries: Iterable[Mapping[str, Any]], settings: Mapping[str, Any], root: str, names: Mapping[str, str]
) -> str:
    """The index as JSON, from entries whose 'location' begins with the address `root` of the language, or '' for none.

    Locations are from `root` in the index. settings: 'lang', 'separator', 'pipeline' and 'fields', as Material's search
    wants them; names: of pages, by their address below `root`, what else readers call their subject.
    """
    docs = []
    for entry in entries:
        location = str(entry["location"]).removeprefix(root)
        docs.append({**entry, "location": location, **({"names": names[location]} if location in names else {})})
    config = {**settings, "fields": {**settings["fields"], "names": {"boost": NAME_BOOST}}}
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"), default=str)


def former_names(site: Site, locale: Locale) -> dict[str, str]:
    """By the address of each translated page below its language, what its product was called before."""
    found: dict[str, str] = {}
    for name in site.page_names(locale):
        try:
            record = site.record(site.page(name, locale)) or {}
        except Refused:  # the build says so elsewhere
            continue
        if former := record.get("former_name"):
            address = page_address(name)
            found[f"{address}/" if address else ""] = str(former)
    return found
