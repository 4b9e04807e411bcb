import { describe, expect, it } from "vitest";
import { awaitedStage, latestStep, stagesOf, stepsOf } from "../../../../web/viewer/words/funnel";
import { anInvite, secondsAfterNoon } from "../examples";

const at = secondsAfterNoon;

describe("the stages of an invite", () => {
  it("leave the camera out where only the position was asked for", () => {
    expect(stagesOf(anInvite({ capabilities: ["location"] }))).toEqual([
      "sent",
      "delivered",
      "opened",
      "consented",
      "first-position",
    ]);
  });

  it("leave the position out where it was not asked for", () => {
    expect(stagesOf(anInvite({ capabilities: ["video"] }))).not.toContain("first-position");
  });
});

describe("the awaited stage", () => {
  it("is the first that has not been reached", () => {
    expect(awaitedStage(anInvite({ funnel: { sent: at(1), delivered: at(2) } }))).toBe("opened");
  });

  it("passes over a delivery receipt that never came, since the page was opened", () => {
    expect(awaitedStage(anInvite({ funnel: { sent: at(1), opened: at(9) } }))).toBe("consented");
  });

  it("does not take the picture as proof of a position", () => {
    const funnel = {
      sent: at(1),
      opened: at(2),
      consented: at(3),
      "camera-granted": at(4),
      connecting: at(5),
      "first-frame": at(6),
    };
    expect(awaitedStage(anInvite({ funnel }))).toBe("first-position");
  });
});

describe("the steps", () => {
  it("mark where trouble stopped them", () => {
    const trouble = { stage: "camera-granted", reason: "camera-refused", at: at(5) } as const;
    const steps = stepsOf(anInvite({ funnel: { sent: at(1), opened: at(2), consented: at(3) }, trouble }));
    expect(steps.map(({ status }) => status)).toEqual([
      "done",
      "done",
      "done",
      "done",
      "stopped",
      "to-come",
      "to-come",
      "to-come",
    ]);
  });

  it("wait for nothing once the invite is closed", () => {
    const steps = stepsOf(anInvite({ state: "revoked", funnel: { sent: at(1) } }));
    expect(steps.map(({ status }) => status)).not.toContain("waiting");
  });

  it("carry the time of what has been done", () => {
    expect(stepsOf(anInvite({ funnel: { sent: at(1) } }))[0]).toMatchObject({
      stage: "sent",
      status: "done",
      at: at(1),
    });
  });
});

describe("the latest step", () => {
  it("is the latest by time, whatever the order of arrival", () => {
    expect(latestStep(anInvite({ funnel: { sent: at(1), delivered: at(9), opened: at(5) } }))).toEqual({
      stage: "delivered",
      at: at(9),
    });
  });
});
