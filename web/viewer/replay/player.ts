/** Plays a session's recording to officers, or what an officer said in it. Fetched only when something is replayed. */
import type { OfficerApi } from "../state/officer-api";
import { openRecording, type RecordingOptions } from "./recording-player";

export interface PlayerOptions extends Pick<RecordingOptions, "from" | "onStretches" | "onTrouble"> {
  sessionId: string;
  /** The recording of an officer's voice; without it the session's picture and sound are played. */
  voiceId?: string;
  api: OfficerApi;
  idToken: () => string | null;
}

/** Open a player on a video or audio element; returns the way to close it. */
export function openPlayer(media: HTMLMediaElement, options: PlayerOptions): () => void {
  const { sessionId, voiceId, api, idToken, ...rest } = options;
  return openRecording(media, {
    ...rest,
    playlist: `/api/sessions/${sessionId}/playlist${voiceId ? `?voice=${voiceId}` : ""}`,
    fragments: (first, count) => api.fragments(sessionId, first, count, voiceId),
    bearer: idToken,
  });
}
