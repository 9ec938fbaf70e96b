"""What looks like a BSN; the widget has the same table in tests/browser/test_trouble.py."""

import pytest

from bot.front.page_bsn import bsn_like, without_bsn


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("mijn bsn is 123456782 en ik huur", ["123456782"], "mijn bsn is en ik huur"),
        ("1234.56.782", ["1234.56.782"], ""),
        ("123 456 782", ["123 456 782"], ""),
        ("123-45-6782", ["123-45-6782"], ""),
        ("123-456-782 en 12345678", ["123-456-782", "12345678"], "en"),
    ],
)
def test_a_number_of_eight_or_nine_digits(text, found, rest):
    assert bsn_like(text) == found
    assert without_bsn(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "1.845,30 euro", "0800-2000", "0900 12345", "12.03.1980", "12-03-1980", "1980-03-12", "1200-1500 euro",
        "06 12345678", "06-12345678", "071-5165165", "ik ben 45", "1234567890", "",
    ],
)  # fmt: skip
def test_other_numbers(text):
    assert bsn_like(text) == []
    assert without_bsn(text) == text
