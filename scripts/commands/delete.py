"""Delete a page in every language, and let its links and addresses lead to another one.

PAGE and NEW are paths of pages in any language, or the names that all languages share. Links to the page lead to NEW
from now on, to the same section if NEW has it; the navigation names the page no more. Its addresses lead on to NEW, in
every language: `redirect_from` says so. Pictures and other files stay; `check` names those that no page shows any more.
All of it is done, or nothing.

exit code: 0 deleted, 1 refused, 2 could not run
"""

import argparse

from commands.support.opening import config_option

UNDONE = "nothing is changed"


def options(parser: argparse.ArgumentParser) -> None:
    """What `delete` understands."""
    parser.add_argument("page", metavar="PAGE", help="path or name of the page")
    parser.add_argument("--to", required=True, metavar="NEW", help="path or name of the page that takes its place")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    config_option(parser)


def main(args: argparse.Namespace) -> int:
    """Write all files or none; print what was done to the standard output stream."""
    from pathlib import Path

    from bitext.links.moving import page_named, plan_deletion

    from commands.support.carrying_out import carry_out

    here = Path.cwd()
    return carry_out(
        args,
        lambda sources: plan_deletion(
            sources, page_named(sources, args.page, here), page_named(sources, args.to, here)
        ),
    )
