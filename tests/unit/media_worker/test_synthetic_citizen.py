"""What the synthetic citizen counts and says."""

import json
import logging

import pytest

from media_worker.synthetic_citizen import site_of, try_once, write_measures
from media_worker.synthetic_session import Site
from sightline.config import WorkerSettings
from sightline.domain.errors import ConfigurationError


@pytest.mark.parametrize(
    ("seconds", "figures"),
    [
        (
            2.5004,
            {"SyntheticCitizenSucceeded": 1, "SyntheticCitizenFailed": 0, "SyntheticFirstFrameSeconds": 2.5},
        ),
        (None, {"SyntheticCitizenSucceeded": 0, "SyntheticCitizenFailed": 1}),
    ],
)
def test_each_try_is_counted(seconds: float | None, figures: dict[str, float]) -> None:
    """Success and failure are both figures, so that silence is neither; a failure has no first frame."""
    line = json.loads(write_measures(seconds, 1_700_000_000.0))
    (kind,) = line["_aws"]["CloudWatchMetrics"]
    assert {metric["Name"] for metric in kind["Metrics"]} == set(figures)
    assert {name: line[name] for name in figures} == figures
    assert kind["Dimensions"] == [["service"]]
    assert line["service"] == "synthetic-citizen"


async def test_a_site_that_does_not_answer_is_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    """The log says what kind of thing went wrong, and nothing that was shown."""
    caplog.set_level(logging.ERROR)
    assert await try_once(Site("http://127.0.0.1:9/api", "ws://127.0.0.1:9/ws", "the-key")) is None
    assert "synthetic/invites: ClientConnectorError" in caplog.text
    assert "the-key" not in caplog.text


def test_it_comes_from_the_sites_own_page() -> None:
    """A WebSocket of a citizen is taken from the site's origin only."""
    site = site_of(WorkerSettings(api_url="https://a.example/api", ws_url="wss://a.example/ws", key="k"))
    assert site.origin == "https://a.example"


def test_without_its_key_it_does_not_set_out() -> None:
    """What is missing is named."""
    with pytest.raises(ConfigurationError, match="SIGHTLINE_WORKER_KEY"):
        site_of(WorkerSettings(api_url="https://a.example/api", ws_url="wss://a.example/ws"))
