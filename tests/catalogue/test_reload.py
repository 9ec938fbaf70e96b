"""A running process takes up changed files and keeps the old when the new are broken; on those it does not start."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.catalogue.document import CatalogueError
from bot.catalogue.library import DATA
from bot.catalogue.reload import Shelf
from bot.launch import web


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small house: one municipality, and what counts everywhere."""
    for part in ("normen", "teksten"):
        shutil.copytree(DATA / part, tmp_path / part)
    (tmp_path / "catalogus").mkdir()
    for name in ("elburg.yml", "landelijk.yml"):
        shutil.copy(DATA / "catalogus" / name, tmp_path / "catalogus")
    shutil.copy(DATA / "regels.yml", tmp_path)
    return tmp_path


def change(file: Path, old: str, new: str) -> int:
    """Write it anew, as an editor does; the line of what changed."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def names(shelf: Shelf) -> set[str]:
    return {facility.name for facility in shelf.library.municipalities["elburg"].facilities}


def test_nothing_changed_is_nothing_read(data: Path) -> None:
    shelf = Shelf(data)
    before = shelf.library
    assert not shelf.refresh()
    assert shelf.library is before


def test_a_change_is_taken_up_and_a_broken_file_leaves_what_was_and_says_where(data: Path) -> None:
    shelf, file = Shelf(data), data / "catalogus" / "elburg.yml"
    first = next(facility.name for facility in shelf.library.municipalities["elburg"].facilities)
    change(file, f'naam: "{first}"', 'naam: "Een nieuwe naam"')
    assert shelf.refresh()
    assert "Een nieuwe naam" in names(shelf)
    kept = shelf.library
    line = change(file, "veld: rondkomen", "veld: rondgekomen")
    with capture_logs() as logs:
        assert not shelf.refresh()
        assert not shelf.refresh()
    assert shelf.library is kept
    assert [(log["event"], log["bestand"], log["regel"]) for log in logs] == [("catalogus_geweigerd", str(file), line)]
    change(file, "veld: rondgekomen", "veld: rondkomen")
    assert shelf.refresh()


@pytest.mark.parametrize("name", ["normen/bijstandsnorm.yml", "regels.yml", "teksten/uitleg.yml"])
def test_a_file_that_is_gone_for_a_moment_is_refused_and_taken_up_when_it_is_back(data: Path, name: str) -> None:
    shelf, file = Shelf(data), data / name
    text = file.read_text(encoding="utf-8")
    kept = shelf.library
    file.unlink()
    assert not shelf.refresh()
    assert shelf.library is kept
    file.write_text(text, encoding="utf-8")
    assert shelf.refresh()
    assert set(shelf.library.municipalities) == {"elburg"}


def test_a_new_municipality_waits_for_a_restart_and_the_log_says_so(data: Path) -> None:
    shelf, file = Shelf(data), data / "catalogus" / "leiden.yml"
    shutil.copy(DATA / "catalogus" / "leiden.yml", file)
    change(data / "catalogus" / "elburg.yml", "naam: Elburg", 'naam: "Elburg aan zee"')
    with capture_logs() as logs:
        assert shelf.refresh()
        assert not shelf.refresh()
    warned = [(log["bestand"], log["reden"]) for log in logs if log["event"] == "gemeente_na_herstart"]
    assert warned == [(str(file), "een nieuwe gemeente doet mee na een herstart")]
    assert {slug: place.name for slug, place in shelf.library.municipalities.items()} == {"elburg": "Elburg aan zee"}
    assert set(Shelf(data).library.municipalities) == {"elburg", "leiden"}


def test_a_municipality_that_is_gone_is_refused_until_a_restart(data: Path) -> None:
    file = data / "catalogus" / "leiden.yml"
    shutil.copy(DATA / "catalogus" / "leiden.yml", file)
    shelf = Shelf(data)
    kept = shelf.library
    file.unlink()
    change(data / "catalogus" / "elburg.yml", "naam: Elburg", 'naam: "Elburg aan zee"')
    with capture_logs() as logs:
        assert not shelf.refresh()
    assert shelf.library is kept
    assert [(log["event"], log["bestand"]) for log in logs] == [("catalogus_geweigerd", str(file))]
    assert "na een herstart" in logs[0]["reden"]
    shutil.copy(DATA / "catalogus" / "leiden.yml", file)
    assert shelf.refresh()
    assert shelf.library.municipalities["elburg"].name == "Elburg aan zee"


def test_it_watches_by_itself(data: Path) -> None:
    shelf = Shelf(data)
    before, stop = shelf.library, shelf.watch(0.01)
    change(data / "catalogus" / "elburg.yml", "naam: Elburg", 'naam: "Elburg aan zee"')
    try:
        assert any(shelf.library is not before for _ in waiting())
    finally:
        stop.set()


def waiting() -> Iterator[None]:
    """Half a minute at most, for a machine that does much else."""
    for _ in range(3000):
        yield
        time.sleep(0.01)


def test_a_broken_file_is_no_start(data: Path) -> None:
    line = change(data / "catalogus" / "elburg.yml", "veld: rondkomen", "veld: rondgekomen")
    with pytest.raises(CatalogueError) as refused:
        Shelf(data)
    assert (refused.value.file.name, refused.value.line) == ("elburg.yml", line)


def test_the_front_door_does_not_start_on_it_and_says_file_and_line(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = change(data / "catalogus" / "elburg.yml", "veld: rondkomen", "veld: rondgekomen")
    monkeypatch.setattr(web, "DATA", data)
    monkeypatch.setenv("SECRET_KEY", "k" * 40)
    monkeypatch.setenv("SECURITY_CONTACT", "mailto:beveiliging@proef.nl")
    assert web.main() == 1
    assert f"elburg.yml:{line}: " in capsys.readouterr().err


def test_the_front_door_answers_from_the_newest(data: Path) -> None:
    decision = web.SelfcheckDecision(Shelf(data))
    change(data / "catalogus" / "elburg.yml", "naam: Elburg", 'naam: "Elburg aan zee"')
    decision.shelf.refresh()
    assert decision.library.municipalities["elburg"].name == "Elburg aan zee"
