/** What each quality means for camera and encoders. */
import type { Quality } from "../../shared/messages";

interface Limits {
  maxBitrate: number;
  maxFramerate: number;
  /** Pixels along the shorter side. */
  side: number;
}

const PICTURE: Partial<Record<Quality, Limits>> = {
  sharp: { maxBitrate: 4_500_000, maxFramerate: 30, side: 1080 },
  normal: { maxBitrate: 2_000_000, maxFramerate: 30, side: 720 },
  low: { maxBitrate: 210_000, maxFramerate: 15, side: 360 },
};
/** Sound leaves room for what goes beside it. */
const SOUND: Partial<Record<Quality, number>> = { low: 24_000, stills: 16_000 };
const FULL_SOUND = 32_000;

/** Tells the encoders what to send; a quality without picture, or without sound, switches that one off. */
export async function limitSenders(peer: RTCPeerConnection, quality: Quality): Promise<void> {
  const senders = peer.getTransceivers().filter(({ direction }) => direction === "sendonly");
  const changes = senders.map(({ sender, receiver }) =>
    change(sender, receiver.track.kind === "video" ? picture(sender.track, quality) : sound(quality)),
  );
  await Promise.all(changes);
}

/** Opens the camera's full resolution for a sharp picture, which costs the phone warmth and battery. */
export async function limitCamera(track: MediaStreamTrack, quality: Quality): Promise<void> {
  const [width, height] = quality === "sharp" ? [1920, 1080] : [1280, 720];
  const frameRate = { ideal: 30, max: 30 };
  await track.applyConstraints({ width: { ideal: width }, height: { ideal: height }, frameRate });
}

function picture(track: MediaStreamTrack | null, quality: Quality): RTCRtpEncodingParameters {
  const limits = PICTURE[quality];
  if (limits === undefined) return { active: false };
  const { width = 0, height = 0 } = track?.getSettings() ?? {};
  const { maxBitrate, maxFramerate, side } = limits;
  return { active: true, maxBitrate, maxFramerate, scaleResolutionDownBy: Math.max(1, Math.min(width, height) / side) };
}

function sound(quality: Quality): RTCRtpEncodingParameters {
  return { active: quality !== "none", maxBitrate: SOUND[quality] ?? FULL_SOUND };
}

async function change(sender: RTCRtpSender, encoding: RTCRtpEncodingParameters): Promise<void> {
  const parameters = sender.getParameters();
  const [first] = parameters.encodings;
  if (first === undefined) return;
  Object.assign(first, encoding);
  await sender.setParameters(parameters);
}
