/** Which phone and browser this is: only to choose the words of advice, never to decide what works. */

export interface Phone {
  system: "ios" | "android" | "other";
  /** Whether it is the system's own browser, with the settings that our advice describes. */
  standard: boolean;
  /** A browser inside another app, which may refuse the camera. */
  inApp: boolean;
}

const IN_APP =
  /FBAN|FBAV|FB_IAB|Instagram|Snapchat|TikTok|musical_ly|BytedanceWebview|MicroMessenger|\bLine\/|LinkedInApp|Pinterest|Twitter|WhatsApp|Telegram|\bGSA\//i;
const ANDROID_WEB_VIEW = "; wv)";
const IOS_OTHER_BROWSER = /CriOS|FxiOS|EdgiOS|OPT\/|DuckDuckGo|OPiOS/;
const ANDROID_OTHER_BROWSER = /Firefox|SamsungBrowser|EdgA|OPR\//;

/** An iPad says that it is a Mac; a Mac has no touch points. */
export function phoneOf(userAgent: string, touchPoints: number): Phone {
  if (/iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes("Macintosh") && touchPoints > 1)) return iphone(userAgent);
  if (userAgent.includes("Android")) return android(userAgent);
  return { system: "other", standard: false, inApp: IN_APP.test(userAgent) };
}

function iphone(userAgent: string): Phone {
  const otherBrowser = IOS_OTHER_BROWSER.test(userAgent);
  const inApp = IN_APP.test(userAgent) || (!otherBrowser && !userAgent.includes("Safari/"));
  return { system: "ios", standard: !otherBrowser && !inApp, inApp };
}

function android(userAgent: string): Phone {
  const inApp = IN_APP.test(userAgent) || userAgent.includes(ANDROID_WEB_VIEW);
  return { system: "android", standard: !inApp && !ANDROID_OTHER_BROWSER.test(userAgent), inApp };
}

/** The browser that every such phone has, and in which the page is known to work. */
export function goodBrowser(phone: Phone): string {
  return phone.system === "ios" ? "Safari" : "Chrome";
}
