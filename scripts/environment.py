"""The project's own Python environment: `.venv`, made from a hash-locked requirements file on first use.

Standard library only: this runs before anything is installed.
"""

import contextlib
import difflib
import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NoReturn

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:
    fcntl = None

#: Each lock file holds all that the ones before it in this list hold.
LOCKS = ("requirements.txt", "requirements-test.txt")
UNREACHABLE = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|Connection refused"
    r"|Network is unreachable|name resolution|Failed to establish|getaddrinfo|timed out",
    re.IGNORECASE,
)


class NotReady(Exception):
    """The environment cannot be made; the text is one sentence for the user."""


def complain(sentence: str) -> None:
    """Print one sentence to the standard error stream, under the program's name."""
    print(f"scripts: {sentence}", file=sys.stderr)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion to append to a message: the nearest of `known`, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""


def enter(root: Path, lock: str, argv: list[str]) -> None:
    """Return if this process runs in `root/.venv` as `lock` describes it; otherwise make it so and start again inside.

    Raises NotReady when the environment cannot be made.
    """
    folder = root / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if folder.exists() and not folder.is_dir():
        raise NotReady(".venv is a file, and a folder is needed there; delete it and run again")
    try:
        if not _is_current(root, lock, python):
            with _alone(root / lock):
                if not _is_current(root, lock, python):
                    _make(root, lock, folder, python)
        elif Path(sys.prefix).resolve() == folder.resolve():
            return
        _restart(python, root, argv)
    except OSError as error:
        again = "delete .venv and run again" if os.access(root, os.W_OK) else "run again as who may write there"
        raise NotReady(f".venv in '{root}' cannot be made or used ({_reason(error)}); {again}") from error


def _reason(error: OSError) -> str:
    """What the system says of an error, with the file that it is about."""
    said = error.strerror or str(error)
    return f"{said}: '{error.filename}'" if error.filename else said


def _is_current(root: Path, lock: str, python: Path) -> bool:
    stamp = _stamp(root, lock)
    try:
        return python.exists() and stamp.read_text(encoding="ascii") == _digest(root / lock)
    except OSError:
        return False


def _stamp(root: Path, lock: str) -> Path:
    return root / ".venv" / f"{lock}.sha256"


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise NotReady(f"{path.name} cannot be read ({error.strerror}); it lists what to install") from error


def _make(root: Path, lock: str, folder: Path, python: Path) -> None:
    digest = _digest(root / lock)
    known = any(_stamp(root, name).exists() for name in LOCKS)
    reason = f"{lock} has changed: bringing .venv up to date" if known else f"first use: making .venv from {lock}"
    complain(f"{reason} (once; it takes a minute or less)")
    started = time.monotonic()
    if not _runs(python):
        try:
            import venv  # takes longer than the rest of this module, and is not needed again

            venv.create(folder, clear=True, with_pip=True)
        except subprocess.CalledProcessError as error:
            raise NotReady(
                f".venv cannot be made with {sys.executable} ({type(error).__name__}); "
                "on Debian and Ubuntu install the package python3-venv"
            ) from error
    for name in LOCKS:
        _stamp(root, name).unlink(missing_ok=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "--retries", "2"]
    run = subprocess.run(
        [*pip, "install", "--quiet", "--prefer-binary", "--require-hashes", "-r", str(root / lock)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if run.returncode:
        raise NotReady(_why_pip_failed(run.stderr, lock))
    for name in LOCKS[: LOCKS.index(lock) + 1]:
        _stamp(root, name).write_text(_digest(root / name) if name != lock else digest, encoding="ascii")
    complain(f".venv is ready ({time.monotonic() - started:.0f} s)")


@contextlib.contextmanager
def _alone(file: Path) -> Iterator[None]:
    """While another start makes the environment, this one waits; not on Windows, which has no such locks."""
    if fcntl is None or not file.exists():
        yield
        return
    with file.open("rb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            complain("another start is making .venv; waiting for it")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _runs(python: Path) -> bool:
    try:
        return subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def _why_pip_failed(stderr: str, lock: str) -> str:
    if UNREACHABLE.search(stderr):
        return f"the package index cannot be reached, and .venv needs it once to install {lock}; connect and run again"
    errors = [line.removeprefix("ERROR: ") for line in stderr.splitlines() if line.startswith("ERROR:")]
    told = [line for line in errors if line != "Exception:"]  # what follows that is a traceback, its reason last
    return f"pip could not install {lock}: {[*told, *stderr.strip().splitlines()[-1:], 'no reason given'][0][-300:]}"


def wait_for(process: "subprocess.Popen[bytes]") -> int:
    """The exit code of `process`. Ctrl+C is for the process, which gets it, too, and may take its time to end."""
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return process.wait()


def _restart(python: Path, root: Path, argv: list[str]) -> NoReturn:
    command = [str(python), str(root / "scripts"), *argv]
    if os.name == "nt":  # execv returns to the shell at once there, before the verb is done
        sys.exit(wait_for(subprocess.Popen(command)))
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(python, command)
