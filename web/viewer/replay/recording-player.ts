/** Plays a recording: hls.js over a playlist made for this request, its fragments found just before each fetch. */
import Hls, { type ErrorData, type LevelDetails } from "hls.js/light";
import type { Fragments } from "../../shared/messages";
import { FragmentAddresses, type Span } from "./fragment-addresses";
import { fragmentLoader } from "./fragment-loader";
import type { Stretch } from "./timeline";

/** Where a recording comes from. */
export interface RecordingSource {
  playlist: string;
  fragments: (first: number, count: number) => Promise<Fragments>;
  /** What is shown to our own API. */
  bearer: () => string | null;
  /** How long addresses of fragments last, where it is not the usual. */
  span?: Span;
}

export interface RecordingOptions extends RecordingSource {
  /** Where to begin: "start" for an ended session, "edge" for one that runs. */
  from: "start" | "edge";
  onStretches?: (stretches: readonly Stretch[]) => void;
  onTrouble: (words: string) => void;
}

const PLAYLIST_TRIES = 3;

/** Whether this browser plays recordings piece by piece. */
export function canPlayRecordings(): boolean {
  return Hls.isSupported();
}

/** Open a player on a video or audio element; returns the way to close it. */
export function openRecording(media: HTMLMediaElement, options: RecordingOptions): () => void {
  if (!canPlayRecordings()) {
    options.onTrouble(
      "This browser cannot replay recordings. Use a current Chrome, Edge, Firefox or Safari on a computer.",
    );
    return () => undefined;
  }
  const hls = new Hls(configure(options));
  watchLevel(hls, options);
  const stopSkipping = skipHoles(media);
  hls.loadSource(options.playlist);
  hls.attachMedia(media);
  return () => {
    stopSkipping();
    hls.destroy();
  };
}

function configure({ fragments, bearer, span, from }: RecordingOptions): ConstructorParameters<typeof Hls>[0] {
  const addresses = new FragmentAddresses(fragments, Date.now, span);
  return {
    // The site's policy allows no worker made from a blob.
    enableWorker: false,
    startPosition: from === "start" ? 0 : -1,
    fLoader: fragmentLoader(addresses),
    // Only our own API is told who asks; presigned addresses carry their own right.
    xhrSetup: (xhr, url) => {
      const token = bearer();
      if (token && new URL(url, location.origin).pathname.startsWith("/api/"))
        xhr.setRequestHeader("Authorization", `Bearer ${token}`);
    },
  };
}

function watchLevel(hls: Hls, { onStretches, onTrouble }: RecordingOptions): void {
  const tell = (details: LevelDetails) => {
    onStretches?.(stretchesOf(details));
  };
  hls.on(Hls.Events.LEVEL_LOADED, (_, { details }) => {
    tell(details);
  });
  hls.on(Hls.Events.LEVEL_UPDATED, (_, { details }) => {
    tell(details);
  });
  hls.on(Hls.Events.LEVEL_PTS_UPDATED, (_, { details }) => {
    tell(details);
  });
  let tries = 0;
  hls.on(Hls.Events.ERROR, (_, problem) => {
    if (problem.fatal && !recover(hls, problem, tries++)) onTrouble(words(problem));
  });
}

function recover(hls: Hls, problem: ErrorData, tries: number): boolean {
  if (tries >= PLAYLIST_TRIES) return false;
  if (problem.type === Hls.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
  else if (problem.type === Hls.ErrorTypes.NETWORK_ERROR && problem.response?.code !== 404) hls.startLoad();
  else return false;
  return true;
}

function words({ details, response }: ErrorData): string {
  if (response?.code === 404 || details === Hls.ErrorDetails.LEVEL_EMPTY_ERROR)
    return "Nothing of this session was recorded.";
  if (response?.code === 401) return "You are signed out. Sign in again, then press play.";
  return `The recording cannot be played just now. Try again. (${details})`;
}

function stretchesOf({ fragments }: LevelDetails): Stretch[] {
  return fragments.flatMap(({ start, duration, programDateTime }) =>
    programDateTime === null ? [] : [{ start, duration, beganAt: programDateTime }],
  );
}

/** Where a fragment is missing, go on with the next one instead of waiting for what will never come. */
function skipHoles(media: HTMLMediaElement): () => void {
  const skip = () => {
    const next = nextBuffered(media.buffered, media.currentTime);
    if (next !== null) media.currentTime = next;
  };
  media.addEventListener("waiting", skip);
  media.addEventListener("stalled", skip);
  return () => {
    media.removeEventListener("waiting", skip);
    media.removeEventListener("stalled", skip);
  };
}

/** The beginning of the next buffered stretch if a time lies in none; null if it does, or none follows. */
export function nextBuffered(buffered: TimeRanges, time: number): number | null {
  for (let range = 0; range < buffered.length; range += 1) {
    if (time < buffered.start(range)) return buffered.start(range) + 0.01;
    if (time < buffered.end(range) - 0.1) return null;
  }
  return null;
}
