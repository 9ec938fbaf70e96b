"""Each kind of place in a text, found where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.accounts import accounts
from bot.privacy.addresses import addresses, number_plates
from bot.privacy.emails import emails, first_usable
from bot.privacy.masking import LAYERS
from bot.privacy.names import names
from bot.privacy.numbers import elfproef, named_numbers, numbers
from bot.privacy.phones import callable_phones, international
from bot.privacy.spans import replace
from bot.privacy.words import any_of


def found(find, text):
    return [text[begin:end] for begin, end in find(text)]


@pytest.mark.parametrize("digits", ["123456782", "111222333", "12345672", "999999990"])
def test_the_check_of_a_bsn_is_passed(digits):
    assert elfproef(digits)


@pytest.mark.parametrize("digits", ["123456789", "000000000", "1234567820", "111111111"])
def test_the_check_of_a_bsn_is_failed(digits):
    assert not elfproef(digits)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a 123456782 b 12345678 c", ["123456782", "12345678"]),
        ("123456782,123456782", ["123456782", "123456782"]),
        ("op 12-03-1952 met 123 456 782", ["123 456 782"]),
        ("12-03-1952 123456782", ["123456782"]),
        ("0800-2000 of 123456782", ["123456782"]),
        ("44 123456782 1350", ["123456782"]),
        ("1350 123 456 782", ["123 456 782"]),
        ("1350 euro, 1845 euro", []),
        ("2020 2021 2022 2023", []),
        ("1111 2222 3333 4444", ["1111 2222 3333 4444"]),
    ],
)
def test_numbers_of_a_person(text, places):
    assert found(numbers, text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("bsn: 12345", ["12345"]),
        ("BSN is 123", ["123"]),
        ("mijn rijbewijs 5123456789", ["5123456789"]),
        ("sofinummer 1234", ["1234"]),
        ("wat is een bsn", []),
        ("bsn hoeft niet", []),
        ("zonder paspoort sinds vorig jaar", []),
    ],
)
def test_numbers_that_are_named(text, places):
    assert found(named_numbers, text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("van NL91ABNA0417164300 naar BE68539007547034.", ["NL91ABNA0417164300", "BE68539007547034"]),
        ("NL91-ABNA-0417-1643-00", ["NL91-ABNA-0417-1643-00"]),
        ("NL44 RABO 01", ["NL44 RABO 01"]),
        ("ik zit bij de rabo", []),
        ("ing of abna", []),
        ("in 12 maanden", []),
        ("de 12 apostelen 1234", []),
        ("nl 20 jaar", []),
        ("op 24 uur per dag ben ik er 7 dagen", []),
    ],
)
def test_accounts(text, places):
    assert found(accounts, text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("bel 06-12345678 of 071-5165165", ["06-12345678", "071-5165165"]),
        ("06-12345678.", ["06-12345678"]),
        ("tel:0612345678;", ["0612345678"]),
        ("112 113 0800-0432", []),
        ("0612345678901234", []),
        ("ik ben van 01-02-1960 en dat is 10 jaar", []),
    ],
)
def test_phones(text, places):
    assert found(callable_phones, text) == places


@pytest.mark.parametrize("written", ["", "abc", "+", "+999 1", "00", "06"])
def test_what_cannot_be_called_has_no_international_form(written):
    assert international(written) is None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a@b.nl, c@d.nl", ["a@b.nl", "c@d.nl"]),
        ("jan @ gmail.com", ["jan @ gmail.com"]),
        ("piet at hotmail dot com", ["piet at hotmail dot com"]),
        ("ik zit at the moment thuis", []),
        ("wat is een apenstaartje", []),
    ],
)
def test_emails(text, places):
    assert found(emails, text) == places


@pytest.mark.parametrize(
    ("text", "address"),
    [("a@b.nl", "a@b.nl"), ("jan @ gmail.com.", "jan@gmail.com"), ("a@b c@d.nl", "c@d.nl"), ("geen", None)],
)
def test_the_first_address_that_mail_can_go_to(text, address):
    assert first_usable(text) == address


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Kerkstraat 1, 2312 AB Leiden", ["Kerkstraat 1", "2312 AB"]),
        ("aan de Haarlemmerstraat 12-14", ["de Haarlemmerstraat 12-14"]),
        ("de Prinses Beatrixlaan 7 bis", ["de Prinses Beatrixlaan 7 bis"]),
        ("Rijnsburgerweg 10", ["Rijnsburgerweg 10"]),
        ("postcode: 2312", ["2312"]),
        ("een kwartier lopen", []),
        ("in de straat", []),
        ("halverwege 2020", []),
        ("vanaf 2023 ja", []),
        ("2023 AB", ["2023 AB"]),
        ("rond de 1200 ja", []),
        ("1400 tot 1500", []),
        ("verhuisd naar Leiden 3 jaar geleden", []),
        ("mijn adres is geheim", []),
        ("Waarborg 500", []),
    ],
)
def test_addresses(text, places):
    assert found(addresses, text) == places


@pytest.mark.parametrize("plate", ["AB-12-34", "12-AB-34", "12-34-AB", "12-ABC-3", "GB-123-X", "X-123-GB", "1-ABC-23"])
def test_number_plates(plate):
    assert found(number_plates, f"auto {plate} hier") == [plate]
    assert found(number_plates, plate.lower()) == [plate.lower()]


@pytest.mark.parametrize("text", ["10-en-12", "12-12-2020", "ab12cd", "2 tot 3", "A4", "MAVO4", "12-of-14"])
def test_no_number_plates(text):
    assert found(number_plates, text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("ik heet Jan", ["Jan"]),
        ("Ik heet Anne-Marie van der Berg-de Wit. Ik woon hier", ["Anne-Marie van der Berg-de Wit"]),
        ("mijn naam is Ali Ben Salah en ik", ["Ali Ben Salah"]),
        ("ik heet jan jansen graag hulp", ["jan jansen"]),
        ("naam: Öz", ["Öz"]),
        ("mijn naam is J. de Vries. Ik zoek hulp", ["J. de Vries"]),
        ("groeten uit Leiden", []),
        ("mijn naam is nog niet bekend", []),
        ("hoe heet u", []),
        ("dat heet mantelzorg", []),
        ("ik ben mantelzorger", []),
    ],
)
def test_names(text, places):
    assert found(names, text) == places


@given(st.text(max_size=120))
def test_places_lie_in_order_without_overlap(text):
    for find, _ in LAYERS:
        end = 0
        for begin, after in find(text):
            assert end <= begin < after <= len(text)
            end = after


@given(st.text(alphabet="ab ", max_size=20), st.integers(0, 10), st.integers(1, 5))
def test_only_the_place_itself_is_replaced(text, begin, length):
    begin = min(begin, len(text))
    end = min(begin + length, len(text))
    assert replace(text, [(begin, end)], "X") == f"{text[:begin]}X{text[end:]}"


def test_the_longest_word_is_tried_first():
    assert any_of(frozenset({"a", "abc", "ab"})) == "abc|ab|a"
