"""Labels of a translation that are kept in the language of its source, and stand on another button."""

from __future__ import annotations

from collections.abc import Iterator

from bitext.languages.roots import roots
from bitext.languages.words import words
from bitext.meaning.compared import Compared
from bitext.meaning.lexicon import Lexicon, Side

CONTENT = 4  # letters of a word that means something


def other_labels(each: Compared) -> Iterator[tuple[str, str]]:
    """The labels of the source in whose place another one of its language stands, and that."""
    ours, theirs = each.source.labels, each.target.labels
    if len(ours) != len(theirs) or ours == theirs:
        return
    said = {token.key for token in each.ours.all}
    for label, other in zip(ours, theirs, strict=True):
        if said.isdisjoint(roots(words(other), each.languages[0])) and _is_kept(other, each.languages, each.lexicon):
            yield label, other


def _is_kept(label: str, languages: tuple[str, str], lexicon: Lexicon) -> bool:
    """Whether each word of a label surely is one of the source's language, and none is one of the target's: by what is
    known of the two languages, as what is wrong on a page is learnt from it, too."""
    own = words(label)
    ours, theirs = (roots(own, language) for language in languages)
    if not own or min(map(len, own)) < CONTENT:
        return False
    return all(_means(root, lexicon.ours) for root in ours) and not any(_means(root, lexicon.theirs) for root in theirs)


def _means(root: str, side: Side) -> bool:
    return root in side.base and bool(side.base[root].sure)
