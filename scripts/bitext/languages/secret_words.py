"""Words for what must stay secret, in the languages of sites and of the products they are about."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from bitext.languages.language import languages

#: As people abbreviate them in any language.
_ANYWHERE = ("*secret", "*token", "*apikey", "pwd", "pin")


def _folded(text: str) -> str:
    """`text` in small letters without accents, its words apart: 'clientSecret' is 'client secret'."""
    apart = re.sub(r"(?<=[a-z\d])(?=[A-Z])", " ", text)
    plain = "".join(char for char in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


@cache
def _pattern() -> re.Pattern[str]:
    """Of a term with a star, what ends like it is one as well ('clientsecret', 'Zugangsschlüssel')."""
    every = [*_ANYWHERE, *(term for language in languages().values() for term in language.secrets)]
    terms = [(_folded(term), term.startswith("*")) for term in dict.fromkeys(every)]
    return re.compile(
        "|".join(rf"{'[^ ]*' if is_end else ''}{term}(?:e?s)?" for term, is_end in terms).join((r"\b(?:", r")\b"))
    )


def secret_word(text: str) -> str:
    """The word in `text` that says that something is secret, as it is compared, or ''."""
    found = _pattern().search(_folded(text))
    return found[0] if found else ""
