"""The verbs, and the way from a command line to one of them.

Only the standard library is imported here and at the top of the verbs: the list, `--help` and a mistyped option answer
on a machine where nothing is installed yet.
"""

import argparse
import importlib
import sys
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType

import environment
from bitext.errors import Problem, problem_of_machine

ROOT = Path(__file__).resolve().parent.parent
#: Verb, and the lock file of what it needs. The module `commands.VERB` holds the rest.
VERBS = {
    "build": "requirements.txt",
    "serve": "requirements.txt",
    "check": "requirements.txt",
    "status": "requirements.txt",
    "diff": "requirements.txt",
    "accept": "requirements.txt",
    "terms": "requirements.txt",
    "new": "requirements.txt",
    "move": "requirements.txt",
    "delete": "requirements.txt",
    "test": "requirements-test.txt",
}


def overview() -> str:
    """The list of verbs with the first line of each one's docstring."""
    rows = []
    for verb in VERBS:
        summary = (importlib.import_module(f"commands.{verb}").__doc__ or "").splitlines()[0]
        rows.append(f"  {verb:<8}{summary}")
    return "\n".join(
        [
            "usage: python3 scripts VERB [options]",
            "",
            *rows,
            "",
            "python3 scripts VERB --help explains a verb.",
        ]
    )


def main(argv: list[str]) -> int:
    """Run the verb that `argv` names, inside the project's environment; returns the exit code (2: could not run)."""
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    verb, *rest = argv
    if verb not in VERBS:
        environment.complain(
            f"unknown verb '{verb}'{environment.did_you_mean(verb, VERBS)}; python3 scripts lists them"
        )
        return 2
    module = importlib.import_module(f"commands.{verb}")
    parser = argparse.ArgumentParser(
        prog=f"python3 scripts {verb}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.options(parser)
    if getattr(module, "PASSES_ARGUMENTS_ON", False):
        args, unknown = parser.parse_known_args(rest)
        args.passed_on = unknown
    else:
        args = parser.parse_args(rest)
    for stream in (sys.stdout, sys.stderr):  # a file or pipe on Windows cannot hold every character otherwise
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return _run(module, args, VERBS[verb], argv)


def _undone(module: ModuleType, problem: Problem) -> str:
    """What a verb has left undone, if that is to be said with a problem."""
    return f"; {module.UNDONE}" if problem.is_asked and hasattr(module, "UNDONE") else ""


def _is_ours(package: str) -> bool:
    """Whether a package or module is one of this project, and not one of `.venv`."""
    return (ROOT / "scripts" / package).is_dir() or (ROOT / "scripts" / f"{package}.py").is_file()


def _run(module: ModuleType, args: argparse.Namespace, lock: str, argv: list[str]) -> int:
    """Run a verb in the environment that `lock` describes. What keeps it from being carried out is told here, whichever
    verb it is; a module adds what it has left `UNDONE`."""
    try:
        environment.enter(ROOT, lock, argv)
        return int(module.main(args))
    except Problem as problem:
        if getattr(args, "debug", False) and not problem.findings:
            raise
        print(f"{problem.shown}{_undone(module, problem)}", file=sys.stderr)
        return problem.code
    except environment.NotReady as problem:
        environment.complain(str(problem))
        return 2
    except ImportError as error:
        package = (error.name or "").partition(".")[0]
        if not package or _is_ours(package):
            raise
        environment.complain(f"'{package}' in .venv cannot be used ({error}); delete .venv and run again")
        return 2
    except KeyboardInterrupt:
        environment.complain("interrupted")
        return 130
    except OSError as error:
        return _stopped_by(error)


def _stopped_by(error: OSError) -> int:
    """Tell what the machine has refused to do, and return the exit code. A pipe that nobody reads is no problem. Raises
    what else there is, with the lines of code that it comes from."""
    if isinstance(error, BrokenPipeError):
        return 1
    if (problem := problem_of_machine(error)) is None:
        raise error
    print(problem.shown, file=sys.stderr)
    return problem.code
