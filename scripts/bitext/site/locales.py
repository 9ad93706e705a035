"""The languages of a site as its configuration lists them, and the layout in which their pages stand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bitext.errors import Refused
from bitext.finding import Finding
from bitext.site.gate import Gate
from bitext.site.layout import BesideEachOther, FolderInDocs, Layout, SuffixOfNames
from bitext.site.setting_forms import refuse_other_forms
from bitext.site.settings import Settings, setting

PLUGIN = "i18n"
HOOK = "mkdocs_hooks.py"

_LOCALE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{4})?(?:[-_][A-Z]{2})?")
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")  # part of the names of folders and files
_OF_A_LANGUAGE = re.compile(rf"(?P<base>.+)[._-](?P<code>{_LOCALE.pattern})")


@dataclass(frozen=True)
class ListedLanguage:
    """code, tag, name: as a locale has them; is_default: pages are written in it first; is_built: it is published."""

    code: str
    tag: str
    name: str
    is_default: bool = False
    is_built: bool = True


@dataclass(frozen=True)
class Plan:
    """languages: those that are published, that of the source first; layout: where their pages are; falls_back: a page
    that is not translated is shown in the language of the source."""

    languages: Sequence[ListedLanguage]
    layout: Layout
    falls_back: bool


def plan(settings: Settings) -> Plan:
    """What the `settings` of a site say of its languages. Raises Refused where it lists
    none, or where their pages are not in the places that it says."""
    docs = docs_folder(settings)
    options = plugin_options(settings) or {}
    hooked = is_hooked(settings)
    found = _found(settings, options, hooked)
    built = [language for language in found if language.is_built]
    if not built:
        return _of_configurations(settings, docs)
    source = _default(built)
    codes = [source.code, *(language.code for language in found if language != source)]
    layout = _layout(settings, docs, codes, str(options.get("docs_structure") or "suffix"), hooked)
    ordered = [source, *(language for language in built if language != source)]
    return Plan(ordered, layout, options.get("fallback_to_default") is not False)


def _found(settings: Settings, options: Mapping[str, Any], hooked: bool) -> list[ListedLanguage]:
    """The languages that the plugin lists, and whether each is built."""
    found = list(_listed(settings, options))
    _refuse_twice(settings, [language.code for language in found])
    code = str(options.get("build_only_locale") or "")
    return _only(settings, found, code, hooked) if code else found


def _refuse_twice(settings: Settings, codes: Sequence[str]) -> None:
    """Raise Refused for a language that is listed twice: each has pages of its own."""
    if again := next((code for number, code in enumerate(codes) if code in codes[:number]), None):
        message = f"the language '{again}' is listed twice"
        raise Refused(Finding(*settings.place_of_text("languages:"), "configuration", message))


def _only(settings: Settings, languages: list[ListedLanguage], code: str, hooked: bool) -> list[ListedLanguage]:
    """The `languages` of a site of which `build_only_locale` names one by its `code`: without the others where the hook
    builds it. Raises Refused for a translation, which the hook makes of the pages that it translates."""
    place = settings.place_of_text("build_only_locale:")
    if code not in (each.code for each in languages):
        raise Refused(Finding(*place, "configuration", f"'build_only_locale' is '{code}', and no language of the site"))
    source = _default(languages)
    if hooked and code != source.code:
        why = f"takes anchors, data and untranslated pages from '{source.code}' and cannot be built without it"
        message = f"'build_only_locale' is '{code}', which {why}; leave it out, or name '{source.code}'"
        raise Refused(Finding(*place, "configuration", message))
    return [replace(each, is_built=each.code == code) for each in languages] if hooked else languages


def _default(languages: Sequence[ListedLanguage]) -> ListedLanguage:
    """The language that the others are translated from: the one that says so, else the first."""
    return next((each for each in languages if each.is_default), languages[0])


def is_hooked(settings: Settings) -> bool:
    """Whether `hooks` names the hook of this project, which composes the pages."""
    hooks = settings.get("hooks")
    files = (settings.config.parent / str(hook) for hook in (hooks if isinstance(hooks, list) else ()))
    return any(file.name == HOOK and (file.parent / "bitext").is_dir() for file in files)


def plugin_options(settings: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The options of mkdocs-static-i18n; None where it is not among the plugins."""
    plugins = settings.get("plugins")
    if isinstance(plugins, dict):
        plugins = [{name: options} for name, options in plugins.items()]
    for plugin in plugins if isinstance(plugins, list) else ():
        if plugin == PLUGIN:
            return {}
        if isinstance(plugin, dict) and PLUGIN in plugin:
            options = plugin[PLUGIN]
            return options if isinstance(options, dict) else {}
    return None


def docs_folder(settings: Settings) -> str:
    """The folder of the pages, from that of the configuration. Raises Refused for one that is not below it."""
    written = settings.get("docs_dir") or "docs"
    folder = posixpath.normpath(written) if isinstance(written, str) else ""
    if folder in ("", ".") or folder.startswith(("/", "../")) or Path(folder).is_absolute():
        message = f"'docs_dir' is '{written}', and not the name of a folder beside it"
        raise Refused(Finding(*settings.place_of_text("docs_dir:"), "configuration", message))
    if not (settings.config.parent / folder).is_dir():
        message = f"the folder '{folder}' of the pages is not there; 'docs_dir' names another"
        raise Refused(Finding(*settings.place_of_text("docs_dir:"), "configuration", message))
    return folder


def _listed(settings: Settings, options: Mapping[str, Any]) -> Iterator[ListedLanguage]:
    """The languages of mkdocs-static-i18n, as it has them today (a list) or had them before 1.0 (a mapping)."""
    written = options.get("languages") or []
    if isinstance(written, dict):
        yield from _listed_by_code(settings, written, str(options.get("default_language") or ""))
        return
    for entry in written if isinstance(written, list) else ():
        code = entry.get("locale") if isinstance(entry, dict) else entry
        if code not in (None, "null"):  # 'null' is a link among the languages, and no language
            yield _language(settings, code, entry if isinstance(entry, dict) else {})


def _listed_by_code(settings: Settings, languages: Mapping[str, Any], default: str) -> Iterator[ListedLanguage]:
    """The languages of a mapping of codes. default: the code of the one that the others are translated from."""
    for code, said in languages.items():
        if code != "default":  # of a language that is listed, too
            about = said if isinstance(said, dict) else {"name": said}
            yield _language(settings, code, {**about, "default": code == default})


def _language(settings: Settings, code: Any, about: Mapping[str, Any]) -> ListedLanguage:
    if not isinstance(code, str):
        place = settings.place_of_text("languages:")
        message = f"the language '{code}' is no text; YAML takes 'no' for 'false': write it in quotes"
        raise Refused(Finding(*place, "configuration", message))
    if not _CODE.fullmatch(code):
        message = f"'{code}' is no code of a language, such as 'fr' or 'fr-CA'"
        raise Refused(Finding(*settings.place_of_text("languages:"), "configuration", message))
    theme = about.get("theme")
    tag = (theme.get("language") if isinstance(theme, dict) else None) or code
    return ListedLanguage(
        code,
        str(tag).replace("_", "-"),
        str(about.get("name") or code),
        about.get("default") is True,
        about.get("build") is not False,
    )


def _layout(settings: Settings, docs: str, codes: Sequence[str], structure: str, hooked: bool) -> Layout:
    """Where the pages are: in the places that the hook, or else `docs_structure`, says. Raises Refused when they are in
    others."""
    root = settings.config.parent
    beside = BesideEachOther({codes[0]: docs, **{code: f"{docs}_{code}" for code in codes[1:]}})
    inside: dict[str, Layout] = {"folder": FolderInDocs(docs, codes), "suffix": SuffixOfNames(docs, codes)}
    is_beside = any(map(Path.is_dir, (root / beside.folder(code) for code in codes[1:])))
    if hooked and is_beside:
        return beside
    found = _translations(inside, root, codes[0])
    if hooked:
        _refuse_pages_elsewhere(settings, beside, found)
        return beside
    if structure in found:
        return inside[structure]
    if is_beside:
        return beside
    if found:
        other, (_, page) = next(iter(found.items()))
        message = f"'docs_structure' is '{structure}', but '{page}' is named as with '{other}'; write that"
        raise Refused(Finding(*settings.place_of_text(f"{PLUGIN}:"), "configuration", message))
    return inside.get(structure, inside["suffix"])


def _translations(layouts: Mapping[str, Layout], root: Path, source: str) -> dict[str, tuple[str, str]]:
    """Code and path of a translation in each of these layouts in which there is one, by the names of the layouts."""
    return {name: there for name, layout in layouts.items() if (there := _translation(layout, root, source))}


def _refuse_pages_elsewhere(settings: Settings, beside: BesideEachOther, found: Mapping[str, tuple[str, str]]) -> None:
    """Raise Refused when there are translations in a place where the hook does not look for them."""
    if found:
        code, page = next(iter(found.values()))
        folder = beside.folder(code)
        raise _refused(settings, f"the hook reads the pages of '{code}' from '{folder}', and finds '{page}'; move it")


def _translation(layout: Layout, root: Path, source: str) -> tuple[str, str] | None:
    """Code and path of one page that is a translation in this layout; None where there is none."""
    gate = Gate(root, layout.tops)
    found = layout.files(lambda folder: sorted(name for name, _ in gate.names(folder)))
    return next(((code, path) for code, name, path in found if code != source and name.endswith(".md")), None)


def _of_configurations(settings: Settings, docs: str) -> Plan:
    """The languages of a site that has a configuration for each ('mkdocs.yml', 'mkdocs.fr.yml'), each with a folder of
    pages. Raises Refused where there are none."""
    config = settings.config
    named = _OF_A_LANGUAGE.fullmatch(config.stem)
    base = config.with_name(f"{named['base']}{config.suffix}") if named else config
    if base != config and base.is_file():
        message = f"is the configuration of one language; name '{base.name}' with -f, and both are compared"
        raise _refused(settings, message)
    tag = _language_of_theme(settings, "en")
    own = ListedLanguage(named["code"] if named else tag, tag, tag, True)
    folders, languages = {own.code: docs}, [own]
    for code, file in _siblings(config, base.stem):
        theirs = Settings.read(file)
        refuse_other_forms(theirs, may_be_older=True)
        if plugin_options(theirs) is None and (folder := docs_folder(theirs)) not in folders.values():
            tag = _language_of_theme(theirs, code)
            languages.append(ListedLanguage(code, tag.replace("_", "-"), code))
            folders[code] = folder
    if len(folders) == 1:
        message = "lists no languages under 'plugins: i18n: languages'"
        raise _refused(settings, f"{message}, and no '{base.stem}.LOCALE.yml' beside it has a 'docs_dir' of its own")
    return Plan(languages, BesideEachOther(folders, is_of_mkdocs=True), falls_back=False)


def _language_of_theme(settings: Mapping[str, Any], otherwise: str) -> str:
    """The language in which the theme speaks, if the settings say it."""
    return str(setting(settings, "theme", "language") or setting(settings, "theme", "locale") or otherwise)


def _siblings(config: Path, base: str) -> Iterator[tuple[str, Path]]:
    """Code and file of the configurations of other languages."""
    for file in sorted(config.parent.glob("*.y*ml")):
        named = _OF_A_LANGUAGE.fullmatch(file.stem)
        if named and named["base"] == base and file != config:
            yield named["code"], file


def _refused(settings: Settings, message: str) -> Refused:
    return Refused(Finding(settings.config.name, 0, "configuration", message))
