"""A camera's program and a player's, as aiortc peers that know nothing but HTTP."""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urljoin

import requests
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCRtpCodecCapability, RTCRtpSender, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from av import VideoFrame

SECONDS = 20
SDP = "application/sdp"
FRAGMENT = "application/trickle-ice-sdpfrag"


@dataclass
class Program:
    """A peer connection whose offer goes to an address, with a bearer token."""

    address: str
    token: str
    peer: RTCPeerConnection = field(default_factory=RTCPeerConnection)
    created: requests.Response | None = None
    pictures: int = 0
    _watching: set["asyncio.Task[None]"] = field(default_factory=set)

    async def begin(self) -> requests.Response:
        """Offer, and take the answer."""
        await self.peer.setLocalDescription(await self.peer.createOffer())
        self.created = await self.ask("POST", self.address, self.peer.localDescription.sdp, SDP)
        if self.created.status_code == requests.codes.created:
            await self.peer.setRemoteDescription(RTCSessionDescription(self.created.text, "answer"))
        return self.created

    async def hang_up(self) -> requests.Response:
        """Say that it is over, and close."""
        answer = await self.ask("DELETE", self.location)
        await self.peer.close()
        return answer

    @property
    def location(self) -> str:
        """The address of what was begun."""
        assert self.created is not None
        return urljoin(self.address, self.created.headers["Location"])

    async def ask(
        self, method: str, address: str, body: str | None = None, kind: str | None = None, **headers: str
    ) -> requests.Response:
        """Send a request without holding up the stream."""
        given = {"Authorization": f"Bearer {self.token}", **({"Content-Type": kind} if kind else {}), **headers}
        return await asyncio.to_thread(requests.request, method, address, data=body, headers=given, timeout=SECONDS)

    def send(self, *tracks: MediaStreamTrack) -> None:
        """Offer encoded tracks: pictures in H.264 alone, which the film is."""
        for track in tracks:
            transceiver = self.peer.addTransceiver(track, direction="sendonly")
            if track.kind == "video":
                transceiver.setCodecPreferences(_codecs({"video/h264", "video/rtx"}))

    def receive(self) -> None:
        """Ask for pictures and sound, and count the pictures that can be decoded."""
        self.peer.addTransceiver("audio", direction="recvonly")
        self.peer.addTransceiver("video", direction="recvonly")
        self.peer.on("track", self._watch)

    def _watch(self, track: MediaStreamTrack) -> None:
        if track.kind == "video":
            self._watching.add(asyncio.ensure_future(self._count(track)))

    async def _count(self, track: MediaStreamTrack) -> None:
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return
            self.pictures += isinstance(frame, VideoFrame)


def _codecs(wanted: set[str]) -> list[RTCRtpCodecCapability]:
    return [codec for codec in RTCRtpSender.getCapabilities("video").codecs if codec.mimeType.lower() in wanted]
