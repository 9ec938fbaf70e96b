"""Which words belong to which number: "hij 2050 en ik 980", "1500 plus 300 toeslagen", "zij 38 ik 41"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.readers.numerals import Number

_CUT = re.compile(
    r"[;.!?()&+\n]+(?!\d)|,(?!\d|-)|,\s|(?<!\w)(?:en|plus|maar|terwijl|daarnaast|verder|daarbij|alleen|waarvan|inclusief|incl|exclusief|excl|min|minus|behalve|dus)(?!\w)|\s-\s|\s/\s"
)


@dataclass(frozen=True)
class Labelled:
    """A number with the words that go with it, before and after."""

    number: Number
    before: str
    after: str

    @property
    def words(self) -> str:
        """All the words that go with the number."""
        return f"{self.before} {self.after}".strip()


def labelled(text: str, numbers: Sequence[Number]) -> list[Labelled]:
    """Each number with its words: up to the nearest comma or "en"; without one, whole gaps go to one side."""
    result: list[Labelled] = []
    before = _last_part(text[: numbers[0].start]) if numbers else ""
    for number, following in zip(numbers, [*numbers[1:], None]):
        gap = text[number.end : following.start if following else len(text)]
        after, upcoming = _shared(gap, bool(before.strip())) if following else (_first_part(gap), "")
        result.append(Labelled(number, before, after))
        before = upcoming
    return result


def _shared(gap: str, has_before: bool) -> tuple[str, str]:
    cuts = list(_CUT.finditer(gap))
    if cuts:
        return gap[: cuts[0].start()], gap[cuts[0].start() if cuts[0].group().isalpha() else cuts[0].end() :]
    return ("", gap) if has_before else (gap, "")


def _last_part(text: str) -> str:
    cuts = list(_CUT.finditer(text))
    return text[cuts[-1].start() :] if cuts else text


def _first_part(text: str) -> str:
    cut = _CUT.search(text)
    if cut and not text[: cut.start()].strip() and cut.group().strip() in {",", "(", "-"}:
        return cut.group() + _first_part(text[cut.end() :])
    return text[: cut.start()] if cut else text


def split(text: str) -> list[str]:
    """The parts of a text that belong together."""
    return _CUT.split(text)
