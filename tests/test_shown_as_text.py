"""Marks of Markdown that readers see as they are written: what is said of each, and pages on which nothing is."""

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import markdown
import pytest
from bitext.check.engine import check, chosen_rules
from bitext.rules import RULES
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, SMALL

Make = Callable[[Mapping[str, str | bytes]], Path]

NB = "\u00a0"
WITH_MORE = CONFIG.replace("admonition,", "abbr, admonition, def_list, footnotes, pymdownx.details, pymdownx.emoji,")
NAMES = (
    "attribute-list", "callout-title", "callout-unknown", "comment-open", "footnote", "link-as-text", "mark-as-text",
    "no-break-space", "unknown-tag", "block-as-text", "fence-open",
)  # fmt: skip

ELSEWHERE = ("callout-unknown", "block-as-text", "fence-open")  # asked for here lest one fault be told twice

# The page below its title, and all that is said of it: line, message, rule.
FAILING: list[tuple[str, list[str]]] = [
    ("Select ** Save ** now.", ["3: '** Save **' shows with its marks; write '**Save**' [mark-as-text]"]),
    ("Select **Save ** now.", ["3: '**Save **' shows with its marks; write '**Save**' [mark-as-text]"]),
    ("A\nselect ** Save** now.", ["4: '** Save**' shows with its marks; write '**Save**' [mark-as-text]"]),
    (f"Ouvrez **{NB}Save{NB}**.", ["3: '** Save **' shows with its marks; write '**Save**' [mark-as-text]"]),
    ("**a** and ** b **", ["3: '** b **' shows with its marks; write '**b**' [mark-as-text]"]),
    ("- Select **Save now.", ["3: '**' shows as text: no other ends or begins the bold text [mark-as-text]"]),
    ("Select Save** now.", ["3: '**' shows as text: no other ends or begins the bold text [mark-as-text]"]),
    ("Select __Save now.", ["3: '__' shows as text: no other ends or begins the bold text [mark-as-text]"]),
    ("A _ word _ here.", ["3: '_ word _' shows with its marks; write '_word_' [mark-as-text]"]),
    (f"Un *{NB}mot{NB}* ici.", ["3: '* mot *' shows with its marks; write '*mot*' [mark-as-text]"]),
    ("_Note: keep it.", ["3: '_Note: keep it.' begins italics that are not ended [mark-as-text]"]),
    ("Entrez ´abc´ ou ´d e`.", ["3: '´abc´' is no code; write '`abc`' [mark-as-text]", "3: '´d e`' is no code; write '`d e`' [mark-as-text]"]),
    ("Run `curl x now.", ["3: '`curl x now.' begins code that is not ended [mark-as-text]"]),
    ("La :material-clé: ici.", ["3: ':material-clé:' shows as text: no shortcode has an accent [mark-as-text]"]),
    ("A :material-no-such: and :nosuchicon: here.", ["3: ':material-no-such:' shows as text: there is no emoji or icon of this name [mark-as-text]", "3: ':nosuchicon:' shows as text: there is no emoji or icon of this name [mark-as-text]"]),
    ("One\\\nTwo.\\", [f"{line}: a backslash at the end of a line shows as text; write two spaces or '<br>' [mark-as-text]" for line in (3, 4)]),
    ("See [the terms][nope] now.", ["3: '[the terms][nope]' shows as text: no '[nope]: …' defines it [link-as-text]"]),
    ("See [the terms][].", ["3: '[the terms][]' shows as text: no '[the terms]: …' defines it [link-as-text]"]),
    ("![The keys]\n\n![a][b]", ["3: '![The keys]' shows as text: no '[The keys]: …' defines it [link-as-text]", "5: '![a][b]' shows as text: no '[b]: …' defines it [link-as-text]"]),
    (f"[x] (index.md) and [y]{NB}(https://x.org)", ["3: '[x] (index.md)' is no link; write '[x](index.md)' [link-as-text]", "3: '[y] (https://x.org)' is no link; write '[y](https://x.org)' [link-as-text]"]),
    ("See [x](index.md for more.", ["3: '[x](index.md' is no link: its target is not ended; write ')' behind it [link-as-text]"]),
    ("See (the guide)[https://x.org].", ["3: '(the guide)[https://x.org]' is no link; write '[the guide](https://x.org)' [link-as-text]"]),
    (f"See [a][x].\n\n[x]{NB}: index.md", ["5: '[x] :' defines nothing; write '[x]:' [link-as-text]"]),
    ("HTML.\n\n*[HTML] : A language", ["5: '*[HTML] :' defines nothing; write '*[HTML]:' [link-as-text]"]),
    (f"Une note[^n], et encore[^n].\n\n[^n]{NB}: La note.", ["5: '[^n] :' begins no footnote; write '[^n]:' [footnote]"]),
    ("A note[^n] and[^n].", ["3: '[^n]' shows as text: no '[^n]: …' defines it [footnote]"]),
    ("Text, `[^n]`.\n\n[^n]: The note.", ["5: no '[^n]' in the text leads to this footnote [footnote]"]),
    ("Text.\n\n[^a]: A note[^b].\n[^b]: Another.", ["5: no '[^a]' in the text leads to this footnote [footnote]"]),
    ("A[^a][^n].\n\n[^a]: [^n]: One.", ["5: footnote '[^n]' begins within another, where MkDocs fails; give it a line at the margin [footnote]"]),
    ("A[^a][^n].\n\n[^a]: A note.\n\n    [^n]: One.\n\nB.", ["7: footnote '[^n]' begins within another, where MkDocs fails; give it a line at the margin [footnote]"]),
    ("Text.\n\n<!-- to do\n\nMore.", ["5: comment is not ended; write '-->' behind it [comment-open]"]),
    ("<!-- a --> Text <!-- to do", ["3: comment is not ended; write '-->' behind it [comment-open]"]),
    ("Enter <your key> here.", ["3: '<your key>' is taken for a tag and not shown; write '`<your key>`' or '&lt;your key>' [unknown-tag]"]),
    ("- List<String> it\n\n<api-key>", ["3: '<String>' is taken for a tag and not shown; write '`<String>`' or '&lt;String>' [unknown-tag]", "5: '<api-key>' is taken for a tag and not shown; write '`<api-key>`' or '&lt;api-key>' [unknown-tag]"]),
    ("!!! note Keep your keys\n    Text.", ["3: the words behind '!!! note' are no title; write '!!! note \"Keep your keys\"' [callout-title]"]),
    ("- a\n\n    ??? tip Clés\n        Texte.", ["5: the words behind '??? tip' are no title; write '??? tip \"Clés\"' [callout-title]"]),
    ("!!! warning do not share\n    Text.", ["3: the words behind '!!! warning' are no title; write '!!! warning \"do not share\"' [callout-title]"]),
    (f"-{NB}one\n-{NB}two", [f"{line}: a no-break space follows '-', which shows as text; write an ordinary one [no-break-space]" for line in (3, 4)]),
    (f"1.{NB}Open.", ["3: a no-break space follows '1.', which shows as text; write an ordinary one [no-break-space]"]),
    (f"##{NB}Keys", ["3: a no-break space follows '##', which shows as text; write an ordinary one [no-break-space]"]),
    (f"!!!{NB}note\n    Text.", ["3: a no-break space follows '!!!', which shows as text; write an ordinary one [no-break-space]"]),
    (f'!!! note{NB}"Clés"\n    Texte.', ["3: a no-break space follows '!!! note', so that MkDocs reads no callout; write an ordinary one [no-break-space]"]),
    (f"- a\n\n{NB * 4}b", ["5: a line is indented by no-break spaces, which MkDocs takes for text [no-break-space]"]),
    (f"Text:\n{NB}\n- a", ["4: an empty line holds a no-break space, and joins what is above it to what is below [no-break-space]"]),
    (f"Mot\n:{NB}Sens", ["4: a no-break space follows ':', which shows as text; write an ordinary one [no-break-space]"]),
    (f"```{NB}python\nx\n```", ["3: a no-break space follows '```', so that no code begins here [no-break-space]"]),
    (f"Entrez `abc`{{{NB}.copy{NB}}}.", ["3: no-break spaces within '{\\xa0.copy\\xa0}', which is not read so; write '{ .copy }' [no-break-space]"]),
    ("Text { #keys } and\n- more { .x }", ["3: '{ #keys }' shows as text: no attributes are read at this place [attribute-list]", "4: '{ .x }' shows as text: no attributes are read at this place [attribute-list]"]),
    ("[x](index.md) { .md-button }", ["3: '{ .md-button }' shows as text: no attributes are read at this place [attribute-list]"]),
    ("[x](index.md){ title=« X » }", ["3: '{ title=« X » }' is not read as attributes: they want straight quotes [attribute-list]"]),
    ('## Use { #use title="{name} of {it}" }', []),
    ("## Use {name}", ["3: '{name}' is taken for attributes and not shown; write '\\{name\\}' [attribute-list]"]),
    ("| Use {name} | B |\n| --- | --- |\n| {a} | b |", ["3: '{name}' is taken for attributes and not shown; write '\\{name\\}' [attribute-list]"]),
]  # fmt: skip

PASSING: list[str] = [
    "**a** and **b**, *c* ***d*** **Note:**more __e__ _f_ snake_case `**x` \\*\\*x 2**3 docs/** **kwargs ____",
    "Price**\n\n** Without taxes.",
    "a * b * c, a _private name, *Required",
    "´ alone, l´été, `` ` `` and ```\n\n```\n´abc´ **x\n```",
    ":material-key: and 10:30:00, :été:",
    ":smile: :+1: :octicons-arrow-right-24: :own-icon: urn:isbn:1 a:b:c std::vector:x: `:ref:` :ref:`x` [a](index.md):x:",
    "In C:\\temp\\\nthere.\n\nOne \\\\\nTwo.\n\n| a\\ |\n| --- |\n| b |",
    "[x][y] [y] [Y][] ![z]\n\n[y]: index.md\n[z]: index.md",
    "[a-z][0-9], a[0][1], [optional] [required], [x], - [ ] [see] (below), [x][package.module.Class], \\[x][y], `[x](`",
    "- [ ] to do\n- [x] done",
    "One[^a], two[^long note].\n\n[^a]: word\n[^long note]:\n    Text.\n\n    More.",
    "The classes [^abc] and [^a-z].",
    "Term { #term }\n:   Meaning\n\n## Use {name} here { #use }",
    "`[^a]` \\[^b]\n\n```\n[^c]: x\n```\n\n    [^d]",
    "<!-- a --> <!-- b\nc --> `<!--`\n\n```html\n<!--\n```",
    "[x](<index.md> 'A title') [y]\n\n[y]: <index.md>",
    "<b>x</b> <kbd>K</kbd> <br> <https://x.org> <a@b.org> `<your key>` \\<your key> &lt;x> a < b and c > d <votre clé d'API>",
    "<my-tabs>\n\nText\n\n</my-tabs>\n\n<svg><g/><foo></svg>\n\n    <indented key>\n\n<!-- <x> -->",
    '!!! note inline end\n    T\n\n!!! note "Keep"\n    T\n\n??? tip custom-class mine "Keep"\n    T\n\n!!! note mine\n    T\n\n!!! note\n    T',
    f"Une{NB}: deux «{NB}x{NB}» 10{NB}000\n\n{NB}\n\n*{NB}Champs obligatoires\n\n>{NB}x\n\n```\n-{NB}x\n{NB}\n```",
    "`x`{ .copy } and **b**{ #y } [c](index.md){ .md-button title=\"A {} b\" }\n{ .z }\n\n## K { #k .x }\n\nT\n{: #t }",
    "Use {0} and {1}, {a.b}, {key=1}, \\{ #x }, {{ '{ .x }' }} `{ .y }`",
]  # fmt: skip


def found(make: Make, body: str) -> list[str]:
    """What the rules say of an English page with this body."""
    root = make({"mkdocs.yml": WITH_MORE, "docs/index.md": f"# Home\n\n{body}\n"})
    findings = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(NAMES)).findings
    return [str(each).removeprefix("docs/index.md:") for each in findings]


@pytest.mark.parametrize(("body", "expected"), FAILING, ids=lambda value: str(value)[:30])
def test_a_mark_that_shows_is_told(small_site: Make, body: str, expected: list[str]) -> None:
    assert found(small_site, body) == expected


@pytest.mark.parametrize("body", PASSING, ids=lambda value: value[:30])
def test_a_page_without_faults_is_clean(small_site: Make, body: str) -> None:
    assert found(small_site, body) == []


def test_every_rule_has_cases_and_help() -> None:
    told = " ".join(message for _, messages in FAILING for message in messages)
    for rule in (rule for rule in RULES if rule.id in NAMES and rule.id not in ELSEWHERE):
        assert f"[{rule.id}]" in told
        assert re.search(r"\n\nBad: .+\nGood: ", rule.help, re.DOTALL)


EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "tables", "toc", "pymdownx.superfences"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Select ** Save ** now.", "** Save **"),
        ("Select **Save now.", "**Save"),
        ("A _ word _ here.", "_ word _"),
        ("Run `curl x now.", "`curl"),
        ("One\\\nTwo.", "One\\"),
        ("See [the terms][nope].", "[the terms][nope]"),
        ("![The keys]", "![The keys]"),
        ("[x] (index.md)", "[x] (index.md)"),
        ("[x](index.md for", "[x](index.md"),
        (f"A[^n].\n\n[^n]{NB}: N.", "[^n]"),
        (f"HTML\n\n*[HTML]{NB}: A", "*[HTML]"),
        ("!!! note Keep your keys\n    Text.", "Note"),
        (f"-{NB}one", f"-{NB}one"),
        (f'!!! note{NB}"C"\n    T', "!!! note"),
        (f"```{NB}python\nx\n```", "python"),
        ("Text { #keys } and", "{ #keys }"),
        ("[x](index.md) { .md-button }", "{ .md-button }"),
    ],
)
def test_readers_see_what_is_told(body: str, shown: str) -> None:
    text = re.sub(r"<[^<>]*>", "", markdown.markdown(body, extensions=EXTENSIONS))
    assert shown in html.unescape(text)


@pytest.mark.parametrize(("body", "lost"), [("## Use {name}", "name"), ("Enter <your key> here.", "key")])
def test_readers_do_not_see_what_is_told(body: str, lost: str) -> None:
    assert lost not in re.sub(r"<[^<>]*>", "", markdown.markdown(body, extensions=EXTENSIONS))


def test_a_key_with_a_no_break_space_before_its_colon(small_site: Make) -> None:
    root = small_site({"docs/index.md": f"---\ntitle: Home\ndescription{NB}: What it is\n---\n\n# Home\n"})
    findings = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(["no-break-space"])).findings
    assert [str(each) for each in findings] == [
        "docs/index.md:3: a no-break space stands before the colon of 'description', which becomes part of the key"
        " [no-break-space]"
    ]


def test_what_a_page_takes_in_may_define_its_labels(small_site: Make) -> None:
    files = {
        **SMALL,
        "mkdocs.yml": WITH_MORE,
        "docs/index.md": '# Home\n\n[a][b] and[^c].\n\n{% include "labels.md" %}\n',
        "docs/_snippets/labels.md": "[b]: index.md\n[^c]: Note\n",
    }
    root = small_site(files)
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(["footnote", "link-as-text"])).findings == ()


def test_french_spacing_is_not_asked_for_in_a_definition(small_site: Make) -> None:
    root = small_site(
        {"mkdocs.yml": WITH_MORE, "docs_fr/index.md": "# Accueil\n\nUne note[^n].\n\n[^n] : La note : elle dit ceci.\n"}
    )
    findings = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(["footnote", "typography"])).findings
    assert [str(each) for each in findings] == [
        "docs_fr/index.md:5: '[^n] :' begins no footnote; write '[^n]:' [footnote]",
        "docs_fr/index.md:5: 'note :' wants a no-break space before ':' [typography]",
    ]


def test_what_the_site_does_not_read_is_not_told(small_site: Make) -> None:
    config = CONFIG.replace("attr_list, ", "pymdownx.escapeall, ")
    body = "# Home\n\nA regex is [^abc].\n\nText { #keys }.\n\nOne\\\nTwo.\n"
    root = small_site({"mkdocs.yml": config, "docs/index.md": body})
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(NAMES)).findings == ()
