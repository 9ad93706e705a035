"""Whether an edit of the source asks something of a translator, and whether a translation has it already."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bitext.align.numbers import numbers
from bitext.align.sameness import code_key, link_key
from bitext.languages.lexicon import plain
from bitext.markdown.line_marks import EXPRESSION, STATEMENT
from bitext.pages.segments import Segment
from bitext.pages.tags import read_tags

#: What tells one segment from another: kind, text, level, name.
Key = tuple[str, str, int, str]

_CONTRACTIONS = (
    (r"\b(can)not\b", r"\1 not"),
    (r"\bcan't\b", "can not"),
    (r"\bwon't\b", "will not"),
    (r"\bshan't\b", "shall not"),
    (r"n't\b", " not"),
    (r"'re\b", " are"),
    (r"'ve\b", " have"),
    (r"'ll\b", " will"),
    (r"'m\b", " am"),
    (r"\blet's\b", "let us"),
    (r"\b(it|that|there|here|what|who|where|how|he|she)'s\b", r"\1 is"),
)
_TAG = re.compile(f"{EXPRESSION}|{STATEMENT}", re.DOTALL)
_WORD = re.compile(r"(?:(?<![\w.,-])[-+−])?\d+(?:[.,]\d+)*|[^\W\d_]+|[%$€£¥°&<>=≤≥±×÷]")

#: Groups of words that are mixed up in writing: to put one for another corrects a mistake.
_MIXED_UP = tuple(
    frozenset(words.split())
    for words in (
        "its itis",
        "your youare",
        "their there theyare",
        "whose whois",
        "a an",
        "affect effect",
        "lose loose",
    )
)
#: Words as near to each other as a typing error is, but each a word: to put one for another changes what is said.
_WORDS_OF_THEIR_OWN = frozenset(
    "angel angle annual annul banks barely barley blanks casual causal contact contacts contract contracts country"
    " county crate create dairy desert dessert diary eight eighth field filed filer filled filter forth fourth hoping"
    " hopping later latter liked linked marital martial partly party payer placed palace place planed planned player"
    " price prince quiet quite reality realty sacred scared setting settings settling signing singing spilt split"
    " staring starting statue statute table tablet taping tapping there thorough though thought three through trail"
    " trial united untied".split()
)
_ENDINGS = ("s", "d", "r", "y", "e", "n", "a")  # 'link' and 'links', 'local' and 'locale' are two words


@dataclass(frozen=True)
class Reading:
    """How the links of a page and its numbers are read. name: of the page; origins: what `without_origin` takes off;
    languages: of the source and of the translation."""

    name: str = ""
    origins: tuple[str, ...] = ("",)
    languages: tuple[str, str] = ("", "")

    def places(self, targets: Sequence[str]) -> list[str]:
        """Where links lead, however each is written."""
        return [link_key(target, self.name, self.origins) for target in targets]

    def kept(self, segment: Segment) -> dict[str, list[str]]:
        """What a translation keeps of a segment: where its links lead, its images, code and tags."""
        return {
            "links": self.places(segment.links),
            "images": self.places(segment.images),
            "codes": [code_key(code) for code in segment.codes],
            "tags": _tags(segment),
        }


def text_segment(text: str) -> Segment:
    """A text that stands by itself, such as a title or a fact, as a segment."""
    return Segment("paragraph", (), 0, 0, text)


def identity(segment: Segment) -> Key:
    """What two segments have in common that are the same, wherever they stand: all but the wrapping of the text."""
    text = segment.text if segment.kind == "code" else " ".join(segment.text.split())
    return segment.kind, text, segment.level, segment.name


def mark(segment: Segment) -> str:
    """Ten hexadecimal digits that tell a segment from any other, whatever its spelling, wrapping and emphasis are."""
    if segment.kind == "code":
        said: Sequence[str] = segment.text.split()
    else:
        said = _bare_words(segment.prose)
    kept = (segment.links, segment.images, segment.codes, _tags(segment))
    parts = (map(str, _marks(segment)), said, *kept)
    text = "\x1e".join("\x1f".join(part) for part in parts)
    return hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:10]


def is_substantive(before: Segment, after: Segment, reading: Reading = Reading()) -> bool:
    """Whether an edit asks something of a translator: not when only case, punctuation, wrapping, emphasis,
    contractions, a doubled word, the spelling of a word or the way to write a link have changed."""
    if _marks(before) != _marks(after):
        return True
    if before.kind == "code":
        return before.text.split() != after.text.split()
    if before.codes != after.codes or _tags(before) != _tags(after):
        return True
    if any(
        ours != theirs and reading.places(ours) != reading.places(theirs)
        for ours, theirs in ((before.links, after.links), (before.images, after.images))
    ):
        return True
    return not _are_same_words(_bare_words(before.prose), _bare_words(after.prose))


def is_made(before: Segment | None, after: Segment, translation: Segment, reading: Reading = Reading()) -> bool:
    """Whether a translation has the edit of a source segment already: its words are as they were, and what else has
    changed (links, images, code, tags, numbers, marks) is in the translation as it is in the source now. before: None
    for a new segment, which has no words then."""
    if before is None:
        return not after.words and identity(after) == identity(translation)
    if after.kind == "code" and _has_marks(before, after, translation):
        return _has_lines(before.text, after.text, translation.text)
    return is_carried(before, after, translation, reading) and _says_the_same(before, after)


def is_carried(before: Segment, after: Segment, translation: Segment, reading: Reading = Reading()) -> bool:
    """Whether all that has changed in a source segment, but for its words, is in its translation as it is in the source
    now: links, images, code, tags, numbers, marks. Of code nobody knows."""
    if after.kind == "code" or not _has_marks(before, after, translation):
        return False
    old, new, made = map(reading.kept, (before, after, translation))
    if not all(_has(old[thing], new[thing], made[thing]) for thing in new):
        return False
    return _has(before.digits, after.digits, translation.digits) or _has_numbers(before, after, translation, reading)


def _has_marks(before: Segment, after: Segment, translation: Segment) -> bool:
    """Whether the marks of a segment that have changed are in its translation as they are now."""
    was, now, theirs = map(_marks, (before, after, translation))
    return all(old == new or new == other for old, new, other in zip(was, now, theirs, strict=True))


def _marks(segment: Segment) -> tuple[str, int, str]:
    return segment.kind, segment.level, segment.name.lower()


def _has(before: Sequence[str], after: Sequence[str], made: Sequence[str]) -> bool:
    """Whether what has changed between two lists is in a third as it is in the second."""
    if list(before) == list(after):
        return True
    old, new, theirs = Counter(before), Counter(after), Counter(made)
    if old == new:
        return list(after) == list(made)
    return all(new[thing] == theirs[thing] for thing in old | new if old[thing] != new[thing])


def _says_the_same(before: Segment, after: Segment) -> bool:
    """Whether two segments say the same in words, but for numbers; a word may stand in code in one of them."""
    texts = [(before.prose, after.prose)]
    if before.codes != after.codes:
        texts.append((_prose_and_code(before), _prose_and_code(after)))
    return any(
        _are_same_words(*([_without_digits(word) for word in _bare_words(text)] for text in each)) for each in texts
    )


def _prose_and_code(segment: Segment) -> str:
    """All of the text of a segment that is read, alternative texts and titles included."""
    said = {"text", "code_inline", "image"}
    parts = [token.content if token.type in said else " " for token in segment.tokens]
    titles = [str(token.attrGet("title") or "") for token in segment.tokens if token.type == "image"]
    return " ".join(["".join(parts), *titles, *(value for _, value in segment.attributes)])


def _has_numbers(before: Segment, after: Segment, translation: Segment, reading: Reading) -> bool:
    """As `_has`, of numbers in any notation, when there are no digits but those of numbers."""
    ours, theirs = reading.languages
    sides = ((before, ours), (after, ours), (translation, theirs))
    was, now, made = ([number.text for number in numbers(segment, language)] for segment, language in sides)
    rows = [[word for word in _bare_words(segment.prose) if word[-1].isdigit()] for segment in (before, after)]
    return was != now and [len(was), len(now)] == list(map(len, rows)) and _has(was, now, made)


def _has_lines(before: str, after: str, made: str) -> bool:
    """Whether the lines of code that have changed are in a translation of it, each at its place."""
    old, new, theirs = ([line.rstrip() for line in text.splitlines()] for text in (before, after, made))
    if len(new) != len(theirs):
        return False
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return all(tag == "equal" or new[start:end] == theirs[start:end] for tag, _, _, start, end in opcodes)


def _without_digits(word: str) -> str:
    return "0" if word[-1].isdigit() else word


def _are_same_words(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two texts are the same but for the spelling of their words."""
    return list(ours) == list(theirs) or all(
        tag == "equal" or _is_respelling(ours[first:last], theirs[start:end])
        for tag, first, last, start, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    )


def _tags(segment: Segment) -> list[str]:
    """The Jinja2 tags of a segment, each in one spelling; texts in quotes where they are no words of its prose."""
    found = map(read_tags, _TAG.findall(segment.text) if "{" in segment.text else ())
    return [" ".join((*tags.skeleton, *(tags.texts if segment.kind != "jinja" else ()))) for tags in found]


def _bare_words(prose: str) -> list[str]:
    """The words, numbers and signs of a text, contractions written out, a word that stands twice taken once."""
    text = prose.casefold().replace("’", "'")
    for pattern, expanded in _CONTRACTIONS:
        text = re.sub(pattern, expanded, text)
    words = ["and" if word == "&" else plain(word) for word in _WORD.findall(text)]
    return [word for index, word in enumerate(words) if index == 0 or word != words[index - 1] or word[-1].isdigit()]


def _is_respelling(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether two stretches of words are one, spelt in two ways ('set up' and 'setup', 'recieve' and 'receive')."""
    ours, theirs = "".join(before), "".join(after)
    if ours == theirs or any({ours, theirs} <= words for words in _MIXED_UP):
        return True
    return len(before) == len(after) and all(map(_is_one_word, before, after))


def _is_one_word(before: str, after: str) -> bool:
    """Whether two words are one, with a letter left out or two letters transposed in one of them, or in the spelling of
    another country; words that are as near to each other and differ are known, or end differently."""
    if before == after or any({before, after} <= words for words in _MIXED_UP):
        return True
    is_short = min(len(before), len(after)) < 5
    if is_short or before[0] != after[0] or not (before + after).isalpha() or {before, after} <= _WORDS_OF_THEIR_OWN:
        return False
    if len(before) == len(after):
        return _has_letters_changed(before, after)
    longer, shorter = (before, after) if len(before) > len(after) else (after, before)
    return _has_one_letter_more(longer, shorter)


def _has_letters_changed(before: str, after: str) -> bool:
    """Whether words of one length differ by two letters that are transposed, or by an 's' for a 'z'."""
    places = [index for index, (left, right) in enumerate(zip(before, after, strict=True)) if left != right]
    first, last = places[0], places[-1]
    if first == last:
        return {before[first], after[first]} == {"s", "z"}  # 'organise' and 'organize'
    return len(places) == 2 and last == first + 1 and before[first : last + 1] == after[first : last + 1][::-1]


def _has_one_letter_more(longer: str, shorter: str) -> bool:
    """Whether a word is another with one letter left out, which does not make another form of it."""
    if len(longer) - len(shorter) != 1 or (longer[:-1] == shorter and longer.endswith(_ENDINGS)):
        return False
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(1, len(longer)))
