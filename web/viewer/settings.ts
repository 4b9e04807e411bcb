/** What this deployment tells the viewer: `/config.json`, written by whoever serves the site. */
import type { Purpose } from "../shared/messages";

export interface Settings {
  /** The OIDC issuer; its discovery document lies under `.well-known/openid-configuration`. */
  issuer: string;
  client_id: string;
  force_name: string;
  /** A MapLibre style for other maps than our own, or empty. */
  map_style_url: string;
  /** IANA name of the force's zone. */
  time_zone: string;
  /** Whether phones may keep a better copy and send it later. */
  keep_original: boolean;
  /** Purposes of which live pictures come blurred, until the officer chooses to look. */
  blurred_purposes: Purpose[];
}

const DEFAULTS = {
  force_name: "Police",
  map_style_url: "",
  time_zone: "Europe/London",
  keep_original: false,
  blurred_purposes: [],
};

/** Read the settings; rejects with a sentence for the person in front of the page. */
export async function readSettings(fetcher: typeof fetch = (...args) => fetch(...args)): Promise<Settings> {
  const response = await fetcher("/config.json", { cache: "no-store" }).catch(() => null);
  if (!response?.ok) throw new Error("The site's settings cannot be read. Check the network, then reload.");
  return parseSettings(await response.json());
}

/** Fill in what is not given; issuer and client are needed. */
export function parseSettings(given: unknown): Settings {
  const settings = { ...DEFAULTS, ...(given as Partial<Settings>) };
  const { issuer, client_id } = settings;
  if (!issuer || !client_id) throw new Error("The site's settings name no sign-in. Tell its administrators.");
  return { ...settings, issuer, client_id };
}
