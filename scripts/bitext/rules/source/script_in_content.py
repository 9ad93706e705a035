from collections.abc import Iterator

from bitext.compose.programs import PROGRAM, unwanted
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def script_in_content(sources: Sources) -> Iterator[Report]:
    """What is rendered of a page carries a program, or sends readers elsewhere: `<script>`, an event handler, a
    `javascript:` link, a foreign page in a frame, `<meta http-equiv="refresh">`, `<base>`; in HTML, in an attribute
    list, or put together by a snippet. What pages do belongs in the theme, and a strict Content-Security-Policy blocks
    the rest. Code is passed over.

    Bad: `<a href="#" onclick="copy()">Copy</a>`, `[Copy](keys.md){ onclick="copy()" }`, `<iframe src="https://…">`.
    Good: a link or a picture in Markdown.
    """
    for facts in sources.facts.values():
        for rule_id, path, line, message in facts.unwanted:
            if rule_id == PROGRAM:
                yield Report(line, message, path=path)
    for path in sources.snippets & sources.pages.keys():  # one that no page includes, too
        page = sources.pages[path].page
        for told in unwanted(page.body, page.dialect, sources.surroundings):
            if told.rule == PROGRAM:
                yield Report(told.line + page.offset, told.message, path=path)
