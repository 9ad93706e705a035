"""The form that each setting has which is read here: a text, a list, a mapping. What MkDocs takes is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bitext.errors import Refused
from bitext.finding import Finding
from bitext.site.settings import Settings, setting

Keys = tuple[str | int, ...]

TEXT, FLAG, LIST, MAPPING, NOTHING = "a text", "'true' or 'false'", "a list", "a mapping", "nothing"
_I18N = "i18n"


@dataclass(frozen=True)
class Fault:
    """keys: of the value that has another form, positions in lists among them; message: what is wrong with it."""

    keys: Keys
    message: str


#: By the keys, the forms a value may have, the one that is asked for first.
_FORMS: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("site_name",): (TEXT,),
    **{
        (name,): (TEXT, NOTHING)
        for name in "copyright docs_dir draft_docs edit_uri exclude_docs not_in_nav repo_name repo_url site_author "
        "site_description site_dir site_url".split()
    },
    **{(name,): (FLAG, NOTHING) for name in ("strict", "use_directory_urls")},
    **{(name,): (LIST, NOTHING) for name in ("extra_css", "extra_templates")},
    **{(name,): (LIST,) for name in ("extra_javascript", "hooks", "watch")},
    **{(name,): (LIST, MAPPING, NOTHING) for name in ("markdown_extensions", "plugins")},
    ("extra",): (MAPPING,),
    ("extra", "alternate"): (FLAG, LIST, NOTHING),
    ("theme",): (MAPPING, TEXT, NOTHING),
    ("theme", "custom_dir"): (TEXT,),
    ("theme", "language"): (TEXT, NOTHING),
    ("theme", "locale"): (TEXT,),
    ("theme", "name"): (TEXT, NOTHING),
    ("validation",): (MAPPING,),
    ("validation", "links"): (MAPPING,),
    ("validation", "nav"): (MAPPING,),
}
_OF_I18N: Mapping[str, tuple[str, ...]] = {
    "build_only_locale": (TEXT, NOTHING),
    "docs_structure": (TEXT, NOTHING),
    "fallback_to_default": (FLAG, NOTHING),
    "reconfigure_material": (FLAG, NOTHING),
    "reconfigure_search": (FLAG, NOTHING),
}
_OF_A_LANGUAGE: Mapping[str, tuple[str, ...]] = {
    "name": (TEXT,),
    "default": (FLAG,),
    "build": (FLAG, NOTHING),
    "theme": (MAPPING, NOTHING),
    "nav_translations": (MAPPING, NOTHING),
    "admonition_translations": (MAPPING, NOTHING),
    "extra": (MAPPING, NOTHING),
    **dict.fromkeys(
        "copyright fixed_link link site_author site_description site_name site_url".split(), (TEXT, NOTHING)
    ),
}
_EXAMPLES: Mapping[str, str] = {
    "hooks": "hooks: [hook.py]",
    "languages": "{locale: fr, name: Français}",
    "nav": "nav: [index.md]",
    "plugins": "plugins: [search]",
    "theme": "name: material",
}


def refuse_other_forms(settings: Settings, *, may_be_older: bool) -> None:
    """Raise Refused with a finding for each of the `settings` that has a form in which it cannot be read.
    may_be_older: languages may be listed as mkdocs-static-i18n had them before 1.0."""
    faults = list(_faults(settings, may_be_older))
    if faults:
        raise Refused(*(Finding(*settings.place_of(*each.keys), "configuration", each.message) for each in faults))


def _faults(settings: Mapping[str, Any], may_be_older: bool) -> Iterator[Fault]:
    for path, forms in _FORMS.items():
        above: Any = settings
        for key in path[:-1]:
            above = above.get(key) if isinstance(above, Mapping) else None
        if isinstance(above, Mapping) and path[-1] in above:
            yield from _of_form(path, above[path[-1]], forms)
    for name in ("hooks", "watch"):
        yield from _items(name, settings.get(name), (TEXT,))
    yield from _items("extra_javascript", settings.get("extra_javascript"), (TEXT, MAPPING))
    yield from _links_to_languages(("extra", "alternate"), settings.get("extra"))
    yield from _true_for_a_list(settings)
    yield from _navigation(("nav",), settings.get("nav"))
    for name in ("markdown_extensions", "plugins"):
        yield from _named_options(name, settings.get(name))
    for keys, options in _options_of_i18n(settings.get("plugins")):
        yield from _i18n(keys, options, may_be_older)


def _of_form(keys: Keys, value: Any, forms: tuple[str, ...]) -> Iterator[Fault]:
    """A fault where a value has none of the forms."""
    if _form(value) not in forms:
        wanted = " or ".join(form for form in forms if form != NOTHING)
        name = next((key for key in reversed(keys) if isinstance(key, str)), "")
        example = _EXAMPLES.get(name)
        such = f", such as `{example}`" if example and {LIST, MAPPING} & {*forms} else ""
        subject = f"an entry of '{name}'" if isinstance(keys[-1], int) else f"'{name}'"
        yield Fault(keys, f"{subject} is {_described(value)}, and not {wanted}{such}")


def _links_to_languages(keys: Keys, extra: Any) -> Iterator[Fault]:
    """What is wrong with a list under `extra: alternate`: each entry is a link."""
    links = extra.get("alternate") if isinstance(extra, Mapping) else None
    for number, link in enumerate(links if isinstance(links, list) else ()):
        yield from _of_form((*keys, number), link, (MAPPING,))
        for name in ("name", "link") if isinstance(link, Mapping) else ():
            if not isinstance(link.get(name), str):
                yield Fault((*keys, number), f"an entry of 'alternate' has no '{name}' that is a text")


def _true_for_a_list(settings: Mapping[str, Any]) -> Iterator[Fault]:
    """A fault where `extra: alternate` is 'true', which mkdocs-static-i18n cannot read where it has to."""
    is_true = setting(settings, "extra", "alternate") is True
    is_material = setting(settings, "theme", "name") == "material"
    for _, options in _options_of_i18n(settings.get("plugins")) if is_true and is_material else ():
        if isinstance(options, Mapping) and options.get("reconfigure_material") is not False:
            message = (
                "'alternate' is 'true', which mkdocs-static-i18n reads as a list; write 'reconfigure_material: false'"
            )
            yield Fault(("extra", "alternate"), f"{message} below 'i18n'")


def _form(value: Any) -> str:
    match value:
        case None:
            return NOTHING
        case str():
            return TEXT
        case bool():
            return FLAG
        case list():
            return LIST
        case Mapping():
            return MAPPING
    return "another"


def _described(value: Any) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return f"'{str(value).lower()}'"
        case str():
            return f"the text '{_shortened(value)}'"
        case int() | float():
            return f"the number '{value}'"
        case list():
            return "a list"
        case Mapping():
            return "a mapping"
    return f"'{_shortened(str(value))}'"


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _items(name: str, values: Any, forms: tuple[str, ...]) -> Iterator[Fault]:
    for number, value in enumerate(values if isinstance(values, list) else ()):
        yield from _of_form((name, number), value, forms)


def _navigation(keys: Keys, value: Any) -> Iterator[Fault]:
    """What is wrong with `nav`, or with the list below one of its titles."""
    if isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _entry_of_navigation((*keys, number), entry)
    elif keys[-1] == "nav":
        yield from _of_form(keys, value, (LIST,)) if value is not None else ()
    elif isinstance(value, Mapping) and value:
        for title, below in value.items():
            yield from _navigation((*keys, str(title)), below)
    elif not isinstance(value, str):
        yield Fault(keys, f"'{keys[-1]}' in 'nav' is {_described(value)}, and not a page or a list of pages")


def _entry_of_navigation(keys: Keys, entry: Any) -> Iterator[Fault]:
    if isinstance(entry, Mapping):
        yield from _alone(keys, entry, "nav")
        for title, below in entry.items():
            yield from _navigation((*keys, str(title)), below)
    elif not isinstance(entry, str):
        yield Fault(keys, f"an entry of 'nav' is {_described(entry)}, and not a page or a title with pages")


def _named_options(name: str, value: Any) -> Iterator[Fault]:
    """What is wrong with a list or mapping of names, each with options."""
    if not isinstance(value, list):
        yield from _options((name,), value) if isinstance(value, Mapping) else ()
        return
    for number, entry in enumerate(value):
        if isinstance(entry, Mapping):
            yield from _alone((name, number), entry, name)
            yield from _options((name, number), entry)
        elif not isinstance(entry, str):
            message = f"an entry of '{name}' is {_described(entry)}, and not a name, or a name with options"
            yield Fault((name, number), message)


def _options(keys: Keys, entry: Mapping[Any, Any]) -> Iterator[Fault]:
    """What is wrong with a mapping of names to options."""
    for each, options in entry.items():
        if not isinstance(each, str):
            yield Fault(keys, f"'{each}' in '{keys[0]}' is {_described(each)}, and no name")
        elif options and not isinstance(options, Mapping):
            message = f"what '{each}' is given is {_described(options)}, and not a mapping of its options"
            yield Fault((*keys, each), message)


def _alone(keys: Keys, entry: Mapping[Any, Any], name: str) -> Iterator[Fault]:
    """A fault where an entry of a list is a mapping of another size than one: its keys are indented too little, or a
    hyphen is left out."""
    if len(entry) != 1:
        held = " and ".join(f"'{key}'" for key in entry) or "nothing"
        message = f"an entry of '{name}' holds {held}, and not one name"
        second = list(entry)[1:2]
        advice = "; indent what belongs to the first, or begin what is an entry of its own with '-'" if second else ""
        yield Fault((*keys, *map(str, second)), message + advice)


def _options_of_i18n(plugins: Any) -> Iterator[tuple[Keys, Any]]:
    """The options of mkdocs-static-i18n, with their keys."""
    if isinstance(plugins, Mapping) and _I18N in plugins:
        yield ("plugins", _I18N), plugins[_I18N]
    for number, entry in enumerate(plugins if isinstance(plugins, list) else ()):
        if isinstance(entry, Mapping) and _I18N in entry:
            yield ("plugins", number, _I18N), entry[_I18N]


def _i18n(keys: Keys, options: Any, may_be_older: bool) -> Iterator[Fault]:
    if not isinstance(options, Mapping):
        return
    for name, forms in _OF_I18N.items():
        if name in options:
            yield from _of_form((*keys, name), options[name], forms)
    languages, place = options.get("languages"), (*keys, "languages")
    if isinstance(languages, list):
        for number, language in enumerate(languages):
            yield from _language((*place, number), language)
    elif "languages" in options and not (may_be_older and isinstance(languages, Mapping)):
        yield from _of_form(place, languages, (LIST,))


def _language(keys: Keys, language: Any) -> Iterator[Fault]:
    if not isinstance(language, Mapping):
        if language is None or isinstance(language, str):
            example = f"{{locale: {language or 'fr'}, name: …}}"
            message = f"a language is {_described(language)}, and not a mapping; write `{example}`"
            yield Fault(keys, message)
        else:
            yield from _of_form((*keys,), language, (MAPPING,))
        return
    locale = language.get("locale")
    if not isinstance(locale, str):
        yield Fault((*keys, "locale"), _said_of_locale(locale))
    for name, forms in _OF_A_LANGUAGE.items():
        if name in language:
            yield from _of_form((*keys, name), language[name], forms)
    yield from _navigation((*keys, "nav"), language.get("nav"))
    yield from _addresses(keys, language)


def _said_of_locale(locale: Any) -> str:
    """What is wrong with a `locale` that is no text."""
    if locale is None:
        return "a language has no 'locale'"
    also = "; YAML takes 'no' for 'false': write it in quotes" if locale is False else ""
    return f"the language '{str(locale).lower()}' is no text{also}"


def _addresses(keys: Keys, language: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with the addresses that the links to a language are given."""
    link = language.get("link")
    if isinstance(link, str) and not (link.startswith("/") and link.endswith("/")):
        yield Fault((*keys, "link"), f"'link' is '{link}', and does not begin and end with '/', as in '/fr/'")
    if language.get("locale") == "null" and language.get("fixed_link") is None:
        yield Fault(
            (*keys, "locale"), "the language 'null' is a link to elsewhere and has no 'fixed_link' that says where"
        )
