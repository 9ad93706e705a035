"""The files of a guide to begin with: pages in each language, the record that it is about, its place in the
navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bitext.errors import Problem, Refused
from bitext.history.git import old_texts
from bitext.history.record import with_data_revision, with_revision
from bitext.pages.page import read_text, read_yaml
from bitext.pages.revision import revision_of
from bitext.site.data import data_file
from bitext.site.records import KEY, Records
from bitext.site.site import DATA, SNIPPETS, Locale, Site

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"  # a folder for each key of records
PAGES = ("index.md", "setup.md")


class CannotAdd(Problem):
    """The site has no place for the guide; the text says which."""

    is_asked = True


class Exists(CannotAdd):
    """Something of that name is there already; the text says what."""

    code = 1


def new_guide(site: Site, config: Path, key: str, name: str) -> dict[str, bytes]:
    """What the files hold that make up the guide of the record `key`, and those it is added to, by their paths.

    Raises Exists when any of it is there already, CannotAdd when the site lacks what it is added to, and Refused when a
    file cannot be read.
    """
    kind = site.records
    _refuse_without_place(site, config.name)
    _refuse_unknown_snippets(site)
    words = {
        "@ID@": key,
        "@NAME@": name,
        "@LANGUAGES@": ", ".join(locale.tag for locale in (site.source, *site.targets)),
    }
    files: dict[str, bytes] = {}
    for locale in (site.source, *site.targets):
        for page in PAGES:
            path, source = (site.path(f"{kind.pages}/{key}/{page}", each) for each in (locale, site.source))
            content = _filled(_template(site, locale) / page, words).encode()
            files[path] = _new_page(site, path, content, files.get(source))
        if locale != site.source and not _words_of(site, locale).is_dir():
            continue  # its pages show the record of the source
        path = f"{locale.folder}/{DATA}/{kind.file}"
        files[path] = _with_record(site.root, path, key, _filled(_template(site, locale) / kind.file, words))
        if locale != site.source:
            _move_revision_on(site, files, path)
    nav, _ = site.settings.key_place("nav") or (config.name, 0)
    files[nav] = _with_navigation(config.parent / nav, nav, key, kind)
    return files


def _refuse_without_place(site: Site, config: str) -> None:
    """Raise CannotAdd for a site that has no place for a guide and its record."""
    kind = site.records
    if not kind.pages:
        raise CannotAdd(f"'extra: {KEY}' in '{config}' does not say what guides are about, and in which folder")
    if not (TEMPLATES / kind.key).is_dir():
        raise CannotAdd(f"there is no template for a guide of this kind: '{kind.key}'")
    if not (site.root / site.source.folder / DATA / kind.file).is_file():
        raise CannotAdd(f"there is no '{site.source.folder}/{DATA}/{kind.file}' to add the record to")


def _new_page(site: Site, path: str, content: bytes, source: bytes | None) -> bytes:
    """The content of a new page at `path`; a translation records the `source` that it is made from. Raises Exists when
    the page is there already."""
    if (site.root / path).exists():
        raise Exists(f"'{path}' is there already")
    return content if source is None else with_revision(path, content, revision_of(source))


def _move_revision_on(site: Site, files: dict[str, bytes], path: str) -> None:
    """Data that was recorded as up to date is so with the new record, too. Where the text of now is at hand later, the
    revision may stay: of a record that was not there then, nothing is out of date."""
    source = f"{site.source.folder}/{DATA}/{site.records.file}"
    before = data_file(files[path].decode("utf-8-sig"), path).recorded
    if before == revision_of((site.root / source).read_bytes()) and not old_texts(site.root, [before]):
        files[path] = with_data_revision(path, files[path], revision_of(files[source]))


def _template(site: Site, locale: Locale) -> Path:
    """The folder of the templates in a locale: those of the source where nobody has written any. What they hold is a
    draft, whatever its language."""
    words = _words_of(site, locale)
    return words if locale != site.source and words.is_dir() else TEMPLATES / site.records.key / "docs"


def _words_of(site: Site, locale: Locale) -> Path:
    """The folder of the templates in the language of a locale, if there are any."""
    return TEMPLATES / site.records.key / f"docs_{re.split('[-_]', locale.code)[0]}"


def _refuse_unknown_snippets(site: Site) -> None:
    for page in PAGES:
        text = (TEMPLATES / site.records.key / "docs" / page).read_text(encoding="utf-8")
        for snippet in re.findall(r'\{% include "([^"]+)" %\}', text):
            if snippet not in site.snippet_names(site.source):
                raise CannotAdd(f"the guide includes '{snippet}', which is not in '{site.source.folder}/{SNIPPETS}'")


def _filled(template: Path, words: Mapping[str, str]) -> str:
    """The text of a template, its words put in; a value of YAML that would be read as another one is put in quotes."""
    text = template.read_text(encoding="utf-8")
    name = words["@NAME@"]
    if yaml.safe_load(name) != name:
        text = re.sub(r"^( *\w+: )@NAME@$", r'\1"@NAME@"', text, flags=re.MULTILINE)
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def _with_record(root: Path, path: str, key: str, record: str) -> bytes:
    if not (root / path).is_file():
        return record.encode()
    before = read_yaml(read_text(root / path, path), path)
    if key in before:
        raise Exists(f"'{path}' has a record '{key}' already")
    text = (root / path).read_bytes().decode("utf-8")
    end = "\r\n" if "\r\n" in text else "\n"
    gap = end if text.endswith("\n") or not text else end * 2
    made = text + gap + record.replace("\n", end)
    if _read(made, path) != {**before, **_read(record, path)}:
        raise CannotAdd(f"'{path}' is not written as one block of keys; add the record '{key}' by hand")
    return made.encode()


def _with_navigation(config: Path, name: str, key: str, kind: Records) -> bytes:
    text = config.read_bytes().decode("utf-8")
    before = _read(text, name)
    leaves = list(_leaves(before.get("nav")))
    folder = f"{kind.pages}/{key}"
    if any(leaf.startswith(f"{folder}/") for leaf in leaves):
        raise Exists(f"'nav' in '{name}' names '{folder}/' already")
    ours = [f"{folder}/{page}" for page in PAGES]
    place = _last_guide(text, kind.pages)
    if place is not None:
        made = _with_entry(text, place, folder, ours)
        after = _read_if_valid(made, name)
        rest = {**after, "nav": None} == {**before, "nav": None}
        if rest and sorted(_leaves(after.get("nav"))) == sorted([*leaves, *ours]):
            return made.encode()
    raise CannotAdd(f"'nav' in '{name}' has no {kind.key} to add this one after; name {ours[0]} there first")


def _with_entry(text: str, place: tuple[int, int, int], folder: str, pages: Sequence[str]) -> str:
    """The configuration with the pages of a guide behind those of another, which `place` tells."""
    line, outer, inner = place
    end = "\r\n" if "\r\n" in text else "\n"
    entry = [f"{' ' * outer}- {folder}:", *(f"{' ' * inner}- {path}" for path in pages)]
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    lines[line] = lines[line].rstrip("\r\n") + end
    return "".join([*lines[: line + 1], *(f"{added}{end}" for added in entry), *lines[line + 1 :]])


def _read_if_valid(text: str, name: str) -> Mapping[str, Any]:
    """The settings in a text; none if it is not valid."""
    try:
        return _read(text, name)
    except Refused:
        return {}


def _last_guide(text: str, folder: str) -> tuple[int, int, int] | None:
    """In 'nav', the line of the last page of the last guide below `folder`, and how deep a guide and its pages
    stand."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    top = root.value if isinstance(root, yaml.MappingNode) else ()
    pages = [page for name, value in top if name.value == "nav" for page in _pages_of_guides(value, folder, 0, 0)]
    return pages[-1] if pages else None


def _pages_of_guides(node: yaml.Node, folder: str, outer: int, inner: int) -> Iterator[tuple[int, int, int]]:
    """The same for every page of a guide in a part of 'nav' that stands this deep."""
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        for item in node.value:
            yield from _pages_of_guides(item, folder, inner, node.start_mark.column)
    elif isinstance(node, yaml.MappingNode) and not node.flow_style:
        for _, value in node.value:
            yield from _pages_of_guides(value, folder, outer, inner)
    elif isinstance(node, yaml.ScalarNode) and re.fullmatch(rf"{re.escape(folder)}/[^/]+/.+", node.value):
        yield node.end_mark.line, outer, inner


def _leaves(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for item in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _leaves(item)


def _read(text: str, path: str) -> dict[str, Any]:
    value = read_yaml(text.replace("\r\n", "\n"), path)
    return value if isinstance(value, dict) else {}
