from collections.abc import Iterator

from bitext.rule import Report, rule
from bitext.sources import Sources
from bitext.typography import edits

_TAGS = ("fr", "fr-ca")


@rule("translations", "site", enabled=False)
def typography(sources: Sources) -> Iterator[Report]:
    """A French page departs from the typography of Québec: a no-break space before `:` and inside « », no space before
    `;`, `!` and `?`, the apostrophe `’`, a decimal comma. Code, addresses, tags, labels and versions are passed over.
    `check --only typography --fix` writes what is missing. Off by default.

    Bad: 'Statut : actif' with an ordinary space, 'Prêt ?', '139.88 $'.
    Good: 'Statut\u00a0: actif' with a no-break space, 'Prêt?', '139,88 $'.
    """
    for path, parsed in sources.pages.items():
        if sources.locale_of(path).tag.lower() in _TAGS:
            for edit in edits(parsed.page):
                yield Report(edit.line, str(edit), path=path)
