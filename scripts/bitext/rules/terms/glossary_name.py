from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def glossary_name(pair: Pair) -> Iterator[Report]:
    """A name that `_glossary.yml` keeps as it is stands in the source but not in the translation.

    Bad: 'Sage 200 Standard' is « Sage 200 Norme ».
    Good: 'Sage 200 Standard' is « Sage 200 Standard ».
    """
    # one word alone, such as 'Link' or 'Web', may be said otherwise
    names = [name for name in pair.target.glossary.keep if " " in name]
    for ours, theirs in pair.matched if names else ():
        if ours.kind == "code":
            continue
        for name in names:
            if name in ours.text and name not in theirs.text.replace("\u00a0", " "):
                where = f"{pair.source.page.path}:{ours.line}"
                message = f"name '{name}' of {where} is missing here, or spelled otherwise"
                yield Report(theirs.line, message, ours.line)
