"""The texts that moto's SNS was asked to send: `GET /_laptop/texts`.

moto lists them under /moto-api/data.json too, but among every object of every service, fragments of
recordings included; this is quick however much there is.
"""

import json

from moto.sns.models import sns_backends
from werkzeug.wrappers import Response

from infra.local.template.scope import ACCOUNT


def list_texts() -> Response:
    """Return all texts, in the order sent."""
    texts = [
        {"message_id": message_id, "phone_number": number, "text": text}
        for region in sns_backends[ACCOUNT].values()
        for message_id, (number, text) in list(region.sms_messages.items())
    ]
    return Response(json.dumps(texts), content_type="application/json")
