from collections.abc import Iterator

from bitext.links.redirect_maps import OldAddress, faults_of_sections, listed
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def redirect_twice(sources: Sources) -> Iterator[Report]:
    """Two pages claim one old address, or one anchor of a page that is still there, which can lead to one of them only.

    Bad: `redirect_from: [/old]` in two pages.
    Good: `redirect_from: [/old]` in one.
    """
    found: dict[str, OldAddress] = {}
    for old in listed(sources, sources.site.source):
        if old.of:
            continue
        if old.address in found:
            first = found[old.address]
            message = f"old address '{old.address}' also leads to '{sources.pages[first.page].page.name}'"
            yield Report(old.line, message, first.line, old.page, first.page)
        else:
            found[old.address] = old
    for fault in faults_of_sections(sources):
        if fault.rule == "redirect-twice":
            yield Report(fault.line, fault.message, path=fault.path)
