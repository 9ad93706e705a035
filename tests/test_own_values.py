"""Values of the reader's own: asked for once, filled in where they are used, in copies too; rules for what writers ask."""

import json
import sys
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path

import pytest
from bitext.languages.secret_words import secret_word
from bitext.pages.own_values import mentions
from conftest import SCRIPTS, build, run
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
Make = Callable[[Mapping[str, str | bytes]], Path]
GUIDE = "integrations/small/setup/"
NAMES = {"": "Your account number", "fr/": "Votre numéro de compte"}
PLACEHOLDERS = {"": "your account number", "fr/": "votre numéro de compte"}
CLEAR = {"": "Clear your values", "fr/": "Effacer vos valeurs"}
HOSTILE = "<img src=x onerror=\"document.title='ran'\">&amp;`$&'"


def used(page: Page) -> list[str]:
    return page.locator("#add-your-keys ~ ol [data-value]").all_text_contents()


@pytest.mark.parametrize("language", ["", "fr/"])
def test_a_value_is_filled_in_where_it_is_used_and_cleared_with_one_click(open_guide: Open, language: str) -> None:
    page = open_guide(f"/{language}{GUIDE}", viewport={"width": 390, "height": 844})
    placeholder = PLACEHOLDERS[language]
    assert used(page) == [placeholder] * 2
    field = page.get_by_role("textbox", name=NAMES[language]).first
    clear = page.get_by_role("button", name=CLEAR[language]).first
    expect(clear).to_be_hidden()
    field.fill("  A 123 ")
    assert used(page) == ["A 123"] * 2
    page.reload()
    assert used(page) == ["A 123"] * 2
    expect(field).to_have_value("A 123")
    clear.click()
    assert used(page) == [placeholder] * 2
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_value_stays_in_its_tab_in_both_languages(open_guide: Open, guide_address: str) -> None:
    page = open_guide(f"/{GUIDE}")
    page.get_by_role("textbox", name=NAMES[""]).first.fill("123")
    page.goto(f"{guide_address}/fr/{GUIDE}")
    assert used(page) == ["123"] * 2
    assert "123" not in page.evaluate("JSON.stringify(localStorage) + document.cookie + location.href")
    other = page.context.new_page()
    other.goto(f"{guide_address}/fr/{GUIDE}")
    assert used(other) == [PLACEHOLDERS["fr/"]] * 2


def test_the_field_of_either_route_has_the_value(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}")
    page.get_by_role("textbox", name=NAMES[""]).first.fill("123")
    page.get_by_text("I have an account", exact=True).click()
    expect(page.locator("#request-new-credentials ~ ol input[type=text]")).to_have_value("123")


def test_any_text_is_text_and_no_longer_than_a_line(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}")
    for text in (HOSTILE, "𝟙" * 300, "a\u202eb\u0000c\nd", "$1 $& {day} __proto__", " \t ", "‹your account number›"):
        page.evaluate(
            "text => sessionStorage.setItem('values:/', JSON.stringify({ account_number: text, other: 'x' }))", text
        )
        page.reload()
        shown = used(page)
        assert shown[0] == shown[1]
        assert len(shown[0].encode("utf-16-le")) <= 200 and not set(shown[0]) & set("\u202e\u0000\n"), text
        assert page.title() != "ran", text
        assert page.locator("article img").count() == 0, text


def test_what_is_stored_and_is_no_value_is_left_alone(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}")
    for stored in ("{", "[]", "null", '{"account_number":1}', '{"__proto__":{"account_number":"x"}}'):
        page.evaluate("text => sessionStorage.setItem('values:/', text)", stored)
        page.reload()
        expect(page.get_by_role("textbox", name=NAMES[""]).first, stored).to_have_value("")
        assert used(page) == [PLACEHOLDERS[""]] * 2, stored


@pytest.mark.parametrize("language", ["", "fr/"])
def test_copies_hold_the_value(open_guide: Open, guide_site: Path, language: str) -> None:
    page = open_guide(f"/{language}{GUIDE}")
    page.get_by_role("textbox", name=NAMES[language]).first.fill("A`1$&")
    copy = page.locator("#add-your-keys ~ ol .copyable button").first
    expect(copy).to_have_accessible_name(("Copier " if language else "Copy to clipboard ") + "A`1$&")
    copy.click()
    assert page.evaluate("navigator.clipboard.readText()") == "A`1$&"
    expect(copy).to_have_attribute("data-copied", "")
    page.locator("article button.site-markdown").click()
    expect(page.locator("article button.site-markdown")).to_have_attribute("data-copied", "")
    copied = page.evaluate("navigator.clipboard.readText()")
    published = (guide_site / language / GUIDE / "index.md").read_text(encoding="utf-8")
    marked = f"‹{PLACEHOLDERS[language]}›"
    assert published.count(marked) == 2
    assert copied == published.replace(marked, "A`1$&")


@pytest.mark.parametrize("language", ["", "fr/"])
def test_without_javascript_the_placeholder_stands(open_guide: Open, language: str) -> None:
    page = open_guide(f"/{language}{GUIDE}", java_script_enabled=False)
    assert used(page) == [PLACEHOLDERS[language]] * 2
    assert page.locator("input[type=text]:visible").count() == 0
    sentence = {"": "Find your account number.", "fr/": "Trouvez votre numéro de compte."}[language]
    expect(page.get_by_text(sentence)).to_be_visible()


def test_on_paper_a_value_is_there_and_an_empty_field_is_not(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}")
    field = page.get_by_role("textbox", name=NAMES[""]).first
    page.emulate_media(media="print")
    expect(field).to_be_hidden()
    page.emulate_media(media="screen")
    field.fill("123")
    page.emulate_media(media="print")
    expect(field).to_be_visible()
    expect(page.get_by_role("button", name=CLEAR[""]).first).to_be_hidden()


VALUES = "account_number: {label: Account number, placeholder: your account number}\n"


def findings(root: Path, *rules: str) -> list[str]:
    result = run(
        sys.executable,
        SCRIPTS,
        "check",
        "-f",
        root / "mkdocs.yml",
        *(part for rule in rules for part in ("--only", rule)),
    )
    return [line for line in result.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Find {{ value.account_number | field }}.\n\nEnter {{ value.account_number }}.\n", []),
        ("Find {{ value.account_number | field }}.\n\nEnter {{ value.account_number | copyable }}.\n", []),
        ("No values.\n", []),
        ("Enter {{ value.account_number }}.\n\nAnd {{ value.account_number | code }}.\n", ["3: value 'account_number' is used, but no field on the page asks for it"]),
        ("Find {{ value.account_number | field }}.\n", ["3: value 'account_number' is asked for, but the page doesn't use it"]),
        (
            "Find {{ value.account_number | field }}.\n\nFind {{ value.account_number | field }}.\n\nEnter {{ value.account_number }}.\n",
            ["5: value 'account_number' is asked for twice"],
        ),
        ('=== "A"\n\n    {{ value.account_number | field }}\n\n=== "B"\n\n    {{ value.account_number | field }}\n\n{{ value.account_number }}\n', []),
        (
            '{{ value.account_number | field }}\n\n=== "B"\n\n    {{ value.account_number | field }}\n\n{{ value.account_number }}\n',
            ["7: value 'account_number' is asked for twice"],
        ),
        ('{% include "asks.md" %}\n\nEnter {{ value.account_number }}.\n', []),
        ('{% include "uses.md" %}\n', ["docs/_snippets/uses.md:1: value 'account_number' is used, but no field on the page asks for it"]),
        ("`{{ value.account_number }}`\n", []),
    ],
)  # fmt: skip
def test_a_value_is_asked_for_once_where_it_is_used(small_site: Make, body: str, said: list[str]) -> None:
    root = small_site(
        {
            "docs/index.md": f"# Home\n\n{body}",
            "docs/_data/values.yml": VALUES,
            "docs/_snippets/asks.md": "Find {{ value.account_number | field }}.\n",
            "docs/_snippets/uses.md": "Enter {{ value.account_number }}.\n",
        }
    )
    (config := root / "mkdocs.yml").write_text(
        config.read_text(encoding="utf-8").replace(
            "pymdownx.superfences", "pymdownx.superfences, pymdownx.tabbed: {alternate_style: true}"
        )
    )
    expected = [each if each.startswith("docs") else f"docs/index.md:{each}" for each in said]
    assert findings(root, "value-use") == [f"{each} [value-use]" for each in expected]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (VALUES, []),
        ("environment: {label: Environment}\n", []),
        ("monkey: {label: Secretary of the company}\n", []),
        ("client_secret: {label: Second value}\n", ["1: value 'client_secret' is a secret: 'secret'"]),
        ("apiKey: {label: Value}\n", ["1: value 'apiKey' is a secret: 'key'"]),
        ("value:\n  label: Subscription keys\n", ["2: value 'value' is a secret: 'keys'"]),
        ("value:\n  label: Value\n  placeholder: your password\n", ["3: value 'value' is a secret: 'password'"]),
        ("a: {label: Account}\nb: {label: Access token}\n", ["2: value 'b' is a secret: 'token'"]),
        ("- client_secret\n", []),
    ],
)
def test_no_secret_is_asked_for(small_site: Make, written: str, said: list[str]) -> None:
    root = small_site({"docs/_data/values.yml": written})
    assert findings(root, "value-secret") == [f"docs/_data/values.yml:{each} [value-secret]" for each in said]


def test_a_secret_in_the_french_words_alone_is_told(small_site: Make) -> None:
    root = small_site(
        {"docs/_data/values.yml": VALUES, "docs_fr/_data/values.yml": "account_number:\n  label: Mot de passe\n"}
    )
    assert findings(root, "value-secret") == [
        "docs_fr/_data/values.yml:2: value 'account_number' is a secret: 'mot de passe' [value-secret]"
    ]
    assert build(root).returncode != 0


@pytest.mark.parametrize(
    "text",
    ["clé secrète", "Votre clé d’API", "clefs", "MOT DE PASSE", "jetons d’accès", "PIN", "NIP", "code d’accès", "Zugangsschlüssel",
     "contraseña", "Client Secret", "clientsecrets", "Passphrase", "identifiants", "api-keys", "refreshToken"],
)  # fmt: skip
def test_words_for_secrets(text: str) -> None:
    assert secret_word(text)


@pytest.mark.parametrize(
    "text",
    ["Account number", "numéro de compte", "Environment", "Nom de l’application", "Monkey", "turkey", "spinning", "secretary",
     "identifiant de l’entreprise", "keyboard", "Company ID", ""],
)  # fmt: skip
def test_words_that_are_no_secrets(text: str) -> None:
    assert secret_word(text) == ""


def test_a_value_that_is_not_described_is_told_with_the_nearest(small_site: Make) -> None:
    root = small_site({"docs/index.md": "# Home\n\n{{ value.acount_number }}\n", "docs/_data/values.yml": VALUES})
    assert "'acount_number' is not defined; did you mean 'account_number'?" in build(root).stderr


def test_only_a_value_can_be_asked_for(small_site: Make) -> None:
    root = small_site({"docs/index.md": "# Home\n\n{{ page.title | field }}\n", "docs/_data/values.yml": VALUES})
    assert "a value of 'values.yml' is wanted here, such as 'value.account_number'" in build(root).stderr


@pytest.mark.parametrize("label", ['A "b" <i>c</i> & d', "L’étiquette", "{{ x }}", "`a`"])
def test_labels_are_text(small_site: Make, label: str) -> None:
    root = small_site(
        {
            "docs/index.md": "# Home\n\n{{ value.a | field }} {{ value.a }}\n",
            "docs/_data/values.yml": f"a: {{label: {json.dumps(label)}, placeholder: your a}}\n",
        }
    )
    result = build(root)
    assert result.returncode == 0, result.stderr
    html = (root / "site/index.html").read_text(encoding="utf-8")
    written = html.partition('data-label="')[2].partition('"')[0]
    assert unescape(written) == label


def test_places_are_known_with_their_tabs() -> None:
    text = '=== "A"\n\n    1. a\n        <span class="value" data-value="x">y</span>\n\n<span class="value-field" data-value="x" data-label="X">y</span>'
    assert [(each.name, each.is_field, each.line, each.tabs) for each in mentions(text)] == [
        ("x", False, 4, (1,)),
        ("x", True, 6, ()),
    ]
