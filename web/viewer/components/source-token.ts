/** What an engineer types into an encoder: the address and the token, which is shown this once. */
import { html, type TemplateResult } from "lit";
import type { IssuedSource } from "../../shared/messages";
import { copyLine } from "./copy-line";
import { icon } from "./icons";
import { dayAndTime } from "./moment";

export function sourceToken({ source, token }: IssuedSource, done: () => void): TemplateResult {
  const address = `${location.origin}/api/whip`;
  return html`<section class="source-token" aria-labelledby="source-token-title">
    <h2 id="source-token-title" tabindex="-1">Set up “${source.name}”</h2>
    <p class="once">
      ${icon("warning")}
      <span><b>The token is shown this once.</b> Type it into the encoder now. If it is lost, renew it.</span>
    </p>
    ${copyLine("WHIP address", address)} ${copyLine("Bearer token", token, true)}
    <dl class="facts">
      <dt>Good until</dt>
      <dd>${dayAndTime(source.token_expires_at)}</dd>
      <dt>Pictures</dt>
      <dd>H.264 (baseline, a key frame every 2 s) or VP8; sound in Opus</dd>
    </dl>
    <p class="hint">In OBS: Settings, Stream, Service “WHIP”; the address is its Server, the token its Bearer Token.</p>
    <div class="actions"><button class="primary" @click=${done}>${icon("check")} I have it</button></div>
  </section>`;
}
