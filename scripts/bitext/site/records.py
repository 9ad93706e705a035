"""What guides are about: records of the data, as `extra: records` says. A site without the setting has none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bitext.finding import nearest
from bitext.pages.own_values import NAME
from bitext.site.gate import is_plain
from bitext.site.settings import setting

KEY = "records"
_TAKEN = ("page", "locale", "publisher", NAME, "hide", "search", "last_checked")  # they mean something else


@dataclass(frozen=True)
class Records:
    """key: of the front matter that names a record, and what tags call that record; data: the name of the file below
    `_data` that holds the records; pages: the folder of the guides, with a folder for each record. All are '' where the
    setting is not there."""

    key: str = ""
    data: str = ""
    pages: str = ""

    @property
    def file(self) -> str:
        """The name of the file of data."""
        return f"{self.data}.yml"


NO_RECORDS = Records()


def records_of(settings: Mapping[str, Any]) -> Records:
    """What the settings say of records. Raises ValueError, with a sentence, when they say what it cannot be."""
    written = setting(settings, "extra", KEY)
    if written is None:
        return NO_RECORDS
    known = asdict(NO_RECORDS)
    if not isinstance(written, Mapping):
        raise ValueError(f"'extra: {KEY}' is not a mapping of {', '.join(known)} to names")
    if unknown := next((str(key) for key in written if key not in known), None):
        raise ValueError(f"'{unknown}' in 'extra: {KEY}' is none of {', '.join(known)}{nearest(unknown, known)}")
    found = Records(**{key: str(written.get(key) or "") for key in known})
    if not re.fullmatch(r"[a-z][a-z0-9_]*", found.key) or found.key in (*_TAKEN, found.data):
        raise ValueError(f"'{found.key}' in 'extra: {KEY}: key' is no free name of lower-case letters, digits and '_'")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", found.data):
        raise ValueError(f"'{found.data}' in 'extra: {KEY}: data' is no name of a file below '_data', without '.yml'")
    if found.pages and not is_plain(found.pages):
        raise ValueError(f"'{found.pages}' in 'extra: {KEY}: pages' is no folder below that of the pages")
    return found
