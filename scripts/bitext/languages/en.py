"""English."""

import re

from bitext.languages.conditions import Conditions
from bitext.languages.denials import Denials, any_of
from bitext.languages.language import Language, Notices
from bitext.languages.restrictions import Restrictions
from bitext.languages.term_words import TermWords

_SAYS = """
not no never none nothing nobody nowhere nor neither without cannot cant dont unable non nope nonexistent don't doesn't
didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't mustn't haven't hasn't hadn't needn't
"""

_HELPERS = """
be been being have has having does done will would shall should can could may might must need able used going get gets
got that this these those them they their there with from your into just also even really very yet ever
"""

_DENIALS = Denials(
    says=frozenset(_SAYS.split()),
    idioms=any_of(
        "(?:do_not|don't)_(?:forget|hesitate|worry) why_not whether_or_not or_not not_only no_longer_than",
        "no_later_than no_more_than no_less_than no_fewer_than not_to_mention no_matter no_doubt",
        "last_but_not_least not_just isn't_just doesn't_just nothing_but no_one_but no\\. no-break no_break",
        "(?:might|may)_or_(?:might|may)_not (?:doesn't|does_not)_matter and_nothing_more why_(?:not|don't_you)",
        "(?:can't|cannot|can_not)_wait no_(?:better|different) like_no_other not_so_much if_not_\\w+ly isn't_the_only",
        "(?:isn't|aren't|wasn't|not)_the_only nothing_less",
    ),
    negations=any_of(
        "not \\w+n't cannot cant dont no never none nothing nobody nowhere nor neither without no-one unable",
        "nonexistent nope",
    ),
    echoes=any_of(
        "nor neither",
    ),
    parts=re.compile(r"[.;:!?|]|, |,? (?:and|but|so|because|which|that) "),
    implied=any_of(
        "fail(?:s|ed|ing|ures?)? un(?!der|i|til)[a-z]{3,}(?:ed|able|ful|fully|ary|arily|ible|ly) unless",
        "unlike unlikely unsure unknown unclear invalid incomplete incorrect\\w* inactive inaccurate insufficient",
        "inaccessible independent\\w* ineligible incompatible infrequent\\w* impossible improper\\w*",
        "irrelevant irregular missing misses missed lack(?:s|ed|ing)? avoid\\w* prevent(?:s|ed|ing) refus\\w+",
        "absen\\w+ except excepting otherwise instead rather empty ignor\\w+ skip\\w* omit\\w* outside",
        "\\w+-free few hardly rarely regardless (?!un|reg)\\w{3,}less den(?:y|ied|ies) forb\\w+ prohibit\\w*",
        "lose lost other_than until stop(?:s|ped) deactivated needless exclud\\w+ unlimited wrong zero-\\w+",
        "disagree\\w* disapprov\\w* yet_to un[a-z]{3,}ous inappropriate\\w* non(?=-) (?<=-)free(?=_|$)",
        "ends ended eol anymore reluctan\\w+",
        "dislik\\w* insensitive insecure unset unused no_matter (?:doesn't|does_not)_matter miss opt\\w*_out",
        "impractical\\w* free_(?=of) de-\\w+",
    ),
    helpers=frozenset(_HELPERS.split()),
    asides=any_of(
        "not_(?:unusual|uncommon|infrequent\\w*) nothing_wrong",
        "(?:no|not_a|without_any|without)_(?:problems?|issues?|risks?|trouble|effort)",
    ),
)

_ARTICLES = frozenset("a an the your our their its this these those all".split())
_TERM_WORDS = TermWords(
    articles=_ARTICLES,
    before_nouns=_ARTICLES | frozenset("that each every any no of in for with from".split()),
    before_verbs=frozenset("to can must will may should cannot not you we they".split()),
    no_part=frozenset(
        "above able additional also and another appears are available been being below best both can certain could"
        " current detailed different do does easy english entire every existing first following french future good"
        " had has have here how is last latest longer made main many may might more most must new next not now old"
        " one only other own previous recent same selected several should simple single some specified specific"
        " such then there three total two used using various was were what when where which while will within"
        " without would".split()
    ),
    adverb=re.compile("ly$"),
)

_RESTRICTIONS = Restrictions(
    says=any_of("only solely exclusively"),
    idioms=any_of(
        "not_only if_only (?:the|an|my|your|its|their)_only only_(?:just|then|once|when|after|if|to|too) but_only",
        "(?:\\w+-)+only read_only only-\\w+",
    ),
    may_say=any_of(
        "just alone single sole merely simply unless until but except\\w* limit\\w* restrict\\w* one exact\\w*",
        "specific\\w* strictly purely entirely no nothing none nobody without unique\\w* dedicated reserved never not",
        "other_than own \\w+n't cannot",
    ),
)

_CONDITIONS = Conditions(
    says=any_of("if unless when whenever once until while"),
    may_say=any_of(
        "till after before where wherever in_case in_the_event as_long_as provided providing should had assuming upon",
        "on by for given otherwise whether (?:every|each)_time although",
    ),
)

_ASIDES = any_of(
    "(?:(?:and|but|or|so)_)?(?:in_(?:this|that|our|your|such_a|most|many|some)_cases?|in_turn|in_fact|in_general|in_short)",
    "(?:(?:and|but|or|so)_)?(?:in_other_words|in_particular|in_addition|for_(?:now|instance|example)|of_course|however)",
    "(?:(?:and|but|or|so)_)?(?:if_(?:not|so|needed|necessary|applicable|possible|any|desired)|otherwise|as_well|i\\.?e\\.?)",
    "(?:(?:and|but|or|so)_)?if_(?:it|they|you|we|that)_(?:do|does|did|is|are|was|were)(?:n't|_not)?|e\\.?g\\.?",
    "(?:(?:and|but|or|so)_)?(?:it|that)_(?:doesn't|does_not|didn't)_matter|(?:up_)?to_this_point|until_(?:then|now)",
    "(?:(?:and|but|or|so)_)?(?:for_the_most_part|once_(?:more|again)|let's_say|let_us_say|such_as|and_so_on|to_be_clear)",
    "(?:(?:and|but|or|so)_)?(?:that|it)(?:'s|_is)_(?:ok|okay|fine|all)|at_the_same_time|at_this_point|by_default|after_all",
    "(?:and|or)_(?:after|before|later|above|below|more|other_places|the_like|elsewhere)|more_importantly(?:_however)?",
)

LANGUAGE = Language(
    months=(
        "January Jan",
        "February Feb",
        "March Mar",
        "April Apr",
        "May",
        "June Jun",
        "July Jul",
        "August Aug",
        "September Sept Sep",
        "October Oct",
        "November Nov",
        "December Dec",
    ),
    has_capitals=True,
    month_first=True,
    units={
        "millisecond": "ms millisecond milliseconds",
        "second": "s sec secs second seconds",
        "minute": "min mins minute minutes",
        "hour": "h hr hrs hour hours",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "quarter": "quarter quarters",
        "year": "year years",
        "%": "% percent",
        "kilobyte": "kB KB KiB kilobyte kilobytes",
        "megabyte": "MB MiB megabyte megabytes",
        "gigabyte": "GB GiB gigabyte gigabytes",
        "terabyte": "TB TiB terabyte terabytes",
        "pixel": "px pixel pixels",
        "millimetre": "mm millimetre millimetres millimeter millimeters",
        "centimetre": "cm centimetre centimetres centimeter centimeters",
        "kilometre": "km kilometre kilometres kilometer kilometers",
        "mile": "mile miles",
        "kilogram": "kg kilogram kilograms",
        "dollar": "$ dollar dollars",
        "cent": "¢ cent cents",
        "euro": "€ EUR euro euros",
        "pound": "£ GBP pound pounds",
        "CAD": "CAD",
        "USD": "USD",
    },
    minus="minus negative below",
    never_twice="the a an of and or with are be this from at by your you we our they their its these those will must"
    " should would could can may not but if when where which into about using also has have was were than then for",
    twice="that very many much such more long bye",
    number_words={
        "0": "zero midnight",
        "1": "one a an single once first each every per",
        "2": "two both twice second double",
        "3": "three third thirds triple",
        "4": "four fourth quarter quarters",
        "5": "five fifth",
        "6": "six sixth",
        "7": "seven seventh",
        "8": "eight eighth",
        "9": "nine ninth",
        "10": "ten",
        "11": "eleven",
        "12": "twelve dozen noon",
        "13": "thirteen",
        "14": "fourteen",
        "15": "fifteen",
        "16": "sixteen",
        "17": "seventeen",
        "18": "eighteen",
        "19": "nineteen",
        "20": "twenty",
        "30": "thirty",
        "40": "forty",
        "50": "fifty half",
        "60": "sixty",
        "70": "seventy",
        "80": "eighty",
        "90": "ninety",
        "0.5": "half",
    },
    secrets=(
        "*secret",
        "*password",
        "*passphrase",
        "*passwd",
        "*passcode",
        "*token",
        "*apikey",
        "*credential",
        "pwd",
        "key",
        "pin",
        "pin code",
        "private key",
        "access code",
        "security code",
    ),
    names="eng english anglais anglaise inglés inglese",
    regions="us gb ca uk au",
    grammar=(
        "the of and to in is are was were be been being it its this that these those with for from by at as if you "
        "your we our they their he she his her will would can could should must may might do does did has have had "
        "not no but when where which who whom whose what how why there here than then also any each every some such "
        "into over under between about after before while because so only other more most all an up out off via per "
        "within without"
    ),
    notices={
        "": Notices(
            "This section translates an older text in {source}.",
            "This introduction translates an older text in {source}.",
            "This page translates an older text in {source}.",
            "Read it in {source}",
        ),
    },
    denials=_DENIALS,
    conditions=_CONDITIONS,
    restrictions=_RESTRICTIONS,
    term_words=_TERM_WORDS,
    asides=_ASIDES,
    belonging=frozenset("of to in into on onto with within by as and or for from at over than is are , (".split()),
)
