"""The rules that look at one page on its own, beside their cases (see test_rule_cases.py): what needs more than a page."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import markdown
import pytest
from bitext.check.engine import check, chosen_rules
from bitext.pages.page import Page
from bitext.rules import RULES
from bitext.site.parsed_page import ParsedPage
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, ROOT
from hypothesis import given
from hypothesis import strategies as st

WITH_MORE = CONFIG.replace(
    "attr_list,",
    "attr_list, def_list, footnotes, md_in_html, pymdownx.details, {pymdownx.tabbed: {alternate_style: true}},",
)
Make = Callable[[Mapping[str, str | bytes]], Path]


def found(make: Make, rule: str, text: str) -> list[str]:
    root = make({"docs/index.md": text, "mkdocs.yml": WITH_MORE})
    sources = Sources(Site.load(root / "mkdocs.yml"))
    findings = check(sources, chosen_rules(only=[rule])).findings
    return [
        f"{finding.line}: {finding.message}"
        for finding in findings
        if finding.path == "docs/index.md" and finding.rule == rule
    ]


def test_the_title_may_stand_in_the_navigation_or_come_from_a_snippet(small_site: Make) -> None:
    config = (small_site({}) / "mkdocs.yml").read_text()
    named = config.replace("nav: [index.md]", "nav: [{Home: [{Start: index.md}]}]")
    root = small_site({"mkdocs.yml": named, "docs/index.md": "## B\n"})
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["title-missing"])).findings == ()
    files = {"mkdocs.yml": config, "docs/index.md": '{% include "top.md" %}\n', "docs_fr/_snippets/top.md": "# A\n"}
    root = small_site({**files, "docs/_snippets/top.md": "# A\n"})
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["title-missing"])).findings == ()


def test_a_snippet_may_go_on_with_a_list_that_its_page_began(small_site: Make) -> None:
    snippets = {f"{folder}/_snippets/rest.md": "4. Four.\n5. Five.\n" for folder in ("docs", "docs_fr")}
    root = small_site(snippets)
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["list-restart"])).findings == ()


def test_the_project_is_clean() -> None:
    sources = Sources(Site.load(ROOT / "mkdocs.yml"))
    assert check(sources, chosen_rules(only=["source", "spelled-two-ways", "label-spelled-two-ways"])).findings == ()


# What the messages say of MkDocs, tried on the Markdown that it uses: rule, page, the same put right.
EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.details",
    "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed",
]  # fmt: skip
RENDERED = [
    ("list-indent", "1. a\n   - b\n2. c\n", "1. a\n    - b\n2. c\n"),
    ("list-indent", "- a\n  - b\n", "- a\n    - b\n"),
    ("list-indent", "- a\n    - b\n      - c\n", "- a\n    - b\n        - c\n"),
    ("list-indent", "1. a\n\n   text\n\n2. b\n", "1. a\n\n    text\n\n2. b\n"),
    ("list-indent", "1. a\n\n   ```\n   x\n   ```\n\n2. b\n", "1. a\n\n    ```\n    x\n    ```\n\n2. b\n"),
    ("list-indent", "1. a\n\n   !!! note\n       x\n\n2. b\n", "1. a\n\n    !!! note\n        x\n\n2. b\n"),
    ("list-blank-line", "You need:\n- a\n- b\n", "You need:\n\n- a\n- b\n"),
    ("list-restart", "1. a\n2. b\n\n- x\n\n3. c\n", "1. a\n2. b\n\n    - x\n\n3. c\n"),
    ("list-restart", "1. a\n2. b\n\ntext\n\n3. c\n", "1. a\n2. b\n\n    text\n\n3. c\n"),
    ("list-restart", "1. a\n\n<!-- x -->\n\n2. b\n", "1. a\n\n    <!-- x -->\n\n2. b\n"),
    ("list-merged", "1. a\n2. b\n\n- x\n", "1. a\n2. b\n\ntext\n\n- x\n"),
    ("heading-space", "text\n#42\n", "text\n\\#42\n"),
    ("heading-space", "- #42\n", "- \\#42\n"),
    ("heading-space", "```\nx\n```\n---\n", "```\nx\n```\n\n---\n\nTitle\n---\n"),
    ("callout-indent", "!!! note\n  x\n", "!!! note\n    x\n"),
    ("callout-indent", '=== "A"\n\n  x\n', '=== "A"\n\n    x\n'),
    ("block-as-text", "1) a\n2) b\n", "1. a\n2. b\n"),
    ("block-as-text", " ## a\n", "## a\n"),
    ("block-as-text", "a\n| b | c |\n| - | - |\n", "a\n\n| b | c |\n| - | - |\n"),
    ("block-as-code", "1. a\n\n        | b | c |\n        | - | - |\n", "1. a\n\n    | b | c |\n    | - | - |\n"),
    ("markdown-in-html", "<div>\n\n- a\n\n</div>\n", "<div markdown>\n\n- a\n\n</div>\n"),
    ("fence-open", "```\na\n````\n", "```\na\n```\n"),
    ("callout-unknown", "!!! note « A »\n    x\n", '!!! note "A"\n    x\n'),
    ("callout-unknown", ":::note\nx\n:::\n", "!!! note\n    x\n"),
]


def shape(text: str) -> str:
    """The elements that Markdown makes of a text, without what they hold."""
    rendered = markdown.markdown(text, extensions=EXTENSIONS)
    return " ".join(re.findall(r"</?(?:ol|ul|li|h[1-6]|div|p|pre|table)\b", rendered))


@pytest.mark.parametrize(("rule", "faulty", "right"), RENDERED)
def test_mkdocs_renders_what_the_rules_say(small_site: Make, rule: str, faulty: str, right: str) -> None:
    assert found(small_site, rule, faulty) != []
    assert found(small_site, rule, right) == []
    assert shape(faulty) != shape(right)


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n   ```\n   x\n   ```\n2. b\n",
        "1. a\n   goes on\n2. b\n",
        "- a\n\n    - b\n\n        text\n",
        "  - a\n    - b\n",
    ],
)
def test_what_mkdocs_renders_well_is_no_fault(small_site: Make, text: str) -> None:
    assert found(small_site, "list-indent", text) == []
    indented = re.sub(r"(?m)^ {2,3}(?! )(?!-)", "    ", text)
    assert shape(text) == shape(indented)


MARKDOWN = st.lists(
    st.sampled_from(
        ["# ", "## ", "#", "- ", "1. ", "4. ", "   ", "    ", "\t", "\n", "\n\n", "```", "`", "!!! note", "??? ", ":::note",
         "![](", "[a](", ")", "<a href='x' target=_blank>", "</a>", "<img ", ">", "<!--", "-->", "{% include 'a' %}", "{#a}",
         "{{", "}}", "Ã©", "\u200b", "Sage 200", "Sage200", "**B**", "=== \"", "\"", "| a |", "> ", "word", "\x00", "\u2028"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(MARKDOWN)
def test_no_text_makes_a_rule_fail(text: str) -> None:
    parsed = ParsedPage(Page("docs/a.md", "a.md", "en", {}, text, 3, "---\na: 1\n---\n"))
    last = text.count("\n") + 4
    for rule in RULES:
        if rule.group == "source" and rule.scope == "page":
            assert all(1 <= report.line <= last for report in rule.run(parsed)), rule.id


def test_steps_in_a_component_of_another_generator_start_anew() -> None:
    shown = markdown.markdown("<Steps>\n1. One.\n\n2. Two.\n</Steps>\n\n3. Three.\n", extensions=["md_in_html"])
    assert re.sub(r"\s+", "", shown) == (
        "<p><Steps>1.One.</p><ol><li><p>Two.</Steps></p></li><li><p>Three.</p></li></ol>"
    )
