"""What was never confirmed, or too long ago: a list in Markdown to send to whoever owns the facilities."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.catalogue.library import Library
from bot.selfcheck.facility import Facility, Municipality

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Owned:
    """The facilities of one owner: a municipality, or the law for what is the same everywhere."""

    name: str
    document: str
    facilities: tuple[Facility, ...]

    def unconfirmed(self, today: date, days: int) -> list[Facility]:
        """Those that nobody confirmed in the last so many days, by desk, in the order of the file."""
        stale = [facility for facility in self.facilities if _is_stale(facility, today, days)]
        desks = list(dict.fromkeys(facility.contact.id for facility in stale))
        return sorted(stale, key=lambda facility: desks.index(facility.contact.id))


def owners(library: Library, national: str) -> list[Owned]:
    """Each municipality with its own facilities, and once what national law gives in all of them."""
    everywhere = {facility.id: facility for place in library.municipalities.values() for facility in _national(place)}
    return [*map(_own, library.municipalities.values()), Owned(national, national, tuple(everywhere.values()))]


def as_markdown(owned: Owned, today: date, days: int, texts: Texts) -> str:
    """The list of one owner, a table for each desk."""
    stale = owned.unconfirmed(today, days)
    counts = {"na_te_kijken": len(stale), "totaal": len(owned.facilities), "dagen": days}
    title = texts["titel"].format(dag=today.isoformat(), naam=owned.name)
    if not stale:
        return f"{title}\n\n{texts['niets'].format(**counts)}\n"
    head = [title, "", texts["bron"].format(document=owned.document), texts["aantal"].format(**counts), texts["vraag"]]
    return "\n".join([*head, *_tables(stale, today, texts), ""])


def _tables(stale: Iterable[Facility], today: date, texts: Texts) -> Iterator[str]:
    for desk, facilities in groupby(stale, key=lambda facility: facility.contact.name):
        yield from ("", texts["ingang"].format(naam=desk), "", texts["kop"], texts["streep"])
        yield from (_row(facility, today, texts) for facility in facilities)


def _row(facility: Facility, today: date, texts: Texts) -> str:
    source = facility.source
    confirmed = _confirmed(source.confirmed_on, today, texts)
    place = f"r. {source.lines}" if source.lines else f"{source.document}: {source.place}"
    return texts["regel"].format(naam=facility.name, id=facility.id, plaats=place, bevestigd=confirmed)


def _confirmed(day: date | None, today: date, texts: Texts) -> str:
    if day is None:
        return texts["nooit"]
    return texts["lang_geleden"].format(dag=day.isoformat(), dagen=(today - day).days)


def _is_stale(facility: Facility, today: date, days: int) -> bool:
    confirmed = facility.source.confirmed_on
    return confirmed is None or (today - confirmed).days > days


def _own(place: Municipality) -> Owned:
    own = tuple(facility for facility in place.facilities if not facility.national)
    return Owned(place.name, place.document, own)


def _national(place: Municipality) -> Iterator[Facility]:
    return (facility for facility in place.facilities if facility.national)
