"""A resource as it exists: what `Ref` and `Fn::GetAtt` of it give."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Exists:
    """A resource that was made, or one that is played and named as if it had been made."""

    ref: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    stand_in: bool = False
    """Whether attributes that are not known get a made-up value: right for what is passed over, wrong for the rest."""

    def attribute(self, name: str) -> str:
        """Return an attribute, or raise KeyError with its name."""
        if name not in self.attributes and self.stand_in:
            return f"{self.ref}-{name.lower()}"
        return self.attributes[name]
