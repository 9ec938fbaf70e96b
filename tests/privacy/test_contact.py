"""Contact wishes: what a resident types is found, in one form."""

import pytest

from bot.privacy.contact import Contact, find_contact


@pytest.mark.parametrize(
    ("text", "phone", "email"),
    [
        ("0612345678", "+31612345678", None),
        ("bel 06-12 34 56 78 na vijven", "+31612345678", None),
        ("+31 6 1234 5678", "+31612345678", None),
        ("+31 (0)6 12345678", "+31612345678", None),
        ("0031612345678", "+31612345678", None),
        ("31612345678", "+31612345678", None),
        ("071 516 5165", "+31715165165", None),
        ("(0525) 68 12 34", "+31525681234", None),
        ("+32 475 12 34 56", "+32475123456", None),
        ("jan@example.nl", None, "jan@example.nl"),
        ("mail naar Jan.de.Vries+zorg@Example.co.uk.", None, "Jan.de.Vries+zorg@Example.co.uk"),
        ("jan apenstaartje gmail punt com", None, "jan@gmail.com"),
        ("jan (at) gmail.com", None, "jan@gmail.com"),
        ("06 12345678 of jan@example.nl", "+31612345678", "jan@example.nl"),
        ("0612345678, anders 0687654321", "+31612345678", None),
        ("06\u00a012\u00a034\u00a056\u00a078", "+31612345678", None),
        ("06–12345678", "+31612345678", None),
        ("０６１２３４５６７８", "+31612345678", None),
        ("06123\n45678", "+31612345678", None),
        ("geboren 01-02-1960 tel 06-12345678", "+31612345678", None),
        ("01-02-1960 06-12345678", "+31612345678", None),
        ("jan＠example．nl", None, "jan@example.nl"),
        ("jan @\nexample.nl", None, "jan@example.nl"),
        ("<a href='mailto:jan@example.nl'>", None, "jan@example.nl"),
        ("mijn vriend: a@b, beter: jan@example.nl", None, "jan@example.nl"),
        ("0800-2000 of 06 12345678", "+31612345678", None),
    ],
)
def test_found(text, phone, email):
    assert find_contact(text) == Contact(phone, email)


@pytest.mark.parametrize(
    "text",
    ["", "liever niet", "bel 112", "0800-2000", "0900 8844", "06 1234567", "123456782", "jan@", "jan@gmail",
     "1350 euro", "op 12-03-1952", "na 17.00 uur", "01-02-1960\n1350", "😀", "@", "jan apenstaartje", "0" * 2000],
)  # fmt: skip
def test_not_found(text):
    assert find_contact(text) is None
