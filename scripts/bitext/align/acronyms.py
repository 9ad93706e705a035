"""Acronyms in plain text: 'CSV', 'API', 'VAT'."""

from __future__ import annotations

import re

from bitext.align.names import without_names
from bitext.align.sameness import is_slip
from bitext.languages.language import language_of
from bitext.pages.segments import Segment

#: Those that technical texts keep, whatever their language.
_KEPT = frozenset(
    "API ASCII AWS BIC CAD CLI CPU CRM CSS CSV DNS ERP EUR FTP GBP GIF GMT GPU HTML HTTP HTTPS IBAN IDE IMAP IP ISO"
    " JPEG JPG JSON JWT LAN LDAP MD5 NPM PDF PHP PNG POP3 RAM REST RSA RSS SAML SDK SFTP SHA SKU SMS SMTP SOAP SQL SSD"
    " SSH SSL SSO SVG SWIFT TCP TLS TSV UDP UI URI URL USB USD UTC UUID VPN WAN XLS XLSX XML YAML ZIP".split()
)
_CAPITALS = re.compile("[A-Z][A-Z]")
_ACRONYM = re.compile(r"[A-Z](?<![\w.][A-Z])[A-Z]{1,5}(?=s?(?!\w))(?!\.[A-Z])")


def differing_acronyms(
    ours: Segment, theirs: Segment, languages: tuple[str, str] = ("", "")
) -> tuple[list[str], list[str]]:
    """The acronyms that only `ours` has and those that only `theirs` has, where one cannot be the translation of the
    other."""
    mine = _acronyms(ours)
    yours = _acronyms(theirs) if mine else []
    if not yours or mine == yours:
        return [], []
    lost = [acronym for acronym in mine if acronym not in theirs.text]
    found = [acronym for acronym in yours if acronym not in ours.text]
    known = {frozenset(each) for language in languages for each in language_of(language).acronyms.items()}
    others = [(one, two) for one in lost for two in found if {one, two} <= _KEPT]
    others += [(one, two) for one in mine for two in found if _is_slip(one, two)]
    others += [(one, two) for one in lost for two in yours if _is_slip(two, one)]
    translated = {one for one in lost for two in found if {one, two} in known}
    pairs = [(one, two) for one, two in others if one not in translated]
    return list(dict.fromkeys(one for one, _ in pairs)), list(dict.fromkeys(two for _, two in pairs))


def _acronyms(segment: Segment) -> list[str]:
    if segment.kind == "code" or not _CAPITALS.search(segment.prose):
        return []
    text = without_names(segment.prose)
    return [] if text.isupper() and " " in text else list(dict.fromkeys(_ACRONYM.findall(text)))


def _is_slip(kept: str, other: str) -> bool:
    """Whether an acronym is that of all languages with its letters in another order, or one more or less."""
    return kept in _KEPT and len(kept) > 2 and (sorted(kept) == sorted(other) or is_slip(kept, other))
