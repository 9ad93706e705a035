"""What a page says of the languages it is written in: links, `hreflang`, names, direction, dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import babel
from babel.dates import format_date
from bitext.languages.language import language_of
from bitext.site.site import Locale
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from engine.language_switch import LanguageLink, LanguageSwitch, is_home
from engine.page_sources import is_translated, locale_of, source_page
from engine.shared_sources import shared


@cache
def _in_cldr(locale: Locale) -> babel.Locale:
    """What CLDR knows of a language."""
    return babel.Locale.parse(locale.tag, sep="-")


def direction(config: MkDocsConfig) -> str:
    """The attribute `dir` of text in the source language, where a page in this locale is written the other way."""
    ours, theirs = (_in_cldr(each) for each in (locale_of(config), shared().site.source))
    different = ours.character_order != theirs.character_order
    return f' dir="{theirs.text_direction}"' if different else ""


def source_address(page: Page, config: MkDocsConfig) -> str:
    """The full address of the page in the source locale."""
    return f"{config.site_url or ''}{page.file.url.removeprefix(shared().site.home(locale_of(config)))}"


@cache
def _with_territory(locale: Locale) -> str:
    """A language with a territory, as Open Graph has it: 'fr_CA', or that where most speak it ('en_US')."""
    found = _in_cldr(locale)
    likely = babel.Locale.parse(babel.core.get_global("likely_subtags").get(str(found), str(found)))
    return f"{found.language}_{found.territory or likely.territory or found.language.upper()}"


def in_languages(page: Page, config: MkDocsConfig) -> dict[str, Any]:
    """For the template of a page: where it stands in each language, whether it is translated, and what others are told
    of that: search engines (`hreflang`) and social networks."""
    locale, source = locale_of(config), shared().site.source
    translated = is_translated(page, config)
    alternates = _alternates(page, locale)
    others = [each["locale"] for each in alternates if each["translated"] and not each["current"]]
    return {
        "alternates": alternates,
        "language_links": language_links(config, alternates, page.url),
        "translated": translated,
        "hreflang": _hreflang(alternates, config) if translated else [],
        "social_locale": _with_territory(locale if translated else source),
        "social_alternates": [_with_territory(other) for other in others] if translated else [],
    }


def _alternates(page: Page, current: Locale) -> list[dict[str, Any]]:
    """The page in each language: its address, whether it is translated, and the anchors that it has there."""
    found: Mapping[str, Any] = page.file.alternates  # type: ignore[attr-defined]  # set by mkdocs-static-i18n
    return [
        {
            "locale": locale,
            "url": file.url,
            "current": locale == current,
            "translated": file.locale == code,
            "anchors": frozenset(shared().composed(source_page(file).path).anchors),
        }
        for code, locale in shared().site.locales.items()
        if (file := found.get(code)) is not None
    ]


def _hreflang(alternates: list[dict[str, Any]], config: MkDocsConfig) -> list[tuple[str, str]]:
    """Language and full address of a page in each language that it is written in; none without the site's address."""
    if not config.site_url:
        return []
    written = [each for each in alternates if each["translated"]]
    addresses = {each["locale"]: config.site_url + each["url"].removeprefix("./") for each in written}
    default = addresses.get(shared().site.source)
    return [(locale.tag, url) for locale, url in addresses.items()] + ([("x-default", default)] if default else [])


def language_name(locale: Locale, reader: Locale) -> str:
    """What a reader's language calls another: 'French', 'anglais'; its own name where CLDR has none."""
    own, other = (_in_cldr(each) for each in (reader, locale))
    return str(own.languages.get(other.language, locale.name))


def language_links(config: MkDocsConfig, alternates: list[dict[str, Any]], url: str = "") -> list[LanguageLink]:
    """The links to other languages on the page with this `url`."""
    locale, addresses = locale_of(config), {each["locale"].code: each["url"] for each in alternates}
    switch = LanguageSwitch(config, shared().site, shared().sources.settings)
    return switch.links(locale, addresses, is_home=is_home(url, locale))


def in_words(day: date, locale: Locale) -> str:
    """A day as it is written out in the language: 'November 20, 2026', '20 novembre 2026', '1er décembre 2026'."""
    written = format_date(day, "long", _in_cldr(locale))
    first = language_of(locale.tag).first_of_month  # CLDR says '1'
    return f"{first}{written[1:]}" if first and day.day == 1 else written
