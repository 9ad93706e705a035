from collections.abc import Iterator

from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage


@rule("page", severity="warning", enabled=False)
def label_spelled_two_ways(parsed: ParsedPage) -> Iterator[Report]:
    """A page spells a label (bold) in two ways that differ in capitals or spaces only. A label that begins with a small
    letter here and a capital there is no difference; two spellings in one sentence are meant. Off by default, because
    two products may well spell one label in two ways.

    Bad: `**Request data**` in one step and `**Request Data**` in the next.
    Good: one spelling throughout, that of the product.
    """
    first: dict[str, tuple[str, int]] = {}
    told: set[str] = set()
    for segment in parsed.segments:
        labels = dict.fromkeys(" ".join(label.split()).rstrip(" :.") for label in segment.labels)
        keys = ["".join(label.split()).casefold() for label in labels]
        for label, key in zip(labels, keys, strict=True):
            other, line = first.setdefault(key, (label, segment.line))
            if label[1:] != other[1:] and label not in told and keys.count(key) == 1:
                told.add(label)
                yield Report(segment.line, f"label '{label}' is '{other}' in line {line}")
