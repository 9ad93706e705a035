"""A site rendered into a folder while its sources are checked, and what that found."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bitext.built.provenance import shown
from bitext.built.read_built import read_built
from bitext.check.engine import check, chosen_rules
from bitext.errors import Refused
from bitext.finding import Finding
from bitext.pages.public_address import public_address
from bitext.site.settings import site_folder
from bitext.sources import Sources
from bitext.tree import files_below
from mkdocs.config.defaults import MkDocsConfig

from engine import fingerprints
from engine.checking import Checking
from engine.markup_authors import markup_authors, with_author
from engine.mkdocs_order import build_in_order
from engine.page_cache import PageCache
from engine.plugin_events import need_mkdocs_order
from engine.rendering import Outcome, Rendering, render_all
from engine.shared_sources import shared
from engine.site import OpenSite, load_anew
from engine.whole_site import complete


def render_site(
    sources: Sources, folder: Path, checked: Checking, cache: PageCache, *, workers: int, force: bool, show: bool
) -> tuple[tuple[Finding, ...], Set[str]]:
    """Render the site into `folder`. Returns what was found, and the files of pages that were written, by their paths
    below it. Raises Refused when pages cannot be rendered, unless `force` is set."""
    config = load_anew(sources.config, site_dir=str(folder))
    if unknown := fingerprints.unknown(config):
        cache.leave_pages(f"nothing is known of what they depend on for the sake of {unknown}")
    if need_mkdocs_order(config):
        findings = checked.findings()
        gc.enable()  # MkDocs makes a parser for each page
        with markup_authors(config) as authors:
            build_in_order(sources, config)
        blocked = _blocked(sources, folder)
        told = (replace(each, message=with_author(each.message, authors)) for each in blocked)
        return tuple(sorted([*findings, *told])), frozenset(files_below(folder))
    site = _open_site(sources, folder, config, cache, checked)
    outcomes = _render_pages(Rendering(site, checked, cache), workers, show)
    findings = _with_faults(checked.findings(), outcomes, force)
    _finish(site, outcomes, cache)
    return findings, frozenset(_published(site, outcomes, folder))


def _open_site(sources: Sources, folder: Path, config: MkDocsConfig, cache: PageCache, checked: Checking) -> OpenSite:
    try:
        return OpenSite(sources, folder, config, cache=cache)
    except Exception:
        checked.findings()  # what is wrong with the sources is told before what comes of it
        raise


def _render_pages(rendering: Rendering, workers: int, show: bool) -> list[Outcome]:
    """Write what does not depend on single pages, then all pages."""
    locales = rendering.site.locales.values()
    for locale in locales:
        locale.write_static_files()
        locale.write_templates()
    names = list(dict.fromkeys(name for locale in locales for name in locale.pages))
    with _progress(len(names), show) as advance:
        outcomes = render_all(rendering, names, workers, advance)
    cache = rendering.cache
    cache.problem = next((each.problem for each in outcomes if each.problem), cache.problem)
    return outcomes


def _with_faults(findings: tuple[Finding, ...], outcomes: Iterable[Outcome], force: bool) -> tuple[Finding, ...]:
    """The findings of the check, and why pages could not be rendered. Raises Refused if some could not."""
    faults = {fault for outcome in outcomes for fault in outcome.faults} - {*findings}
    findings = tuple(sorted([*findings, *faults]))
    if faults and not force:
        raise Refused(*findings)
    return findings


def _finish(site: OpenSite, outcomes: Iterable[Outcome], cache: PageCache) -> None:
    """Let the cache forget pages that are gone, and write what needs all pages."""
    cache.forget_others({f"{code}/{name}" for code, locale in site.locales.items() for name in locale.pages})
    for code, locale in site.locales.items():
        locale.finish({outcome.name: outcome.pages[code] for outcome in outcomes if code in outcome.pages})
    complete(site.locales[shared().site.source.code].config)


def _blocked(sources: Sources, folder: Path) -> Iterator[Finding]:
    """What plugins and hooks have put into the pages in `folder`, and the policy of the site blocks. What nobody has
    written is told where it is published."""
    built = read_built(sources.site, folder, public_address(sources.settings))
    top = f"{shown(built, '')}/"
    for finding in check(sources, chosen_rules(["site-policy"], with_built=True), built).findings:
        path = finding.path.removeprefix(top)
        is_built = path != finding.path
        yield replace(finding, path=f"{site_folder(sources.settings)}/{path}") if is_built else finding


def _published(site: OpenSite, outcomes: Iterable[Outcome], folder: Path) -> Iterator[str]:
    """The files of the pages that were made, by their paths below `folder`."""
    for outcome in outcomes:
        for code, page in outcome.pages.items():
            yield Path(site.locales[code].pages[outcome.name].abs_dest_path).relative_to(folder).as_posix()
            yield from page["beside"]


@contextmanager
def _progress(pages: int, show: bool) -> Iterator[Callable[[int], None]]:
    """Shows how many of the `pages` are done, as the function it gives is told of each few."""
    if not show:
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # without a thread that draws it: processes are forked meanwhile
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        task = progress.add_task("Building", total=pages)
        yield lambda done: progress.update(task, advance=done, refresh=True)
