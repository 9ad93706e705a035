"""Move a page to another name in every language: its links, the navigation, and its old addresses with it.

OLD is the path of the page in any language, or the name that all languages share; NEW is its name from now on, such as
portal/companies.md. Each link in pages, snippets and data leads to the new name, written as it was; pictures and other
files stay where they are. The old addresses lead on, in every language: `redirect_from` says so. Translations that were
up to date still are. All of it is done, or nothing.

exit code: 0 moved, 1 refused, 2 could not run
"""

import argparse

from commands.support.opening import config_option

UNDONE = "nothing is changed"


def options(parser: argparse.ArgumentParser) -> None:
    """What `move` understands."""
    parser.add_argument("old", metavar="OLD", help="path or name of the page")
    parser.add_argument("new", metavar="NEW", help="its path or name from now on")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    config_option(parser)


def main(args: argparse.Namespace) -> int:
    """Write all files or none; print what was done to the standard output stream."""
    from pathlib import Path

    from bitext.links.moving import new_name, page_named, plan_move

    from commands.support.carrying_out import carry_out

    return carry_out(
        args,
        lambda sources: plan_move(
            sources, page_named(sources, args.old, Path.cwd()), new_name(sources, args.new, Path.cwd())
        ),
    )
