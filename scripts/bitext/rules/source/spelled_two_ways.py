import re
from collections.abc import Iterator

from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_NUMBERED = re.compile(r"[A-Z][A-Za-z]++[ \u00a0\u202f]?\d{2,}+[a-z]*+")
_CAPITAL_INSIDE = re.compile(r"[A-Z][a-z]{2,20}+(?>(?:[A-Z][a-z]{2,20}+){1,4})")
_WHOLE = r"(?<![\w./@-])(?:{})(?![\w/@-]|\.\w)"


@rule("page")
def spelled_two_ways(parsed: ParsedPage) -> Iterator[Report]:
    """A page spells the name of a product in two ways that differ in capitals or spaces only. Two spellings in one
    sentence are meant.

    Bad: 'Sage200' in one step and 'Sage 200' in the next; 'QuickBooks' and 'Quickbooks'.
    Good: 'Sage 200' throughout.
    """
    doubtful = {key: spellings for key, spellings in _spellings(parsed.page.body).items() if len(spellings) > 1}
    if not doubtful:
        return
    pattern = re.compile(_WHOLE.format("|".join(sorted(set().union(*doubtful.values())))))
    first: dict[str, tuple[str, int]] = {}
    told: set[str] = set()
    for segment in parsed.segments:
        names = set(pattern.findall(_plain(segment.prose)))
        keys = [_key(name) for name in names]
        for key, name in sorted(zip(keys, names, strict=True)):
            other, line = first.setdefault(key, (name, segment.line))
            if name != other and name not in told and keys.count(key) == 1:
                told.add(name)
                yield Report(segment.line, f"'{name}' is '{other}' in line {line}")


def _spellings(text: str) -> dict[str, set[str]]:
    """The names of products in a text, each with its spellings."""
    inside = set(_CAPITAL_INSIDE.findall(text))
    flat = {name.capitalize() for name in inside}
    found: dict[str, set[str]] = {}
    for name in inside | {name for name in flat if name in text} | set(map(_plain, _NUMBERED.findall(text))):
        found.setdefault(_key(name), set()).add(name)
    return found


def _plain(name: str) -> str:
    return re.sub(r"\s", " ", name)


def _key(name: str) -> str:
    return name.replace(" ", "").lower()
