/** Line icons on a 20 px grid. They never stand alone: a word is beside each, or names it for screen readers. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

const SHAPES = {
  mark: svg`<path d="M1.5 10S4.6 4.5 10 4.5 18.5 10 18.5 10 15.4 15.5 10 15.5 1.5 10 1.5 10Z"/><path d="M6 10h8"/><circle cx="10" cy="10" r="1.4"/>`,
  plus: svg`<path d="M10 4v12M4 10h12"/>`,
  check: svg`<path d="m4 10.5 4 4 8-9"/>`,
  clock: svg`<circle cx="10" cy="10" r="7"/><path d="M10 6v4.2l2.8 1.8"/>`,
  stop: svg`<path d="M6.9 2.5h6.2l4.4 4.4v6.2l-4.4 4.4H6.9l-4.4-4.4V6.9z"/><path d="M10 6v5M10 13.6v.2"/>`,
  dot: svg`<circle cx="10" cy="10" r="3"/>`,
  live: svg`<circle cx="10" cy="10" r="3.2" fill="currentColor"/><path d="M4.7 15.3a7.5 7.5 0 0 1 0-10.6M15.3 4.7a7.5 7.5 0 0 1 0 10.6"/>`,
  message: svg`<path d="M3 4.5h14v9.5H9l-3.5 3V14H3z"/>`,
  phone: svg`<rect x="6" y="2" width="8" height="16" rx="1.8"/><path d="M9 15.2h2"/>`,
  link: svg`<path d="M8.3 11.7a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.7 8.3a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1"/>`,
  agree: svg`<path d="M3.5 10.5 7 14l4.5-8M10.5 13l1 1 5-8"/>`,
  camera: svg`<rect x="2" y="5.5" width="11" height="9" rx="1.5"/><path d="m13 9 5-2.8v7.6L13 11"/>`,
  connect: svg`<path d="M3 8.2a10 10 0 0 1 14 0M5.6 11a6.2 6.2 0 0 1 8.8 0M8.2 13.7a2.6 2.6 0 0 1 3.6 0"/>`,
  picture: svg`<rect x="2.5" y="4" width="15" height="12" rx="1.5"/><path d="m3 14 4.5-4.5 3 3 2.5-2 4 3.5"/>`,
  pin: svg`<path d="M10 18s5.5-5.3 5.5-9.8a5.5 5.5 0 0 0-11 0C4.5 12.7 10 18 10 18Z"/><circle cx="10" cy="8.2" r="1.9"/>`,
  soundOn: svg`<path d="M3 8v4h3l4 3.500v-11L6 8zM13 7.500a3.6 3.6 0 0 1 0 5M15.3 5.300a6.7 6.7 0 0 1 0 9.4"/>`,
  soundOff: svg`<path d="M3 8v4h3l4 3.500v-11L6 8zM13.5 8l4 4M17.5 8l-4 4"/>`,
  microphone: svg`<rect x="7.5" y="2.5" width="5" height="9" rx="2.5"/><path d="M4.5 9.500a5.5 5.5 0 0 0 11 0M10 15v2.500M7 17.500h6"/>`,
  grey: svg`<circle cx="10" cy="10" r="7"/><path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/>`,
  blur: svg`<path d="M3 6h.1M7 4.500h.1M11 4.500h.1M15 6h.1M3 10h14M3 14h.1M7 15.500h.1M11 15.500h.1M15 14h.1M6 7.500h8M6 12.500h8"/>`,
  rewind: svg`<path d="M10 5v10L3.5 10zM17 5v10l-6.5-5z"/>`,
  play: svg`<path d="M6 4v12l10-6z" fill="currentColor"/>`,
  pause: svg`<path d="M6.5 4.500v11M13.5 4.500v11" stroke-width="3"/>`,
  end: svg`<rect x="5" y="5" width="10" height="10" rx="1.5" fill="currentColor"/>`,
  close: svg`<path d="m5 5 10 10M15 5 5 15"/>`,
  eye: svg`<path d="M1.5 10S4.6 4.5 10 4.5 18.5 10 18.5 10 15.4 15.5 10 15.5 1.5 10 1.5 10Z"/><circle cx="10" cy="10" r="2.3"/>`,
  copy: svg`<rect x="7" y="7" width="9.5" height="9.5" rx="1.5"/><path d="M13 7V4.500a1 1 0 0 0-1-1H4.500a1 1 0 0 0-1 1V12a1 1 0 0 0 1 1H7"/>`,
  archive: svg`<path d="M2.5 4h15v4h-15zM4 8v8h12V8M8 11h4"/>`,
  search: svg`<circle cx="8.5" cy="8.5" r="5"/><path d="m12.3 12.3 4.700 4.700"/>`,
  scissors: svg`<circle cx="5" cy="5.500" r="2.2"/><circle cx="5" cy="14.500" r="2.2"/><path d="m7 6.800 10 6.700M7 13.200l10-6.700"/>`,
  download: svg`<path d="M10 3v9.500M6 9l4 4 4-4M3.5 16.500h13"/>`,
  lock: svg`<rect x="4.5" y="9" width="11" height="8" rx="1.5"/><path d="M7 9V6.500a3 3 0 0 1 6 0V9"/>`,
  sun: svg`<circle cx="10" cy="10" r="3.5"/><path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.300l1.4 1.400M14.3 14.300l1.4 1.400M4.3 15.700l1.4-1.400M14.3 5.700l1.4-1.4"/>`,
  help: svg`<circle cx="10" cy="10" r="7.5"/><path d="M7.8 7.800a2.3 2.3 0 1 1 3.2 2.200c-.7.3-1 .8-1 1.500M10 14v.1"/>`,
  person: svg`<circle cx="10" cy="6.5" r="3"/><path d="M4 17c.5-4 3-5.5 6-5.500s5.5 1.5 6 5.5"/>`,
  expand: svg`<path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4"/>`,
  warning: svg`<path d="M10 3 1.8 17h16.400zM10 8v4.500M10 14.800v.1"/>`,
  say: svg`<path d="M3 5c0-1 .8-1.5 1.5-1.500h11c.8 0 1.5.5 1.5 1.500v7c0 1-.7 1.5-1.5 1.500H10L6 17v-3.500H4.500C3.8 13.5 3 13 3 12zM6.5 7h7M6.5 10h4.5"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    ${SHAPES[name]}
  </svg>`;
}
