"""Chinese."""

from bitext.languages.language import Language

LANGUAGE = Language(
    names="zho chi cn chinese",
)
