/** Pictures of what the camera shows now, as small as they have to be. */

const READY_WITHIN_MILLISECONDS = 1000;
/** Longer side in pixels and JPEG quality, tried in this order. */
const SIZES = [
  [640, 0.6],
  [640, 0.4],
  [480, 0.4],
  [320, 0.4],
  [320, 0.2],
  [160, 0.2],
] as const;

export interface Drawn {
  /** Base64. */
  jpeg: string;
  width: number;
  height: number;
}

export class CameraPictures {
  readonly #camera: () => MediaStreamTrack | null;
  readonly #video = document.createElement("video");
  #track: MediaStreamTrack | null = null;

  constructor(camera: () => MediaStreamTrack | null) {
    this.#camera = camera;
    this.#video.muted = this.#video.playsInline = true;
  }

  /** Draws the largest picture that is no larger than so many bytes; null while there is nothing to draw. */
  async draw(mostBytes: number): Promise<Drawn | null> {
    const track = this.#camera();
    if (track === null) return null;
    if (track !== this.#track) await this.#show(track);
    if (this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || track !== this.#camera()) return null;
    for (const [side, quality] of SIZES) {
      const drawn = await draw(this.#video, side, quality, mostBytes);
      if (drawn !== null) return drawn;
    }
    return null;
  }

  /** Looks at the camera no more. */
  release(): void {
    this.#video.srcObject = this.#track = null;
  }

  async #show(track: MediaStreamTrack): Promise<void> {
    this.#track = track;
    this.#video.srcObject = new MediaStream([track]);
    const ready = new Promise((resolve) => {
      this.#video.onloadeddata = resolve;
      setTimeout(resolve, READY_WITHIN_MILLISECONDS);
    });
    this.#video.play().catch(() => undefined);
    await ready;
  }
}

async function draw(video: HTMLVideoElement, side: number, quality: number, mostBytes: number): Promise<Drawn | null> {
  const canvas = document.createElement("canvas");
  const scale = Math.min(1, side / Math.max(video.videoWidth, video.videoHeight));
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", quality);
  });
  if (blob === null || blob.size > mostBytes) return null;
  return { jpeg: await base64(blob), width: canvas.width, height: canvas.height };
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
