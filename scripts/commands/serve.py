"""Show the site at http://127.0.0.1:8000/, each page as it is when it is asked for.

What is saved is seen at once: browsers that show a page it touches load it again, and what `check` finds in it is
printed here and shown on the page. A fault in a page or in the configuration stands in the place of the page until it
is mended. Nobody but this machine is answered, unless --host says otherwise.

exit code: 0 stopped with Ctrl+C, 2 could not run (the port is busy, say)
"""

import argparse
import contextlib
import time
from pathlib import Path

from commands.support.opening import config_option


def options(parser: argparse.ArgumentParser) -> None:
    """What `serve` understands."""
    config_option(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; default: 127.0.0.1")
    parser.add_argument("--port", type=int, default=8000, help="default: 8000; 0 takes one that is free")
    parser.add_argument(
        "--list-all",
        action="store_true",
        help="after each check print all findings anew, for an editor that lists them",
    )


def main(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    import signal
    import sys
    import threading

    from preview.server import Preview, Server, serve

    started = time.monotonic()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl+C does
    config: Path = args.config_file.resolve()
    if not config.is_file():
        print(f"scripts: '{config.name}' is not in '{config.parent}'; name it with -f", file=sys.stderr)
        return 2
    if problem := _why_not(config):
        print(f"scripts: {problem}", file=sys.stderr)
        return 2
    try:
        server = Server(args.host, args.port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        hint = f"; try --port {args.port + 1}" if 0 < args.port < 65535 else ""
        print(f"scripts: cannot listen on {args.host}:{args.port} ({reason}){hint}", file=sys.stderr)
        return 2

    saying = threading.Lock()  # or the ends of two lines would come after both

    def say(line: str) -> None:
        with contextlib.suppress(OSError), saying:  # the terminal may be gone
            print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)

    def ready(preview: Preview) -> None:
        pages = preview.pages
        say(f"{pages.summary}: {pages.address} (ready in {time.monotonic() - started:.1f} s, Ctrl+C stops it)")

    try:
        serve(config, server, say, ready, lists_all=args.list_all)
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
    return _again(server.server_port)


def _why_not(config: Path) -> str:
    """Why nothing can be shown of the site that `config` describes, or ''. What can be mended while it is shown is told
    then."""
    from bitext.finding import Refused
    from bitext.site.site import Site
    from engine.mkdocs_findings import CannotBuild, refuse_without_hook

    with contextlib.suppress(Refused):
        try:
            refuse_without_hook(Site.load(config), config)
        except CannotBuild as problem:
            return str(problem)
    return ""


def _again(port: int) -> int:
    """The code was saved: start anew in the place of this process, at the same port."""
    import os
    import subprocess
    import sys

    import environment

    port_before = ["--port", str(port)]
    given = sys.orig_argv[1:]
    command = [sys.executable, *(given if given[-2:] == port_before else [*given, *port_before])]
    if os.name == "nt":  # execv returns to the shell at once there
        return environment.wait_for(subprocess.Popen(command))
    os.execv(sys.executable, command)
