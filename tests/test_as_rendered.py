"""Pages of every construct, and real ones changed at random: what is read of them is what Python-Markdown renders."""

import json
import re
from collections.abc import Iterable, Sequence
from html import unescape

import lxml.html
import markdown
from bitext.align.headings import anchors_of
from bitext.compose.anchors import set_anchors
from bitext.compose.html_ids import other_ids
from bitext.compose.page_links import page_links
from bitext.compose.texts import Expanded, as_written
from bitext.markdown.dialect import DEFAULT
from bitext.pages.page import parse_page
from bitext.pages.segments import Segment, cut
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

DIALECT = DEFAULT.without_jinja
OPTIONS = {name: json.loads(options) for name, options in DIALECT.extensions}
FOOTNOTE = {"footnote-ref", "footnote-backref"}
THEIRS = re.compile(r"__(?:tabbed|codelineno|span)")  # ids that are for `linked` to judge

WORDS = (
    "Save / the key / 60 é / l’accès / snake_case / **Bold** / *it* / _em_ / ***both*** / `code` / "
    "``a ` b`` / `<b>` / &amp; / & / \\* / \\[x\\] / * / ** / _ / [ / ] / ( / | / [l](a.md) / "
    "[l](/b.md#x) / [l](<my file.md>) / [l](a.md \"T\") / [l](a.md 'T') / [l](a(b).md) / "
    "[l](a.md?x=1&y=2) / ![alt](k.png) / [![p](p.png)](q.md) / [**b** `c`](d.md) / [ref][r] / [ref][] / "
    "[r] / ![i][r] / [a][nope] / [^1] / [^nope] / <https://example.org> / <a@b.com> / <br> / <kbd>K</kbd> / "
    '<span id="s">x</span> / <a href="raw.md">raw</a> / <img src="i.png" alt="x"> / { #no } / {name} / '
    "**b**{ .c #b } / `c`{ #c } / [k](k.md){ target=_blank } / [m](m.md){ href=other.md } / { x / } / : / "
    "« a » / ! / # / > / - / 1."
).split(" / ")
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
SEPARATOR = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n"])
INDENT = st.sampled_from([4, 4, 4, 4, 2, 3, 8])


def indented(text: str, spaces: int, first: str = "") -> str:
    """`text` below `first`, its lines indented."""
    lines = [" " * spaces + line if line.strip() else line for line in text.split("\n")]
    return "\n".join([first, *lines] if first else lines)


def table(head: str, row: str, ruler: str) -> str:
    return f"| {head} | B |\n{ruler}\n| {row} | 2 |"


LEAVES = st.one_of(
    TEXT,
    st.builds("{} {}{}".format, st.sampled_from(["#", "##", "###"]), TEXT, st.sampled_from(["", " { #pin }", " { .c }", " ##", " {#p}"])),
    st.builds("{}\n{}".format, TEXT, st.sampled_from(["===", "---"])),
    st.builds("{0}{1}\n{2}\n{0}".format, st.sampled_from(["```", "~~~", "````"]), st.sampled_from(["", "json", ' python title="x"', "{ .py #code }"]), TEXT),
    st.builds(table, TEXT, TEXT, st.sampled_from(["| --- | :-: |", "|-|-|", "| --- |"])),
    TEXT.map(lambda text: indented(text, 4)),
    st.builds("{}{}\n{}".format, TEXT, st.sampled_from(["  ", "\\", "<br>"]), TEXT),
    st.sampled_from(["---", "* * *", "<!-- a -->", "<!-- [l](no.md) -->", "<hr>", '<a id="old"></a>', "<p id=p>x</p>"]),
    TEXT.map(lambda text: f"<div>\n{text.replace(' # ', ' ')}\n</div>"),
)  # fmt: skip


def contained(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """What holds the blocks that `inner` makes."""
    blocks = st.builds(lambda parts, by: by.join(parts), st.lists(inner, min_size=1, max_size=2), SEPARATOR)
    marker = st.sampled_from(["- ", "* ", "1. ", "2. ", "1) ", "- [ ] "])
    opening = st.sampled_from(
        ["!!! note", '!!! tip "A [t](t.md)"', "??? note", '???+ warning "Open"', "!!! Note", '=== "Tab"', '=== "B"']
    )
    html = st.sampled_from(["div", 'div class="grid cards"', "details", "section"])
    return st.one_of(
        st.builds(lambda mark, text, by, inside, by_how_many: f"{mark}{text}{by}{indented(inside, by_how_many)}", marker, TEXT, SEPARATOR, blocks, INDENT),
        blocks.map(lambda inside: "\n".join(f"> {line}" for line in inside.split("\n"))),
        st.builds(lambda first, by, inside, by_how_many: f"{first}{by}{indented(inside, by_how_many)}", opening, SEPARATOR, blocks, INDENT),
        st.builds(lambda tag, inside: f"<{tag} markdown>\n\n{inside}\n\n</{tag.split()[0]}>", html, blocks),
        st.builds(lambda term, inside: f"{term}\n:   {indented(inside, 4).lstrip()}", TEXT, blocks),
    )  # fmt: skip


DEFINED = "\n\n[r]: ref.md\n\n[^1]: Note.\n"
GENERATED = st.builds(
    lambda blocks, by: by.join(blocks) + DEFINED,
    st.lists(st.recursive(LEAVES, contained, max_leaves=6), min_size=1, max_size=5),
    SEPARATOR,
)
REAL = [
    parse_page(path.read_text(encoding="utf-8"), path.name, path.name, "en").body
    for folder in ("docs", "docs_fr")
    for path in sorted((ROOT / folder).rglob("*.md"))
]


def changed(lines: list[str], change: str) -> list[str]:
    """Two lines, of which one is lost, doubled, indented otherwise, or both are joined or exchanged."""
    first, second = lines
    return {
        "lost": [first],
        "doubled": [first, first, second],
        "joined": [f"{first} {second}"],
        "exchanged": [second, first],
        "indented": [f"    {first}", second],
        "quoted": [f"> {first}", second],
        "at the margin": [first.lstrip(), second],
        "apart": [first, "", second],
    }[change]


CHANGES = st.sampled_from(
    "lost / doubled / joined / exchanged / indented / quoted / at the margin / apart".split(" / ")
)


@st.composite
def changed_pages(draw: st.DrawFn) -> str:
    """Some lines of a real page, of which a few are changed."""
    lines = draw(st.sampled_from(REAL)).split("\n")
    start = draw(st.integers(0, max(0, len(lines) - 20)))
    lines = [*lines[start : start + 25], ""]
    for change in draw(st.lists(CHANGES, max_size=4)):
        at = draw(st.integers(0, len(lines) - 2))
        lines[at : at + 2] = changed(lines[at : at + 2], change)
        lines.append("")
    return "\n".join(lines)


def rendered(text: str) -> str:
    return markdown.markdown(text, extensions=list(OPTIONS), extension_configs=OPTIONS)


def shown(html: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="div")


def with_own_names(ids: Iterable[str]) -> set[str]:
    """`ids` without those that tabs and lines of code have."""
    return {id for id in ids if not THEIRS.match(id)}


def ids_shown(page: lxml.html.HtmlElement) -> set[str]:
    found = {each.get("id") for each in page.iter("*")} | {each.get("name") for each in page.iter("a")}
    return with_own_names(filter(None, found))


def links_shown(page: lxml.html.HtmlElement) -> set[str]:
    links = [a.get("href") for a in page.iter("a") if not FOOTNOTE & set((a.get("class") or "").split())]
    return {link for link in [*links, *(img.get("src") for img in page.iter("img"))] if link}


def links_read(expanded: Expanded) -> set[str]:
    page = parse_page(expanded.text, "docs/a.md", "a.md", "en", DIALECT)
    found = page_links(page, expanded)
    assert all(1 <= link.line <= expanded.text.count("\n") + 1 for link in found)
    return {unescape(link.target) for link in found if link.target}


def places(segments: Sequence[Segment]) -> list[tuple[str, tuple[str, ...], int, int]]:
    return [(segment.kind, segment.path, segment.line, segment.end) for segment in segments]


def counted(segments: Sequence[Segment]) -> dict[str, int]:
    return {kind: sum(segment.kind == kind for segment in segments) for kind in ("row", "code", "tab", "heading")}


def check_page(text: str) -> None:
    """Everything that is read of a page against what is rendered of it."""
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "x", text).removeprefix("---\n")
    expanded = as_written(text, "docs/a.md", dialect=DIALECT)
    anchors = anchors_of(expanded.headings)
    composed = "\n".join(set_anchors(expanded, anchors))
    html = rendered(composed)
    page = shown(html)
    segments = cut(composed, DIALECT)
    assert places(segments) == places(expanded.segments)
    assert with_own_names({*anchors, *other_ids(expanded, composed)}) == ids_shown(page)
    read, links = links_read(expanded), links_shown(page)
    assert links <= read
    assert read - links <= {"ref.md"}  # defined and not used
    assert counted(segments) == {
        "row": len(page.findall(".//tr")),
        "code": len(list(page.iter("pre"))),
        "tab": len(page.findall(".//label")),
        "heading": len(list(page.iter("h1", "h2", "h3", "h4", "h5", "h6"))),
    }
    lines = composed.split("\n")
    for segment in segments:
        assert 1 <= segment.line <= segment.end <= len(lines)


@given(GENERATED)
def test_a_page_of_every_construct_is_read_as_it_is_rendered(text: str) -> None:
    check_page(text)


@given(changed_pages())
def test_a_real_page_with_changed_lines_is_read_as_it_is_rendered(text: str) -> None:
    check_page(text)
