"""What guides are about: records of the data, as `extra: records` says. A site without the setting has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bitext.finding import nearest
from bitext.pages.own_values import NAME
from bitext.site.gate import is_plain
from bitext.site.settings import setting

KEY = "records"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
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
    found = _read(written)
    if wrong := next(_faults(found), ""):
        raise ValueError(wrong)
    return found


def _read(written: Any) -> Records:
    """What is written for each name. Raises ValueError for what is no mapping of them."""
    known = asdict(NO_RECORDS)
    if not isinstance(written, Mapping):
        raise ValueError(f"'extra: {KEY}' is not a mapping of {', '.join(known)} to names")
    if unknown := next((str(key) for key in written if key not in known), None):
        raise ValueError(f"'{unknown}' in 'extra: {KEY}' is none of {', '.join(known)}{nearest(unknown, known)}")
    return Records(**{key: str(written.get(key) or "") for key in known})


def _faults(found: Records) -> Iterator[str]:
    """What a name cannot be."""
    if not _NAME.fullmatch(found.key) or found.key in (*_TAKEN, found.data):
        yield f"'{found.key}' in 'extra: {KEY}: key' is no free name of lower-case letters, digits and '_'"
    if not _NAME.fullmatch(found.data):
        yield f"'{found.data}' in 'extra: {KEY}: data' is no name of a file below '_data', without '.yml'"
    if found.pages and not is_plain(found.pages):
        yield f"'{found.pages}' in 'extra: {KEY}: pages' is no folder below that of the pages"
