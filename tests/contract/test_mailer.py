"""Every Mailer keeps the same promises: a mail goes out with an id, or its refusal says nothing private."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import boto3
import pytest
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from sightline.adapters.mailer import SesMailer
from sightline.domain.errors import MailRefusedError
from sightline.domain.mail import Mail
from sightline.ports import Mailer
from tests.fakes.shares import MailerInMemory

MAIL = Mail("ann.moss@example.org", "Avon Police: your code", "Your code is 012345\n")
REGION = "eu-west-2"


@dataclass
class Provider:
    """A mailer, and what its provider does and has seen."""

    mailer: Mailer
    refuse: Callable[[], object]
    seen: Callable[[], tuple[str, str, str]]
    """Address, subject and text of the last mail."""


def _memory() -> Iterator[Provider]:
    mailer = MailerInMemory()
    last = lambda: (mailer.sent[-1].to, mailer.sent[-1].subject, mailer.sent[-1].text)  # noqa: E731  a table's cell
    yield Provider(mailer, lambda: setattr(mailer, "refusing", True), last)


def _ses() -> Iterator[Provider]:
    client = boto3.client("sesv2", region_name=REGION)
    client.create_email_identity(EmailIdentity="avon.test")
    backend = ses_backends[DEFAULT_ACCOUNT_ID][REGION]

    def seen() -> tuple[str, str, str]:
        message = backend.sent_messages[-1]
        return message.destinations["ToAddresses"][0], message.subject, message.body

    yield Provider(
        SesMailer(client, "evidence@avon.test", "mails"),
        lambda: client.delete_email_identity(EmailIdentity="avon.test"),
        seen,
    )


@pytest.fixture(params=[_memory, _ses])
def provider(request: pytest.FixtureRequest) -> Iterator[Provider]:
    """Return each mailer in turn."""
    if request.param is not _memory:
        request.getfixturevalue("aws")
    yield from request.param()


def test_a_mail_goes_out_and_has_an_id(provider: Provider) -> None:
    """The provider is given it as it is, and its message id comes back."""
    assert provider.mailer.send(MAIL)
    assert provider.seen() == (MAIL.to, MAIL.subject, MAIL.text)


def test_a_refusal_names_its_cause_but_no_address(provider: Provider) -> None:
    """Whatever a provider says, the address does not reach the log with it."""
    provider.refuse()
    with pytest.raises(MailRefusedError) as refused:
        provider.mailer.send(MAIL)
    assert MAIL.to not in f"{refused.value} {refused.value.__cause__!r}"


def test_ses_counts_by_the_configuration_set(aws: None) -> None:  # noqa: ARG001  it must come first
    """Every mail names it, so that those that bounce raise the alarm."""
    client = boto3.client("sesv2", region_name=REGION)
    client.create_email_identity(EmailIdentity="avon.test")
    calls: list[dict[str, object]] = []
    client.meta.events.register("provide-client-params.sesv2.SendEmail", lambda params, **_: calls.append(params))

    SesMailer(client, "evidence@avon.test", "mails").send(MAIL)

    assert (calls[0]["ConfigurationSetName"], calls[0]["FromEmailAddress"]) == ("mails", "evidence@avon.test")
