import { describe, expect, it, vi } from "vitest";
import { ProblemError } from "../../../../web/shared/http";
import { unlessAsked } from "../../../../web/viewer/library/ask-reason";

function asker(): { element: HTMLElement; heard: CustomEvent<unknown>[] } {
  const heard: CustomEvent<unknown>[] = [];
  const element = { dispatchEvent: (event: CustomEvent<unknown>) => heard.push(event) > 0 } as unknown as HTMLElement;
  return { element, heard };
}

function refused(code: string): () => Promise<void> {
  return () => Promise.reject(new ProblemError({ code, status: 403, detail: "Say why." }));
}

describe("what is fetched by who has said why", () => {
  it("is fetched where a reason was given", async () => {
    const { element, heard } = asker();
    expect(await unlessAsked(element, () => Promise.resolve(), vi.fn())).toBe(true);
    expect(heard).toEqual([]);
  });

  it("is tried again by who was asked for one", async () => {
    const [{ element, heard }, again] = [asker(), vi.fn()];
    expect(await unlessAsked(element, refused("reason-required"), again)).toBe(false);
    expect(heard.map(({ type, bubbles, detail }) => ({ type, bubbles, detail }))).toEqual([
      { type: "sightline-reason-wanted", bubbles: true, detail: again },
    ]);
  });

  it("fails as it did for any other cause", async () => {
    await expect(unlessAsked(asker().element, refused("not-allowed"), vi.fn())).rejects.toMatchObject({ code: "not-allowed" });
  });
});
