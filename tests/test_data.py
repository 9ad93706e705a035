"""The facts in `_data`, compared between the languages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bitext.check import check, chosen_rules
from bitext.site import Site
from bitext.sources import Sources

ENGLISH = """\
sage:
  wait: for several days
  delay: 60 days, two at most
  versions: [version 3.1, version 3.0]
  contact: {name: Ann, hours: 9 am}
"""


def found(root: Path) -> list[str]:
    config = root / "mkdocs.yml"
    rules = chosen_rules(["data-mismatch"])
    return [f"{each.line}: {each.message}" for each in check(Sources(Site.load(config), config), rules).findings]


@pytest.mark.parametrize(
    ("french", "said"),
    [
        ("sage:\n  wait: plusieurs jours\n  delay: 60 jours, 2 au plus\n  contact: {hours: 9 h}\n", []),
        ("", []),
        ("sage:\n  versions: [version 3.0, version 3.1]\n", []),
        ("sage:\n  delay: 90 jours\n", ["2: number '90' is '60' in docs/_data/facts.yml:3"]),
        (
            "sage:\n  # A note.\n  vait: plusieurs jours\n",
            ["3: 'vait' is not in docs/_data/facts.yml:1; did you mean 'wait'?"],
        ),
        ("# A note.\nsages:\n  wait: x\n", ["2: 'sages' is not in docs/_data/facts.yml:1; did you mean 'sage'?"]),
        ("sage:\n  versions: [version 3.1]\n", ["2: 'versions' has 1 entry, but 2 in docs/_data/facts.yml:4"]),
        ("sage:\n  versions: [version 3.1, version 3.2]\n", ["2: number '3.2' is '3.0' in docs/_data/facts.yml:4"]),
        ("sage:\n  contact: Ann\n", ["2: 'contact' is a text, but a mapping in docs/_data/facts.yml:5"]),
        ("sage:\n  contact:\n    hours: 10 h\n", ["3: number '10' is '9' in docs/_data/facts.yml:5"]),
    ],
)
def test_what_a_translation_of_the_data_says(small_site: Callable[..., Path], french: str, said: list[str]) -> None:
    assert found(small_site({"docs/_data/facts.yml": ENGLISH, "docs_fr/_data/facts.yml": french})) == said


def test_data_that_only_the_translation_has(small_site: Callable[..., Path]) -> None:
    said = found(small_site({"docs_fr/_data/facts.yml": "a: 1\n"}))
    assert said == ["1: 'a' is not in docs/_data/facts.yml:1"]
