/** Elements in one call each. Text is always text: nothing here takes markup. */

type Child = Node | string | null;

interface Attributes {
  class?: string;
  /** Called on a tap or click. */
  tap?: () => void;
  [name: string]: string | boolean | (() => void) | undefined;
}

/** Makes an element; a true attribute is set empty, a false one is left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener("click", value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A button that says what it does. */
export function button(look: string, label: string, tap: () => void, icon: Node | null = null): HTMLButtonElement {
  return element("button", { type: "button", class: `button ${look}`, tap }, icon, element("span", {}, label));
}

/** Changes text only where it differs, so that a live region speaks once. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
