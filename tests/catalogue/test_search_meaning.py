"""Vectors are computed once and kept; a damaged or forbidden file costs time, never an answer."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.catalogue import search_meaning
from bot.catalogue.encoder import Vectors
from bot.catalogue.search_meaning import Meanings


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were encoded, by an encoder that only knows their length."""
    seen: list[str] = []

    def encode(texts: Sequence[str]) -> Vectors:
        seen.extend(texts)
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)

    monkeypatch.setattr(search_meaning, "encode", encode)
    return seen


def test_a_text_is_computed_once(encoded: list[str], tmp_path: Path) -> None:
    meanings = Meanings(tmp_path / "var" / "zoeken.npz")
    assert meanings.of(["taxi", "bus", "taxi"]).tolist() == [[4, 1], [3, 1], [4, 1]]
    assert meanings.of(["bus"]).tolist() == [[3, 1]]
    assert sorted(encoded) == ["bus", "taxi"]


def test_the_next_process_reads_what_was_kept(encoded: list[str], tmp_path: Path) -> None:
    Meanings(tmp_path / "zoeken.npz").of(["taxi"])
    assert Meanings(tmp_path / "zoeken.npz").of(["taxi", "trein"]).tolist() == [[4, 1], [5, 1]]
    assert encoded == ["taxi", "trein"]
    assert [file.name for file in tmp_path.iterdir()] == ["zoeken.npz"]


def test_a_question_is_never_kept(encoded: list[str], tmp_path: Path) -> None:
    Meanings(tmp_path / "zoeken.npz").of_question("mijn naam is Jan")
    assert encoded == ["mijn naam is Jan"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"geen npz", b"PK\x03\x04 half"])
def test_a_damaged_file_is_computed_again(encoded: list[str], tmp_path: Path, content: bytes) -> None:
    (tmp_path / "zoeken.npz").write_bytes(content)
    assert Meanings(tmp_path / "zoeken.npz").of(["bus"]).tolist() == [[3, 1]]
    assert encoded == ["bus"]
    assert Meanings(tmp_path / "zoeken.npz").of(["bus"]).tolist() == [[3, 1]]
    assert encoded == ["bus"]


def test_a_folder_that_cannot_be_written_only_costs_time(encoded: list[str], tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file, no folder")
    assert Meanings(tmp_path / "var" / "zoeken.npz").of(["bus"]).tolist() == [[3, 1]]
    assert encoded == ["bus"]


def test_the_real_encoder_finds_likeness() -> None:
    taxi, ride, recipe = search_meaning.meanings().of(
        ["vervoer naar het ziekenhuis", "taxi naar de dokter", "appeltaart"]
    )
    assert taxi @ ride > taxi @ recipe
    assert np.linalg.norm(taxi) == pytest.approx(1.0, abs=1e-2)
