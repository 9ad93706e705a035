from collections.abc import Iterator

from bitext.glossary import read_glossary
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("terms", "site")
def glossary_name(sources: Sources) -> Iterator[Report]:
    """A name that `_glossary.yml` keeps as it is stands in the source but not in the translation.

    Bad: 'Sage 200 Standard' is « Sage 200 Norme ».
    Good: 'Sage 200 Standard' is « Sage 200 Standard ».
    """
    for locale in sources.site.targets:
        # one word alone, such as 'Link' or 'Web', may be said otherwise
        names = [name for name in read_glossary(sources.site, locale).keep if " " in name]
        if not names:
            continue
        for pair in sources.pairs:
            if pair.target.page.locale != locale.code:
                continue
            for ours, theirs in pair.matched:
                if ours.kind == "code":
                    continue
                for name in names:
                    if name in ours.text and name not in theirs.text.replace("\u00a0", " "):
                        where = f"{pair.source.page.path}:{ours.line}"
                        message = f"name '{name}' of {where} is missing here, or spelled otherwise"
                        yield Report(theirs.line, message, ours.line, pair.target.page.path, pair.source.page.path)
