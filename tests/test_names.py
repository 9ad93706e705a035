"""Names in plain text that no language translates: a changed one is told, one in code or an example is not."""

import pytest
from test_numbers import told

SAME = [
    ("Write to support@example.org for help.", "Écrivez à support@example.org pour obtenir de l’aide."),
    ("Write to you@example.com.", "Écrivez à vous@exemple.com."),
    ("Write to john.doe@company.com.", "Écrivez à jean.untel@entreprise.com."),
    ("Write to a@codat.io.", "Écrivez à `a@codat.io`."),
    ("Open https://app.codat.io/keys, please.", "Ouvrez https://app.codat.io/keys."),
    ("Open https://codat.io/en/keys.", "Ouvrez https://codat.io/fr/keys."),
    ("Open www.codat.io/a or localhost:8000.", "Ouvrez `www.codat.io/a` ou localhost:8000."),
    ("Open your-company.codat.io.", "Ouvrez votre-entreprise.codat.io."),
    ("Edit /etc/codat/keys.yml and ~/.config/codat.", "Modifiez « /etc/codat/keys.yml » et ~/.config/codat."),
    ("Edit keys_en.csv in docs/en/.", "Modifiez keys_fr.csv dans docs/fr/."),
    ("Open Connector.exe.", "Ouvrez `Connector.exe`."),
    ("Start it with --verbose, or --level=NAME.", "Démarrez-le avec `--verbose`, ou --level=NOM."),
    ("Call getCompany() first.", "Appelez d’abord getCompany()."),
    ("Set CODAT_KEY and YOUR_KEY.", "Définissez CODAT_KEY et VOTRE_CLE."),
    ("The field company_name, companyId.", "Le champ company_name, companyId."),
    ("The operationId is kept.", "L’identifiant de l’opération est conservé."),
    ("An eCommerce platform on iOS.", "Une plateforme de commerce électronique sur iOS."),
    ("Replace {companyId} with yours, %s too.", "Remplacez {companyId} et %s par les vôtres."),
    ("Input/output and and/or, km/h.", "Entrée/sortie et et/ou, km/h."),
    ("<b>One</b>/brain is it.", "<b>Un</b>/cerveau, c’est cela."),
    ("Use Node.js or GitHub.com.", "Utilisez Node.js ou GitHub.com."),
    ("Wait – then go -- on.", "Attendez – puis continuez."),
    ("It is 100% safe, 5% slower.", "C’est sûr à 100 %, 5 % plus lent."),
]
CHANGED = [
    ("Write to support@example.org.", "Écrivez à assistance@exemple.org.", ["e-mail address 'assistance@exemple.org' is 'support@example.org'"]),
    ("Open https://app.codat.io/keys now.", "Ouvrez https://app.codat.io/cles.", ["address 'https://app.codat.io/cles' is 'https://app.codat.io/keys'"]),
    ("Open app.codat.io now.", "Ouvrez appli.codat.io.", ["host 'appli.codat.io' is 'app.codat.io'"]),
    ("Open localhost:8000.", "Ouvrez localhost:8080.", ["host 'localhost:8080' is 'localhost:8000'"]),
    ("Edit /etc/codat/keys.", "Modifiez /etc/codat/cles.", ["path '/etc/codat/cles' is '/etc/codat/keys'"]),
    ("See /companies there.", "Voyez-y /entreprises.", ["path '/entreprises' is '/companies'"]),
    ("Edit mkdocs.yml.", "Modifiez config.yml.", ["file 'config.yml' is 'mkdocs.yml'"]),
    ("Edit C:\\Codat\\a.ini.", "Modifiez C:\\Codat\\b.ini.", ["file 'C:\\Codat\\b.ini' is 'C:\\Codat\\a.ini'"]),
    ("Run it with --verbose.", "Lancez-le avec --detaille.", ["option '--detaille' is '--verbose'"]),
    ("Call getCompany().", "Appelez obtenirEntreprise().", ["function 'obtenirEntreprise()' is 'getCompany()'"]),
    ("Set CODAT_KEY first.", "Définissez CODAT_CLE.", ["variable 'CODAT_CLE' is 'CODAT_KEY'"]),
    ("The field company_name is empty.", "Le champ nom_entreprise est vide.", ["name 'nom_entreprise' is 'company_name'"]),
    ("The field companyName is empty.", "Le champ nomEntreprise est vide.", ["name 'nomEntreprise' is 'companyName'"]),
    ("Le champ nomEntreprise est vide.", "The field companyName is empty.", ["name 'companyName' is 'nomEntreprise'"]),
    ("Replace {companyId}.", "Remplacez {identifiant}.", ["placeholder '{identifiant}' is '{companyId}'"]),
]  # fmt: skip
GONE = [
    ("Write to support@codat.io for help.", "Écrivez-nous.", "e-mail address 'support@codat.io' of docs/a.md:1 is missing here"),
    ("Écrivez-nous.", "Write to support@codat.io.", "e-mail address 'support@codat.io' is not in docs/a.md:1"),
    ("Start it with --verbose.", "Démarrez-le.", "option '--verbose' of docs/a.md:1 is missing here"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "french"), SAME)
def test_a_name_may_be_written_otherwise(english: str, french: str) -> None:
    assert told(english, french) == []


@pytest.mark.parametrize(("english", "french", "said"), CHANGED)
def test_a_changed_name_is_told(english: str, french: str, said: list[str]) -> None:
    assert told(english, french) == [f"{message} in docs/a.md:1" for message in said]


@pytest.mark.parametrize(("english", "french", "said"), GONE)
def test_a_name_on_one_side_alone_is_told(english: str, french: str, said: str) -> None:
    assert told(english, french) == [said]


def test_a_name_that_is_a_link_is_told_once() -> None:
    english, french = (f"Write to [{name}](mailto:{name})." for name in ("support@codat.io", "aide@codat.io"))
    assert told(english, french) == ["link to 'mailto:aide@codat.io' is to 'mailto:support@codat.io' in docs/a.md:1"]
