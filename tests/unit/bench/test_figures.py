"""Figures: what a newer run replaces, and how they are shown."""

from pathlib import Path

from tests.bench.figures import Figures, read_figures, write_table
from tests.bench.plot import draw_plot


def test_a_newer_figure_replaces_its_own_row_only(tmp_path: Path) -> None:
    """Measures can be taken one by one: what was not measured again stays as it was."""
    before = Figures()
    before.add("CPU", "Sightline", "s", [3.0, 1.0, 2.0])
    before.add("CPU", "Janus", "s", [5.0])
    before.write(tmp_path / "latest.json", {"cores": 2})
    after = read_figures(tmp_path / "latest.json")
    after.add("CPU", "Sightline", "s", [1.5])
    assert [(row.subject, row.value, row.runs) for row in after.rows.values()] == [
        ("Sightline", 1.5, (1.5,)),
        ("Janus", 5.0, (5.0,)),
    ]


def test_a_table_has_a_line_a_measure_and_a_column_a_subject() -> None:
    """The median stands where measure and subject meet; the ratio is that of runs that followed each other."""
    figures = Figures()
    figures.add("delay", "Sightline", "ms", [51.23456, 40.0, 60.0])
    figures.add("delay", "Janus", "ms", [102.46912, 20.0, 120.0])
    figures.add("memory", "Sightline", "MB", [2.0])
    assert write_table(figures.rows.values()).splitlines() == [
        "| measure | unit | Sightline | Janus | ours / Janus |",
        "| --- | --- | --- | --- | --- |",
        "| delay | ms | 51.23 | 102.5 | 0.50 |",
        "| memory | MB | 2 |  |  |",
    ]


def test_the_plot_shows_what_can_be_compared() -> None:
    """A measure with two subjects is drawn, each with its figure; one with a single subject is not."""
    figures = Figures()
    figures.add("delay <p50>", "Sightline", "ms", [51.0])
    figures.add("memory", "Sightline", "MB", [2.0])
    figures.add("delay <p50>", "Janus", "ms", [75.0])
    plot = draw_plot(figures)
    assert "delay &lt;p50&gt;" in plot
    assert "75 ms, Janus" in plot
    assert "memory" not in plot
