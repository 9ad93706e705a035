"""Every rule, in the order in which they run and are explained. A new rule is a file here and a line below."""

from bitext.rule import Rule
from bitext.rules.callout_type import callout_type
from bitext.rules.code_block_mismatch import code_block_mismatch
from bitext.rules.code_mismatch import code_mismatch
from bitext.rules.front_matter import front_matter
from bitext.rules.hard_break import hard_break
from bitext.rules.heading_level import heading_level
from bitext.rules.image_mismatch import image_mismatch
from bitext.rules.link_mismatch import link_mismatch
from bitext.rules.list_nesting import list_nesting
from bitext.rules.number_mismatch import number_mismatch
from bitext.rules.outdated import outdated
from bitext.rules.segment_added import segment_added
from bitext.rules.segment_missing import segment_missing
from bitext.rules.segment_moved import segment_moved
from bitext.rules.table_shape import table_shape
from bitext.rules.untranslated import untranslated

RULES: tuple[Rule, ...] = (
    outdated,
    segment_missing,
    segment_added,
    segment_moved,
    heading_level,
    callout_type,
    list_nesting,
    table_shape,
    number_mismatch,
    link_mismatch,
    image_mismatch,
    code_mismatch,
    code_block_mismatch,
    front_matter,
    hard_break,
    untranslated,
)
