import re
from collections.abc import Iterator

from bitext.languages.language import language_of
from bitext.links.navigation import Label, navigation_labels, plugins_decide, translated_labels
from bitext.rule import Report, rule
from bitext.site.glossary import Glossary
from bitext.site.parsed_page import ParsedPage
from bitext.site.site import Locale
from bitext.sources import Sources

_INDEX = re.compile(r"(?:.*/)?(?:index|README)\.md")


@rule("site")
def navigation_label(sources: Sources) -> Iterator[Report]:
    """A label in `nav` is shown in the source language on translated pages, because `nav_translations` of the language
    does not have it. Names in capitals or with digits, what the glossary keeps and words that are the same need none.

    Bad: `- Help center: https://help.example.org/`, and nothing else.
    Good: `nav_translations: {Help center: Centre d’aide}` with the language.
    """
    if plugins_decide(sources):
        return
    labels = navigation_labels(sources)
    for locale in sources.site.targets:
        known = translated_labels(sources, locale.code)
        kept = _kept(sources, locale)
        for label in labels if known is not None else ():
            if label.text not in (known or ()) and not _is_name(label.text, kept) and _is_shown(sources, label, locale):
                where = f"'nav_translations' of '{locale.code}'"
                message = f"navigation label '{label.text}' is shown in the source language: translate it in {where}"
                yield Report(label.line, message, path=label.file)


def _kept(sources: Sources, locale: Locale) -> frozenset[str]:
    """The words that are the same in a language, in small letters."""
    pages = (parsed for parsed in sources.pages.values() if parsed.page.locale == locale.code)
    glossary = next((parsed.glossary for parsed in pages), Glossary())
    alike = frozenset(language_of(locale.code).like_english.split())
    return alike | {words.casefold() for words in (*glossary.keep, *glossary.labels)}


def _pages_of(sources: Sources, label: Label, locale: Locale) -> list[ParsedPage]:
    """The pages of a language that a label leads to; of a section, its index page."""
    pages = [name.removeprefix("./") for name in label.leads_to if not label.is_section or _INDEX.fullmatch(name)]
    return [sources.pages[path] for name in pages if (path := sources.site.path(name, locale)) in sources.pages]


def _is_shown(sources: Sources, label: Label, locale: Locale) -> bool:
    """Whether readers of a language see the label: not where a title of the page takes its place, or none is there."""
    site = sources.site
    if not label.is_section and re.match(r"[a-z][a-z0-9+.-]*:|//|/|#", label.leads_to[0], re.IGNORECASE):
        return True
    there = _pages_of(sources, label, locale)
    if label.is_section:
        stands_in = _pages_of(sources, label, site.source) if site.falls_back else []  # 'page-missing' tells that
        return not (site.composes and (there or stands_in))
    return bool(there) and not (site.composes and {"title", "nav_title"} & set(there[0].page.meta))


def _is_name(text: str, kept: frozenset[str]) -> bool:
    if text.casefold() in kept or not text.isascii():
        return True
    return all(
        word.casefold() in kept or word[1:] != word[1:].lower() or any(map(str.isdigit, word)) or len(word) == 1
        for word in re.findall(r"[\w'.-]+", text)
    )
