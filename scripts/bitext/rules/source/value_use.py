from collections.abc import Iterator
from contextlib import suppress
from itertools import filterfalse
from operator import attrgetter

from bitext.errors import Refused
from bitext.markdown.line_marks import has_tags
from bitext.pages.included import included_names
from bitext.pages.own_values import NAME, Mention, mentions
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def value_use(sources: Sources) -> Iterator[Report]:
    """A page uses a value of the reader's own without a field that asks for it, asks for it twice, or asks for what it
    does not use. In tabs that exclude each other, each may ask once.

    Bad: `{{ value.account_number }}` on a page without `{{ value.account_number | field }}`.
    Good: `Find {{ value.account_number | field }}.` and, further down, `Enter {{ value.account_number }}.`
    """
    for path, parsed in sources.pages.items():
        if path in sources.snippets or not _has_values(sources, path, parsed.page.body, set()):
            continue
        with suppress(Refused):  # the engine tells why it cannot be composed
            expanded = sources.expanded(path)
            for line, message in _faults(mentions(expanded.text)):
                where, at = expanded.origins[line - 1]
                yield Report(at, message, path=where)


def _has_values(sources: Sources, path: str, body: str, seen: set[str]) -> bool:
    """Whether a page or a snippet that it includes names a value."""
    if not has_tags(body):
        return False
    if f"{NAME}." in body or f"{NAME}[" in body:
        return True
    for name in included_names(body):
        snippet = sources.site.snippet_path(name, sources.locale_of(path))
        if snippet and snippet not in seen and snippet in sources.pages:
            seen.add(snippet)
            if _has_values(sources, path, sources.pages[snippet].page.body, seen):
                return True
    return False


def _faults(found: list[Mention]) -> Iterator[tuple[int, str]]:
    fields = list(filter(attrgetter("is_field"), found))
    uses = list(filterfalse(attrgetter("is_field"), found))
    told = {mention.name for mention in fields}
    for mention in uses:
        if mention.name not in told:
            told.add(mention.name)
            yield mention.line, f"value '{mention.name}' is used, but no field on the page asks for it"
    told = {mention.name for mention in uses}
    for index, mention in enumerate(fields):
        if any(_meet(mention, other) for other in fields[:index]):
            yield mention.line, f"value '{mention.name}' is asked for twice"
        elif mention.name not in told:
            told.add(mention.name)
            yield mention.line, f"value '{mention.name}' is asked for, but the page doesn't use it"


def _meet(one: Mention, other: Mention) -> bool:
    """Whether a reader meets both, for one is not in a tab that the other is not in."""
    length = min(len(one.tabs), len(other.tabs))
    return one.name == other.name and one.tabs[:length] == other.tabs[:length]
