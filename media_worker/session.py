"""One session in this worker: what the citizen sends and officers watch, what officers say and the citizen hears."""

import asyncio
from collections.abc import Coroutine

from media_worker.allowance import Allowance
from media_worker.answer import ChosenMedia, Outgoing, choose_media
from media_worker.channel import Channel
from media_worker.down_leg import DownLeg
from media_worker.offer import Kind, read_offer
from media_worker.peer import Peer
from media_worker.station import Station
from media_worker.stream import Stream
from sightline.domain.errors import LivePausedError, NoCommonCodecError, NothingToWatchError, TooManyRequestsError
from sightline.messages.signalling import Candidates, Direction, OpenLeg

VIEWERS_AT_MOST = 16
_REPAIR_SHARE = 2
_LOOK_EVERY_SECONDS = 0.1


class Session:
    """Legs come and go, each on one of two channels: the citizen's picture and sound, or the officers' voice."""

    def __init__(self, station: Station) -> None:
        """Begin without a leg."""
        self._station = station
        self._loop = asyncio.get_running_loop()
        self._peers: dict[str, Peer] = {}
        self._streams: dict[Peer, Stream] = {}
        self._down_legs: dict[Peer, DownLeg] = {}
        picture, voice = Channel(), Channel()
        self._channels: dict[Direction, Channel] = {"up": picture, "down": picture, "talk": voice, "listen": voice}
        self._background: set[asyncio.Task[None]] = set()
        self.quiet_since = self._looked_at = self._loop.time()

    async def open_leg(self, command: OpenLeg) -> str:
        """Take an offer; return the answer, or raise why there is none."""
        offer = read_offer(command.sdp, allow_private=self._station.network.allow_private)
        chosen = choose_media(offer, command.direction)
        peer = Peer(command, offer, self._station)
        add = self._add_stream if command.direction in {"up", "talk"} else self._add_viewer
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
        """Do what is due: at each tick what a picture may wait for, ten times a second all else."""
        for stream in self._streams.values():
            stream.leg.tick(now)
        if now - self._looked_at >= _LOOK_EVERY_SECONDS:
            self._looked_at = now
            self._look_after_all(now)

    def _look_after_all(self, now: float) -> None:
        for stream in self._streams.values():
            stream.tick(now)
        if self._is_pressed:
            self._give_up_live()
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
        peer.on_connected = lambda: self._show(peer, stream)
        return {}

    def _add_viewer(self, peer: Peer, chosen: tuple[ChosenMedia, ...]) -> dict[Kind, Outgoing]:
        if peer.command.direction == "down" and not self._has_picture:
            raise NothingToWatchError
        if peer.command.direction == "down" and self._is_pressed:
            raise LivePausedError
        if len(self._down_legs) >= VIEWERS_AT_MOST:
            raise TooManyRequestsError
        repairs = self._station.leg_bits_per_second // _REPAIR_SHARE
        leg = DownLeg(chosen, peer.transport, Allowance(repairs, self._loop.time()))
        channel = self._channel_of(peer)
        if not channel.suits(leg):
            raise NoCommonCodecError
        self._down_legs[peer] = leg
        peer.transport.on_rtcp = lambda datagram: leg.receive_rtcp(datagram, self._loop.time())
        peer.on_connected = lambda: channel.join(leg, self._loop.time())
        return leg.outgoing

    def _give_up_live(self) -> None:
        """Close the officers' legs, so that recording gets all that the worker has; the citizen still hears them."""
        for peer in self._down_legs:
            if peer.command.direction == "down":
                self._run(peer.close(LivePausedError.code))

    def _show(self, peer: Peer, stream: Stream) -> None:
        """Let everybody follow a new stream; the one before it is over."""
        before = self._channel_of(peer).show(stream, self._loop.time())
        if before is not None:
            self._run(before.peer.close("replaced"))

    def _channel_of(self, peer: Peer) -> Channel:
        return self._channels[peer.command.direction]

    @property
    def _is_pressed(self) -> bool:
        """Tell whether so much waits for the store that live pictures have to give way."""
        return self._station.uploads.backlog.is_pressing

    @property
    def _has_picture(self) -> bool:
        """Tell whether the citizen sends, or is about to."""
        return any(peer.command.direction == "up" for peer in self._streams)

    def _forget(self, peer: Peer) -> None:
        """Let go of a leg that is closed; its id may already be another's."""
        if self._peers.get(peer.command.leg_id) is peer:
            del self._peers[peer.command.leg_id]
        leg = self._down_legs.pop(peer, None)
        if leg is not None:
            self._channel_of(peer).leave(leg)
        stream = self._streams.pop(peer, None)
        if stream is not None:
            self._run(stream.finish())

    def _run(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)
