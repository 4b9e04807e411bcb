/** How the recording was closed: what is in it, the hash that names it, and whether it is signed. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { SealView, SessionView } from "../../shared/messages";
import { problemWords } from "../state/problem-words";
import type { SealedManifest } from "../state/officer-api";
import "./copy-button";
import { icon } from "./icons";
import { DeskElement } from "./light-element";
import { dayAndTime } from "./moment";

@customElement("seal-summary")
export class SealSummary extends DeskElement {
  @property({ attribute: false }) sessionId = "";
  @state() private sealed: SealedManifest | null = null;
  @state() private problem: string | null = null;
  #askedFor = "";

  protected override render(): TemplateResult | typeof nothing {
    const session = this.desk.force.sessions.get(this.sessionId);
    if (!session) return nothing;
    return html`<section class="seal" aria-labelledby="seal-title">
      <h2 id="seal-title">${icon("lock")} Evidence</h2>
      ${session.seal ? this.#seal(session.seal) : html`<p class="muted">${unsealedWords(session)}</p>`}
    </section>`;
  }

  protected override updated(): void {
    const seal = this.desk.force.sessions.get(this.sessionId)?.seal;
    if (seal && this.#askedFor !== this.sessionId) void this.#read(this.sessionId);
  }

  #seal(seal: SealView): TemplateResult {
    return html`<dl class="facts">
      <dt>Sealed</dt>
      <dd>${dayAndTime(seal.sealed_at)}</dd>
      <dt>Pieces</dt>
      <dd>${seal.fragment_count}, each locked in the store and named by its SHA-256 in the manifest</dd>
      <dt>Gaps</dt>
      <dd>${seal.gap_count || "none"}</dd>
      <dt>Manifest</dt>
      <dd class="hash">
        <span class="mono">${seal.manifest_sha256}</span>
        <copy-button .text=${seal.manifest_sha256} what="SHA-256 of the manifest"></copy-button>
      </dd>
      <dt>Signature</dt>
      <dd>${this.#signature()}</dd>
    </dl>`;
  }

  #signature(): TemplateResult {
    if (this.problem) return html`<span class="problem">${this.problem}</span>`;
    if (!this.sealed) return html`Reading …`;
    return html`${icon("check")} Signed (ECDSA P-256), key <span class="mono">${this.sealed.seal.key_id}</span>`;
  }

  async #read(sessionId: string): Promise<void> {
    this.#askedFor = sessionId;
    this.sealed = this.problem = null;
    try {
      const sealed = await this.desk.api.manifest(sessionId);
      if (sessionId === this.sessionId) this.sealed = sealed;
    } catch (problem) {
      this.problem = problemWords(problem);
    }
  }
}

function unsealedWords({ state: standing }: SessionView): string {
  return standing === "ended"
    ? "The recording is being sealed: every piece is hashed, and the list is signed. This takes up to a minute."
    : "The recording is sealed when the session has ended. What is stored already cannot be altered.";
}
