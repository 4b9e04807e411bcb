import { expect, test } from "vitest";
import { fetchWhole } from "../../../web/share/whole-file";

const url = "https://store.example/clip.mp4";

test("a file is fetched whole, as the type that it is said to be", async () => {
  const heard: number[] = [];
  const fetching = { told: (bytes: number) => heard.push(bytes), signal: new AbortController().signal };
  const store = () => Promise.resolve(new Response("seven b", { headers: { "Content-Type": "text/html" } }));
  const blob = await fetchWhole(url, "video/mp4", fetching, store);
  expect([await blob.text(), blob.type]).toEqual(["seven b", "video/mp4"]);
  expect(heard.at(-1)).toBe(7);
});

test("an address that is dead is a failure", async () => {
  const dead = () => Promise.resolve(new Response(null, { status: 403 }));
  const fetching = { told: () => undefined, signal: new AbortController().signal };
  await expect(fetchWhole(url, "video/mp4", fetching, dead)).rejects.toThrow("could not be read");
});

test("the store is not told who asks, and no cache keeps the file", async () => {
  const asked: RequestInit[] = [];
  const store: typeof fetch = (_, request) => {
    asked.push(request ?? {});
    return Promise.resolve(new Response("film"));
  };
  const { signal } = new AbortController();
  await fetchWhole(url, "video/mp4", { told: () => undefined, signal }, store);
  expect(asked).toEqual([{ credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", signal }]);
});
