"""Follows the links of a site to other hosts, with a progress bar on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bitext.links.external import Options, follow
from bitext.links.linked import external_links
from bitext.sources import Sources
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

CACHE = ".cache/links.json"


def follow_links(sources: Sources, days: float) -> Sources:
    """Follow the links to other hosts, and return the sources with what became of them. What was alive less than `days`
    ago is taken from the cache beside mkdocs.yml."""
    urls = {link.target for link in external_links(sources)}
    with _bar(sys.stderr.isatty()) as progress:
        return sources.following(follow(urls, sources.site.root / CACHE, Options(days=days, progress=progress)))


@contextmanager
def _bar(show: bool) -> Iterator[Callable[[int, int], None]]:
    if not show:
        yield lambda done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Following links")
        yield lambda done, total: progress.update(task, completed=done, total=total)
