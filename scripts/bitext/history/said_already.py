"""Whether a translation seems to have an edit of its source, of its words too, though nobody has recorded it."""

from __future__ import annotations

from bitext.history.edits import Reading, is_carried, text_segment
from bitext.languages.language import base
from bitext.meaning.edited import says_already
from bitext.meaning.lexicon import base_lexicon
from bitext.pages.page import Page
from bitext.pages.segments import Segment, page_segments

#: What is put behind a message about such an edit.
HINT = "; the translation seems to say this already"


def seems_said(before: Segment, after: Segment, translation: Segment, reading: Reading) -> bool:
    """Whether `translation` seems to say what the source says now, and not what it said before. Never where no lexicon
    of the two languages comes with this library."""
    languages = base(reading.languages[0]), base(reading.languages[1])
    lexicon = base_lexicon(*languages)
    if lexicon is None or not translation.words or not is_carried(before, after, translation, reading):
        return False
    return says_already(before, after, translation, lexicon, languages)


def seem_said(before: str, after: str, translation: str, languages: tuple[str, str]) -> bool:
    """As `seems_said`, of texts that stand by themselves."""
    was, now, there = map(_segment, (before, after, translation))
    return seems_said(was, now, there, Reading(languages=languages))


def _segment(text: str) -> Segment:
    """A text with its links and code, where it is a paragraph."""
    found = page_segments(Page("", "", "", {}, text, 0))
    return found[0] if [each.kind for each in found] == ["paragraph"] else text_segment(text)
