"""A box on a picture: where something is to be seen, as shares of width and height, whatever size the picture has."""

from dataclasses import dataclass
from math import hypot


@dataclass(frozen=True)
class Box:
    """From its upper left corner; the whole picture is (0, 0, 1, 1)."""

    x: float
    y: float
    width: float
    height: float

    def is_on_picture(self) -> bool:
        """Say whether it has a size and lies on the picture with all of it, but for what rounding adds."""
        ends_on_it = self.x + self.width <= 1 + _ROUNDING and self.y + self.height <= 1 + _ROUNDING
        return self.width > 0 and self.height > 0 and self.x >= 0 and self.y >= 0 and ends_on_it

    def towards(self, other: "Box", share: float) -> "Box":
        """Return the box on the straight way to another one, of which `share` is gone."""
        return Box(*(mine + (theirs - mine) * share for mine, theirs in zip(_sides(self), _sides(other), strict=True)))

    def grown(self, part: float, more: float = 0.0) -> "Box":
        """Return it with a part of its own size, and so much more, on each side, as far as the picture goes."""
        beside, above = self.width * part + more, self.height * part + more
        left, top = max(0.0, self.x - beside), max(0.0, self.y - above)
        right, bottom = min(1.0, self.x + self.width + beside), min(1.0, self.y + self.height + above)
        return Box(left, top, max(0.0, right - left), max(0.0, bottom - top))

    def around(self, other: "Box") -> "Box":
        """Return the smallest box that holds both."""
        left, top = min(self.x, other.x), min(self.y, other.y)
        right, bottom = (
            max(self.x + self.width, other.x + other.width),
            max(self.y + self.height, other.y + other.height),
        )
        return Box(left, top, right - left, bottom - top)

    def likeness(self, other: "Box") -> float:
        """Return how much of both together they have in common (intersection over union), from 0 to 1."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        high = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        common = max(0.0, wide) * max(0.0, high)
        both = self.width * self.height + other.width * other.height - common
        return common / both if both > 0 else 0.0

    def distance(self, other: "Box") -> float:
        """Return how far apart their middles are, in shares of the picture."""
        return hypot(
            self.x + self.width / 2 - other.x - other.width / 2, self.y + self.height / 2 - other.y - other.height / 2
        )


_ROUNDING = 1e-6


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height
