"""`python3 scripts diff PAGE`: each changed segment before, now, and as it is translated."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.pages.revision import blob_id
from conftest import SCRIPTS, commit, run, write

Site = Callable[[Mapping[str, str | bytes]], Path]

ENGLISH = """\
---
title: Keys
description: Add two keys.
---

# Keys

You can wait for 60 days.

It isn't long.

1. Open the page.
2. Select **Save**.

This goes away with time, as all things do.

```yaml
a: 1
b: 2
```
"""
NOW = """\
---
title: Keys
description: Add three keys.
---

# Keys

You must wait for 90 days.

It is not long.

1. Open the page.
2. Select **Save**.
3. Close the page.

```yaml
a: 1
b: 3
```
"""
FRENCH = """\
---
title: Clés
description: Ajoutez deux clés.
source_revision: {}
---

# Clés

Vous pouvez attendre 60 jours.

Ce n’est pas long.

1. Ouvrez la page.
2. Sélectionnez **Save**.

Ceci disparaît avec le temps, comme toute chose.

```yaml
a: 1
b: 2
```
"""
SHOWN = """\
docs_fr/keys.md: 5 changes of docs/keys.md to translate

docs/keys.md:3 changed
  before    Add [-two-] keys.
  now       Add {+three+} keys.
docs_fr/keys.md:3
  as it is  Ajoutez deux clés.

docs/keys.md:8 changed
  before    You [-can-] wait for [-60-] days.
  now       You {+must+} wait for {+90+} days.
docs_fr/keys.md:9
  as it is  Vous pouvez attendre 60 jours.

docs/keys.md:14 new
  now       {+Close the page.+}
docs_fr/keys.md:14 is the line that its translation follows

docs/keys.md:16 removed before this line
  before    [-This goes away with time, as all things do.-]
docs_fr/keys.md:16
  as it is  Ceci disparaît avec le temps, comme toute chose.

docs/keys.md:16 changed
  before    a: 1
            b: [-2-]
  now       a: 1
            b: {+3+}
docs_fr/keys.md:18
  as it is  a: 1
            b: 2

no change needed: 'It isn't long.' is now 'It is not long.' in docs/keys.md:10
"""


def diff(site: Path, page: str, cwd: Path | None = None) -> tuple[int, str, str]:
    result = run(sys.executable, SCRIPTS, "diff", page, "-f", site / "mkdocs.yml", cwd=cwd or site)
    return result.returncode, result.stdout, result.stderr


@pytest.fixture
def site(small_site: Site) -> Path:
    made = small_site({"docs/keys.md": ENGLISH, "docs_fr/keys.md": FRENCH.format(blob_id(ENGLISH.encode()))})
    commit(made)
    return write(made, {"docs/keys.md": NOW})


@pytest.mark.parametrize("page", ["docs/keys.md", "docs_fr/keys.md", "./docs/keys.md", "keys.md", "keys"])
def test_each_change_is_shown_by_whichever_name(site: Path, page: str) -> None:
    assert diff(site, page) == (0, SHOWN, "")


def test_a_path_is_read_from_where_one_stands(site: Path) -> None:
    assert diff(site, "../docs_fr/keys.md", site / "docs") == (0, SHOWN, "")
    assert diff(site, str(site / "docs/keys.md"), site.parent) == (0, SHOWN, "")


def test_on_a_terminal_changed_words_are_coloured(site: Path) -> None:
    pty = pytest.importorskip("pty")
    said = bytearray()

    def read(handle: int) -> bytes:
        data = os.read(handle, 4096)
        said.extend(data)
        return data

    os.environ["TERM"] = "xterm"
    pty.spawn([sys.executable, str(SCRIPTS), "diff", "keys.md", "-f", str(site / "mkdocs.yml")], read)
    assert "\x1b[9;31mcan\x1b[0m" in said.decode()
    assert "\x1b[1;32mmust\x1b[0m" in said.decode()


def test_a_page_that_is_up_to_date_says_so(site: Path) -> None:
    write(site, {"docs/keys.md": ENGLISH})
    assert diff(site, "keys.md") == (0, "docs_fr/keys.md is up to date with docs/keys.md\n", "")


def test_what_the_translation_lacks_is_shown_too(site: Path) -> None:
    french = FRENCH.format(blob_id(ENGLISH.encode()))
    lacking = french.replace("2. Sélectionnez **Save**.\n", "").replace("description: Ajoutez deux clés.\n", "")
    write(site, {"docs/keys.md": ENGLISH, "docs_fr/keys.md": lacking})
    lacks = """\
docs/keys.md:3 missing in docs_fr/keys.md
  now       Add two keys.
docs_fr/keys.md:1 is the line that its translation follows

"""
    step = """\
docs/keys.md:13 missing in docs_fr/keys.md
  now       Select **Save**.
docs_fr/keys.md:12 is the line that its translation follows
"""
    assert diff(site, "keys.md") == (0, f"docs_fr/keys.md: 2 pieces of docs/keys.md missing\n\n{lacks}{step}", "")
    write(site, {"docs/keys.md": ENGLISH.replace("60", "90")})
    changed = """\
docs/keys.md:8 changed
  before    You can wait for [-60-] days.
  now       You can wait for {+90+} days.
docs_fr/keys.md:8
  as it is  Vous pouvez attendre 60 jours.

"""
    summary = "docs_fr/keys.md: 1 change of docs/keys.md to translate and 1 piece missing\n\n"
    write(site, {"docs_fr/keys.md": french.replace("2. Sélectionnez **Save**.\n", "")})
    assert diff(site, "keys.md") == (
        0,
        summary + changed.replace("keys.md:8\n", "keys.md:9\n") + step.replace("_fr/keys.md:12", "_fr/keys.md:13"),
        "",
    )


def test_a_cosmetic_edit_leaves_it_up_to_date(site: Path) -> None:
    write(site, {"docs/keys.md": ENGLISH.replace("isn't", "is not")})
    assert diff(site, "keys.md") == (
        0,
        "docs_fr/keys.md is up to date with docs/keys.md\n\n"
        "no change needed: 'It isn't long.' is now 'It is not long.' in docs/keys.md:10\n",
        "",
    )


def test_without_the_old_text_it_says_how_to_get_it(site: Path) -> None:
    revision = blob_id(ENGLISH.encode())
    (site / ".git").rename(site / "git-is-away")
    assert diff(site, "keys.md") == (
        0,
        "docs_fr/keys.md was made from another text of docs/keys.md, which git does not show here: not a git repository "
        "(or any of the parent directories): .git\n"
        f"its id is {revision}: 'git show' with it shows the text where it is at hand\n",
        "",
    )


def test_without_a_revision_it_says_what_to_do(site: Path) -> None:
    assert diff(site, "index.md") == (
        0,
        "docs_fr/index.md records no source_revision: nobody can tell from which text of docs/index.md it was made\n"
        "compare both, then record it: python3 scripts accept docs_fr/index.md\n",
        "",
    )


def test_an_unknown_page_gets_a_suggestion(site: Path) -> None:
    assert diff(site, "docs/kays.md") == (
        2,
        "",
        "scripts: 'docs/kays.md' is no page of this site; did you mean 'docs/keys.md'?\n",
    )
    write(site, {"docs/alone.md": "# Alone\n"})
    assert diff(site, "alone.md") == (2, "", "scripts: 'docs/alone.md' has no translation\n")


def test_no_page_can_steer_the_terminal(site: Path) -> None:
    write(site, {"docs/keys.md": NOW.replace("90 days", "90 \x1b[2Jdays")})
    assert "\x1b" not in diff(site, "keys.md")[1]
