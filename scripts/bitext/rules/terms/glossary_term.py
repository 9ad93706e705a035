from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.languages.lexicon import plain
from bitext.rule import Report, rule
from bitext.site.glossary import Glossary, says, unmarked


@rule("pair", severity="warning", enabled=False)
def glossary_term(pair: Pair) -> Iterator[Report]:
    """A term of the source is not translated as `_glossary.yml` says. Off by default: a good translation may say it
    with a pronoun, or turn the noun into a verb.

    Bad: 'Add a company' is « Ajouter une compagnie ».
    Good: 'Add a company' is « Ajouter une entreprise ».
    """
    glossary = pair.target.glossary
    for ours, theirs in pair.matched if glossary.terms else ():
        if ours.kind == "code":
            continue
        source = [plain(word) for word in unmarked(ours).split()]
        for term, translation in _longest(glossary, source):
            if not says(translation, theirs.words):
                where = f"{pair.source.page.path}:{ours.line}"
                message = f"'{term}' of {where} is not '{translation}' here, as the glossary says"
                yield Report(theirs.line, message, ours.line)


def _longest(glossary: Glossary, words: list[str]) -> list[tuple[str, str]]:
    """The terms that a text has, without those that are part of a longer one of them."""
    found = [(term, translation) for term, translation in glossary.terms.items() if says(term, words)]
    return [(term, said) for term, said in found if not any(term != other and term in other for other, _ in found)]
