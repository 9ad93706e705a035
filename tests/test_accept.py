"""`python3 scripts accept PAGE`, and the rules about `source_revision`."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from bitext import open_site
from bitext.check.accept import Wish, behind, named
from bitext.check.accept import accept as accept_files
from bitext.finding import Finding
from bitext.history.record import CannotWrite, with_revision, write_files
from conftest import SCRIPTS, build, commit, contents, revision, run, scripts, write

Site = Callable[[Mapping[str, str | bytes]], Path]

NEW = "0123456789abcdef" * 2 + "01234567"
OLD = "f" * 40
ENGLISH = "---\ntitle: Keys\n---\n\n# Keys\n\nYou can wait for 60 days.\n\nThat is all.\n"
FRENCH = "---\ntitle: Clés\nsource_revision: {}\n---\n\n# Clés\n\nVous pouvez attendre 60 jours.\n\nC’est tout.\n"
RECORDED = "docs_fr/keys.md: recorded as a translation of docs/keys.md as it is now\n"


def accept(site: Path, *arguments: str) -> tuple[int, str, str]:
    return scripts(site, "accept", *arguments)


def check(site: Path, *only: str) -> list[str]:
    rules = [option for rule in only for option in ("--only", rule)]
    _, said, why = scripts(site, "check", *rules)
    assert why.startswith("checked ")
    return said.splitlines()


@pytest.fixture
def site(small_site: Site) -> Path:
    """A page whose English has changed since the last commit, beside one that is up to date."""
    made = small_site(
        {
            "docs_fr/index.md": f"---\nsource_revision: {revision('# Home' + chr(10))}\n---\n\n# Accueil\n",
            "docs/keys.md": ENGLISH,
            "docs_fr/keys.md": FRENCH.format(revision(ENGLISH)),
        }
    )
    commit(made)
    return write(made, {"docs/keys.md": ENGLISH.replace("can", "must")})


# What stands before, and after: only the line of the revision is another.
WRITTEN = [
    ("---\ntitle: A\n---\n\nText\n", f"---\ntitle: A\nsource_revision: {NEW}\n---\n\nText\n"),
    (
        f"---\n# why\ntitle: 'A'  # note\nsource_revision: {OLD}  # by hand\nhide: [toc]\n---\nText",
        f"---\n# why\ntitle: 'A'  # note\nsource_revision: {NEW}  # by hand\nhide: [toc]\n---\nText",
    ),
    ("---\r\ntitle: A\r\n---\r\nText\r\n", f"---\r\ntitle: A\r\nsource_revision: {NEW}\r\n---\r\nText\r\n"),
    ("---\ntitle: A\n---\nText\r\nmixed\n", f"---\ntitle: A\nsource_revision: {NEW}\n---\nText\r\nmixed\n"),
    (f'---\r\n"source_revision": "{OLD}"\r\n---\r\n', f'---\r\n"source_revision": {NEW}\r\n---\r\n'),
    ("---\ntext: |\n  one\n\n  two\n---\nText\n", f"---\ntext: |\n  one\n\n  two\nsource_revision: {NEW}\n---\nText\n"),
    (f"---\nsource_revision: >-\n  {OLD}\ntitle: A\n---\n", f"---\nsource_revision: {NEW}\ntitle: A\n---\n"),
    ("---\nsource_revision:\n...\nText\n", f"---\nsource_revision: {NEW}\n...\nText\n"),
    ("---\n  title: A\n---\nText\n", f"---\n  title: A\n  source_revision: {NEW}\n---\nText\n"),
    ("---\n---\nText\n", f"---\nsource_revision: {NEW}\n---\nText\n"),
    ("# Title\n", f"---\nsource_revision: {NEW}\n---\n\n# Title\n"),
    ("\n# Title\r\n", f"---\nsource_revision: {NEW}\n---\n\n# Title\r\n"),
    ("# Title\r\n", f"---\r\nsource_revision: {NEW}\r\n---\r\n\r\n# Title\r\n"),
    ("", f"---\nsource_revision: {NEW}\n---\n"),
    ("\ufeff---\ntitle: É\n---\n", f"\ufeff---\ntitle: É\nsource_revision: {NEW}\n---\n"),
]


@pytest.mark.parametrize(("before", "after"), WRITTEN)
def test_only_the_line_of_the_revision_changes(before: str, after: str) -> None:
    made = with_revision("docs_fr/a.md", before.encode(), NEW)
    assert made == after.encode()
    assert with_revision("docs_fr/a.md", made, NEW) == made


def test_a_revision_of_digits_alone_stays_a_text() -> None:
    assert with_revision("a.md", b"", "0" * 40) == f'---\nsource_revision: "{"0" * 40}"\n---\n'.encode()


@contextmanager
def full_disk() -> Iterator[None]:
    """No file can grow beyond 10 kB."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"a.md": "old\n", "file": ""})
    before = contents(site)
    with pytest.raises(CannotWrite):
        write_files(site, {"a.md": b"new\n", "new/b.md": b"b\n", "file/c.md": b"c\n"})
    assert contents(site) == before
    assert not (site / "new").exists()
    with full_disk(), pytest.raises(CannotWrite, match="large"):
        write_files(site, {"new/b/c.md": b"c\n" * 9000})
    assert contents(site) == before
    assert not (site / "new").exists()
    (site / "a.md").chmod(0o640)
    write_files(site, {"a.md": b"new\n", "new/b.md": b"b\n"})
    assert contents(site) == {"a.md": b"new\n", "file": b"", "new/b.md": b"b\n"}
    if os.name == "posix":
        assert stat.S_IMODE((site / "a.md").stat().st_mode) == 0o640


def test_what_was_translated_is_recorded_and_the_check_is_clean(site: Path) -> None:
    english, french = ENGLISH.replace("can", "must"), FRENCH.replace("pouvez", "devez")
    write(site, {"docs_fr/keys.md": french.format(revision(ENGLISH))})
    assert check(site, "outdated") == [
        "docs_fr/keys.md:8: translates an older text: 'You can wait' is now 'You must wait' in docs/keys.md:7;"
        " the translation seems to say this already [outdated]"
    ]
    assert accept(site, "docs/keys.md") == (0, RECORDED, "")
    assert (site / "docs_fr/keys.md").read_text() == french.format(revision(english))
    assert check(site, "translations") == []
    assert accept(site, "keys.md", "docs_fr/keys.md") == (0, "docs_fr/keys.md: recorded already\n", "")
    commit(site)
    assert check(site, "translations") == []


def test_the_library_decides_what_is_recorded_and_says_what_became_of_each_page(small_site: Site) -> None:
    """The command turns arguments into this call, and outcomes into lines."""
    english = "# Keys\n\nWait for 60 days before you save.\n"
    root = small_site(
        {
            "docs/a.md": english,
            "docs_fr/a.md": "# Clés\n\nAttendez 60 jours avant d’enregistrer.\n",
            "docs/b.md": english,
            "docs_fr/b.md": "# Clés\n\nAttendez 90 jours avant d’enregistrer.\n",
            "docs/c.md": english,
            "docs_fr/c.md": "# Clés\n\nAttendez 60 jours après avoir enregistré.\n",
            "docs_fr/index.md": f"---\nsource_revision: {revision('# Home' + chr(10))}\n---\n\n# Accueil\n",
        }
    )
    sources = open_site(root / "mkdocs.yml")
    before, asked = contents(root / "docs_fr"), list[tuple[str, list[str]]]()

    def no(path: str, findings: Sequence[Finding]) -> bool:
        asked.append((path, [finding.rule for finding in findings]))
        return False

    assert [pair.target.page.path for pair in behind(sources).pairs] == [f"docs_fr/{name}.md" for name in "abc"]
    which = named(sources, ["a.md", "b.md", "c.md", "index.md"], root)
    found = [*accept_files(sources, which, Wish(is_wanted=no))]
    assert [(each.path, each.state, [finding.rule for finding in each.findings]) for each in found] == [
        ("docs_fr/a.md", "recorded", []),
        ("docs_fr/b.md", "refused", ["number-mismatch"]),
        ("docs_fr/c.md", "declined", []),
        ("docs_fr/index.md", "known", []),
    ]
    assert asked == [("docs_fr/c.md", ["word-exchanged"])]
    after = contents(root / "docs_fr")
    assert {name for name in after if after[name] != before[name]} == {"a.md"}
    again = sources.reread(["docs_fr/a.md"])
    assert [pair.target.page.path for pair in behind(again).pairs] == ["docs_fr/b.md", "docs_fr/c.md"]
    forced = [*accept_files(again, behind(again), Wish(force=True))]
    assert [(each.path, each.state) for each in forced] == [("docs_fr/b.md", "recorded"), ("docs_fr/c.md", "recorded")]


def test_a_page_that_differs_is_refused_unless_forced(site: Path) -> None:
    write(site, {"docs/keys.md": ENGLISH.replace("60", "90")})
    before = contents(site / "docs_fr")
    assert accept(site, "keys.md") == (
        1,
        "",
        "docs_fr/keys.md:8: number '60' is '90' in docs/keys.md:7 [number-mismatch]\n"
        "scripts: docs_fr/keys.md is not recorded: 1 finding; --force records it as it is\n",
    )
    assert contents(site / "docs_fr") == before
    code, said, _ = accept(site, "keys.md", "--force")
    assert (code, said.splitlines()[0] + "\n") == (0, RECORDED)


def test_a_page_that_is_recorded_and_differs_is_told(site: Path) -> None:
    assert accept(site, "keys.md", "--force")[0] == 0
    french = (site / "docs_fr/keys.md").read_text(encoding="utf-8")
    write(site, {"docs_fr/keys.md": french.replace("60", "90")})
    assert accept(site, "keys.md") == (
        1,
        "docs_fr/keys.md: recorded already\n",
        "docs_fr/keys.md:8: number '90' is '60' in docs/keys.md:7 [number-mismatch]\n"
        "scripts: docs_fr/keys.md is recorded already, but differs: 1 finding\n",
    )


@pytest.mark.parametrize(
    ("then", "now", "french", "then_french", "said"),
    [
        ("### Wait", "## Wait", "### Attendre", "## Attendre", "'### Wait' is now '## Wait'"),
        (
            '!!! note "Wait"\n    Text.',
            '!!! warning "Wait"\n    Text.',
            '!!! note "Attendre"\n    Texte.',
            '!!! warning "Attendre"\n    Texte.',
            "'!!! note \"Wait\"' is now '!!! warning \"Wait\"'",
        ),
    ],
)
def test_a_level_or_a_type_that_changes_is_named_and_followed(
    small_site: Site, then: str, now: str, french: str, then_french: str, said: str
) -> None:
    text = f"# Keys\n\n## One\n\n{then}\n"
    page = "---\nsource_revision: {}\n---\n\n# Clés\n\n## Un\n\n{}\n"
    root = small_site({"docs/keys.md": text, "docs_fr/keys.md": page.format(revision(text), french)})
    commit(root)
    write(root, {"docs/keys.md": text.replace(then, now)})
    told = f"{said} in docs/keys.md:5"
    assert check(root, "outdated") == [f"docs_fr/keys.md:9: translates an older text: {told} [outdated]"]
    write(root, {"docs_fr/keys.md": page.format(revision(text), then_french)})
    assert accept(root, "keys.md") == (0, RECORDED, "")
    assert check(root, "outdated", "revision-ahead", "heading-level", "callout-type") == []
    ahead = f"docs_fr/keys.md:9: source_revision was moved on, but this is as it was: {told} [revision-ahead]"
    write(root, {"docs_fr/keys.md": page.format(revision(text.replace(then, now)), french)})
    assert check(root, "revision-ahead") == [ahead]


def test_all_records_every_page_that_is_behind_and_refuses_each_on_its_own(site: Path) -> None:
    more = {
        "docs/a.md": "# One\n",
        "docs_fr/a.md": "# Un\n",
        "docs/b.md": "# One\n\nTwo.\n",
        "docs_fr/b.md": "# Un\n",
        "docs/_snippets/s.md": "- Three\n",
        "docs_fr/_snippets/s.md": "- Trois\n",
    }
    write(site, {**more, "docs_fr/keys.md": FRENCH.format(revision(ENGLISH)).replace("pouvez", "devez")})
    assert accept(site, "--all") == (
        1,
        "docs_fr/_snippets/s.md: recorded as a translation of docs/_snippets/s.md as it is now\n"
        "docs_fr/a.md: recorded as a translation of docs/a.md as it is now\n" + RECORDED,
        "docs_fr/b.md:1: paragraph 'Two.' of docs/b.md:3 is missing here [segment-missing]\n"
        "scripts: docs_fr/b.md is not recorded: 1 finding; --force records it as it is\n",
    )
    write(site, {"docs_fr/b.md": "# Un\n\nDeux.\n"})
    assert accept(site, "--all")[0] == 0
    assert accept(site, "--all") == (0, "everything is recorded already\n", "")


def test_a_snippet_records_its_revision_and_never_shows_it(small_site: Site) -> None:
    page = "1. One\n2. Two\n   {% include 'a.md' %}\n".replace("'", '"').replace("   {", "    {")
    site = small_site(
        {
            "docs/index.md": f"# Home\n\n{page}",
            "docs_fr/index.md": f"# Accueil\n\n{page}",
            "docs/_snippets/a.md": "- Three\n",
            "docs_fr/_snippets/a.md": "- Trois\n",
        }
    )
    assert build(site, "-d", site / "before").returncode == 0
    assert accept(site, "docs_fr/_snippets/a.md")[0] == 0
    assert (site / "docs_fr/_snippets/a.md").read_text() == (
        f"---\nsource_revision: {revision('- Three' + chr(10))}\n---\n\n- Trois\n"
    )
    assert build(site, "-d", site / "after").returncode == 0
    shown = "fr/index.html"
    assert (site / "after" / shown).read_bytes() == (site / "before" / shown).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name the pages to accept, or --all for every page that is behind"),
        (("keys.md", "--all"), "name the pages to accept, or --all for every page that is behind"),
        (("keys.md", "kays.md"), "'kays.md' is no page of this site; did you mean 'keys.md'?; nothing is recorded"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_written(
    site: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = contents(site)
    assert accept(site, *arguments) == (2, "", f"scripts: {said}\n")
    assert contents(site) == before


def test_a_checkout_with_the_line_ends_of_windows_is_in_step(site: Path) -> None:
    write(site, {"docs/keys.md": ENGLISH.replace("\n", "\r\n")})
    assert accept(site, "keys.md") == (0, "docs_fr/keys.md: recorded already\n", "")
    assert check(site, "translations") == []


AHEAD = (
    "docs_fr/keys.md:8: source_revision was moved on, but this is as it was: "
    "'You can wait' is now 'You must wait' in docs/keys.md:7 [revision-ahead]"
)


def test_what_was_recorded_without_being_touched_is_told(site: Path) -> None:
    code, said, _ = accept(site, "keys.md")
    assert (code, said) == (0, RECORDED + AHEAD + "\n")
    assert check(site, "translations") == [AHEAD]
    commit(site)
    assert check(site, "translations") == [AHEAD]
    write(site, {"docs/keys.md": ENGLISH.replace("can", "must").replace("That is", "That’s")})  # asks for nothing
    assert check(site, "translations") == [AHEAD.replace(" in docs/keys.md:7", " in docs/keys.md")]


def test_it_is_not_told_when_the_french_was_changed_before_or_agrees_already(site: Path) -> None:
    write(site, {"docs_fr/keys.md": FRENCH.format(revision(ENGLISH)).replace("pouvez", "devez")})
    commit(site)  # the text first, its revision in a commit of its own
    accept(site, "keys.md")
    commit(site)
    assert check(site, "translations") == []
    english = ENGLISH.replace("can", "must").replace("60", "90")
    write(site, {"docs/keys.md": english})
    write(site, {"docs_fr/keys.md": FRENCH.format(revision(ENGLISH)).replace("pouvez", "devez").replace("60", "90")})
    commit(site)
    accept(site, "keys.md")
    assert check(site, "translations") == []


def test_it_is_not_told_without_history(site: Path) -> None:
    accept(site, "keys.md")
    (site / ".git").rename(site / "git-is-away")
    assert check(site, "translations") == []


def test_it_can_be_said_to_be_right(site: Path) -> None:
    accept(site, "keys.md")
    page = site / "docs_fr/keys.md"
    reason = "<!-- check: ignore revision-ahead because the French always said so -->"
    page.write_text(page.read_text().replace("Vous", f"{reason}\n\nVous"))
    assert check(site, "translations") == []


def test_a_revision_that_is_missing_or_malformed_is_told(site: Path) -> None:
    write(site, {"docs/a.md": "# One\n", "docs_fr/a.md": "# Un\n", "docs_fr/keys.md": FRENCH.format("d37f4a8")})
    rules = ("revision-missing", "revision-malformed", "outdated")
    assert check(site, *rules) == [
        "docs_fr/a.md:1: no source_revision tells from which text of docs/a.md this was made [revision-missing]",
        "docs_fr/keys.md:3: source_revision 'd37f4a8' is not the 40 hexadecimal digits of a git blob id [revision-malformed]",
    ]
    assert accept(site, "--all")[0] == 0
    assert check(site, *rules) == []


def test_a_language_that_records_no_revision_is_let_be(small_site: Site) -> None:
    assert check(small_site({}), "revision-missing") == []


def test_the_english_that_is_recorded_is_kept_though_it_is_edited_before_it_is_committed(site: Path) -> None:
    write(site, {"docs_fr/keys.md": FRENCH.format(OLD).replace("pouvez", "devez")})
    assert accept(site, "docs_fr/keys.md")[0] == 0
    write(site, {"docs/keys.md": ENGLISH.replace("can", "must").replace("That is all", "That is nearly all")})
    said = run(sys.executable, SCRIPTS, "diff", "docs_fr/keys.md", "-f", site / "mkdocs.yml").stdout
    assert said.startswith("docs_fr/keys.md: 1 change of docs/keys.md to translate\n")


DOUBTFUL = "docs_fr/wait.md:3: nothing here says 'Wait for the second email' [passage-missing]\n"


@pytest.fixture
def doubtful(small_site: Site) -> Path:
    """A page of whose two sentences the French has one."""
    english = "# Wait\n\nOpen the file. Wait for the second email.\n"
    return small_site({"docs/wait.md": english, "docs_fr/wait.md": "# Attendre\n\nOuvrez le fichier.\n"})


def test_what_may_not_say_the_same_is_shown_and_recorded_without_a_terminal(doubtful: Path) -> None:
    said = "docs_fr/wait.md: recorded as a translation of docs/wait.md as it is now\n"
    assert accept(doubtful, "wait.md") == (0, said, DOUBTFUL)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("answer", "options", "code"),
    [(b"\n", [], 0), (b"yes\n", [], 0), (b"n\n", [], 1), (b"\x04", [], 1), (b"", ["--force"], 0)],
)
def test_on_a_terminal_it_is_asked_first(doubtful: Path, answer: bytes, options: list[str], code: int) -> None:
    import pty

    command = [sys.executable, str(SCRIPTS), "accept", "wait.md", *options, "-f", str(doubtful / "mkdocs.yml")]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=doubtful)
    os.close(theirs)
    os.write(ours, answer)
    written = b""
    with suppress(OSError):  # Linux says so when the other end is closed
        while chunk := os.read(ours, 4096):
            written += chunk
    os.close(ours)
    assert process.wait() == code
    assert ("record docs_fr/wait.md all the same? [Y/n]" in written.decode()) == (not options)
    assert ("source_revision" in (doubtful / "docs_fr/wait.md").read_text(encoding="utf-8")) == (code == 0)
    assert ("is not recorded" in written.decode()) == (code == 1)
