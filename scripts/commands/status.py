"""Show how far each page has been translated: missing, outdated or up to date, and how many words are left.

Snippets count as pages, and so do data that are translated. 'unknown' is a page that does not record which text it was
made from, or whose text of then is not at hand (a shallow clone: 'git fetch --unshallow'). The column 'meaning', if
there is one, counts what 'check --only meaning' finds on each page.

exit code: 0 shown, whatever the state, 2 could not run
"""

import argparse
import sys

from commands.support.opening import config_option, kept_memo, locales_asked, open_sources


def options(parser: argparse.ArgumentParser) -> None:
    """What `status` understands."""
    parser.add_argument("locales", nargs="*", metavar="LOCALE", help="only these languages, such as fr; default: all")
    config_option(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def main(args: argparse.Namespace) -> int:
    """Print the table, or its JSON, to the standard output stream."""
    from bitext.check.engine import meant
    from bitext.reports.lines.status import as_json, as_table, as_text
    from bitext.translating.status import standings

    sources = open_sources(args.config_file, kept_memo(args.config_file))
    locales = locales_asked(sources, args.locales)
    found = standings(sources, locales)
    doubts = {path: len(findings) for path, findings in meant(sources, locales).items()}
    as_asked = as_json if args.format == "json" else as_table if sys.stdout.isatty() else as_text
    sys.stdout.write(as_asked(found, doubts))
    for finding in sources.refusals:
        print(finding.shown, file=sys.stderr)
    return 0
