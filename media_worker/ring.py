"""The last packets of one stream: in order for the recorder, by number for viewers who missed one.

Asks again for what is missing, every 40 ms and at most ten times, and gives a hole up when its time is
over: a picture may wait half a second for its packet, sound a fifth.
"""

from dataclasses import dataclass

from media_worker.rtp import Packet, unwrap

SIZE = 1024
ASK_EVERY_SECONDS = 0.04
ASK_AT_MOST = 10
_TOO_FAR = SIZE // 2
_STALE_AT_MOST = 32


@dataclass(slots=True)
class _Hole:
    since: float
    ask_at: float
    asked: int = 0


class PacketRing:
    """Holds the last 1,024 packets of one SSRC. Times are seconds of any one clock."""

    def __init__(self, patience_seconds: float) -> None:
        """Give a hole up after `patience_seconds`."""
        self._patience = patience_seconds
        self._slots: list[Packet | None] = [None] * SIZE
        self._holes: dict[int, _Hole] = {}
        self._next = 0
        self._stale = 0
        self._before_jump: list[Packet | None] = []
        self.restarts = 0
        self.first = 0
        self.highest = -1
        self.received = 0

    def insert(self, packet: Packet, now: float) -> bool:
        """Take a packet; return False if it is here already or too old."""
        if packet.sequence == (self.highest + 1) & 0xFFFF and self.highest >= 0:
            # Nearly each packet follows the newest one, so that this costs little.
            self._stale = 0
            self.highest += 1
            self.received += 1
            self._slots[self.highest % SIZE] = packet
            return True
        if self.highest < 0:
            self._restart(packet.sequence)
        elif self._is_elsewhere(packet.sequence):
            self._before_jump = [*self.take(now), None]
            self._restart(packet.sequence)
        number = unwrap(packet.sequence, self.highest)
        if number < max(self.first, self.highest - _TOO_FAR) or self._at(number) is not None:
            return False
        self._note(number, now)
        self._slots[number % SIZE] = packet
        return True

    def take(self, now: float) -> list[Packet | None]:
        """Return the packets whose turn it is, in order; None where one or more are given up."""
        taken, self._before_jump = self._before_jump, []
        if not self._holes and self.highest - self._next < SIZE:
            taken += [self._slots[number % SIZE] for number in range(self._next, self.highest + 1)]
            self._next = self.highest + 1
        while self._next <= self.highest:
            packet = self._at(self._next)
            if packet is not None:
                self._next += 1
            elif self._is_given_up(now):
                self._skip(now)
            else:
                break
            taken.append(packet)
        return taken

    @property
    def has_holes(self) -> bool:
        """Tell whether a packet is missing that may still come."""
        return bool(self._holes)

    def to_ask_for(self, now: float) -> list[int]:
        """Return the sequence numbers to ask for now, oldest first."""
        due = [(number, hole) for number, hole in self._holes.items() if hole.ask_at <= now]
        for _, hole in due:
            hole.asked += 1
            hole.ask_at = now + ASK_EVERY_SECONDS if hole.asked < ASK_AT_MOST else float("inf")
        return [number & 0xFFFF for number, _ in sorted(due)]

    def get(self, sequence: int) -> Packet | None:
        """Return the packet of that number if it is still here."""
        return self._at(unwrap(sequence, self.highest))

    @property
    def expected(self) -> int:
        """How many packets there would be had none been lost."""
        return self.highest - self.first + 1

    def _at(self, number: int) -> Packet | None:
        return self._slots[number % SIZE] if self.highest - SIZE < number <= self.highest else None

    def _is_elsewhere(self, sequence: int) -> bool:
        """Tell a sender that counts from another number from a packet that is merely very late."""
        distance = unwrap(sequence, self.highest) - self.highest
        self._stale = self._stale + 1 if distance < -_TOO_FAR else 0
        return distance > _TOO_FAR or self._stale > _STALE_AT_MOST

    def _restart(self, number: int) -> None:
        self.restarts += 1
        self._slots = [None] * SIZE
        self._holes.clear()
        self.received = 0
        self._next = self.first = number
        self.highest = number - 1

    def _note(self, number: int, now: float) -> None:
        self.received += 1
        self._holes.pop(number, None)
        for missing in range(self.highest + 1, number):
            self._holes[missing] = _Hole(now, now)
            self._slots[missing % SIZE] = None
        self.highest = max(self.highest, number)

    def _is_given_up(self, now: float) -> bool:
        hole = self._holes.get(self._next)
        return hole is None or now - hole.since >= self._patience or self.highest - self._next >= SIZE

    def _skip(self, now: float) -> None:
        while self._next <= self.highest and self._at(self._next) is None and self._is_given_up(now):
            self._holes.pop(self._next, None)
            self._next += 1
