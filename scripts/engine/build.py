"""Builds a site: all of it or nothing."""

from __future__ import annotations

import gc
from collections.abc import Sequence, Set
from pathlib import Path

from bitext.check.engine import check, chosen_rules
from bitext.errors import Refused
from bitext.finding import Finding, account
from bitext.memo import Memo
from bitext.publish.markdown_copy import page_files
from bitext.site.settings import setting
from bitext.site.site import Site
from bitext.sources import Sources
from bitext.workers import CAN_FORK

from engine import fingerprints
from engine.checking import checking
from engine.faster.up_to_date import Built, Inputs, inputs_of, is_broken, state_of_files
from engine.mkdocs_findings import CannotBuild, collected, refuse_unusable_epoch, refuse_without_hook, translated
from engine.page_cache import PageCache
from engine.staging import is_staging, publish, remove, staging

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
            findings = _with_complaints(findings, more, force)
            files = state_of_files(folder)
            in_one_step = publish(folder, site_dir)
    except Refused as refused:
        raise NothingBuilt(refused.findings, site_dir, sources) from refused
    except OSError as error:
        raise CannotBuild(f"'{site_dir}' cannot be written: {error.strerror or error}") from error
    finally:
        gc.freeze()  # nor at the end of the process, where it takes a second
        gc.enable()
    one_by_one = f"'{site_dir}' cannot be replaced as a whole, as where it is mounted: its files were, one by one"
    problem = cache.problem if in_one_step else one_by_one
    pages, pairs, languages = _read(sources)
    return Built(pages, pairs, languages, findings, problem, inputs if _may_be_kept(sources, cache) else None, files)


def _with_complaints(findings: tuple[Finding, ...], complaints: Sequence[Finding], force: bool) -> tuple[Finding, ...]:
    """What was found, and what MkDocs has complained of at other places. Raises Refused with the complaints if there
    are any, unless what is broken is to be published."""
    if complaints and not force:
        raise Refused(*complaints)
    told = {(finding.path, finding.line, finding.rule) for finding in findings}
    more = [each for each in complaints if (each.path, each.line, each.rule) not in told]
    return tuple(sorted([*findings, *more]))


def _may_be_kept(sources: Sources, cache: PageCache) -> bool:
    """Whether the site is as it would be built again while its files stay the same: an older text that is not at hand
    may come with any fetch."""
    return cache.takes_pages and all(pair.before is not None for pair in sources.pairs if pair.behind)


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
        memo = Memo(cache.memo(fingerprints.code()))
        # An edit costs its own page, not learning anew: a third of the time of a build of 656 pages.
        return Sources(site, config_file, memo, aligns_by_words=False), inputs
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
        from engine.rendered_site import render_site  # MkDocs is loaded while the check goes on

        return render_site(sources, folder, checked, cache, workers=workers, force=force, show=show)


def _refuse_to_replace(site: Site, config_file: Path, site_dir: Path) -> None:
    """Raise CannotBuild when something else is at `site_dir` than a site, or an empty folder, or nothing."""
    if site_dir.exists() and not site_dir.is_dir():
        raise CannotBuild(f"'{site_dir}' is a file; the site needs a folder")
    folders = _source_folders(site)
    if any(source.is_relative_to(site_dir) for source in (config_file, *folders)):
        raise CannotBuild(f"'{site_dir}' holds sources, and the site would take their place")
    if any(site_dir.is_relative_to(folder) for folder in folders):
        raise CannotBuild(f"'{site_dir}' is among the sources, and the site would be one of them")
    if not _holds_a_site_or_nothing(site_dir, site):
        message = "holds something else than a site, and the site would take its place; empty it, or name another"
        raise CannotBuild(f"'{site_dir}' {message}")


def _source_folders(site: Site) -> list[Path]:
    """The folders of the pages in each language, and that of the templates."""
    theme = setting(site.settings, "theme", "custom_dir")
    pages = [site.root / locale.folder for locale in site.locales.values()]
    return [*pages, *([(site.root / str(theme)).resolve()] if theme else [])]


def _holds_a_site_or_nothing(folder: Path, site: Site) -> bool:
    """Whether what is in `folder` may be replaced; what builds have left there that were killed does not count."""
    names = {entry.name for entry in folder.iterdir()} if folder.exists() else set()
    names -= {name for name in names if is_staging(name, folder)}
    may_be_alone = {"index.html", "assets", *site.locales, *_HARMLESS}
    return ".git" not in names and (bool(names & _OF_A_SITE) or names <= may_be_alone)
