"""What the verbs that read the sources begin with: the option -f, and the sources that it names."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bitext.sources import Sources


def config_option(parser: argparse.ArgumentParser) -> None:
    """-f, for any other site of this shape."""
    parser.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="default: mkdocs.yml")


def open_sources(config_file: Path) -> Sources | None:
    """The sources of the site that `config_file` describes; None, after a sentence that says why, without one."""
    from bitext.finding import Refused
    from bitext.site import Site
    from bitext.sources import Sources

    config = config_file.resolve()
    if not config.is_file():
        print(f"scripts: '{config.name}' is not in '{config.parent}'; name it with -f", file=sys.stderr)
        return None
    try:
        sources = Sources(Site.load(config), config)
        sources.pairs  # noqa: B018 (read here, so that a fault in the configuration is told here)
    except Refused as refused:
        print(refused.shown, file=sys.stderr)
        return None
    return sources
