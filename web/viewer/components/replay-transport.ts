/** Play, pause, steps and speed of a replay, by buttons and by keys. */
import { html, type TemplateResult } from "lit";
import { icon } from "./icons";

const SPEEDS = [0.5, 1, 2, 4];
const STEP_SECONDS = 10;

/** `media` is asked for at each press: the element is there once the panel is drawn. */
export function transport(media: () => HTMLMediaElement | null, playing: boolean): TemplateResult {
  const press = (act: (media: HTMLMediaElement) => void) => () => {
    const now = media();
    if (now) act(now);
  };
  const step = (seconds: number) =>
    press((now) => {
      stepBy(now, seconds);
    });
  return html`<button class="primary" @click=${press(playOrPause)}>
      ${icon(playing ? "pause" : "play")} ${playing ? "Pause" : "Play"}
    </button>
    <button @click=${step(-STEP_SECONDS)}>${STEP_SECONDS} s back</button>
    <button @click=${step(STEP_SECONDS)}>${STEP_SECONDS} s on</button>
    <label class="speed">Speed ${speeds(media)}</label>`;
}

function speeds(media: () => HTMLMediaElement | null): TemplateResult {
  const change = (event: Event) => {
    const now = media();
    if (now) now.playbackRate = Number((event.target as HTMLSelectElement).value);
  };
  return html`<select @change=${change}>
    ${SPEEDS.map((speed) => html`<option value=${speed} ?selected=${speed === 1}>${speed} ×</option>`)}
  </select>`;
}

/** Space and the arrows, where no button or field has them. */
export function transportKey(event: KeyboardEvent, media: HTMLMediaElement): void {
  if (event.target instanceof HTMLElement && !["VIDEO", "SECTION"].includes(event.target.tagName)) return;
  const acts: Record<string, () => void> = {
    " ": () => {
      playOrPause(media);
    },
    ArrowLeft: () => {
      stepBy(media, -STEP_SECONDS);
    },
    ArrowRight: () => {
      stepBy(media, STEP_SECONDS);
    },
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

export function playOrPause(media: HTMLMediaElement): void {
  if (media.paused) void media.play().catch(() => undefined);
  else media.pause();
}

function stepBy(media: HTMLMediaElement, seconds: number): void {
  media.currentTime = Math.max(0, media.currentTime + seconds);
}
