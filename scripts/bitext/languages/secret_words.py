"""Words for what must stay secret, in the languages of sites and of the products they are about."""

from __future__ import annotations

import re
import unicodedata

#: One term a line: of a term with a star, what ends like it is one as well ('clientsecret', 'Zugangsschlüssel').
_TERMS = """\
*secret
*password
*passphrase
*passwd
*passcode
*token
*apikey
*credential
pwd
key
pin
pin code
private key
access code
security code
clé
clef
secrète
*mot de passe
mots de passe
mdp
*jeton
nip
code d accès
code de sécurité
identifiants
*passwort
*kennwort
*schlüssel
*geheimnis
*contraseña
*clave
*secreto
*senha
chave
segredo
parola chiave
chiave
segreto
*wachtwoord
sleutel
geheim
"""


def _folded(text: str) -> str:
    """`text` in small letters without accents, its words apart: 'clientSecret' is 'client secret'."""
    apart = re.sub(r"(?<=[a-z\d])(?=[A-Z])", " ", text)
    plain = "".join(char for char in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


def _pattern() -> re.Pattern[str]:
    terms = [(_folded(term), term.startswith("*")) for term in _TERMS.splitlines()]
    return re.compile(
        "|".join(rf"{'[^ ]*' if is_end else ''}{term}(?:e?s)?" for term, is_end in terms).join((r"\b(?:", r")\b"))
    )


_SECRET = _pattern()


def secret_word(text: str) -> str:
    """The word in `text` that says that something is secret, as it is compared, or ''."""
    found = _SECRET.search(_folded(text))
    return found[0] if found else ""
