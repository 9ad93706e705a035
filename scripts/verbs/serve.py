"""Show the site at http://127.0.0.1:8000/ and rebuild it whenever a source is saved.

exit code: 0 stopped with Ctrl+C, 1 findings, 2 could not run (the port is busy, say)
"""

import argparse
from pathlib import Path


def options(parser: argparse.ArgumentParser) -> None:
    """What `serve` understands."""
    parser.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="default: mkdocs.yml")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; default: 127.0.0.1")
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")


def main(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    import sys

    from bitext.finding import Refused
    from mkdocs_build import CannotBuild, serve_site

    try:
        serve_site(args.config_file.resolve(), args.host, args.port)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    except CannotBuild as problem:
        print(f"scripts: {problem}", file=sys.stderr)
        return 2
    return 0
