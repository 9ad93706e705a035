"""Begin the guide of an integration: its pages in every language, its data record and its navigation entries.

What is left to write stands after 'TO WRITE' and 'À RÉDIGER'; until then a page is a draft. A language without words
of its own for it gets the English ones, to translate. Nothing that exists is overwritten. In a git repository, the
English that each translation records is kept before it is committed.

exit code: 0 made, 1 something of that name exists, 2 could not run
"""

import argparse
import re

from bitext.errors import Problem

from commands.support.opening import config_option, existing

UNDONE = "nothing is written"


def options(parser: argparse.ArgumentParser) -> None:
    """What `new` understands."""
    parser.add_argument("integration", metavar="INTEGRATION", help="its name in addresses and data, such as sage-50")
    parser.add_argument("--name", required=True, help="the name of the product, such as 'Sage 50'")
    config_option(parser)


def main(args: argparse.Namespace) -> int:
    """Write all files or none; print what was made to the standard output stream."""
    from bitext.history.git import keep_texts
    from bitext.history.record import write_files
    from bitext.site.site import Site
    from bitext.translating.guides import new_guide

    if fault := _fault(args.integration, args.name):
        raise Problem(fault)
    config = existing(args.config_file)
    site = Site.load(config)
    files = new_guide(site, config, args.integration, args.name)
    changed = {path for path in files if (site.root / path).exists()}
    write_files(site.root, files)
    keep_texts(site.root, files.values())
    for path in files:
        print(f"{'added to' if path in changed else 'made'} {path}")
    print("Write what stands after 'TO WRITE' and 'À RÉDIGER', then run: python3 scripts check")
    return 0


def _fault(integration: str, name: str) -> str | None:
    """What is wrong with the arguments, in a sentence."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", integration):
        plain = "-".join(re.findall(r"[a-z0-9]+", integration.lower()))
        suggestion = f"; did you mean '{plain}'?" if plain else ", such as 'sage-50'"
        return f"'{integration}' is not lower-case letters and digits with hyphens between them{suggestion}"
    if not re.fullmatch(r"[^\W_](?:[^\W_]|[ .&+'’()/®™-])*", name) or name != name.strip():
        return f"the name '{name}' is not letters, digits and blanks; of signs it may hold . & + ' ( ) / and -"
    return None
