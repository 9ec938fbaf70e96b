"""``GET /voorzieningen``: what one municipality or all of them offer, by domain or in a resident's own words."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.catalogue.decision import municipality
from bot.catalogue.library import Library
from bot.catalogue.schema import DOMAINS
from bot.catalogue.search import Search
from bot.selfcheck.answers import AnswerError
from bot.selfcheck.facility import Facility, Municipality
from bot.selfcheck.presentation import facility_as_json

Json = dict[str, Any]


def voorzieningen(library: Library, gemeente: str | None, domein: str | None, zoek: str | None) -> Json:
    """The facilities in the plan's order, or best first when searched.

    Without a municipality those of all, one after the other, each with its ``gemeente``. Raises AnswerError for a
    municipality or domain that does not exist.
    """
    if domein is not None and domein not in DOMAINS:
        raise AnswerError("domein", "onbekende_keuze", keuzes=", ".join(DOMAINS))
    if gemeente is not None:
        shown = [facility_as_json(facility) for facility in _offer(municipality(library, gemeente), domein, zoek)]
    else:
        shown = list(_everywhere(library.municipalities.values(), domein, zoek))
    return {"voorzieningen": shown, "aantal": len(shown)}


def _everywhere(municipalities: Iterable[Municipality], domain: str | None, text: str | None) -> Iterator[Json]:
    for place in municipalities:
        for facility in _offer(place, domain, text):
            yield {"gemeente": place.slug, **facility_as_json(facility)}


def _offer(place: Municipality, domain: str | None, text: str | None) -> list[Facility]:
    if text is None or not text.strip():
        return [facility for facility in place.facilities if domain is None or domain in facility.domains]
    return [hit.facility for hit in search_in(place).find(text, limit=len(place.facilities), domain=domain)]


def search_in(place: Municipality) -> Search:
    """The search of this municipality, made anew only when its catalogue was loaded anew."""
    made = _SEARCHES.get(place.slug)
    if made is None or made[0] is not place:
        made = _SEARCHES[place.slug] = (place, Search(place))
    return made[1]


_SEARCHES: dict[str, tuple[Municipality, Search]] = {}
