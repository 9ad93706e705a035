"""The address that readers know the site by, as mkdocs.yml says it."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

#: A link that names a scheme or a host, at its beginning.
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def public_address(settings: Mapping[str, Any]) -> str:
    """The site's own address as mkdocs.yml gives it, without a slash at its end, or ''."""
    address = str(settings.get("site_url") or "").rstrip("/")
    return address if re.match(r"https?://[^/]", address) else ""


def public_path(address: str) -> str:
    """Where the site with this full address is on its host, with a slash at both ends: '/' or '/guides/'."""
    return "/" + "".join(f"{part}/" for part in address.split("/")[3:] if part)


def joined(base: str, url: str) -> str:
    """What `url` means on a page at `base`; as it is written when it cannot be read ('http://[x')."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url
