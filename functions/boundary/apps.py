"""Makes the Chalice app of a function: Powertools around it, and no answer that is not ours."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.logging.utils import copy_config_to_registered_loggers
from aws_lambda_powertools.metrics import MetricUnit
from chalice.app import ConvertToMiddleware, Request, Response

from boundary.endpoints import App, current_request
from boundary.measures import NAMESPACE, count_lines_of
from boundary.problems import restate

LOGGERS = {"boundary", "sightline"}
"""The standard library's loggers whose lines go out as JSON too."""


def make_app(name: str) -> App:
    """Make an app whose lines and metrics carry the function's name."""
    app = App(name)
    logger = Logger(service=name)
    copy_config_to_registered_loggers(logger, include=LOGGERS)
    count_lines_of(LOGGERS)
    metrics = Metrics(namespace=NAMESPACE, service=name)
    app.register_middleware(ConvertToMiddleware(logger.inject_lambda_context), "all")
    app.register_middleware(ConvertToMiddleware(metrics.log_metrics), "http")
    app.register_middleware(_count_answers(metrics), "http")
    app.register_middleware(_note_request, "http")
    return app


def _count_answers(metrics: Metrics) -> Callable[[Request, Callable[[Request], Response]], Response]:
    def count(request: Request, get_response: Callable[[Request], Response]) -> Response:
        response = restate(get_response(request))
        metrics.add_metric(name=f"Answers{response.status_code // 100}xx", unit=MetricUnit.Count, value=1)
        return response

    return count


def _note_request(request: Request, get_response: Callable[[Request], Any]) -> Any:
    token = current_request.set(request)
    try:
        return get_response(request)
    finally:
        current_request.reset(token)
