"""The names of topics."""

from sightline.ports import ConnectionStore
from sightline.usecases import topics


def test_topics_are_named_as_the_port_says() -> None:
    """The port's own words list every one of them."""
    documented = ConnectionStore.__doc__ or ""
    for name in (
        topics.citizen_of("{session_id}"),
        topics.watchers_of("{session_id}"),
        topics.officers_of("{force_id}"),
        topics.connection_of("{worker_id}"),
    ):
        assert f"`{name}`" in documented
