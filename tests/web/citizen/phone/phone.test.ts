import { describe, expect, it } from "vitest";
import { goodBrowser, phoneOf } from "../../../../web/citizen/phone/phone";

const IOS = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)";
const ANDROID_WEB_VIEW = "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";

describe("phoneOf", () => {
  it.each([
    ["Safari", `${IOS} Version/18.1 Mobile/15E148 Safari/604.1`, 5, "ios", true, false],
    ["Chrome on an iPhone", `${IOS} CriOS/131.0 Mobile/15E148 Safari/604.1`, 5, "ios", false, false],
    ["Facebook on an iPhone", `${IOS} Mobile/15E148 [FBAN/FBIOS;FBAV/480.0]`, 5, "ios", false, true],
    ["any web view on an iPhone", `${IOS} Mobile/15E148`, 5, "ios", false, true],
    ["an iPad that says it is a Mac", `${MAC} Version/18.1 Safari/605.1.15`, 5, "ios", true, false],
    ["a Mac", `${MAC} Version/18.1 Safari/605.1.15`, 0, "other", false, false],
    ["Chrome on Android", `${ANDROID} Chrome/131.0.0.0 Mobile Safari/537.36`, 5, "android", true, false],
    ["Samsung's browser", `${ANDROID} SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36`, 5, "android", false, false],
    ["Firefox on Android", "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0", 5, "android", false, false],
    ["Instagram on Android", `${ANDROID_WEB_VIEW} Chrome/131.0 Mobile Safari/537.36 Instagram 350.0`, 5, "android", false, true],
    ["any web view on Android", `${ANDROID_WEB_VIEW} Chrome/131.0 Mobile Safari/537.36`, 5, "android", false, true],
  ])("knows %s", (_, userAgent, touchPoints, system, standard, inApp) => {
    expect(phoneOf(userAgent, touchPoints)).toEqual({ system, standard, inApp });
  });
});

describe("goodBrowser", () => {
  it("sends an iPhone to Safari and everything else to Chrome", () => {
    expect(goodBrowser({ system: "ios", standard: false, inApp: true })).toBe("Safari");
    expect(goodBrowser({ system: "android", standard: false, inApp: true })).toBe("Chrome");
  });
});
