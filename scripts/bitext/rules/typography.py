from collections.abc import Iterator

from bitext.drawings import drawing_pairs
from bitext.rule import Report, rule
from bitext.sources import Sources
from bitext.typography import conventions_of, edits


@rule("translations", "site", enabled=False)
def typography(sources: Sources) -> Iterator[Report]:
    """A French page departs from the typography of its country: a no-break space before `:` and inside « », the
    apostrophe `’`, a decimal comma; before `;`, `!` and `?` no space in Canada (`fr-CA`), a narrow no-break space in
    France, Belgium, Luxembourg and Switzerland (`fr-FR`, `fr-BE`, `fr-LU`, `fr-CH`), and either where the country is
    not known (`fr`). Code, addresses, tags, labels and versions are passed over.
    `check --only typography --fix` writes what is missing on pages, not in drawings. Off by default.

    Bad: 'Statut : actif' with an ordinary space, 'Prêt ?', '139.88 $'.
    Good: 'Statut\u00a0: actif' with a no-break space, 'Prêt?', '139,88 $'.
    """
    drawings = (pair.target for pair in drawing_pairs(sources))
    for page in (parsed.page for parsed in (*sources.pages.values(), *drawings)):
        if conventions := conventions_of(sources.site.locales[page.locale].tag):
            for edit in edits(page, conventions):
                yield Report(edit.line, str(edit), path=page.path)
