"""What the verbs that read the sources begin with: the option -f, and the sources that it names."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bitext.errors import Problem

if TYPE_CHECKING:
    from bitext.memo import Memo
    from bitext.sources import Sources


CONFIG = "mkdocs.yml"


def config_option(parser: argparse.ArgumentParser) -> None:
    """-f, for any other site of this shape."""
    help = f"default: {CONFIG} here, or in the nearest folder above that has one"
    parser.add_argument("-f", "--config-file", type=Path, default=nearest_config(Path.cwd()), help=help)


def nearest_config(folder: Path) -> Path:
    """The configuration in `folder` or above it, as git looks for a repository: not above that, nor in a folder of
    another user, whose hooks would be run. Where there is none, the name of one that would be in `folder`."""
    for place in (folder, *folder.parents):
        if (place / CONFIG).is_file() and (place == folder or _is_own(place)):
            return Path(CONFIG) if place == folder else place / CONFIG
        if (place / ".git").exists():
            break
    return Path(CONFIG)


def _is_own(folder: Path) -> bool:
    return not hasattr(os, "geteuid") or folder.stat().st_uid == os.geteuid()


def existing(config_file: Path) -> Path:
    """The configuration at `config_file`, from the root of the disk. Raises Problem when there is none."""
    config = config_file.resolve()
    if config.exists() and not config.is_file():
        raise Problem(f"'{config}' is no file; name 'mkdocs.yml' with -f")
    if not config.is_file():
        raise Problem(f"'{config.name}' is not in '{config.parent}'; name it with -f")
    return config


def kept_memo(config_file: Path) -> Memo:
    """What earlier checks and builds have kept in `.cache/` beside the configuration."""
    from bitext.memo import Memo
    from engine import fingerprints
    from engine.page_cache import PageCache

    return Memo(PageCache(config_file.resolve().parent / ".cache").memo(fingerprints.code()))


def open_sources(config_file: Path, memo: Memo | None = None) -> Sources:
    """The sources of the site that `config_file` describes; memo: of earlier runs. Raises Problem when they cannot be
    opened."""
    from bitext.site.site import Site
    from bitext.sources import Sources

    config = existing(config_file)
    sources = Sources(Site.load(config), config, memo)
    sources.pairs  # noqa: B018 (read here, so that a fault in the configuration is told here)
    return sources


def locales_asked(sources: Sources, codes: Sequence[str]) -> Sequence[str]:
    """The languages of `codes`, all that the site is translated into where there are none. Raises Problem for one that
    it is not."""
    from bitext.finding import nearest

    known = [locale.code for locale in sources.site.targets]
    for code in codes:
        if code not in known:
            languages = ", ".join(f"'{locale}'" for locale in known) or "none"
            suggestion = nearest(code, known) or f"; it has {languages}"
            raise Problem(f"'{code}' is no language that this site is translated into{suggestion}")
    return codes or known
