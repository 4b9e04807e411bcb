"""All peers of one load process: makes them on demand, and sends for those that send."""

import asyncio
import random
from dataclasses import asdict

from tests.bench.load.description import Media, read_media, write_description
from tests.bench.load.line import Line
from tests.bench.load.sender import Counters, Send, TrackSender, TransportSequence
from tests.bench.load.source import make_source
from tests.bench.load.viewer import Tally

_PAYLOAD_TYPES = {"audio": 111, "video": 102}
_TICK_SECONDS = 0.004


class Peers:
    """Answers what the bench asks for; every method's arguments and result are JSON."""

    def __init__(self, *, are_deaf: bool = False) -> None:
        """Begin without a peer; deaf ones let the kernel count and drop what comes to them."""
        self._are_deaf = are_deaf
        self._lines: dict[str, Line] = {}
        self._media: dict[str, list[Media]] = {}
        self._sending: dict[str, tuple[Send, TransportSequence, list[TrackSender]]] = {}
        self._counters = Counters()
        self._chance = random.Random(11)  # noqa: S311 - spreads streams over time, the same in each run

    async def offer(self, peer: str, *, sends: bool) -> str:
        """Make a peer that sends or takes one stream; return its offer."""
        direction = "sendonly" if sends else "recvonly"
        line = self._open(peer, offers=True)
        self._media[peer] = [
            Media(kind, str(index), _PAYLOAD_TYPES[kind], direction, self._chance.getrandbits(32))
            for index, kind in enumerate(make_source())
        ]
        return write_description(self._media[peer], await line.gather())

    async def accept(self, peer: str, sdp: str) -> None:
        """Connect as the answer says, and begin to send if that was offered."""
        await self._lines[peer].connect(read_media(sdp))
        if self._media[peer][0].direction == "sendonly":
            self._sending[peer] = (self._lines[peer].send, TransportSequence(), self._make_senders(peer))

    async def answer(self, peer: str, sdp: str) -> str:
        """Make a peer that takes the stream which is offered; connect once the answer has gone back."""
        offered = read_media(sdp)
        line = self._open(peer, offers=False)
        media = [
            Media(
                "audio" if each.kind == "audio" else "video",
                each.rtp.muxId,
                each.rtp.codecs[0].payloadType or 0,
                "recvonly",
                0,
            )
            for each in offered
        ]
        answer = write_description(media, await line.gather())
        asyncio.get_running_loop().create_task(line.connect(offered))
        return answer

    async def close(self, peer: str) -> None:
        """Let a peer go."""
        self._sending.pop(peer, None)
        self._media.pop(peer, None)
        await self._lines.pop(peer).close()

    async def count(self) -> dict[str, float]:
        """Return the counters; how late sending was is counted anew from here."""
        counted = asdict(self._counters)
        self._counters.late_seconds = 0.0
        return counted

    async def run(self) -> None:
        """Send what is due, for as long as the process lives."""
        loop = asyncio.get_running_loop()
        while True:
            for peer in list(self._sending):
                await self._send_all_due(peer, loop.time())
            await asyncio.sleep(_TICK_SECONDS)

    async def _send_all_due(self, peer: str, now: float) -> None:
        """Send what is due of one stream, which is over when the subject has closed it."""
        send, sequences, tracks = self._sending[peer]
        try:
            for track in tracks:
                await self._send_due(track, send, sequences, now)
        except ConnectionError:
            self._sending.pop(peer, None)

    async def _send_due(self, track: TrackSender, send: Send, sequences: TransportSequence, now: float) -> None:
        while track.due_at <= now:
            self._counters.late_seconds = max(self._counters.late_seconds, now - track.due_at)
            packets = track.write_frame(sequences)
            self._counters.sent += len(packets)
            for packet in packets:
                await send(packet)
        report = track.write_report(now)
        if report is not None:
            await send(report)

    def _open(self, peer: str, *, offers: bool) -> Line:
        line = Line(offers=offers, is_deaf=self._are_deaf)
        line.count_media_by(Tally(self._counters).take)
        self._lines[peer] = line
        return line

    def _make_senders(self, peer: str) -> list[TrackSender]:
        begins_at = asyncio.get_running_loop().time() + self._chance.random() / 30
        source = make_source()
        return [
            TrackSender(source[each.kind], each.kind, each.mid, each.payload_type, each.ssrc, begins_at)
            for each in self._media[peer]
        ]
