"""The stand-in refuses what Meta refuses: each limit, just within it and just beyond."""

import pytest

from tests.whatsapp.rules import CALLBACK, address_refusal, refusal

ROUND = {
    "messaging_product": "whatsapp",
    "recipient_type": "individual",
    "to": "31600000001",
    "type": "text",
    "text": {},
}


def text(body, **other):
    return {"type": "text", "text": {"body": body, "preview_url": False, **other}}


def buttons(*titles, ids=None, body="Kies."):
    ids = ids or [str(number) for number in range(len(titles))]
    replies = [{"type": "reply", "reply": {"id": each, "title": title}} for each, title in zip(ids, titles)]
    return {"type": "interactive", "interactive": interactive("button", {"buttons": replies}, body)}


def with_footer(length):
    found = buttons("a")
    return {**found, "interactive": {**found["interactive"], "footer": {"text": "x" * length}}}


def rows(count, button="Kies", sections=1, **row):
    found = [{"id": str(number), "title": f"optie {number}", **row} for number in range(count)]
    action = {"button": button, "sections": [{"rows": found}] * sections}
    return {"type": "interactive", "interactive": interactive("list", action)}


def interactive(kind, action, body="Kies."):
    return {"type": kind, "body": {"text": body}, "action": action}


@pytest.mark.parametrize(
    "payload",
    [
        text("x" * 4096),
        buttons("a" * 20, "b", "c"),
        buttons("a", ids=["i" * 256]),
        buttons("a", body="x" * 1024),
        with_footer(60),
        rows(10),
        rows(1, button="k" * 20, id="i" * 200, title="t" * 24, description="d" * 72),
        {"type": "template", "template": {"name": "uw_antwoord", "language": {"code": "nl"}}},
    ],
)
def test_taken(payload):
    assert refusal(payload) is None


@pytest.mark.parametrize(
    "payload",
    [
        text("x" * 4097),
        text(" "),
        text("x", preview_url="nee"),
        text("x", anders=1),
        {"type": "image", "image": {}},
        {"type": "text"},
        buttons(),
        buttons("a", "b", "c", "d"),
        buttons("a" * 21),
        buttons(" "),
        buttons("a", "a"),
        buttons("a", "b", ids=["1", "1"]),
        buttons("a", ids=["i" * 257]),
        buttons("a", body="x" * 1025),
        with_footer(61),
        with_footer(0),
        rows(0),
        rows(11),
        rows(1, sections=2),
        rows(1, button="k" * 21),
        rows(1, title="t" * 25),
        rows(1, id="i" * 201),
        rows(1, description="d" * 73),
        rows(1, description=""),
        {"type": "interactive", "interactive": interactive("flow", {})},
        {"type": "template", "template": {"name": "onbekend", "language": {"code": "nl"}}},
        {"type": "template", "template": {"name": "uw_antwoord", "language": {"code": "en"}}},
    ],
)
def test_refused(payload):
    assert refusal(payload)


@pytest.mark.parametrize(
    "change",
    [
        {"messaging_product": "sms"},
        {"recipient_type": "group"},
        {"to": "+31 6"},
        {"type": "image"},
        {"extra": 1},
        {CALLBACK: "x" * 513},
        {CALLBACK: 1},
    ],
)
def test_what_stands_around_it(change):
    assert address_refusal({**ROUND, CALLBACK: "x" * 512}) is None
    assert address_refusal(ROUND) is None
    assert address_refusal({**ROUND, **change})
