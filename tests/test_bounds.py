"""What a page may cost: templates and data that would never end, and pages that nobody can read, in `check` and `build`."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.compose.compose import compose
from bitext.errors import Refused
from bitext.pages.page import read_yaml
from bitext.rule import Report
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import SCRIPTS, build, run

Make = Callable[[Mapping[str, str | bytes]], Path]

TEXT = "this makes more text than a page can hold (2,000,000 characters) [template]"
WORK = "this takes more steps than a page may: loops within loops, or text that doubles [template]"
NESTED = "this is nested too deep; write it in several steps, with 'set' or in a snippet of its own [template]"


def said_of(root: Path) -> list[str]:
    """What keeps the English home page from being composed."""
    site = Site.load(root / "mkdocs.yml")
    with pytest.raises(Refused) as caught:
        compose(site.page("index.md", site.source), site)
    return [str(finding) for finding in caught.value.findings]


def found(root: Path) -> list[str]:
    """Everything that `check` finds."""
    result = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml")
    assert result.returncode == 1, result.stdout + result.stderr
    return result.stdout.splitlines()


LOOP = "{% for a in range(99999) %}"
END = "{% endfor %}"
DOUBLE = "{% set x = x ~ x %}"
DOUBLE_BLOCK = "{% set x %}{{ x }}{{ x }}{% endset %}"
DOUBLE_LIST = "{% set x = [x, x] %}"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{{ 'a' * 10**9 }}", TEXT),
        ("{{ 10**9 * 'a' }}", TEXT),
        ("{{ [0] * 10**9 }}", TEXT),
        ("{{ 2**(10**9) + 1 }}", TEXT),
        ("{{ (7**30000) * (7**30000) }}", TEXT),
        ("{{ '%999999999d' % 1 }}", TEXT),
        ("{{ '%.*f' % (10**9, 1) }}", TEXT),
        ("{{ '%(a)999999999d' | format(a=1) }}", TEXT),
        ("{{ '{:>999999999}'.format(1) }}", TEXT),
        ("{{ '{:{}}'.format(1, 10**9) }}", TEXT),
        ("{{ '{a:{b}}'.format_map({'a': 1, 'b': 10**9}) }}", TEXT),
        ("{{ 'a'.ljust(10**9) }}", TEXT),
        ("{{ 'a'.zfill(10**9) }}", TEXT),
        ("{{ 'a\\tb'.expandtabs(10**9) }}", TEXT),
        ("{{ (1).to_bytes(10**9, 'big') }}", TEXT),
        ("{{ 'aaaaaaaaaa'.translate({97: 'b' * 1999999}) }}", TEXT),
        ("{{ ('b' * 1999999).join(['a', 'a', 'a', 'a']) }}", TEXT),
        ("{{ 'a' | center(1000000000) }}", TEXT),
        ("{{ ('a\\n' * 1000) | indent(10**6) }}", TEXT),
        ("{{ ('a' * 9999) | replace('a', 'b' * 9999) }}", TEXT),
        ("{{ [1] | batch(10**9, 'x') | list }}", TEXT),
        ("{{ [1] | slice(10**9) | list }}", TEXT),
        ("{{ [1, 2, 3] | join('b' * 1999999) }}", TEXT),
        ("{{ 1.5 | round(10**9) }}", TEXT),
        ("{{ ['a'] | map('center', 10**9) | list }}", TEXT),
        ("{{ dict.fromkeys(range(99999), 'a' * 999999) }}", TEXT),
        ("{% set x = 'a' %}" + DOUBLE * 40 + "{{ x }}", TEXT),
        ("{% set x %}a{% endset %}" + DOUBLE_BLOCK * 40 + "{{ x }}", TEXT),
        ("{% set x = 1 %}" + DOUBLE_LIST * 40 + "{{ x }}", TEXT),
        ("{% set n = namespace(a='x') %}{% for i in range(60) %}{% set n.a = n.a + n.a %}{% endfor %}", TEXT),
        ("{% set n = namespace() %}{% set n.a = n %}{{ n }}", TEXT),
        (LOOP + "The same sentence again and again, for as long as there are numbers left. " + END, TEXT),
        (LOOP * 2 + END * 2, WORK),
        ("{% set kept %}" + LOOP + "Nobody sees it. " * 60 + END + "{% endset %}", WORK),
        ("{% for a in range(999) recursive %}{{ loop(range(99999)) }}{% endfor %}", WORK),
        (
            "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
            WORK,
        ),
        ("{% set x = 'ab' * 900000 %}" + LOOP + "{% set y = x[::-1] %}" + END, WORK),
        ("{% set x = 'ab' * 900000 %}" + LOOP + "{% if 'c' in x %}{% endif %}" + END, WORK),
        ("{{ ('<!--' * 30000) | striptags }}", "the filter 'striptags' takes no more than 100,000 characters [template]"),
        ("{% for a in [1] %}" * 25 + END * 25, NESTED),
        ("{% if 1 %}" * 300 + "{% endif %}" * 300, NESTED),
        ("{{ " + "(" * 250 + "1" + ")" * 250 + " }}", NESTED),
        ("{{ " + "{" * 500, NESTED),
        ("{{ " + "not " * 2000 + "1 }}", NESTED),
        ("{{ " + "1 + " * 2000 + "1 }}", NESTED),
        ("{{ page" + ".a" * 2000 + " }}", NESTED),
        ("{{ lipsum(n=100000) }}", "'lipsum' is not defined [undefined-name]"),
    ],
)  # fmt: skip
def test_a_template_that_would_not_end_is_refused_at_its_line(small_site: Make, written: str, says: str) -> None:
    root = small_site({"docs/index.md": f"---\ntitle: Home\n---\n# Home\n\nText.\n\n{written}\n"})
    assert said_of(root) == [f"docs/index.md:8: {says}"]


def test_a_number_that_python_does_not_read_is_refused(small_site: Make) -> None:
    (said,) = said_of(small_site({"docs/index.md": "# Home\n\n{{ " + "9" * 5000 + " }}\n"}))
    assert said.startswith("docs/index.md:3: is not Jinja2 as it should be: exceeds the limit (4300 digits)")


def test_the_line_is_that_of_the_snippet(small_site: Make) -> None:
    root = small_site({"docs/_snippets/s.md": "A\n\n{{ 'a' * 10**9 }}\n", "docs/index.md": '{% include "s.md" %}\n'})
    assert said_of(root) == [f"docs/_snippets/s.md:3: {TEXT}"]


def test_snippets_that_double_are_refused(small_site: Make) -> None:
    includes = {f"docs/_snippets/s{n}.md": f'{{% include "s{n + 1}.md" %}}\n' * 2 for n in range(40)}
    root = small_site({**includes, "docs/_snippets/s40.md": "\n", "docs/index.md": '{% include "s0.md" %}\n'})
    (said,) = said_of(root)
    assert said == f"docs/index.md:1: {TEXT}"


def test_what_a_long_page_needs_is_within_bounds(small_site: Make) -> None:
    page = """\
{% macro row(n) %}| {{ n }} | {{ '%05d' % n }} | {{ "{:>6.2f}".format(n / 3) }} |
{% endmacro %}
| a | b | c |
|---|---|---|
{% for n in range(3000) %}
{{ row(n) }}
{% endfor %}
{{ ['a', 'b'] | map('upper') | join(', ') }} {{ "x" | center(20) | indent(4) }} {{ loop is defined }}
{% for key, value in {'a': 1, 'b': [1, 2]} | dictsort %}{{ loop.index }}/{{ loop.length }} {{ key }}={{ value }};{% endfor %}
{% for a, b in [(1, 2), (3, 4)] if a > 1 %}{{ a + b }}{% else %}none{% endfor %}
{{ 'b' in 'abc' and 2 ** 10 == 1024 }}
"""
    site = Site.load(small_site({"docs/index.md": page}) / "mkdocs.yml")
    text = compose(site.page("index.md", site.source), site).text
    assert text.count("\n| ") == 3000
    assert text.endswith(f"\nA, B {'x'.center(20)} False\n1/2 a=1;2/2 b=[1, 2];\n7\nTrue\n")


@pytest.mark.parametrize("command", ["check", "build"])
def test_the_rest_of_the_site_is_looked_at_all_the_same(small_site: Make, command: str) -> None:
    root = small_site(
        {
            "docs/index.md": "# Home\n\n{{ 'a' * 10**9 }}\n",
            "docs_fr/index.md": "# Accueil\n\n{{ 'a' * 10**9 }}\n",
            "docs/b.md": "# B\n\n![](b.png)\n",
            "docs_fr/b.md": "# B\n\n![x](b.png)\n",
            "docs/b.png": b"",
        }
    )
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text().replace("[index.md]", "[index.md, b.md]"))
    result = run(sys.executable, SCRIPTS, command, "-f", root / "mkdocs.yml")
    said = [line for line in (result.stdout + result.stderr).splitlines() if line.startswith("docs")]
    assert (result.returncode, [line for line in said if "segment" not in line]) == (
        1,
        [
            "docs/b.md:3: image 'b.png' has no text alternative; say what it shows [image-alt]",
            f"docs/index.md:3: {TEXT}",
            f"docs_fr/index.md:3: {TEXT}",
        ],
    )


def laughs(levels: int) -> str:
    """A mapping of so many levels, each of which names the one before it nine times."""
    lines = ["l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def merges(levels: int) -> str:
    """The same by merge keys."""
    lines = ["l0: &l0 {a: b}", *(f"l{n}: &l{n} {{<<: [*l{n - 1}, *l{n - 1}]}}" for n in range(1, levels))]
    return "\n".join(lines) + "\n"


TOO_DEEP = "is nested more than 50 levels deep, or holds itself"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: &b [*b]\n", 2, TOO_DEEP),
        ("a: 1\nb: &b {c: *b}\n", 2, TOO_DEEP),
        ("a: 1\nb: &b {<<: *b}\n", 2, TOO_DEEP),
        ("a: 1\nb: " + "[" * 5000, 2, TOO_DEEP),
        ("a: 1\nb: " + "{b: " * 5000, 2, TOO_DEEP),
        ("a: 1\nb: " + "[" * 200_000 + "]" * 200_000, 2, TOO_DEEP),
        ("a: 1\nb:\n  " + "- " * 50_000 + "c", 3, TOO_DEEP),
        ("a: 1\n" + "".join(" " * depth + "b:\n" for depth in range(2000)), 52, TOO_DEEP),
        ("a: 1\nb: " + "[" * 60 + "]" * 60, 2, TOO_DEEP),
        (laughs(9), 1, "aliases make more than 100,000 values of it"),
        (merges(40), 15, TOO_DEEP),
    ],
)
def test_yaml_that_is_more_than_it_seems_is_refused_at_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(Refused) as caught:
        read_yaml(text, "a.yml")
    assert [str(finding) for finding in caught.value.findings] == [f"a.yml:{line}: {says} [yaml]"]


@pytest.mark.parametrize("text", [laughs(4), merges(9), "a: &a [1, 2]\nb: {c: *a, d: [*a, *a]}\n"])
def test_yaml_with_a_few_aliases_is_read(text: str) -> None:
    assert read_yaml(text, "a.yml")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("docs/index.md", "---\ntitle: Home\na: &a [*a]\n---\n# Home\n", 3),
        ("docs_fr/_glossary.yml", "terms: &a {b: *a}\n", 1),
        ("docs_fr/_data/d.yml", "a: " + "[" * 5000, 1),
        ("mkdocs.yml", "site_name: A\nnav: &nav [*nav]\n", 2),
    ],
)
def test_such_yaml_is_refused_wherever_it_stands(small_site: Make, name: str, text: str, line: int) -> None:
    root = small_site({name: text})
    for command in ("check", "build"):
        result = run(sys.executable, SCRIPTS, command, "-f", root / "mkdocs.yml")
        assert result.returncode in (1, 2)
        assert f"{name}:{line}: {TOO_DEEP} [yaml]\n" in result.stdout + result.stderr
        assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.parametrize(
    "written", ["## h\\rtext\\r\\r## two", "#\\r\\ne", "\\uFDD2", "\\uFDD1-1\\uFDD3", "\\uFDD07:7\\uFDD3x", "\\uFDD0"]
)
def test_data_may_hold_line_ends_and_marks_of_any_kind(small_site: Make, written: str) -> None:
    text = f'---\ntitle: Home\nxx: "{written}"\n---\n# Home\n\n{{{{ page.xx }}}}\n\n## Last\n'
    root = small_site({"docs/index.md": text, "docs_fr/index.md": text.replace("Last", "Dernier")})
    site = Site.load(root / "mkdocs.yml")
    page = compose(site.page("index.md", site.source), site)
    assert page.text.endswith("\n## Last { #last }\n")
    assert page.origins[-2:] == (("docs/index.md", 9), ("docs/index.md", 10))
    assert "\r" not in page.text
    assert check(Sources(site, root / "mkdocs.yml"), chosen_rules()).pages == 2


def rule_that_fails_at(word: str, rule_id: str, error: Exception) -> Any:
    """The rule of this id, which cannot cope with a page that has `word` in it."""
    rule = next(each for each in chosen_rules() if each.id == rule_id)

    def run(subject: Any) -> Iterator[Report]:
        page = subject.target.page if rule.scope == "pair" else subject.page
        if word in page.body:
            raise error
        yield from rule.run(subject)

    return replace(rule, run=run)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (IndexError("list index out of range"), "IndexError: list index out of range"),
        (RecursionError("maximum recursion depth exceeded"), "something here is nested too deep"),
        (MemoryError(), "there is not enough memory for it"),
        (KeyError(), "KeyError"),
    ],
)
@pytest.mark.parametrize(
    ("rule_ids", "named"), [(["image-alt"], "'image-alt'"), (["image-alt", "mojibake"], "'image-alt' and 1 more")]
)
def test_a_rule_that_fails_costs_what_it_finds_on_one_page(
    small_site: Make, error: Exception, says: str, rule_ids: list[str], named: str
) -> None:
    pages = {"docs/index.md": "# Home\n\nText.\n\n- odd\n", "docs/b.md": "# B\n\n![](b.png)\n"}
    root = small_site({**pages, "docs/b.png": b"", "docs_fr/b.md": "# B\n\n![x](b.png)\n"})
    rules = [
        rule_that_fails_at("odd", rule.id, error) if rule.id in rule_ids else rule
        for rule in chosen_rules(only=["image-alt", "mojibake", "segment-missing"])
    ]
    sources = Sources(Site.load(root / "mkdocs.yml"), root / "mkdocs.yml")
    for _ in range(2):  # nothing of it is remembered
        assert [str(finding) for finding in check(sources, rules).findings] == [
            "docs/b.md:3: image 'b.png' has no text alternative; say what it shows [image-alt]",
            f"docs/index.md:5: cannot be checked by {named}: {says} [page-fault]",
            "docs_fr/index.md:1: paragraph 'Text.' and 1 more of docs/index.md:3 are missing here [segment-missing]",
        ]


def test_a_rule_that_fails_at_a_pair_costs_that_pair(small_site: Make) -> None:
    root = small_site(
        {
            "docs/index.md": "# Home\n\nIt takes 5 days.\n",
            "docs_fr/index.md": "# Accueil\n\nIl faut 6 jours étranges.\n",
            "docs/b.md": "# B\n\nIt takes 5 days.\n",
            "docs_fr/b.md": "# B\n\nIl faut 6 jours.\n",
        }
    )
    rules = [rule_that_fails_at("étranges", "number-mismatch", ValueError("no"))]
    sources = Sources(Site.load(root / "mkdocs.yml"), root / "mkdocs.yml")
    assert [str(finding) for finding in check(sources, rules).findings] == [
        "docs_fr/b.md:3: number '6' is '5' in docs/b.md:3 [number-mismatch]",
        "docs_fr/index.md:3: cannot be checked by 'number-mismatch': ValueError: no [page-fault]",
    ]


def test_a_rule_of_the_whole_site_that_fails_costs_what_it_finds(small_site: Make) -> None:
    root = small_site({"docs/_snippets/s.md": "S\n", "docs_fr/_snippets/s.md": "S\n"})

    def run(sources: Sources) -> Iterator[Report]:
        yield Report(1, "", path="docs/index.md")
        raise ValueError("no")

    rules = [replace(rule, run=run) if rule.id == "unused-file" else rule for rule in chosen_rules(only=["links"])]
    sources = Sources(Site.load(root / "mkdocs.yml"), root / "mkdocs.yml")
    found = [str(finding) for finding in check(sources, rules).findings]
    assert [line for line in found if line.startswith("mkdocs.yml")] == [
        "mkdocs.yml:0: cannot be checked by 'unused-file': ValueError: no [page-fault]"
    ]
    assert [line.rpartition(" ")[2] for line in found if line.startswith("docs/_")] == ["[unused-snippet]"]


@pytest.mark.parametrize("options", [(), ("-j", "2"), ("--force",)])
def test_a_page_that_markdown_cannot_cope_with_is_a_finding_of_the_build(
    small_site: Make, options: tuple[str, ...]
) -> None:
    deep = "\n".join("    " * depth + f"- item {depth}" for depth in range(400))
    root = small_site(
        {
            "docs/index.md": f"---\ntitle: Home\n---\n# Home\n\n{deep}\n",
            "docs/b.md": "# B\n\n![x](b.png)\n\nIt takes 5 days.\n",
            "docs_fr/b.md": "# B\n\n![x](b.png)\n\nIl faut 6 jours.\n",
            "docs/b.png": b"",
        }
    )
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text().replace("[index.md]", "[index.md, b.md]"))
    result = build(root, *options)
    said = result.stderr.splitlines()
    assert result.returncode == 1
    assert [line for line in said if "page-fault" in line] == [
        "docs/index.md:106: cannot be read: something here is nested too deep [page-fault]"
    ]
    assert not (root / "site").exists()


def test_every_form_of_report_takes_such_findings(small_site: Make) -> None:
    root = small_site({"docs/index.md": "# Home\n\n{{ 'a' * 10**9 }}\n"})
    for form in ("json", "sarif", "github"):
        result = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--format", form)
        assert (result.returncode, "more text than a page can hold" in result.stdout) == (1, True)
        if form == "json":
            assert json.loads(result.stdout)["summary"]["pages"] == 2
