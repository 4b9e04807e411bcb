"""Bodies of the routes of invites and of the link."""

from typing import Any

import pytest
from pydantic import ValidationError

from sightline.messages.invites import AcceptRequest, InviteRequest, TokenRequest

INVITE: dict[str, Any] = {
    "phone_number": " 07700 900123 ",
    "incident_ref": "INC-7",
    "purpose": "missing-person",
    "capabilities": ["video"],
}
ACCEPT: dict[str, Any] = {
    "token": "A" * 22,
    "device_key": "B" * 22,
    "capabilities": ["video"],
    "wording_version": "en-1",
    "language": "cy",
}


def test_an_invite_has_defaults() -> None:
    """English, and not evidential until somebody says so; the number is taken without the space around it."""
    request = InviteRequest.model_validate(INVITE)
    assert (request.language, request.retention_category) == ("en", "not-evidential")
    assert request.phone_number == "07700 900123"


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "curiosity"},
        {"capabilities": []},
        {"capabilities": ["video", "audio", "location", "upload", "video"]},
        {"capabilities": ["contacts"]},
        {"incident_ref": " "},
        {"language": "fr"},
        {"phone_number": "0" * 41},
        {"force_id": "other-force"},
    ],
)
def test_an_invite_asks_for_what_there_is(change: dict[str, Any]) -> None:
    """And never names its own force."""
    with pytest.raises(ValidationError):
        InviteRequest.model_validate(INVITE | change)


@pytest.mark.parametrize("token", ["", "A" * 21, "A" * 23, "A" * 21 + "/", "A" * 21 + "\n"])
def test_a_token_has_128_bits(token: str) -> None:
    """What has another form is not even looked for."""
    with pytest.raises(ValidationError):
        TokenRequest(token=token)


@pytest.mark.parametrize("change", [{"capabilities": []}, {"wording_version": "En 1"}, {"wording_version": ""}])
def test_a_consent_names_what_and_under_which_wording(change: dict[str, Any]) -> None:
    """Agreeing to nothing is declining."""
    AcceptRequest.model_validate(ACCEPT)
    with pytest.raises(ValidationError):
        AcceptRequest.model_validate(ACCEPT | change)


@pytest.mark.parametrize("key", [{}, {"device_key": "B" * 21}])
def test_whoever_agrees_says_from_which_device(key: dict[str, Any]) -> None:
    """Without a key a device whose answer was lost could not be told from another one."""
    with pytest.raises(ValidationError):
        AcceptRequest.model_validate({name: ACCEPT[name] for name in ACCEPT if name != "device_key"} | key)
