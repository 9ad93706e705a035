"""What a page must not bring along, looked for in what is rendered of it: programs, ways to send readers elsewhere, and
what the policy of the site blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bitext.markdown.dialect import Dialect
from bitext.markdown.html_tags import Tag, tags
from bitext.markdown.prose import prose
from bitext.pages.rendered import render
from bitext.site.policy import is_allowed

PROGRAM, BLOCKED = "script-in-content", "blocked-by-policy"

_ELEMENTS = frozenset("base embed frame frameset iframe object script".split())
_HANDLER = re.compile(r"on[a-z]{3,}")
_LEADING = frozenset(  # attributes whose value is an address, or becomes one
    "action background by cite data formaction from href longdesc manifest ping poster src to values xlink:href".split()
)
_SCHEME = re.compile(
    r"(?:java|vb|live)script:|data:(?:text/html|image/svg\+xml|application/xhtml\+xml|(?:text|application)/xml)", re.I
)
_PICTURES = frozenset("audio image img input source track video".split())  # in which a drawing runs no program
_AUTO = re.compile(r"<(?P<target>(?:java|vb)script:[^<>\s]*)>", re.IGNORECASE)  # a link in other Markdown
_BLANK = r"[\x00-\x20\u00a0\u200b]"
_IGNORED = re.compile(f"{_BLANK}+")
_LOADED_BY_STYLE = re.compile(r"@import|url\(\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)
_HOST = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_CANDIDATE = re.compile(r"[^\s,]+")
#: Of what loads a file, the attributes that name it and what the policy calls it.
_LOADING: Mapping[str, tuple[tuple[str, ...], str]] = {
    "audio": (("src",), "media-src"),
    "image": (("href", "xlink:href"), "img-src"),
    "img": (("src", "srcset"), "img-src"),
    "input": (("src",), "img-src"),
    "link": (("href",), "style-src"),
    "source": (("src", "srcset"), "img-src"),
    "track": (("src",), "media-src"),
    "video": (("src", "poster"), "media-src"),
}

# What a text in small letters has in it that makes it worth rendering: hardly any page has. Each begins with what it is
# found by, which takes a tenth of the time.
_SUSPECT = [
    re.compile(r"<(?:base|embed|frame|frameset|iframe|link|meta|object|script|style)\b"),
    re.compile(r"on(?<=\bon)[a-z]{3,}\s*="),
    re.compile(r"&(?:#|tab;|newline;|colon;)"),
]
_FOREIGN = [
    re.compile(r"!\[[^\]]*\](?:\(\s*<?(?:https?:)?//|\s?\[)"),
    re.compile(r"srcset(?<=\bsrcset)\s*="),
    re.compile(r"<image\b"),
    *(re.compile(rf"{name}\s*=\s*[\"']?[^\s\"'>]*(?:https?:)?//") for name in ("src", "poster", "xlink:href")),
]
_SCATTERED = [re.compile(f"{_BLANK}*".join(scheme)) for scheme in ("script:", "data:")]


@dataclass(frozen=True)
class Told:
    """rule: that tells it; line: of the composed text; message: what it says."""

    rule: str
    line: int
    message: str


@dataclass(frozen=True)
class Surroundings:
    """address: the site's own, '' if it has none; allowed: by directive, what its policy allows besides; has_policy:
    whether it runs under one."""

    address: str = ""
    allowed: Mapping[str, Sequence[str]] | None = None
    has_policy: bool = True


def unwanted(text: str, dialect: Dialect, surroundings: Surroundings) -> list[Told]:
    """What the composed `text` of a page must not bring along. Raises what Python-Markdown does."""
    if not _is_suspect(text, has_policy=surroundings.has_policy):
        return []
    places = _Places(text)
    found: list[Told] = []
    for tag in tags(render(text, dialect)):
        for fault in (*_programs(tag, surroundings), *_blocked(tag, surroundings)):
            place = places.find(*fault.exactly, fault.written)
            if place or fault.is_certain:
                line, is_attribute = place or (1, False)
                message = fault.in_attribute if is_attribute else fault.message
                found.append(Told(fault.rule, line, message))
    for match in _AUTO.finditer(places.prose):
        line = places.prose.count("\n", 0, match.start()) + 1
        found.append(Told(PROGRAM, line, f"link to '{match['target']}' runs a program"))
    return found


@dataclass(frozen=True)
class _Fault:
    """written: how it may stand in the text; in_attribute: the message where its group 'attribute' does; is_certain: it
    is a fault even where it is not found, for no extension makes such a thing; exactly: how it stands there as a rule.
    """

    rule: str
    written: re.Pattern[str]
    message: str
    in_attribute: str = ""
    is_certain: bool = False
    exactly: tuple[re.Pattern[str], ...] = ()


def _is_suspect(text: str, *, has_policy: bool) -> bool:
    lower = text.lower()
    if any(pattern.search(lower) for pattern in (*_SUSPECT, *(_FOREIGN if has_policy else ()))):
        return True
    return any(pattern.search(lower) for pattern in _SCATTERED) and bool(_SCHEME.search(_IGNORED.sub("", lower)))


def _programs(tag: Tag, surroundings: Surroundings) -> Iterator[_Fault]:
    source = tag.attributes.get("src", tag.attributes.get("data", ""))
    if tag.name == "iframe" and source and is_allowed(source, "frame-src", surroundings.allowed):
        return
    element = re.compile(rf"<{re.escape(tag.name)}(?![\w-])", re.IGNORECASE)
    if tag.name in _ELEMENTS:
        whole = re.compile(rf"{element.pattern}[^<>]*{re.escape(source)}", re.IGNORECASE)
        message = f"'<{tag.name}>' in the content of a page"
        yield _Fault(PROGRAM, element, message, exactly=(whole,) if source else ())
    elif message := _of_head(tag, surroundings):
        yield _Fault(PROGRAM, element, message)
    yield from _in_attributes(tag)


def _in_attributes(tag: Tag) -> Iterator[_Fault]:
    """The attributes of an element that run a program."""
    for name, value in tag.attributes.items():
        if _HANDLER.fullmatch(name):
            written = re.compile(rf"(?<![\w-]){re.escape(name)}\s*=", re.IGNORECASE)
            yield _Fault(PROGRAM, written, f"event handler '{name}' in the content of a page")
        elif name in _LEADING and _runs(value, tag.name):
            message, in_attribute = f"link to '{_shown(value)}' runs a program", f"attribute '{name}' runs a program"
            exactly, written = _written_as(name, value)
            yield _Fault(PROGRAM, written, message, in_attribute, is_certain=True, exactly=(exactly,))


def _of_head(tag: Tag, surroundings: Surroundings) -> str:
    """What an element of the head does that may do harm in the content of a page; '' if nothing."""
    if tag.name == "meta" and "http-equiv" in tag.attributes:
        return f"'<meta http-equiv=\"{tag.attributes['http-equiv']}\">' in the content of a page"
    if tag.name == "style" and _LOADED_BY_STYLE.search(tag.text):
        return "'<style>' loads something from another place"
    if tag.name == "link" and is_foreign(tag.attributes.get("href", ""), surroundings, "style-src"):
        return f"'<link>' loads '{tag.attributes['href']}'"
    return ""


def _blocked(tag: Tag, surroundings: Surroundings) -> Iterator[_Fault]:
    if not surroundings.has_policy:
        return
    names, directive = _LOADING.get(tag.name, ((), ""))
    for name in names if tag.name != "link" else ():
        value = tag.attributes.get(name, "")
        kind = "img-src" if name == "poster" else directive
        for url in _CANDIDATE.findall(value) if name == "srcset" else [value]:
            if is_foreign(url, surroundings, kind):
                advice = f"keep a copy in the site, or allow the host under 'extra: policy: {kind}'"
                message = f"'{url}' is from another host, and the policy of the site blocks it; {advice}"
                yield _Fault(BLOCKED, re.compile(re.escape(url)), message)


def is_foreign(url: str, surroundings: Surroundings, directive: str) -> bool:
    """Whether `url` is that of another host, which is not allowed either."""
    url = url.strip()
    is_own = bool(surroundings.address) and f"{url}/".startswith(f"{surroundings.address}/")
    return bool(_HOST.match(url)) and not is_own and not is_allowed(url, directive, surroundings.allowed)


def _runs(value: str, tag: str) -> bool:
    scheme = _SCHEME.match(_IGNORED.sub("", value)) if ":" in value else None
    return scheme is not None and not (tag in _PICTURES and scheme[0].lower().startswith("data:image"))


def _shown(value: str) -> str:
    return value if len(value) <= 40 else f"{value[:40]}…"


def _written_as(name: str, value: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How an address is written as a rule, and how it may be: blanks and character references may stand between any two
    characters."""
    between = r"(?:\\|\s|&(?:tab|newline|#[xX]?[\da-fA-F]+);)*"
    letters = (rf"(?:{re.escape(char)}|&#[xX]?[\da-fA-F]+;|&colon;)" for char in _IGNORED.sub("", value)[:11])
    attribute = rf"(?P<attribute>{re.escape(name)}\s*=\s*[\"']?\s*)?"
    loose = re.compile(attribute + between.join(letters), re.IGNORECASE)
    return re.compile(rf"(?i:{attribute}){re.escape(value)}"), loose


class _Places:
    """Finds where something is written, one place after the other; code is passed over if it can be."""

    def __init__(self, text: str) -> None:
        self.prose = prose(text)
        self._texts = (self.prose, text)
        self._next: dict[str, int] = {}

    def find(self, *patterns: re.Pattern[str]) -> tuple[int, bool] | None:
        """The line of the next place like one of the `patterns`, or of the first after the last, and whether it has the
        group 'attribute'."""
        for number, text, written in ((*each, pattern) for each in enumerate(self._texts) for pattern in patterns):
            key = f"{number} {written.pattern}"
            found = written.search(text, self._next.get(key, 0)) or written.search(text)
            if found:
                self._next[key] = found.end()
                is_attribute = bool(found.groupdict().get("attribute"))
                return text.count("\n", 0, found.start()) + 1, is_attribute
        return None
