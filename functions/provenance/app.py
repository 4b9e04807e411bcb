"""Lambda function provenance: gives each copy its C2PA credentials, once S3 has said that it was made.

Whoever makes copies decodes what strangers sent, so that one must not be able to sign; this one never sees a master.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote_plus

from provenance.bootstrap import Office, office
from provenance.finishing import finish_copy
from sightline.domain.bare_copy import CopyAlteredError, finished_prefix
from sightline.domain.copy import derivation_key, failure_key
from sightline.messages.copies import CopyFailure

log = logging.getLogger("sightline.provenance")
log.setLevel(logging.INFO)


def attest(event: Mapping[str, Any], _context: object) -> None:
    """Finish the copies that the queue's messages name; raise, so that they come again, where that may help."""
    for record in event["Records"]:
        for prefix in read_prefixes(record["body"]):
            finish_or_fail(office(), prefix)


def read_prefixes(body: str) -> Iterator[str]:
    """Yield the copies that a notification of S3's is about; there are none in the one that it tries a queue with."""
    for record in json.loads(body).get("Records", []):
        if prefix := finished_prefix(unquote_plus(record["s3"]["object"]["key"])):
            yield prefix


def finish_or_fail(desk: Office, prefix: str) -> None:
    """Finish a copy, or leave beside it why it has none."""
    try:
        finish_copy(desk, prefix)
    except CopyAlteredError as failure:
        if desk.copies.read_object(derivation_key(prefix)):
            return  # another run was first, and has tidied up
        log.warning("a copy was altered before it was ready", extra={"copy": prefix})
        body = CopyFailure(code=failure.code, text=failure.detail).model_dump_json().encode()
        desk.copies.put_outcome(failure_key(prefix), body)
    else:
        log.info("a copy is ready", extra={"copy": prefix})
