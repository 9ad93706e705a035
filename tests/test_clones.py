"""What the checks say of history in a clone that lacks some of it: nothing that is not so."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.history.git import old_texts
from conftest import SCRIPTS, commit, revision, run, write

Site = Callable[[Mapping[str, str | bytes]], Path]

ENGLISH = "# Keys\n\nYou can wait.\n"
FRENCH = "---\nsource_revision: {}\n---\n\n# Clés\n\nVous pouvez attendre.\n"
RULES = ("--only", "outdated", "--only", "revision-ahead", "--only", "data-outdated")


@pytest.fixture
def origin(small_site: Site) -> Path:
    """A page and a file of data whose English has changed twice, each time in a commit of its own."""
    data = "wait: for days\n"
    site = small_site(
        {
            "docs/keys.md": ENGLISH,
            "docs_fr/keys.md": FRENCH.format(revision(ENGLISH)),
            "docs/_data/a.yml": data,
            "docs_fr/_data/a.yml": f"source_revision: {revision(data)}\nwait: des jours\n",
        }
    )
    commit(site)
    for word in ("should", "must"):
        commit(write(site, {"docs/keys.md": ENGLISH.replace("can", word), "docs/_data/a.yml": f"wait: {word}\n"}))
    for key in ("allowFilter", "allowAnySHA1InWant"):
        run("git", "config", f"uploadpack.{key}", "true", cwd=site)
    return site


def clone(origin: Path, *options: str) -> Path:
    made = origin.parent / "clone"
    assert run("git", "clone", "-q", *options, origin.as_uri(), made).returncode == 0
    return made


def check(site: Path) -> list[str]:
    return run(sys.executable, SCRIPTS, "check", "-f", site / "mkdocs.yml", *RULES).stdout.splitlines()


WHOLE = [
    "docs_fr/_data/a.yml:2: 'wait' translates an older text: 'for days' is now 'must' in docs/_data/a.yml:1 [data-outdated]",
    "docs_fr/keys.md:7: translates an older text: 'You can wait.' is now 'You must wait.' in docs/keys.md:3 [outdated]",
]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--depth=1",), "this shallow clone lacks; fetch it with 'git fetch --unshallow'"),
        (("--depth=2",), "this shallow clone lacks; fetch it with 'git fetch --unshallow'"),
        (("--filter=blob:none",), "this partial clone lacks; fetch it with 'git cat-file -p {}'"),
        (("--filter=tree:0",), "this partial clone lacks; fetch it with 'git cat-file -p {}'"),
    ],
)
def test_what_a_clone_lacks_is_said_with_what_brings_it(origin: Path, options: tuple[str, ...], says: str) -> None:
    made = clone(origin, *options)
    ids = [revision("wait: for days\n"), revision(ENGLISH)]
    told = [
        f"docs_fr/_data/a.yml:1: made from another text of docs/_data/a.yml, which {says} [data-outdated]",
        f"docs_fr/keys.md:2: made from another text of docs/keys.md, which {says} [outdated]",
    ]
    found = check(made)
    assert found in ([line.format(each) for line, each in zip(told, ids, strict=True)], WHOLE)  # git < 2.44 fetches
    if "partial" in says:
        for each in ids:
            run("git", "cat-file", "-p", each, cwd=made)
    else:
        run("git", "fetch", "-q", "--unshallow", cwd=made)
    assert check(made) == WHOLE


def test_a_whole_clone_knows_that_a_text_was_never_committed(origin: Path) -> None:
    made = clone(origin)
    assert check(made) == WHOLE
    write(made, {"docs_fr/keys.md": FRENCH.format("a" * 40)})
    assert check(made)[1] == (
        "docs_fr/keys.md:2: made from another text of docs/keys.md, which is not in the history at hand: "
        "it was never committed, or is on a branch that was not fetched [outdated]"
    )


def test_what_a_partial_clone_has_is_found_beside_what_it_lacks(origin: Path) -> None:
    made = clone(origin, "--filter=blob:none")
    texts = [ENGLISH, ENGLISH.replace("can", "must"), ENGLISH.replace("can", "should")]
    assert set(old_texts(made, map(revision, texts))) >= {revision(texts[1])}
    run("git", "cat-file", "-p", revision(ENGLISH), cwd=made)
    assert set(old_texts(made, map(revision, texts))) >= {revision(texts[0]), revision(texts[1])}


def test_nothing_is_ahead_where_history_is_not_at_hand(origin: Path) -> None:
    english = ENGLISH.replace("can", "must")
    commit(write(origin, {"docs_fr/keys.md": FRENCH.format(revision(english))}))
    assert [line.partition(":")[0] for line in check(origin) if "revision-ahead" in line] == ["docs_fr/keys.md"]
    for number, options in enumerate((("--depth=1",), ("--filter=tree:0",), ("--depth=1", "--filter=blob:none"))):
        made = origin.parent / f"clone{number}"
        run("git", "clone", "-q", *options, origin.as_uri(), made)
        found = [line for line in check(made) if "keys.md" in line]
        assert found == [] or "revision-ahead" in found[0]
