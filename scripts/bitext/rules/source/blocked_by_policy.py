from collections.abc import Iterator

from bitext.compose.programs import BLOCKED
from bitext.links.loaded import blocked_settings
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def blocked_by_policy(sources: Sources) -> Iterator[Report]:
    """A page shows or loads something that the site's Content-Security-Policy blocks, so that readers see a gap: an
    image, a video or a sound from another host; or what mkdocs.yml and its style sheets have every page load: scripts,
    styles, fonts, a logo, analytics. The policy is the one that the hook writes; a site without it is passed over.
    `extra: policy` in mkdocs.yml allows a host, or an inline script by its hash.

    Bad: `![Build](https://img.shields.io/build.svg)`.
    Good: `![Build](build.svg)`, a copy in the site.
    """
    for facts in sources.facts.values():
        for rule_id, path, line, message in facts.unwanted:
            if rule_id == BLOCKED:
                yield Report(line, message, path=path)
    for blocked in blocked_settings(sources):
        yield Report(blocked.line, blocked.message, path=blocked.path)
