"""A text message provider in memory."""

from dataclasses import dataclass, field

from sightline.domain.errors import TextRefusedError


@dataclass
class TexterInMemory:
    """A Texter; `refusing` makes it refuse whatever comes."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)
    refusing: bool = False

    def send(self, phone_number: str, text: str, reference: str) -> str:
        """Keep the text, or refuse it."""
        if self.refusing:
            raise TextRefusedError
        self.sent.append((phone_number, text, reference))
        return f"message-{len(self.sent)}"
