"""English."""

import re

from bitext.languages.closed_classes import Words, any_of

_SAYS = """
not no never none nothing nobody nowhere nor neither without cannot cant dont unable non nope nonexistent don't doesn't
didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't mustn't haven't hasn't hadn't needn't
"""

ENGLISH = Words(
    says=frozenset(_SAYS.split()),
    idioms=any_of(
        "(?:do_not|don't)_(?:forget|hesitate|worry) why_not whether_or_not or_not not_only no_longer_than",
        "no_later_than no_more_than no_less_than no_fewer_than not_to_mention no_matter no_doubt",
        "last_but_not_least not_just isn't_just doesn't_just nothing_but no_one_but no\\. no-break no_break",
        "and_nothing_more why_(?:not|don't_you)",
    ),
    negations=any_of(
        "not \\w+n't cannot cant dont no never none nothing nobody nowhere nor neither without no-one unable",
        "non(?=-) nonexistent nope",
    ),
    echoes=any_of(
        "nor neither",
    ),
    parts=re.compile(r"[.;:!?|]|,? (?:and|but|so|because|which|that) "),
    implied=any_of(
        "fail(?:s|ed|ing|ures?)? un(?!der|i|til)[a-z]{3,}(?:ed|able|ful|fully|ary|arily|ible|ly) unless",
        "unlike unsure unknown unclear invalid incomplete incorrect\\w* inactive inaccurate insufficient",
        "inaccessible independent\\w* ineligible incompatible infrequent\\w* impossible improper\\w*",
        "irrelevant irregular missing misses missed lack(?:s|ed|ing)? avoid\\w* prevent(?:s|ed|ing) refus\\w+",
        "absen\\w+ except excepting otherwise instead rather empty ignor\\w+ skip\\w* omit\\w* outside",
        "\\w+-free few hardly rarely regardless (?!un|reg)\\w{3,}less den(?:y|ied|ies) forb\\w+ prohibit\\w*",
        "lose lost other_than until stop(?:s|ped) deactivated needless exclud\\w+ unlimited wrong zero-\\w+",
        "disagree\\w* disapprov\\w*",
    ),
)
