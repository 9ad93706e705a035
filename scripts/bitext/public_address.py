"""The address that readers know the site by, as mkdocs.yml says it."""

import os
import re
from collections.abc import Mapping
from typing import Any

#: A link that names a scheme or a host, at its beginning.
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def public_address(settings: Mapping[str, Any]) -> str:
    """The site's own address as mkdocs.yml gives it, without a slash at its end, or ''. Of `!ENV [NAME, default]` it is
    what the environment says, or the default."""
    written = settings.get("site_url")
    if isinstance(written, list):
        names, default = map(str, written[:-1]), written[-1] if written else ""
        written = next((os.environ[name] for name in names if name in os.environ), default)
    address = str(written or "").rstrip("/")
    return address if re.match(r"https?://[^/]", address) else ""


def public_path(address: str) -> str:
    """Where the site with this full address is on its host, with a slash at both ends: '/' or '/guides/'."""
    return "/" + "".join(f"{part}/" for part in address.split("/")[3:] if part)
