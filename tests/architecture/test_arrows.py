"""Which room may import which: arrows only point up the list, and only three rooms know Rasa."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

MAY_IMPORT = {
    "bot.selfcheck": set(),
    "bot.catalogue": {"bot.selfcheck"},
    "bot.dialogue": {"bot.catalogue", "bot.selfcheck"},
    "bot.nlu": {"bot.dialogue", "bot.catalogue"},
    "bot.engine": set(),
    "bot.channel": {"bot.engine"},
    "bot.privacy": set(),
    "bot.store": {"bot.privacy"},
    "bot.front": {"bot.store", "bot.privacy", "bot.catalogue", "bot.selfcheck"},
    "bot.staff": {"bot.store", "bot.privacy", "bot.front", "bot.catalogue", "bot.dialogue", "bot.selfcheck"},
    "bot.whatsapp": {"bot.front", "bot.store", "bot.privacy"},
    "bot.launch": {
        "bot.whatsapp",
        "bot.staff",
        "bot.front",
        "bot.store",
        "bot.dialogue",
        "bot.catalogue",
        "bot.selfcheck",
    },
    "actions": {"bot.dialogue", "bot.catalogue", "bot.selfcheck", "bot.privacy", "bot.store"},
}
COMPOSITION_ROOTS = {"bot/selfcheck/__main__.py": {"bot.catalogue"}, "bot/nlu/__main__.py": {"bot.store"}}
"""Commands that only load the data and hand them over: the room itself still imports nothing of ours."""
KNOW_RASA = {"bot.nlu", "bot.engine", "bot.channel", "actions"}
RASA = {"rasa", "rasa_sdk", "tensorflow", "sanic"}


def rooms() -> list[str]:
    folders = [*(ROOT / "bot").iterdir(), ROOT / "actions"]
    named = [folder for folder in folders if folder.is_dir() and any(folder.rglob("*.py"))]
    return sorted(folder.relative_to(ROOT).as_posix().replace("/", ".") for folder in named)


def imports(room: str) -> Iterator[tuple[str, str]]:
    """File (from the root) and imported module, for every import in the room."""
    for file in (ROOT / room.replace(".", "/")).rglob("*.py"):
        name = file.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield name, node.module
            elif isinstance(node, ast.Import):
                yield from ((name, alias.name) for alias in node.names)


def is_within(module: str, rooms: set[str]) -> bool:
    return any(f"{module}.".startswith(f"{name}.") for name in rooms)


def test_every_room_is_on_the_list() -> None:
    assert set(rooms()) == set(MAY_IMPORT)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_arrows_point_up(room: str) -> None:
    allowed = MAY_IMPORT[room] | {room}
    ours = [(file, module) for file, module in imports(room) if module.split(".")[0] in ("bot", "actions", "tests")]
    assert [pair for pair in ours if not is_within(pair[1], allowed | COMPOSITION_ROOTS.get(pair[0], set()))] == []


@pytest.mark.parametrize("file", COMPOSITION_ROOTS)
def test_nobody_imports_a_composition_root(file: str) -> None:
    """Else its arrows would be everybody's."""
    module = file.removesuffix(".py").replace("/", ".")
    assert [pair for room in MAY_IMPORT for pair in imports(room) if is_within(pair[1], {module})] == []


@pytest.mark.parametrize("room", sorted(set(MAY_IMPORT) - KNOW_RASA))
def test_only_three_rooms_know_rasa(room: str) -> None:
    assert [pair for pair in imports(room) if pair[1].split(".")[0] in RASA] == []
