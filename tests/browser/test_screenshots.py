"""The pictures in docs/schermen/: of every state, and together small enough to clone."""

import pytest
from screenshots import FOLDER, SIZES, overview
from states import STATES

MOST_BYTES = 2_000_000


def test_each_state_is_there_on_phone_and_desktop() -> None:
    wanted = {f"{state}-{size}.png" for state in STATES for size in SIZES}
    assert {each.name for each in FOLDER.glob("*.png")} == wanted, "run `make screenshots`"
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == overview()


def test_together_they_are_small() -> None:
    assert sum(each.stat().st_size for each in FOLDER.iterdir()) <= MOST_BYTES


@pytest.mark.parametrize("size", SIZES)
def test_each_is_a_picture_of_that_size(size: str) -> None:
    """Width and height stand in a PNG at a fixed place."""
    for picture in FOLDER.glob(f"*-{size}.png"):
        head = picture.read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n", picture
        assert (int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")) == SIZES[size], picture
