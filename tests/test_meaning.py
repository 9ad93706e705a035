"""The rules of the group `meaning`: what a reader would do wrong though every step, link and heading is there."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.meaning.compared import compared
from bitext.meaning.lexicon import base_lexicon
from bitext.meaning.passages import passage
from bitext.public import align_texts
from bitext.rules import RULES
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, SCRIPTS, commit, revision, run, write

Make = Callable[[dict[str, str]], Path]
PairSite = Callable[[str, str], Path]


@pytest.fixture
def pair_site(small_site: Make) -> PairSite:
    return lambda english, french: small_site(
        {"mkdocs.yml": CONFIG, "docs/index.md": english, "docs_fr/index.md": french}
    )


def meant(root: Path) -> list[str]:
    """What the group finds, without what says that a revision is missing."""
    findings = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["meaning"])).findings
    assert {finding.path for finding in findings} <= {"docs_fr/index.md"}
    return [f"{finding.line}: {finding.message} [{finding.rule}]" for finding in findings]


FAULTS = [
    (
        "Open the document in the editor. Click the printer icon in the toolbar to see a preview.",
        "Ouvrez le document dans l’éditeur.",
        "nothing here says 'Click the printer icon in the toolbar to see a preview' [passage-missing]",
    ),
    (
        "Open the document in the editor. Choose the language in the list.",
        "Ouvrez le document dans l’éditeur. Choisissez la langue dans la liste. Cliquez ensuite sur l’icône de l’imprimante"
        " dans la barre d’outils.",
        "the source does not say 'Cliquez ensuite sur l’icône de l’imprimante dans la barre d’outils' [passage-added]",
    ),
    (
        "Select the cells of the table and choose a colour for the border.",
        "Un message d’erreur s’affiche lorsque le fichier contient des caractères spéciaux.",
        "says something else than 'Select the cells of the table and choose a colour for the border' [passage-other]",
    ),
    (
        "Open the file in the text editor or in the image editor, then print it without changing its size. Wait until the"
        " second document has been printed.",
        "Ouvrez le fichier dans l’éditeur de textes ou dans celui des images, puis imprimez-le sans en changer la taille."
        " Wait until the second document has been printed.",
        "'Wait until the second document has been printed.' is left in the language of docs/index.md:3"
        " [passage-untranslated]",
    ),
    (
        "The password does not expire.",
        "Le mot de passe expire.",
        "denies nothing where the source has 'not' [negation-mismatch]",
    ),
    (
        "Without a password, you can open the document.",
        "Sans mot de passe, vous ne pouvez pas ouvrir le document.",
        "'ne pouvez pas' denies what the source does not [negation-mismatch]",
    ),
    (
        "The page has no margins.",
        "La page a des marges.",
        "denies nothing where the source has 'no' [negation-mismatch]",
    ),
    (
        "Never close the window.",
        "Fermez la fenêtre.",
        "denies nothing where the source has 'never' [negation-mismatch]",
    ),
    (
        "Close the window.",
        "Ne fermez jamais la fenêtre.",
        "'ne fermez jamais' denies what the source does not [negation-mismatch]",
    ),
    (
        "Copies are free.",
        "Aucune copie n’est gratuite.",
        "'aucune' denies what the source does not [negation-mismatch]",
    ),
    (
        "Select the first document (with the printer icon) in the list of the dialog.",
        "Sélectionnez le premier document dans la liste de la boîte de dialogue.",
        "nothing here seems to say 'with the printer icon' [phrase-missing]",
    ),
    (
        "Close the door after the test.",
        "Fermez la porte avant l’essai.",
        "says 'avant' where the source has 'after' [word-exchanged]",
    ),
    (
        "The table has a border on the left, and the text of each cell is printed in the same colour.",
        "Le tableau a une bordure à droite, et le texte de chaque cellule est imprimé de la même couleur.",
        "says 'droite' where the source has 'left' [word-exchanged]",
    ),
    ("Its size is public.", "Sa taille est privée.", "says 'privée' where the source has 'public' [word-exchanged]"),
    ("You may open it.", "Vous devez l’ouvrir.", "says 'devez' where the source has 'may' [word-exchanged]"),
    (
        "The parcel arrives in March.",
        "Le colis arrive en août.",
        "says 'août' where the source has 'March' [word-exchanged]",
    ),
    (
        "Copy `old` over to `new` tonight.",
        "Copiez `new` vers `old` ce soir.",
        "codes 'new' and 'old' stand in each other's place [place-exchanged]",
    ),
]


@pytest.mark.parametrize(("english", "french", "finding"), FAULTS)
def test_a_fault_is_told_at_its_line(pair_site: PairSite, english: str, french: str, finding: str) -> None:
    assert meant(pair_site(f"# Files\n\n{english}\n", f"# Fichiers\n\n{french}\n")) == [f"3: {finding}"]


SAME = [
    ("Do not forget to save the file.", "N’oubliez pas d’enregistrer le fichier."),
    ("Save the file before it is closed.", "Enregistrez le fichier avant qu’il ne soit fermé."),
    ("The page can only have one header.", "La page ne peut avoir qu’un en-tête."),
    ("The file fails to open.", "Le fichier ne s’ouvre pas."),
    ("The document contains neither tables nor pictures.", "Le document ne contient ni tableaux ni images."),
    ("The button is unavailable.", "Le bouton n’est pas disponible."),
    ("Print the page without margins.", "Imprimez la page sans marges."),
    ("It does not matter which page is open.", "Peu importe la page ouverte."),
    ("The feature is uncommon.", "La fonction est peu commune."),
    ("Click **Print** (the button is shown only once).", "Cliquez sur **Print** (le bouton ne s’affiche qu’une fois)."),
    ("Never print more than one page.", "N’imprimez jamais plus d’une page."),
    ("Not only the header is printed.", "L’en-tête n’est pas seulement imprimé."),
    ("Choose whether or not the grid is shown.", "Choisissez si la grille est affichée ou non."),
    ("Do not hesitate to try.", "N’hésitez pas à essayer."),
    (
        "Open the file. Then choose the printer in the list.",
        "Ouvrez le fichier, puis choisissez l’imprimante dans la liste.",
    ),
    (
        "If the table has two columns, select the first one.",
        "Sélectionnez la première colonne si le tableau en a deux.",
    ),
    ("Click **Save as** and enter a name.", "Cliquez sur **Save as** (Enregistrer sous) et saisissez un nom."),
    ("The message « The file is already open in another window » appears.",) * 2,
]


@pytest.mark.parametrize(("english", "french"), SAME)
def test_a_translation_may_say_it_in_its_own_way(pair_site: PairSite, english: str, french: str) -> None:
    assert meant(pair_site(f"# Files\n\n{english}\n", f"# Fichiers\n\n{french}\n")) == []


def test_what_is_not_known_of_two_languages_is_not_guessed(small_site: Make) -> None:
    config = CONFIG.replace("fr", "de")
    english = "# Files\n\nThe password does not expire. Open the document in the editor.\n"
    root = small_site({"mkdocs.yml": config, "docs/index.md": english, "docs_de/index.md": "# Dateien\n\nÖffnen.\n"})
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["meaning"])).findings == ()


PLACES = ("garage", "kitchen", "office", "garden", "cellar")
ROOMS = ("le garage", "la cuisine", "le bureau", "le jardin", "la cave")
#: 'sprocket' is « pignon » in four sentences; where it is gone, it is missed.
SPROCKETS = "\n".join(
    [
        *(f"Grease the sprocket of the derailleur in the {place}.\n" for place in PLACES),
        "Open the document. Grease the sprocket of the derailleur again, with the wrench.\n",
    ]
)
PIGNONS = "\n".join([*(f"Graissez le pignon du dérailleur dans {room}.\n" for room in ROOMS), "Ouvrez le document.\n"])
UNGREASED = "nothing here says 'Grease the sprocket of the derailleur again, with the wrench' [passage-missing]"


def test_words_of_the_site_are_learnt_from_its_own_pages(pair_site: PairSite) -> None:
    assert meant(pair_site(SPROCKETS, PIGNONS)) == [f"11: {UNGREASED}"]


def test_words_are_learnt_from_what_has_not_changed_of_a_page_that_is_behind(pair_site: PairSite) -> None:
    """Or an edit of one sentence would have the others told, whose words this page alone explains."""
    english = "\n".join(f"Open the {place}. Delete the column of the table.\n" for place in PLACES)
    french = "\n".join(f"Ouvrez {room}. Biffez le rang du canevas.\n" for room in ROOMS)
    site = pair_site(english, f"---\nsource_revision: {revision(english)}\n---\n{french}")
    commit(site)
    assert meant(site) == []
    write(site, {"docs/index.md": english.replace("garage", "basement")})
    assert meant(site) == []


def test_a_name_of_the_site_stands_for_another_one(small_site: Make) -> None:
    names = ("Nextcloud", "Moodle") * 5
    english = [f"Open the window {number} of {name}.\n" for number, name in enumerate(names)]
    french = [f"Ouvrez la fenêtre {number} de {name}.\n" for number, name in enumerate(names)]
    files = {"mkdocs.yml": CONFIG, "docs/index.md": "\n".join([*english, "Print the calendar of Nextcloud.\n"])}
    root = small_site({**files, "docs_fr/index.md": "\n".join([*french, "Imprimez le calendrier de Moodle.\n"])})
    assert meant(root) == ["21: names 'Moodle' where the source names 'Nextcloud' [name-exchanged]"]


def test_what_was_learnt_is_kept_and_what_is_damaged_is_learnt_again(small_site: Make) -> None:
    english, french, finding = FAULTS[0]
    pages = {"docs/index.md": f"{english}\n", "docs_fr/index.md": f"{french}\n"}
    root = small_site({"mkdocs.yml": CONFIG, **pages, ".cache/sources.json": "{"})
    told = [f"1: {finding}"]
    command = (sys.executable, SCRIPTS, "check", "--only", "meaning", "-f", root / "mkdocs.yml")
    for _ in range(2):
        said = run(*command).stdout.splitlines()
        assert [line.removeprefix("docs_fr/index.md:") for line in said] == told
    assert len((root / ".cache" / "sources.json").read_bytes()) > 1000


def test_an_item_that_a_list_lacks_is_told() -> None:
    english = "The document contains the names, the addresses, the invoices, the files and the titles.\n"
    french = "Le document contient les noms, les adresses, les fichiers et les titres.\n"
    ours, theirs, _ = align_texts(english, french)
    known = base_lexicon("en", "fr")
    assert known is not None
    (each,) = compared([(ours[0], theirs[0])], known, ("en", "fr"))
    found = passage(each)
    assert found is not None
    assert (found.kind, found.shown) == ("phrase", "the invoices")


def test_every_rule_has_a_fault() -> None:
    others = {
        "name-exchanged",
        "heading-untranslated",
        "label-exchanged",
        "restriction-missing",
    }  # above, and Markdown cases
    rules = {rule.id for rule in RULES if rule.group == "meaning"} - others
    assert rules == {finding.rpartition("[")[2].rstrip("]") for *_, finding in FAULTS}


def test_what_is_known_of_the_words_of_a_page_stays_while_another_one_changes(small_site: Make) -> None:
    """By its digest results are kept: an edit elsewhere costs the page that it is in."""
    pages = {"docs/a.md": "Grease the sprocket.\n", "docs_fr/a.md": "Graissez le pignon.\n"}
    there = {"docs/b.md": "Print the page.\n", "docs_fr/b.md": "Imprimez la page.\n"}
    digests = []
    for said in ("", "\nOuvrez un calendrier.\n"):
        edited = {**there, "docs_fr/b.md": there["docs_fr/b.md"] + said}
        sources = Sources(Site.load(small_site({"mkdocs.yml": CONFIG, **pages, **edited}) / "mkdocs.yml"))
        pair = sources.pair_of("docs_fr/a.md")
        assert pair and pair.lexicon
        digests.append(pair.lexicon.digest)
    assert digests[0] == digests[1] != ""
