from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from bitext.errors import Refused
from bitext.languages.secret_words import secret_word
from bitext.pages.own_values import FILE
from bitext.rule import Report, rule
from bitext.site.data import data_file
from bitext.sources import Sources

_NAMED = ("label", "placeholder")


@rule("site")
def value_secret(sources: Sources) -> Iterator[Report]:
    """A value of the reader's own is a secret, as its name, its label or its placeholder says: a key, a password, a
    token. Readers must not be asked to type one into a page.

    Bad: `client_secret: {label: Client secret}` in `_data/values.yml`.
    Good: leave it out, and let readers enter the secret in the product alone.
    """
    for path in sources.data_files:
        if not path.endswith(f"/{FILE}.yml"):
            continue
        with suppress(Refused):  # the engine tells what cannot be read
            data = data_file(sources.site.read_data(path), path)
            for name, says in data.values.items() if isinstance(data.values, Mapping) else ():
                word, place = _secret(str(name), says)
                if word:
                    line = data.places.get(place, 0) or data.places.get(place[:1], 1)
                    yield Report(line, f"value '{name}' is a secret: '{word}'", path=path)


def _secret(name: str, says: Any) -> tuple[str, tuple[str, ...]]:
    """The word that makes a value a secret, and the keys on the way to where it stands: its name, or what is said of
    it. '' if there is none."""
    own = says if isinstance(says, Mapping) else {}
    texts = [(name, (name,)), *((str(own.get(key) or ""), (name, key)) for key in _NAMED)]
    found = ((secret_word(text), place) for text, place in texts)
    return next(((word, place) for word, place in found if word), ("", ()))
