import { describe, expect, it } from "vitest";
import { orderCodecs } from "../../../web/shared/codecs";

const codecs = (...names: string[]) => names.map((name) => ({ mimeType: `video/${name}` }));

describe("orderCodecs", () => {
  it("puts H.264 first, then VP8, and keeps retransmission", () => {
    expect(orderCodecs(codecs("VP8", "rtx", "VP9", "H264", "AV1", "red", "ulpfec"))).toEqual(codecs("H264", "VP8", "rtx"));
  });

  it("keeps the browser's own order among profiles of H.264", () => {
    const first = { mimeType: "video/H264", sdpFmtpLine: "profile-level-id=42e01f" };
    const second = { mimeType: "video/H264", sdpFmtpLine: "profile-level-id=4d001f" };
    expect(orderCodecs([first, second])).toEqual([first, second]);
  });
});
