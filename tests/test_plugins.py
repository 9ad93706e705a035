"""Plugins of others beside mkdocs-static-i18n: each is given the files and options that it expects in every language."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import CONFIG, SCRIPTS, as_mkdocs, build, run, told, write

Make = Callable[[Mapping[str, str | bytes]], Path]

#: As mkdocs-literate-nav has it: at the priority of mkdocs-static-i18n, after it.
READS_NAVIGATION = """
import re
from mkdocs.plugins import BasePlugin, event_priority
class Plugin(BasePlugin):
    config_scheme = ()
    @event_priority(-100)
    def on_files(self, files, config):
        text = files.get_file_from_path("SUMMARY.md").content_string
        config.nav = [{title: name} for title, name in re.findall(r"\\[(.+)\\]\\((.+)\\)", text)]
"""
#: As mkdocs-rss-plugin has it: the option is text before, and no more after.
CHANGES_AN_OPTION = """
import logging
from datetime import datetime
from pathlib import Path
from mkdocs.config import config_options
from mkdocs.plugins import BasePlugin
class Plugin(BasePlugin):
    config_scheme = (("at", config_options.Type(object, default="00:00")),)
    def on_config(self, config):
        try:
            self.config["at"] = datetime.strptime(self.config["at"], "%H:%M")
        except TypeError as error:
            logging.getLogger("mkdocs.plugins.stamp").warning("not a time: %s\\n- %s", self.config["at"], error)
    def on_post_build(self, config):
        with Path(config.site_dir, "stamps.txt").open("a") as file:
            file.write(f"{config.theme['language']} {self.config['at']:%H.%M}\\n")
"""
WRITES_A_PAGE = """
from pathlib import Path
from mkdocs.structure.files import File
def on_files(files, config):
    folder = Path(config.config_file_path).parent / "made"
    files.append(File("made.md", str(folder), config.site_dir, config.use_directory_urls))
"""


def install(folder: Path, name: str, code: str) -> dict[str, str]:
    """A plugin in a folder of packages; returns the environment in which Python finds it."""
    module = name.replace("-", "_")
    entry = f"[mkdocs.plugins]\n{name} = {module}:Plugin\n"
    about = f"{module}-1.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n"
    write(folder, {f"{module}.py": code, f"{about}/entry_points.txt": entry, f"{about}/METADATA": metadata})
    return {"PYTHONPATH": str(folder)}


def with_plugin(plugin: str) -> str:
    return CONFIG.replace("hooks:", f"  - {plugin}\nhooks:").replace("nav: [index.md]\n", "")


def test_navigation_in_files_is_that_of_each_language(small_site: Make, tmp_path: Path) -> None:
    environment = install(tmp_path / "packages", "literate-nav", READS_NAVIGATION)
    files = {
        f"{folder}/{name}": text
        for folder, first, second in (("docs", "Start", "Keys"), ("docs_fr", "Début", "Clés"))
        for name, text in {
            "SUMMARY.md": f"- [{first}](index.md)\n- [{second}](part/keys.md)\n",
            "part/keys.md": f"# {second}\n",
        }.items()
    }
    root = small_site({**files, "mkdocs.yml": with_plugin("literate-nav")})
    checked = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", environment=environment)
    assert (checked.returncode, checked.stdout) == (0, "")
    made = as_mkdocs(root / "mkdocs.yml", tmp_path, environment=environment)
    for page, words in (("part/keys/index.html", "Start"), ("fr/part/keys/index.html", "Début")):
        assert f">{words}<" in re.sub(r"\s*([<>])\s*", r"\1", made[page].decode())
    assert not [name for name in made if "SUMMARY" in name]


def test_a_plugin_finds_its_options_as_they_are_written_in_every_language(small_site: Make, tmp_path: Path) -> None:
    environment = install(tmp_path / "packages", "stamp", CHANGES_AN_OPTION)
    root = small_site({"mkdocs.yml": with_plugin('stamp: {at: "10:30"}')})
    made = as_mkdocs(root / "mkdocs.yml", tmp_path, environment=environment)
    assert made["stamps.txt"] == b"en 10.30\nfr-CA 10.30\n"


def test_what_a_plugin_says_on_several_lines_is_one_sentence(small_site: Make, tmp_path: Path) -> None:
    environment = install(tmp_path / "packages", "stamp", CHANGES_AN_OPTION)
    root = small_site({"mkdocs.yml": with_plugin("stamp: {at: 3}").replace("{at: 3}", "{at: [1]}")})
    result = run(sys.executable, SCRIPTS, "build", "-f", root / "mkdocs.yml", environment=environment)
    assert "mkdocs.yml:0: not a time: [1] - strptime() argument 1 must be str, not list [mkdocs]" in result.stderr


def test_pages_that_a_hook_writes_are_refused_in_one_sentence(small_site: Make) -> None:
    config = CONFIG.replace('hooks: ["', 'hooks: [own.py, "')
    root = small_site({"mkdocs.yml": config, "own.py": WRITES_A_PAGE, "made/made.md": "# Made\n"})
    result = build(root)
    assert (result.returncode, told(result.stderr)) == (
        1,
        "mkdocs.yml:13: hook 'own.py' writes pages such as 'made.md' while the site is built; they have no text in the"
        " folders of the languages to be checked and translated, so write them into these before [configuration]\n",
    )


@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_page_that_is_excluded_is_not_read(small_site: Make, verb: str) -> None:
    config = CONFIG.replace("exclude_docs: _*", 'exclude_docs: "_*\\n/notes/"')
    root = small_site({"mkdocs.yml": config, "docs/notes/a.md": "No title, [no](where.md)\n"})
    result = run(sys.executable, SCRIPTS, verb, "-f", root / "mkdocs.yml")
    assert (result.returncode, result.stdout, told(result.stderr)) == (0, "", "")
