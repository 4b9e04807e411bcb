"""The mails that moto's SES was asked to send: `GET /_laptop/mails`."""

import json

from moto.ses.models import Message, ses_backends
from werkzeug.wrappers import Response

from infra.local.template.scope import ACCOUNT


def list_mails() -> Response:
    """Return all mails, in the order sent."""
    mails = [
        {
            "message_id": mail.id,
            "address": mail.destinations["ToAddresses"][0],
            "subject": mail.subject,
            "text": mail.body,
        }
        for region in ses_backends[ACCOUNT].values()
        for mail in list(region.sent_messages)
        if isinstance(mail, Message)
    ]
    return Response(json.dumps(mails), content_type="application/json")
