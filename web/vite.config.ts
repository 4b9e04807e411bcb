/**
 * Four pages, a build each: `dist/index.html` (the officers' viewer), `dist/j/index.html` (the page behind the link),
 * `dist/s/index.html` (the page of those with whom something is shared) and
 * `dist/verify/index.html` (the page that checks a bundle; `scripts/verify-page.mjs` makes one file of it besides).
 * In one build what both use would be a script of its own: larger, and one request more on the way to the picture.
 *
 * Nothing may be inlined: the site runs under a policy of `default-src 'none'` with `'self'` parts.
 */
import { defineConfig } from "vitest/config";

const here = (path: string) => new URL(path, import.meta.url).pathname;

const PAGES: Record<string, Record<string, string>> = {
  viewer: { viewer: here("index.html") },
  citizen: { citizen: here("j/index.html"), accessibility: here("j/accessibility.html") },
  recipient: { recipient: here("s/index.html") },
  verify: { verify: here("verify/index.html") },
};

export default defineConfig(({ mode }) => ({
  root: here("."),
  build: {
    target: "es2022",
    outDir: "dist",
    // The viewer is built first, into a folder that it empties.
    emptyOutDir: mode === "viewer",
    copyPublicDir: mode === "viewer",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: PAGES[mode] ?? {} },
  },
  assetsInclude: ["**/*.zip"], // the golden bundle of the tests
  resolve: { alias: { vitest: here("node_modules/vitest") } },
  server: { fs: { allow: [here("..")] } },
  test: { include: ["../tests/web/**/*.test.ts"], environment: "node", pool: "threads", isolate: false },
}));
