"""The functions that other programs call: `from bitext import …`."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from bitext.align.alignment import Alignment, align
from bitext.check.engine import Checked, check, check_pair, chosen_rules
from bitext.finding import Finding
from bitext.history.pair import Pair
from bitext.languages.language import base
from bitext.meaning.lexicon import Lexicon, base_lexicon
from bitext.pages.page import parse_page, with_plain_ends
from bitext.pages.segments import Segment, cut
from bitext.reports import write_report
from bitext.site.parsed_page import ParsedPage
from bitext.site.site import Site
from bitext.sources import Sources


def open_site(config_file: str | Path) -> Sources:
    """All pages of the site that a MkDocs configuration describes, in every language.

    config_file: the path of the `mkdocs.yml`. Raises Refused, with findings, when it cannot be read or lists no
    languages; pages that cannot be read are in `refusals` of what is returned.
    """
    config = Path(config_file).resolve()
    return Sources(Site.load(config), config)


def check_site(sources: Sources, only: Collection[str] = (), skip: Collection[str] = ()) -> Checked:
    """What the rules find in a site, as `python3 scripts check` does.

    only, skip: ids of rules or groups. Raises UnknownRule for a name that is neither.
    """
    return check(sources, chosen_rules(only, skip))


def compare_texts(
    source: str,
    target: str,
    languages: tuple[str, str] = ("en", "fr-CA"),
    only: Collection[str] = (),
    skip: Collection[str] = (),
) -> list[Finding]:
    """What the rules find in two Markdown texts, of which the second translates the first. No file is read but the
    library's own: what the texts mean is read by the base lexicon of their languages, if there is one.

    languages: the codes of both; only, skip: ids of rules or groups. Findings name the files 'source.md' and
    'target.md', and are sorted by file and line. Raises Refused when the front matter of a text cannot be read, and
    UnknownRule for a name that is no rule and no group.
    """
    source, target = with_plain_ends(source), with_plain_ends(target)
    ours = ParsedPage(parse_page(source, "source.md", "page.md", languages[0]))
    theirs = ParsedPage(parse_page(target, "target.md", "page.md", languages[1]))
    return check_pair(Pair(ours, theirs, known=_base_lexicon), chosen_rules(only, skip))


def _base_lexicon(pair: Pair) -> Lexicon | None:
    source, target = pair.languages
    return base_lexicon(base(source), base(target))


def align_texts(
    source: str, target: str, languages: tuple[str, str] = ("en", "fr-CA")
) -> tuple[list[Segment], list[Segment], Alignment]:
    """The segments of two Markdown texts without front matter, and which of them translate each other, by index.

    languages: the codes of both.
    """
    ours, theirs = cut(with_plain_ends(source)), cut(with_plain_ends(target))
    return [*ours], [*theirs], align(ours, theirs, languages)


def compose_page(sources: Sources, path: str) -> str:
    """The Markdown of a page as it is rendered, with snippets, data, anchors and notices in place.

    path: of its file, from the folder of the configuration, with forward slashes. Raises KeyError when there is no such
    page, and Refused when it cannot be composed.
    """
    return sources.compose(path).text


def write_findings(checked: Checked, form: str = "text") -> str:
    """The report of what was found, in one of the forms 'text', 'json', 'github' and 'sarif'. Raises UnknownFormat."""
    return write_report(checked, form)
