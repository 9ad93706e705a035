"""Show what has changed on an English page since it was translated, and what its translation lacks.

Each segment is shown as it was, as it is now, and in translation.
PAGE is the path of the English page or of a translation, or the name that both share, such as portal/companies.md. Of
a folder, and without a PAGE, each page is shown on which there is something to do.
Words that changed are coloured on a terminal, and stand in [-…-] and {+…+} elsewhere. Snippets are pages too, and
so are files of data.

exit code: 0 shown, 2 could not run
"""

import argparse
import sys
from pathlib import Path

from commands.support.opening import config_option, kept_memo, open_sources


def options(parser: argparse.ArgumentParser) -> None:
    """What `diff` understands."""
    parser.add_argument(
        "pages", nargs="*", metavar="PAGE", help="path or name of a page or folder; default: all of them"
    )
    config_option(parser)


def main(args: argparse.Namespace) -> int:
    """Print each change to the standard output stream."""
    from bitext.reports.lines.diff import changes_told, write_changes

    sources = open_sources(args.config_file, kept_memo(args.config_file))
    told = [lines for word in args.pages or [""] for lines in changes_told(sources, word, Path.cwd())]
    sys.stdout.write(write_changes(told, has_colours=sys.stdout.isatty()))
    for finding in () if args.pages else sources.refusals:
        print(finding.shown, file=sys.stderr)
    return 0
