"""The simulation: the same as judging every household by itself, the same for the same seed, and sums that fit."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from bot.catalogue.distribution import load_distribution
from bot.catalogue.document import CatalogueError
from bot.catalogue.library import DATA, Library
from bot.catalogue.office import load_office_texts
from bot.selfcheck import population
from bot.selfcheck.__main__ import main
from bot.selfcheck.answers import FIELDS, Amount, Answers
from bot.selfcheck.evaluate import status_of
from bot.selfcheck.expressions import All, AnyOf, ChildAged, Not, OneOf, PensionAgeReached, Situation
from bot.selfcheck.facility import Condition, Facility
from bot.selfcheck.income import IncomeUpTo
from bot.selfcheck.population import FIELDS_KNOWN, Distribution, Households, draw
from bot.selfcheck.simulation import STATUSES, NoIncomeLimit, Simulation, Tally, with_percent
from bot.selfcheck.simulation_report import SimulationReport

DAY = date(2026, 11, 22)
ALL = slice(None)
DISTRIBUTION_FILE = DATA / "beheer" / "bevolking.yml"
LIMIT = IncomeUpTo(Decimal(130), "met")
COMMAND = ["simulate", "--gemeente", "leidschendam-voorburg", "--peildatum", "2026-11-22", "--aantal", "3000"]


@pytest.fixture(scope="module")
def distribution() -> Distribution:
    return load_distribution(DISTRIBUTION_FILE)


@pytest.fixture(scope="module")
def pas(library: Library) -> Facility:
    place = library.municipalities["leidschendam-voorburg"]
    return next(facility for facility in place.facilities if facility.id == "ooievaarspas")


def asking(facility: Facility, *rules: object) -> Facility:
    """The facility with other demands."""
    source = facility.source
    return replace(facility, conditions=tuple(Condition(None, rule, source) for rule in rules))  # type: ignore[arg-type]


def simulated(
    before: Facility, after: Facility, people: list[Households], library: Library, bands: tuple[int, ...]
) -> Tally:
    return Simulation(before, after, DAY, library.rules.norms, bands).run(people)


@pytest.mark.parametrize(
    "rules",
    [
        (LIMIT,),
        (LIMIT, PensionAgeReached()),
        (AnyOf((LIMIT, ChildAged("kinderen", 4, 11))),),
        (All((Not((LIMIT,)), OneOf("huishouden", frozenset({"samen"})))),),
        (LIMIT, OneOf("woning", frozenset({"huur"}))),
    ],
    ids=["limit", "limit and AOW", "limit or child", "above the limit", "a field that is not known"],
)
def test_it_judges_as_one_by_one(
    library: Library, distribution: Distribution, pas: Facility, rules: tuple[object, ...]
) -> None:
    before = asking(pas, *rules)
    after = with_percent(before, Decimal(150))
    people = list(draw(distribution, 400, 5))
    counts = simulated(before, after, people, library, (0,)).counts.sum(axis=(0, 1))
    expected = Counter(
        (status(before, people[0], row, library), status(after, people[0], row, library)) for row in range(400)
    )
    found = {(STATUSES[i], STATUSES[j]): int(counts[i, j]) for i in range(3) for j in range(3) if counts[i, j]}
    assert found == dict(expected)


def status(facility: Facility, people: Households, row: int, library: Library) -> str:
    euros = Decimal(int(people.cents[row])) / 100
    answers = Answers({**people.answers(row, tuple(FIELDS_KNOWN)), "inkomen": Amount(euros, euros)})
    return status_of(facility, Situation(answers.with_implied(), DAY, library.rules.norms))


@pytest.mark.parametrize(("cents", "gains"), [(0, False), (0 - 1, False), (1, True)])
def test_the_limit_itself_is_included(library: Library, pas: Facility, cents: int, gains: bool) -> None:
    """One cent above 130% gains by 150%; the limit and below had it already."""
    limit = LIMIT.limit(Situation(Answers({"huishouden": "alleenstaand", "leeftijd": 40}), DAY, library.rules.norms))
    assert limit is not None
    columns = {name: np.array([value]) for name, value in (("huishouden", 0), ("leeftijd", 40), ("kostendelers", 0))}
    columns |= {"partner_leeftijd": np.array([40]), "kinderen": np.array([0])}
    one = Households(("alleenstaand",), columns, np.array([int(limit.high * 100) + cents]))
    tally = simulated(pas, with_percent(pas, Decimal(150)), [one], library, (0,))
    assert tally.cell(0, 0).gain == gains


@pytest.mark.parametrize("percent", [100, 130, 150])
def test_a_higher_limit_never_loses_and_a_lower_one_never_gains(
    library: Library, distribution: Distribution, pas: Facility, percent: int
) -> None:
    people = list(draw(distribution, 3000, 2))
    cell = simulated(pas, with_percent(pas, Decimal(percent)), people, library, distribution.bands).cell(ALL, ALL)
    assert cell.households == 3000
    assert (cell.gain > 0) is (percent > 130)
    assert (cell.lose > 0) is (percent < 130)


def test_the_population_is_that_of_its_seed(distribution: Distribution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(population, "CHUNK", 100)
    first, again, other = (np.concatenate([part.cents for part in draw(distribution, 250, seed)]) for seed in (1, 1, 2))
    assert len(first) == 250
    assert len(set(first[:100]) & set(first[100:200])) < 50
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_population_follows_its_distribution(distribution: Distribution) -> None:
    (people,) = draw(distribution, 50_000, 1)
    for number, kind in enumerate(distribution.kinds):
        mine = people.columns["huishouden"] == number
        assert mine.mean() == pytest.approx(kind.share, abs=0.01)
        assert np.median(people.cents[mine]) / 100 == pytest.approx(kind.median, rel=0.03)
        ages = people.columns["leeftijd"][mine]
        assert (ages.min(), ages.max()) == kind.ages


def test_a_facility_without_a_limit_is_refused(pas: Facility) -> None:
    with pytest.raises(NoIncomeLimit):
        with_percent(asking(pas, PensionAgeReached()), Decimal(150))


def test_the_table_adds_up_and_the_plot_shows_it(library: Library, distribution: Distribution, pas: Facility) -> None:
    texts = load_office_texts(DATA)["doorrekening"]
    tally = simulated(
        pas, with_percent(pas, Decimal(150)), list(draw(distribution, 3000, 2)), library, distribution.bands
    )
    report = SimulationReport(tally, texts)
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in list(report.table())[2:]]
    gains = {(row[0], row[1]): int(row[5].replace(".", "")) for row in rows}
    totals = [number for (kind, band), number in gains.items() if band == "**alle**" and kind != "**alle**"]
    parts = [number for (_, band), number in gains.items() if band != "**alle**"]
    assert sum(totals) == sum(parts) == gains["**alle**", "**alle**"] > 0
    svg = ElementTree.fromstring(report.plot("Een <titel>"))
    bars = [part for part in svg.iter("{http://www.w3.org/2000/svg}rect") if part.get("x")]
    assert len(bars) == len(FIELDS["huishouden"].values) * len(distribution.bands)
    assert sum(float(bar.get("height", 0)) > 0 for bar in bars) > 4


def test_the_command_writes_table_and_plot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plot = tmp_path / "pas.svg"
    assert main([*COMMAND, "--voorziening", "ooievaarspas", "--procent", "150", "--grafiek", str(plot)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("# Ooievaarspas in Leidschendam-Voorburg: 130% wordt 150% van de bijstandsnorm")
    assert re.search(r"\| \*\*alle\*\* \| \*\*alle\*\* \| 3\.000 \|", printed)
    assert plot.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    "wrong",
    [
        ["--voorziening", "ooievaarspas", "--procent", "0"],
        ["--voorziening", "ooievaarspas", "--procent", "nan"],
        ["--voorziening", "ooievaarspas", "--procent", "veel"],
        ["--voorziening", "reigerpas", "--procent", "150"],
        ["--voorziening", "schuldhulpverlening", "--procent", "150"],
        ["--voorziening", "ooievaarspas", "--procent", "150", "--aantal", "0"],
    ],
)
def test_wrong_arguments_are_refused(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*COMMAND, *wrong])
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("aandeel: 0.40", "aandeel: 0.50", "samen 1.1"),
        ("{0: 0.94", "{0: 0.90", "samen 0.96"),
        ("[0, 1250", "[1250, 1250", "beginnen bij 0"),
        ("mediaan: 2000", "mediaan: veel", "'veel'"),
        ("partner_verschil", "partner_verscil", "er ontbreekt iets"),
    ],
)
def test_a_distribution_that_cannot_be_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    file = tmp_path / "bevolking.yml"
    file.write_text(DISTRIBUTION_FILE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError, match=rf"bevolking.yml:\d+: .*{re.escape(reason)}"):
        load_distribution(file)
