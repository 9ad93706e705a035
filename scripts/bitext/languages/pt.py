"""Portuguese."""

from bitext.languages.language import Language

LANGUAGE = Language(
    number_words={
        "1": "cada um uma",
        "2": "dois duas ambas",
        "3": "três",
        "4": "quatro",
        "5": "cinco",
        "6": "seis",
        "7": "sete",
        "8": "oito",
        "9": "nove",
        "10": "dez",
        "11": "onze",
        "12": "doze",
    },
    secrets=(
        "*senha",
        "chave",
        "segredo",
    ),
    names="por br portuguese",
)
