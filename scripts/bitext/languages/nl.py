"""Dutch."""

from bitext.languages.language import Language

LANGUAGE = Language(
    number_words={
        "1": "één een elke",
        "2": "twee",
        "3": "drie",
        "4": "vier",
        "5": "vijf",
        "6": "zes",
        "7": "zeven",
        "8": "acht",
        "9": "negen",
        "10": "tien",
        "11": "elf",
        "12": "twaalf",
    },
    secrets=(
        "*wachtwoord",
        "sleutel",
        "geheim",
    ),
    names="nld dut dutch nederlands",
)
