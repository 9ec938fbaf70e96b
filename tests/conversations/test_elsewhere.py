"""Pausing, and going on with the code on another device: the answers are kept, and the open question comes back."""

import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import pytest

from tests.running import Resident, System

WRONG = 422


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow: the new token is in the address."""

    def redirect_request(self, *args: Any) -> None:
        return None


def opened(system: System, code: str) -> tuple[int, str]:
    """The status and the address to which the page of the code leads."""
    form = urllib.parse.urlencode({"code": code}).encode()
    try:
        answer = urllib.request.build_opener(_Stay).open(f"{system.url}/verder", form, timeout=60)
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("Location", "")
    return int(answer.status), ""


def elsewhere(system: System, code: str) -> Resident:
    """The same conversation on another device."""
    _, address = opened(system, code)
    conversation, _, token = address.partition("#verder=")[2].partition(":")
    return Resident(system.url, id=conversation, token=token)


def paused(system: System) -> tuple[Resident, str]:
    """A conversation with an age, paused at the question after it, and its code."""
    talk = Resident(system.url, "leiden").begins().says("alles")
    while talk.asks != "leeftijd":
        talk.says("weet ik niet")
    waiting = talk.says("45").asks
    assert waiting is not None
    talk.says("ik ga later verder")
    return talk, waiting


def test_the_answers_are_kept_and_the_question_comes_back(system: System) -> None:
    talk, waiting = paused(system)
    assert talk.record["status"] == "gestopt"
    other = elsewhere(system, talk._call("POST", f"/gesprekken/{talk.id}/codes")["code"])
    assert other.record["antwoorden"] == {"leeftijd": 45}
    assert other.says("verder").asks == waiting
    assert other.record["status"] == "open"


def test_the_first_device_is_shut_out(system: System) -> None:
    talk, _ = paused(system)
    other = elsewhere(system, talk._call("POST", f"/gesprekken/{talk.id}/codes")["code"])
    assert talk.says("verder").status in (401, 404)
    assert other.record["antwoorden"] == {"leeftijd": 45}


@pytest.mark.parametrize("typed", ["", "niet-de-code"])
def test_without_the_code_nothing_opens(system: System, typed: str) -> None:
    talk, _ = paused(system)
    assert opened(system, typed) == (WRONG, "")
    assert talk.record["antwoorden"] == {"leeftijd": 45}
