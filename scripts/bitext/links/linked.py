"""Every link of a site with where it leads: what the rules about links look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bitext.cached import kept
from bitext.compose.page_links import Link
from bitext.links.published import Published
from bitext.links.resolve import Destination, Kind, Resolver
from bitext.site.settings import extensions
from bitext.sources import Sources

_CODE_LINE = re.compile(r"__codelineno-(?P<block>[0-9]{1,9})-(?P<line>[0-9]{1,9})")  # pymdownx.highlight
_TAB = re.compile(r"__tabbed_(?P<set>[0-9]{1,9})_(?P<tab>[0-9]{1,9})")  # pymdownx.tabbed


@dataclass(frozen=True)
class Linked:
    """A link and where it leads."""

    link: Link
    to: Destination

    @property
    def shown(self) -> str:
        """The link, as a message names it."""
        return f"{'path' if self.link.form == 'front matter' else 'link'} '{self.link.target}'"

    @property
    def origin(self) -> str:
        """The page it was looked at on, if it stands in a snippet."""
        return f" from '{self.link.page}'" if self.link.page != self.link.path else ""

    @property
    def suggestion(self) -> str:
        """What to write instead, if something is near."""
        return f"; did you mean '{self.to.write}'?" if self.to.write else ""


@kept
def published(sources: Sources) -> Published:
    """What the site publishes."""
    return Published(sources)


@kept
def every_link(sources: Sources) -> Mapping[Kind, Sequence[Linked]]:
    """The links of all pages that can be composed, by where they lead, in the order of pages and lines. The same fault
    of a snippet that several pages include stands there once."""
    resolver = Resolver(published(sources))
    found: dict[tuple[Kind, str, int, str], Linked] = {}
    for path, facts in sources.facts.items():
        page = sources.pages[path].page
        for link in facts.links:
            to = resolver.resolve(link, page)
            at = path if to.kind == "inside" else ""  # whether it has the anchor depends on the page
            found.setdefault((to.kind, link.path, link.line, f"{link.target} {at}"), Linked(link, to))
    kinds: dict[Kind, list[Linked]] = {}
    for linked in found.values():
        kinds.setdefault(linked.to.kind, []).append(linked)
    return kinds


def has_anchor(sources: Sources, path: str, name: str, *, in_html: bool = False) -> bool:
    """Whether the page at `path` has an element of this name, or cannot be told to lack it. in_html: the link is
    written in HTML, which MkDocs does not look at."""
    facts = sources.facts.get(path)
    if facts is None or name in facts.anchors or name in facts.ids:
        return True
    if code := _CODE_LINE.fullmatch(name):
        return _has_line(sources, path, int(code["block"]), int(code["line"]))
    if tab := _TAB.fullmatch(name):
        tabs = sum(segment.kind == "tab" for segment in sources.pages[path].segments)
        return 0 < int(tab["set"]) <= tabs and 0 < int(tab["tab"]) <= tabs
    return name.startswith("__") and in_html  # an element of the theme


def _has_line(sources: Sources, path: str, block: int, line: int) -> bool:
    """Whether the lines of code have anchors, and a block of the page has that many. Blocks are counted from 0."""
    if not extensions(sources.settings).get("pymdownx.highlight", {}).get("anchor_linenums"):
        return False
    blocks = [segment for segment in sources.expanded(path).segments if segment.kind == "code"]
    return block < len(blocks) and 0 < line <= blocks[block].text.rstrip("\n").count("\n") + 1


def external_links(sources: Sources) -> Iterator[Link]:
    """The links to other hosts, by http or https."""
    own = published(sources).address
    for linked in every_link(sources).get("outside", ()):
        target = linked.link.target
        is_own = bool(own) and f"{target}/".startswith(f"{own}/")
        if re.match(r"https?://", target, re.IGNORECASE) and not is_own:
            yield linked.link
