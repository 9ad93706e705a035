from collections.abc import Iterator

from bitext.drawings import drawing_pairs
from bitext.rule import Report, rule
from bitext.sources import Sources
from bitext.typography import edits

_TAGS = ("fr", "fr-ca")


@rule("translations", "site", enabled=False)
def typography(sources: Sources) -> Iterator[Report]:
    """A French page departs from the typography of Québec: a no-break space before `:` and inside « », no space before
    `;`, `!` and `?`, the apostrophe `’`, a decimal comma. Code, addresses, tags, labels and versions are passed over.
    `check --only typography --fix` writes what is missing on pages, not in drawings. Off by default.

    Bad: 'Statut : actif' with an ordinary space, 'Prêt ?', '139.88 $'.
    Good: 'Statut\u00a0: actif' with a no-break space, 'Prêt?', '139,88 $'.
    """
    drawings = (pair.target for pair in drawing_pairs(sources))
    for page in (parsed.page for parsed in (*sources.pages.values(), *drawings)):
        if sources.site.locales[page.locale].tag.lower() in _TAGS:
            for edit in edits(page):
                yield Report(edit.line, str(edit), path=page.path)
