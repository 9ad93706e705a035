"""Builds a site: all of it or nothing."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bitext.built.provenance import shown
from bitext.built.read_built import read_built
from bitext.check.engine import check, chosen_rules
from bitext.finding import Finding, Refused, account
from bitext.memo import Memo
from bitext.pages.public_address import public_address
from bitext.publish.markdown_copy import page_files
from bitext.site.settings import read_settings, setting, site_folder
from bitext.site.site import Site
from bitext.sources import Sources
from bitext.tree import files_below
from bitext.workers import CAN_FORK

from engine import fingerprints
from engine.checking import checking
from engine.faster.up_to_date import Built, Inputs, inputs_of, is_broken, state_of_files
from engine.mkdocs_findings import CannotBuild, collected, refuse_unusable_epoch, refuse_without_hook, translated
from engine.page_cache import PageCache
from engine.staging import is_staging, publish, remove, staging

if TYPE_CHECKING:
    from engine.rendering import Outcome
    from engine.site import OpenSite

_OF_A_SITE = {"sitemap.xml", "404.html", "search", "llms.txt", "_headers"}  # where one of these is, a site is
_HARMLESS = {".gitignore", ".gitkeep", ".keep", ".nojekyll", "CNAME", "lost+found"}


class NothingBuilt(Refused):
    """A site that was not built. sources: of one that could be opened."""

    def __init__(self, findings: Sequence[Finding], site_dir: Path, sources: Sources | None = None) -> None:
        super().__init__(*findings)
        self.code = 1 if sources else 2
        kept = f"; {site_dir.name}/ is as it was" if site_dir.exists() else ""
        self._account = account("nothing built of", *(_read(sources) if sources else (0, 0, ())), self.findings) + kept

    @property
    def shown(self) -> str:
        """The findings, and what was read."""
        return f"{super().shown}\n{self._account}"


def build_site(
    config_file: Path,
    site_dir: Path,
    *,
    workers: int,
    cache: PageCache,
    force: bool = False,
    show: bool = False,
    seen: Inputs | None = None,
) -> Built:
    """Build the site that `config_file` describes and put it in the place of `site_dir`, all of it or nothing.

    workers: processes to render in; cache: of what earlier builds have made. Neither changes a byte of what
    is built. force: publish what is broken, too, as far as it can be rendered; show: the progress, on a terminal; seen:
    what is to be read, as it was a moment ago.

    Raises NothingBuilt with every finding, and CannotBuild when MkDocs or a plugin fails otherwise.
    """
    if not config_file.is_file():
        raise CannotBuild(f"'{config_file.name}' is not in '{config_file.parent}'; name it with -f")
    sources, inputs = _opened(config_file, site_dir, cache, seen)
    site = sources.site
    try:
        with staging(site_dir, cache.spare, frozenset(page_files(site))) as (folder, there):
            with collected(site, config_file) as complaints:
                findings, published = _build(sources, folder, workers, cache, force, show)
            for path in there - published:
                remove(folder, path)
            more = translated(complaints, site, config_file, but_links=force)  # the check has told them
            if more and not force:
                raise Refused(*more)
            told = {(finding.path, finding.line, finding.rule) for finding in findings}
            more = [each for each in more if (each.path, each.line, each.rule) not in told]
            findings = tuple(sorted([*findings, *more]))
            files = state_of_files(folder)
            in_one_step = publish(folder, site_dir)
    except Refused as refused:
        raise NothingBuilt(refused.findings, site_dir, sources) from refused
    except OSError as error:
        raise CannotBuild(f"'{site_dir}' cannot be written: {error.strerror or error}") from error
    finally:
        gc.freeze()  # nor at the end of the process, where it takes a second
        gc.enable()
    # an older text that is not at hand may come with any fetch
    is_known = cache.takes_pages and all(pair.before is not None for pair in sources.pairs if pair.behind)
    one_by_one = f"'{site_dir}' cannot be replaced as a whole, as where it is mounted: its files were, one by one"
    problem = cache.problem if in_one_step else one_by_one
    pages, pairs, languages = _read(sources)
    return Built(pages, pairs, languages, findings, problem, inputs if is_known else None, files)


def _opened(config_file: Path, site_dir: Path, cache: PageCache, seen: Inputs | None) -> tuple[Sources, Inputs]:
    """The sources of a site that may be put at `site_dir`, and what they were read from. Until the end of the build
    nobody looks for garbage: what is read stays, and looking takes a seventh of the time."""
    try:
        site = Site.load(config_file)
        refuse_without_hook(site, config_file)
        refuse_unusable_epoch()
        _refuse_to_replace(site, config_file, site_dir)
        inputs = inputs_of(site, config_file, seen)
        gc.disable()
        return Sources(site, config_file, Memo(cache.memo(fingerprints.code()))), inputs
    except Refused as refused:
        raise NothingBuilt(refused.findings, site_dir) from refused


def _read(sources: Sources) -> tuple[int, int, Sequence[str]]:
    """The number of pages in all languages and of pairs, and the codes of the languages."""
    site = sources.site
    return len(site.published_names(site.source)) * len(site.locales), len(sources.pairs), list(site.locales)


def _build(
    sources: Sources, folder: Path, workers: int, cache: PageCache, force: bool, show: bool
) -> tuple[tuple[Finding, ...], Set[str]]:
    """What was found, and the files of pages that were written."""
    rules = chosen_rules(skip=["meaning"])  # which nobody waits for
    if sources.site_refusals:
        raise Refused(*check(sources, rules).findings)

    def refuse(findings: Sequence[Finding], some_cannot_be_composed: bool) -> None:
        broken = [finding for finding in findings if is_broken(finding)]
        if broken and (not force or some_cannot_be_composed):
            raise Refused(*broken)

    with checking(sources, rules, cache, refuse, workers=workers if CAN_FORK else 1) as checked:
        from engine.hooks import complete  # MkDocs is loaded while the check goes on
        from engine.markup_authors import markup_authors, with_author
        from engine.mkdocs_order import build_in_order
        from engine.plugin_events import need_mkdocs_order
        from engine.rendering import Rendering, render_all
        from engine.shared_sources import shared
        from engine.site import OpenSite, load_anew

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
        try:
            site = OpenSite(sources, folder, config)
        except Exception:
            checked.findings()  # what is wrong with the sources is told before what comes of it
            raise
        shared().cache = cache
        for locale in site.locales.values():
            locale.write_static_files()
            locale.write_templates()
        names = list(dict.fromkeys(name for locale in site.locales.values() for name in locale.pages))
        with _progress(len(names), show) as advance:
            outcomes = render_all(Rendering(site, checked, cache), names, workers, advance)
        cache.problem = next((each.problem for each in outcomes if each.problem), cache.problem)
        findings = checked.findings()
        faults = {fault for outcome in outcomes for fault in outcome.faults} - {*findings}
        findings = tuple(sorted([*findings, *faults]))
        if faults and not force:
            raise Refused(*findings)
    cache.forget_others({f"{code}/{name}" for code, locale in site.locales.items() for name in locale.pages})
    for code, locale in site.locales.items():
        locale.finish({outcome.name: outcome.pages[code] for outcome in outcomes if code in outcome.pages})
    complete(site.locales[sources.site.source.code].config)
    return findings, frozenset(_published(site, outcomes, folder))


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


def _refuse_to_replace(site: Site, config_file: Path, site_dir: Path) -> None:
    """Raise CannotBuild when something else is at `site_dir` than a site, or an empty folder, or nothing."""
    if site_dir.exists() and not site_dir.is_dir():
        raise CannotBuild(f"'{site_dir}' is a file; the site needs a folder")
    settings = read_settings(config_file)
    theme = setting(settings, "theme", "custom_dir")
    pages = [site.root / locale.folder for locale in site.locales.values()]
    folders = [*pages, *([(site.root / str(theme)).resolve()] if theme else [])]
    if any(source.is_relative_to(site_dir) for source in (config_file, *folders)):
        raise CannotBuild(f"'{site_dir}' holds sources, and the site would take their place")
    if any(site_dir.is_relative_to(folder) for folder in folders):
        raise CannotBuild(f"'{site_dir}' is among the sources, and the site would be one of them")
    there = {entry.name for entry in site_dir.iterdir()} if site_dir.exists() else set()
    there -= {name for name in there if is_staging(name, site_dir)}  # of a build that was killed
    may_be_alone = {"index.html", "assets", *site.locales, *_HARMLESS}
    if ".git" in there or not (there & _OF_A_SITE or there <= may_be_alone):
        message = "holds something else than a site, and the site would take its place; empty it, or name another"
        raise CannotBuild(f"'{site_dir}' {message}")


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
