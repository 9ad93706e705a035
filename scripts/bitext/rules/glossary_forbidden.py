import re
from collections.abc import Iterator
from functools import lru_cache

from bitext.glossary import read_glossary, unmarked
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("terms", "site")
def glossary_forbidden(sources: Sources) -> Iterator[Report]:
    """A translation has a spelling that its `_glossary.yml` forbids. Code, addresses, labels (bold) and names (italic)
    are exempt.

    Bad: « Attendez l’email de Sage. »
    Good: « Attendez le courriel de Sage. »
    """
    for locale in sources.site.targets:
        forbidden = read_glossary(sources.site, locale).forbidden
        if not forbidden:
            continue
        pattern = _any_of(tuple(forbidden))
        known = {word.casefold(): instead for word, instead in forbidden.items()}
        for path in sorted(path for path, parsed in sources.pages.items() if parsed.page.locale == locale.code):
            for segment in sources.pages[path].segments:
                for match in pattern.finditer(unmarked(segment)):
                    message = f"'{match[0]}' is forbidden by the glossary; write '{known[match[0].casefold()]}'"
                    yield Report(segment.line, message, path=path)


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
