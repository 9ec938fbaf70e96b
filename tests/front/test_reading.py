"""A test's front door opens in no time: a second one reads no file of words or plans again."""

from pathlib import Path

CALENDAR = "werkdagen.yml"


async def test_a_second_front_door_reads_no_words_and_no_plans(start, monkeypatch):
    opened: list[Path] = []
    plain = Path.open

    def seen(path, *arguments, **options):
        opened.append(path)
        return plain(path, *arguments, **options)

    await start()
    monkeypatch.setattr(Path, "open", seen)
    await start()
    assert {path.name for path in opened if path.suffix == ".yml"} <= {CALENDAR}
    assert [path for path in opened if path.suffix == ".js"] == []


async def test_a_template_is_compiled_once(start, monkeypatch):
    assert (await (await start()).get("/")).status == 200
    compiled = []
    monkeypatch.setattr("jinja2.Environment._generate", lambda *_arguments, **_options: compiled.append(1))
    assert (await (await start()).get("/")).status == 200
    assert compiled == []
