"""The few settings that differ on the laptop reach only those whom they concern."""

from infra.local.addresses import Addresses
from infra.local.cloud.mail_sender import MAIL_FROM
from infra.local.overrides import function_overrides, worker_overrides
from sightline.config import read_settings, read_worker_settings

HERE = Addresses(origin="http://here", inner="i", moto="m", phone="p")


def test_only_who_texts_gets_another_provider() -> None:
    """A function that sends texts sends them by SNS; one that replays presigns for the site's origin."""
    assert function_overrides({}, HERE, "chain") == {}
    texts = read_settings(function_overrides({"SIGHTLINE_SMS_PROVIDER": "end-user-messaging"}, HERE, "chain"))
    assert (texts.sms_provider, texts.presign_endpoint) == ("sns", None)
    assert (
        read_settings(function_overrides({"SIGHTLINE_EVIDENCE_BUCKET": "b"}, HERE, "chain")).presign_endpoint
        == "http://here"
    )


def test_mails_come_from_an_address_that_may_send() -> None:
    """Only who mails is told it."""
    told = read_settings(function_overrides({"SIGHTLINE_MAIL_CONFIGURATION_SET": "mails"}, HERE, "chain"))
    assert told.mail_from == MAIL_FROM


def test_copies_are_signed_under_a_certificate_of_this_laptops() -> None:
    """Only who signs them is told it."""
    told = read_settings(function_overrides({"SIGHTLINE_PROVENANCE_KEY_ID": "key"}, HERE, "chain"))
    assert told.provenance_chain == "chain"


def test_a_worker_may_use_private_addresses() -> None:
    """A worker takes loopback candidates, and trusts the laptop's authority if there is one."""
    settings = read_worker_settings(worker_overrides("worker-1", "spool", 7, "ca.pem"))
    assert settings.allow_private_candidates
    assert (settings.id, settings.health_port, settings.ca_file) == ("worker-1", 7, "ca.pem")
    assert read_worker_settings(worker_overrides("worker-1", "spool", 7, None)).ca_file is None
