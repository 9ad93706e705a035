from collections.abc import Iterator

from bitext.align.sameness import quoted
from bitext.rule import Report, rule
from bitext.site.data import source_data
from bitext.site.data_gaps import gaps
from bitext.sources import Sources


@rule("site")
def data_missing(sources: Sources) -> Iterator[Report]:
    """A text of the source data has no translation, so that readers of the translated pages get it as it is. Names,
    versions, addresses and codes need none; nor does a key that holds no prose in any record.

    Bad: `wait: Sage gives no time frame.` in `docs/_data/facts.yml`, and no `wait:` in `docs_fr/_data/facts.yml`.
    Good: `wait: Sage n’annonce aucun délai.` in `docs_fr/_data/facts.yml`.
    """
    for source, target in source_data(sources.site):
        for gap in gaps(source.values, target.values):
            name, line = f"'{gap.keys[-1]}'" if gap.keys else "the file", source.places.get(gap.keys, 1)
            if gap.is_copied:
                there = target.places.get(gap.keys, 1)
                message = f"{name} is left in the language of {source.path}:{line}"
                yield Report(there, message, line, target.path, source.path)
                continue
            names = list(dict.fromkeys(key for key, _ in gap.texts))
            which = f" ({quoted(names)})" if names != [*gap.keys[-1:]] else ""
            why = "does not have it" if target.revision else "does not exist"
            message = f"{name} is not translated{which}: '{target.path}' {why}"
            above = max((target.places.get(gap.keys[:depth], 1) for depth in range(len(gap.keys))), default=1)
            yield Report(line, message, above if target.revision else 0, source.path, target.path)
