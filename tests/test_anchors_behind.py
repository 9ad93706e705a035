"""The anchors of a translation that is behind: each heading keeps that of the heading it translates, as the text that it
was made from tells, whatever the English has gained, lost or moved since."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from bitext.pages.revision import blob_id
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, commit, write

Make = Callable[[Mapping[str, str | bytes]], Path]
KEYS, USERS, LIMITS, ERRORS = "## Keys\n\nRead.\n", "## Users\n\nWrite.\n", "## Limits\n\nAsk.\n", "## Errors\n\nTry.\n"
NEW = "## Rotate the secrets\n\nRotate each secret every quarter, and keep the old one for a day.\n"
SHARED = '{% include "shared.md" %}\n'
FRENCH = {
    KEYS: "## Clés\n\nLisez.\n",
    USERS: "## Personnes\n\nÉcrivez.\n",
    LIMITS: "## Limites\n\nDemandez.\n",
    ERRORS: "## Erreurs\n\nEssayez.\n",
    SHARED: SHARED,
}
ALL = (KEYS, USERS, LIMITS, ERRORS)


def english(sections: Sequence[str]) -> str:
    return "\n".join(["# Guide\n", *sections])


def french(sections: Sequence[str]) -> str:
    body = "\n".join(["# Guide\n", *(FRENCH[section] for section in sections)])
    return f"---\nsource_revision: {blob_id(english(sections).encode())}\n---\n\n{body}"


def anchors(site: Path) -> list[str]:
    return list(Sources(Site.load(site / "mkdocs.yml")).compose("docs_fr/guide.md").anchors)


def behind(small_site: Make, then: Sequence[str], now: Sequence[str], config: str = CONFIG) -> Path:
    """A site whose French page was made from the sections `then`, of which the English has those `now`."""
    site = small_site(
        {
            "mkdocs.yml": config.replace("[index.md]", "[index.md, guide.md]"),
            "docs/guide.md": english(then),
            "docs_fr/guide.md": french(then),
            "docs/_snippets/shared.md": "## Wait\n\nFor a day.\n",
            "docs_fr/_snippets/shared.md": "## Attendre\n\nUn jour.\n",
        }
    )
    commit(site)
    return write(site, {"docs/guide.md": english(now)})


RENAMED = KEYS.replace("Keys", "Secrets")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (ALL, ["keys", "users", "limits", "errors"]),
        ((KEYS, NEW, USERS, LIMITS, ERRORS), ["keys", "users", "limits", "errors"]),
        ((KEYS, LIMITS, USERS, ERRORS), ["keys", "users", "limits", "errors"]),
        ((ERRORS, KEYS, USERS, LIMITS), ["keys", "users", "limits", "errors"]),
        ((RENAMED, USERS, LIMITS, ERRORS), ["secrets", "users", "limits", "errors"]),
        ((KEYS, LIMITS, ERRORS), ["keys", "personnes", "limits", "errors"]),
        ((KEYS, LIMITS, NEW, ERRORS), ["keys", "personnes", "limits", "errors"]),
        ((NEW, USERS, LIMITS), ["rotate-the-secrets", "users", "limits", "erreurs"]),
        ((LIMITS, ERRORS, NEW), ["cles", "personnes", "limits", "errors"]),
    ],
    ids=["the same", "new", "swapped", "moved", "renamed", "deleted", "other", "in its place", "two deleted"],
)
def test_a_heading_keeps_the_anchor_of_what_it_translates(
    small_site: Make, now: Sequence[str], expected: list[str]
) -> None:
    assert anchors(behind(small_site, ALL, now)) == ["guide", *expected]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ((KEYS, SHARED, LIMITS, NEW, ERRORS), ["keys", "wait", "personnes", "limits", "errors"]),
        ((SHARED, KEYS, USERS, LIMITS, ERRORS), ["keys", "wait", "users", "limits", "errors"]),
    ],
)
def test_what_comes_from_a_snippet_is_aligned_beside_it(
    small_site: Make, now: Sequence[str], expected: list[str]
) -> None:
    then = (KEYS, SHARED, USERS, LIMITS, ERRORS)
    assert anchors(behind(small_site, then, now)) == ["guide", *expected]


def test_headings_that_a_template_makes_are_aligned(small_site: Make) -> None:
    loop = "{% for name in ['One', 'Two'] %}\n## {{ name }}\n\nRead `{{ name }}`.\n{% endfor %}\n"
    FRENCH[loop] = loop.replace("'One', 'Two'", "'Un', 'Deux'").replace("Read", "Lisez")
    site = behind(small_site, (KEYS, loop), (NEW, KEYS, loop))
    assert anchors(site) == ["guide", "keys", "one", "two"]


def test_once_the_older_text_is_not_at_hand_the_texts_as_they_are_decide(small_site: Make) -> None:
    site = behind(small_site, ALL, (KEYS, NEW, USERS, LIMITS, ERRORS))
    text = (site / "docs_fr/guide.md").read_text(encoding="utf-8")
    unknown = text.replace(blob_id(english(ALL).encode()), "0" * 40)
    write(site, {"docs_fr/guide.md": unknown})
    assert anchors(site) == ["guide", "keys", "users", "limits", "errors"]


def test_what_is_kept_of_an_earlier_run_is_that_of_the_same_history(small_site: Make) -> None:
    site = behind(small_site, ALL, (KEYS, LIMITS, NEW, ERRORS))
    first = Sources(Site.load(site / "mkdocs.yml"))
    kept = first.facts["docs_fr/guide.md"].anchors
    later = first.reread([])
    assert later.facts["docs_fr/guide.md"].anchors == kept == tuple(anchors(site))
    write(site, {"docs/guide.md": english((KEYS, NEW, LIMITS, ERRORS))})
    assert first.reread(["docs/guide.md"]).facts["docs_fr/guide.md"].anchors == tuple(anchors(site))
