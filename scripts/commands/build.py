"""Build the site in every language into site/.

The sources are checked along the way. A broken link or page is printed with its file and line, nothing is written, and
the site that was there stays as it was. Where the languages are out of step it says so and builds all the same;
`python3 scripts check` refuses that too. Pages that have not changed since an earlier build are taken from .cache/
beside the configuration, which may be deleted at any time. The last line of the standard error stream says what was
read and built; a terminal also shows the progress.

exit code: 0 built, 1 findings, 2 could not run
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from commands.support.opening import config_option

if TYPE_CHECKING:
    from engine.faster.up_to_date import Built, Inputs
    from engine.page_cache import PageCache


def options(parser: argparse.ArgumentParser) -> None:
    """What `build` understands."""
    config_option(parser)
    parser.add_argument("-d", "--site-dir", type=Path, help="where to write; default: what 'site_dir' says, or site/")
    parser.add_argument("-j", "--workers", type=_count, help="processes to render in; default: one for each processor")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="default: .cache/ beside the configuration")
    parser.add_argument("--no-cache", action="store_true", help="render every page, and keep none")
    parser.add_argument("--force", action="store_true", help="build although something is broken; the exit code is 1")
    parser.add_argument(
        "--debug", action="store_true", help="show the traceback of a failure inside MkDocs or a plugin"
    )


def main(args: argparse.Namespace) -> int:
    """Build; print findings and what was done to the standard error stream."""
    from bitext.finding import account
    from bitext.speed import IS_ON
    from engine.faster.up_to_date import Stamp, is_broken
    from engine.page_cache import PageCache

    started = time.monotonic()
    config: Path = args.config_file.resolve()
    site_dir: Path = (args.site_dir or config.parent / _site_dir(config)).resolve()
    cache = PageCache(_cache_folder(args, config))
    stamp = Stamp(cache, config.parent, site_dir, config.name, str(args.force))
    signal.signal(signal.SIGTERM, _stop)
    kept = stamp.recall() if IS_ON else None
    built = kept or _build(config, site_dir, cache, args, stamp.seen)
    if not kept:
        stamp.keep(built)
    sys.stderr.write("".join(f"{finding.shown}\n" for finding in built.findings))
    if problem := built.problem or cache.problem:
        print(f"scripts: {problem}", file=sys.stderr)
    took = f" in {time.monotonic() - started:.1f} s" if sys.stderr.isatty() else ""
    done = account("already built" if kept else "built", built.pages, built.pairs, built.languages, built.findings)
    print(f"{done}; see {_place(site_dir)}/index.html{took}", file=sys.stderr)
    return 1 if any(map(is_broken, built.findings)) else 0


def _cache_folder(args: argparse.Namespace, config: Path) -> Path | None:
    """Where what is built is kept for the next time; None if it is not to be."""
    return None if args.no_cache else (args.cache or config.parent / ".cache").resolve()


def _place(site_dir: Path) -> Path:
    return site_dir.relative_to(Path.cwd()) if site_dir.is_relative_to(Path.cwd()) else site_dir


def _build(config: Path, site_dir: Path, cache: PageCache, args: argparse.Namespace, seen: Inputs | None) -> Built:
    """What was built. Raises Problem when nothing was."""
    from engine.build import build_site

    workers = args.workers or _processors()
    if args.cache:
        _check_folder(args.cache.resolve())
    show = sys.stderr.isatty()
    return build_site(config, site_dir, workers=workers, cache=cache, force=args.force, show=show, seen=seen)


def _site_dir(config: Path) -> str:
    """What the configuration says of it; it is not read as YAML for a site whose files are as they were."""
    with contextlib.suppress(OSError):
        if re.search(rb"^[\"']?(?:site_dir|INHERIT)\b", config.read_bytes(), re.MULTILINE):
            from bitext.errors import Refused
            from bitext.site.settings import Settings, site_folder

            with contextlib.suppress(Refused):  # said when it is built
                return site_folder(Settings.read(config))
    return "site"


def _count(written: str) -> int:
    if not written.isascii() or not written.isdigit() or int(written) < 1:
        raise argparse.ArgumentTypeError(f"'{written}' is not a number of processes, such as 4")
    return int(written)


def _check_folder(folder: Path) -> None:
    """Refuse a cache that was asked for where there can be none."""
    from engine.mkdocs_findings import CannotBuild

    if file := next((place for place in (folder, *folder.parents) if place.exists() and not place.is_dir()), None):
        raise CannotBuild(f"the cache cannot be in '{folder}': '{file}' is a file")


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    """Unwind, so that nothing is left behind."""
    raise SystemExit(128 + number)


def _processors() -> int:
    """Those that this process may use: a container may have fewer than the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
