"""French."""

import re

from bitext.languages.closed_classes import Words, any_of

_DENIES = "pas|plus|jamais|aucune?s?|rien|personne|ni|guere|nullement|nulle"
_ONLY = "(?![^.;:!?]{0,90}?[\\s-]qu[e'])"

_SAYS = "ne n pas sans jamais aucun aucune aucuns aucunes personne rien non incapable incapables"

FRENCH = Words(
    says=frozenset(_SAYS.split()),
    idioms=any_of(
        "n'(?:oublie[zr]?|oublions|hesite[zr]?)_pas(?:_a)? ne_(?:vous|t)_inquietez_pas pourquoi_(?:ne_)?pas",
        "ou_pas ou_non premiers?_pas non_seulement",
        "(?:(?:ne_|n')\\w+_)?pas_(?:seulement|uniquement) n'est_autre_que pas_moins_de pas_plus_(?:de|tard)",
        "sinon_rien rien_que n'est-ce_pas pas_a_pas non_plus sans_doute sans_cesse sans_plus_tarder",
        "n'oubliez_jamais ne_(?:pas_)?manquez_(?:pas|rien) de_ne_pas_oublier n'importe ce_n'est_pas_que",
    ),
    negations=any_of(
        f"(?:ne_|n')(?:[\\w'-]+_){{0,7}}?(?:{_DENIES})(?!\\w)(?:_pas)?",
        f"(?:ne_|n')(?:peu[tx]|peuvent|pouv\\w+|saur\\w+|cess\\w+|os\\w+){_ONLY}",
        "aucune?s? personne(?=_n[e']) sans jamais non pas incapables? rien(?!_de)",
    ),
    echoes=any_of(
        "aucune?s? rien jamais personne ni guere",
    ),
    parts=re.compile(r"[.;:!?|]|,? (?:et|mais|car|donc|parce que|lesquel\w+) | (?:qu[ie]|qu'\w+) "),
    implied=any_of(
        "echou\\w+ echec\\w* invalid\\w+ incomplet\\w* incorrect\\w* inactif\\w* inactive inexact\\w*",
        "insuffisan\\w+ inaccessible\\w* inconnue?s? indisponible\\w* independan\\w+ inadmissible\\w*",
        "incompatible\\w* inexistan\\w+ inutile\\w* inutilise\\w* inchange\\w* indefiniment inattendu\\w*",
        "impossible\\w* improbable\\w* impropre\\w* imprevu\\w* ir[rmn]\\w+ manqu\\w+ absen[ct]\\w+ evit\\w+",
        "empech\\w+ refus\\w+ sauf hormis excepte\\w* a_moins sinon autrement autres?_que? au_lieu vides?",
        "ignor\\w+ depourvu\\w* omet\\w* omis\\w* hors dehors superflu\\w* independamment cess\\w+",
        "interdi\\w+ nul nulle null faux fausse\\w* propre_a illisible\\w* illimite\\w* plutot dispens\\w+",
        "exclu\\w* exempt\\w* differe(?:nt)?s? exception porter_a_confusion a_exclure loin non-?\\w*",
        "confusion",
    ),
)
