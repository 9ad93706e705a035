"""Every rule: a file in the folder of its group, found by its place. Each id that a finding can have is one."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from bitext.rule import GROUPS, Rule


def _found() -> Iterator[Rule]:
    folder = Path(__file__).parent
    for group in GROUPS:
        for file in sorted((folder / group).glob("[a-z]*.py")):
            yield getattr(import_module(f"bitext.rules.{group}.{file.stem}"), file.stem)


#: By group, then by id: the order in which they run and are explained.
RULES: tuple[Rule, ...] = tuple(_found())
