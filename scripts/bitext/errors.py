"""What keeps a command from being carried out: raised anywhere, made lines and an exit code by `scripts/cli.py`."""

from __future__ import annotations

import errno

from bitext.finding import Finding


class Problem(Exception):
    """A sentence for the user, without a full stop; where files are at fault, with findings before it.

    code: the exit code; is_asked: it is what was asked for that cannot be done, so that a command adds what it has left
    undone.
    """

    code = 2
    is_asked = False

    def __init__(self, sentence: str, *findings: Finding) -> None:
        self.findings: tuple[Finding, ...] = findings
        super().__init__(sentence)

    @property
    def shown(self) -> str:
        """The lines that commands print."""
        return "\n".join([*(finding.shown for finding in self.findings), f"scripts: {self}"])


class Refused(Problem):
    """A source that cannot be used. Carries every finding, in order."""

    def __init__(self, *findings: Finding) -> None:
        in_order = sorted(set(findings))
        super().__init__("\n".join(map(str, in_order)), *in_order)

    @property
    def shown(self) -> str:
        """The lines that commands print."""
        return "\n".join(finding.shown for finding in self.findings)


_REFUSALS = ("ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EIO", "EMFILE", "ENFILE")  # not every system has each
_OF_THE_MACHINE = frozenset(getattr(errno, name) for name in _REFUSALS if hasattr(errno, name))


def problem_of_machine(error: BaseException) -> Problem | None:
    """What to say where the machine refuses something, whatever the command: the disk is full, read-only or broken, or
    a file belongs to somebody else. None for any other error, which may be a fault of the program."""
    if not isinstance(error, OSError) or error.errno not in _OF_THE_MACHINE:
        return None
    name = error.filename2 or error.filename
    return Problem(f"cannot go on: {error.strerror}" + (f": '{name}'" if name else ""))
