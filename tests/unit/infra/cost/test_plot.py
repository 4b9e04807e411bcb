"""The drawing shows the bill's own figures, and the committed one is up to date."""

from pathlib import Path
from xml.etree import ElementTree as ET

from infra.cost.bill import make_bill
from infra.cost.demand import Demand
from infra.cost.plot import draw_bill
from infra.cost.prices import read_prices

BILL = make_bill(Demand(), read_prices())
DRAWN = Path(__file__).parents[4] / "docs" / "cost.svg"


def test_a_bar_an_item_and_three_to_compare() -> None:
    """The longest bar of each scale is its dearest."""
    root = ET.fromstring(draw_bill(BILL))  # noqa: S314 - our own drawing
    bars = [bar for bar in root.iter("{http://www.w3.org/2000/svg}rect") if bar.get("class") != "bg"]
    widths = [float(bar.get("width", "0")) for bar in bars]
    assert len(bars) == len(BILL.pounds) + 3
    assert widths[0] == max(widths[: len(BILL.pounds)])
    assert widths[-1] == max(widths[len(BILL.pounds) :])


def test_the_committed_drawing_is_of_the_default_case() -> None:
    """`make cost` draws it anew when a price or a quantity has changed."""
    assert DRAWN.read_text() == draw_bill(BILL), "docs/cost.svg is out of date: run 'make cost'."
