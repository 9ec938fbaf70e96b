"""Rasa or the action server dies in the middle of a conversation: the message is kept and the answer comes."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.running import Resident, System

BACK_SECONDS = 120


def process_on(port: int) -> int:
    """The process of our own that was started with this port."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_text(encoding="utf-8").split("\0")
        except OSError:  # it ended meanwhile
            continue
        if str(port) in words and "--port" in words:
            return int(folder.name)
    raise AssertionError(f"nothing runs with --port {port}")


def answered(talk: Resident, texts: int) -> bool:
    """Waits until the assistant has said more than this."""
    deadline = time.monotonic() + BACK_SECONDS
    while time.monotonic() < deadline:
        said = [message for message in talk.record["berichten"] if message["van"] == "assistent"]
        if talk.record["antwoorden"].get("leeftijd") == 45 and len(said) > texts:
            return True
        time.sleep(0.5)
    return False


@pytest.mark.parametrize("which", ["action_port", "rasa_port"])
def test_a_dead_process_loses_no_message(system: System, which: str) -> None:
    if not getattr(system, which):
        pytest.skip("a system that runs elsewhere is not killed")
    talk = Resident(system.url, "leiden").begins().says("alles")
    while talk.asks != "leeftijd":
        talk.says("weet ik niet")
    os.kill(process_on(getattr(system, which)), signal.SIGKILL)
    talk.says("45")
    assert talk.status == 200
    assert "bewaard" in talk.text
    assert "Servicepunt Zorg" in talk.text
    texts = len([message for message in talk.record["berichten"] if message["van"] == "assistent"])
    assert answered(talk, texts)
    talk.says("nee, ik kom niet rond")
    assert talk.asks is not None
    assert talk.record["antwoorden"]["leeftijd"] == 45
