"""Reads the sentences of the explanation (data/teksten): uitleg.yml, voorwaarden.yml, the statements of vragen.yml."""

from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from bot.catalogue.document import Document
from bot.catalogue.refusal import refuse
from bot.catalogue.schema import TEXT, Schema, list_of, object_of, validator
from bot.selfcheck.answers import FIELDS, Field, FieldKind
from bot.selfcheck.explain import EMPTY, Phrases
from bot.selfcheck.norms import NORM_KEYS
from bot.selfcheck.reasons import Wording

Parts = tuple[str, ...]
LIMIT: Parts = ("huishouden", "grens", "laag", "procent", "datum", "norm", "plaats")
EXPLANATIONS: Mapping[str, Parts] = {
    **dict.fromkeys(("maanden", "aanleiding", "recht", "onderzoek_voorwaarde", "onderzoek", "onderzoek_bron"), ()),
    **dict.fromkeys(("voorwaarde_ja", "voorwaarde_nee", "voorwaarde_onbekend"), ("voorwaarde",)),
    "gelezen_als": ("regel",),
    "inkomen": ("bedrag",),
    "inkomen_bereik": ("van", "tot"),
    **dict.fromkeys(("inkomen_onbekend", "inkomen_geen_norm", "inkomen_ja", "inkomen_nee"), ()),
    **dict.fromkeys(("inkomen_tussen", "inkomen_niet_zeker", "partner_leeftijd_onbekend"), ()),
    **dict.fromkeys(("inkomen_grens", "inkomen_grens_kostendelers", "inkomen_grens_meer"), LIMIT),
    **dict.fromkeys(("vakantietoeslag_zonder", "vakantietoeslag_niet_vermeld"), ()),
    "norm_afgeleid": (),
    **dict.fromkeys(("aow_ander_jaar", "aow_niet_zeker"), ("jaar",)),
    **dict.fromkeys(("niet_nakijken", "niet_aanvragen"), ()),
    "niet_vragen": ("ingang",),
    **dict.fromkeys(("elders_voorwaarde", "elders_bron"), ()),
    "elders": ("gemeente",),
    **dict.fromkeys(("norm_te_oud", "norm_nog_niet"), ("datum",)),
    **dict.fromkeys((f"norm_{key}" for key in NORM_KEYS), ()),
}
"""Every sentence of uitleg.yml, and what may be filled in."""
FORMS: Mapping[FieldKind, Mapping[str, Parts]] = {
    FieldKind.NUMBER: {"vanaf": ("vanaf",), "tot_en_met": ("tot_en_met",), "tussen": ("vanaf", "tot_en_met")},
    FieldKind.AGES: {
        "vanaf": ("vanaf",),
        "tot_en_met": ("tot_en_met",),
        "tussen": ("vanaf", "tot_en_met"),
        "gevuld": (),
    },
    FieldKind.LIST: {"gevuld": ()},
    FieldKind.PLACE: {"is": ("waarde",)},
    FieldKind.AMOUNT: {"tot": ("procent",)},
}
"""What a rule can ask of a field that is no choice."""


def load_wording(folder: Path) -> Wording:
    """The wording for reasons; raises CatalogueError with file, line and reason."""
    questions = Document(folder / "vragen.yml")
    refuse(questions, (), validator(_questions_schema()).iter_errors(questions.content))
    statements = {field: _statements(raw) for field, raw in questions.content["vragen"].items()}
    phrases, explanations = Document(folder / "voorwaarden.yml"), Document(folder / "uitleg.yml")
    _check(phrases, _phrases_schema(), _phrase_parts())
    sentences = object_of(dict.fromkeys(EXPLANATIONS, TEXT))
    _check(explanations, sentences, {(key,): parts for key, parts in EXPLANATIONS.items()})
    return Wording(explanations.content, Phrases(statements, phrases.content))


def _check(document: Document, schema: Schema, parts: Mapping[tuple[str, ...], Parts]) -> None:
    """Every sentence is there, and asks only for what is filled in."""
    refuse(document, (), validator(schema).iter_errors(document.content))
    for path, allowed in parts.items():
        sentence = document.content
        for name in path:
            sentence = sentence[name]
        wrong = [name for name in _filled_in(sentence) if name not in allowed]
        if wrong:
            raise document.error(path, f"{{{wrong[0]}}} kan hier niet; toegestaan: {', '.join(allowed) or 'niets'}")


def _filled_in(sentence: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]


def _questions_schema() -> Schema:
    """As much of vragen.yml as reasons need: the sentence of each choice."""
    choice = {"type": "object", "required": ["waarde", "zin"], "properties": {"zin": TEXT}}
    question = {"type": "object", "properties": {"keuzes": list_of(choice), "leeg": TEXT}}
    questions = {"type": "object", "required": list(FIELDS), "additionalProperties": question}
    return {"type": "object", "required": ["vragen"], "properties": {"vragen": questions}}


def _told() -> dict[str, Field]:
    return {name: field for name, field in FIELDS.items() if field.kind in FORMS}


def _phrases_schema() -> Schema:
    fields = {name: object_of(dict.fromkeys(FORMS[field.kind], TEXT)) for name, field in _told().items()}
    return object_of(
        {
            "verbinden": object_of(dict.fromkeys(_JOINING, TEXT)),
            "vast": object_of(dict.fromkeys(("altijd", "nooit", "onbekend"), TEXT)),
            "hoofdletter": list_of(TEXT),
            "aow": object_of(dict.fromkeys(("bereikt", "niet_bereikt"), TEXT)),
            "velden": object_of(fields),
        }
    )


def _phrase_parts() -> dict[tuple[str, ...], Parts]:
    joining: dict[tuple[str, ...], Parts] = {("verbinden", name): parts for name, parts in _JOINING.items()}
    fixed: dict[tuple[str, ...], Parts] = {("vast", name): () for name in ("altijd", "nooit", "onbekend")}
    fields: dict[tuple[str, ...], Parts] = {
        ("velden", name, form): parts for name, field in _told().items() for form, parts in FORMS[field.kind].items()
    }
    return {**joining, **fixed, **fields}


_JOINING: Mapping[str, Parts] = {
    "en": (),
    "of": (),
    "niet": ("deel",),
    "tenzij": ("deel",),
    "minstens": ("aantal", "totaal", "delen"),
    "groep": ("deel",),
}


def _statements(raw: dict[str, Any]) -> dict[str, str]:
    chosen = {_key(choice["waarde"]): choice["zin"] for choice in raw.get("keuzes", [])}
    return {**chosen, EMPTY: raw["leeg"]} if "leeg" in raw else chosen


def _key(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
