"""`compose(page)`: from what is written to the Markdown that is rendered."""

import tempfile
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.compose.compose import compose
from bitext.errors import Refused
from bitext.markdown.line_marks import mark, read_marks, without_marks
from bitext.site.site import Site
from conftest import SMALL, write
from hypothesis import given
from hypothesis import strategies as st

Make = Callable[[Mapping[str, str | bytes]], Path]
DATA = "sage-200: {name: Sage 200 Standard, regions: [GB, IE], callback: 'https://example.org/cb', languages: [en, fr-CA]}\n"


def composed(root: Path, name: str = "index.md", locale: str = "en") -> str:
    site = Site.load(root / "mkdocs.yml")
    return compose(site.page(name, site.locales[locale]), site).text


def refusal(root: Path, name: str = "index.md", locale: str = "en") -> list[str]:
    with pytest.raises(Refused) as caught:
        composed(root, name, locale)
    return [str(finding) for finding in caught.value.findings]


def test_a_page_without_jinja_stays_as_written_but_for_its_anchors(small_site: Make) -> None:
    text = "# Title\n\nText with {braces} and { .class }.\n\n## Part two\n"
    root = small_site({"docs/index.md": text})
    assert composed(root) == "# Title { #title }\n\nText with {braces} and { .class }.\n\n## Part two { #part-two }\n"


def test_a_snippet_takes_data_front_matter_and_parameters(small_site: Make) -> None:
    page = """\
        ---
        integration: sage-200
        colour: green
        ---
        {% with who="you" %}
        {% include "note.md" %}
        {% endwith %}
        After.
        """
    root = small_site(
        {
            "docs/_data/integrations.yml": DATA,
            "docs/_snippets/note.md": "{{ integration.name }} is {{ page.colour }} to {{ who }} ({{ locale }}).\n",
            "docs/index.md": textwrap.dedent(page),
        }
    )
    assert composed(root) == "Sage 200 Standard is green to you (en).\nAfter.\n"


def test_a_translation_has_its_own_snippets_and_its_data_laid_over_the_source(small_site: Make) -> None:
    root = small_site(
        {
            "docs/_data/integrations.yml": "a: {name: Name, wait: days, regions: [GB, CA]}\n",
            "docs_fr/_data/integrations.yml": "a: {wait: jours}\n",
            "docs/_snippets/s.md": "English\n",
            "docs_fr/_snippets/s.md": "{{ integration.name }}, {{ integration.wait }}, {{ integration.regions | territories }}\n",
            "docs_fr/index.md": '---\nintegration: a\n---\n{% include "s.md" %}\n',
        }
    )
    assert composed(root, locale="fr") == "Name, jours, Royaume-Uni et Canada\n"


def test_filters_write_values_to_copy_and_names_of_places_and_languages(small_site: Make) -> None:
    page = (
        "---\nintegration: sage-200\n---\n{{ integration.callback | copyable }} {{ integration.callback | code }}\n"
        "{{ integration.regions | territories }} {{ integration.languages | languages }}\n"
    )
    root = small_site({"docs/_data/integrations.yml": DATA, "docs/index.md": page})
    assert composed(root) == (
        "`https://example.org/cb`{ .copy } `https://example.org/cb`\n"
        "United Kingdom and Ireland English and French (Canada)\n"
    )


def test_an_include_is_indented_as_it_stands(small_site: Make) -> None:
    page = """\
        1. {% include "step.md" %}
        2. Two

            {% include "step.md" %}

        {% for n in [1, 2] %}
        - {{ n }}
            {% include "step.md" %}
        {% endfor %}
        Mid {% include "word.md" %} line.
        """
    root = small_site(
        {
            "docs/_snippets/step.md": "One\n\n!!! note\n    Two\n",
            "docs/_snippets/word.md": "sentence\n",
            "docs/index.md": textwrap.dedent(page),
        }
    )
    expected = """\
        1. One

            !!! note
                Two
        2. Two

            One

            !!! note
                Two

        - 1
            One

            !!! note
                Two
        - 2
            One

            !!! note
                Two
        Mid sentence line.
        """
    assert composed(root) == textwrap.dedent(expected)


def test_every_line_is_traced_to_where_it_was_written(small_site: Make) -> None:
    page = '---\ntitle: T\n---\nOne\n{% include "s.md" %}\n{% if true %}\nTwo\n{% endif %}\n{{ "x" }}\n'
    root = small_site({"docs/_snippets/s.md": "A\n\nB\n", "docs/index.md": page})
    site = Site.load(root / "mkdocs.yml")
    result = compose(site.page("index.md", site.source), site)
    assert list(zip(result.text.split("\n"), result.origins, strict=True)) == [
        ("One", ("docs/index.md", 4)),
        ("A", ("docs/_snippets/s.md", 1)),
        ("", ("docs/_snippets/s.md", 2)),
        ("B", ("docs/_snippets/s.md", 3)),
        ("Two", ("docs/index.md", 7)),
        ("x", ("docs/index.md", 9)),
        ("", ("docs/index.md", 10)),
    ]


def test_only_lines_of_nothing_but_block_tags_vanish(small_site: Make) -> None:
    page = "A{% if true %} or B{% endif %}\nnext\n  {% if true %}{% if true %}\nC\n  {% endif %}{% endif %}\n<!--# gone\n#-->D\n"
    assert composed(small_site({"docs/index.md": page})) == "A or B\nnext\nC\nD\n"


def test_code_and_attribute_lists_are_never_jinja(small_site: Make) -> None:
    page = (
        '{{ "on" }} `{{ off }}` ``{% raw ` %}``<!--# gone #-->\n\n'
        "```jinja\n{% include 'x.md' %}\n<!--# kept #-->\n```\n\n"
        "1. Step\n\n    ~~~\n    {{ off }}\n    ~~~\n\n"
        "## Heading {#pinned}\n"
    )
    assert composed(small_site({"docs/index.md": page})) == (
        "on `{{ off }}` ``{% raw ` %}``\n\n"
        "```jinja\n{% include 'x.md' %}\n<!--# kept #-->\n```\n\n"
        "1. Step\n\n    ~~~\n    {{ off }}\n    ~~~\n\n"
        "## Heading { #pinned }\n"
    )


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("{{ integratoin }}", "4: 'integratoin' is not defined; did you mean 'integration'? [undefined-name]"),
        ("{{ integration.nmae }}", "4: 'nmae' is not defined; did you mean 'name'? [undefined-name]"),
        ("{% if pagee %}x{% endif %}", "4: 'pagee' is not defined; did you mean 'page'? [undefined-name]"),
        ("{{ 1 | copyabel }}", "4: filter 'copyabel' is not defined; did you mean 'copyable'? [template]"),
        ("{% include 'kyes.md' %}", "4: snippet 'kyes.md' is not in 'docs/_snippets'; did you mean 'keys.md'? [snippet-missing]"),
        ("{% include '../index.md' %}", "4: snippet '../index.md' lies outside 'docs/_snippets' [snippet-outside]"),
        ("{% include '/etc/passwd' %}", "4: snippet '/etc/passwd' lies outside 'docs/_snippets' [snippet-outside]"),
        ("{% include page.x %}", "4: a snippet is taken in with 'include' and its name in quotes, nothing else [snippet-name]"),
        ("{% import 'keys.md' as k %}", "4: a snippet is taken in with 'include' and its name in quotes, nothing else [snippet-name]"),
        ("{% endif %}", "4: is not Jinja2 as it should be: encountered unknown tag 'endif' [template]"),
        ("{{ 1 / 0 }}", "4: this expression fails: division by zero [template]"),
        ("{{ none }}", "4: this expression fails: there is no value ('null'); put what needs it between 'if' and 'endif' [template]"),
        ("{{ none | copyable }}", "4: this expression fails: there is no value ('null'); put what needs it between 'if' and 'endif' [template]"),
        ("{{ ''.__class__.__mro__ }}", "4: '__class__' is not defined [undefined-name]"),
        ("{{ page.update({}) }}", "4: "),
    ],
)  # fmt: skip
def test_what_cannot_be_expanded_is_named_with_its_line(small_site: Make, page: str, message: str) -> None:
    files = {"docs/_data/integrations.yml": DATA, "docs/_snippets/keys.md": "k\n"}
    root = small_site({**files, "docs/index.md": f"---\nintegration: sage-200\n---\n{page}\n"})
    (said,) = refusal(root)
    assert said.startswith(f"docs/index.md:{message}")


def test_a_fault_inside_a_snippet_is_named_there(small_site: Make) -> None:
    root = small_site({"docs/_snippets/s.md": "One\n{{ nothing }}\n", "docs/index.md": 'A\n{% include "s.md" %}\n'})
    assert refusal(root) == ["docs/_snippets/s.md:2: 'nothing' is not defined [undefined-name]"]


def test_snippets_that_include_each_other_are_refused(small_site: Make) -> None:
    root = small_site(
        {
            "docs/_snippets/a.md": '{% include "b.md" %}\n',
            "docs/_snippets/b.md": 'B\n{% include "a.md" %}\n',
            "docs/index.md": '{% include "a.md" %}\n',
        }
    )
    assert refusal(root) == [
        "docs/_snippets/b.md:2: snippet 'a.md' includes itself: a.md → b.md → a.md [snippet-cycle]"
    ]


def test_a_link_out_of_the_snippets_is_not_followed(small_site: Make, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret\n")
    root = small_site({"docs/_snippets/a.md": "a\n", "docs/index.md": '{% include "secret.md" %}\n'})
    (root / "docs/_snippets/secret.md").symlink_to(secret)
    assert refusal(root) == ["docs/index.md:1: snippet 'secret.md' lies outside 'docs/_snippets' [snippet-outside]"]


def test_a_snippet_that_is_not_translated_is_taken_from_the_source(small_site: Make) -> None:
    root = small_site(
        {
            "docs/_snippets/s.md": "S of {{ facts.name }}\n",
            "docs/_data/facts.yml": "name: here\n",
            "docs_fr/_data/facts.yml": "name: ici\n",
            "docs_fr/index.md": 'Un\n\n{% include "s.md" %}\n',
        }
    )
    assert composed(root, locale="fr") == 'Un\n\n<span lang="en">S of ici</span>\n'


def test_a_snippet_that_no_language_has_is_refused_with_what_the_source_has(small_site: Make) -> None:
    root = small_site({"docs/_snippets/keys.md": "S\n", "docs_fr/index.md": 'Un\n{% include "kyes.md" %}\n'})
    assert refusal(root, locale="fr") == [
        "docs_fr/index.md:2: snippet 'kyes.md' is not in 'docs_fr/_snippets'; did you mean 'keys.md'? [snippet-missing]"
    ]


def test_an_integration_that_has_no_record_gets_a_suggestion(small_site: Make) -> None:
    root = small_site(
        {
            "docs/_data/integrations.yml": DATA,
            "docs/index.md": "---\ntitle: T\nintegration: sage-20\n---\n{{ 1 }}\n",
        }
    )
    assert refusal(root) == [
        "docs/index.md:3: integration 'sage-20' is not in 'docs/_data/integrations.yml'; did you mean 'sage-200'? "
        "[undefined-name]"
    ]


def test_labels_that_stay_english_carry_their_language_on_the_translation(small_site: Make) -> None:
    english = "Select **Save**, then [**Set up**](x.md) and *Web*. Not *this* nor `**Save**`. **90**\n"
    french = "Choisissez **Save**, puis [**Set up**](x.md) et *Web*. Ni *ceci* ni `**Save**`. **90** **Save**{ .k }\n"
    root = small_site({"docs/index.md": english, "docs_fr/index.md": french})
    assert composed(root, locale="en") == english
    assert composed(root, locale="fr") == (
        "Choisissez **Save**{ lang=en }, puis [**Set up**{ lang=en }](x.md) et *Web*{ lang=en }. "
        "Ni *ceci* ni `**Save**`. **90** **Save**{ .k lang=en }\n"
    )


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_in_code_comes_out_as_it_went_in(text: str) -> None:
    fenced = "~~~~~\n" + without_marks(text).replace("~", "-") + "\n~~~~~\n"
    assert read_marks(mark(fenced, 0))[0] == fenced


@given(st.text(alphabet=" -1.{%}#`~\n>*abc\"'", max_size=120))
def test_no_page_makes_composition_fail_in_another_way_than_by_a_finding(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {**SMALL, "docs/index.md": text, "docs_fr/index.md": text})
        site = Site.load(root / "mkdocs.yml")
        for locale in site.locales.values():
            try:
                result = compose(site.page("index.md", locale), site)
            except Refused as refused:
                assert refused.findings
            else:
                assert result.text.count("\n") + 1 == len(result.origins)
