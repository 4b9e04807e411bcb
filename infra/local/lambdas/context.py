"""The context object that Lambda hands to a handler."""

import time

from infra.local.template.scope import ACCOUNT


class Context:
    """What a handler may ask about its invocation; the names are Lambda's."""

    function_version = "$LATEST"
    memory_limit_in_mb = 512
    identity = None
    client_context = None

    def __init__(self, name: str, arn: str, request_id: str, timeout_seconds: float) -> None:
        """Start the clock of one invocation."""
        self.function_name = name
        self.invoked_function_arn = arn
        self.aws_request_id = request_id
        self.log_group_name = f"/aws/lambda/{name}"
        self.log_stream_name = f"{ACCOUNT}/local"
        self._deadline = time.monotonic() + timeout_seconds

    def get_remaining_time_in_millis(self) -> int:
        """Return how long the handler may still take."""
        return max(0, int((self._deadline - time.monotonic()) * 1000))
