"""Lines of the log that are worth a figure become metrics."""

import ast
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from boundary.measures import MEASURES, count_lines_of

ROOT = Path(__file__).parents[3] / "functions"
MAY_DIVIDE = {"code", "stage", "reason"}
"""Dimensions that hold words from short lists of ours."""

log = logging.getLogger("counted.by.tests")


@pytest.fixture(autouse=True)
def _counted() -> Iterator[None]:
    """Count this module's lines, twice asked for."""
    top = logging.getLogger("counted")
    top.setLevel(logging.INFO)
    count_lines_of({"counted"})
    count_lines_of({"counted"})
    yield
    top.handlers.clear()


def _metrics(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def _dimensions(metric: dict[str, Any]) -> dict[str, Any]:
    ((names,),) = [told["Dimensions"] for told in metric["_aws"]["CloudWatchMetrics"]]
    return {name: metric[name] for name in names}


def test_a_refusal_is_counted_by_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    """Once, in our namespace; nothing else that the line says becomes a dimension."""
    log.info("refused", extra={"code": "no-free-worker", "role": "citizen"})
    (metric,) = _metrics(capsys)
    assert metric["Refused"] == [1.0]
    assert metric["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "Sightline"
    assert _dimensions(metric) == {"service": "sightline", "code": "no-free-worker"}


def test_a_line_can_hold_several_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """A seal says how late it was, and what it found."""
    log.info("sealed", extra={"seconds": 31.5, "gaps": 2, "discrepancies": 0})
    told = {
        name: value for metric in _metrics(capsys) for name, value in metric.items() if name in {"SealSeconds", "Gaps"}
    }
    assert told == {"SealSeconds": [31.5], "Gaps": [2.0]}


def test_the_functions_name_divides_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stage is reached by way of several functions; one figure counts them all."""
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "message")
    log.info("stage reached", extra={"stage": "opened"})
    assert _dimensions(_metrics(capsys)[0]) == {"service": "sightline", "stage": "opened"}


def test_any_other_line_is_worth_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Nor does one that lacks its figure stop whoever writes it."""
    log.info("opened", extra={"role": "citizen"})
    logging.raiseExceptions = False
    log.info("first frame")
    logging.raiseExceptions = True
    assert _metrics(capsys) == []


def test_what_is_counted_is_written_somewhere() -> None:
    """Each message is one that the functions log, so that no figure stays at nought by a change of words."""
    assert set(MEASURES) - {message for message, _ in _lines_written()} == set()


def test_each_line_says_what_its_measures_need() -> None:
    """Whoever writes a counted line gives its figures and dimensions."""
    lacking = [
        (message, needed)
        for message, given in _lines_written()
        for measure in MEASURES.get(message, ())
        for needed in (measure.value, measure.dimension)
        if needed and needed not in given
    ]
    assert lacking == []


def test_no_dimension_names_a_person_or_an_incident() -> None:
    """Dimensions are kept for fifteen months and shown to whoever may see a dashboard."""
    assert {measure.dimension for each in MEASURES.values() for measure in each} <= MAY_DIVIDE | {None}


def _lines_written() -> list[tuple[str, set[str]]]:
    """Return the message of each `log.…(message, extra={…})` in the functions, and the names that it gives."""
    return [
        (call.args[0].value, _names_given(call))
        for path in ROOT.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "log"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ]


def _names_given(call: ast.Call) -> set[str]:
    return {
        name
        for keyword in call.keywords
        if keyword.arg == "extra"
        for node in ast.walk(keyword.value)
        if isinstance(node, ast.Constant) and isinstance(name := node.value, str)
    }
