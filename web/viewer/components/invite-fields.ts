/** The choices of the invite form: why, what to ask for, language and keeping. */
import { html, type TemplateResult } from "lit";
import type { Capability } from "../../shared/messages";
import { mayKeepOriginal, type InviteDraft } from "../state/invite-draft";
import { CAPABILITIES, PURPOSES } from "../words/labels";
import { icon, type IconName } from "./icons";

const ORIGINAL_HINT = "The phone sends it afterwards and then deletes it. The caller may say no.";
const ORIGINAL_NEVER = "Only with video, and never where the purpose is domestic abuse: nothing may stay on the phone.";

type Change = (part: Partial<InviteDraft>) => void;

const CAPABILITY_ICONS: Record<Capability, IconName> = {
  video: "camera",
  audio: "soundOn",
  location: "pin",
  upload: "plus",
};

export function purposeField(draft: InviteDraft, change: Change): TemplateResult {
  return html`<fieldset>
    <legend>Why you ask <span class="hint">The caller reads this, in plain words.</span></legend>
    <div class="choices">
      ${keysOf(PURPOSES).map((purpose) => {
        const chosen = () => {
          change({ purpose });
        };
        return html`<label class="choice">
          <input type="radio" name="purpose" value=${purpose} .checked=${draft.purpose === purpose} @change=${chosen} />
          <span>${PURPOSES[purpose]}</span>
        </label>`;
      })}
    </div>
  </fieldset>`;
}

export function capabilityField(draft: InviteDraft, change: Change): TemplateResult {
  return html`<fieldset>
    <legend>Ask for <span class="hint">The caller may say no to each.</span></legend>
    <div class="choices">
      ${keysOf(CAPABILITIES).map((capability) => {
        const asked = draft.capabilities.includes(capability);
        const ticked = () => {
          const others = draft.capabilities.filter((other) => other !== capability);
          change({ capabilities: asked ? others : [...others, capability] });
        };
        return html`<label class="choice">
          <input type="checkbox" name="capabilities" value=${capability} .checked=${asked} @change=${ticked} />
          <span>${icon(CAPABILITY_ICONS[capability])} ${CAPABILITIES[capability]}</span>
        </label>`;
      })}
    </div>
  </fieldset>`;
}

/** A better copy that the phone keeps and sends later: only where the purpose allows it. */
export function originalField(draft: InviteDraft, change: Change): TemplateResult {
  const allowed = mayKeepOriginal(draft);
  const ticked = () => {
    change({ keep_original: !draft.keep_original });
  };
  return html`<fieldset>
    <legend>Better copy <span class="hint">${allowed ? ORIGINAL_HINT : ORIGINAL_NEVER}</span></legend>
    <div class="choices">
      <label class="choice">
        <input
          type="checkbox"
          name="keep_original"
          .checked=${allowed && draft.keep_original}
          ?disabled=${!allowed}
          @change=${ticked}
        />
        <span>${icon("lock")} Keep full quality on the phone</span>
      </label>
    </div>
  </fieldset>`;
}

/** One of a list; `words` are what the officer reads for each value. */
export function listField<Value extends string>(
  name: string,
  label: string,
  words: Record<Value, string>,
  value: Value,
  chosen: (value: Value) => void,
): TemplateResult {
  const change = (event: Event) => {
    chosen((event.target as HTMLSelectElement).value as Value);
  };
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} name=${name} @change=${change}>
      ${keysOf(words).map((each) => html`<option value=${each} ?selected=${each === value}>${words[each]}</option>`)}
    </select>
  </div>`;
}

function keysOf<Key extends string>(words: Record<Key, string>): Key[] {
  return Object.keys(words) as Key[];
}
