"""API Gateway's limits on WebSockets; tests may set shorter times."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SocketLimits:
    """Quotas of a WebSocket API (Amazon API Gateway quotas)."""

    message_bytes: int = 128 * 1024
    frame_bytes: int = 32 * 1024
    idle_seconds: float = 600.0
    life_seconds: float = 7200.0
    integration_seconds: float = 29.0
