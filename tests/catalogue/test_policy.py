"""data/regels.yml is refused with its line and reason when something in it can't be."""

from pathlib import Path
from shutil import copytree

import pytest

from bot.catalogue.document import CatalogueError
from bot.catalogue.library import DATA
from bot.catalogue.policy import load_policy
from bot.selfcheck.facility import MAATWERK


def test_the_policy_is_read() -> None:
    policy = load_policy(DATA)
    assert policy.domains_for_referral == 3
    assert max(policy.support_order, key=lambda kind: policy.support_order[kind]) == MAATWERK
    assert {rule.alarm.id for rule in policy.alarm_rules} <= set(policy.alarms)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("{veld: eenzaam, is: true}", "{veld: eensaam, is: true}", "kies uit leeftijd"),
        ("{veld: rondkomen, is: niet}", "{veld: rondkomen, is: nooit}", "kies uit makkelijk"),
        (
            "{veld: rondkomen, is: niet}",
            "{inkomen_tot: {norm: bijstandsnorm, procent: 100, vakantietoeslag: met}}",
            "grens",
        ),
        ("  ontmoeting: {veld", "  ontmoetingen: {veld", "ontmoetingen"),
        ("  maatwerk: 6", "  maatwerk: zes", "niet van de soort integer"),
        ("  noodhulp: 5\n", "", "ontbreekt"),
        ("bij_haast_eerst: [noodhulp", "bij_haast_eerst: [hulp", "kies uit"),
        (
            "alarm: afsluiting}",
            "alarm: afsluiten}",
            "staat niet onder alarmen",
        ),
        (
            "afsluiting: {urgentie: spoed, domeinen: [financien]",
            "afsluiting: {urgentie: spoed, domeinen: [geld]",
            "kies uit huishouden",
        ),
        ("dakloos_vannacht: {urgentie: spoed", "dakloos_vannacht: {urgentie: snel", "kies uit normaal"),
        ("telefoon: [spoed]}", "telefoon: [alarm]}", "telefoonnummers.yml"),
        ("woont in {gemeente}.", "woont elders.", "niet goed geschreven"),
        ("gebieden_voor_verwijzing: 3", "gebieden_voor_verwijzing: 0", "0"),
        ("gebieden_voor_verwijzing: 3", "gebieden_voor_verwijzing: 3\nextra: 1", "onbekende naam extra"),
    ],
)
def test_a_wrong_policy_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    copytree(DATA / "normen", tmp_path / "normen")
    text = (DATA / "regels.yml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "regels.yml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=reason) as refused:
        load_policy(tmp_path)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert refused.value.file == file
    assert new.split("\n")[-1].strip() in lines[refused.value.line - 1]
