"""What is looked for first, so that a text without it need not be read closely, changes no finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from bitext import compare_texts
from bitext.align import acronyms
from bitext.history import unwritten
from bitext.markdown import blocks, fast_blocks
from bitext.pages import segments
from bitext.rules.source.conflict_marker import conflict_marker
from bitext.rules.source.link_markup import link_markup
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions import tables

#: What some reader of Markdown or some rule takes for the beginning or the end of something.
_PIECES = (
    "\n", "\n\n", "\n\n", " ", "    ", "- ", "* ", "1. ", "2. ", "# ", "## ", "> ", "|", "| a | b |\n| --- | --- |\n",
    "`", "```\n", "\\", "\\|", "**", "__", "_", "*", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "<a href='/x'>",
    "</a>", "<A HREF='/x' target=_blank>", "<img src='a.png' alt='b'>", "{ target=_blank }", "[a](b.md)", "(", ")",
    "«", "»", "“", "”", '"', "'", "’", "l’", "the the", " password Password ", "API", "CSV and PDF", "CVS", "TVA",
    "Smith (2024): ", "Smith et al., 2024", "the key is not in the list of the keys", "la clé n’est pas là", "é",
    "to write", "TO WRITE: it", "\U00010000", "&amp;", "!!! note\n", "&nbsp;", "10,5", "un", "Select ",
)  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


def found(source: str, target: str) -> list[str]:
    """What is found in two texts, by rules that read them for the first time."""
    segments.forget_cuts()
    blocks._read.cache_clear()
    blocks._reader.cache_clear()
    return [str(finding) for finding in compare_texts(source, target, skip=["meaning"])]


@contextmanager
def everything_read_closely() -> Iterator[None]:
    """Every text counts as one that has what is looked for first."""
    everywhere = ("",)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(acronyms, "_CAPITALS", re.compile(""))
        patch.setattr(unwritten, "_QUOTES", everywhere)
        patch.setattr(unwritten, "_SIGNS_OF_CITATIONS", everywhere)
        patch.setattr(segments, "has_apostrophe", lambda text: True)
        patch.setattr(blocks, "_may_be_too_deep", lambda text: True)
        patch.setattr(blocks, "_MARKS", everywhere)
        patch.setattr(fast_blocks._Tables, "_split", tables.TableProcessor._split)  # type: ignore[attr-defined]
        patch.setitem(conflict_marker.run.__globals__, "FIRST_MARK", "")
        patch.setitem(link_markup.run.__globals__, "_SIGNS", everywhere)
        yield


@given(_TEXTS, _TEXTS)
def test_the_findings_are_the_same(source: str, target: str) -> None:
    expected = found(source, target)
    with everything_read_closely():
        assert found(source, target) == expected


@given(st.lists(st.sampled_from(("|", "\\", "\\|", "a", " ", "`")), max_size=12).map("".join))
def test_the_cells_of_a_row_are_as_many(row: str) -> None:
    with_code = segments._CODE.sub("code", row).strip(" \t>").removeprefix("|")
    bars = re.findall(r"(?<!\\)\|", re.sub(r"(?<!\\)\|$", "", with_code))
    assert segments.cells_written(row) == len(bars) + 1
