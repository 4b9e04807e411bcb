/** What has the middle of the screen at each place; the pictures are below it, small where it needs the room. */
import { html, nothing, type TemplateResult } from "lit";
import type { Desk } from "../state/desk";
import { sessionOfInvite } from "../state/picture-of-force";
import type { Place } from "../state/place";
import "./invite-panel";
import "./library-door";
import "./new-invite";
import "./past-sessions";
import "./recording-page";
import "./sources-page";

export function middle(
  place: Place,
  desk: Desk,
  idToken: () => string | null,
  chosenId: string | null,
  styleUrl: string,
): TemplateResult {
  switch (place.kind) {
    case "new-invite":
      return desk.officer.mayAct
        ? html`<new-invite .desk=${desk}></new-invite>`
        : html`<p class="empty">Auditors send no invites.</p>`;
    case "invite":
      return html`<invite-panel .desk=${desk} .inviteId=${place.inviteId}></invite-panel>`;
    case "replay":
      return html`<recording-page .desk=${desk} .sessionId=${place.sessionId} .idToken=${idToken}></recording-page>`;
    case "library":
    case "material":
      return html`<library-door .desk=${desk} .room=${place} .styleUrl=${styleUrl}></library-door>`;
    case "past":
      return html`<past-sessions .desk=${desk}></past-sessions>`;
    case "sources":
      return html`<sources-page .desk=${desk}></sources-page>`;
    default:
      return abovePictures(desk, chosenId);
  }
}

/** The chosen picture's invite stays at hand: another phone may ask to be let in, which only the officer can answer. */
function abovePictures(desk: Desk, chosenId: string | null): TemplateResult {
  const inviteId = desk.force.sessions.get(chosenId ?? "")?.invite_id;
  const panel = html`<invite-panel .desk=${desk} .inviteId=${inviteId} inPassing></invite-panel>`;
  return html`<h1 class="unseen">Live pictures</h1>
    ${inviteId ? panel : nothing}`;
}

/** Whether the pictures have the room: on their own, and beside an invite whose picture has come. */
export function isForPictures(place: Place, desk: Desk): boolean {
  if (place.kind !== "invite") return place.kind === "watch";
  return sessionOfInvite(desk.force, place.inviteId)?.state === "live";
}
