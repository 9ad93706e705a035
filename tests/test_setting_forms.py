"""A value in mkdocs.yml that has another form than it should: one sentence with its line, and what MkDocs takes is taken."""

import copy
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from bitext.check.engine import check, chosen_rules
from bitext.errors import Refused
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, SCRIPTS, SMALL, run, told, write
from mkdocs.config import load_config

Make = Callable[[Mapping[str, str | bytes]], Path]


def with_line(old: str, new: str) -> str:
    """The configuration with another line in the place of the first that begins with `old`."""
    lines = CONFIG.split("\n")
    number = next(number for number, line in enumerate(lines) if line.lstrip().startswith(old))
    return "\n".join([*lines[:number], new, *lines[number + 1 :]])


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (with_line("theme:", "theme: 5"), "4: 'theme' is the number '5', and not a mapping or a text, such as `name: material`"),
        (with_line("theme:", "theme: [material]"), "4: 'theme' is a list, and not a mapping or a text, such as `name: material`"),
        (with_line("theme:", "theme:\n  name: material\n  custom_dir: 3"), "6: 'custom_dir' is the number '3', and not a text"),
        (with_line("nav:", "nav: index.md"), "3: 'nav' is the text 'index.md', and not a list, such as `nav: [index.md]`"),
        (with_line("nav:", "nav: {Home: index.md}"), "3: 'nav' is a mapping, and not a list, such as `nav: [index.md]`"),
        (with_line("nav:", "nav:\n  - index.md\n  - 3"), "5: an entry of 'nav' is the number '3', and not a page or a title with pages"),
        (with_line("nav:", "nav:\n  - Home:\n"), "4: 'Home' in 'nav' is empty, and not a page or a list of pages"),
        (
            with_line("nav:", "nav:\n  - Home: index.md\n    More: index.md"),
            "5: an entry of 'nav' holds 'Home' and 'More', and not one name; indent what belongs to the first,"
            " or begin what is an entry of its own with '-'",
        ),
        (with_line("hooks:", "hooks: hook.py"), "13: 'hooks' is the text 'hook.py', and not a list, such as `hooks: [hook.py]`"),
        (with_line("hooks:", "hooks: [3]"), "13: an entry of 'hooks' is the number '3', and not a text"),
        (with_line("extra:", "extra: [a]"), "14: 'extra' is a list, and not a mapping"),
        (with_line("extra:", "extra:"), "14: 'extra' is empty, and not a mapping"),
        (with_line("site_url:", "site_url: 3"), "2: 'site_url' is the number '3', and not a text"),
        (with_line("site_url:", "docs_dir: 5"), "2: 'docs_dir' is the number '5', and not a text"),
        (with_line("site_url:", "use_directory_urls: 'yes'"), "2: 'use_directory_urls' is the text 'yes', and not 'true' or 'false'"),
        (with_line("validation:", "validation: warn\nx:"), "16: 'validation' is the text 'warn', and not a mapping"),
        (with_line("exclude_docs:", "exclude_docs: ['_*']"), "5: 'exclude_docs' is a list, and not a text"),
        (with_line("site_url:", "extra_css: a.css"), "2: 'extra_css' is the text 'a.css', and not a list"),
        (with_line("markdown_extensions:", "markdown_extensions: toc"), "15: 'markdown_extensions' is the text 'toc', and not a list or a mapping"),
        (
            with_line("markdown_extensions:", "markdown_extensions: {toc: 3}"),
            "15: what 'toc' is given is the number '3', and not a mapping of its options",
        ),
        (with_line("plugins:", "plugins: search\nx:"), "6: 'plugins' is the text 'search', and not a list or a mapping, such as `plugins: [search]`"),
        (
            with_line("- i18n:", "  - search:\n    i18n:"),
            "8: an entry of 'plugins' holds 'search' and 'i18n', and not one name; indent what belongs to the first,",
        ),
        (
            with_line("- {locale: fr", "        - fr"),
            "12: a language is the text 'fr', and not a mapping; write `{locale: fr, name: …}`",
        ),
        (with_line("- {locale: fr", "        - {locale: 5, name: F}"), "12: the language '5' is no text"),
        (with_line("- {locale: fr", "        - {name: F}"), "12: a language has no 'locale'"),
        (with_line("- {locale: fr", "        - {locale: fr, name: 5}"), "12: 'name' is the number '5', and not a text"),
        (
            with_line("- {locale: fr", '        - {locale: "null", name: F}'),
            "12: the language 'null' is a link to elsewhere and has no 'fixed_link' that says where",
        ),
        (with_line("- {locale: fr", "        - {locale: fr, name: F, link: fr}"), "12: 'link' is 'fr', and does not begin and end with '/', as in '/fr/'"),
        (
            with_line("- i18n:", "  - i18n:\n      build_only_locale: fr"),
            "8: 'build_only_locale' is 'fr', which takes anchors, data and untranslated pages from 'en' and cannot be built without it;"
            " leave it out, or name 'en'",
        ),
        (with_line("- i18n:", "  - i18n:\n      build_only_locale: de"), "8: 'build_only_locale' is 'de', and no language of the site"),
        (with_line("extra:", "extra: {alternate: yes please}"), "14: 'alternate' is the text 'yes please', and not 'true' or 'false' or a list"),
        (with_line("extra:", "extra: {alternate: [fr]}"), "14: an entry of 'alternate' is the text 'fr', and not a mapping"),
        (with_line("extra:", "extra: {alternate: [{name: Deutsch}]}"), "14: an entry of 'alternate' has no 'link' that is a text"),
        (
            with_line("reconfigure_material", "      reconfigure_search: false"),
            "14: 'alternate' is 'true', which mkdocs-static-i18n reads as a list; write 'reconfigure_material: false' below 'i18n'",
        ),
        (with_line("- {locale: fr", "        - {locale: fr, name: F, theme: fr}"), "12: 'theme' is the text 'fr', and not a mapping, such as `name: material`"),
    ],
)  # fmt: skip
def test_each_is_one_sentence_with_its_line(small_site: Make, config: str, said: str) -> None:
    root = small_site({"mkdocs.yml": config})
    with pytest.raises(Refused) as refused:
        Site.load(root / "mkdocs.yml")
    first = str(refused.value).splitlines()[0]
    assert first.startswith(f"mkdocs.yml:{said}")
    assert refused.value.findings[0].rule == "configuration"


def test_what_is_inherited_is_told_in_its_file(small_site: Make) -> None:
    root = small_site(
        {"own.yml": "INHERIT: mkdocs.yml\nsite_name: Own\nnav: x\n", "mkdocs.yml": with_line("theme:", "theme: 5")}
    )
    with pytest.raises(Refused) as refused:
        Site.load(root / "own.yml")
    assert [(each.path, each.line) for each in refused.value.findings] == [("mkdocs.yml", 4), ("own.yml", 3)]


def test_every_command_tells_it_and_ends_with_2(small_site: Make) -> None:
    config = with_line("languages:", "      languages: [en, fr]").replace("        - {locale", "      # {locale")
    root = small_site({"mkdocs.yml": config})
    lines = [
        f"mkdocs.yml:10: a language is the text '{code}', and not a mapping; write `{{locale: {code}, name: …}}` [configuration]"
        for code in ("en", "fr")
    ]
    for command in (["check"], ["status"], ["diff"], ["accept", "docs_fr/index.md"], ["build"]):
        result = run(sys.executable, SCRIPTS, *command, cwd=root)
        said = told(result.stderr) if command == ["build"] else result.stderr
        assert (result.returncode, result.stdout, said.splitlines()) == (2, "", lines), command
    for form in ("json", "sarif", "github"):
        result = run(sys.executable, SCRIPTS, "check", "--format", form, cwd=root)
        assert (result.returncode, result.stderr) == (2, "")
        if form == "json":
            found = json.loads(result.stdout)["findings"]
            assert [(each["path"], each["line"], each["rule"]) for each in found] == [
                ("mkdocs.yml", 10, "configuration")
            ] * 2
        assert result.stdout.count("a language is the text") == 2


TAKEN: Mapping[str, Callable[[dict[str, Any]], object]] = {
    "plugins as a mapping": lambda it: it.update(plugins=it["plugins"][0]),
    "extensions as a mapping": lambda it: it.update(markdown_extensions={"toc": {"permalink": True}, "tables": None}),
    "nothing as navigation": lambda it: it.update(nav=None),
    "nothing for docs_dir": lambda it: it.update(docs_dir=None),
    "nothing for texts": lambda it: it.update(site_url=None, exclude_docs=None, copyright=None, edit_uri=None),
    "nothing for lists": lambda it: it.update(extra_css=None, markdown_extensions=None),
    "a section that is a mapping": lambda it: it.update(nav=["index.md", {"More": {"Home": "index.md"}}]),
    "options that are nothing": lambda it: it["plugins"].append({"search": None}),
    "a language that inherits": lambda it: it["plugins"][0]["i18n"]["languages"][1].update(nav=None, theme=None, build=None),
    "a script with options": lambda it: it.update(extra_javascript=["a.js", {"path": "b.js", "defer": True}]),
}  # fmt: skip


@pytest.mark.parametrize("change", TAKEN.values(), ids=TAKEN)
def test_what_mkdocs_takes_is_taken(small_site: Make, change: Callable[[dict[str, Any]], object]) -> None:
    settings = yaml.safe_load(CONFIG)
    change(settings)
    config = small_site({"mkdocs.yml": yaml.safe_dump(settings)}) / "mkdocs.yml"
    load_config(str(config))
    sources = Sources(Site.load(config), config)
    assert [locale.code for locale in sources.site.locales.values()] == ["en", "fr"]
    assert len(sources.pairs) == 1
    check(sources, chosen_rules())


RICH: Mapping[str, Any] = {
    **yaml.safe_load(CONFIG),
    "strict": False,
    "extra_css": ["a.css"],
    "extra_javascript": ["a.js", {"path": "b.js", "defer": True}],
    "exclude_docs": "_*",
    "edit_uri": "edit/",
    "docs_dir": "docs",
    "extra": {
        "alternate": True,
        "policy": {"img-src": ["a.example"]},
        "redirect_prefixes": {"fr": "fr-ca"},
        "analytics": {"provider": "google", "property": "x"},
    },
    "markdown_extensions": [
        {"toc": {"permalink": True, "toc_depth": 3}},
        {"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "m"}]}},
        {"mdx_truly_sane_lists": {"nested_indent": 2}},
        {"pymdownx.highlight": {"anchor_linenums": True}},
    ],
    "nav": ["index.md", {"More": [{"X": "https://x.example/"}]}],
}
VALUES = (None, "x", 3, [["x"]], {"a": 3})


def places(value: Any, keys: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The keys that lead to each value within another."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, within in entries:
        yield (*keys, key)
        yield from places(within, (*keys, key))


def replaced(keys: tuple[Any, ...], value: Any) -> dict[str, Any]:
    settings: Any = copy.deepcopy(dict(RICH))
    place = settings
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = copy.deepcopy(value)
    return dict(settings)


@pytest.mark.parametrize("top", RICH)
def test_no_value_ends_a_check_in_a_traceback(tmp_path: Path, top: str) -> None:
    root, page = write(tmp_path, SMALL), "# Home\n\n- a\n  - b\n\n![x](https://a.example/x.png)\n"
    (root / "docs/index.md").write_text(page, encoding="utf-8")
    config, rules, tried = root / "mkdocs.yml", chosen_rules(), 0
    for keys in places({top: RICH[top]}):
        for value in VALUES:
            config.write_text(yaml.safe_dump(replaced(keys, value)), encoding="utf-8")
            tried += 1
            try:
                sources = Sources(Site.load(config), config)
                check(sources, rules)
                sources.compose_all()
            except Refused as refused:
                assert all(each.line or keys[0] in ("plugins", "hooks") for each in refused.findings), (keys, value)  # fmt: skip
    assert tried >= len(VALUES)
