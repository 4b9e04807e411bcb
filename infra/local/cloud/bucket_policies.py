"""Bucket policies, kept from moto, which takes a Deny for one without its conditions and would refuse everything.

What of them matters for the evidence is enforced here: nothing is overwritten.
"""

from werkzeug.wrappers import Response

from infra.local.cloud.s3_call import Refusal, S3Call

NO_POLICY = Refusal(404, "NoSuchBucketPolicy", "The bucket policy does not exist")


class BucketPolicies:
    """The policies by bucket."""

    def __init__(self) -> None:
        """Begin with none."""
        self._policies: dict[str, bytes] = {}

    def answer(self, call: S3Call) -> Response | None:
        """Answer a request about a bucket's policy; None if it is about something else."""
        if "policy" not in call.query or call.key:
            return None
        if call.method == "GET":
            kept = self._policies.get(call.bucket)
            return NO_POLICY.response() if kept is None else Response(kept, content_type="application/json")
        self._policies.pop(call.bucket, None)
        if call.method == "PUT":
            self._policies[call.bucket] = call.body
        return Response(status=204)

    def refuse_overwriting(self, call: S3Call) -> Refusal | None:
        """A bucket whose policy denies PutObject without If-None-Match takes none without it."""
        if call.method != "PUT" or not call.key or call.query or "if-none-match" in call.headers:
            return None
        if b"s3:if-none-match" not in self._policies.get(call.bucket, b""):
            return None
        return Refusal(403, "AccessDenied", "Access Denied: nothing is overwritten here.")
