"""One session in this worker: the citizen's stream, the officers' legs, and who follows whom."""

import asyncio
from collections.abc import Coroutine

from media_worker.allowance import Allowance
from media_worker.answer import ChosenMedia, Outgoing, choose_media
from media_worker.down_leg import DownLeg
from media_worker.offer import Kind, read_offer
from media_worker.peer import Peer
from media_worker.station import Station
from media_worker.stream import Stream
from sightline.domain.errors import NoCommonCodecError, NothingToWatchError, TooManyRequestsError
from sightline.messages.signalling import Candidates, OpenLeg

VIEWERS_AT_MOST = 16
_REPAIR_SHARE = 2


class Session:
    """Legs come and go; the newest stream that has connected is the one that is shown."""

    def __init__(self, station: Station) -> None:
        """Begin without a leg."""
        self._station = station
        self._loop = asyncio.get_running_loop()
        self._peers: dict[str, Peer] = {}
        self._streams: dict[Peer, Stream] = {}
        self._down_legs: dict[Peer, DownLeg] = {}
        self._shown: Stream | None = None
        self._viewers: list[DownLeg] = []
        self._background: set[asyncio.Task[None]] = set()
        self.quiet_since = self._loop.time()

    async def open_leg(self, command: OpenLeg) -> str:
        """Take an offer; return the answer, or raise why there is none."""
        offer = read_offer(command.sdp, allow_private=self._station.network.allow_private)
        chosen = choose_media(offer, command.direction)
        peer = Peer(command, offer, self._station)
        add = self._add_stream if command.direction == "up" else self._add_viewer
        outgoing = add(peer, chosen)
        self.hang_up(command.leg_id, "replaced")
        self._peers[command.leg_id] = peer
        peer.on_closed = lambda: self._forget(peer)
        return await peer.answer(chosen, outgoing)

    async def add_candidates(self, message: Candidates) -> None:
        """Hand a leg's further candidates on; a leg that is gone needs none."""
        peer = self._peers.get(message.leg_id)
        if peer is not None:
            await peer.add_candidates(message.candidates)

    def hang_up(self, leg_id: str, reason: str) -> None:
        """Close one leg."""
        peer = self._peers.get(leg_id)
        if peer is not None:
            self._run(peer.close(reason))

    def tick(self, now: float) -> None:
        """Do what is due."""
        for stream in list(self._streams.values()):
            stream.tick(now)
        for peer, leg in self._down_legs.items():
            if leg.has_picture:
                peer.report("first-frame")
        if self._streams:
            self.quiet_since = now

    async def end(self, reason: str) -> None:
        """Close all legs and finish what is being recorded."""
        for peer in list(self._peers.values()):
            self._run(peer.close(reason))
        while self._background:
            await asyncio.gather(*self._background)

    def _add_stream(self, peer: Peer, chosen: tuple[ChosenMedia, ...]) -> dict[Kind, Outgoing]:
        stream = Stream(peer, chosen, self._station)
        self._streams[peer] = stream
        peer.on_connected = lambda: self._show(stream)
        return {}

    def _add_viewer(self, peer: Peer, chosen: tuple[ChosenMedia, ...]) -> dict[Kind, Outgoing]:
        if not self._streams:
            raise NothingToWatchError
        if len(self._down_legs) >= VIEWERS_AT_MOST:
            raise TooManyRequestsError
        repairs = self._station.leg_bits_per_second // _REPAIR_SHARE
        leg = DownLeg(chosen, peer.transport, Allowance(repairs, self._loop.time()))
        if self._shown is not None and not leg.can_show(self._shown.leg):
            raise NoCommonCodecError
        self._down_legs[peer] = leg
        peer.transport.on_rtcp = lambda datagram: leg.receive_rtcp(datagram, self._loop.time())
        peer.on_connected = lambda: self._begin_to_show(leg)
        return leg.outgoing

    def _show(self, stream: Stream) -> None:
        """Let everybody follow a new stream; the one before it is over."""
        before, self._shown = self._shown, stream
        stream.viewers = self._viewers
        for leg in self._viewers:
            leg.follow(stream.leg, self._loop.time())
        if before is not None:
            before.viewers = []
            self._run(before.peer.close("replaced"))

    def _begin_to_show(self, leg: DownLeg) -> None:
        self._viewers.append(leg)
        if self._shown is not None:
            leg.follow(self._shown.leg, self._loop.time())

    def _forget(self, peer: Peer) -> None:
        """Let go of a leg that is closed; its id may already be another's."""
        if self._peers.get(peer.command.leg_id) is peer:
            del self._peers[peer.command.leg_id]
        leg = self._down_legs.pop(peer, None)
        if leg in self._viewers:
            self._viewers.remove(leg)
        stream = self._streams.pop(peer, None)
        if stream is not None:
            self._run(stream.finish())

    def _run(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)
