"""What some rules report, put right in the files. Only what was reported is touched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bitext.errors import Refused
from bitext.files import write_whole
from bitext.finding import Finding
from bitext.pages.page import Page
from bitext.sources import Sources
from bitext.translating.typography import Edit, conventions_of, edits

#: Of each rule that can be put right, what it would change on a page. The message of a finding is the edit as text.
FIXERS: Mapping[str, Callable[[Sources, Page], Iterator[Edit]]] = {"typography": lambda *page: _typography(*page)}
_LINE_BREAK = re.compile(r"(\r\n|\r|\n)")


def fix(sources: Sources, findings: Iterable[Finding]) -> list[Finding]:
    """Put right what can be of `findings`, file by file, and give back what was.

    Raises Refused for a file that was changed since it was read, or cannot be written; those before it are written.
    """
    fixed: list[Finding] = []
    wanted = [finding for finding in findings if finding.rule in FIXERS and finding.path in sources.pages]
    for path in sorted({finding.path for finding in wanted}):
        page = sources.pages[path].page
        mine = {(finding.line, finding.rule, finding.message): finding for finding in wanted if finding.path == path}
        _rewrite(sources.site.root / path, page, _edits(sources, page, mine))
        fixed += sorted(mine.values())
    return fixed


def _edits(sources: Sources, page: Page, wanted: Collection[tuple[int, str, str]]) -> list[Edit]:
    """What puts right the findings on a page that have these lines, rules and messages, rule by rule."""
    rules = sorted({rule for _, rule, _ in wanted})
    found = ((rule, edit) for rule in rules for edit in FIXERS[rule](sources, page))
    return [edit for rule, edit in found if (edit.line, rule, str(edit)) in wanted]


def _typography(sources: Sources, page: Page) -> Iterator[Edit]:
    conventions = conventions_of(sources.site.locales[page.locale].tag)
    return edits(page, conventions) if conventions else iter(())


def _rewrite(file: Path, page: Page, chosen: Sequence[Edit]) -> None:
    try:
        data = file.read_bytes()
        parts = _LINE_BREAK.split(data.decode("utf-8-sig"))
        if "\n".join(parts[::2]) != page.head + page.body:
            raise Refused(Finding(page.path, 0, "unreadable", "was changed while it was checked; run again"))
        for edit in sorted(chosen, key=lambda edit: (edit.line, edit.start), reverse=True):
            line = parts[2 * (edit.line - 1)]
            parts[2 * (edit.line - 1)] = line[: edit.start] + edit.replacement + line[edit.end :]
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        write_whole(file, mark + "".join(parts).encode("utf-8"))
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise Refused(Finding(page.path, 0, "unreadable", message)) from error
