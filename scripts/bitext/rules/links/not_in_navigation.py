from collections.abc import Iterator

from bitext.links.linked import published
from bitext.links.navigation import navigation, navigation_place, plugins_decide
from bitext.links.published import patterns
from bitext.rule import Report, rule
from bitext.site.settings import setting
from bitext.sources import Sources


@rule("site")
def not_in_navigation(sources: Sources) -> Iterator[Report]:
    """A page exists, but `nav` in mkdocs.yml does not name it, so readers do not find it. `not_in_nav` and
    `exclude_docs` name pages that are meant to be left out.

    Bad: `docs/portal/link.md` without a line in `nav`.
    Good: `- portal/link.md` in `nav`.
    """
    site, source = sources.site, sources.site.source
    entries = navigation(sources)
    if (
        not entries
        or setting(sources.settings, "validation", "nav", "omitted_files") == "ignore"
        or plugins_decide(sources)
    ):
        return
    named = {site.name_in(source, entry.target) for entry in entries}
    left_out = patterns(sources.settings, "not_in_nav", "exclude_docs", "draft_docs")
    for name in site.page_names(source):
        path = published(sources).path(name, source)
        if name not in named and path and not left_out.match_file(site.layout.uri(name, path)):
            config, line = navigation_place(sources)
            message = f"page is not in the navigation; add it to 'nav' in '{config}'"
            yield Report(1, message, line, path, config)
