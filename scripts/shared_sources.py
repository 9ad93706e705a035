"""The sources of the site that is rendered, read once and shared by the hooks of every locale."""

from __future__ import annotations

from pathlib import Path

from bitext.compose import Composed
from bitext.markdown_copy import Edition
from bitext.site import Site
from bitext.sources import Sources
from mkdocs.utils import write_file


class Shared:
    """sources: of the site; entries: of each locale, for the index of its search, if they are known already; search:
    where the index of each locale is written, and what it holds; names: of each locale, the former names of products,
    by address; editions: of the pages as Markdown, by locale; policy: what pages may load and run; beside: the files
    that come with a page that is rendered alone, by their paths below the site."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.entries: dict[str, list[str]] = {}
        self.search: dict[str, str] = {}
        self.policy = ""
        self.editions: dict[str, Edition] = {}
        self.beside: dict[str, str] | None = None
        self.names: dict[str, dict[str, str]] = {}

    @property
    def site(self) -> Site:
        """The site as the library sees it."""
        return self.sources.site

    def write(self, path: str, text: str, site_dir: str) -> None:
        """Write a file that comes with the page that is rendered, or keep it with that page."""
        if self.beside is None:
            write_file(text.encode(), str(Path(site_dir, path)))
        else:
            self.beside[path] = text

    def composed(self, path: str) -> Composed:
        """The page at `path` as it is rendered. Raises Refused."""
        return self.sources.compose(path)


_current: list[Shared] = []


def share(sources: Sources) -> Shared:
    """Make `sources` what the hooks render from now on."""
    _current[:] = [Shared(sources)]
    return _current[0]


def read(config: Path) -> Shared:
    """Read the site that `config` describes. Raises Refused with all that keeps its pages from being composed."""
    sources = Sources(Site.load(config), config)
    sources.compose_all()
    return share(sources)


def shared() -> Shared:
    """What is rendered now."""
    return _current[0]
