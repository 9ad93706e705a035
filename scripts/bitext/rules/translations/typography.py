from collections.abc import Iterator

from bitext.rule import Report, rule
from bitext.site.data import data_texts
from bitext.sources import Sources
from bitext.translating.drawings import drawing_pairs
from bitext.translating.typography import conventions_of, edits


@rule("site", enabled=False)
def typography(sources: Sources) -> Iterator[Report]:
    """A French page departs from the typography of its country: a no-break space before `:` and inside « », the
    apostrophe `’`, a decimal comma; before `;`, `!` and `?` no space in Canada (`fr-CA`), a narrow no-break space in
    France, Belgium, Luxembourg and Switzerland (`fr-FR`, `fr-BE`, `fr-LU`, `fr-CH`), and either where the country is
    not known (`fr`). Code, addresses, tags, labels and versions are passed over.
    The texts of its data and of its drawings are read, too. `check --only typography --fix` writes what is missing on
    pages alone. Off by default.

    Bad: 'Statut : actif' with an ordinary space, 'Prêt ?', '139.88 $'.
    Good: 'Statut\u00a0: actif' with a no-break space, 'Prêt?', '139,88 $'.
    """
    parsed = (*sources.pages.values(), *(pair.target for pair in drawing_pairs(sources)))
    for page in (*(each.page for each in parsed), *data_texts(sources.site)):
        if conventions := conventions_of(sources.site.locales[page.locale].tag):
            for edit in edits(page, conventions):
                yield Report(edit.line, str(edit), path=page.path)
