"""The key of the synthetic citizen."""

from types import SimpleNamespace

import pytest

from invites.synthetic import require_synthetic
from sightline import bootstrap
from sightline.config import Settings
from sightline.domain.errors import NotFoundError, NotSignedInError


@pytest.mark.parametrize("authorization", [None, "", "Bearer other", "the-key"])
def test_only_its_own_key_is_taken(authorization: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else gets a token without a text."""
    monkeypatch.setattr(bootstrap, "settings", lambda: Settings(synthetic_secret_id="s"))  # noqa: S106 a name
    monkeypatch.setattr(bootstrap, "synthetic_key", lambda: SimpleNamespace(read=lambda: "the-key"))
    require_synthetic("Bearer the-key")
    with pytest.raises(NotSignedInError):
        require_synthetic(authorization)


def test_without_a_key_there_is_nothing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deployment without it has no such route to speak of."""
    monkeypatch.setattr(bootstrap, "settings", Settings)
    with pytest.raises(NotFoundError):
        require_synthetic("Bearer the-key")
