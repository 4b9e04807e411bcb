"""Mails go out from one address, and those that come back are counted."""

from infra.constructs.alarm_table import ALARMS, MAILS
from infra.constructs.function_table import FUNCTIONS
from tests.infra.cloud import Cloud, actions_of, as_list

STACK = "sightline-messaging"


def test_only_who_shares_may_mail_and_from_one_address_only(prod: Cloud) -> None:
    """By name of the domain, of the configuration set, and of the address."""
    assert {row.name for row in FUNCTIONS if "ses:SendEmail" in prod.allowed(row.name)} == {"shares", "recipients"}
    role = prod.functions()["shares"]["Role"]
    (statement,) = [one for one in prod.statements("sightline-functions", role) if "ses:SendEmail" in actions_of([one])]
    assert statement["Condition"] == {"StringEquals": {"ses:FromAddress": "evidence@video.example.police.uk"}}
    counted, identity = sorted(str(resource) for resource in as_list(statement["Resource"]))
    assert ":identity/video.example.police.uk'" in identity
    assert f":configuration-set/{MAILS}'" in counted


def test_an_environment_without_an_address_mails_nothing(dev: Cloud) -> None:
    """And says nothing of one to its functions."""
    assert not any("ses:SendEmail" in dev.allowed(row.name) for row in FUNCTIONS)
    assert "mail_from" not in dev.environment("shares")


def test_mails_that_come_back_raise_an_alarm(dev: Cloud) -> None:
    """Counted under the name that the alarm reads; a mail that cannot go encrypted does not go."""
    mails = dev.only(STACK, "AWS::SES::ConfigurationSet")
    assert mails["Name"] == MAILS
    assert mails["DeliveryOptions"] == {"TlsPolicy": "REQUIRE"}
    destination = dev.only(STACK, "AWS::SES::ConfigurationSetEventDestination")["EventDestination"]
    (dimension,) = destination["CloudWatchDestination"]["DimensionConfigurations"]
    assert {"bounce", "complaint", "reject"} == set(destination["MatchingEventTypes"])
    (alarm,) = [row for row in ALARMS if row.name == "mails-bounce"]
    assert dict(alarm.reading.dimensions) == {dimension["DimensionName"]: MAILS}
