"""What the front door asks the plans: on which day, for which municipality, and with the alarms of the conversation."""

from datetime import date, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import pytest

from bot.catalogue.library import Library
from bot.launch import web
from bot.launch.web import SelfcheckDecision
from bot.selfcheck.answers import AnswerError

NIGHT = [
    ("2026-06-30T21:59:59+00:00", "2026-06-30"),
    ("2026-06-30T22:00:00+00:00", "2026-07-01"),  # norms change; UTC is still in June
    ("2026-11-28T22:59:59+00:00", "2026-11-28"),
    ("2026-11-28T23:00:00+00:00", "2026-11-29"),
    ("2026-12-31T22:59:59+00:00", "2026-12-31"),
    ("2026-12-31T23:00:00+00:00", "2027-01-01"),
    ("2026-03-29T00:59:59+00:00", "2026-03-29"),  # the clocks go forward
    ("2026-10-25T01:30:00+00:00", "2026-10-25"),  # and back: half past two comes twice
    ("2026-10-25T23:00:00+00:00", "2026-10-26"),
]


@pytest.fixture(scope="module")
def decision(library: Library) -> SelfcheckDecision:
    return SelfcheckDecision(SimpleNamespace(library=library))  # type: ignore[arg-type]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the time of the whole machine, whatever zone it is in."""

    def set_to(moment: str) -> None:
        now = datetime.fromisoformat(moment).astimezone(timezone(timedelta(hours=-11)))
        monkeypatch.setattr(web, "datetime", SimpleNamespace(now=lambda zone: now.astimezone(zone)))

    return set_to


@pytest.mark.parametrize(("moment", "day"), NIGHT)
def test_the_day_is_that_of_the_clocks_here(clock: Any, moment: str, day: str) -> None:
    clock(moment)
    assert web._today() == date.fromisoformat(day)


@pytest.mark.parametrize(("moment", "day"), NIGHT[:2])
def test_norms_change_at_midnight_here(decision: SelfcheckDecision, clock: Any, moment: str, day: str) -> None:
    clock(moment)
    assert decision.normen(None)["peildatum"] == day
    assert decision.zelfcheck({"gemeente": "leiden", "antwoorden": {}})["peildatum"] == day
    assert decision.normen("2026-02-01")["peildatum"] == "2026-02-01", "who asks for a day gets that day"


class TestRecord:
    def told(self, decision: SelfcheckDecision, **state: Any) -> dict[str, Any]:
        return decision.record({"gemeente": "leiden", "antwoorden": {}, "themas": [], "signalen": [], **state})

    @pytest.mark.parametrize("answers", [None, {}, {"leeftijd": 44}])
    def test_without_a_municipality_there_are_answers_and_no_outcomes(
        self, decision: SelfcheckDecision, answers: Any
    ) -> None:
        told = self.told(decision, gemeente=None, antwoorden=answers)
        assert told == {"antwoorden": answers or {}, "uitkomsten": [], "verwijzing": None}

    @pytest.mark.parametrize("gone", ["antwoorden", "themas", "signalen"])
    def test_what_is_null_counts_as_empty(self, decision: SelfcheckDecision, gone: str) -> None:
        assert self.told(decision, **{gone: None}) == self.told(decision)

    def test_an_alarm_makes_it_acute_and_gives_the_numbers(self, decision: SelfcheckDecision) -> None:
        calm, alarmed = self.told(decision), self.told(decision, signalen=["huiselijk_geweld"])
        assert (calm["verwijzing"]["urgentie"], alarmed["verwijzing"]["urgentie"]) == ("normaal", "acuut")
        assert "112" in [each["nummer"] for each in alarmed["verwijzing"]["telefoon"]]
        assert "telefoon" not in calm["verwijzing"]

    def test_every_alarm_that_is_acute_gives_112_or_its_own_number(self, decision: SelfcheckDecision) -> None:
        alarms = decision.library.rules.policy.alarms
        for name in alarms:
            referral = self.told(decision, signalen=[name])["verwijzing"]
            assert referral["urgentie"] in ("acuut", "spoed"), name
            assert bool(referral.get("telefoon")) or referral["urgentie"] == "spoed", name

    def test_the_outcomes_are_those_of_the_api(self, decision: SelfcheckDecision) -> None:
        answers = {"rondkomen": "niet", "schulden": True, "leeftijd": 44}
        asked = decision.zelfcheck({"gemeente": "leiden", "antwoorden": answers})
        told = self.told(decision, antwoorden=answers)
        assert told["uitkomsten"]
        assert told["uitkomsten"] == asked["uitkomsten"]
        assert told["verwijzing"] == asked["verwijzing"]

    @pytest.mark.parametrize("gemeente", ["leiden", "elburg", "westland", "leiderdorp", "leidschendam-voorburg"])
    def test_every_municipality_has_its_own_desk(self, decision: SelfcheckDecision, gemeente: str) -> None:
        team = self.told(decision, gemeente=gemeente)["verwijzing"]["team"]
        assert team in decision.library.municipalities[gemeente].contacts

    def test_a_wrong_answer_is_named(self, decision: SelfcheckDecision) -> None:
        with pytest.raises(AnswerError) as wrong:
            decision.zelfcheck({"gemeente": "leiden", "antwoorden": {"leeftijd": 121}})
        assert wrong.value.field == "leeftijd"


def test_what_a_turn_needs_is_read_before_the_first_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(web, "Settings", SimpleNamespace(read=lambda _environment: SimpleNamespace(host="", port=0)))
    monkeypatch.setattr(web, "WhatsAppSettings", SimpleNamespace(read=lambda _environment: None))
    monkeypatch.setattr(web, "Shelf", lambda _data: SimpleNamespace(watch=lambda: None))
    monkeypatch.setattr(web, "create_app", lambda *_parts, **_more: None)
    monkeypatch.setattr(web, "configure", lambda: None)
    monkeypatch.setattr(web, "numbers_for", lambda _text: done.append("danger"))
    monkeypatch.setattr(web, "known_names", lambda: done.append("names"))
    monkeypatch.setattr(web.web, "run_app", lambda _app, **_options: done.append("serves"))
    assert web.main() == 0
    assert done == ["danger", "names", "serves"]
