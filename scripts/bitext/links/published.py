"""What a site publishes: its pages and files in each locale, their addresses, and what a wrong name may have meant."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pathspec import GitIgnoreSpec

from bitext.cached import cached_property
from bitext.pages.public_address import public_address
from bitext.site.plugins import plugin_named
from bitext.site.redirects import full_address, old_addresses, page_address
from bitext.site.settings import setting
from bitext.site.site import Locale
from bitext.sources import Sources
from bitext.suggestions import closest

# What MkDocs, its hook and Material write or copy beside the pages.
_GENERATED = re.compile(
    r"(?:sitemap\.xml(?:\.gz)?|404\.html|(?:[\w-]+/)?llms\.txt|robots\.txt|favicon\.ico|apple-touch-icon\.png|search/.*"
    r"|assets/social-[\w-]+\.png|assets/(?:javascripts|stylesheets)/.*"
    r"|assets/images/favicon\.png)"
)


def patterns(settings: Mapping[str, Any], *keys: str, always: Iterable[str] = ()) -> GitIgnoreSpec:
    """The patterns of files that these settings hold, in the manner of .gitignore, and those that are there always."""
    lines = [line for key in keys for line in str(settings.get(key) or "").splitlines()]
    return GitIgnoreSpec.from_lines([*always, *lines])


class Published:
    """The names below each locale's folder that readers can reach; a target locale falls back to the source locale."""

    def __init__(self, sources: Sources) -> None:
        site, settings = sources.site, sources.settings
        self.site = site
        self._sources = sources
        self.address = public_address(settings)
        self.root = "/" + "/".join(self.address.split("/")[3:])  # path of the site's address: '/' or '/guides'
        excluded = patterns(settings, *(["exclude_docs"] if site.composes else []), always=("/templates/",))
        # a link to what must not be read leads somewhere all the same: that it must not is told once
        refused = {
            code: [
                path.removeprefix(f"{locale.folder}/") for path in site.refused if path.startswith(f"{locale.folder}/")
            ]
            for code, locale in site.locales.items()
        }
        self._names = {
            code: {name for name in (*names, *refused[code]) if not excluded.match_file(name)}
            for code, names in site.published.items()
        }
        links = setting(settings, "validation", "links")
        self._levels = links if isinstance(links, Mapping) else {}
        self._nearest: dict[tuple[str, Locale], str] = {}

    def own_names(self, locale: Locale) -> list[str]:
        """The names of the files that a locale has itself, sorted."""
        return sorted(self._names[locale.code])

    @property
    def roots(self) -> Literal["pages", "host", "either"]:
        """What a link of Markdown that begins with '/' means: a file in the folder of the pages, an address of the
        host, or either where the pages do not stand as MkDocs reads them."""
        if self.site.composes or self._levels.get("absolute_links") == "relative_to_docs":
            return "pages"
        return "host" if self.site.layout.is_of_mkdocs else "either"

    def leaves(self, path: str) -> bool:
        """Whether MkDocs leaves the path of a link, which names no file, as it is and says nothing of it: it is then an
        address."""
        if path.startswith("/"):
            return self.roots == "either"
        is_address = path.endswith("/") or not posixpath.splitext(path)[1]
        return is_address and self._levels.get("unrecognized_links", "info") != "warn"

    def without_source(self, path: str) -> str:
        """An address from the host without the source locale before it, which has none."""
        return path.removeprefix(f"/{self.site.source.code}") if path.startswith(f"/{self.site.source.code}/") else path

    def path(self, name: str, locale: Locale) -> str:
        """The file that a name leads to in a locale, from the site's root, or ''."""
        for place in (locale, self.site.source) if self.site.falls_back else (locale,):
            if name in self._names[place.code]:
                return self.site.path(name, place)
        return ""

    def name(self, path: str) -> str:
        """The name of a file below its locale's folder, of its path from the site's root ('' of '')."""
        place = self.site.place(path)
        return place[1] if place else ""

    def is_generated(self, name: str) -> bool:
        """Whether the build, the theme or a plugin puts a file there."""
        if name in self.site.theme_names or _GENERATED.fullmatch(name) is not None:
            return True
        return f"{_plain(name)}.ipynb" in self._notebooks

    def in_another_case(self, name: str, locale: Locale) -> str:
        """The name that differs from this one in nothing but capitals, or ''."""
        return self._folded[locale.code].get(name.casefold(), "")

    def page_of_address(self, address: str, locale: Locale) -> str:
        """The name of the page at an address below its language, in any case and however it ends, or ''."""
        return self._pages[locale.code].get(_plain(address).casefold(), "")

    def page_of_old_address(self, address: str) -> str:
        """The name of the page that was at this address once, or ''."""
        return self._old.get(address.strip("/"), "")

    def nearest(self, name: str, locale: Locale) -> str:
        """The one name that this one must have meant, or '': the page at this address, the same file in another folder,
        or a neighbour that is spelled almost alike."""
        if (name, locale) not in self._nearest:
            self._nearest[name, locale] = self._look_for(name, locale)
        return self._nearest[name, locale]

    def _look_for(self, name: str, locale: Locale) -> str:
        if found := self.page_of_address(name, locale) or self.page_of_old_address(name):
            return found
        folder, base = posixpath.split(name)
        kind = posixpath.splitext(base)[1] or ".md"
        base = base if base.endswith(kind) else base + kind
        homonyms = self._bases[locale.code].get(base, [])
        if len(homonyms) == 1 and base != "index.md":
            return homonyms[0]
        if near := difflib.get_close_matches(f"{folder}/{base}", homonyms, n=1, cutoff=0.9):
            return near[0]
        return self._nearest_sibling(folder, base.removesuffix(kind), kind, locale)

    def _nearest_sibling(self, folder: str, stem: str, kind: str, locale: Locale) -> str:
        """The file of this kind in `folder` whose name is most like `stem`, or ''."""
        siblings = [other for other in self._folders[locale.code].get(folder, []) if other.endswith(kind)]
        stems = {posixpath.basename(other).removesuffix(kind): other for other in siblings}
        return stems.get(closest(stem, stems), "")

    def address_of(self, name: str, locale: Locale) -> str:
        """The address of a page or file from the root of the site, without a slash before it."""
        if not name.endswith(".md"):
            return name if locale == self.site.source else f"{locale.code}/{name}"
        return full_address(name, locale, self.site)

    def at_address(self, address: str) -> tuple[Locale, str] | None:
        """The locale and name of the page or file at an address from the root of the site."""
        address = address.strip("/")
        first, _, rest = address.partition("/")
        locale = self.site.locales.get(first)
        if locale is None or locale == self.site.source:
            locale, rest = self.site.source, address
        if self.path(rest, locale) and not rest.endswith(".md"):
            return locale, rest
        name = self._pages[locale.code].get(_plain(rest).casefold(), "")
        return (locale, name) if name and _plain(self.address_of(name, locale)) == _plain(address) else None

    def _all(self, locale: Locale) -> list[str]:
        fallback = self._names[self.site.source.code] if self.site.falls_back else set()
        return sorted(fallback | self._names[locale.code])

    @cached_property
    def _notebooks(self) -> frozenset[str]:
        """The names of the notebooks that mkdocs-jupyter makes pages of."""
        if plugin_named(self.site.settings, "mkdocs-jupyter") is None:
            return frozenset()
        return frozenset(name for names in self._names.values() for name in names if name.endswith(".ipynb"))

    @cached_property
    def _folded(self) -> dict[str, dict[str, str]]:
        return {
            code: {name.casefold(): name for name in self._all(locale)} for code, locale in self.site.locales.items()
        }

    @cached_property
    def _pages(self) -> dict[str, dict[str, str]]:
        return {
            code: {_plain(page_address(name)).casefold(): name for name in self._all(locale) if name.endswith(".md")}
            for code, locale in self.site.locales.items()
        }

    @cached_property
    def _bases(self) -> dict[str, dict[str, list[str]]]:
        return {code: _grouped(self._all(locale), posixpath.basename) for code, locale in self.site.locales.items()}

    @cached_property
    def _folders(self) -> dict[str, dict[str, list[str]]]:
        return {code: _grouped(self._all(locale), posixpath.dirname) for code, locale in self.site.locales.items()}

    @cached_property
    def _old(self) -> dict[str, str]:
        pages = (parsed.page for parsed in self._sources.pages.values())
        source = self.site.source.code
        old = {old: page.name for page in pages if page.locale == source for old in old_addresses(page)}
        return {address: name for address, name in old.items() if address not in self._taken}

    @cached_property
    def _taken(self) -> frozenset[str]:
        """The addresses of the pages that are there: of some, sections have moved."""
        return frozenset(page_address(name) for name in self.site.page_names(self.site.source))


def _plain(address: str) -> str:
    return re.sub(r"(?:^|/)index(?:\.html)?$|\.html$", "", address.strip("/"))


def _grouped(names: Iterable[str], key: Any) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(key(name), []).append(name)
    return groups
