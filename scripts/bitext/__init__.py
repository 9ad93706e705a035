"""Pages in two languages: found, parsed, composed; paired and aligned, compared, reported. Knows nothing of MkDocs.

>>> from bitext import compare_texts
>>> for finding in compare_texts("Wait 10 minutes.\\n", "Attendez 15 minutes.\\n"):
...     print(finding)
target.md:1: number '15' is '10' in source.md:1 [number-mismatch]

`open_site` reads all pages of a site and `check_site` runs the rules over them; `write_findings` makes the report.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bitext.errors import Refused
    from bitext.finding import Finding
    from bitext.public import align_texts, check_site, compare_texts, compose_page, open_site, write_findings

__all__ = [
    "Finding",
    "Refused",
    "align_texts",
    "check_site",
    "compare_texts",
    "compose_page",
    "open_site",
    "write_findings",
]

_MODULES = {"Finding": "finding", "Refused": "errors"}  # of what does not stand in `public`


def __getattr__(name: str) -> Any:
    """Import what is asked for once it is: a module that needs one part of the library loads no other."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"bitext.{_MODULES.get(name, 'public')}"), name)
