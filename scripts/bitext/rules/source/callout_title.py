import re
from collections.abc import Iterator

from bitext.markdown.prose import line_at, prose
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

# The words behind a type are classes to Python-Markdown (its extension admonition, and pymdownx.details).
_OPENING = re.compile(
    r"\n[ \t>]*(?P<mark>(?:!!!|\?\?\?\+?)[ ]?[\w-]+)[ ]+(?P<words>[^\s\"{][^\n\"{]*?)[ ]*(?P<title>\"[^\n]*\"[ ]*)?"
    r"(?=\n|\Z)"
)
_CLASSES = frozenset("inline end annotate".split())
_A_TITLE = re.compile(r"[A-ZÀ-ÖØ-Þ]|[^\x00-\x7f]|[.,:;!?()'*`]")
_SEVERAL = 3


@rule("page")
def callout_title(parsed: ParsedPage) -> Iterator[Report]:
    """The title of a callout is not in quotation marks: its words become classes, and readers see the name of the type.

    Bad: `!!! note Keep your keys`.
    Good: `!!! note "Keep your keys"`, `!!! note inline end`.
    """
    if "!!!" not in parsed.page.body and "???" not in parsed.page.body:
        return
    text = f"\n{prose(parsed.page.body)}"
    for match in _OPENING.finditer(text):
        words = match["words"]
        if not match["title"] and is_title(words) and not re.search("[«»“”„]", words):
            line = line_at(text, match.start("mark")) - 1 + parsed.page.offset
            wanted = f'{match["mark"]} "{words}"'
            yield Report(line, f"the words behind '{match['mark']}' are no title; write '{wanted}'")


def is_title(words: str) -> bool:
    """Whether the words behind the type of a callout are a title rather than classes."""
    unknown = [word for word in words.split() if word not in _CLASSES and "-" not in word and "_" not in word]
    return bool(unknown) and (len(unknown) >= _SEVERAL or any(map(_A_TITLE.search, unknown)))
