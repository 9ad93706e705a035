"""Pages as plain Markdown, for programs and for copying, and the list of them (llms.txt)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import quote, unquote

from bitext.compose.texts import Composed
from bitext.markdown.code import code_ranges, outside_code
from bitext.pages.own_values import with_placeholders
from bitext.pages.page import Page
from bitext.pages.public_address import OUTSIDE, joined
from bitext.site.hosting import INDEX
from bitext.site.redirects import full_address
from bitext.site.site import Locale, Site

_PAIR = r"""(?:[#.][\w:.-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+))"""
_ATTRIBUTES = re.compile(rf"\{{(?<!\\\{{):?[ \t]*{_PAIR}(?:[ \t]+{_PAIR})*[ \t]*\}}")
_LAST_ON_LINE = re.compile(r"\{[^{}\n]*\}[ \t]*$", re.MULTILINE)
_BLOCK = re.compile(
    r'(?P<indent>[ ]*)(?:(?:!!!|\?\?\?\+?)[ ]+(?P<type>[\w-]+)(?:[ ]+[\w-]+)*|===[!+]?)(?:[ ]+"(?P<title>.*)")?[ ]*'
)
_BLOCK_MARKS = ("!!!", "???", "===")
# Patterns that begin with what they are found by: with others in the same pattern they take four times as long.
_ADDRESS = r"(?P<target><[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"
_TARGET = re.compile(rf"(?P<before>\](?<!\\\])\([ ]?){_ADDRESS}")
_DEFINITION = re.compile(rf"(?P<before>^[ ]{{0,3}}\[[^\]^\n][^\]\n]*\]:[ ]+){_ADDRESS}", re.MULTILINE)
_COMMENT = re.compile(r"(?:^[ \t]*<!--.*?-->[ \t]*\n|<!--.*?-->)", re.DOTALL | re.MULTILINE)
_GRID = re.compile(r"^<div class=\"grid[ \"](?:[^\n]|\n(?!<div class=\"grid[ \"]))*?^</div>", re.MULTILINE)
_RULE = re.compile(r"^[ ]+(?:---+|\*\*\*+)[ ]*\n\n?", re.MULTILINE)
# None goes on over another of its kind: thousands that nothing ends would each be looked through to the end.
_LINK = re.compile(r"<a\s[^<>]*?\bhref=\"(?P<href>[^\"]*)\"[^<>]*>(?P<text>(?:[^<]|<(?!a\s))*?)</a>")
_IMAGE = re.compile(r"<img\s(?:[^<>\"]|\"[^\"]*\")*>")
_ATTRIBUTE = re.compile(r"\b(alt|src)=\"([^\"]*)\"")
_NOTICE = re.compile(r"^<p class=\"outdated\"[^>]*>(.*)</p>$", re.MULTILINE)
_WRAPPER_TAG = r"</?(?:div|section|span)(?:\s[^<>]*)?>"
_WRAPPER = re.compile(rf"^[ \t]*{_WRAPPER_TAG}[ \t]*\n|{_WRAPPER_TAG}", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True)
class Entry:
    """A page in the list of all. name: of its file; description: a sentence, or ''."""

    name: str
    title: str
    description: str


@dataclass(frozen=True)
class Edition:
    """The pages of `site` as they are published in one locale.

    address: of the site, with a slash at its end, or '' where it is not known: links are then relative; callouts: what
    their types are called, by type; titled: how the type and the title of one stand together; listed: a sentence below
    each title that says where the list of all pages is, '{index}' in it, or ''.
    """

    site: Site
    locale: Locale
    address: str = ""
    callouts: Mapping[str, str] = field(default_factory=dict)
    titled: str = "{type}: {title}"
    listed: str = ""

    def copy(self, composed: Composed, page: Page, untranslated: str = "") -> str:
        """The Markdown of `page` without what only its rendering needs: attributes, wrappers, comments.

        It begins with the title and where the list of all pages is. Callouts are quotations with their type and title
        in bold, and links are full addresses in this locale. untranslated: what is said below the title of a page whose
        text is in the source language, or ''.
        """
        words = Edition(self.site, self.locale) if untranslated else self
        here = full_address(page.name, self.locale, self.site)
        index = f"[{INDEX}]({self._address(self.site.home(self.locale) + INDEX, here)})"
        notices = [self.listed.replace("{index}", index), untranslated]
        text = _with_title(composed, page, [f"> {notice}" for notice in notices if notice])
        text = _GRID.sub(lambda grid: _RULE.sub("", grid[0]), text) if "<div" in text else text
        text = _quote_callouts(_without_comments(text), words)
        at = self._address(here, here)
        text = outside_code(text, lambda part: _EMPTY_LINES.sub("\n\n", self._plain(part, page.name, here, at)))
        return text.strip() + "\n"

    def index(self, name: str, description: str, also: str, sections: Iterable[tuple[str, Sequence[Entry]]]) -> str:
        """The text of llms.txt (llmstxt.org): a list of the copies. name, description: of the site; also: a paragraph
        on where else to look, or ''; sections: title and pages of each."""
        blocks = [f"# {name}", *([f"> {description}"] if description else []), *([also] if also else [])]
        for title, entries in sections:
            blocks += [f"## {title}", "\n".join(map(self._item, entries))]
        return "\n\n".join(blocks) + "\n"

    def index_address(self, other: Locale) -> str:
        """Where the llms.txt of a locale is, for a reader of that of this one."""
        return self._address(self.site.home(other) + INDEX, self.site.home(self.locale))

    def copy_path(self, name: str) -> str:
        """Where the copy of a page is, from the root of the site: beside its HTML."""
        there = full_address(name, self.locale, self.site)
        return f"{there}index.md" if self.site.directories else f"{there.removesuffix('.html')}.md"

    def _item(self, entry: Entry) -> str:
        link = f"[{entry.title}]({self._address(self.copy_path(entry.name), self.site.home(self.locale))})"
        return f"- {link}: {entry.description}" if entry.description else f"- {link}"

    def _plain(self, part: str, name: str, here: str, at: str) -> str:
        """A stretch outside code without attributes and HTML, its links as full addresses. The page `name` is `here`
        from the root of the site, and `at` the address."""

        def from_markdown(link: re.Match[str]) -> str:
            target = link["target"]
            if target.startswith("<"):
                return f"{link['before']}<{self._target(target[1:-1], name, here)}>"
            return link["before"] + self._target(target, name, here)

        def image(tag: re.Match[str]) -> str:
            attributes = dict(_ATTRIBUTE.findall(tag[0]))
            return f"![{unescape(attributes.get('alt', ''))}]({joined(at, unescape(attributes.get('src', '')))})"

        part = with_placeholders(_without_attributes(part) if "{" in part else part)
        part = _DEFINITION.sub(from_markdown, part) if "]:" in part else part
        part = _TARGET.sub(from_markdown, part) if "](" in part else part
        if "<" not in part:
            return part
        part = _LINK.sub(lambda link: f"[{link['text']}]({joined(at, unescape(link['href']))})", part)
        part = _NOTICE.sub(r"> \1", _IMAGE.sub(image, part))
        return _WRAPPER.sub("", part)

    def _target(self, target: str, name: str, here: str) -> str:
        """The address that a link on the page `name`, which is `here`, means: of a page or a file of the site, or as it
        is."""
        if OUTSIDE.match(target):
            return target
        path, mark, fragment = target.partition("#")
        there = self._place(unquote(path), name) if path else here
        return target if there is None else self._address(there, here) + mark + fragment

    def _place(self, path: str, name: str) -> str | None:
        """Where the file that `path` names on the page `name` is published, from the root of the site."""
        written = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(name), path)
        named = posixpath.normpath(written)
        own, source = (self.site.published[locale.code] for locale in (self.locale, self.site.source))
        for found in (named, named.removeprefix(f"{self.locale.code}/")):
            if found in own or found in source:
                if found.endswith(".md"):
                    return full_address(found, self.locale, self.site)
                return self.site.home(self.locale) + found if found in own else found
        return None

    def _address(self, there: str, here: str) -> str:
        """The address `there`, from the root of the site, as a link at the address `here`."""
        if self.address:
            return self.address + quote(there)
        way = posixpath.relpath(f"/{there}", f"/{posixpath.dirname(here)}")
        return quote(way) + ("/" if not there or there.endswith("/") else "")


def page_files(site: Site) -> Iterator[str]:
    """The files that all pages and their copies are published as, from the root of the site."""
    for locale in site.locales.values():
        edition = Edition(site, locale)
        for name in site.published[site.source.code] | site.published[locale.code]:
            if name.endswith(".md"):
                address = full_address(name, locale, site)
                yield address if address.endswith(".html") else f"{address}index.html"
                yield edition.copy_path(name)


def page_title(page: Page, heading: str) -> str:
    """The title of a page: as its front matter says, else its first `heading`, else its name."""
    return str(page.meta.get("title") or "") or heading or posixpath.splitext(page.name)[0]


def _with_title(composed: Composed, page: Page, notices: Sequence[str]) -> str:
    """The text of a page with a heading of the first level at its top, if it has none, and `notices` below it."""
    below = [line for notice in notices for line in ("", notice)]
    lines = composed.text.split("\n")
    end = _end_of_title(composed, lines)
    if not end:
        return "\n".join([f"# {page_title(page, composed.title)}", *below, "", *lines])
    return "\n".join([*lines[:end], *below, *([""] if below else []), *lines[end:]])


def _end_of_title(composed: Composed, lines: Sequence[str]) -> int:
    """How many lines the title of a page ends: a heading of the first level that is the first of all; 0 without one."""
    first = composed.headings[0] if composed.headings else None
    if first is None or first.level != 1:
        return 0
    return first.line + (1 if lines[first.line].startswith("#") else 2)  # else it is underlined


def _without_attributes(part: str) -> str:
    """`part` without attribute lists, and without the spaces before what stands in braces at the end of a line."""
    kept: list[str] = []
    done = 0
    start = part.find("{")
    while start >= 0:
        if _LAST_ON_LINE.match(part, start):
            kept.append(part[done:start].rstrip(" \t"))
            done = start
        if attributes := _ATTRIBUTES.match(part, start):
            kept.append(part[done:start])
            done = attributes.end()
        start = part.find("{", max(start + 1, done))
    return "".join([*kept, part[done:]])


def _without_comments(text: str) -> str:
    last = text.rfind("-->")
    if "<!--" not in text or last < 0:
        return text
    code = code_ranges(text)
    end = text.find("\n", last) + 1 or len(text)  # no comment ends behind it: each would be looked for in vain
    return _COMMENT.sub(lambda match: match[0] if _within(match.start(), code) else "", text[:end]) + text[end:]


def _within(position: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in ranges)


def _quote_callouts(text: str, words: Edition) -> str:
    """`text` with each callout as a quotation, and each tab as what it holds below its title."""
    if not any(mark in text for mark in _BLOCK_MARKS):
        return text
    lines, code = text.split("\n"), code_ranges(text)
    written: list[str] = []
    position = index = 0
    while index < len(lines):
        line, start = lines[index], position
        block = _block(line)
        if block is None or _within(start + block.end("indent"), code):
            written.append(line)
            end = index + 1
        else:
            depth = len(block["indent"]) + 4
            end = _end_of_block(lines, index + 1, depth)
            written += _quotation(block, [each[depth:] for each in lines[index + 1 : end]], words)
        position += sum(len(each) + 1 for each in lines[index:end])
        index = end
    return "\n".join(written)


def _block(line: str) -> re.Match[str] | None:
    """The line that opens a callout or a tab, if it is one."""
    block = _BLOCK.fullmatch(line) if line.lstrip(" ")[:3] in _BLOCK_MARKS else None
    return block if block and (block["type"] or block["title"]) else None


def _end_of_block(lines: Sequence[str], index: int, depth: int) -> int:
    """Where the lines from `index` on end that are empty or indented as deep as what a callout holds."""
    while index < len(lines) and (not lines[index].strip() or lines[index].startswith(" " * depth)):
        index += 1
    return index


def _quotation(block: re.Match[str], body: Sequence[str], words: Edition) -> list[str]:
    """The lines of a callout that holds `body` as a quotation, those of a tab as they are, below a title."""
    inside = _quote_callouts("\n".join(body).strip("\n"), words).rstrip("\n").split("\n")
    prefix: Callable[[str], str] = _quoted if block["type"] else str
    title = _title(block, words)
    content = [*([f"**{title}**", ""] if title else []), *inside]
    return [(block["indent"] + prefix(each)).rstrip() for each in content] + [""]


def _quoted(line: str) -> str:
    return f"> {line}"


def _title(block: re.Match[str], words: Edition) -> str:
    """What a tab is called; of a callout its type, and its title if it has another. One whose title is '' shows neither
    on its page, but looks like its type."""
    title, kind = block["title"] or "", str(block["type"] or "")
    if not kind:
        return title
    known = words.callouts.get(kind.lower(), kind.capitalize())
    has_own = title and title.casefold() != known.casefold()
    return words.titled.replace("{type}", known).replace("{title}", title) if has_own else known
