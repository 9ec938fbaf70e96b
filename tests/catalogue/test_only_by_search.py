"""Help that no answer calls for (``aanleiding: nooit``) is still found: by its own name, and for what it is."""

import pytest

from bot.catalogue.library import Library
from bot.catalogue.search import Search
from bot.selfcheck.expressions import Constant

MOST = 62
"""No more than now without somebody looking whether a question calls for it."""


@pytest.fixture(scope="module")
def only_by_search(library: Library) -> dict[str, list[str]]:
    return {
        slug: [each.id for each in place.facilities if each.need == Constant(False)]
        for slug, place in library.municipalities.items()
    }


def test_their_number_is_known(only_by_search: dict[str, list[str]]) -> None:
    assert 0 < sum(map(len, only_by_search.values())) <= MOST


@pytest.mark.parametrize("slug", ["leidschendam-voorburg", "westland", "leiderdorp", "leiden", "elburg"])
def test_each_is_found_by_its_name(library: Library, only_by_search: dict[str, list[str]], slug: str) -> None:
    place = library.municipalities[slug]
    search, names = Search(place), {each.id: each.name for each in place.facilities}
    lost = [id for id in only_by_search[slug] if id not in {hit.facility.id for hit in search.nearest(names[id])}]
    assert lost == []
