import re
from collections.abc import Iterator
from functools import lru_cache

from bitext.rule import Report, rule
from bitext.site.glossary import unmarked
from bitext.site.parsed_page import ParsedPage


@rule("page")
def glossary_forbidden(parsed: ParsedPage) -> Iterator[Report]:
    """A translation has a spelling that its `_glossary.yml` forbids. Code, addresses, labels (bold) and names (italic)
    are exempt.

    Bad: « Attendez l’email de Sage. »
    Good: « Attendez le courriel de Sage. »
    """
    forbidden = parsed.glossary.forbidden
    if not forbidden:
        return
    pattern = _any_of(tuple(forbidden))
    known = {word.casefold(): instead for word, instead in forbidden.items()}
    for segment in parsed.segments:
        for match in pattern.finditer(unmarked(segment)):
            message = f"'{match[0]}' is forbidden by the glossary; write '{known[match[0].casefold()]}'"
            yield Report(segment.line, message)


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
