import re
from collections.abc import Iterator

from bitext.compose.shown_as_text import leftover
from bitext.languages.language import language_of
from bitext.markdown.prose import CODE
from bitext.pages.inline import labels_of
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_TWICE = re.compile(r"(?<![\w’'-])(?P<word>[^\W\d_]++)\s++(?P<again>(?P=word))(?![\w’'-])", re.IGNORECASE)
_NOT_READ = ("code", "jinja")
_TAG = re.compile(r"<[^<>]*>|=\s*(?:\"[^\"]*\"|'[^']*')")
_LONG = 5  # letters of a word that is no word of grammar


@rule("page")
def word_doubled(parsed: ParsedPage) -> Iterator[Report]:
    """A word stands twice in a row: one that never does in this language, or a long one in small letters.

    Bad: 'Select the the key.', « Sélectionnez les les clés. »
    Good: 'He had had it.', « Vous vous connectez. »
    """
    words = language_of(parsed.page.locale)
    never, allowed = words.never_twice.split(), words.twice.split()
    if not never:
        return
    labels = labels_of(parsed.page.body, parsed.page.dialect)
    for segment in parsed.segments:
        if segment.kind in _NOT_READ or not _TWICE.search(segment.text):
            continue
        found = leftover(segment, labels)
        rest = _TAG.sub(_covered, found.rest) if segment.kind == "html" else found.rest
        for match in _TWICE.finditer(rest):
            word, again = match["word"], match["again"]
            is_long = len(word) >= _LONG and word.islower() and word not in allowed
            if is_long or (word.lower() in never and word[1:] == again[1:]):
                yield Report(found.line(match.start()), f"'{' '.join(match[0].split())}': a word stands twice")


def _covered(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", CODE, match[0])
