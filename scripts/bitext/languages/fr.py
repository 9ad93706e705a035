"""French."""

import re

from bitext.languages.conditions import Conditions
from bitext.languages.denials import Denials, any_of
from bitext.languages.language import Conventions, Language, Notices
from bitext.languages.restrictions import Restrictions
from bitext.languages.term_words import TermWords

NARROW = "\u202f"
_OF_FRANCE = Conventions(before_marks=NARROW)

_NOBODY = "(?<!chaque_)(?<!une_)(?<!la_)(?<!cette_)personne"
_DENIES = f"pas|plus|jamais|aucune?s?|rien|{_NOBODY}|ni|guere|nullement|nulle"
_ONLY = "(?![^.;:!?]{0,90}?[\\s-]qu[e'])"

_SAYS = "ne n pas sans jamais aucun aucune aucuns aucunes personne rien non incapable incapables peu ni"

_HELPERS = """
etre est sont etait etaient sera seront serait seraient soit soient suis sommes etes ete etant avoir avez avons avait
avaient aura auront aurez aurait auraient aient ayez eues peut peux peuvent pouvez pouvons pouvait pourra pourrez
pourrait pouvoir doit dois doivent devez devons devrait devriez devraient devrez devoir faut fait vont vous nous leur
leurs cette dans avec pour tout tous plus meme aussi encore toujours vraiment forcement necessairement jamais rien
aucun aucune
"""

_DENIALS = Denials(
    says=frozenset(_SAYS.split()),
    idioms=any_of(
        "pas_mal (?:que|comme)_jamais peu_importe pas_(?:en|vers)",
        "(?:une?|les?|premiers?|petits?|grand|enorme|nouveau|autre|chaque|au|du|son|ce|leur|par)_pas",
        "(?:ne_|n')(?:[\\w'-]+_){1,3}plus_(?:[\\w'-]+_)?que?",
        "sans_(?:fil|frais|doute|aucun_doute|cesse|compter|plus|attendre|tarder|delai|faute|equivoque)",
        "(?:ne_|n')(?:\\w+_)?(?:cess\\w+|arret\\w+|manqu\\w+|hesit\\w+)_(?:pas_)?(?:de|d(?=')|a)",
        "n'(?:oublie[zr]?|oublions|hesite[zr]?)_pas(?:_a)? ne_(?:vous|t)_inquietez_pas pourquoi_(?:ne_)?pas",
        "n'av\\w+_pas_a ou_pas ou_non non_seulement",
        "(?:(?:ne_|n')\\w+_)?pas_(?:seulement|uniquement) n'est_autre_que pas_moins_de pas_plus_(?:de|tard)",
        "ne_pos\\w+_(?:pas_de|aucun)_(?:probleme|souci)",
        "sinon_rien rien_que n'est-ce_pas pas_a_pas non_plus sans_doute sans_cesse sans_plus_tarder",
        "n'oubliez_jamais ne_(?:pas_)?manquez_(?:pas|rien) de_ne_pas_oublier n'importe ce_n'est_pas_que",
    ),
    negations=any_of(
        f"(?:ne_|n')(?:(?!qu[e'])[\\w'-]+_){{0,7}}?(?:{_DENIES})(?!\\w)(?:_pas)?",
        f"(?:ne_|n')(?:peu[tx]|peuvent|pouv\\w+|saur\\w+|cess\\w+|os\\w+){_ONLY}",
        "aucune?s? personne(?=_n[e']) sans non(?=_plus|[,.]) pas incapables?",
    ),
    echoes=any_of(
        "aucune?s? rien jamais personne ni guere",
    ),
    parts=re.compile(r"[.;:!?|]|, |,? (?:et|mais|car|donc|parce que|lesquel\w+) | (?:qu[ie]|qu'\w+) "),
    implied=any_of(
        "echou\\w+ echec\\w* invalid\\w+ incomplet\\w* incorrect\\w* inactif\\w* inactive inexact\\w*",
        "insuffisan\\w+ inaccessible\\w* inconnue?s? indisponible\\w* independan\\w+ inadmissible\\w*",
        "incompatible\\w* inexistan\\w+ inutile\\w* inutilise\\w* inchange\\w* indefiniment inattendu\\w*",
        "impossible\\w* improbable\\w* impropre\\w* imprevu\\w* ir[rmn]\\w+ manqu\\w+ absen[ct]\\w+ evit\\w+",
        "empech\\w+ refus\\w+ sauf hormis excepte\\w* a_moins sinon autrement autres?_que? au_lieu vides?",
        "ignor\\w+ depourvu\\w* omet\\w* omis\\w* hors dehors superflu\\w* independamment cess\\w+",
        "plus_(?:besoin|d[e']) i[nm]\\w{2,}[ai]bles? non jamais rien",
        "interdi\\w+ nul nulle null faux fausse\\w* propre_a illisible\\w* illimite\\w* plutot dispens\\w+",
        "exclu\\w* exempt\\w* differe(?:nt)?s? exception porter_a_confusion a_exclure loin non-?\\w*",
        "confusion (?:que|comme)_jamais peu_importe fini_de deconseill\\w+ rare(?:s|ment)? anonymes? faute_(?=d)",
        "en_cas_de_doute contraire proscri\\w+ davantage plus_(?:ensuite|apres) fin_de",
        "inferieure?s?_(?:ou|a) au_(?:plus|maximum)",
    ),
    helpers=frozenset(_HELPERS.split()),
    asides=any_of(
        "sans_(?:aucun_)?(?:risques?|danger|problemes?|difficultes?|peine|soucis?|crainte|effort)",
        "n'est_pas_(?:grave|un_(?:probleme|souci)) ne_(?:vous|t)_en_fai\\w+_pas",
    ),
)

_RESTRICTIONS = Restrictions(
    says=any_of("seulement uniquement exclusivement"),
    idioms=any_of("(?:non|pas)_(?:seulement|uniquement) si_seulement"),
    may_say=any_of(
        "seule?s? exclusi\\w+ unique?s? (?:ne_|n')[^.;:!?]{1,90}?[\\s-]qu(?:e|'\\w+) rien_que juste simple\\w* sauf",
        "tant_que des_que reserv\\w+ limit\\w+ restrei\\w+ strict\\w+ suffi\\w+ a_moins que_si propre\\w* encore",
        "depuis qu'(?:une_fois|apres|a) lecture_seule only isole\\w* specifi\\w+ exception d'autres? a_partir",
        "(?:vien[st]|viennent|venir)_d(?:e|'\\w+) plus_qu(?:e|'\\w+) pas_avant jusqu'\\w+ non_plus purement",
        "entierement aucun\\w* il_faut avant tout_juste",
    ),
)

_CONDITIONS = Conditions(
    says=any_of(
        "si s'ils? lorsqu(?:e|'\\w+) lors quand des_(?:qu(?:e|'\\w+)|lors) a_moins sauf tant_qu(?:e|'\\w+) une_fois",
        "en_cas (?:au|dans_le|pour_le)_cas le_cas_echeant (?:chaque|toutes_les)_fois pourvu a_condition",
        "sinon",
    ),
    may_say=any_of(
        "pendant_qu(?:e|'\\w+) alors_qu(?:e|'\\w+) tandis_qu(?:e|'\\w+) bien_qu(?:e|'\\w+) apres avant jusque",
        "jusqu'\\w+ selon pour a_mesure au_moment aussitot en_\\w+ant",
    ),
)

LANGUAGE = Language(
    months=(
        "janvier janv jan",
        "février févr fév fevrier",
        "mars",
        "avril avr",
        "mai",
        "juin",
        "juillet juil",
        "août aout",
        "septembre sept.",
        "octobre oct",
        "novembre nov",
        "décembre déc decembre",
    ),
    units={
        "millisecond": "ms milliseconde millisecondes",
        "second": "s sec seconde secondes",
        "minute": "min mn minute minutes",
        "hour": "h heure heures",
        "day": "j jour jours journée journées",
        "week": "semaine semaines",
        "month": "mois",
        "quarter": "trimestre trimestres",
        "year": "an ans année années",
        "%": "% pourcent",
        "kilobyte": "ko Ko kB KB Kio kilooctet kilooctets",
        "megabyte": "Mo MB Mio mégaoctet mégaoctets",
        "gigabyte": "Go GB Gio gigaoctet gigaoctets",
        "terabyte": "To TB Tio téraoctet téraoctets",
        "pixel": "px pixel pixels",
        "millimetre": "mm millimètre millimètres",
        "centimetre": "cm centimètre centimètres",
        "kilometre": "km kilomètre kilomètres",
        "mile": "mille milles",
        "kilogram": "kg kilogramme kilogrammes",
        "dollar": "$ dollar dollars",
        "cent": "¢ cent cents",
        "euro": "€ EUR euro euros",
        "pound": "£ GBP livre livres",
        "CAD": "CAD",
        "USD": "USD",
    },
    minus="moins négatif négative sous",
    acronyms={
        "AI": "IA",
        "EU": "UE",
        "FAQ": "FAQ",
        "GDPR": "RGPD",
        "GST": "TPS",
        "HR": "RH",
        "HST": "TVH",
        "NATO": "OTAN",
        "PST": "TVP",
        "QST": "TVQ",
        "SME": "PME",
        "SMB": "PME",
        "UK": "RU",
        "UN": "ONU",
        "US": "ÉU",
        "USA": "ÉU",
        "VAT": "TVA",
    },
    never_twice="le la les un une des du de au aux et ou dans sur par pour avec sans ce cette ces qui dont où est sont"
    " votre vos leur leurs son ses notre nos mais comme il elle ils elles se ne pas",
    twice="nous vous faire",
    number_words={
        "0": "zéro minuit",
        "1": "un une seul seule premier première chaque par",
        "2": "deux double deuxième",
        "3": "trois tiers troisième triple",
        "4": "quatre quatrième quart quarts",
        "5": "cinq cinquième",
        "6": "six sixième",
        "7": "sept septième",
        "8": "huit huitième",
        "9": "neuf neuvième",
        "10": "dix",
        "11": "onze",
        "12": "douze douzaine midi",
        "13": "treize",
        "14": "quatorze",
        "15": "quinze quinzaine",
        "16": "seize",
        "17": "dix-sept",
        "18": "dix-huit",
        "19": "dix-neuf",
        "20": "vingt",
        "30": "trente demi-heure",
        "40": "quarante",
        "50": "cinquante moitié",
        "60": "soixante",
        "70": "soixante-dix",
        "80": "quatre-vingts",
        "90": "quatre-vingt-dix",
        "0.5": "demi demie moitié",
    },
    secrets=(
        "clé",
        "clef",
        "secrète",
        "*mot de passe",
        "mots de passe",
        "mdp",
        "*jeton",
        "nip",
        "code d accès",
        "code de sécurité",
        "identifiants",
    ),
    names="fra fre french francais français",
    regions="ca fr be ch",
    powers={"billion": 12, "billions": 12},
    first_of_month="1er",
    like_english=(
        "action actions administration applications architecture article articles blog client clients code codes "
        "communication configuration contact contacts conversion description destinations distribution documentation "
        "expiration export extension extensions forum guide guides image images import "
        "information installation instructions introduction menu message messages migration module "
        "modules navigation notification notifications option options page pages performance permission "
        "permissions photos plan plans publications question questions "
        "section sections service services site sites solution solutions source sources "
        "style suggestions support taxes test tests transaction transactions transition type types "
        "validation variable variables version versions web"
    ),
    notices={
        "en": Notices(
            "Le texte anglais de cette section a changé depuis sa traduction.",
            "Le texte anglais de cette introduction a changé depuis sa traduction.",
            "Le texte anglais de cette page a changé depuis sa traduction.",
            "Lire la version anglaise à jour",
        ),
        "": Notices(
            "Cette section traduit un texte plus ancien ({source}).",
            "Cette introduction traduit un texte plus ancien ({source}).",
            "Cette page traduit un texte plus ancien ({source}).",
            "Lire la version à jour ({source})",
        ),
    },
    # Québec: Office québécois de la langue française, "Espacement avant et après les signes de ponctuation". France and
    # Belgium: Imprimerie nationale, "Lexique des règles typographiques". Switzerland: "Guide du typographe".
    typography={
        "": Conventions(),  # what both Québec and France have
        "fr-be": _OF_FRANCE,
        "fr-ca": Conventions(before_marks=""),
        "fr-ch": Conventions(NARROW, NARROW, money=False),
        "fr-fr": _OF_FRANCE,
        "fr-lu": _OF_FRANCE,
        "fr-mc": _OF_FRANCE,
    },
    denials=_DENIALS,
    conditions=_CONDITIONS,
    restrictions=_RESTRICTIONS,
    term_words=TermWords(
        links=frozenset("de d du des la le les l a au aux en of entre sur sous par pour avec dans".split()),
        verb=re.compile(r"\w{3}ez$"),
    ),
    belonging=frozenset("de du des d dans sur".split()),
)
