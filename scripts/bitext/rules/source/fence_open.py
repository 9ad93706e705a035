import re
from collections.abc import Iterator

from bitext.compose.unread_blocks import Fence, unread_fences
from bitext.markdown.dialect import Dialect
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_NO_BREAK = re.compile("[\u00a0\u202f]")  # a matter of the rule no-break-space
_UNQUOTED = re.compile(r"(?P<key>[\w-]+)=(?P<value>[^\s\"'{}]+)")
_OPTION = re.compile(r"(?P<key>[\w-]+)(?:=(?:\"[^\"]*\"|'[^']*'))?")
_OPTIONS = ("hl_lines", "linenums", "title", "title_mode")  # of pymdownx.highlight


@rule("page")
def fence_open(parsed: ParsedPage) -> Iterator[Report]:
    """A code block is begun and not ended, or in a way that MkDocs does not read, so that it shows as text, with all
    that follows: its two marks have as many characters and stand equally far in, by four spaces for each list or
    callout, and the values of its options are in quotes.

    Bad: three backticks before the code alone; three before it and four behind it; `title=keys.json` behind the first.
    Good: three before it, and three behind it; `title="keys.json"`.
    """
    for fence in unread_fences(parsed):
        if not _NO_BREAK.search(fence.info):
            yield Report(fence.line, f"code block {_fault(fence, parsed.page.dialect)}")


def _fault(fence: Fence, dialect: Dialect) -> str:
    if unquoted := _UNQUOTED.search(fence.info):
        return f"shows as text; write '{unquoted['key']}=\"{unquoted['value']}\"'"
    language, _, options = fence.info.partition(" ")
    unknown = [option["key"] for option in _OPTION.finditer(options) if option["key"] not in _OPTIONS]
    if language and unknown and "{" not in fence.info:
        return f"shows as text; '{unknown[0]}' is no option of a code block"
    if not fence.end:
        return f"is not ended; write '{fence.mark}' below it"
    if fence.is_in_item:
        return "shows as text; begin it in a line of its own, indented by four spaces"
    if fence.closing != fence.mark:
        return f"is not ended by '{fence.closing}' in line {fence.end}; write '{fence.mark}', as before it"
    return f"shows as text; {_where(fence, dialect)}"


def _where(fence: Fence, dialect: Dialect) -> str:
    if not dialect.has("pymdownx.superfences"):
        return "only with 'pymdownx.superfences' in 'markdown_extensions' may it stand further in"
    return f"its first and last line ({fence.end}) stand equally far in, by a multiple of four spaces"
