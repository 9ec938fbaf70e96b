"""What Meta refuses about a message by itself: its shape and its limits (Cloud API, "messages")."""

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]
OPTIONAL = {"interactive": {"footer"}}
CALLBACK = "biz_opaque_callback_data"
TEMPLATES = frozenset({"uw_antwoord"})
PARTS = {"text": {"body", "preview_url"}, "template": {"name", "language"}, "interactive": {"type", "body", "action"}}


def refusal(payload: Json) -> str | None:
    """Why Meta would refuse this message; None when it would not."""
    kind = payload.get("type")
    if kind not in PARTS:
        return f"type {kind}"
    found = payload.get(kind)
    if not isinstance(found, dict) or set(found) - OPTIONAL.get(kind, set()) != PARTS[kind]:
        return f"parts of {kind}"
    return {"text": _text, "template": _template, "interactive": _interactive}[kind](found)


def address_refusal(body: Json) -> str | None:
    """Why Meta would refuse what stands around the message."""
    told = body.get(CALLBACK, "")
    if set(body) - {CALLBACK} != {"messaging_product", "recipient_type", "to", "type", body.get("type")}:
        return f"parts {sorted(map(str, body))}"
    if not isinstance(told, str) or len(told) > 512:
        return "callback data"
    if (body["messaging_product"], body["recipient_type"]) != ("whatsapp", "individual"):
        return "product"
    return None if str(body["to"]).isdigit() else "receiver"


def _text(found: Json) -> str | None:
    return _length("text", found["body"], 4096) or (None if isinstance(found["preview_url"], bool) else "preview")


def _template(found: Json) -> str | None:
    known = found["name"] in TEMPLATES and found["language"] == {"code": "nl"}
    return None if known else f"template {found['name']}"


def _interactive(found: Json) -> str | None:
    kind, body = found["type"], _length("body", found["body"]["text"], 1024)
    if kind not in ("button", "list"):
        return f"interactive {kind}"
    body = body or (_length("footer", found["footer"]["text"], 60) if "footer" in found else None)
    return body or (_buttons(found["action"]) if kind == "button" else _rows(found["action"]))


def _buttons(action: Json) -> str | None:
    if set(action) != {"buttons"} or any(each["type"] != "reply" for each in action["buttons"]):
        return "buttons that are no replies"
    return _titles("button", [each["reply"] for each in action["buttons"]], 3, 20, 256)


def _rows(action: Json) -> str | None:
    sections = action["sections"]
    if set(action) != {"button", "sections"} or not 0 < len(sections) <= 10:
        return f"{len(sections)} sections"
    if len(sections) > 1 and not all(section.get("title") for section in sections):
        return "sections without a title"
    rows = [row for section in sections for row in section["rows"]]
    wrong = [_length("description", row["description"], 72) for row in rows if "description" in row]
    wrong.append(_length("list button", action["button"], 20))
    return _first(wrong) or _titles("row", rows, 10, 24, 200)


def _titles(name: str, items: Sequence[Json], most: int, longest: int, longest_id: int) -> str | None:
    if not 0 < len(items) <= most:
        return f"{len(items)} {name}s"
    for part in ("title", "id"):
        if len({item[part] for item in items}) < len(items):
            return f"{name} {part}s are not unique"
    wrong = [_length(name, item["title"], longest) for item in items]
    return _first([*wrong, *(_length(f"{name} id", item["id"], longest_id) for item in items)])


def _length(name: str, text: str, longest: int) -> str | None:
    return None if text.strip() and len(text) <= longest else f"{name} has {len(text)} characters"


def _first(wrong: Sequence[str | None]) -> str | None:
    return next((each for each in wrong if each), None)
