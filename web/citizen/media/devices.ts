/** What the phone has: cameras to turn between, a torch, a microphone. Rejects as getUserMedia does. */

export type Facing = "environment" | "user";

export async function openCamera(facing: Facing): Promise<MediaStreamTrack> {
  const video = {
    facingMode: { ideal: facing },
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
  };
  return first((await devices().getUserMedia({ video })).getVideoTracks());
}

export async function openMicrophone(): Promise<MediaStreamTrack> {
  return first((await devices().getUserMedia({ audio: true })).getAudioTracks());
}

export async function countCameras(): Promise<number> {
  return (await devices().enumerateDevices()).filter((device) => device.kind === "videoinput").length;
}

/** The torch is not in every browser's types, nor on every phone. */
interface TorchCapabilities extends MediaTrackCapabilities {
  torch?: boolean;
}

export function hasTorch(track: MediaStreamTrack | null): boolean {
  if (track === null || typeof track.getCapabilities !== "function") return false;
  return (track.getCapabilities() as TorchCapabilities).torch === true;
}

export async function setTorch(track: MediaStreamTrack, on: boolean): Promise<void> {
  await track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
}

/** Whether this browser can send picture and sound at all; a page without TLS has no devices either. */
export function canStream(): boolean {
  return "RTCPeerConnection" in globalThis && "mediaDevices" in navigator && "RTCRtpTransceiver" in globalThis;
}

function devices(): MediaDevices {
  return navigator.mediaDevices;
}

function first(tracks: MediaStreamTrack[]): MediaStreamTrack {
  const track = tracks[0];
  if (track === undefined) throw new DOMException("No track came", "NotFoundError");
  return track;
}
