"""Japanese."""

from bitext.languages.language import Language

LANGUAGE = Language(
    names="jpn jp japanese",
)
