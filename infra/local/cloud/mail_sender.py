"""Whose mails the laptop sends: moto's SES, as AWS's, takes them from verified addresses only."""

from typing import Any

from infra.local.cloud.clients import Clients
from infra.local.cloud.physical import Exists

MAIL_FROM = "evidence@sightline.example"


def make_mail_sender(clients: Clients, name: str, properties: dict[str, Any]) -> Exists:
    """Stand for an AWS::SES::ConfigurationSet, and verify the one who writes under it."""
    clients("sesv2").create_email_identity(EmailIdentity=MAIL_FROM)
    return Exists(properties.get("Name", name))
