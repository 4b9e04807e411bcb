"""A GStreamer webrtcbin that sends or watches; run by Debian's own Python, which has GStreamer's bindings.

    python3 gstreamer_peer.py send|watch h264|vp8

Says {"offer": sdp}, hears {"answer": sdp}, and then says {"pictures": n} as often as it has news.
"""

import json
import sys
from typing import Any

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstSdp", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402 - only after their versions are chosen

FEEDBACK = "rtcp-fb-nack=(boolean)true,rtcp-fb-nack-pli=(boolean)true,rtcp-fb-ccm-fir=(boolean)true"
H264 = "encoding-name=H264,payload=96,packetization-mode=(string)1,profile-level-id=(string)42e01f"
CAPS = {
    "h264": f"application/x-rtp,media=video,clock-rate=90000,{H264},{FEEDBACK}",
    "vp8": f"application/x-rtp,media=video,clock-rate=90000,encoding-name=VP8,payload=96,{FEEDBACK}",
}
SOUND = "application/x-rtp,media=audio,clock-rate=48000,encoding-name=OPUS,payload=111,encoding-params=(string)2"
SENT = {"h264": f"application/x-rtp,media=video,payload=96,{FEEDBACK}", "vp8": CAPS["vp8"]}
"""The payloader itself says which profile."""
ENCODERS = {
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=30 bitrate=500"
    " ! video/x-h264,profile=constrained-baseline ! rtph264pay config-interval=-1 aggregate-mode=zero-latency",
    "vp8": "vp8enc deadline=1 cpu-used=8 target-bitrate=500000 keyframe-max-dist=30 ! rtpvp8pay",
}
PEER = "webrtcbin name=peer bundle-policy=max-bundle"


def main(task: str, codec: str) -> None:
    """Play the part until stdin ends."""
    Gst.init(None)
    pipeline = Gst.parse_launch(_send(codec)) if task == "send" else Gst.Pipeline.new(None)
    if task == "watch":
        pipeline.add(Gst.parse_launch(PEER))
    peer = pipeline.get_by_name("peer")
    peer.connect("pad-added", lambda _, pad: _show(pipeline, pad))
    if task == "send":
        # Only when the payloaders have said what they send is there something to offer.
        peer.connect("on-negotiation-needed", _make_offer)
    pipeline.set_state(Gst.State.PLAYING)
    if task == "watch":
        for caps in (SOUND, CAPS[codec]):
            peer.emit("add-transceiver", GstWebRTC.WebRTCRTPTransceiverDirection.RECVONLY, Gst.Caps.from_string(caps))
        _make_offer(peer)
    GLib.timeout_add(100, _say_offer, peer)
    loop = GLib.MainLoop()
    GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, _hear, peer, loop)
    loop.run()
    pipeline.set_state(Gst.State.NULL)


def _send(codec: str) -> str:
    picture = "videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=30/1 ! videoconvert"
    sound = f"audiotestsrc is-live=true ! audioconvert ! opusenc ! rtpopuspay pt=111 ! {SOUND} ! peer."
    return f"{PEER} {picture} ! {ENCODERS[codec]} ! {SENT[codec]} ! peer. {sound}"


def _make_offer(peer: Any) -> None:
    peer.emit("create-offer", None, Gst.Promise.new_with_change_func(_set_offer, peer))


def _set_offer(promise: Any, peer: Any) -> None:
    reply = promise.get_reply()  # which owns the offer
    peer.emit("set-local-description", reply["offer"], Gst.Promise.new())


def _say_offer(peer: Any) -> bool:
    """Look again until all addresses are gathered."""
    description = peer.get_property("local-description")  # which owns the text
    is_done = peer.get_property("ice-gathering-state") == GstWebRTC.WebRTCICEGatheringState.COMPLETE
    if description is not None and is_done:
        _say({"offer": description.sdp.as_text()})
    return description is None or not is_done


def _hear(_: object, condition: Any, peer: Any, loop: Any) -> bool:
    line = sys.stdin.readline() if condition & GLib.IO_IN else ""
    if not line:
        loop.quit()
        return False
    _, sdp = GstSdp.SDPMessage.new_from_text(json.loads(line)["answer"])
    answer = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, sdp)
    peer.emit("set-remote-description", answer, Gst.Promise.new())
    return True


def _show(pipeline: Any, pad: Any) -> None:
    """Decode what comes; count pictures."""
    if pad.get_direction() != Gst.PadDirection.SRC:
        return
    decoder = Gst.ElementFactory.make("decodebin")
    decoder.connect("pad-added", lambda _, decoded: _sink(pipeline, decoded))
    pipeline.add(decoder)
    decoder.sync_state_with_parent()
    pad.link(decoder.get_static_pad("sink"))


def _sink(pipeline: Any, decoded: Any) -> None:
    sink = Gst.ElementFactory.make("fakesink")
    pipeline.add(sink)
    sink.sync_state_with_parent()
    into = sink.get_static_pad("sink")
    decoded.link(into)
    if decoded.query_caps(None).to_string().startswith("video/"):
        into.add_probe(Gst.PadProbeType.BUFFER, _Counter())


class _Counter:
    """Counts buffers, and says so."""

    def __init__(self) -> None:
        self._pictures = 0

    def __call__(self, *_: object) -> Any:
        self._pictures += 1
        _say({"pictures": self._pictures})
        return Gst.PadProbeReturn.OK


def _say(message: dict[str, object]) -> None:
    print(json.dumps(message), flush=True)  # noqa: T201 - its way to speak


if __name__ == "__main__":
    main(*sys.argv[1:3])
