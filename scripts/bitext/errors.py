"""What keeps a command from being carried out: raised anywhere, made lines and an exit code by `scripts/cli.py`."""

from __future__ import annotations

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
