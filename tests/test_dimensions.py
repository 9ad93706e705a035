"""The measures of images: what the file says, else nothing."""

import struct
from pathlib import Path

import pytest
from bitext.pages.image_size import dimensions

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480) + b"\x08\x02\x00\x00\x00"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 650.4">', (720, 650)),
        ("a.svg", b"<?xml version='1.0'?>\n<svg\n  width='9'\n  viewBox='-1,-1,10,20'>", (10, 20)),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg">', None),
        ("a.png", PNG, (640, 480)),
        ("a.jpg", b"\xff\xd8\xff", None),
    ],
)
def test_an_image_says_how_large_it_is(tmp_path: Path, name: str, content: bytes, expected: object) -> None:
    (image := tmp_path / name).write_bytes(content)
    assert dimensions(image) == expected


def test_an_image_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert dimensions(tmp_path / "gone.svg") is None
