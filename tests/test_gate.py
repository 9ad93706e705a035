"""Paths that come from content: addresses that leave the site, links out of the tree, names that break addresses."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.site.gate import Gate, address_fault, file_name_fault, is_backup, place_below
from conftest import CONFIG, ROOT, SCRIPTS, THEME, build, contents, run

Make = Callable[[Mapping[str, str | bytes]], Path]
needs_links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")


def told(root: Path) -> list[str]:
    """What `check` finds, after a build has refused in the same words and written nothing."""
    checked = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--skip", "translations")
    before = contents(root.parent)
    built = build(root, "--no-cache")
    assert (checked.returncode, built.returncode) == (1, 1), built.stderr
    found = checked.stdout.splitlines()
    said = [line for line in built.stderr.splitlines() if not line.startswith(("scripts: ", "nothing built of "))]
    assert [line for line in said if "translation" not in line] == found
    assert not (root / "site").exists()
    assert contents(root.parent) == before
    return found


def listing(written: str) -> dict[str, str]:
    return {"docs/index.md": f"---\ntitle: Home\nredirect_from: {written}\n---\nText.\n"}


@pytest.mark.parametrize(
    "written",
    [
        "/old",
        "old/",
        "/a/b.html",
        "/Old Page/Été",
        "/.well-known/guide",
        "/~anne/guide",
        "/100",
        "/" + "a" * 255,
        "/a..b/...c"[:5],
    ],
)
def test_addresses_at_which_a_page_can_be_put(written: str) -> None:
    assert address_fault(written) == ""


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("/../x", "leads out of the site with '..'"),
        ("..", "leads out of the site with '..'"),
        ("/a/./b", "has a part '.', which names nothing"),
        ("/a//b", "has two slashes in a row"),
        ("//host/x", "names another site; an old address is one of this site"),
        ("https://example.org/x", "names another site; an old address is one of this site"),
        ("mailto:a@example.org", "names another site; an old address is one of this site"),
        ("/C:/x", "has a ':', which is no part of a path"),
        ("/old?x=1#y", "has a '?', which is no part of a path"),
        ("/old#y", "has a '#', which is no part of a path"),
        ("\\..\\x", "has a '\\', which is no part of a path"),
        ('/a"b', "has a '\"', which is no part of a path"),
        ("/a%20b", "is encoded; write '/a b'"),
        ("/a%2520b/%C3%A9", "is encoded; write '/a b/é'"),
        ("/%2e%2ehidden%2fx", "is encoded, and without that it has a part '..hidden', which is hidden"),
        ("/..%2f../x", "is encoded, and without that it leads out of the site with '..'"),
        ("/%252e%252e/x", "is encoded, and without that it leads out of the site with '..'"),
        ("/%5c..%5cx", "is encoded, and without that it has a '\\', which is no part of a path"),
        ("/%2fhost/x", "is encoded, and without that it names another site; an old address is one of this site"),
        ("%2F%2Fhost/x", "is encoded, and without that it names another site; an old address is one of this site"),
        ("/a/%20", "is encoded, and without that it has a space at the end of a part, or a character that nobody sees"),
        ("/%20", "is encoded, and without that it is that of the home page"),
        ("%2f", "is encoded, and without that it is that of the home page"),
        ("/%00", "has a '%', which is no part of a path"),
        ("/%E9", "has a '%', which is no part of a path"),
        ("/100%", "has a '%', which is no part of a path"),
        ("/%2e%2e/x", "is encoded, and without that it leads out of the site with '..'"),
        ("~/x", "has a part '~', which names nothing"),
        ("/.git/hooks/x", "has a part '.git', which is hidden"),
        ("/a./b", "has a part 'a.', whose '.' at the end is lost on Windows"),
        ("/a\0b", "has a space at the end of a part, or a character that nobody sees"),
        ("/a\u202eb", "has a space at the end of a part, or a character that nobody sees"),
        ("/a /b", "has a space at the end of a part, or a character that nobody sees"),
        ("/\ud800", "has a space at the end of a part, or a character that nobody sees"),
        ("/" + "é" * 128, "has a part longer than 255 bytes"),
        ("/a" * 501, "is longer than 1000 bytes"),
        ("/", "is that of the home page"),
        ("", "is that of the home page"),
        (None, "is no text such as '/old'"),
        (True, "is no text such as '/old'"),
        (2024, "is no text such as '/old'"),
        (["x"], "is no text such as '/old'"),
    ],
)
def test_addresses_at_which_none_can(written: object, why: str) -> None:
    assert address_fault(written) == why


def test_an_old_address_never_leaves_the_site(small_site: Make) -> None:
    written = ["/../../escape", "/./x/../../.git/hooks/y", "/../docs/pwn", "/..\\x"]
    found = told(small_site(listing(f"{written!r}".replace("\\\\", "\\"))))
    assert len(found) == len(written)
    assert all(line.startswith("docs/index.md:3: ") and line.endswith("[redirect-address]") for line in found)


def test_each_entry_is_told_at_its_line(small_site: Make) -> None:
    written = "\n  - /ok\n  - null\n  - [x, y]\n  - /a/../b:\n      one: two\n  - true\n  - 'https://example.org/'"
    assert told(small_site(listing(written))) == [
        "docs/index.md:5: old address 'null' is no text such as '/old' [redirect-address]",
        "docs/index.md:6: old address 'x' is no text such as '/old' [redirect-address]",
        "docs/index.md:6: old address 'y' is no text such as '/old' [redirect-address]",
        "docs/index.md:7: old address '/a/../b' leads out of the site with '..' [redirect-address]",
        "docs/index.md:9: old address 'true' is no text such as '/old' [redirect-address]",
        "docs/index.md:10: old address 'https://example.org/' names another site; an old address is one of this site"
        " [redirect-address]",
    ]


def test_an_old_address_never_takes_the_place_of_what_is_published(small_site: Make) -> None:
    there = {
        "404.html": "is that of a file that the build makes, '404.html'",
        "_headers": "is that of a file that the build makes, '_headers'",
        "_nginx.conf/x": "lies below a file that the build makes, '_nginx.conf'",
        "assets/a.css": "is that of a file, 'assets/a.css'",
        "assets/a.css/old": "lies below a file, 'assets/a.css'",
        "fr": "is that of a page, 'fr/index.md'",
        "index.html": "is that of a file, 'index.md'",
        "index.md": "is that of a file, 'index.md'",
        "llms.txt": "is that of a file that the build makes, 'llms.txt'",
        "search/search_index.json": "is that of a file that the build makes, 'search/search_index.json'",
        "sitemap.xml": "is that of a file that the build makes, 'sitemap.xml'",
    }
    root = small_site({**listing(f"[{', '.join(f'/{address}' for address in there)}]"), "docs/assets/a.css": "a {}"})
    assert told(root) == [
        f"docs/index.md:3: old address '{address}' {why} [redirect-taken]" for address, why in there.items()
    ]


def test_mkdocs_alone_writes_no_redirect_outside_either(small_site: Make) -> None:
    root = small_site(listing("[/../escape, /assets/a.css]") | {"docs/assets/a.css": "a {}"})
    before = contents(root.parent)
    result = run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", root / "mkdocs.yml")
    assert result.returncode != 0
    assert "docs/index.md:3: old address '/../escape' leads out of the site with '..'" in result.stderr
    site = {f"{root.name}/site/{name}" for name in contents(root / "site")}
    assert contents(root.parent).keys() - site == before.keys()


# Links


def link(root: Path, path: str, to: str | Path) -> Path:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).symlink_to(to)
    return root


@needs_links
def test_no_link_out_of_the_site_is_read_or_published(small_site: Make, tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere" / "secret"
    secret.parent.mkdir()
    secret.write_text("s3cret: 1\n", encoding="utf-8")
    paths = [
        "docs/_snippets/words.md",
        "docs/env.txt",
        "docs/more/page.md",
        "docs/picture.png",
        "docs/styles.css",
        "docs_fr/_glossary.yml",
        "docs_fr/env.txt",
    ]
    root = small_site(dict.fromkeys(("docs/index.md", "docs_fr/index.md"), "# Home\n\n[e](env.txt)\n"))
    for path in paths:
        link(root, path, secret)
    message = f"is a link to '{secret}', which is outside of the site's folder; put a copy in its place"
    assert told(root) == [f"{path}:0: {message} [file-outside]" for path in paths]


@needs_links
def test_data_outside_is_told_alone(small_site: Make) -> None:
    pages = dict.fromkeys(("docs/index.md", "docs_fr/index.md"), "# Home\n\n{{ facts.name }}\n")
    root = link(small_site(pages), "docs/_data/facts.yml", "/etc/hostname")
    message = "is a link to '/etc/hostname', which is outside of the site's folder; put a copy in its place"
    assert told(root) == [f"docs/_data/facts.yml:0: {message} [file-outside]"]


@needs_links
def test_a_folder_outside_is_not_entered(small_site: Make) -> None:
    folders, root = {"docs/.all": "/", "docs/_drafts": "/etc", "docs/etc": "/etc"}, small_site({})
    for path, to in folders.items():
        link(root, path, to)
    message = "is a link to '{}', which is outside of the site's folder; put a copy in its place"
    assert told(root) == [f"{path}:0: {message.format(to)} [file-outside]" for path, to in folders.items()]


@needs_links
def test_links_to_what_is_hidden_or_nothing_or_themselves(small_site: Make) -> None:
    root = small_site({".env": "TOKEN=1\n", "docs/a/b.txt": "x"})
    link(root, "docs/config.txt", "../.env")
    link(root, "docs/gone.png", "nowhere.png")
    link(root, "docs/a/round", "..")
    assert told(root) == [
        "docs/a/round:0: is a link to '..', and so a folder within itself [unreadable]",
        "docs/config.txt:0: is a link to '../.env', which is hidden; put a copy in its place [file-outside]",
        "docs/gone.png:0: is a link to 'nowhere.png', which is no file [unreadable]",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_page_that_is_no_file_is_told_and_not_waited_for(small_site: Make) -> None:
    root = small_site({})
    os.mkfifo(root / "docs/pipe.md")
    assert told(root) == ["docs/pipe.md:0: is no file that can be read, such as a pipe [unreadable]"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user")
def test_a_folder_that_cannot_be_listed_is_told(small_site: Make) -> None:
    root = small_site({"docs/closed/a.md": "# A\n"})
    (root / "docs/closed").chmod(0)
    try:
        assert told(root) == ["docs/closed:0: is a folder that cannot be listed [unreadable]"]
    finally:
        (root / "docs/closed").chmod(0o700)


@needs_links
def test_what_the_theme_publishes_is_looked_at_too(small_site: Make) -> None:
    theme = {
        f"theme/{path.relative_to(ROOT / 'overrides').as_posix()}": path.read_bytes()
        for path in (ROOT / "overrides").rglob("*.html")
    }
    config = CONFIG.replace(THEME, "theme")
    root = link(small_site({**theme, "mkdocs.yml": config}), "theme/assets/x.txt", "/etc/passwd")
    message = "is a link to '/etc/passwd', which is outside of the site's folder; put a copy in its place"
    assert told(root) == [f"theme/assets/x.txt:0: {message} [file-outside]"]


@needs_links
def test_a_folder_of_a_language_that_is_elsewhere_is_refused(small_site: Make, tmp_path: Path) -> None:
    root = small_site({})
    (root / "docs_fr").rename(tmp_path / "french")
    link(root, "docs_fr", tmp_path / "french")
    result = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml")
    assert result.returncode == 2
    assert result.stderr.startswith(f"docs_fr:0: is a link to '{tmp_path / 'french'}', which is outside of the site's")
    assert build(root).returncode == 2 and not (root / "site").exists()


@needs_links
def test_links_within_the_site_are_followed(small_site: Make) -> None:
    root = small_site({"CHANGES.txt": "1.0\n", "docs/a.svg": "<svg/>", "docs/index.md": "# Home\n\n[c](changes.txt)\n"})
    link(root, "docs/changes.txt", "../CHANGES.txt")
    link(root, "docs_fr/b.svg", "../docs/a.svg")
    link(root, "docs/.#index.md", "me@here")
    assert build(root).returncode == 0
    site = contents(root / "site")
    assert (site["changes.txt"], site["fr/b.svg"]) == (b"1.0\n", b"<svg/>")


@needs_links
def test_a_link_that_comes_after_a_build_is_seen(small_site: Make) -> None:
    root = small_site({})
    assert build(root).returncode == 0
    link(root, "docs/zero.png", "/dev/zero")
    result = build(root)
    assert (result.returncode, result.stderr.count("[file-outside]")) == (1, 1)


def test_what_editors_leave_is_not_published(small_site: Make) -> None:
    left = dict.fromkeys(["docs/#index.md#", "docs/index.md~", "docs_fr/index.md~", "docs/.index.md.swp"], "x")
    root = small_site(left)
    assert build(root).returncode == 0
    assert [name for name in contents(root / "site") if is_backup(name)] == []


def test_a_place_below_a_folder(tmp_path: Path) -> None:
    (tmp_path / "site/assets").mkdir(parents=True)
    (tmp_path / "site/assets/a.css").write_text("")
    assert place_below(tmp_path / "site", "a/b.html") == tmp_path / "site/a/b.html"
    for path in ("../x", "a/../../x", "/etc/x", "", "a//b", "assets", "assets/a.css/x", "a\0b", "..\\x"):
        with pytest.raises(ValueError, match="is no place for a file of the site"):
            place_below(tmp_path / "site", path)


@needs_links
def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/out").symlink_to(tmp_path)
    with pytest.raises(ValueError, match="no place"):
        place_below(tmp_path / "site", "out/x/index.html")
    assert not Gate(tmp_path / "site", []).passes("out/x")


# Names


@pytest.mark.parametrize("name", ["index.md", "my page.md", "été.md", "a'b+c(1).png", "R&D.pdf", "v1.2.3.md", "FAQ.md"])
def test_names_that_an_address_can_have(name: str) -> None:
    assert file_name_fault(name, is_page=name.endswith(".md")) == ""


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("g#hash.md", "name has '#', which breaks its address; write 'g-hash.md'"),
        ("h?q.md", "name has '?', which breaks its address; write 'h-q.md'"),
        ('f"dq.md', "name has '\"', which breaks its address; write 'f-dq.md'"),
        ("i%20pct.png", "name has '%', which breaks its address; write 'i-20pct.png'"),
        ("k&amp.md", "name has '&', which breaks its address; write 'k-amp.md'"),
        ("a : b.md", "name has ':', which breaks its address; write 'a-b.md'"),
        ("a\\b.md", "name has '\\', which breaks its address; write 'a-b.md'"),
        ("<key>.md", "name has '<', which breaks its address; write 'key-.md'"),
        (" a.md", "name has a space at an end, or a character that nobody sees; write 'a.md'"),
        ("a\u200bb.md", "name has a space at an end, or a character that nobody sees; write 'a b.md'"),
        ("bad\udcff.md", "name is not UTF-8"),
    ],
)
def test_names_that_break_addresses(name: str, why: str) -> None:
    assert file_name_fault(name, is_page=True) == why


names_of_all_kinds = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="such names are not there")


def both(name: str, text: str = "# One\n") -> dict[str, str]:
    return {f"docs/{name}": text, f"docs_fr/{name}": text}


@names_of_all_kinds
def test_a_name_that_breaks_addresses_is_told_by_check_and_build(small_site: Make) -> None:
    root = small_site({**both("g#h/a.md"), **both("g#h/b.md"), **both("why?.md"), "docs/50%.txt": "x"})
    config = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("nav: [index.md]\n", "")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    found = told(root)
    assert found == [
        "docs/50%.txt:0: name has '%', which breaks its address; write '50-.txt' [file-name]",
        "docs/g#h:0: name has '#', which breaks its address; write 'g-h' [file-name]",
        "docs/why?.md:0: name has '?', which breaks its address; write 'why-.md' [file-name]",
        "docs_fr/g#h:0: name has '#', which breaks its address; write 'g-h' [file-name]",
        "docs_fr/why?.md:0: name has '?', which breaks its address; write 'why-.md' [file-name]",
    ]


@names_of_all_kinds
def test_two_files_at_one_address_are_told_by_check_and_build(small_site: Make) -> None:
    root = small_site(
        {
            **both("README.md"),
            **both("faq.md"),
            **both("FAQ.md"),
            **both("caf\u00e9.md"),
            **both("cafe\u0301.md"),
            **both("a.md"),
            **both("a/index.md"),
        }
    )
    config = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("nav: [index.md]\n", "")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    capitals = "but for capitals: one name on macOS and Windows; rename it"
    assert told(root) == [
        f"{folder}/{line} [address-twice]"
        for folder in ("docs", "docs_fr")
        for line in (
            f"a/index.md:0: has the same address as '{folder}/a.md'; rename or remove one of them",
            f"caf\u00e9.md:0: has the name of '{folder}/cafe\u0301.md' with its accents stored otherwise:"
            " one name on macOS; rename it",
            f"faq.md:0: has the name of '{folder}/FAQ.md' {capitals}",
            f"index.md:0: has the same address as '{folder}/README.md'; rename or remove one of them",
        )
    ]


def test_a_file_that_is_excluded_takes_no_address(small_site: Make) -> None:
    config = CONFIG.replace("exclude_docs: _*", 'exclude_docs: "_*\\nREADME.md"')
    root = small_site({"mkdocs.yml": config, "docs/README.md": "# For those who write\n"})
    checked = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--only", "source")
    assert (checked.returncode, checked.stdout) == (0, "")
