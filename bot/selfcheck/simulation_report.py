"""Who gains by a changed rule: a table in Markdown and a plot in SVG. The words come from data/beheer/teksten.yml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from bot.selfcheck.simulation import Cell, Tally

ALL = slice(None)
BAR, GAP, LEFT, TOP, HEIGHT, LABELS = 34, 6, 70, 60, 90, 34
"""Of the plot, in pixels: a bar, between bars, the margins, a panel of bars, and the words around it."""
INK, FILL, LINE = "#1a1a1a", "#1d5fa8", "#767676"


@dataclass(frozen=True)
class SimulationReport:
    """Writes a tally; ``texts`` are the words (``doorrekening``)."""

    tally: Tally
    texts: Mapping[str, Any]

    def table(self) -> Iterator[str]:
        """A row for each kind of household and income band in which somebody gains or loses, and the totals."""
        yield from (self.texts["kop"], self.texts["streep"])
        for kind, name in enumerate(self.tally.kinds):
            for band in range(len(self.tally.bands)):
                cell = self.tally.cell(kind, band)
                if cell.gain or cell.lose:
                    yield self._row(self.texts["huishoudens"][name], self._band(band), cell)
            yield self._row(self.texts["huishoudens"][name], self.texts["alle_inkomens"], self.tally.cell(kind, ALL))
        yield self._row(self.texts["alle_huishoudens"], self.texts["alle_inkomens"], self.tally.cell(ALL, ALL))

    def _row(self, household: str, income: str, cell: Cell) -> str:
        return str(self.texts["regel"]).format(
            huishouden=household,
            inkomen=income,
            huishoudens=_thousands(cell.households),
            eerst=_thousands(cell.likely_before),
            nu=_thousands(cell.likely_after),
            erbij=_thousands(cell.gain),
            eraf=_thousands(cell.lose),
            deel=f"{100 * _share(cell):.1f}%".replace(".", ","),
        )

    def _band(self, band: int) -> str:
        bounds = [_thousands(bound) for bound in self.tally.bands]
        if band + 1 == len(bounds):
            return str(self.texts["laatste_groep"]).format(van=bounds[band])
        return str(self.texts["groep"]).format(van=bounds[band], tot=bounds[band + 1])

    def plot(self, title: str) -> str:
        """A panel of bars for each kind of household: of every 1,000 in the band, how many gain."""
        width = LEFT + len(self.tally.bands) * (BAR + GAP) + GAP
        height = TOP + len(self.tally.kinds) * (HEIGHT + 2 * LABELS)
        size = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height)}
        svg = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", **size})
        svg.set("font-family", "sans-serif")
        ElementTree.SubElement(svg, "title").text = title
        ElementTree.SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
        _words(svg, GAP, 20, title, 13)
        _words(svg, GAP, 40, self.texts["grafiek"], 11)
        for kind in range(len(self.tally.kinds)):
            self._panel(svg, kind, TOP + kind * (HEIGHT + 2 * LABELS), width)
        return ElementTree.tostring(svg, encoding="unicode")

    def _panel(self, svg: ElementTree.Element, kind: int, top: int, width: int) -> None:
        floor = top + LABELS + HEIGHT
        _words(svg, GAP, top + 14, self.texts["huishoudens"][self.tally.kinds[kind]], 12)
        _words(svg, GAP, floor + 14, self.texts["as"], 9)
        ends = {"x1": str(GAP), "x2": str(width - GAP), "y1": str(floor), "y2": str(floor)}
        ElementTree.SubElement(svg, "line", {**ends, "stroke": LINE})
        for band, bound in enumerate(self.tally.bands):
            left = LEFT + GAP + band * (BAR + GAP)
            _bar(svg, left, floor, _share(self.tally.cell(kind, band)))
            _words(svg, left, floor + 14, _thousands(bound), 9)


def _bar(svg: ElementTree.Element, left: int, floor: int, share: float) -> None:
    high = share * HEIGHT
    place = {"x": str(left), "y": f"{floor - high:.1f}", "width": str(BAR), "height": f"{high:.1f}"}
    ElementTree.SubElement(svg, "rect", {**place, "fill": FILL})
    if share:
        _words(svg, left, floor - high - 3, f"{1000 * share:.0f}", 9)


def _words(svg: ElementTree.Element, left: float, baseline: float, words: str, size: int) -> None:
    place = {"x": f"{left:.1f}", "y": f"{baseline:.1f}", "font-size": str(size), "fill": INK}
    ElementTree.SubElement(svg, "text", place).text = words


def _share(cell: Cell) -> float:
    return cell.gain / cell.households if cell.households else 0.0


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
