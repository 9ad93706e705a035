"""The links to other languages in the header of each page, which lead where mkdocs-static-i18n and Material let them.

`fixed_link` and `link` of a language, the language 'null' and a list under `extra: alternate` say where a link leads
from the home pages; from any other page it leads to that page in the other language, if it is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bitext.site.settings import setting
from bitext.site.site import Locale, Site
from mkdocs.config.defaults import MkDocsConfig

_NO_LANGUAGE = "null"  # of a link that stands among the languages, such as one to a page for translators


@dataclass(frozen=True)
class LanguageLink:
    """name: what readers see; url: from the root of the site, or absolute; tag: of the language, '' for a link to none;
    locale: of a language that the site is built in; same_page: it leads to the page in that language, and can keep the
    section."""

    name: str
    url: str
    tag: str
    locale: Locale | None
    same_page: bool


class LanguageSwitch:
    """The languages that readers of a site can choose."""

    def __init__(self, config: MkDocsConfig, site: Site, settings: Mapping[str, Any]) -> None:
        """settings: of mkdocs.yml as they are written."""
        self._site = site
        self._base = urlsplit(config.site_url or "").path.rstrip("/")
        self._suffix = "" if config.use_directory_urls else "index.html"
        listed = setting(settings, "extra", "alternate")
        plugin: Any = config.plugins["i18n"]
        found = _listed(listed) if isinstance(listed, list) else self._configured(plugin.config.languages)
        self._languages = [each for each in found if each[2] or each[0] in site.locales]

    def links(self, current: Locale, counterparts: Mapping[str, str], *, is_home: bool) -> list[LanguageLink]:
        """The links on a page of the locale `current`, in the order of mkdocs.yml. counterparts: by the code of a
        language, the address of the page in it."""
        return [
            self._link(code, name, given, "" if given and is_home else counterparts.get(code, ""))
            for code, name, given in self._languages
            if code != current.code
        ]

    def _link(self, code: str, name: str, given: str, counterpart: str) -> LanguageLink:
        locale = self._site.locales.get(code)
        if locale is None:
            return LanguageLink(name, given, "" if code == _NO_LANGUAGE else code, None, same_page=False)
        home = self._site.home(locale)
        same_page = bool(counterpart) or given == f"{self._base}/{home}"
        return LanguageLink(name, counterpart or given or home, locale.tag, locale, same_page)

    def _configured(self, languages: list[Any]) -> Iterator[tuple[str, str, str]]:
        """Code and name of each language, and the address that it is given, or ''."""
        for each in languages:
            is_default = each.link == ("/" if each.default else f"/{each.locale}/")  # the plugin has put it in
            link = "" if is_default else self._base + each.link + self._suffix
            if each.build or each.locale == _NO_LANGUAGE:
                yield each.locale, each.name, each.fixed_link or link


def _listed(links: list[Any]) -> Iterator[tuple[str, str, str]]:
    """The same of a list under `extra: alternate`."""
    for each in links:
        yield str(each.get("lang") or _NO_LANGUAGE), str(each["name"]), str(each["link"])


def is_home(url: str, locale: Locale) -> bool:
    """Whether a page has an address from which mkdocs-static-i18n does not lead to counterparts."""
    return url.rstrip("/") in ("", ".", locale.code)
