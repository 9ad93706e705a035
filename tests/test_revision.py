"""`source_revision`: git's id of the English text, computed without git."""

from pathlib import Path

from bitext.pages.revision import blob_id
from conftest import run


def test_the_blob_id_is_that_of_git(tmp_path: Path) -> None:
    for content in (b"", b"# Home\n", "# Accueil – «\u00a0é\u00a0»\r\n".encode()):
        file = tmp_path / "page.md"
        file.write_bytes(content)
        assert run("git", "hash-object", "--no-filters", file).stdout.strip() == blob_id(content)
