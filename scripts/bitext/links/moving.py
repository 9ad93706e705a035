"""A page moved to another name, or deleted for the sake of another one: what each file holds afterwards."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

import yaml

from bitext.align.headings import outline
from bitext.cached import cached_property
from bitext.compose.page_links import Form, Link
from bitext.compose.relink import with_links
from bitext.errors import Problem, Refused
from bitext.finding import nearest
from bitext.history.record import with_data_revision, with_revision
from bitext.links.linked import has_anchor, published
from bitext.links.moved_sections import moved_sections
from bitext.links.resolve import Resolver
from bitext.pages.page import FRONT_MATTER, Page, parse_page
from bitext.pages.public_address import OUTSIDE
from bitext.pages.revision import recorded, revision_of
from bitext.pages.yaml_edit import at, composed, values, with_item, with_values, without_items, written
from bitext.site.data import translated_data
from bitext.site.gate import address_fault
from bitext.site.redirects import KEY, listed_addresses, page_address
from bitext.site.site import Locale, Site
from bitext.sources import Sources

_BEFORE_FRAGMENT = re.compile(r"[^?#]*")
_NAME = re.compile(r"(?:[^/_.\s][^/]*/)*[^/_.\s][^/]*\.md")


class CannotMove(Problem):
    """What was asked for cannot be done; the text is one sentence."""

    code = 1
    is_asked = True


@dataclass
class Plan:
    """files: what each file holds afterwards, by its path; removed: paths; renamed: of each removed path, where it is
    now, if anywhere; links: how many were changed, by path; addresses: the old ones that lead on."""

    files: dict[str, bytes] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    links: dict[str, int] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)


def plan_move(sources: Sources, old: str, new: str) -> Plan:
    """Move the page of the name `old` to the name `new` in every language. Raises CannotMove, with findings when a file
    cannot be read or edited."""
    _refuse_new_name(sources, old, new)
    return _planned(sources, old, new, is_kept=True)


def plan_deletion(sources: Sources, old: str, to: str) -> Plan:
    """Delete the page of the name `old` in every language; links and addresses lead to the page `to`. Raises as
    `plan_move` does."""
    if old == to:
        raise CannotMove(f"'{old}' cannot take its own place")
    return _planned(sources, old, to, is_kept=False)


def _planned(sources: Sources, old: str, to: str, *, is_kept: bool) -> Plan:
    try:
        return _Change(sources, old, to, is_kept=is_kept).plan()
    except Refused as refused:
        raise CannotMove("mend this first", *refused.findings) from refused


def page_named(sources: Sources, word: str, here: Path) -> str:
    """The name of the page that `word` means: the path of it in any language, from the folder `here` or the site's
    root, or its name. Raises CannotMove when it is none that the source language has."""
    site = sources.site
    theirs = site.page_names(site.source)
    for path in _readings(sources, word, here):
        place = site.place(path)
        name = place[1] if place else path
        if name in theirs:
            return name
        if (site.root / path).is_dir():
            raise CannotMove(f"'{word}' is a folder; name a page")
        if place or any(name in names for names in site.files.values()):
            raise CannotMove(f"'{word}' is no page of '{site.source.folder}'")
    raise CannotMove(f"'{word}' is no page of this site{nearest(_readings(sources, word, here)[-1], theirs)}")


def new_name(sources: Sources, word: str, here: Path) -> str:
    """The name that `word` gives to a page: a path below the folder of any language, or the name itself."""
    folders = sorted((locale.folder for locale in sources.site.locales.values()), key=len, reverse=True)
    for path in _readings(sources, word, here):
        for folder in folders:
            if path.startswith(f"{folder}/"):
                return path.removeprefix(f"{folder}/")
    return _readings(sources, word, here)[-1]


def _readings(sources: Sources, word: str, here: Path) -> list[str]:
    plain = posixpath.normpath(word.replace("\\", "/"))
    place, root = (here / word).resolve(), sources.site.root.resolve()
    paths = [place.relative_to(root).as_posix()] if place.is_relative_to(root) else []
    return (
        [*paths, plain] if plain.endswith(".md") else [*paths, *(f"{path}.md" for path in paths), plain, f"{plain}.md"]
    )


def _refuse_new_name(sources: Sources, old: str, new: str) -> None:
    """Raise CannotMove when `new` is no name for a page, or something has that name or its address."""
    site = sources.site
    if not _NAME.fullmatch(new):
        raise CannotMove(f"'{new}' is no name of a page, such as 'portal/companies.md'")
    if fault := address_fault(f"/{page_address(new) or 'x'}"):
        raise CannotMove(f"'{new}' {fault}")
    for path in (site.path(new, locale) for locale in site.locales.values()):
        if (site.root / path).exists():
            raise CannotMove(f"'{path}' is there already")
    _refuse_taken_address(site, old, new)


def _refuse_taken_address(site: Site, old: str, new: str) -> None:
    """Raise CannotMove when another page has the address of `new`, or had it once."""
    address = page_address(new)
    others = [site.page(name, site.source) for name in site.page_names(site.source) if name != old]
    for page in others:
        if page_address(page.name) == address:
            raise CannotMove(f"'{new}' would have the address of '{page.name}'")
    for page in others:
        if any(entry.address == address for entry in listed_addresses(page)):
            raise CannotMove(f"'/{address}' is an old address of '{page.path}'; take it out of '{KEY}' there first")


class _Change:
    """old: the name that goes; to: the name of the page that its links lead to from now on; is_kept: its text is there
    from now on."""

    def __init__(self, sources: Sources, old: str, to: str, *, is_kept: bool) -> None:
        self.sources, self.site = sources, sources.site
        self.old, self.to, self.is_kept = old, to, is_kept
        if not self.site.composes:
            raise CannotMove(f"old addresses lead on by the hook of this project, which '{sources.config.name}' lacks")
        if refusals := sources.refusals:
            raise Refused(*refusals)
        self.resolver = Resolver(published(sources))
        self.made = Plan()
        self._of_snippets: Mapping[tuple[str, str], str] = {}
        self._left: set[tuple[str, str]] = set()

    def plan(self) -> Plan:
        self._of_snippets = self._relative_links_of_snippets()
        self._left = set(self._of_snippets)
        for path, parsed in self.sources.pages.items():
            self._edit_page(path, parsed.page)
        for path, target in sorted(self._left):  # put together by tags
            raise CannotMove(f"the link '{target}' in {path} is read from the page that shows it; begin it with '/'")
        self._edit_data()
        self._edit_settings()
        self._add_redirects()
        self._record()
        return self.made

    def _content(self, path: str) -> bytes:
        """What a file holds as far as the plan has come."""
        return self.made.files[path] if path in self.made.files else (self.site.root / path).read_bytes()

    def _put(self, path: str, text: str) -> None:
        """Plan a text with the line ends that its file has."""
        content = text.encode()
        if content != self._content(path):
            self.made.files[path] = content

    def _edit_page(self, path: str, page: Page) -> None:
        goes = page.name == self.old
        if goes:
            self.made.removed.append(path)
            if not self.is_kept:
                return
        locale = self.site.locales[page.locale]
        name = self.to if goes else page.name
        place = self.site.path(name, locale) if goes else path
        count = 0

        def changed(target: str, form: Form) -> str:
            nonlocal count
            new = self._target(target, form, page, name, locale)
            count += new != target
            return new

        text = (self.site.root / path).read_bytes().decode("utf-8")
        match = FRONT_MATTER.match(text.removeprefix("\ufeff").replace("\r\n", "\n"))
        head = _head(text) if match else ""
        made = _with_front_matter(head, lambda value: changed(value, "front matter"))
        made += with_links(text[len(head) :], changed)
        if goes:
            self.made.renamed[path] = place
            self.made.files[place] = made.encode()
        elif made != text:
            self.made.files[path] = made.encode()
        if count:
            self.made.links[place] = count

    def _target(self, target: str, form: Form, page: Page, name: str, locale: Locale) -> str:
        """What a link on `page`, which has this name from now on, must be."""
        if not _leads_to_a_page(target):
            return target
        if (page.path, target) in self._of_snippets:
            self._left.discard((page.path, target))
            return self._of_snippets[page.path, target]
        if page.path in self.sources.snippets and not _is_absolute(target):
            return target
        to = self.resolver.resolve(Link(target, page.path, 0, page.path, form), page)
        place = self.site.place(to.path) if to.path else None
        if place is None or (form == "front matter" and to.kind != "inside"):
            return target
        return self._led_to(place[1], to.fragment, target, form, page, name, locale)

    def _led_to(self, there: str, fragment: str, target: str, form: Form, page: Page, name: str, locale: Locale) -> str:
        """What a link on `page` must be that leads to the page called `there` until now."""
        path = match[0] if (match := _BEFORE_FRAGMENT.match(target)) else target
        rest = target[len(path) :]
        if there == self.old:
            rest = self._rest(rest, fragment)
        elif path.startswith("/") or name == page.name:
            return target
        new = self.to if there == self.old else there
        return (self._address(path, new, name, locale) if form == "html" else _path(path, there, new, name)) + rest

    def _rest(self, rest: str, fragment: str) -> str:
        """What follows the path of a link: without a fragment that the page, if it is another one, does not have."""
        paths = (self.site.path(self.to, locale) for locale in self.site.locales.values())
        if self.is_kept or not fragment:
            return rest
        is_there = all(has_anchor(self.sources, path, fragment) for path in paths if path in self.sources.facts)
        return rest if is_there else rest.partition("#")[0]

    def _address(self, written: str, there: str, name: str, locale: Locale) -> str:
        """The address of `there` as HTML on the page `name` gives it."""
        known = published(self.sources)
        address = known.address_of(there, locale)
        if written.startswith("/"):
            return f"{known.root.rstrip('/')}/{address}"
        here = known.address_of(name, locale)
        folder = here if here.endswith("/") or not here else posixpath.dirname(here)
        return posixpath.relpath(f"/{address}", f"/{folder}") + "/" * (address.endswith("/") or not address)

    def _relative_links_of_snippets(self) -> dict[tuple[str, str], str]:
        """What the relative links of snippets must be, by path and target: read from each page that shows them, they
        lead from the root of the site from now on. Raises CannotMove for one that leads to several pages."""
        found: dict[tuple[str, str], list[tuple[Link, Page]]] = {}
        for facts in self.sources.facts.values():
            for link in facts.links:
                if link.path in self.sources.snippets and not _is_absolute(link.target):
                    found.setdefault((link.path, link.target), []).append((link, self.sources.pages[link.page].page))
        return {key: new for key, shown in found.items() if (new := self._from_root(shown))}

    def _from_root(self, shown: Sequence[tuple[Link, Page]]) -> str:
        """What a link of a snippet must be, with each page that shows it; '' where it may stay."""
        link = shown[0][0]
        results = [self.resolver.resolve(each, page) for each, page in shown]
        names = {self._name_of(to.path) for to in results}
        if self.old not in {*names, *(page.name for _, page in shown)}:
            return ""
        if len(names) > 1 or "" in names:
            raise CannotMove(
                f"the link '{link.target}' in {link.path}:{link.line} leads to another page from each that shows it; "
                "begin it with '/'"
            )
        name = names.pop()
        before = _BEFORE_FRAGMENT.match(link.target)
        path = before[0] if before else link.target
        rest = link.target[len(path) :]
        if name == self.old:
            name, rest = self.to, self._rest(rest, results[0].fragment)
        if link.form == "html":
            return self._address("/", name, name, self.site.locales[shown[0][1].locale]) + rest
        return _from_the_top(name, path) + rest

    def _name_of(self, path: str) -> str:
        """The name of the page at `path`, or ''."""
        place = self.site.place(path) if path else None
        return place[1] if place else ""

    def _edit_data(self) -> None:
        for locale in self.site.locales.values():
            for path in self.site.data_paths(locale):
                self._put(path, with_values((self.site.root / path).read_bytes().decode("utf-8"), self._fact))

    def _fact(self, keys: tuple[str, ...], value: str) -> str:
        path = match[0] if (match := _BEFORE_FRAGMENT.match(value)) else value
        if path.lstrip("/") != self.old:
            return value
        rest = value[len(path) :]
        return path.removesuffix(self.old) + self.to + self._rest(rest, rest.partition("#")[2])

    def _edit_settings(self) -> None:
        root = self.site.root
        for file in self.site.settings.files:
            if not file.resolve().is_relative_to(root.resolve()):
                continue
            path = file.resolve().relative_to(root.resolve()).as_posix()
            text = file.read_bytes().decode("utf-8")
            if not self.is_kept:
                text = self._without_entries(text)
            self._put(path, with_values(text, self._setting))

    def _setting(self, keys: tuple[str, ...], value: str) -> str:
        is_entry = keys[:1] == ("nav",) or keys[:4] == ("plugins", "i18n", "languages", "nav")
        if is_entry and self.is_kept and value == self.old:
            return self.to
        if len(keys) > 2 and keys[-2] == "redirect_maps" and value.partition("#")[0] == self.old:
            return value.replace(self.old, self.to, 1)
        return value

    def _without_entries(self, text: str) -> str:
        nav = at(composed(text), ("nav",))
        if not isinstance(nav, yaml.SequenceNode):
            return text

        def is_gone(item: yaml.Node) -> bool:
            return [str(node.value) for _, node in values(item)] == [self.old]

        return without_items(text, nav, is_gone)

    def _add_redirects(self) -> None:
        """Let the address that is given up, and those that led there, lead to the page from now on."""
        place = self.site.path(self.to, self.site.source)
        page = self.site.page(self.old, self.site.source)
        sections = self._sections_of_others(page, place)
        given_up, wanted = page_address(self.old), self._addresses_given_up(page)
        homes = [self.site.home(locale) for locale in self.site.locales.values()]
        self.made.addresses = [f"/{home}{address}/" for address in wanted for home in homes]
        if given_up in wanted:
            sections[given_up] = self._sections_given_up(page, place) | sections.get(given_up, {})
        wanted += [address for address in sections if address not in wanted]
        if wanted:
            text = self._content(place).decode("utf-8")
            entries = {address: _entry(address, sections.get(address, {})) for address in wanted}
            self.made.files[place] = _with_redirects(place, text, entries, page_address(self.to)).encode()

    def _addresses_given_up(self, page: Page) -> list[str]:
        """The addresses that lead to the page from now on: those that did, and the one that it had. Raises CannotMove
        when nothing can lead on from there."""
        listed = [] if self.is_kept else [entry.address for entry in listed_addresses(page) if not entry.fault]
        wanted = [address for address in listed if address not in self._still_there]
        given_up = page_address(self.old)
        if given_up == page_address(self.to):
            return wanted
        if fault := address_fault(f"/{given_up}"):
            raise CannotMove(f"the address '/{given_up}' {fault}, and nothing can lead on from there")
        return [*wanted, given_up]

    @cached_property
    def _still_there(self) -> Mapping[str, str]:
        """The addresses of pages as they are listed for the sake of their sections, and the name of each page."""
        return {section.address: section.old for section in moved_sections(self.site)}

    def _sections_of_others(self, page: Page, place: str) -> dict[str, dict[str, str]]:
        """By address, the sections that leave a page which is still there, or is the one that goes, and of which the
        page at `place` has to say so from now on. Those of the page that goes are taken from the pages that did."""
        found: dict[str, dict[str, str]] = {}
        for section in moved_sections(self.site):
            is_of_old = section.old == self.old
            if section.page.name == self.old:
                if not self.is_kept:
                    anchor = section.place.removeprefix(f"/{self.old}#")
                    new = self._anchor_there(anchor, place)
                    is_back = section.old == self.to and has_anchor(self.sources, place, section.fragment)
                    if new and not is_back:
                        found.setdefault(section.address, {})[section.fragment] = new
            elif is_of_old and page_address(self.old) != page_address(self.to):
                path = section.page.path
                self._put(path, _without_entry(self._content(path).decode("utf-8"), section.address))
                new = section.place.removeprefix(f"/{self.to}#")
                found.setdefault(page_address(self.old), {})[section.fragment] = new
        return found

    def _anchor_there(self, anchor: str, place: str) -> str:
        """The anchor to which one of the page that goes leads on the other page: the same, or its beginning."""
        facts = self.sources.facts.get(place)
        if anchor.startswith("/") or facts is None or has_anchor(self.sources, place, anchor):
            return anchor
        return facts.anchors[0] if facts.anchors else ""

    def _sections_given_up(self, page: Page, place: str) -> dict[str, str]:
        """The pinned anchors of a page that goes and that the other one lacks: they lead to its beginning."""
        facts = self.sources.facts.get(place)
        if self.is_kept or facts is None or not facts.anchors:
            return {}
        pinned = (heading.pinned for heading in outline(page.body, page.dialect))
        gone = [anchor for anchor in pinned if anchor and not has_anchor(self.sources, place, anchor)]
        return dict.fromkeys(gone, facts.anchors[0])

    def _record(self) -> None:
        """A translation that was up to date is so with links that lead elsewhere in both languages."""
        for pair in self.sources.pairs:
            source, target = pair.source.page, pair.target.page
            ours, theirs = (self.made.renamed.get(page.path, page.path) for page in (source, target))
            if target.path in self.made.removed and not self.is_kept:
                continue
            if ours in self.made.files and recorded(target.meta) == self.sources.revision(source.path):
                made = with_revision(theirs, self._content(theirs), revision_of(self.made.files[ours]))
                self.made.files[theirs] = made
        self._record_data()

    def _record_data(self) -> None:
        """The same for data."""
        for mine, yours in translated_data(self.site):
            if mine.path in self.made.files and yours.recorded == mine.revision and mine.revision:
                now = revision_of(self.made.files[mine.path])
                self.made.files[yours.path] = with_data_revision(yours.path, self._content(yours.path), now)


def _is_absolute(target: str) -> bool:
    """Whether a link leads to the same place from every page."""
    return target.startswith(("/", "#")) or OUTSIDE.match(target) is not None


def _from_the_top(name: str, written: str) -> str:
    """The path of a page from the root, with what is not for an address quoted if it was `written` so, or must be."""
    return quote(f"/{name}", safe="/~!$&'*+,;=:@") if "%" in written or " " in name else f"/{name}"


def _leads_to_a_page(target: str) -> bool:
    """Whether a link may lead to a page by its path: not one that a template makes, nor one to another site."""
    is_made = "{{" in target or "{%" in target
    return bool(target) and not is_made and not OUTSIDE.match(target) and not target.startswith(("#", "?"))


def _path(written: str, old: str, new: str, here: str) -> str:
    """`written`, a path of Markdown that names `old`, as it must be to name `new` on the page `here`."""
    plain = unquote(written)
    if plain.startswith("/"):
        made = plain.removesuffix(old) + new if plain.endswith(old) else f"/{new}"
    else:
        made = posixpath.relpath(new, posixpath.dirname(here) or ".")
        made = f"./{made}" if plain.startswith("./") and not made.startswith("../") else made
    return quote(made, safe="/~!$&'*+,;=:@") if "%" in written or " " in made else made


def _head(text: str) -> str:
    """The front matter of a text, with its fences and the line ends that it has."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    closing = (index for index, line in enumerate(lines) if index and re.fullmatch(r"(?:---|\.\.\.)[ \t]*\r?\n?", line))
    return "".join(lines[: next(closing) + 1])


def _with_front_matter(head: str, change: Callable[[str], str]) -> str:
    """A front matter with the values that are paths as `change` has them."""
    if not head:
        return head
    lines: list[str] = re.findall(r"[^\n]*\n|[^\n]+", head)
    inside = "".join(lines[1:-1])

    def changed(keys: tuple[str, ...], value: str) -> str:
        is_address = keys == (KEY,)  # what is below one is a place on another page
        return change(value) if not is_address and re.search(r"\.\w+(?:#.*)?$", value) and " " not in value else value

    return lines[0] + with_values(inside, changed) + lines[-1]


def _entry(address: str, moved: Mapping[str, str]) -> str:
    """What `redirect_from` says of an address, and of the sections that were there."""
    named = ", ".join(f"{written(old)}: {written(new)}" for old, new in moved.items())
    return f"{written(f'/{address}')}: {{{named}}}" if named else written(f"/{address}")


def _with_redirects(path: str, text: str, wanted: Mapping[str, str], own: str) -> str:
    """The text of the page at `path` with the addresses `wanted` under `redirect_from`, but not its `own`."""
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    end = "\r\n" if "\r\n" in text else "\n"
    known = _addresses_of(text, path)
    head = _head(text) if parse_page(text.replace("\r\n", "\n"), path, "", "").head else ""
    first, *others = re.findall(r"[^\n]*\n|[^\n]+", head) or [f"---{end}", f"---{end}{end}"]
    inside, last = "".join(others[:-1]), others[-1]
    for address, entry in wanted.items():
        if address not in known:
            inside = _with_address(inside, entry, end)
    inside = _without_address(inside, own)
    made = f"{first}{inside}{last}{text[len(head) :]}"
    if _addresses_of(made, path) - {own} != (known | set(wanted)) - {own}:
        names = ", ".join(f"'/{address}'" for address in wanted)
        raise CannotMove(f"'{KEY}' in '{path}' is not written as a list; add {names} there by hand first")
    return mark + made


def _addresses_of(text: str, path: str) -> set[str]:
    """What the page at `path` lists under `redirect_from` when this is its text."""
    page = parse_page(text.replace("\r\n", "\n"), path, "", "")
    return {entry.address for entry in listed_addresses(page)}


def _with_address(inside: str, entry: str, end: str) -> str:
    node = at(composed(inside), (KEY,))
    if isinstance(node, yaml.SequenceNode):
        return with_item(inside, node, entry)
    if isinstance(node, yaml.ScalarNode) and node.value:
        start, stop = int(node.start_mark.index), int(node.end_mark.index)
        return f"{inside[:start]}[{inside[start:stop]}, {entry}]{inside[stop:]}"
    if node is not None:
        return inside
    return f"{inside}{KEY}:{end}  - {entry}{end}"


def _without_entry(text: str, address: str) -> str:
    """The text of a page without what it says of the sections of the page at an address."""
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    head = _head(text)
    first, *others = re.findall(r"[^\n]*\n|[^\n]+", head)
    inside = _without_address("".join(others[:-1]), address, with_sections=True)
    return f"{mark}{first}{inside}{others[-1]}{text[len(head) :]}"


def _without_address(inside: str, own: str, *, with_sections: bool = False) -> str:
    """A front matter without an address, but for the sections that it names, unless those are meant, too."""
    node = at(composed(inside), (KEY,))
    if not isinstance(node, yaml.SequenceNode):
        return inside

    def is_gone(item: yaml.Node) -> bool:
        if not isinstance(item, yaml.ScalarNode) and not with_sections:
            return False
        words = [item] if isinstance(item, yaml.ScalarNode) else [key for key, _ in item.value]
        return [str(word.value).strip("/") for word in words] == [own]

    left = without_items(inside, node, is_gone)
    rest = at(composed(left), (KEY,))
    if isinstance(rest, yaml.SequenceNode) or left == inside:
        return left
    return re.sub(rf"^{KEY}:[ \t]*\r?\n", "", left, flags=re.MULTILINE)


def described(plan: Plan) -> Iterator[str]:
    """What a plan does, a line for each file."""
    places: Mapping[str, str] = {new: old for old, new in plan.renamed.items()}
    for path in plan.removed:
        yield f"move {path} to {plan.renamed[path]}" if path in plan.renamed else f"delete {path}"
    for path in sorted(plan.files):
        count = plan.links.get(path, 0)
        links = f" ({count} link{'s' * (count != 1)})" if count else ""
        if path not in places or count:
            yield f"edit {path}{links}"
    for address in plan.addresses:
        yield f"redirect {address}"
