from collections.abc import Iterator

from bitext.align.names import OF_READERS, differing_names
from bitext.align.sameness import line_with, parting_message
from bitext.history.localized import parted
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def name_mismatch(pair: Pair) -> Iterator[Report]:
    """A name in plain text that no language translates differs: an address of the web or of e-mail, a host, a path, a
    file, an option (`--verbose`), a function (`getCompany()`), a field, a variable, a placeholder in braces. It may
    stand in code on one side. Of examples each language has its own.

    Bad: 'Write to support@example.org.' is « Écrivez à assistance@example.org. »
    Good: 'Write to you@example.com.' is « Écrivez à vous@exemple.com. »
    """
    for ours, theirs in pair.texts:
        if ours.text == theirs.text or ours.kind == "code":
            continue
        for kind, lost, found in differing_names(ours, theirs):
            if kind in OF_READERS:
                lost, found = parted(lost, found, pair.languages)
            there = line_with(ours, lost)
            where = f"{pair.source.page.path}:{there}"
            if message := parting_message(kind, lost, found, where):
                yield Report(line_with(theirs, found), message, there)
