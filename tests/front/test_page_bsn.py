"""What looks like a BSN; the widget reads the same table (``widget/text.test.js``)."""

import json
from pathlib import Path

import pytest

from bot.front.page_bsn import bsn_like, without_bsn

CASES = json.loads((Path(__file__).parent / "messages.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "found", "rest"), CASES["bsn"])
def test_a_number_of_eight_or_nine_digits(text, found, rest):
    assert bsn_like(text) == found
    assert without_bsn(text) == rest


@pytest.mark.parametrize("text", CASES["no_bsn"])
def test_other_numbers(text):
    assert bsn_like(text) == []
    assert without_bsn(text) == text
