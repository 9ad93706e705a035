import re
from collections.abc import Iterator

from bitext.finding import nearest
from bitext.markdown.prose import line_at, prose
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

# The types of Material for MkDocs, each with its other names.
_TYPES = frozenset(
    "note seealso abstract summary tldr info todo tip hint important success check done question help faq warning "
    "caution attention failure fail missing danger error bug example snippet quote cite".split()
)
_OPENING = re.compile(r"\n[ \t>]*(?P<mark>!!!|\?\?\?\+?)(?P<rest>[^\n]*)")  # '^' would be tried at every character
_WELL_FORMED = re.compile(r"[ ]?(?P<type>[\w-]+)?(?:[ ]+[\w-]+)*(?:[ ]+\"[^\n]*\")?[ ]*")
_NO_BREAK = re.compile(r"[^\"«“”„']*[\u00a0\u202f]")  # a matter of the rule no-break-space
_FOREIGN = re.compile(r"\n[ \t]*(?P<mark>:{3,}[ \t]*|>[ \t]*\[!)(?P<type>[A-Za-z]+)\b")


@rule("page")
def callout_unknown(parsed: ParsedPage) -> Iterator[Report]:
    """A callout of a type that neither the theme nor a style sheet in `extra_css` knows, or written in a way that
    MkDocs shows as text: two spaces before the type, the `:::note` of Docusaurus, the `[!NOTE]` of GitHub, a title that
    is not in straight double quotes.

    Bad: `!!! warnign`, `!!!  note`, `:::note`, `!!! note « Clés »`.
    Good: `!!! note`, `!!! warning "Keys"`, `??? tip`.
    """
    body, before = parsed.page.body, parsed.page.offset - 1  # lines before the text that begins with a line break
    if "!!!" in body or "???" in body:
        text = f"\n{prose(body)}"
        for match in _OPENING.finditer(text):
            written = body[match.start("mark") - 1 : match.end() - 1].rstrip()
            if message := _fault(match["rest"], written, parsed.page.dialect.callouts):
                yield Report(line_at(text, match.start("mark")) + before, message)
    if ":::" in body or "[!" in body:
        text = f"\n{prose(body)}"
        for match in _FOREIGN.finditer(text):
            name = match["type"].lower()
            if name in _TYPES:
                written = match[0].strip() + ("]" if "[!" in match["mark"] else "")
                yield Report(
                    line_at(text, match.start("mark")) + before,
                    f"'{written}' is no callout in MkDocs; write '!!! {name}'",
                )


def _fault(rest: str, written: str, own: frozenset[str]) -> str:
    """What is wrong with a callout, or ''. rest: what follows its mark, without code; written: the whole line."""
    if re.match(r"[ ]{2,}\w", rest):
        return f"'{written}' shows as text; one space stands before the type"
    well_formed = _WELL_FORMED.fullmatch(rest)
    if "{" in rest or _NO_BREAK.match(rest) or not re.match(r"[ ]?\w|[ ]*[\"“”«']", rest):
        return ""
    if well_formed is None:
        return f"'{written}' shows as text; a title stands in straight double quotes"
    name = well_formed["type"]
    if name is None or name.lower() in _TYPES | own:  # MkDocs reads capitals as small letters
        return ""
    return f"callout type '{name}' is not known{nearest(name.lower(), _TYPES | own)}"
