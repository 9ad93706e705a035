"""The sources of the site that is rendered, read once and shared by the hooks of every locale."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bitext.compose.texts import Composed
from bitext.links.moved_sections import by_old_page
from bitext.publish.markdown_copy import Edition
from bitext.publish.search import former_names
from bitext.site.site import Locale, Site
from bitext.sources import Sources
from bitext.translating.last_changed import LastChanges

from engine.page_cache import PageCache

if TYPE_CHECKING:
    from mkdocs.structure.nav import Navigation

    from engine.site_pictures import SitePictures


class Shared:
    """sources: of the site; found: what the pages rendered so far give to the search, as JSON; entries: the same by
    locale, where it is known already; gathers_search: whether pages are read for it; search: its files, by their paths;
    editions: of the pages as Markdown, by locale; policy: what pages may load and run; writers: the navigation of their
    pages, by locale; last_changes: of the texts of pages; pictures: of each locale; cache: of what earlier
    builds have made; beside: the files that come with a page that is rendered alone, by their paths below the site."""

    def __init__(self, sources: Sources, cache: PageCache) -> None:
        self._sources = sources
        self.cache = cache
        self.found: list[str] = []
        self.entries: dict[str, list[str]] = {}
        self.gathers_search = True
        self.search: dict[str, str] = {}
        self.policy = ""
        self.last_changes = LastChanges(sources)
        self.editions: dict[str, Edition] = {}
        self.writers: dict[str, Navigation] = {}
        self.pictures: dict[str, SitePictures] = {}
        self.beside: dict[str, str] | None = None
        self._former_names: dict[str, Mapping[str, str]] = {}
        self._moved_sections: Mapping[str, Mapping[str, str]] | None = None

    @property
    def sources(self) -> Sources:
        """The sources as they are now."""
        return self._sources

    def take(self, sources: Sources) -> None:
        """Render these sources from now on: the same site at another time."""
        self._sources = sources
        self.last_changes = self.last_changes.of(sources)

    @property
    def site(self) -> Site:
        """The site as the library sees it."""
        return self.sources.site

    def former_names(self, locale: Locale) -> Mapping[str, str]:
        """By the name of each page of a locale, what its product was called before."""
        if locale.code not in self._former_names:
            self._former_names[locale.code] = former_names(self.site, locale)
        return self._former_names[locale.code]

    @property
    def moved_sections(self) -> Mapping[str, Mapping[str, str]]:
        """By the name of each page that sections have left, their old anchors, and where each is now."""
        if self._moved_sections is None:
            self._moved_sections = by_old_page(self.site)
        return self._moved_sections

    def forget_front_matter(self) -> None:
        """Work out anew what comes from the front matter of all pages."""
        self._former_names.clear()
        self._moved_sections = None

    def write(self, path: str, text: str, site_dir: str) -> None:
        """Write a file that comes with the page that is rendered, or keep it with that page."""
        if self.beside is None:
            file = Path(site_dir, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        else:
            self.beside[path] = text

    def composed(self, path: str) -> Composed:
        """The page at `path` as it is rendered. Raises Refused."""
        return self.sources.compose(path)


_current: list[Shared] = []  # MkDocs calls the hooks as functions of a module: they have no other place to look at


def share(sources: Sources, cache: PageCache | None = None) -> Shared:
    """Make `sources` what the hooks render from now on. cache: of what earlier builds have made of them."""
    return make_current(Shared(sources, cache or PageCache(None)))


def make_current(found: Shared) -> Shared:
    """Make this what the hooks render from now on: one site of several that are open."""
    _current[:] = [found]
    return found


_handed_over: list[Sources] = []


def hand_over(sources: Sources) -> None:
    """Let `sources` be what is read next."""
    _handed_over[:] = [sources]


def read(config: Path, *, drafts: bool = False) -> Shared:
    """Read the site that `config` describes, or take what was handed over. Raises Refused with all that keeps its pages
    from being composed."""
    sources = _handed_over.pop() if _handed_over else Sources(Site.load(config, drafts=drafts), config)
    sources.compose_all()
    return share(sources)


def shared() -> Shared:
    """What is rendered now."""
    return _current[0]
