"""`python3 scripts serve`: an edit is seen, a fault is told and the next good save recovers."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import ROOT, SCRIPTS, write

Make = Callable[[Mapping[str, str | bytes]], Path]


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so; half a minute is more than any machine needs."""
    for _ in range(300):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to pass")


@pytest.mark.skipif(sys.platform == "win32", reason="stops the server with a signal")
def test_an_edit_is_served_and_a_fault_is_told_and_survived(small_site: Make) -> None:
    root = small_site({})
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, str(SCRIPTS), "serve", "-f", str(root / "mkdocs.yml"), "--port", str(port)],
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    said: list[str] = []
    assert server.stdout is not None
    reader = threading.Thread(target=lambda stream: said.extend(stream), args=(server.stdout,), daemon=True)
    reader.start()

    def shows(text: str) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/fr/", timeout=5) as answer:
                return text in answer.read().decode()
        except OSError:
            return False

    try:
        until(lambda: shows("Accueil"))
        write(root, {"docs_fr/index.md": "# Accueil\n\nUne phrase de plus.\n"})
        until(lambda: shows("Une phrase de plus."))
        write(root, {"docs_fr/index.md": "# Accueil\n\n{{ rien }}\n"})
        until(lambda: any("docs_fr/index.md:3: 'rien' is not defined [undefined-name]" in line for line in said))
        write(root, {"docs_fr/index.md": "# Accueil\n\nTout va bien.\n"})
        until(lambda: shows("Tout va bien."))
    finally:
        os.kill(server.pid, signal.SIGINT)
        server.wait(timeout=30)
        reader.join(timeout=30)
    lines = [re.sub(r"^\d\d:\d\d:\d\d ", "", line.rstrip("\n")) for line in said]
    assert "browsers wait until what is named above is mended and saved" in lines
    assert not [line for line in lines if "Traceback" in line or "mkdocs_static_i18n" in line]
    assert f"Serving on http://127.0.0.1:{port}/" in lines
