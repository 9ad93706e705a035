"""Every rule, in the order in which they run and are explained. A new rule is a file here and a line below."""

from bitext.rule import Rule
from bitext.rules.address_lost import address_lost
from bitext.rules.address_twice import address_twice
from bitext.rules.anchor_twice import anchor_twice
from bitext.rules.attribute_list import attribute_list
from bitext.rules.attribute_mismatch import attribute_mismatch
from bitext.rules.block_as_code import block_as_code
from bitext.rules.block_as_text import block_as_text
from bitext.rules.blocked_by_policy import blocked_by_policy
from bitext.rules.callout_indent import callout_indent
from bitext.rules.callout_title import callout_title
from bitext.rules.callout_type import callout_type
from bitext.rules.callout_unknown import callout_unknown
from bitext.rules.code_block_mismatch import code_block_mismatch
from bitext.rules.code_mismatch import code_mismatch
from bitext.rules.comment_open import comment_open
from bitext.rules.conflict_marker import conflict_marker
from bitext.rules.data_mismatch import data_mismatch
from bitext.rules.data_missing import data_missing
from bitext.rules.data_outdated import data_outdated
from bitext.rules.external_dead import external_dead
from bitext.rules.external_doubtful import external_doubtful
from bitext.rules.fence_open import fence_open
from bitext.rules.file_name import file_name
from bitext.rules.file_orphan import file_orphan
from bitext.rules.file_outdated import file_outdated
from bitext.rules.footnote import footnote
from bitext.rules.footnote_mismatch import footnote_mismatch
from bitext.rules.front_matter import front_matter
from bitext.rules.glossary_forbidden import glossary_forbidden
from bitext.rules.glossary_label import glossary_label
from bitext.rules.glossary_name import glossary_name
from bitext.rules.glossary_term import glossary_term
from bitext.rules.hard_break import hard_break
from bitext.rules.heading_level import heading_level
from bitext.rules.heading_skipped import heading_skipped
from bitext.rules.heading_space import heading_space
from bitext.rules.image_alt import image_alt
from bitext.rules.image_mismatch import image_mismatch
from bitext.rules.invisible_character import invisible_character
from bitext.rules.key_mismatch import key_mismatch
from bitext.rules.key_twice import key_twice
from bitext.rules.label_mismatch import label_mismatch
from bitext.rules.label_spelled_two_ways import label_spelled_two_ways
from bitext.rules.label_translated_two_ways import label_translated_two_ways
from bitext.rules.language_empty import language_empty
from bitext.rules.link_address import link_address
from bitext.rules.link_anchor import link_anchor
from bitext.rules.link_as_text import link_as_text
from bitext.rules.link_case import link_case
from bitext.rules.link_local import link_local
from bitext.rules.link_locale import link_locale
from bitext.rules.link_markup import link_markup
from bitext.rules.link_mismatch import link_mismatch
from bitext.rules.link_own_address import link_own_address
from bitext.rules.link_target import link_target
from bitext.rules.list_blank_line import list_blank_line
from bitext.rules.list_indent import list_indent
from bitext.rules.list_merged import list_merged
from bitext.rules.list_nesting import list_nesting
from bitext.rules.list_restart import list_restart
from bitext.rules.mark_as_text import mark_as_text
from bitext.rules.markdown_in_html import markdown_in_html
from bitext.rules.mojibake import mojibake
from bitext.rules.navigation_label import navigation_label
from bitext.rules.navigation_target import navigation_target
from bitext.rules.no_break_space import no_break_space
from bitext.rules.not_in_navigation import not_in_navigation
from bitext.rules.number_mismatch import number_mismatch
from bitext.rules.outdated import outdated
from bitext.rules.page_missing import page_missing
from bitext.rules.page_orphan import page_orphan
from bitext.rules.page_untranslated import page_untranslated
from bitext.rules.redirect_address import redirect_address
from bitext.rules.redirect_chain import redirect_chain
from bitext.rules.redirect_locale import redirect_locale
from bitext.rules.redirect_taken import redirect_taken
from bitext.rules.redirect_target import redirect_target
from bitext.rules.redirect_twice import redirect_twice
from bitext.rules.revision_ahead import revision_ahead
from bitext.rules.revision_malformed import revision_malformed
from bitext.rules.revision_missing import revision_missing
from bitext.rules.script_in_content import script_in_content
from bitext.rules.segment_added import segment_added
from bitext.rules.segment_missing import segment_missing
from bitext.rules.segment_moved import segment_moved
from bitext.rules.site_anchor import site_anchor
from bitext.rules.site_canonical import site_canonical
from bitext.rules.site_hreflang import site_hreflang
from bitext.rules.site_id import site_id
from bitext.rules.site_image import site_image
from bitext.rules.site_lang import site_lang
from bitext.rules.site_link import site_link
from bitext.rules.site_mixed import site_mixed
from bitext.rules.site_policy import site_policy
from bitext.rules.site_redirect import site_redirect
from bitext.rules.site_sitemap import site_sitemap
from bitext.rules.site_unreadable import site_unreadable
from bitext.rules.snippet_mismatch import snippet_mismatch
from bitext.rules.snippet_untranslated import snippet_untranslated
from bitext.rules.spelled_two_ways import spelled_two_ways
from bitext.rules.table_cells import table_cells
from bitext.rules.table_shape import table_shape
from bitext.rules.title_missing import title_missing
from bitext.rules.to_write import to_write
from bitext.rules.typography import typography
from bitext.rules.unknown_tag import unknown_tag
from bitext.rules.untranslated import untranslated
from bitext.rules.unused_file import unused_file
from bitext.rules.unused_snippet import unused_snippet
from bitext.rules.value_secret import value_secret
from bitext.rules.value_use import value_use

RULES: tuple[Rule, ...] = (
    language_empty,
    page_missing,
    snippet_untranslated,
    page_untranslated,
    page_orphan,
    file_orphan,
    file_outdated,
    outdated,
    revision_ahead,
    revision_malformed,
    revision_missing,
    segment_missing,
    segment_added,
    segment_moved,
    heading_level,
    callout_type,
    list_nesting,
    table_shape,
    snippet_mismatch,
    number_mismatch,
    link_mismatch,
    image_mismatch,
    code_mismatch,
    code_block_mismatch,
    attribute_mismatch,
    key_mismatch,
    footnote_mismatch,
    label_mismatch,
    front_matter,
    data_mismatch,
    data_missing,
    data_outdated,
    hard_break,
    untranslated,
    navigation_label,
    glossary_label,
    glossary_name,
    glossary_forbidden,
    glossary_term,
    label_translated_two_ways,
    link_target,
    link_anchor,
    link_case,
    link_address,
    link_local,
    link_locale,
    link_own_address,
    file_name,
    address_twice,
    navigation_target,
    not_in_navigation,
    unused_snippet,
    unused_file,
    callout_unknown,
    callout_title,
    callout_indent,
    list_restart,
    list_indent,
    list_blank_line,
    list_merged,
    block_as_text,
    block_as_code,
    markdown_in_html,
    table_cells,
    heading_space,
    heading_skipped,
    anchor_twice,
    title_missing,
    image_alt,
    link_markup,
    script_in_content,
    blocked_by_policy,
    mojibake,
    invisible_character,
    conflict_marker,
    fence_open,
    comment_open,
    link_as_text,
    mark_as_text,
    footnote,
    unknown_tag,
    attribute_list,
    no_break_space,
    key_twice,
    spelled_two_ways,
    label_spelled_two_ways,
    redirect_address,
    redirect_target,
    redirect_chain,
    redirect_locale,
    redirect_twice,
    redirect_taken,
    address_lost,
    external_dead,
    external_doubtful,
    typography,
    to_write,
    value_secret,
    value_use,
    site_unreadable,
    site_link,
    site_anchor,
    site_id,
    site_image,
    site_lang,
    site_hreflang,
    site_canonical,
    site_redirect,
    site_mixed,
    site_policy,
    site_sitemap,
)
