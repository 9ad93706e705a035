"""Links as MkDocs renders them and browsers follow them: what `check` says of a page is what `mkdocs build --strict` says."""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, build, run

Make = Callable[[Mapping[str, str | bytes]], Path]

EXTENSIONS = """markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc
  - pymdownx.highlight: {anchor_linenums: true}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
"""
SITE: Mapping[str, str | bytes] = {
    "mkdocs.yml": CONFIG.replace("nav: [index.md]\n", "").replace(
        "markdown_extensions: [admonition, attr_list, tables, toc, pymdownx.superfences]\n", EXTENSIONS
    ),
    "docs/keys.md": "# Keys\n\n## Été { #été }\n\n## Add keys\n",
    "docs/my file.md": "# Mine\n",
    "docs/a(b).md": "# Brackets\n",
    "docs/key.png": b"x",
}
# By name, pages on which nothing is wrong.
GOOD = {
    "encoded": "[a](keys.md#%C3%A9t%C3%A9) [b](keys.md#été)",
    "text": "[a](keys.md#:~:text=Add) [b](keys.md#add-keys:~:text=x) [c](#:~:text=a)",
    "top": "[a](#top) [b](#TOP) [c](keys.md#top) [d](#) [e](keys.md#) [f](.)",
    "code-line": "[a](#__codelineno-0-2) [b](#__codelineno-1-1)\n\n```python\na\nb\n```\n\n- item\n\n    ```\n    c\n    ```",
    "tab": '[a](#__tabbed_1_2)\n\n=== "A"\n\n    a\n\n=== "B"\n\n    b',
    "file-names": "[a](my%20file.md) [b](<my file.md>) [c](my file.md) [d](my file.md 'T')",
    "brackets": "[a](a(b).md) [b](a\\(b\\).md) [c](<a(b).md>)",
    "titles": "[a](keys.md 'T') [b](keys.md \"T (U)\") [c](keys.md\n\"over\ntwo lines\") [d]( keys.md )",
    "queries": "[a](keys.md?x=1) [b](keys.md?x=1&y=2#add-keys) [c](?x) ![d](key.png?raw=true)",
    "definitions": "[a] [b][c] [d]\n[e] ![f]\n\n[a]: keys.md (Title)\n[C]:\n  keys.md\n[e]: <my file.md>\n[f]: key.png",
    "addresses": "[a](mailto:a@b.com) [b](tel:+15551234) [c](//x.org/y) <a@b.com> [d](http://[2001:db8::1]/) [e](mailto:?body=x)",
    "ids": "[a](#one) [b](#two) [c](#three) [d](#four) [e](#five) [f](#six) [g](#seven)\n\nText\n{ #one title=\"{}\" }\n\n"
    "Some **bold**{ #two } and `code`{ id=three } text.\n\n| a { #four } |\n| --- |\n| b |\n\n```{ .python #five }\nx\n```\n\n"
    "<p id=six>x</p>\n\n[k](keys.md){ name=seven }",
    "term": "Term { #term }\n:   Meaning\n\n[a](#term)",
    "name-of-a-link": '<a name="old"></a>\n\n[a](#old)',
    "heading-with-braces": '## Part { data-x="{}" }\n\n## Use {name} now\n\n## All { x } { #all }\n\n[a](#part) [b](#use-name-now) [c](#all)',
    "footnotes": "One[^a], again[^a], other[^b c].\n\n[a](#fn:a) [b](#fnref:a) [c](#fnref2:a)\n\n[^a]: word\n[^b c]: Two words.",
    "no-links": "`[a](gone.md)` \\[a](gone.md) [a\\](gone.md) \\<gone.md> array[0](keys.md)",
    "lists-in-the-text": "[a](#one) [b](#two)\n\n{`x`{ #one }\n\n[k](keys.md){ title=\"{}\" #two }",
    "definitions-in-blocks": "[a] [b] [c]\n\n> [a]:\n> keys.md\n\n- [b]: keys.md\n\nText[^1]\n\n[^1]: [c]: keys.md",
    "in-a-comment": "Text <!-- [a](gone.md) --> goes on <!-- [a](gone.md)\n--> further",
    "not-read": "<!-- [a](gone.md) -->\n\n```\n[a](gone.md)\n```\n\n    [a](gone.md)",
}  # fmt: skip
# By name, pages with one fault, at line 3, and what is said of it.
BAD = {
    "title-in-parentheses": (
        "[a](keys.md (Title))",
        "link 'keys.md (Title)' leads nowhere: 'docs/keys.md (Title)' does not exist;"
        " did you mean 'keys.md \"Title\"'? [link-target]",
    ),
    "title-in-guillemets": (
        "[a](keys.md « Titre »)",
        "link 'keys.md « Titre »' leads nowhere: 'docs/keys.md « Titre »' does not exist;"
        " did you mean 'keys.md \"Titre\"'? [link-target]",
    ),
    "title-not-ended": (
        '[a](keys.md "Title)',
        "link 'keys.md \"Title' leads nowhere: 'docs/keys.md \"Title' does not exist;"
        " did you mean 'keys.md \"Title\"'? [link-target]",
    ),
    "line-break": (
        "[a](my\nfile.md)",
        "link 'my\\nfile.md' leads nowhere: 'docs/myfile.md' does not exist; did you mean 'my file.md'? [link-target]",
    ),
    "definition-below": (
        "[a]:\n  gone.md\n\nSee [a].",
        "link 'gone.md' leads nowhere: 'docs/gone.md' does not exist [link-target]",
    ),
    "picture-in-a-link": (
        "[![a](gone.png)](keys.md)",
        "link 'gone.png' leads nowhere: 'docs/gone.png' does not exist [link-target]",
    ),
    "behind-open-code": (
        '```[a](gone.md)',
        "link 'gone.md' leads nowhere: 'docs/gone.md' does not exist [link-target]",
    ),
    "definition-in-a-quotation": (
        "> [a]: gone.md\n\n[a]",
        "link 'gone.md' leads nowhere: 'docs/gone.md' does not exist [link-target]",
    ),
    "id-of-a-fence-not-read": (
        "[a](#x)\n\n```{ .python #x",
        "link '#x' leads nowhere: 'docs/{}.md' has no anchor '#x' [link-anchor]",
    ),
    "id-behind-a-star": (
        "[a](#x) *{ #x }",
        "link '#x' leads nowhere: 'docs/{}.md' has no anchor '#x' [link-anchor]",
    ),
    "attribute": (
        '[a](keys.md){ href="gone.md" }',
        "link 'gone.md' leads nowhere: 'docs/gone.md' does not exist [link-target]",
    ),
    "no-address": (
        "[a](http://[x)",
        "link 'http://[x' leads nowhere: it is no address that can be read [link-target]",
    ),
    "no-address-in-brackets": (
        "<https://[x>",
        "link 'https://[x' leads nowhere: it is no address that can be read [link-target]",
    ),
    "code-line": (
        "[a](#__codelineno-0-3)\n\n```\na\nb\n```",
        "link '#__codelineno-0-3' leads nowhere: 'docs/{}.md' has no anchor '#__codelineno-0-3' [link-anchor]",
    ),
    "of-the-theme": ("[a](#__search)", "link '#__search' leads nowhere: 'docs/{}.md' has no anchor '#__search' [link-anchor]"),
    "name-of-a-paragraph": (
        '[a](#x)\n\n<p name="x">Text</p>',
        "link '#x' leads nowhere: 'docs/{}.md' has no anchor '#x' [link-anchor]",
    ),
    "id-in-a-comment": (
        '[a](#x)\n\n<!-- <p id="x"> -->',
        "link '#x' leads nowhere: 'docs/{}.md' has no anchor '#x' [link-anchor]",
    ),
    "braces-in-mid-line": (
        "[a](#x)\n\nText {#x} goes on",
        "link '#x' leads nowhere: 'docs/{}.md' has no anchor '#x' [link-anchor]",
    ),
    "second-mark-of-one": (
        "[a](#fnref2:n) Text[^n].\n\n[^n]: Note.",
        "link '#fnref2:n' leads nowhere: 'docs/{}.md' has no anchor '#fnref2:n' [link-anchor]",
    ),
}  # fmt: skip


def found(root: Path) -> list[str]:
    """What the rules about links say of a site."""
    return [
        str(each)
        for each in check(
            Sources(Site.load(root / "mkdocs.yml")), chosen_rules(["links"], ["not-in-navigation", "unused-file"])
        ).findings
    ]


def told_by_mkdocs(root: Path) -> tuple[int, set[str]]:
    """The exit code of `mkdocs build --strict`, and the English pages that it warns of."""
    result = run(sys.executable, "-m", "mkdocs", "build", "--strict", "-f", root / "mkdocs.yml", "-d", root / "out")
    assert "Traceback" not in result.stderr
    return result.returncode, set(re.findall(r"Doc file '([\w-]+)\.md'", result.stderr))


def test_good_links_pass_everywhere(small_site: Make) -> None:
    root = small_site({**SITE, **{f"docs/{name}.md": f"# Page\n\n{body}\n" for name, body in GOOD.items()}})
    assert found(root) == []
    assert told_by_mkdocs(root) == (0, set())
    result = build(root)
    assert (result.returncode, [line for line in result.stdout.splitlines() if "link" in line]) == (0, [])


def test_bad_links_fail_everywhere(small_site: Make) -> None:
    root = small_site({**SITE, **{f"docs/{name}.md": f"# Page\n\n{body}\n" for name, (body, _) in BAD.items()}})
    assert found(root) == sorted(f"docs/{name}.md:3: {said.format(name)}" for name, (_, said) in BAD.items())
    assert told_by_mkdocs(root) == (1, set(BAD))
    assert build(root).returncode == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[a](keys.md/)", "link 'keys.md/' ends with a slash, but it is a file; write 'keys.md' [link-target]"),
        ("[a](keys.md/#x)", "link 'keys.md/#x' ends with a slash, but it is a file; write 'keys.md#x' [link-target]"),
        ("[a](Keys.md/)", "link 'Keys.md/' has other capitals than the file 'docs/keys.md'; write 'keys.md' [link-case]"),
        ("[a](mailto:)", "link 'mailto:' leads nowhere: it has no address [link-target]"),
        ("[a](mailto:octocat)", "link 'mailto:octocat' leads nowhere: it has no address [link-target]"),
        ("[a](tel:)", "link 'tel:' leads nowhere: it has no number [link-target]"),
        ("[a](https:/x.org)", "link 'https:/x.org' leads nowhere: it names no host [link-target]"),
        ('<a href="http://[x">a</a>', "link 'http://[x' leads nowhere: it is no address that can be read [link-target]"),
        ('<img alt="x">', "link '' leads nowhere: it has no target [link-target]"),
        ('Text <img src="" alt="x">', "link '' leads nowhere: it has no target [link-target]"),
        ("![x]()", "link '' leads nowhere: it has no target [link-target]"),
        ("[a](http://localhost:8000/x)", "link 'http://localhost:8000/x' leads to the reader's own computer [link-local]"),
        ("<http://127.0.0.1/>", "link 'http://127.0.0.1/' leads to the reader's own computer [link-local]"),
        ("[a](http://[::1]/)", "link 'http://[::1]/' leads to the reader's own computer [link-local]"),
        ("[a](file:///tmp/a.pdf)", "link 'file:///tmp/a.pdf' leads to the reader's own computer [link-local]"),
        ("[a](C:\\a.pdf)", "link 'C:\\a.pdf' leads to the reader's own computer [link-local]"),
        ("[a](my-other-file.md)", "link 'my-other-file.md' leads nowhere: 'docs/my-other-file.md' does not exist [link-target]"),
        ("[a](key-200.md)", "link 'key-200.md' leads nowhere: 'docs/key-200.md' does not exist [link-target]"),
        (
            "[a](my-flie.md)",
            "link 'my-flie.md' leads nowhere: 'docs/my-flie.md' does not exist; did you mean 'my file.md'? [link-target]",
        ),
        (
            "[a](keys.md#remove-keys)",
            "link 'keys.md#remove-keys' leads nowhere: 'docs/keys.md' has no anchor '#remove-keys' [link-anchor]",
        ),
        (
            "[a](keys.md#keys-add)",
            "link 'keys.md#keys-add' leads nowhere: 'docs/keys.md' has no anchor '#keys-add'; did you mean '#add-keys'? [link-anchor]",
        ),
    ],
)  # fmt: skip
def test_what_mkdocs_lets_pass(small_site: Make, body: str, said: str) -> None:
    files = {"docs/key-100.md": "# 100\n", "docs/page.md": f"# Page\n\n{body}\n"}
    assert found(small_site({**SITE, **files})) == [f"docs/page.md:3: {said}"]


def test_a_server_named_in_code_is_no_link(small_site: Make) -> None:
    body = (
        "# Page\n\nOpen `http://localhost:8000/`, or https://localhost.example.org/ or [x](https://127.example.org/).\n"
    )
    assert found(small_site({**SITE, "docs/page.md": body})) == []


def test_a_footnote_of_one_word_is_no_link(small_site: Make) -> None:
    files = {
        "docs/index.md": "# Home\n\nA[^n]\n\n[^n]: Short.\n",
        "docs_fr/index.md": "# Accueil\n\nA[^n]\n\n[^n]: Court.\n",
    }
    root = small_site({**SITE, **files})
    rules = chosen_rules(["translations"], ["revision-missing", "page-missing", "file-orphan"])
    assert check(Sources(Site.load(root / "mkdocs.yml")), rules).findings == ()
