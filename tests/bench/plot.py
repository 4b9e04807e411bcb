"""Draws the figures as bars, in SVG by hand: a group a measure, each group scaled to its own largest value."""

from collections.abc import Sequence
from html import escape

from tests.bench.figures import Figures, Row

_WIDTH, _LABEL, _VALUE, _BAR, _GAP = 880, 320, 240, 14, 10
_COLOURS = {
    "Sightline": "#1d70b8",
    "Janus": "#f47738",
    "direct": "#85994b",
    "frame tap": "#5694ca",
    "stock aiortc": "#b1b4b6",
}
_STYLE = (
    "text{font:12px sans-serif;fill:#0b0c0c}.bg{fill:#fff}"
    "@media (prefers-color-scheme:dark){text{fill:#f3f2f1}.bg{fill:#14191f}}"
)


def draw_plot(figures: Figures) -> str:
    """Return an SVG document; what only one subject was measured at is in the table only."""
    by_measure: dict[str, list[Row]] = {}
    for row in figures.rows.values():
        by_measure.setdefault(row.measure, []).append(row)
    compared = [rows for rows in by_measure.values() if len(rows) > 1]
    parts, top = [], _GAP
    for rows in compared:
        parts.append(_draw_group(rows, top))
        top += len(rows) * _BAR + _GAP
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" width="{_WIDTH}" role="img">'
    title = "<title>The media worker side by side with others, each group to its own scale</title>"
    return "\n".join(
        [head, title, f"<style>{_STYLE}</style>", '<rect class="bg" width="100%" height="100%"/>', *parts, "</svg>\n"]
    )


def _draw_group(rows: Sequence[Row], top: int) -> str:
    largest = max(row.value for row in rows) or 1.0
    middle = top + len(rows) * _BAR / 2 + 4
    lines = [f'<text x="{_LABEL - 8}" y="{middle:g}" text-anchor="end">{escape(rows[0].measure)}</text>']
    for number, row in enumerate(rows):
        y, width = top + number * _BAR, (_WIDTH - _LABEL - _VALUE) * row.value / largest
        colour = _COLOURS.get(row.subject, "#505a5f")
        lines.append(f'<rect x="{_LABEL}" y="{y}" width="{width:.1f}" height="{_BAR - 2}" fill="{colour}"/>')
        told = f"{row.value:g} {row.unit}, {row.subject}"
        lines.append(f'<text x="{_LABEL + width + 5:.1f}" y="{y + 10}">{escape(told)}</text>')
    return "\n".join(lines)
