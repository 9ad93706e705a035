"""Numbers: the same quantity in another notation is no fault, a changed one is."""

from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.history.pair import Pair
from bitext.pages.page import parse_page
from bitext.site.parsed_page import ParsedPage
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import SMALL, write


def told(english: str, translation: str, locale: str = "fr") -> list[str]:
    """What all rules that compare two pages say of a paragraph and its translation."""
    source = parse_page(f"{english}\n", "docs/a.md", "a.md", "en")
    target = parse_page(f"{translation}\n", f"docs_{locale}/a.md", "a.md", locale)
    pair = Pair(ParsedPage(source), ParsedPage(target))
    rules = [rule for rule in chosen_rules(only=["translations"], skip=["revision-missing"]) if rule.scope == "pair"]
    return [report.message for rule in rules for report in rule.run(pair)]


SAME = [
    # decimals and thousands
    ("Multiply 440 kWh by 0.097.", "Multipliez 440 kWh par 0,097."),
    ("The scale is × 0.875 of it.", "L’échelle est × 0,875 de cela."),
    ("The rate is 1.125 today.", "Le taux est de 1,125 aujourd’hui."),
    ("It has 1,234,567.89 rows.", "Il a 1 234 567,89 rangées."),
    ("It has 1,000 rows.", "Il a 1\u202f000 rangées."),
    ("It has 1,000 rows.", "Il a 1.000 rangées."),
    ("It has 10,000.5 rows.", "Il a 10'000.5 rangées."),
    # with a word or a letter for the zeros
    ("It costs $0.99 for each 1k requests above 100k.", "Il coûte 0,99 $ par tranche de 1 000 au-delà de 100 000."),
    ("It has 1.5M users.", "Il a 1,5 million d’utilisateurs."),
    ("It has 1.5M users.", "Il a 1 500 000 utilisateurs."),
    ("It has 2 k rows.", "Il a 2 000 rangées."),
    ("It has 2k rows.", "Il a deux mille rangées."),
    ("It has 300 rows.", "Il a trois cents rangées."),
    ("It has 2 million users.", "Il a deux millions d’utilisateurs."),
    ("It has a million users.", "Il a 1 million d’utilisateurs."),
    ("It costs $5m, or $2bn.", "Il coûte 5 M$, ou 2 milliards de dollars."),
    ("It costs $1,234.5, or $5.00.", "Il coûte 1 234,50 $, ou 5 $."),
    ("Choose 10k-20k rows.", "Choisissez de 10 000 à 20 000 rangées."),
    ("Choose 1,000-2,000 rows.", "Choisissez de 1 000 à 2 000 rangées."),
    ("At most 10MB, 5 GB or 64 kB.", "Au plus 10 Mo, 5 Go ou 64 ko."),
    # the time of day, and how long
    ("Between 4:01:25 PM and 5:03:25 PM.", "Entre 16 h 01 min 25 s et 17 h 03 min 25 s."),
    ("At 4:01:25 PM.", "À 16:01:25."),
    ("At 4:30 p.m. or 4:30pm.", "À 16 h 30 ou à 16h30."),
    ("At 12:30 am.", "À 0 h 30."),
    ("From 10 a.m. to noon, at 12 pm.", "De 10 h à midi, à 12 h."),
    ("Between 4 and 5 pm, 4-5 pm, 9 to 5 pm.", "Entre 16 et 17 h, de 16 h à 17 h, de 9 h à 17 h."),
    ("From 11 to 12 pm, then 12-1 pm.", "De 11 h à 12 h, puis de 12 h à 13 h."),
    ("After 2 hours 30 minutes, or 36 hours and 5 minutes.", "Après 2 h 30, ou 36 h 5 min."),
    ("After 2h30m.", "Après 2 h 30."),
    ("After 2 hours, 30 minutes and 5 seconds.", "Après 2 heures, 30 minutes et 5 secondes."),
    # ordinals and words
    ("The 1st, the 2nd and the 21st.", "Le 1er, le 2e et le 21e."),
    ("The 1st time.", "La 1<sup>re</sup> fois."),
    ("Every 1 second slower loses 10% of users.", "Chaque seconde de plus fait perdre 10 % des utilisateurs."),
    ("Wait 1 second for 2 rows.", "Attendez une seconde pour deux rangées."),
    ("Wait 45 days, or 71, or 92.", "Attendez quarante-cinq jours, ou soixante-et-onze, ou quatre-vingt-douze."),
    ("Open 24/7, 5-10 days, 3-4 times.", "Ouvert 24 h sur 24, 7 jours sur 7, 5 à 10 jours, trois ou quatre fois."),
    ("The report of 2024-03.", "Le rapport de mars 2024."),
    # in code on one side
    ("Set the port to `8080`, the rate to `1.5`.", "Réglez le port sur 8080 et le taux sur « 1.5 »."),
    ("Set the port to 8080.", "Réglez le port sur `8080`."),
    ("Enter `1,000` there.", "Entrez-y 1 000."),
    # dates
    ("Since 2024-03-05 it is so.", "Depuis le 5 mars 2024, c’est ainsi."),
    ("Since March 5, 2024 it is so.", "Depuis le 2024-03-05, c’est ainsi."),
    ("On May 1st, 2025, on Sept. 2 and on Feb 3.", "Le 1er mai 2025, le 2 sept. et le 3 févr."),
    ("On the 1st of May 2025.", "Le 1 er mai 2025."),
    ("On 5th March 2024, in March 2024.", "Le 5 mars 2024, en mars 2024."),
    ("On 03/05/2024 and 04/30/2024.", "Le 5 mars 2024 et le 30/04/2024."),
    ("From March 3–5, 2024.", "Du 3 au 5 mars 2024."),
    ("From March 3 to March 5.", "Du 3 au 5 mars."),
    ("It ends at 2024-03-05T16:30.", "Cela finit le 5 mars 2024 à 16 h 30."),
    ("You may pay in May 2024.", "Vous pouvez payer en mai 2024."),
    ("See 2011-12 and 2024/25.", "Voyez 2011-12 et 2024/25."),
    # versions, addresses, telephone numbers
    ("It needs v1.4.0 or 12.34.56-beta.2.", "Il faut la version 1.4.0 ou 12.34.56-beta.2."),
    ("Allow 10.0.0.1:8080 and 10.0.0.0/8.", "Autorisez 10.0.0.0/8 et 10.0.0.1:8080."),
    ("Call 1-800-555-1234 (24/7).", "Appelez le 1-800-555-1234 (24 heures sur 24, 7 jours sur 7)."),
    ("It has 1,234,567 rows.", "Il a 1.234.567 rangées."),
    # fractions and signs
    ("About ½ of them, ¼ of us, 1/3 of you.", "Environ la moitié d’eux, un quart de nous, un tiers de vous."),
    ("About ¾, ⅔ and 1½.", "Environ 3/4, deux tiers et 1,5."),
    ("Set it to .5 of that.", "Réglez-le sur 0,5 de cela."),
    ("Step 1/3 and 2/3.", "Étape 1 de 3 et 2 de 3."),
    ("Keep it at -5 degrees, or at −6.", "Gardez-le à −5 degrés, ou à moins 6."),
    ("A balance of -$100, of -1,000.", "Un solde de -100 $, de (1 000)."),
    ("Type - 5 or COVID-19, UTF-8, x-5.", "Tapez – 5 ou COVID-19, UTF-8, x-5."),
    # numbers within words, and behind a mark
    ("See ticket #45, the #1 choice.", "Voyez le billet n° 45, le premier choix."),
    ("Use TLS1.2 and Sage50.", "Utilisez TLS 1.2 et Sage 50."),
    ("In Q3 of 2024, B2B with 2FA.", "Au T3 de 2024, interentreprises avec l’A2F."),
    ("It is 2x as fast, in 4K.", "C’est 2 fois plus rapide, en 4K."),
    ("Use OAuth2, or a 401(k).", "Utilisez OAuth 2, ou un 401(k)."),
]


@pytest.mark.parametrize(("english", "french"), SAME)
def test_a_quantity_may_be_written_otherwise(english: str, french: str) -> None:
    assert told(english, french) == []


@pytest.mark.parametrize(
    ("locale", "translation"),
    [
        ("ja", "2006年7月3日、午後4時30分に終了します。2つの事業者と1つの停留所があります。"),
        ("de", "Am 3. Juli 2006 endet der Dienst um 16:30 Uhr. Es gibt zwei Betreiber und eine Haltestelle."),
        ("es", "El 3 de julio de 2006 el servicio termina a las 16:30. Hay dos operadores y una parada."),
    ],
)
def test_other_languages_have_their_notation_and_their_words(locale: str, translation: str) -> None:
    english = "On July 3, 2006 the service ends at 4:30 PM. There are 2 agencies and 1 stop."
    assert told(english, translation, locale) == []


CHANGED = [
    ("Multiply it by 0.097.", "Multipliez-le par 97.", ["number '97' is '0.097' in docs/a.md:1"]),
    ("Multiply it by 0.097.", "Multipliez-le par 0,97.", ["number '0.97' is '0.097' in docs/a.md:1"]),
    ("It takes 1.500 s.", "Cela prend 1 500 s.", ["number '1500' is '1.500' in docs/a.md:1"]),
    ("It needs version 3.1.", "Il faut la version 3.10.", ["number '3.10' is '3.1' in docs/a.md:1"]),
    ("It has 1,000 rows.", "Il a 100 rangées.", ["number '100' is '1000' in docs/a.md:1"]),
    ("Above 100k rows.", "Au-delà de 100 rangées.", ["number '100000' of docs/a.md:1 is missing here"]),
    ("Above 100k rows.", "Au-delà de 10 000 rangées.", ["number '10000' is '100000' in docs/a.md:1"]),
    ("It has 1.5M users.", "Il a 1,5 milliard d’utilisateurs.", ["number '1500000000' is '1500000' in docs/a.md:1"]),
    ("It has 2 million users.", "Il a trois millions d’utilisateurs.", ["number '2000000' of docs/a.md:1 is missing here"]),
    ("It costs $2 billion.", "Il coûte 2 billions de dollars.", ["number '2000000000000' is '2000000000' in docs/a.md:1"]),
    ("At 4:01:25 PM.", "À 16 h 01 min 26 s.", ["number '16:01:26' is '16:01:25' in docs/a.md:1"]),
    ("At 4:01 PM.", "À 4 h 01.", ["number '4:01' is '16:01' in docs/a.md:1"]),
    ("After 2 hours 30 minutes.", "Après 2 h 45.", ["number '2:45' is '2:30' in docs/a.md:1"]),
    ("Between 4 and 5 pm.", "Entre 16 h et 18 h.", ["number '18' is '17' in docs/a.md:1"]),
    ("Set it to `8080`.", "Réglez-le sur 8081.", ["code '8080' of docs/a.md:1 is missing here", "number '8081' is not in docs/a.md:1"]),
    ("Wait 60 days, or 60.", "Attendez 60 jours, ou 90.", ["number '90' is not in docs/a.md:1"]),
    ("On 2024-03-05.", "Le 2024-03-06.", ["number '2024-03-06' is '2024-03-05' in docs/a.md:1"]),
    ("On 2024-03-05.", "Le 6 mars 2024.", ["number '2024-03-06' is '2024-03-05' in docs/a.md:1"]),
    ("On March 5, 2024.", "Le 5 mai 2024.", ["number '2024-05-05' is '2024-03-05' in docs/a.md:1"]),
    ("In June 2023.", "En juillet 2023.", ["number '2023-07' is '2023-06' in docs/a.md:1"]),
    ("On 03/05/2024.", "Le 03/06/2024.", ["number '2024-03-06' is '2024-03-05' in docs/a.md:1"]),
    ("It needs 12.34.56.", "Il faut 12.34.65.", ["number '12.34.65' is '12.34.56' in docs/a.md:1"]),
    ("Since v1.4.0.", "Depuis v1.5.0.", ["number '1.5.0' is '1.4.0' in docs/a.md:1"]),
    ("Allow 10.0.0.1.", "Autorisez 10.0.0.2.", ["number '10.0.0.2' is '10.0.0.1' in docs/a.md:1"]),
    ("Call 1-800-555-1234.", "Appelez le 1-800-555-1243.", ["number '1-800-555-1243' is '1-800-555-1234' in docs/a.md:1"]),
    ("About ½ of them.", "Environ ¼ d’entre eux.", ["number '¼' is '½' in docs/a.md:1"]),
    ("About 2/3 of them.", "Environ 3/4 d’entre eux.", ["number '3/4' is '2/3' in docs/a.md:1"]),
    ("Keep it at -5 degrees.", "Gardez-le à 5 degrés.", ["number '5' is '-5' in docs/a.md:1"]),
    ("Gardez-le à 5 degrés.", "Keep it at -5 degrees.", ["number '-5' is '5' in docs/a.md:1"]),
    ("See #45.", "Voyez #54.", ["number '54' is '45' in docs/a.md:1"]),
    ("Choose 5-10 of them.", "Choisissez-en 5-11.", ["number '11' is '10' in docs/a.md:1"]),
    ("Use TLS1.2.", "Utilisez TLS1.3.", ["number 'TLS1.3' is 'TLS1.2' in docs/a.md:1"]),
    ("Use Sage50.", "Utilisez Sage52.", ["number 'Sage52' is 'Sage50' in docs/a.md:1"]),
    ("Sage 50 (Sage 50c).", "Sage 50 (Sage 70c).", ["number '70c' is '50c' in docs/a.md:1"]),
    ("In Q3.", "Au T4.", ["number 'T4' is 'Q3' in docs/a.md:1"]),
]  # fmt: skip


@pytest.mark.parametrize(("english", "french", "said"), CHANGED)
def test_a_changed_number_is_told(english: str, french: str, said: list[str]) -> None:
    assert told(english, french) == said


def test_numbers_of_data_are_read_alike_in_both_languages(tmp_path: Path) -> None:
    facts = {
        "docs/_data/sage.yml": "wait: 4:30 p.m.\nrows: above 100k\nfactor: times 0.097\n",
        "docs_fr/_data/sage.yml": "wait: 16 h 30\nrows: au-delà de 100 000\nfactor: par 0,97\n",
    }
    config = write(tmp_path, {**SMALL, **facts}) / "mkdocs.yml"
    findings = check(Sources(Site.load(config)), chosen_rules(only=["data-mismatch"])).findings
    assert [str(finding) for finding in findings] == [
        "docs_fr/_data/sage.yml:3: number '0.97' is '0.097' in docs/_data/sage.yml:3 [data-mismatch]"
    ]
