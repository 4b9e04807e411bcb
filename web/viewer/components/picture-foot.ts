/** Below a picture: who else watches, for how long it has been live, and all that can be done with it. */
import { html, nothing, type TemplateResult } from "lit";
import type { SessionView } from "../../shared/messages";
import type { LivePicture } from "../live/live-picture";
import type { Desk } from "../state/desk";
import { age } from "../words/times";
import { icon, type IconName } from "./icons";
import { soundWords } from "./picture-words";
import { qualityControl } from "./quality-control";
import "./talk-control";

export interface PictureFoot {
  desk: Desk;
  session: SessionView;
  picture: LivePicture;
  grey: boolean;
  blurred: boolean;
  toggle: (what: "sound" | "grey" | "blur") => void;
  replay: () => void;
  leave: () => void;
  /** Asks once more whether to end it. */
  end: () => void;
}

export function pictureFoot(foot: PictureFoot): TemplateResult {
  const { desk, session } = foot;
  const ask = qualityControl(session, (quality) => {
    desk.askQuality(session.session_id, quality);
  });
  return html`${facts(foot)} ${mayAskQuality(session) ? ask : nothing}
    <talk-control .desk=${desk} .sessionId=${session.session_id}></talk-control>
    ${controls(foot)}`;
}

function facts({ desk, session }: PictureFoot): TemplateResult {
  const silence = soundWords(session);
  const others = session.watchers.filter((name) => name !== desk.officer.name);
  return html`<span class="facts">
    <span>${icon("eye")} ${others.length ? `Also watching: ${others.join(", ")}` : "Only you watch"}</span>
    ${session.live_at ? html`<span>${icon("clock")} ${liveFor(session, session.live_at, desk.now)}</span>` : nothing}
    ${silence ? html`<span>${icon("soundOff")} ${silence}</span>` : nothing}
  </span>`;
}

function liveFor({ ended_at: endedAt }: SessionView, liveAt: string, now: number): string {
  return endedAt ? `Was live for ${age(liveAt, Date.parse(endedAt))}` : `Live for ${age(liveAt, now)}`;
}

/** Only a citizen's page can send more or less of its picture. */
function mayAskQuality({ state, camera, capabilities }: SessionView): boolean {
  return state !== "ended" && !camera && capabilities.includes("video");
}

function controls({ session, picture, grey, blurred, toggle, replay, leave, end }: PictureFoot): TemplateResult {
  const ended = session.state === "ended";
  const turn = (what: "sound" | "grey" | "blur") => () => {
    toggle(what);
  };
  return html`<span class="controls">
    ${picture.soundOn ? control("soundOn", "Sound on", true, turn("sound")) : control("soundOff", "Sound off", false, turn("sound"))}
    ${control("grey", "Grey", grey, turn("grey"))} ${control("blur", "Blur", blurred, turn("blur"))}
    <button @click=${replay}>${icon("rewind")} ${ended ? "Replay" : "Rewind"}</button>
    <button @click=${leave}>${icon("close")} Leave</button>
    ${ended ? nothing : html`<button class="danger" @click=${end}>${icon("end")} End session</button>`}
  </span>`;
}

function control(name: IconName, words: string, pressed: boolean, act: () => void): TemplateResult {
  return html`<button aria-pressed=${pressed ? "true" : "false"} @click=${act}>${icon(name)} ${words}</button>`;
}
