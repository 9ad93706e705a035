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

from commands.support.opening import config_option, existing


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
    import threading

    from preview.server import Preview, listening, serve

    started = time.monotonic()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl+C does
    config = existing(args.config_file)
    _refuse(config)
    server = listening(args.host, args.port)
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


def _refuse(config: Path) -> None:
    """Raise CannotBuild when nothing can be shown of the site that `config` describes. What can be mended while it is
    shown is told then."""
    from bitext.errors import Refused
    from bitext.site.site import Site
    from engine.mkdocs_findings import refuse_without_hook

    with contextlib.suppress(Refused):
        refuse_without_hook(Site.load(config), config)


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
