from collections.abc import Iterator

from bitext.languages import PLUGIN, plugin_options
from bitext.navigation import configured
from bitext.places import Scalar
from bitext.rule import Report, rule
from bitext.settings import setting
from bitext.sources import Sources

_OF_A_LANGUAGE = ("plugins", PLUGIN, "languages")
_SWITCH = "the switch of languages leads to the page in each language"


@rule("source", "site")
def option_unread(sources: Sources) -> Iterator[Report]:
    """mkdocs.yml has an option of mkdocs-static-i18n or Material that the hook of this project does not carry out:
    'fixed_link' or 'link' of a language, the language 'null', 'build_only_locale', a list under 'extra: alternate'.

    Bad: `{locale: fr, name: Français, fixed_link: /french/}`.
    Good: `{locale: fr, name: Français}`.
    """
    if not sources.site.composes:
        return
    for scalar in configured(sources):
        if message := _message(sources, scalar):
            yield Report(scalar.line, message, path=scalar.file)


def _message(sources: Sources, scalar: Scalar) -> str:
    """What to say of a key or value of mkdocs.yml, or ''."""
    options = plugin_options(sources.settings) or {}
    match scalar:
        case Scalar(keys=keys, value="fixed_link" | "link" as key, is_key=True) if keys == _OF_A_LANGUAGE:
            return f"'{key}' is not read: {_SWITCH}; leave it out"
        case Scalar(keys=(*keys, "locale"), value="null", is_key=False) if tuple(keys) == _OF_A_LANGUAGE:
            return f"the language 'null' is not read: {_SWITCH}, and to nothing else; leave it out"
        case Scalar(keys=("plugins", "i18n"), value="build_only_locale", is_key=True) if options.get(
            "build_only_locale"
        ):
            return "'build_only_locale' is not read: the languages of a site are built together; leave it out"
        case Scalar(keys=("extra",), value="alternate", is_key=True):
            if isinstance(setting(sources.settings, "extra", "alternate"), list):
                return f"a list under 'alternate' is not read: {_SWITCH}; write 'alternate: true'"
    return ""
