"""The code itself: style, types, and which part may know which."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, SCRIPTS, run

# The library, in the order of its dependencies: a module imports only from those before it.
LAYERS = (
    "cached",
    "closeness",
    "public_address",
    "addresses",
    "bounded_jinja",
    "bounded_yaml",
    "yaml_edit",
    "code",
    "included",
    "dimensions",
    "escaping",
    "own_values",
    "secret_words",
    "fixed_points",
    "html_tags",
    "inline_drawing",
    "label_glosses",
    "section_digests",
    "finding",
    "tree",
    "gate",
    "faults",
    "followed",
    "hosts",
    "lexicon",
    "words",
    "writing",
    "link_cache",
    "markup",
    "look",
    "memo",
    "typeface",
    "pictures",
    "first_characters",
    "parse",
    "dialect",
    "fast_blocks",
    "prose",
    "blocks",
    "policy",
    "fragment",
    "hosting",
    "revision",
    "conflict",
    "rule",
    "writing_marks",
    "svg_texts",
    "wording",
    "external",
    "labels",
    "marks",
    "page",
    "shortcodes",
    "rendered",
    "content",
    "repository",
    "places",
    "settings",
    "setting_forms",
    "publisher",
    "plugins",
    "audience",
    "layout",
    "languages",
    "recording",
    "tags",
    "segments",
    "crossing",
    "written",
    "inline",
    "attribute_lists",
    "outline",
    "titles",
    "sections",
    "moved",
    "toc",
    "compare",
    "data_gaps",
    "drafts",
    "site",
    "whole_names",
    "align",
    "built",
    "number_words",
    "numbers",
    "keys",
    "expansion",
    "glossary",
    "parsed_page",
    "data",
    "guides",
    "edits",
    "history",
    "data_history",
    "file_pairs",
    "data_comparison",
    "carried",
    "unwritten",
    "localized",
    "redirects",
    "moved_sections",
    "runs",
    "typography",
    "anchors",
    "inherited",
    "fallback",
    "markdown_copy",
    "notices",
    "pair",
    "leftovers",
    "unread",
    "provenance",
    "read_built",
    "search_text",
    "synonyms",
    "search",
    "compose",
    "concerned",
    "shown_on",
    "ids",
    "label_pairs",
    "code_spans",
    "kept",
    "links",
    "relink",
    "sources",
    "last_changed",
    "renamed",
    "drawings",
    "fix",
    "lookup",
    "mentions",
    "loaded",
    "navigation",
    "progress",
    "untouched",
    "published",
    "redirect_maps",
    "resolve",
    "linked",
    "moving",
    "release",
    "rules",
    "suppressions",
    "check",
    "comparison",
    "sarif",
    "report",
)


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        # one after the other: they share a cache
        pytest.param(("mypy",), marks=pytest.mark.xdist_group("mypy")),
        pytest.param(("mypy", "scripts/mkdocs_hooks.py"), marks=pytest.mark.xdist_group("mypy")),
    ],
    ids=" ".join,
)
def test_style_and_types(command: tuple[str, ...]) -> None:
    result = run(sys.executable, "-m", *command)
    assert result.returncode == 0, result.stdout + result.stderr


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def library() -> Iterator[tuple[str, Path]]:
    """Every module of the library, under the name of its layer."""
    for path in sorted((SCRIPTS / "bitext").rglob("*.py")):
        parts = path.relative_to(SCRIPTS / "bitext").with_suffix("").parts
        if parts != ("__init__",):
            yield parts[0], path


def test_the_library_knows_nothing_of_mkdocs_and_its_dependencies_run_one_way() -> None:
    assert {layer for layer, _ in library()} == set(LAYERS)
    for layer, path in library():
        imports = set(imported(path))
        assert not {module for module in imports if module.split(".")[0] in ("mkdocs", "material", "verbs", "cli")}
        mine = {module.split(".")[1] for module in imports if module.startswith("bitext.")}
        assert mine <= {*LAYERS[: LAYERS.index(layer)], *(["rules"] if layer == "rules" else [])}, path


def test_no_group_is_repeated_possessively() -> None:
    """Before Python 3.11.5 such a pattern matches something else; an atomic group around it does not (CPython 106052)."""
    repeated = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")
    for path in sorted(SCRIPTS.rglob("*.py")):
        texts = [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
        ]
        found = [text for text in texts if isinstance(text, str) and repeated.search(text)]
        assert found == [], path


def test_only_verbs_and_the_way_in_print_or_exit() -> None:
    for _, path in library():
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert calls & {"print", "exit", "input"} == set(), path.name


def test_the_readme_gives_exactly_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    fences = [block.split("\n", 1)[1].strip() for block in readme.split("```")[1::2]]
    commands = [line for block in fences for line in block.splitlines() if line.startswith("python3 scripts")]
    assert commands == ["python3 scripts build", "python3 scripts test"]


def test_the_readme_names_every_file_of_scripts_and_none_that_is_gone() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("## Where things are")[1].split("\n\nA page")[0]
    named = {name.split("/")[-1] for name in re.findall(r"`([\w/]+\.py)`", table)}
    there = {path.name for path in SCRIPTS.glob("*.py") if path.name != "__main__.py"}
    assert there - named == set()
    assert named - {path.name for path in SCRIPTS.rglob("*.py")} == set()
