"""What a number counts: another unit, currency or sign of comparison is told, another way to write it is not."""

import pytest
from test_numbers import told

SAME = [
    ("Wait 5 minutes, 2 hours or 30 s.", "Attendez 5\u00a0min, 2\u00a0h ou 30 secondes."),
    ("A 30-day trial, 5 business days.", "Un essai de 30 jours, 5 jours ouvrables."),
    ("At most 10MB, 5 GB or 64 kB.", "Au plus 10 Mo, 5\u202fGo ou 64 ko."),
    ("At most 10 MB.", "Au plus 10 MB."),
    ("It costs $5, US$6 or €7.", "Il en coûte 5 $, 6 $ US ou 7\u00a0€."),
    ("It costs 5 dollars, $1,200.50.", "Il en coûte 5 $ CA, 1 200,50 $."),
    ("The fee is 5% or 1.5 percent.", "Les frais sont de 5\u00a0% ou de 1,5\u00a0%."),
    ("From 5 to 10 minutes, 10 files.", "De 5 à 10 minutes, 10 fichiers."),
    ("At 4 pm, for 4 hours.", "À 16 h, pendant 4 heures."),
    ("If it is > 5 or <= 10 MB.", "Si c’est plus de 5 ou ≤ 10 Mo."),
    ("Select A -> 5 or Settings > 6.", "Sélectionnez A -> 5 ou Paramètres > 6."),
    ("The 2 second choice.", "Le deuxième choix (2)."),
]
CHANGED = [
    ("Wait 5 minutes.", "Attendez 5 secondes.", "amount '5 secondes' is '5 minutes' in docs/a.md:1"),
    ("Keep 24 months.", "Gardez 24 jours.", "amount '24 jours' is '24 months' in docs/a.md:1"),
    ("At most 10 MB.", "Au plus 10\u00a0Go.", "amount '10 Go' is '10 MB' in docs/a.md:1"),
    ("It costs €5.", "Il en coûte 5 $.", "amount '5 $' is '€5' in docs/a.md:1"),
    ("It costs US$5.", "Il en coûte 5 $ CA.", "amount '5 $ CA' is 'US$5' in docs/a.md:1"),
    ("A 30-day trial.", "Un essai de 30 mois.", "amount '30 mois' is '30-day' in docs/a.md:1"),
    ("It takes 5 business days.", "Il faut 5 heures.", "amount '5 heures' is '5 business days' in docs/a.md:1"),
    ("If it is > 5.", "Si c’est < 5.", "amount '< 5' is '> 5' in docs/a.md:1"),
    ("If it is >= 1,000.", "Si c’est > 1 000.", "amount '> 1 000' is '>= 1,000' in docs/a.md:1"),
]


@pytest.mark.parametrize(("english", "french"), SAME)
def test_an_amount_may_be_written_otherwise(english: str, french: str) -> None:
    assert told(english, french) == []


@pytest.mark.parametrize(("english", "french", "said"), CHANGED)
def test_another_unit_is_told(english: str, french: str, said: str) -> None:
    assert told(english, french) == [said]


@pytest.mark.parametrize(
    ("locale", "translation", "said"),
    [
        ("de", "Warten Sie 5 Minuten.", []),
        ("de", "Warten Sie 5 Stunden.", ["amount '5 Stunden' is '5 minutes' in docs/a.md:1"]),
        ("es", "Espere 5 segundos.", ["amount '5 segundos' is '5 minutes' in docs/a.md:1"]),
        ("pl", "Poczekaj 5 godzin.", []),  # of which no words are known
    ],
)
def test_units_of_other_languages(locale: str, translation: str, said: list[str]) -> None:
    assert told("Wait 5 minutes.", translation, locale) == said
