"""The readers of the fields that are a choice or a yes or no."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any

from bot.dialogue.readers.by_person import of_the_resident
from bot.dialogue.readers.concluded import conclusion
from bot.dialogue.readers.cues import WEAK, Hit, find, lexicon
from bot.dialogue.readers.echo import Echo, repeated
from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.overtaken import (
    after_correction,
    bare_answer,
    counts_then,
    is_over,
    is_over_at_once,
    past_and_now,
    without_lead_up,
)
from bot.dialogue.readers.phrases import compile_phrases
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reader, Reading, value
from bot.dialogue.readers.vernacular import canonical
from bot.dialogue.readers.weighing import choose, weigh, with_first

_FIELDS = (
    *("woning", "huishouden_lukt", "netwerk", "rondkomen", "schulden", "zorgkosten", "mantelzorg", "belasting"),
    *("dementie", "vervanging", "zorg_nodig", "lopen", "ov", "eigen_vervoer", "thuis_verplaatsen", "eenzaam"),
    *("taal_moeite", "opvoedvragen", "somber", "werk", "onveilig"),
)
FEW_WORDS = 4
"""Words; a bare "niet" in an answer this short is about what was asked."""
FINE = (False, "goed", "zelf")
"""What says that all goes well; when a part does not, that part is the answer."""
LONGEST_CONCLUSION = 8
"""Words; what is longer tells more than its conclusion."""
_CLAUSE_END = re.compile(r"[.,;!]")
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]*")


def read_choice(field: str, text: str, context: Context) -> Reading:
    """What the text answers to the open question about that field; a repeated question states nothing."""
    said = _phrases("niet_echt").sub(" ", canonical(text)).strip() or canonical(text)
    echo = repeated(said)
    answered = echo and _answered(field, echo)
    concluded = answered or _concluded(field, said)
    return concluded or _of_now(field, said) or _read(field, of_the_resident(field, said))


def _concluded(field: str, said: str) -> Reading | None:
    """What the answer is by its own conclusion ("..., dus nee"); None when it draws none that says so."""
    last = conclusion(said)
    if not 0 < len(last.split()) <= LONGEST_CONCLUSION:
        return None
    reading = _read(field, of_the_resident(field, last))
    says_so = reading is not NOT_UNDERSTOOD and (reading.certain or opens_with_answer(last))
    return reading if says_so else None


def _of_now(field: str, said: str) -> Reading | None:
    """What is left when the past and what is put right are left out; None when that is all or no answer."""
    if is_over_at_once(said) and not counts_then(field):
        return _against(field, "", False)
    past, now = past_and_now(after_correction(said, softly=True))
    if now == said or counts_then(field):
        return None
    bare = bare_answer(now)
    if bare is not None:
        return _against(field, past, bare)
    leading = without_lead_up(now)
    reading = _read(field, of_the_resident(field, leading))
    first = bare_answer(re.split(r"[,.;]", leading)[0])
    if reading is NOT_UNDERSTOOD and first is not None:
        return _against(field, past, first)
    if reading is NOT_UNDERSTOOD and is_over(now) and _yes_and_no(field).get("nee") is False:
        return _against(field, past, False)
    return None if reading is NOT_UNDERSTOOD else reading


def _against(field: str, past: str, still: bool) -> Reading | None:
    """What "nu wel" or "nu niet meer" answers, by what was said of the past; never for certain."""
    words = _yes_and_no(field)
    if not words:
        return None
    before = {hit.value for hit in find(past, lexicon(field))}
    was_not = before == {words["nee"]} and not still
    return value(words["ja" if still or was_not else "nee"], past, certain=False)


def _yes_and_no(field: str) -> Mapping[str, Any]:
    """The values that a bare yes and no stand for; empty where they answer nothing."""
    general = load(f"keuzes/{field}").get("algemeen", {})
    return {word: general[word] for word in ("ja", "nee")} if {"ja", "nee"} <= set(general) else {}


def _answered(field: str, echo: Echo) -> Reading | None:
    """What the yes or no says of the topic: "veilig? nee" is no danger denied. None where a yes means nothing."""
    general = load(f"keuzes/{field}").get("algemeen", {})
    if "ja" not in general or "nee" not in general:
        return None
    topic = _read(field, echo.topic)
    turned = topic is not NOT_UNDERSTOOD and topic.value != general["ja"]
    meant = general["ja" if echo.agrees is not turned else "nee"]
    if turned and echo.agrees:
        meant = topic.value
    besides = _read(field, echo.rest)
    says_more = besides.certain or topic is NOT_UNDERSTOOD
    if besides is NOT_UNDERSTOOD or _is_plain(echo.rest) or not says_more:
        return value(meant, echo.answer, not turned)
    return besides


def _read(field: str, said: str) -> Reading:
    hits = find(said, lexicon(field))
    content = load(f"keuzes/{field}")
    scale = content.get("tussen", {})
    scores = weigh(said, hits)
    if field not in load("keuzes/zinsbouw")["zonder_voorrang"]:
        scores = with_first(said, hits, scores)
    chosen = choose(scores, scale.get("waarde"), scale.get("uitersten", ()))
    if _is_beside_the_point(said, hits):
        chosen = None
    if chosen and chosen[0] in FINE and "deels_niet" in content and _partly_not().search(said):
        chosen = (content["deels_niet"], False)
    chosen = _yes_first(said, hits, content.get("algemeen", {}), chosen) or _alone(said, content.get("los", {}))
    if chosen is None:
        return NOT_UNDERSTOOD
    return value(chosen[0], _words(said, hits, chosen[0]), chosen[1] or _is_plain(said))


def _is_beside_the_point(said: str, hits: list[Hit]) -> bool:
    """Whether a whole sentence holds no more than a bare "niet" or "goed" that may be about anything."""
    weak = all(hit.weight <= WEAK for hit in hits)
    return weak and len(said.split()) > FEW_WORDS and not opens_with_answer(said)


@cache
def _partly_not() -> re.Pattern[str]:
    """What follows on what goes well and does not: "maar brieven niet", at the end of its clause."""
    return re.compile(r"(?<![.!?;] )" + _phrases("deels_niet").pattern + r"(?=\s*(?:[.,;:!?]|$))")


def opens_with_answer(said: str) -> bool:
    """Whether plain text begins with a yes, a no or how much of it."""
    return bool(_phrases("opent_met_antwoord").match(said.strip()))


def _yes_first(
    said: str, hits: list[Hit], general: Mapping[str, Any], chosen: tuple[Any, bool] | None
) -> tuple[Any, bool] | None:
    """A yes that opens the answer to a yes-or-no question stands, unless more than a bare "niet" takes it back."""
    opens = _phrases("ja_vooraan").match(said.strip()) and not _phrases("teruggenomen").search(said)
    if general.get("ja") is not True or not opens or (chosen and chosen[0] is True):
        return chosen
    against = [hit for hit in hits if hit.value is False]
    bare = all(_phrases("louter_ontkend").fullmatch(said[hit.start : hit.end]) for hit in against)
    return (True, False) if bare else chosen


def _alone(said: str, meanings: Mapping[str, Any]) -> tuple[Any, bool] | None:
    """What a few words mean here that are all of the answer or begin it ("soms", "niets"): never for certain."""
    bare = said.strip(" .,!")
    answers = [bare, _CLAUSE_END.split(bare, maxsplit=1)[0].strip()]
    found = (meant for answer in answers for name, meant in meanings.items() if _few_words(name).fullmatch(answer))
    return next(((meant, False) for meant in found), None)


def _is_plain(said: str) -> bool:
    """Whether the whole answer is a plain yes or no: that needs no showing back."""
    return bool(_few_words("ja_of_nee").fullmatch(said.strip(" .,!")))


@cache
def _few_words(name: str) -> re.Pattern[str]:
    return compile_phrases(load("keuzes/algemeen")["los"][name])


def _words(said: str, hits: list[Hit], meant: Any) -> str:
    """The strongest phrase for that value, or all that was said."""
    best = max((hit for hit in hits if hit.value == meant), key=lambda hit: hit.weight, default=None)
    return said[best.start : best.end] if best else said


CHOICE_FIELDS: dict[str, Reader] = {field: partial(read_choice, field) for field in _FIELDS}


def prepare() -> None:
    """Compiles all lexica at the start (some seconds), so that the first resident doesn't wait for it."""
    for field in _FIELDS:
        for section in ("waarden", "uit_zichzelf"):
            lexicon(field, section)


def volunteered_choices(text: str, context: Context) -> dict[str, Reading]:
    """What the resident states about himself without being asked; nothing from questions or suppositions."""
    said = " ".join(_statements(canonical(text)))
    readings = {field: _stated(field, said) for field in _FIELDS if "uit_zichzelf" in load(f"keuzes/{field}")}
    return {field: reading for field, reading in readings.items() if reading}


def _stated(field: str, said: str) -> Reading | None:
    hits = find(said, lexicon(field, "uit_zichzelf"))
    meant = {hit.value for hit in hits}
    return value(hits[0].value, said[hits[0].start : hits[0].end]) if len(meant) == 1 else None


def _statements(said: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(said):
        asks = "?" in sentence or _phrases("vraagwoord").match(sentence.strip())
        if not asks and not _phrases("geen_bewering").search(sentence):
            yield sentence


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return compile_phrases(load("keuzes/zinsbouw")[name])
