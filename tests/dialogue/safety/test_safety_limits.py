"""The limits of danger: each is there, no siren sounds below a question, and half a file is refused."""

from pathlib import Path

import pytest
import yaml

from bot.dialogue.safety import limits
from bot.dialogue.safety.limits import RulesSay, read

ENTRIES = {said.value: {"vraag": 0.2, "alarm": 0.9} for said in RulesSay}


def stored(folder: Path, entries: object) -> Path:
    file = folder / "grenzen.yml"
    file.write_text(yaml.safe_dump({"grenzen": entries}))
    return file


@pytest.mark.parametrize("said", RulesSay)
def test_each_has_both_limits_and_no_siren_comes_before_a_question(said: RulesSay) -> None:
    assert 0 <= limits.limits().ask[said] <= limits.limits().siren[said]
    assert limits.limits().siren[said] > 0


def test_where_a_rule_saw_no_danger_no_siren_ever_sounds() -> None:
    assert limits.limits().siren[RulesSay.HARMLESS] > 1


def test_where_the_rules_say_more_for_danger_it_never_takes_more_to_act() -> None:
    for found in (limits.limits().ask, limits.limits().siren):
        in_order = [found[said] for said in RulesSay if said != RulesSay.DOUBT]
        assert in_order == sorted(in_order, reverse=True)


def test_a_rule_that_was_made_to_ask_always_does() -> None:
    assert limits.limits().ask[RulesSay.DOUBT] == 0


def test_both_are_read_as_stored(tmp_path: Path) -> None:
    found = read(stored(tmp_path, ENTRIES))
    assert set(found.ask.values()) == {0.2}
    assert set(found.siren.values()) == {0.9}


@pytest.mark.parametrize("missing", RulesSay)
def test_a_missing_limit_is_refused(tmp_path: Path, missing: RulesSay) -> None:
    entries = {name: pair for name, pair in ENTRIES.items() if name != missing.value}
    with pytest.raises(KeyError, match=missing.value):
        read(stored(tmp_path, entries))


def test_a_limit_that_is_no_number_is_refused(tmp_path: Path) -> None:
    entries = {**ENTRIES, RulesSay.DOUBT.value: {"vraag": "veel", "alarm": 0.9}}
    with pytest.raises(ValueError, match="veel"):
        read(stored(tmp_path, entries))
