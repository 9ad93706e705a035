"""Build the site in every language into site/.

First it checks the sources. A broken link or page is printed with its file and line, nothing is written, and the site
that was there stays as it was. Where the languages are out of step it says so and builds all the same; `python3 scripts
check` refuses that too. On a terminal it shows its progress and a summary; elsewhere it is
silent when all is well.

exit code: 0 built, 1 findings, 2 could not run
"""

import argparse
import sys
from pathlib import Path


def options(parser: argparse.ArgumentParser) -> None:
    """What `build` understands."""
    parser.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="default: mkdocs.yml")
    parser.add_argument("-d", "--site-dir", type=Path, help="where to write; default: site/ beside the configuration")
    parser.add_argument(
        "--debug", action="store_true", help="show the traceback of a failure inside MkDocs or a plugin"
    )


def main(args: argparse.Namespace) -> int:
    """Build; print findings to the standard error stream, and the summary to a terminal."""
    from bitext.finding import Refused
    from mkdocs_build import CannotBuild, build_site, check_sources

    config: Path = args.config_file.resolve()
    site_dir: Path = (args.site_dir or config.parent / "site").resolve()
    try:
        for finding in check_sources(config):
            print(finding, file=sys.stderr)
        built = build_site(config, site_dir, show_progress=sys.stderr.isatty())
    except Refused as refused:
        print(refused, file=sys.stderr)
        kept = f"; {site_dir.name}/ is as it was" if site_dir.exists() else ""
        count = len(refused.findings)
        print(f"scripts: {count} finding{'s' * (count != 1)}, nothing built{kept}", file=sys.stderr)
        return 1
    except CannotBuild as problem:
        if args.debug:
            raise
        print(f"scripts: {problem}", file=sys.stderr)
        return 2
    if sys.stdout.isatty():
        place = site_dir.relative_to(Path.cwd()) if site_dir.is_relative_to(Path.cwd()) else site_dir
        languages = f"{built.languages} language{'s' * (built.languages != 1)}"
        print(f"{built.pages} pages in {languages} built in {built.seconds:.1f} s: {place}/index.html")
    return 0
