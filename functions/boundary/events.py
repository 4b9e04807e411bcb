"""What Lambda calls a function with; from here, what all functions share is loaded before Chalice."""

from chalice.app import CloudWatchEvent, SQSEvent, WebsocketEvent

__all__ = ["CloudWatchEvent", "SQSEvent", "WebsocketEvent"]
