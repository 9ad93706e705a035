"""The words that the theme has in the language of a locale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bitext.site.site import Locale
from mkdocs.config.defaults import MkDocsConfig


def _has_words(config: MkDocsConfig, tag: str) -> bool:
    """Whether the theme speaks a language."""
    return any(Path(folder, f"partials/languages/{tag}.html").is_file() for folder in config.theme.dirs)


def language_of_words(config: MkDocsConfig, locale: Locale) -> str:
    """The language in which the theme speaks to the readers of a locale: theirs, or that without its region ('en' for
    'en-US'); '' if it has neither."""
    return next((tag for tag in (locale.tag, locale.tag.partition("-")[0]) if _has_words(config, tag)), "")


def place_for_words(config: MkDocsConfig, locale: Locale) -> str:
    """What to do where the theme does not speak the language of a locale."""
    words = f"partials/languages/{locale.tag}.html"
    if folder := config.theme.custom_dir:
        return f"write them in '{folder}/{words}'"
    return f"let 'theme: custom_dir' name a folder, and write them there in '{words}'"


def theme_words(config: MkDocsConfig) -> Callable[[str], str]:
    """What templates call `lang.t`: the words of the theme in the language of this locale, by their keys."""
    template = config.theme.get_env().get_template("partials/language.html", None, {"config": config})
    say: Any = template.module.t  # type: ignore[attr-defined]  # a macro of the template
    return lambda key: str(say(key))
