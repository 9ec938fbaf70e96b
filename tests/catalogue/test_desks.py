"""How a desk is reached tells a resident what to do, never what the plan leaves out."""

from collections.abc import Iterator

import pytest

from bot.selfcheck.facility import Contact
from tests.plans import plans

ABOUT_THE_PLAN = ("het plan noemt", "in het plan", "het plan zegt")


def desks() -> Iterator[tuple[str, Contact]]:
    """Municipality and desk, of all plans, where it says how the desk is reached."""
    for slug, municipality in plans().municipalities.items():
        yield from ((slug, desk) for desk in municipality.contacts.values() if desk.reachable)


@pytest.mark.parametrize(("slug", "desk"), [pytest.param(*each, id=f"{each[0]} {each[1].id}") for each in desks()])
def test_it_says_what_the_resident_can_do(slug: str, desk: Contact) -> None:
    reach = str(desk.reachable).casefold()
    named = [part for part in ABOUT_THE_PLAN if part in reach and "bedoeld in het plan" not in reach]
    assert named == []
    assert not desk.name.casefold().endswith(reach.split(".")[0])


def test_there_are_desks_in_every_municipality() -> None:
    assert len({slug for slug, _ in desks()}) == 5
