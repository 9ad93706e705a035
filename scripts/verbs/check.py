"""Check the sources: links, translations, terms and each page on its own, without building.

exit code: 0 clean, 1 findings, 2 could not run
"""

import argparse
import sys
from pathlib import Path

FORMATS = ("text", "json", "github", "sarif")


def options(parser: argparse.ArgumentParser) -> None:
    """What `check` understands."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only findings below these files or folders")
    parser.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="default: mkdocs.yml")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--only", action="append", default=[], metavar="GROUP|RULE", help="run these alone")
    parser.add_argument("--skip", action="append", default=[], metavar="GROUP|RULE", help="do not run these")


def main(args: argparse.Namespace) -> int:
    """Check, and print the findings to the standard output stream."""
    from bitext.check import UnknownRule, check, chosen_rules
    from bitext.finding import Refused
    from bitext.report import write_report
    from bitext.site import Site
    from bitext.sources import Sources

    config: Path = args.config_file.resolve()
    if not config.is_file():
        print(f"scripts: '{config.name}' is not in '{config.parent}'; name it with -f", file=sys.stderr)
        return 2
    try:
        rules = chosen_rules(args.only, args.skip)
        sources = Sources(Site.load(config), config)
    except UnknownRule as problem:
        print(f"scripts: {problem}", file=sys.stderr)
        return 2
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    checked = check(sources, rules)
    sys.stdout.write(write_report(checked, args.format))
    return 1 if checked.findings else 0
