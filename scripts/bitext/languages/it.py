"""Italian."""

from bitext.languages.language import Language

LANGUAGE = Language(
    number_words={
        "1": "uno una ogni",
        "2": "due",
        "3": "tre",
        "4": "quattro",
        "5": "cinque",
        "6": "sei",
        "7": "sette",
        "8": "otto",
        "9": "nove",
        "10": "dieci",
        "11": "undici",
        "12": "dodici",
    },
    secrets=(
        "parola chiave",
        "chiave",
        "segreto",
    ),
    names="ita italian italiano",
)
