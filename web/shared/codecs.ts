/** H.264 first: phones encode it in hardware and every player takes it. VP8 stays, for browsers without it. */

const ORDER = ["video/h264", "video/vp8"];

/** Sorts a video transceiver's codecs, ours first; those that the recorder cannot keep go away, retransmission stays. */
export function orderCodecs<Codec extends { mimeType: string }>(codecs: readonly Codec[]): Codec[] {
  const rank = (codec: Codec) => ORDER.indexOf(codec.mimeType.toLowerCase());
  const ours = codecs.filter((codec) => rank(codec) >= 0).sort((a, b) => rank(a) - rank(b));
  return [...ours, ...codecs.filter((codec) => codec.mimeType.toLowerCase() === "video/rtx")];
}

/** Applies the order to all video transceivers of a peer connection that has not offered yet. */
export function preferH264(peer: RTCPeerConnection): void {
  // Old browsers lack these although the types promise them.
  const codecs = (globalThis.RTCRtpReceiver as typeof RTCRtpReceiver | undefined)?.getCapabilities("video")?.codecs;
  const preferred = orderCodecs(codecs ?? []);
  if (!preferred.some((codec) => ORDER.includes(codec.mimeType.toLowerCase()))) return;
  for (const transceiver of peer.getTransceivers()) {
    if (transceiver.receiver.track.kind === "video") transceiver.setCodecPreferences(preferred);
  }
}
