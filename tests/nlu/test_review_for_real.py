"""``python -m bot.nlu review`` with Rasa itself: labelled in the store, exported, trained, compared. On little data."""

from datetime import datetime, timezone
from pathlib import Path

import pytest
import yaml
from sqlalchemy import create_engine, insert

from bot.nlu import __main__ as command
from bot.nlu import review as reviewing
from bot.nlu.review import train_with_rasa
from bot.store.tables import metadata, not_understood

KNOWN = {
    "mens": ["ik wil een mens", "een mens graag", "mag ik een mens", "geef mij een mens", "ik wil een medewerker"],
    "groet": ["hallo daar", "hallo allemaal", "goedemorgen allemaal", "goedemorgen daar", "goedemiddag daar"],
    "waarom": ["waarom vraagt u dit", "waarom wilt u dit weten", "waarom is dit nodig", "waarom dit", "waarom dan dit"],
}
HELD_OUT = {"mens": ["ik wil een mens aan de lijn"], "groet": ["hallo hallo"], "waarom": ["waarom wilt u dat"]}
LABELLED = {
    "doe maar iemand van vlees en bloed": "bedoeling/mens",
    "iemand van vlees en bloed alstublieft": "bedoeling/mens",
    "ik wil een mens aan de lijn": "bedoeling/mens",
    "zo'n dertienhonderd": "antwoord/inkomen",
}


def written(file: Path, sentences: dict[str, list[str]]) -> Path:
    blocks = [
        {"intent": name, "examples": "".join(f"- {text}\n" for text in texts)} for name, texts in sentences.items()
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True), encoding="utf-8")
    return file


def label_in(url: str) -> None:
    """As the staff app leaves them in the database."""
    engine = create_engine(url)
    day = {"field": "inkomen", "at": datetime(2026, 11, 1, tzinfo=timezone.utc)}
    labels = {**LABELLED, "nog zonder label": ""}
    rows = [{"id": str(number), "text": text, "label": labels[text], **day} for number, text in enumerate(labels)]
    with engine.begin() as connection:
        metadata.create_all(connection)
        connection.execute(insert(not_understood), rows)
    engine.dispose()


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Little data, a model of it, and a database with labelled sentences, where the command looks for them."""
    url = f"sqlite:///{tmp_path / 'zelfcheck.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    label_in(url)
    data = written(tmp_path / "nlu" / "alles.yml", KNOWN).parent
    monkeypatch.setattr(reviewing, "DATA", data)
    monkeypatch.setattr(reviewing, "HELD_OUT", written(tmp_path / "apart.yml", HELD_OUT))
    monkeypatch.setattr(reviewing, "LESSONS", tmp_path / "review" / "geleerd.yml")
    monkeypatch.setattr(reviewing, "MODEL", train_with_rasa(data, tmp_path / "eerst"))
    return tmp_path


@pytest.mark.timeout(900)
def test_labelled_sentences_are_learned_and_the_models_compared(
    little: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command.main(["review"])
    said = capsys.readouterr().out
    kept = reviewing.LESSONS.read_text(encoding="utf-8")
    assert "Refused, too near a held-out sentence: ik wil een mens aan de lijn" in said
    assert all(part in said for part in ("3 lessons", "Held out, 3 sentences:"))
    assert all(part in kept for part in ("vlees en bloed", "veld: inkomen"))
    assert "aan de lijn" not in kept
