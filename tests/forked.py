"""Commands in processes that begin where their imports have ended.

A small command needs half a second of processor time to import what it uses, and a tenth to do its work. Here a process
that has imported it waits, and each command is a process forked from it: with its own memory, folder, environment, output
and exit code, as if it had been started afresh. `python tests/forked.py KIND SOCKET FOLDER` is that process.
"""

from __future__ import annotations

import atexit
import functools
import gc
import hashlib
import importlib
import importlib.metadata
import json
import marshal
import os
import runpy
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import babel
import jinja2
import markdown

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
#: What builds import while they run.
OF_BUILDS = (
    "babel.dates babel.support csv email.message fontTools.pens.transformPen fontTools.ttLib gzip importlib.resources"
    " jinja2.ext jinja2.meta material.plugins.search.plugin material.plugins.tags.plugin material.templates"
    " mkdocs.commands.build mkdocs.config.defaults mkdocs_static_i18n.plugin multiprocessing.popen_fork"
    " pygments.formatters.html pygments.styles pymdownx.superfences pymdownx.tabbed resvg_py uuid zipfile zoneinfo"
).split()
#: What decides how a template is compiled, beside its text and the filters, tests and extensions.
OF_TEMPLATES = (
    "block_start_string block_end_string variable_start_string variable_end_string comment_start_string"
    " comment_end_string line_statement_prefix line_comment_prefix trim_blocks lstrip_blocks newline_sequence"
    " keep_trailing_newline optimized autoescape is_async undefined finalize"
).split()
TEMPLATES = "TEMPLATES_OF_TESTS"  # the variable that names the folder for what `_keep_templates` keeps
_alone = threading.Lock()


def kind_of(command: Sequence[str], environment: Mapping[str, str]) -> str | None:
    """The kind of a command that `start` can start, "scripts" or "mkdocs"; None for any other, and where only a new
    interpreter will do."""
    read_at_the_start = any(name.startswith(("PYTHON", "LC_", "LANG")) for name in environment)
    if sys.platform != "linux" or command[0] != sys.executable or read_at_the_start:
        return None
    if command[1:2] == [str(SCRIPTS)] and command[2:3] != ["test"]:
        return "scripts"
    return "mkdocs" if command[1:3] == ["-m", "mkdocs"] else None


def share_templates() -> None:
    """Let all processes of this session keep compiled templates in one folder, which goes with the first of them."""
    if TEMPLATES not in os.environ:
        os.environ[TEMPLATES] = tempfile.mkdtemp(prefix="templates-")
        atexit.register(shutil.rmtree, os.environ[TEMPLATES], ignore_errors=True)


class Process:
    """A command that runs in a forked process; what `subprocess.Popen` has of the same name does the same.

    pid: its process; own_session: whether signals to its group reach it alone.
    """

    def __init__(
        self,
        command: Sequence[str],
        cwd: Path,
        environment: Mapping[str, str],
        stdout: IO[Any] | int,
        stderr: IO[Any] | int,
        own_session: bool = False,
    ) -> None:
        self.args = list(command)
        self.returncode: int | None = None
        kind = kind_of(command, {})
        assert kind
        self.stdout, out = _end_of(stdout)
        self.stderr, err = (None, os.dup(out)) if stderr == subprocess.STDOUT else _end_of(stderr)
        ours, theirs = socket.socketpair()
        with theirs, _alone:
            socket.send_fds(_server(kind), [b"1"], [theirs.fileno(), out, err])
        os.close(out)
        os.close(err)
        request = {"command": self.args, "cwd": str(cwd), "environment": dict(environment), "session": own_session}
        ours.sendall(json.dumps(request).encode() + b"\n")
        self._answer = ours.makefile("r")
        ours.close()
        self.pid = int(self._answer.readline())

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, when it has ended; raises `subprocess.TimeoutExpired` when it has not."""
        if self.returncode is None:
            if not select.select([self._answer], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            self.returncode = int(self._answer.readline())
            self._answer.close()
        return self.returncode

    def poll(self) -> int | None:
        """Its exit code, None as long as it runs."""
        return self.wait() if self.returncode is not None or select.select([self._answer], [], [], 0)[0] else None

    def communicate(self) -> tuple[str, str]:
        """What it says on the pipes that it has, when it has ended."""
        said = ["", ""]

        def read(number: int, pipe: IO[str]) -> None:
            with pipe:
                said[number] = pipe.read()

        pipes = [(number, pipe) for number, pipe in enumerate((self.stdout, self.stderr)) if pipe and not pipe.closed]
        readers = [threading.Thread(target=read, args=each) for each in pipes]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        self.wait()
        return said[0], said[1]


def _end_of(wanted: IO[Any] | int) -> tuple[IO[str] | None, int]:
    """Where to read what a process says, if that is wanted, and where it is to say it."""
    if wanted == subprocess.PIPE:
        read, written = os.pipe()
        return open(read, encoding="utf-8"), written  # noqa: PTH123
    return None, os.dup(wanted if isinstance(wanted, int) else wanted.fileno())


def run(command: Sequence[str], cwd: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command in a forked process, without input; returns what `subprocess.run` would."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        code = Process(command, cwd, environment, out, err).wait()
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode().replace("\r\n", "\n"))
    return subprocess.CompletedProcess(list(command), code, *said)


@functools.cache
def _server(kind: str) -> socket.socket:
    """Start the process that has imported what commands of this kind use; it ends with this one."""
    share_templates()
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, __file__, kind, str(theirs.fileno()), os.environ[TEMPLATES]],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=SCRIPTS.parent,
            start_new_session=True,
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


# The process from which commands are forked


def main(kind: str, number: str, templates: str) -> None:
    """Fork a process for each command that is asked for, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.path[:1] = [str(SCRIPTS)] if kind == "scripts" else []  # instead of the folder of the tests
    _keep_entry_points()
    _import(kind)
    _prepare(kind)
    _keep_templates(Path(templates))
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=int(number)) as asked:
        request = _wait_for_a_command(asked)
    if request:
        _become(kind, request)


def _import(kind: str) -> None:
    """Import what commands of this kind use; of the project all that is there, whatever it is called."""
    names = list(OF_BUILDS)
    if kind == "scripts":
        paths = (path.relative_to(SCRIPTS).with_suffix("") for path in sorted(SCRIPTS.rglob("*.py")))
        names += [".".join(path.parts) for path in paths if path.name not in ("__init__", "__main__", "mkdocs_hooks")]
    else:
        names += ["mkdocs.__main__"]
    for name in names:
        importlib.import_module(name)


def _keep_entry_points() -> None:
    """Let the packages that are installed be asked once for the plugins, themes and extensions that they have: they stay as
    they are as long as the tests run. MkDocs takes this function by its name when it is imported."""
    importlib.metadata.entry_points = functools.cache(importlib.metadata.entry_points)  # type: ignore[assignment]


def _prepare(kind: str) -> None:
    """Work out once what every command would work out, with the same result, from what is installed and this project's code:
    a fifth of the work of a build of two pages."""
    from mkdocs import plugins, utils  # here, as they take the function that `_keep_entry_points` puts in place

    for language in ("en", "fr", "fr_CA"):
        assert babel.Locale.parse(language).languages
    assert utils.get_theme_names() and plugins.get_plugins()
    markdown.Markdown(extensions=["admonition", "attr_list", "tables", "toc", "pymdownx.superfences"])
    if kind == "scripts":
        importlib.import_module("engine.fingerprints").code()
        importlib.import_module("bitext.languages.base_words").same_meanings("en", "fr")


def _keep_templates(folder: Path) -> None:
    """Let what Jinja makes of the theme's templates, in every build the same, be worked out once: more than half of the
    work of a build of two pages. What is kept holds for the very same text, place and settings."""
    compile_anew = jinja2.Environment.compile

    def compiled(self: jinja2.Environment, source: Any, name: Any = None, filename: Any = None, *rest: Any) -> Any:
        if type(self) is not jinja2.Environment or filename is None or not isinstance(source, str) or rest:
            return compile_anew(self, source, name, filename, *rest)
        settings = [getattr(self, each) for each in OF_TEMPLATES]
        known = sorted((name, each.__module__, each.__qualname__) for name, each in self.filters.items())
        key = repr([source, name, filename, settings, sorted(self.extensions), known, sorted(self.tests)])
        file = folder / hashlib.sha256(key.encode()).hexdigest()
        if not file.exists():
            code = compile_anew(self, source, name, filename)
            with tempfile.NamedTemporaryFile(dir=folder, delete=False) as made:
                made.write(marshal.dumps(code))
            Path(made.name).replace(file)
            return code
        return marshal.loads(file.read_bytes())

    jinja2.Environment.compile = compiled  # type: ignore[method-assign,assignment]


def _wait_for_a_command(asked: socket.socket) -> dict[str, Any] | None:
    """Returns in each forked process, with its command; and in this one when there are no more."""
    while True:
        message, files, _, _ = socket.recv_fds(asked, 1, 3)
        while _reap():
            pass
        if not message:
            return None
        if os.fork() == 0:
            asked.close()
            return _begin(*files)
        for file in files:
            os.close(file)


def _reap() -> bool:
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def _begin(answer: int, out: int, err: int) -> dict[str, Any]:
    """Fork once more: this process tells the command's process and its exit code when it has ended; the other returns."""
    with socket.socket(fileno=answer) as asker:
        with asker.makefile("r") as lines:
            request: dict[str, Any] = json.loads(lines.readline())
        process = os.fork()
        if process:
            os.close(out)
            os.close(err)
            asker.sendall(f"{process}\n".encode())
            code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            asker.sendall(f"{code}\n".encode())
            os._exit(0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.close(out)
    os.close(err)
    return request


def _become(kind: str, request: Mapping[str, Any]) -> None:
    """Run the command as a new interpreter would, and end as one does, but for the clearing of memory."""
    code = 1
    try:
        if request["session"]:
            os.setsid()
        os.chdir(request["cwd"])
        sys.stdout = open(1, "w", encoding=sys.stdout.encoding, closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", 1, sys.stderr.encoding, "backslashreplace", closefd=False)  # noqa: SIM115
        os.environ.clear()
        os.environ.update(request["environment"])
        time.tzset()
        code = _outcome(kind, request["command"], request["cwd"])
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _outcome(kind: str, command: list[str], cwd: str) -> int:
    """The exit code of a command."""
    try:
        if kind == "scripts":
            sys.argv = command[1:]
            sys.path.remove(str(SCRIPTS))  # which this puts there
            runpy.run_path(str(SCRIPTS), run_name="__main__")
        else:
            sys.argv = command[2:]
            sys.path.insert(0, cwd)
            importlib.import_module("mkdocs.__main__").cli()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    main(*sys.argv[1:])
