"""Korean."""

from bitext.languages.language import Language

LANGUAGE = Language(
    names="kor kr korean",
)
