import re
from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_TAG = re.compile(r"\s*<(?P<name>[A-Za-z][\w-]*)")
_NOT_READ = re.compile(
    r"<(?P<name>script|style|pre|code|svg|math|textarea)\b.*?</(?P=name)\s*>|<!--.*?-->|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"(?m)^[ \t]*(?:(?:#{1,6}|[-*+]|\d{1,3}\.)[ \t]+\S[^\n]*|\|.*\|[ \t]*$|(?:!!!|\?\?\?)[ ]?\w)"
    r"|(?<!\\)\[[^\[\]\n]+\]\([^()\s]+\)|(?<![*\w])\*\*(?=\S)[^*\n]+\*\*|(?<!`)`[^`\n]+`"
)
_ASKED_FOR = re.compile(r"\s*<[^<>]*\smarkdown\b")


@rule("page")
def markdown_in_html(parsed: ParsedPage) -> Iterator[Report]:
    """Markdown stands within a block of HTML, such as `<details>` or `<div>`, that has no attribute `markdown`: it
    shows as it is written, marks and all, and its links are text.

    Bad: `<details>` with a list in it.
    Good: `<details markdown>`, or better the callout `??? note "More"`.
    """
    for segment in parsed.segments:
        tag = _TAG.match(segment.text) if segment.kind == "html" else None
        if tag is None:
            continue
        text = _NOT_READ.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), segment.text)
        if found := _MARKDOWN.search(text):
            line = segment.line + segment.text.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip()))
            shown = shortened(found[0].strip(), 40)
            name = tag["name"].lower()
            remedy = f"write '<{name} markdown>'"
            if _ASKED_FOR.match(segment.text):
                remedy = f"write '<{name}' without spaces before it"
            elif not parsed.page.dialect.has("md_in_html"):
                remedy += " and add 'md_in_html' to 'markdown_extensions'"
            yield Report(line, f"'{shown}' shows as it is written within '<{name}>'; {remedy}")
