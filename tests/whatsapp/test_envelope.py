"""Meta's envelopes: signed over the raw bytes, with everything in them taken in order and the rest passed over."""

import hashlib
import hmac
import json
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.whatsapp.envelope import Failure, Inbound, failures, is_signed, messages, place
from tests.whatsapp.meta import envelope, pressed, typed

SECRET = "geheim" * 5


def signature(raw, secret=SECRET):
    return "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()


class TestSignature:
    RAW = json.dumps({"tekst": "é"}).encode()

    def test_right(self):
        assert is_signed(self.RAW, signature(self.RAW), SECRET)

    @pytest.mark.parametrize(
        "wrong",
        ["", "sha256=", signature(RAW, "ander"), signature(RAW + b" "), signature(RAW)[7:], "sha1=abc", "é\udc80"],
    )
    def test_wrong(self, wrong):
        assert not is_signed(self.RAW, wrong, SECRET)


def test_several_entries_changes_and_messages_in_order():
    found = messages(envelope(typed("a", "een"), typed("b", "twee"), entries=2))
    assert [each.text for each in found] == ["een", "twee"] * 2
    assert found[0] == Inbound("a", "1234", "31600000001", "text", "een", None)


def test_a_pressed_button_or_row_is_its_id():
    found = messages(envelope(pressed("a", "keuze-1"), pressed("b", "keuze-2", kind="list_reply")))
    assert [(each.choice, each.text) for each in found] == [("keuze-1", None), ("keuze-2", None)]


@pytest.mark.parametrize("kind", ["image", "audio", "location", "contacts", "sticker", "reaction", "nfm"])
def test_media_and_unknown_kinds_have_neither_text_nor_choice(kind):
    found = messages(envelope({"id": "a", "from": "31600000001", "type": kind, kind: {"id": "x"}}))
    assert [(each.kind, each.text, each.choice) for each in found] == [(kind, None, None)]


@pytest.mark.parametrize("kind", ["image", "video", "document"])
def test_what_stands_below_a_photo_is_kept_apart(kind):
    found = messages(envelope({"id": "a", "from": "31600000001", "type": kind, kind: {"caption": "help"}}))
    assert [(each.text, each.caption) for each in found] == [(None, "help")]


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        None,
        {"entry": {}},
        {"entry": [5, {"changes": [None, {"value": []}]}]},
        {"entry": [{"changes": [{"value": {"statuses": [{"id": "a", "status": "read"}]}}]}]},
        {"entry": [{"changes": [{"value": {"messages": [{"id": "a", "from": "31", "type": "text"}]}}]}]},
        envelope({"id": 5, "from": "31600000001", "type": "text"}),
        envelope({"id": "a", "from": "niemand", "type": "text"}),
        envelope({"id": "a" * 201, "from": "31600000001", "type": "text"}),
    ],
)
def test_what_is_no_message_is_passed_over(body):
    assert messages(body) == []


LOST = {"id": "a", "status": "failed", "timestamp": "1700000000", "recipient_id": "31600000001"}
LOST |= {"biz_opaque_callback_data": "12.3", "errors": [{"code": 131047}]}


def test_what_did_not_arrive_is_read_with_its_place_and_moment():
    moment = datetime(2023, 11, 14, 22, 13, 20, tzinfo=timezone.utc)
    assert failures(envelope(LOST, kind="statuses")) == [Failure("a", "31600000001", 131047, 12, 3, moment)]
    assert messages(envelope(LOST, kind="statuses")) == []
    assert place(12, 3) == LOST["biz_opaque_callback_data"]


@pytest.mark.parametrize("errors", [None, [], "x", [None], [{}], [{"code": "131047"}]])
def test_a_failure_that_does_not_say_why_has_code_0(errors):
    assert [each.code for each in failures(envelope({**LOST, "errors": errors}, kind="statuses"))] == [0]


@pytest.mark.parametrize(
    "change",
    [
        {"status": "delivered"},
        {"biz_opaque_callback_data": None},
        {"biz_opaque_callback_data": "12"},
        {"biz_opaque_callback_data": "-1.0"},
        {"biz_opaque_callback_data": "1.²"},
        {"timestamp": "9" * 12},
        {"timestamp": "straks"},
        {"recipient_id": "niemand"},
        {"id": ""},
        {"id": "a" * 181},
    ],
)
def test_what_we_cannot_place_is_passed_over(change):
    assert failures(envelope({**LOST, **change}, kind="statuses")) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["entry", "changes", "value", "messages", "statuses", "errors", "id", "from", "type", "text"]
            ),
            inner,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_no_envelope_makes_it_fail(body):
    assert isinstance(messages(body), list)
    assert isinstance(failures(body), list)
