"""Record that a translation matches its English page as it is now, in `source_revision`.

PAGE is the path of a translation, or that of the English page or the name that all languages share; --all is every
page, snippet, file of data, picture and other file that is behind. Only the line of `source_revision` is written: the
last of the front matter, or the first key of data. A snippet gets a front matter for it, which never shows. Of a
picture or another file that both languages have, `_revisions.yml` in the folder of the translation records it. A page
that differs from the English in another way is refused. What may not say the same (the group 'meaning') is shown and
recorded; on a terminal you are asked first. A conflict that a merge has left over that line is resolved.

--unchanged says that the translation was right all along where it is word for word what it was: `source_unchanged`,
below that line, has a mark of each such piece of English, and no check asks about it again until the English changes.

exit code: 0 recorded, or nothing to record, 1 a page was refused, 2 could not run
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bitext.errors import Problem

from commands.support.opening import config_option, kept_memo, open_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bitext.check.accept import Outcome
    from bitext.finding import Finding


UNDONE = "nothing is recorded"


def options(parser: argparse.ArgumentParser) -> None:
    """What `accept` understands."""
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="path or name of a page")
    parser.add_argument("--all", action="store_true", help="every page that is behind")
    parser.add_argument("--force", action="store_true", help="record it though the two pages differ")
    parser.add_argument("--unchanged", action="store_true", help="what was not changed is right as it was")
    config_option(parser)


def main(args: argparse.Namespace) -> int:
    """Record each page; print what was done to the standard output stream, and refusals to the other."""
    from bitext.check.accept import Wish, accept, ahead, behind, named

    if problem := _misuse(args):
        raise Problem(problem)
    sources = open_sources(args.config_file, kept_memo(args.config_file))
    which = behind(sources) if args.all else named(sources, args.pages, Path.cwd())
    wish = Wish(args.force, args.unchanged, _shown if args.force or args.all else _asked)
    outcomes = [_told(outcome) for outcome in accept(sources, which, wish)]
    is_refused = any(each.is_refused for each in outcomes)
    if args.all:
        is_refused |= _tell_of_all(sources.site_refusals, is_done=not which)
    _print(ahead(sources, [each.path for each in outcomes if not each.is_refused]))
    return int(is_refused)


def _misuse(args: argparse.Namespace) -> str:
    """What is wrong with the options, or nothing."""
    if bool(args.pages) == args.all:
        return "name the pages to accept, or --all for every page that is behind"
    return "--unchanged is said of each page; name them" if args.all and args.unchanged else ""


def _told(outcome: "Outcome") -> "Outcome":
    """Prints what became of a file, and gives it back."""
    from bitext.reports.lines.accept import done, left

    for stream, lines in ((sys.stdout, done(outcome)), (sys.stderr, left(outcome))):
        for line in lines:
            print(line, file=stream)
    return outcome


def _tell_of_all(unread: "Sequence[Finding]", *, is_done: bool) -> bool:
    """Prints which pages could not be read, and tells whether there are any. is_done: there was nothing to record in
    the others."""
    from bitext.reports.lines.accept import NOTHING_LEFT

    _print(unread, sys.stderr)
    if is_done and not unread:
        print(NOTHING_LEFT)
    return bool(unread)


def _shown(path: str, findings: "Sequence[Finding]") -> bool:
    """Shows what a page may not say as its source does; it is recorded all the same."""
    _print(findings, sys.stderr)
    return True


def _print(findings: "Iterable[Finding]", stream: TextIO | None = None) -> None:
    for finding in findings:
        print(finding.shown, file=stream)


def _asked(path: str, findings: "Sequence[Finding]") -> bool:
    """The same, and asks whoever sits at the terminal, if there is one, whether the page is to be recorded."""
    from bitext.reports.lines.accept import asked

    _shown(path, findings)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    print(asked(path), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().lower() in ("\n", "y\n", "yes\n")
