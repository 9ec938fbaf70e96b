"""The verdict for whole populations is that of the self-check, without the reasons."""

from datetime import date

import pytest

from bot.catalogue.library import Library
from bot.selfcheck.evaluate import selfcheck, verdict
from bot.selfcheck.residents import residents

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("slug", ["leidschendam-voorburg", "westland", "leiderdorp", "leiden", "elburg"])
def test_it_agrees_with_the_self_check(library: Library, slug: str) -> None:
    place = library.municipalities[slug]
    for person in residents(40, 11):
        full, short = selfcheck(place, person, DAY, library.rules), verdict(place, person, DAY, library.rules)
        assert short.statuses == {outcome.facility.id: outcome.status for outcome in full.outcomes}
        assert short.referral == full.referral
