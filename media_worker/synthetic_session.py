"""The way of a caller, step by step: invited, looked up, accepted, connected, seen, recorded, ended."""

import asyncio
import secrets
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp
from aiortc import RTCConfiguration, RTCIceServer, RTCPeerConnection, RTCSessionDescription, VideoStreamTrack
from av import VideoFrame
from pydantic import BaseModel

from sightline.messages import invites
from sightline.messages.base import IceServer
from sightline.messages.changes import Ended
from sightline.messages.signalling import PARTICIPANT_EVENT, Answer, Audience, End, Hello, Leg, Offer, Refusal

LEG_ID = "synthetic-up"
PICTURE = (320, 240)
STREAM_SECONDS = 6.0
"""Three fragments or so."""

Body = TypeVar("Body", bound=BaseModel)


class StepFailedError(Exception):
    """The way ends here; the message says why, and nothing secret."""


@dataclass(frozen=True)
class Site:
    """Where the site is, and the key that opens the way."""

    api_url: str
    ws_url: str
    key: str
    trust: ssl.SSLContext | bool = True

    @property
    def origin(self) -> str:
        """Scheme and host of the page that a browser would have come from."""
        address = urlsplit(self.ws_url)
        return f"{address.scheme.replace('ws', 'http', 1)}://{address.netloc}"


class Picture(VideoStreamTrack):
    """A grey picture that changes from frame to frame, at thirty a second."""

    async def recv(self) -> VideoFrame:
        """Return the next frame in its time."""
        pts, time_base = await self.next_timestamp()
        frame = VideoFrame(*PICTURE, "yuv420p")
        for number, plane in enumerate(frame.planes):
            shade = 128 if number else pts // 3000 % 256
            plane.update(bytes([shade]) * plane.buffer_size)
        frame.pts, frame.time_base = pts, Fraction(time_base)
        return frame


class Citizen:
    """One session, step by step."""

    def __init__(self, site: Site, web: aiohttp.ClientSession) -> None:
        """Take where to go; `step` is what is being tried."""
        self._site = site
        self._web = web
        self.step = "start"

    async def live_through(self) -> float:
        """Go all the way; return the seconds from saying yes to the first recorded frame. Raises StepFailedError."""
        invite = await self._post("synthetic/invites", invites.SyntheticInvite, key=self._site.key)
        await self._post("citizen/look-up", invites.InviteForCitizen, invites.TokenRequest(token=invite.token))
        said_yes_at = time.monotonic()
        accepted = await self._post("citizen/accept", invites.Accepted, _yes(invite.token))
        async with self._web.ws_connect(
            self._site.ws_url,
            params={"ticket": accepted.ticket},
            origin=self._site.origin,
            ssl=self._site.trust,
            max_msg_size=128 * 1024,
        ) as socket:
            return await self._stream(socket, accepted, said_yes_at)

    async def _stream(
        self, socket: aiohttp.ClientWebSocketResponse, accepted: invites.Accepted, said_yes_at: float
    ) -> float:
        peer = RTCPeerConnection(RTCConfiguration([_ice_server(server) for server in accepted.ice_servers]))
        try:
            peer.addTrack(Picture())
            await peer.setLocalDescription(await peer.createOffer())
            await _say(socket, Hello())
            await _say(socket, Offer(session_id=accepted.session_id, leg_id=LEG_ID, sdp=peer.localDescription.sdp))
            (answer,) = await self._hear(socket, "answer", lambda said: isinstance(said, Answer))
            await peer.setRemoteDescription(RTCSessionDescription(answer.sdp, "answer"))
            await self._hear(socket, "recorded first frame", _is_first_frame, _is_recorded)
            waited = time.monotonic() - said_yes_at
            await asyncio.sleep(STREAM_SECONDS)
            await _say(socket, End(session_id=accepted.session_id))
            await self._hear(socket, "end", lambda said: isinstance(said, Ended))
            return waited
        finally:
            await peer.close()

    async def _hear(
        self, socket: aiohttp.ClientWebSocketResponse, step: str, *awaited: Callable[[object], bool]
    ) -> list[Any]:
        """Return the first message of each kind that is waited for, in whichever order they come."""
        self.step = step
        heard: list[Any] = [None] * len(awaited)
        while None in heard:
            try:
                said = PARTICIPANT_EVENT.validate_json(await socket.receive_str())
            except TypeError as error:  # aiohttp's word for a socket that is closed
                message = "the connection was closed"
                raise StepFailedError(message) from error
            if isinstance(said, Refusal):
                message = f"refused, {said.code}"
                raise StepFailedError(message)
            heard = [said if each is None and is_it(said) else each for each, is_it in zip(heard, awaited, strict=True)]
        return heard

    async def _post(
        self, path: str, shape: type[Body], body: BaseModel | None = None, *, key: str | None = None
    ) -> Body:
        self.step = path
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        async with self._web.post(
            f"{self._site.api_url}/{path}",
            json=body.model_dump(mode="json") if body else None,
            headers=headers,
            skip_auto_headers=() if body else {"Content-Type"},
            ssl=self._site.trust,
        ) as answer:
            if not answer.ok:
                message = f"answered {answer.status}"
                raise StepFailedError(message)
            return shape.model_validate_json(await answer.read())


def _yes(token: str) -> invites.AcceptRequest:
    return invites.AcceptRequest.model_validate(
        {
            "token": token,
            "capabilities": ["video"],
            "wording_version": "synthetic",
            "language": "en",
            "device_key": secrets.token_urlsafe(16),
        }
    )


def _ice_server(server: IceServer) -> RTCIceServer:
    return RTCIceServer(server.urls, server.username, server.credential)


async def _say(socket: aiohttp.ClientWebSocketResponse, message: BaseModel) -> None:
    await socket.send_str(message.model_dump_json(exclude_none=True))


def _is_first_frame(said: object) -> bool:
    return isinstance(said, Leg) and said.state == "first-frame"


def _is_recorded(said: object) -> bool:
    return isinstance(said, Audience) and said.recording
