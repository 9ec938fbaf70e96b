"""What a person at the municipality decides on for one resident is never likely beforehand (Wmo 2015 art. 2.3.2).

A maatwerkvoorziening never is (contract, section 4). Where a plan names no kind but somebody decides, only a demand
that no answer settles keeps it from being likely.
"""

from typing import Any

from hypothesis import given, settings

from bot.catalogue.library import Library
from bot.selfcheck.answers import Answers
from bot.selfcheck.expressions import Situation
from bot.selfcheck.facility import MAATWERK, Facility
from tests.catalogue.checks import DAY
from tests.selfcheck.test_evaluate import municipalities, run, some_answers

NO_KIND = {"elburg": {"wmo-resultaten"}, "leiderdorp": {"begeleiding", "dagbesteding"}}
"""Where the ledger gives no kind and somebody decides."""


def decided_on(facility: Facility) -> bool:
    return facility.kind in (None, MAATWERK) and facility.decides is not None


def test_no_answers_at_all_can_make_it_likely(library: Library) -> None:
    nothing = Situation(Answers({}), DAY, library.rules.norms)
    for slug, place in library.municipalities.items():
        without = {each.id: each for each in place.facilities if decided_on(each) and each.kind is None}
        assert set(without) == NO_KIND.get(slug, set())
        assert {each.demands.bounds(nothing) for each in without.values()} <= {(None, None)}


@settings(max_examples=200)
@given(municipalities, some_answers)
def test_it_is_never_likely(library: Library, slug: str, answers: dict[str, Any]) -> None:
    for outcome in run(library, slug, answers)["uitkomsten"]:
        decided = outcome["soort"] in (None, MAATWERK) and outcome["beslist"] is not None
        assert outcome["soort"] != MAATWERK or outcome["status"] != "waarschijnlijk"
        assert not decided or outcome["status"] != "waarschijnlijk"
