import re
from collections.abc import Iterator

from bitext.pair import ParsedPage
from bitext.rule import Report, rule

_BEGIN = re.compile(r"^<{7}(?: |$)", re.MULTILINE)
_END = re.compile(r"^(?:={7}|>{7}(?: .*)?)$", re.MULTILINE)


@rule("source", "page")
def conflict_marker(parsed: ParsedPage) -> Iterator[Report]:
    """Git has left two versions of a text on the page, in a merge that nobody has finished.

    Bad: '<<<<<<< HEAD', then both versions of a step.
    Good: the version that holds.
    """
    body, offset = parsed.page.body, parsed.page.offset
    for match in _BEGIN.finditer(body):
        if _END.search(body, match.end()):
            line = body.count("\n", 0, match.start()) + 1 + offset
            yield Report(line, "git has left two versions here; keep one, without '<<<<<<<', '=======' and '>>>>>>>'")
