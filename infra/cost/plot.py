"""Draws a month's bill as bars, in SVG by hand."""

from html import escape

from infra.cost.bill import AIM, PCD_1139_POUNDS_A_YEAR, Bill

_WIDTH, _LABEL, _VALUE, _BAR, _TOP = 720, 210, 130, 20, 10
_STYLE = (
    "text{font:12px sans-serif;fill:#0b0c0c}.bg{fill:#fff}"
    "@media (prefers-color-scheme:dark){text{fill:#f3f2f1}.bg{fill:#14191f}}"
)


def draw_bill(bill: Bill) -> str:
    """Return an SVG document: the items to one scale, then the year against the contract and its tenth to another."""
    items = [(name, pounds, f"£{pounds:,.0f} a month") for name, pounds in bill.dearest]
    years = [
        ("Sightline, a year", 12 * bill.total, f"£{12 * bill.total:,.0f}"),
        ("a tenth of PCD 1139", AIM * PCD_1139_POUNDS_A_YEAR, f"£{AIM * PCD_1139_POUNDS_A_YEAR:,.0f}"),
        ("PCD 1139, a year", PCD_1139_POUNDS_A_YEAR, f"£{PCD_1139_POUNDS_A_YEAR:,}"),
    ]
    second = _TOP + len(items) * _BAR + _BAR
    height = second + len(years) * _BAR + _TOP
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" role="img">'
    title = "<title>What a month costs a force of the Met's size, and a year beside the Met's own contract</title>"
    ground = '<rect class="bg" width="100%" height="100%"/>'
    bars = [*_draw_bars(items, _TOP, "#1d70b8"), *_draw_bars(years, second, "#85994b")]
    return "\n".join([head, title, f"<style>{_STYLE}</style>", ground, *bars, "</svg>\n"])


def _draw_bars(rows: list[tuple[str, float, str]], top: int, colour: str) -> list[str]:
    largest = max(value for _, value, _ in rows) or 1.0
    lines = []
    for number, (name, value, told) in enumerate(rows):
        y, width = top + number * _BAR, (_WIDTH - _LABEL - _VALUE) * value / largest
        lines.append(f'<text x="{_LABEL - 8}" y="{y + 13}" text-anchor="end">{escape(name)}</text>')
        lines.append(f'<rect x="{_LABEL}" y="{y}" width="{width:.1f}" height="{_BAR - 4}" fill="{colour}"/>')
        lines.append(f'<text x="{_LABEL + width + 5:.1f}" y="{y + 13}">{escape(told)}</text>')
    return lines
