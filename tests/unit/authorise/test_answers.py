"""The answers of Lambda authorizers."""

from authorise.answers import allow_http, allow_websocket, deny_http, deny_websocket
from sightline.domain.participant import Participant, Role

CITIZEN = Participant("c-1", Role.CITIZEN, "Citizen", "force", "s-1")
CONTEXT = {"participant_id": "c-1", "role": "citizen", "name": "Citizen", "force_id": "force", "session_id": "s-1"}
ARN = "arn:aws:execute-api:eu-west-2:123456789012:abc/ws/$connect"


def test_an_http_api_is_answered_simply() -> None:
    """Yes with who it is, or no with nothing."""
    assert allow_http(CITIZEN) == {"isAuthorized": True, "context": CONTEXT}
    assert deny_http() == {"isAuthorized": False}


def test_a_websocket_api_is_answered_by_a_policy() -> None:
    """For this one connection, with who it is."""
    answer = allow_websocket(ARN, CITIZEN)
    assert (answer["principalId"], answer["context"]) == ("c-1", CONTEXT)
    statement = {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": ARN}
    assert answer["policyDocument"] == {"Version": "2012-10-17", "Statement": [statement]}


def test_a_refused_websocket_learns_nothing() -> None:
    """Not even who it would have been."""
    answer = deny_websocket(ARN)
    assert answer["policyDocument"]["Statement"][0]["Effect"] == "Deny"
    assert "context" not in answer
