"""Every rule and every guard earns its place, and a wrong rule file is refused with file, rule and reason."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.dialogue.safety.detection import detect_with
from bot.dialogue.safety.rules import FOLDER, Guard, Rule, load_rules, rule_set
from bot.dialogue.safety.source import RuleError

RULES = rule_set()
ROOT = FOLDER.parents[1]


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.name)
def test_a_rule_finds_its_own_example(rule: Rule) -> None:
    alone = replace(RULES, rules=(rule,), guards=())
    found = detect_with(alone, rule.example)
    assert [(signal.alarm, signal.sure) for signal in found] == [(rule.alarm, rule.sure)]


@pytest.mark.parametrize("rule", [rule for rule in RULES.rules if rule.sure], ids=lambda rule: rule.name)
def test_no_guard_silences_the_example_of_a_rule(rule: Rule) -> None:
    assert any(signal.sure for signal in detect_with(RULES, rule.example))


@pytest.mark.parametrize("guard", RULES.guards, ids=lambda guard: guard.name)
def test_a_guard_keeps_its_near_miss_from_alarming(guard: Guard) -> None:
    assert not any(signal.sure for signal in detect_with(RULES, guard.example))


@pytest.mark.parametrize("guard", RULES.guards, ids=lambda guard: guard.name)
def test_without_a_guard_its_near_miss_fires(guard: Guard) -> None:
    """The red path: take the guard out and the near miss fires: an alarm, or a question that it silences."""
    others = tuple(other for other in RULES.guards if other is not guard)
    fired = detect_with(replace(RULES, guards=others), guard.example)
    assert any(signal.sure or guard.drops for signal in fired)
    assert fired != detect_with(RULES, guard.example)


def test_the_alarms_are_those_of_the_rules_for_outcomes() -> None:
    alarms = yaml.load((ROOT / "data" / "regels.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["alarmen"]
    assert set(RULES.order) == set(alarms)
    assert RULES.acute == {name for name, alarm in alarms.items() if alarm["urgentie"] == "acuut"}


def test_every_alarm_has_a_sure_rule() -> None:
    assert {rule.alarm for rule in RULES.rules if rule.sure} == set(RULES.order)


def test_names_of_rules_and_guards_are_unique() -> None:
    names = [rule.name for rule in RULES.rules] + [guard.name for guard in RULES.guards]
    assert len(names) == len(set(names))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "veiligheid"
    shutil.copytree(FOLDER, folder)
    return folder


RULE = {"naam": "proef", "alarm": "suicide", "voorbeeld": "x", "zinnen": ["proef"]}
GUARD = {
    "naam": "proef",
    "voor": ["suicide"],
    "bereik": "zin",
    "werking": "vraag",
    "voorbeeld": "x",
    "zinnen": ["proef"],
}
WRONG = [
    ("regels/proef.yml", RULE | {"alarm": "buikpijn"}, "het alarm 'buikpijn' bestaat niet"),
    ("regels/proef.yml", RULE | {"binnen": "alinea"}, "binnen 'alinea' is geen zin of bericht"),
    ("regels/proef.yml", RULE | {"zinnen": ["ik (wil dood"]}, "een haakje is niet gesloten"),
    ("regels/proef.yml", RULE | {"zinnen": ["ik wil) dood"]}, "er staat een haakje te veel"),
    ("regels/proef.yml", RULE | {"zinnen": ["<bestaat_niet>"]}, "de lijst <bestaat_niet> bestaat niet"),
    ("regels/proef.yml", RULE | {"zinnen": ["wil?"]}, "'wil?' is geen woord"),
    ("schilden.yml", GUARD | {"voor": ["buikpijn"]}, "'buikpijn' is geen alarm, groep of regel"),
    ("schilden.yml", GUARD | {"bereik": "dorp"}, "bereik 'dorp' bestaat niet"),
    ("schilden.yml", GUARD | {"werking": "weg"}, "werking 'weg' bestaat niet"),
]


@pytest.mark.parametrize(("file", "content", "reason"), WRONG, ids=[reason for _, _, reason in WRONG])
def test_a_wrong_file_is_refused_with_its_reason(copied: Path, file: str, content: object, reason: str) -> None:
    (copied / file).write_text(yaml.safe_dump([content]), encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        load_rules(copied)
    assert reason in str(refused.value)
    assert Path(file).name in str(refused.value)
    assert "proef" in str(refused.value)


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("woorden.yml", "a: [b", "geen geldige YAML"),
        ("woorden.yml", "- a", "een tabel met namen is verwacht"),
        ("schilden.yml", "a: b", "een lijst is verwacht"),
    ],
)
def test_a_file_of_another_shape_is_refused(copied: Path, file: str, text: str, reason: str) -> None:
    (copied / file).write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=reason):
        load_rules(copied)
