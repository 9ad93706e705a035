from collections.abc import Iterator

from bitext.data import data_file, data_pairs, facts
from bitext.finding import Refused
from bitext.history import Change, described, is_substantive
from bitext.repository import old_texts, why_absent
from bitext.revision import KEY
from bitext.rule import Report, rule
from bitext.segments import Segment
from bitext.sources import Sources


@rule("translations", "site")
def data_outdated(sources: Sources) -> Iterator[Report]:
    """A fact of the source data has changed since the translation of the data was recorded (`source_revision`), and the
    translation says it, too.

    Bad: the English `wait:` says 'for 12 weeks' where it said 'for several days', and the French is as it was.
    Good: the French says so too, and `python3 scripts accept docs_fr/_data/integrations.yml` has recorded it.
    """
    root = sources.site.root
    for source, target in data_pairs(sources.site):
        revision = target.recorded
        if revision is None or source.revision in (None, revision):
            continue
        line = target.places[(KEY,)]
        before = old_texts(root, [revision]).get(revision)
        if before is None:
            message = f"made from another text of {source.path}, which {why_absent(root)}"
            yield Report(line, message, 1, path=target.path, other_path=source.path)
            continue
        try:
            then = dict(facts(data_file(before, source.path).values))
        except Refused:  # it was not well then
            then = {}
        translated = dict(facts(target.values))
        for keys, now in facts(source.values):
            if keys in translated and keys in then and _differs(then[keys], now):
                change = Change(then[keys], now, source.places.get(keys, 0))
                message = f"'{keys[-1]}' translates an older text: {described(change, source.path)}"
                yield Report(target.places.get(keys, line), message, change.line, target.path, source.path)


def _differs(before: str, after: str) -> bool:
    return is_substantive(*(Segment("paragraph", (), 0, 0, text) for text in (before, after)))
