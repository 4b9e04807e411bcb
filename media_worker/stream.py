"""A stream on its way to the recording and to those who follow it: a citizen's, or an officer's voice."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from aiortc.rtp import RtcpSrPacket

from media_worker.allowance import Allowance
from media_worker.answer import ChosenMedia
from media_worker.frames import Frame
from media_worker.incoming import IncomingTrack
from media_worker.peer import Peer
from media_worker.recording import Recording, mint_recording_id
from media_worker.rtp import Packet
from media_worker.station import Station
from media_worker.up_leg import UpLeg
from sightline.domain.fragment import RecordingPlace
from sightline.domain.talk import NAME_AT_MOST, Voice, talk_id
from sightline.messages.signalling import RecordingReport

if TYPE_CHECKING:
    from media_worker.down_leg import DownLeg


class Stream:
    """An up leg with its recording, and the legs that show it."""

    def __init__(self, peer: Peer, chosen: Sequence[ChosenMedia], station: Station) -> None:
        """Take what comes over a peer."""
        self._loop = asyncio.get_running_loop()
        self._station = station
        self.viewers: Sequence[DownLeg] = ()
        self.peer = peer
        now = self._loop.time()
        self.leg = UpLeg(chosen, peer.transport, self, Allowance(station.leg_bits_per_second, now))
        peer.transport.on_rtp = lambda packets, arrivals: self.leg.receive_rtp(packets, self._loop.time(), arrivals)
        peer.transport.on_rtcp = lambda datagram: self.leg.receive_rtcp(datagram, self._loop.time())
        command = peer.command
        recording_id = mint_recording_id(station.to_instant(now))
        speaker = None
        if command.direction == "talk":
            recording_id = talk_id(recording_id)
            speaker = Voice(command.participant_id, command.participant_name[:NAME_AT_MOST])
        self._outbox = station.uploads.open()
        place = RecordingPlace(command.force_id, command.session_id, recording_id)
        self._recording = Recording(place, self._outbox, station.to_instant, speaker)
        self._is_finished = False

    def take_packets(self, track: IncomingTrack, packets: Sequence[Packet], now: float) -> None:
        """Pass packets on at once, to each viewer by itself."""
        for viewer in self.viewers:
            viewer.forward(track, packets, now)

    def take_frame(self, track: IncomingTrack, frame: Frame, *, is_torn: bool, now: float) -> None:
        """Record a frame."""
        if self._is_finished:
            return
        if not self._recording.has_begun:
            self._report("started")
        self._recording.add(track.kind, frame, is_torn=is_torn, now=now)
        if track.kind == "video" or "video" not in self.leg.tracks:
            self.peer.report("first-frame")

    def take_report(self, track: IncomingTrack, report: RtcpSrPacket, now: float) -> None:
        """Keep a sender report for the recording, and pass it on."""
        self._recording.note_report(track.kind, report.sender_info.ntp_timestamp, report.sender_info.rtp_timestamp, now)
        for viewer in self.viewers:
            viewer.pass_on(track, report)

    def tick(self, now: float) -> None:
        """Store what is overdue, and notice silence."""
        self._recording.tick(now)
        media_at = self.leg.media_at
        if media_at is not None and now - media_at > self._station.interrupted_seconds:
            self.peer.report("interrupted")
        elif self.peer.state == "interrupted":
            self.peer.report("connected", "resumed")

    async def finish(self) -> None:
        """Store the rest of the recording, and report it when all is stored or on disk."""
        if self._is_finished:
            return
        self._is_finished = True
        self.leg.close()
        self._recording.finish(self._loop.time())
        await self._outbox.close()
        if self._recording.has_begun:
            self._report("finished")

    def _report(self, state: str) -> None:
        is_started = state == "started"
        self._station.report(
            RecordingReport(
                session_id=self._recording.place.session_id,
                recording_id=self._recording.place.recording_id,
                state="started" if is_started else "finished",
                fragments=self._recording.fragments,
                spooled=0 if is_started else self._station.uploads.spooled,
            )
        )
