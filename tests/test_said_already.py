"""An edit of the English whose French says the new thing already: told apart, as far as words tell."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.history.said_already import seem_said
from conftest import commit, revision, scripts, write

Site = Callable[[Mapping[str, str | bytes]], Path]

# The English before, the English now, and French that says what it says now.
EDITS = [
    ("You can wait for 60 days.", "You must wait for 60 days.", "Vous devez attendre 60 jours."),
    ("Open the file.", "Open the file, then print it.", "Ouvrez le fichier, puis imprimez-le."),
    ("Open the file, then print it.", "Open the file.", "Ouvrez le fichier."),
    ("Select the customer.", "Select the supplier.", "Sélectionnez le fournisseur."),
    ("The key expires after a year.", "The key does not expire after a year.", "La clé n’expire pas après un an."),
    ("Add the row before the table.", "Add the row after the table.", "Ajoutez la ligne après le tableau."),
    ("Wait for 60 days for the answer.", "Wait for 90 days for the email.", "Attendez le courriel pendant 90 jours."),
    ("Enter the code `a` in the field.", "Enter the code `b` in the box.", "Entrez le code `b` dans la case."),
    (
        "The report shows the sales in March.",
        "The report shows the sales in April.",
        "Le rapport affiche les ventes d’avril.",
    ),
    ("Open the settings of Moodle.", "Open the settings of Nextcloud.", "Ouvrez les paramètres de Nextcloud."),
    (
        "The table lists each error. Save the document.",
        "The table lists each error with its date. Save the document.",
        "Le tableau énumère chaque erreur avec sa date. Enregistrez le document.",
    ),
]


@pytest.mark.parametrize(("before", "after", "french"), EDITS)
def test_what_the_french_says_already_is_seen_and_what_it_does_not_is_not(before: str, after: str, french: str) -> None:
    assert seem_said(before, after, french, ("en", "fr-CA"))
    assert not seem_said(after, before, french, ("en", "fr-CA"))


@pytest.mark.parametrize(
    ("before", "after", "french"),
    [
        # a number, a piece of code or a link is not yet as it is in the English, whatever the words say
        ("Wait for 60 days.", "You must wait for 90 days.", "Vous devez attendre 60 jours."),
        ("Run `a`.", "You must run `b`.", "Vous devez lancer `a`."),
        ("Open [the page](a.md).", "You must open [the page](b.md).", "Vous devez ouvrir [la page](a.md)."),
        # it says something else
        ("Open the file.", "Open the file, then print it.", "Ouvrez le fichier, puis fermez la fenêtre."),
        ("You can wait.", "You must wait.", "Vous ne devez pas attendre."),
        ("Open the file.", "Do not open the file today.", "Ouvrez le fichier aujourd’hui."),
        ("Enable the option.", "Disable the option now.", "Activez l’option maintenant."),
        # what is gone may be said with a word that nobody knows
        ("A blue zorgle key has no spaces.", "A blue key has no spaces.", "Une clé bleue frimousse n’a pas d’espaces."),
        # nothing tells one from the other
        ("Open the frobber.", "Open the grommet.", "Ouvrez le machin."),
        ("Open the file.", "Open the file, then print it.", ""),
    ],
)
def test_in_doubt_nothing_is_said(before: str, after: str, french: str) -> None:
    assert not seem_said(before, after, french, ("en", "fr"))


@pytest.mark.parametrize("languages", [("en", "es"), ("en", "xx"), ("", "")])
def test_nothing_is_said_of_languages_without_a_lexicon(languages: tuple[str, str]) -> None:
    assert not seem_said("You can wait.", "You must wait.", "Vous devez attendre.", languages)


ENGLISH = "---\ntitle: Keys\n---\n\n# Keys\n\nYou can wait.\n\n1. Open the file.\n"
FRENCH = "---\ntitle: Clés\nsource_revision: {}\n---\n\n# Clés\n\nVous devez attendre.\n\n1. Ouvrez le fichier.\n"
NOW = ENGLISH.replace("can", "must").replace("the file", "the window")
HINT = "; the translation seems to say this already"


@pytest.fixture
def site(small_site: Site) -> Path:
    """A page of whose two edits the French has one."""
    pages = {
        "docs/_data/facts.yml": "sage:\n  wait: for several days\n",
        "docs_fr/_data/facts.yml": "sage:\n  wait: pendant quelques semaines\n",
        "docs/keys.md": ENGLISH,
        "docs_fr/keys.md": FRENCH.format(revision(ENGLISH)),
    }
    made = small_site(pages)
    assert scripts(made, "accept", "docs_fr/_data/facts.yml")[0] == 0
    commit(made)
    return write(made, {"docs/keys.md": NOW, "docs/_data/facts.yml": "sage:\n  wait: for some weeks\n"})


def test_the_finding_stays_and_says_so(site: Path) -> None:
    code, said, _ = scripts(site, "check", "--only", "outdated", "--only", "data-outdated")
    assert code == 1
    assert [line.partition("error: ")[2] or line for line in said.splitlines()] == [
        "docs_fr/_data/facts.yml:4: 'wait' translates an older text: 'for several days' is now 'for some weeks'"
        f" in docs/_data/facts.yml:2{HINT} [data-outdated]",
        "docs_fr/keys.md:8: translates an older text: 'You can wait.' is now 'You must wait.' in docs/keys.md:7"
        f"{HINT} [outdated]",
        "docs_fr/keys.md:10: translates an older text: 'the file.' is now 'the window.' in docs/keys.md:9 [outdated]",
    ]


def test_diff_says_so(site: Path) -> None:
    _, said, _ = scripts(site, "diff")
    assert [line for line in said.splitlines() if " changed" in line] == [
        f"docs/keys.md:7 changed{HINT}",
        "docs/keys.md:9 changed",
        f"docs/_data/facts.yml:2 changed{HINT}",
    ]


def test_accept_tells_it_of_what_is_as_it_was(site: Path) -> None:
    _, said, _ = scripts(site, "accept", "keys.md")
    assert [line.partition("as it was: ")[2] for line in said.splitlines()[1:]] == [
        f"'You can wait.' is now 'You must wait.' in docs/keys.md:7{HINT} [revision-ahead]",
        "'the file.' is now 'the window.' in docs/keys.md:9 [revision-ahead]",
    ]
