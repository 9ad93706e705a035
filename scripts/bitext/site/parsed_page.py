"""A page as written, cut into segments."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from bitext.cached import cached_property
from bitext.faults import fault, line_of_fault
from bitext.finding import Finding
from bitext.memo import digest
from bitext.pages.page import Page
from bitext.pages.segments import Segment, page_segments
from bitext.pages.written import written_blocks
from bitext.site.glossary import Glossary


@dataclass(frozen=True, eq=False)
class ParsedPage:
    """A page as written, with its segments. A snippet is a page too. glossary: of its locale; fault: why it could not
    be cut into segments, once that was tried, so that it has none."""

    page: Page
    glossary: Glossary = field(default_factory=Glossary)
    fault: ClassVar[Finding | None] = None

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        try:
            return page_segments(self.page)
        except Exception as error:  # of the parser: it costs this page and no other
            line = line_of_fault(self.page.body, lambda body: page_segments(replace(self.page, body=body)))
            self.__dict__["fault"] = fault(self.page.path, "read", error, line and line + self.page.offset)
            return ()

    @property
    def written(self) -> tuple[Segment, ...]:
        """Its blocks as CommonMark reads them."""
        return written_blocks(self.page)

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all that can be found on it alone."""
        return digest(self.page.path, self.page.head, self.page.body, self.glossary.digest, repr(self.page.dialect))
