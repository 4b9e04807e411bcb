"""The functions as API Gateway calls them, on an emulated AWS in this process."""

import json
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import boto3
from chalice.app import Chalice

from authorise.app import app as tickets_app
from evidence.app import app as evidence_app
from invites.app import app as invites_app
from library.app import app as library_app
from location.app import app as location_app
from sessions.app import app as sessions_app
from shares.app import app as shares_app
from tests.contract.tables import KEYS
from uploads.app import app as uploads_app

REGION = "eu-west-2"
SITE = "https://video.example.police.uk"
CONTEXT = SimpleNamespace(
    function_name="function",
    memory_limit_in_mb=512,
    invoked_function_arn="arn:aws:lambda:eu-west-2:123456789012:function:function",
    aws_request_id="request-1",
    get_remaining_time_in_millis=lambda: 10_000,
)
OFFICER = {"sub": "officer-1", "name": "PC Rees", "cognito:groups": "[call-handler]", "custom:force_id": "force"}
AUDITOR = OFFICER | {"sub": "officer-3", "cognito:groups": "[auditor]"}
STRANGER = OFFICER | {"sub": "officer-2", "custom:force_id": "other-force"}
APPS = (
    invites_app,
    sessions_app,
    tickets_app,
    location_app,
    evidence_app,
    library_app,
    shares_app,
    uploads_app,
)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    media_type: str
    body: Any


@dataclass
class Deployment:
    """Calls routes, and looks at what they did outside."""

    texts: list[dict[str, Any]] = field(default_factory=list)
    keys: int = 0

    def officer(self, method: str, path: str, body: Any = None, *, claims: Any = OFFICER, key: str = "") -> Answer:
        """Call a route as an officer, with a key of its own if it is given none."""
        self.keys += 1
        headers = {"Idempotency-Key": key or f"key-{self.keys}"}
        return self.call(method, path, body, authorizer={"claims": claims}, headers=headers)

    def call(self, method: str, path: str, body: Any = None, *, authorizer: Any = None, headers: Any = None) -> Answer:
        """Call a route as API Gateway does (HTTP API, payload 1.0)."""
        app, resource, parameters = _find(method, path)
        query = dict(part.split("=") for part in path.partition("?")[2].split("&") if part)
        event = {
            "version": "1.0",
            "resource": resource,
            "path": path,
            "httpMethod": method,
            "headers": {"content-type": "application/json", **(headers or {})},
            "queryStringParameters": query or None,
            "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} or None,
            "pathParameters": parameters or None,
            "stageVariables": None,
            "requestContext": {"httpMethod": method, "resourcePath": resource, "authorizer": authorizer or {}},
            "body": body if isinstance(body, str) or body is None else json.dumps(body),
            "isBase64Encoded": False,
        }
        answer = app(event, CONTEXT)
        media_type = answer["headers"].get("Content-Type", "")
        text = answer["body"]
        return Answer(answer["statusCode"], media_type, json.loads(text) if "json" in media_type and text else text)

    def token_of_last_text(self) -> str:
        """Return the token in the newest text's link."""
        return str(self.texts[-1]["Message"]).rpartition("#")[2]


def environment(queue_url: str, secret_id: str) -> dict[str, str]:
    """Return the environment that the functions read their settings from."""
    tables = {f"SIGHTLINE_{name.upper()}_TABLE": name for name in KEYS}
    return tables | {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": REGION,
        "SIGHTLINE_SITE_ORIGIN": SITE,
        "SIGHTLINE_SMS_PROVIDER": "sns",
        "SIGHTLINE_SEAL_QUEUE_URL": queue_url,
        "SIGHTLINE_EVIDENCE_BUCKET": "evidence",
        "SIGHTLINE_WORKER_SECRET_ID": secret_id,
        "SIGHTLINE_CONNECTIONS_ENDPOINT": f"https://ws.execute-api.{REGION}.amazonaws.com/ws",
        "SIGHTLINE_ICE_SERVERS": '[{"urls": ["stun:stun.example.police.uk"]}]',
    }


def make_surroundings() -> tuple[str, str]:
    """Make the seal queue and the worker key; return the queue's address and the secret's name."""
    queue_url = boto3.client("sqs", region_name=REGION).create_queue(QueueName="seals")["QueueUrl"]
    boto3.client("secretsmanager", region_name=REGION).create_secret(Name="worker-key", SecretString="open-sesame")
    return queue_url, "worker-key"


def _find(method: str, path: str) -> tuple[Chalice, str, dict[str, str]]:
    """Return the app and route of a path, as API Gateway's route table does."""
    parts = path.partition("?")[0].split("/")
    for app in APPS:
        for resource, methods in app.routes.items():
            pattern = resource.split("/")
            pairs = list(zip(pattern, parts, strict=False))
            if method in methods and len(pattern) == len(parts) and all(a == b or a.startswith("{") for a, b in pairs):
                return app, resource, {a.strip("{}"): b for a, b in pairs if a.startswith("{")}
    raise LookupError(path)
