"""An edit that both languages have already is no translator's work; one that only writes the same otherwise is none."""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import chosen_rules
from bitext.history.pair import Pair
from bitext.pages.page import parse_page
from bitext.pages.revision import blob_id
from bitext.site.parsed_page import ParsedPage
from conftest import SCRIPTS, commit, run, write

RULES = [rule for rule in chosen_rules(only=["translations"]) if rule.scope == "pair"]


def told(before: str, now: str, french: str, name: str = "a.md") -> list[str]:
    source = parse_page(now, f"docs/{name}", name, "en")
    target = parse_page(french, f"docs_fr/{name}", name, "fr")
    pair = Pair(ParsedPage(source), ParsedPage(target), ("https://x.example.org", "en", "fr"), True, before)
    return [rule.id for rule in RULES for _ in rule.run(pair)]


CODE, CODE_FR = "```js\na = 1 // the key\nb = 2\n```", "```js\na = 1 // la clé\nb = 2\n```"
MADE = [
    ("It takes 60 days.", "It takes 90 days.", "Il faut 90 jours."),
    ("It costs $1,000.50.", "It costs $1,200.50.", "Il en coûte 1 200,50 $."),
    ("At 4 pm, of 5 days.", "At 5 pm, of 5 days.", "À 17 h, de 5 jours."),
    ("From 3 to 5 days.", "From 5 to 3 days.", "De 5 à 3 jours."),
    ("See [keys](/a.md#x).", "See [keys](/b.md#y).", "Voir [clés](/b.md#y)."),
    ("See [keys][k].\n\n[k]: /a.md", "See [keys](/b.md).", "Voir [clés][k].\n\n[k]: /b.md"),
    ("See [a](/a.md) and [b](/b.md).", "See [a](/a.md) and [b](/c.md).", "Voir [b](c.md) et [a](a.md)."),
    ("![Keys](old.svg)", "![Keys](new.svg)", "![Clés](new.svg)"),
    ("Enter `abc`.", "Enter `abd`.", "Entrez `abd`."),
    ("Enter abc there.", "Enter `abc` there.", "Entrez `abc` là."),
    ("Enter `<your key>`.", "Enter `<your key>` `x`.", "Entrez `<votre clé>` `x`."),
    (CODE, CODE.replace("b = 2", "b = 3"), CODE_FR.replace("b = 2", "b = 3")),
    (CODE, CODE.replace("b = 2\n", ""), CODE_FR.replace("b = 2\n", "")),
    (CODE, CODE.replace("```js", "```ts"), CODE_FR.replace("```js", "```ts")),
    ("Text.", "Text.\n\n```\na = 1\n```", "Texte.\n\n```\na = 1\n```"),
    ("Text.", 'Text.\n\n{% include "a.md" %}', 'Texte.\n\n{% include "a.md" %}'),
    ("## Wait", "### Wait", "### Attendre"),
    ('!!! note "Wait"\n    Here.', '!!! tip "Wait"\n    Here.', '!!! tip "Attendre"\n    Ici.'),
    ("{{ integration.name }} it is.", "{{ integration.key }} it is.", "C’est {{ integration.key }}."),
    ("---\ntitle: Version 3\n---\nText.", "---\ntitle: Version 4\n---\nText.", "---\ntitle: Version 4\n---\nTexte."),
]
#: What is left to translate: other words as well, or the translation has it not, or not all of it, or too often.
LEFT = [
    ("It takes 60 days.", "It takes 90 days.", "Il faut 60 jours."),
    ("It takes 60 days.", "It took 90 days.", "Il faut 90 jours."),
    ("It takes 60 days.", "It takes 60 hours.", "Il faut 60 jours."),
    ("It takes 3 days.", "It takes 2 days.", "Il faut trois jours pour les deux."),
    ("From 3 to 5 days.", "From 5 to 3 days.", "De 3 à 5 jours."),
    ("It costs $5.", "It costs €5.", "Il en coûte 5 $."),
    ("In Q3 of 5.", "In Q4 of 5.", "Au T3 de 5."),
    ("See [keys](/a.md).", "See [keys](/b.md).", "Voir [clés](/a.md)."),
    ("Enter abc there.", "Enter `abc` there.", "Entrez abc là."),
    ("Enter `abc` there.", "Enter the there.", "Entrez là."),
    ("See [keys](/a.md).", "See [the keys](/b.md) now.", "Voir [clés](/b.md)."),
    ("See [keys](/a.md) of 5.", "See [keys](/b.md) of 6.", "Voir [clés](/b.md) de 5."),
    ("![Keys](old.svg)", "![Dates](new.svg)", "![Clés](new.svg)"),
    (CODE, CODE.replace("b = 2", "b = 3"), CODE_FR),
    (CODE, CODE.replace("the key", "the lock"), CODE_FR),
    (CODE, CODE.replace("b = 2\n", ""), CODE_FR),
    ("Text.", "Text.\n\nSave now.", "Texte.\n\nSave now."),
    ("## Wait", "### Wait", "## Attendre"),
    ("---\ntitle: Version 3\n---\nText.", "---\ntitle: Release 4\n---\nText.", "---\ntitle: Version 4\n---\nTexte."),
]
#: The same written otherwise, whatever the translation says.
SAME = [
    ("See [keys](keys.md).", "See [keys](/keys.md).", "Voir [clés](keys.md)."),
    ("See [keys](keys.md#a).", "See [keys](./keys.md#a).", "Voir [clés](/keys.md#a)."),
    ("See [keys](/keys.md).", "See [keys][k].\n\n[k]: keys.md", "Voir [clés](keys.md)."),
    ("See [keys](/keys.md).", "See [keys](https://x.example.org/keys/).", "Voir [clés](/keys.md)."),
    ("See [part](#part).", "See [part](a.md#part).", "Voir [partie](#part)."),
    ("See [home](/index.md).", "See [home](/).", "Voir [accueil](index.md)."),
    ("See [café](caf%C3%A9.md).", "See [café](café.md).", "Voir [café](café.md)."),
    ('See <a href="/keys/">keys</a>.', "See [keys](/keys.md).", 'Voir <a href="/keys/">clés</a>.'),
    ("![K](img/k.svg)", "![K](/img/k.svg)", "![C](img/k.svg)"),
    ("See [x](https://b.org) .", "See <a href='https://b.org'>x</a>.", "Voir [x](https://b.org)."),
]


@pytest.mark.parametrize(("before", "now", "french"), MADE)
def test_an_edit_that_the_translation_has_is_not_outdated(before: str, now: str, french: str) -> None:
    assert told(before, now, french) == []


@pytest.mark.parametrize(("before", "now", "french"), LEFT)
def test_what_the_translation_lacks_is_outdated(before: str, now: str, french: str) -> None:
    assert told(before, now, french) == ["outdated"]


@pytest.mark.parametrize(("before", "now", "french"), SAME)
def test_what_is_written_otherwise_is_neither_outdated_nor_different(before: str, now: str, french: str) -> None:
    assert told(before, now, french) == []
    assert told(before, before, french) == told(now, now, french) == []


def test_a_link_to_another_page_of_the_same_name_differs() -> None:
    text = "See [keys](keys.md)."
    assert told(text, text, "Voir [clés](/keys.md).", "guides/a.md") == ["link-mismatch"]


FIRST, SECOND, THIRD = "The first of all paragraphs here.", "Wait.", "The third of all paragraphs, and the last."
PREMIER, DEUXIEME, TROISIEME = (
    "Le premier de tous les paragraphes.",
    "Attendez.",
    "Le troisième paragraphe, le dernier.",
)


@pytest.mark.parametrize("middle", [[], [SECOND], [SECOND, "And wait `2` times."]])
def test_two_paragraphs_exchanged_have_moved_and_no_word_has_changed(middle: list[str]) -> None:
    french = {SECOND: DEUXIEME, "And wait `2` times.": "Et attendez `2` fois."}
    before, now = "\n\n".join([FIRST, *middle, THIRD]), "\n\n".join([THIRD, *middle, FIRST])
    translated = "\n\n".join([PREMIER, *(french[text] for text in middle), TROISIEME])
    assert set(told(before, now, translated)) == {"segment-moved"}
    assert told(before, now, "\n\n".join([TROISIEME, *(french[text] for text in middle), PREMIER])) == []


def test_short_paragraphs_exchanged_have_moved_too() -> None:
    before, now = "# T\n\nOne `a`.\n\nTwo `b`.\n\nThree `c`.", "# T\n\nThree `c`.\n\nTwo `b`.\n\nOne `a`."
    assert set(told(before, now, "# T\n\nUn `a`.\n\nDeux `b`.\n\nTrois `c`.")) == {"segment-moved"}


def test_the_commands_agree(small_site: Callable[[Mapping[str, str | bytes]], Path]) -> None:
    english = "---\ntitle: Keys\n---\n\n# Keys\n\nIt takes 60 days.\n\nThe first of both paragraphs.\n\nThe second one, at the end.\n"
    french = "---\ntitle: Clés\nsource_revision: {}\n---\n\n# Clés\n\nIl faut 60 jours.\n\nLe premier des deux paragraphes.\n\nLe second, à la fin.\n"
    home = {"docs_fr/index.md": f"---\nsource_revision: {blob_id(b'# Home' + bytes([10]))}\n---\n\n# Accueil\n"}
    site = small_site({**home, "docs/keys.md": english, "docs_fr/keys.md": french.format(blob_id(english.encode()))})
    commit(site)

    def scripts(*arguments: str) -> str:
        return run(sys.executable, SCRIPTS, *arguments, "-f", site / "mkdocs.yml").stdout

    write(site, {"docs/keys.md": english.replace("60", "90")})
    assert scripts("check", "--only", "outdated") != ""
    page = french.format(blob_id(english.encode())).replace("60", "90")
    write(site, {"docs_fr/keys.md": page})
    assert scripts("check", "--only", "translations") == ""
    assert scripts("diff", "keys.md") == (
        "docs_fr/keys.md is up to date with docs/keys.md\n\n"
        "made in both languages: 'takes 60 days.' is now 'takes 90 days.' in docs/keys.md:7\n"
    )
    assert row(scripts("status")) == ["keys.md", "fr", "up to date", "100 %", "0"]
    parts = english.replace("60", "90").split("\n\n")
    write(site, {"docs/keys.md": "\n\n".join([*parts[:3], parts[4].rstrip(), parts[3]]) + "\n"})
    assert row(scripts("status")) == ["keys.md", "fr", "outdated", "100 %", "0"]


def row(table: str) -> list[str]:
    """The cells of the row of keys.md."""
    return next(re.split(r"\s{2,}", line) for line in table.splitlines() if line.startswith("keys.md"))
