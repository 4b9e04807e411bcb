/**
 * Two pages, a build each: `dist/index.html` (the officers' viewer) and `dist/j/index.html` (the page behind the link).
 * In one build what both use would be a script of its own: larger, and one request more on the way to the picture.
 *
 * Nothing may be inlined: the site runs under a policy of `default-src 'none'` with `'self'` parts.
 */
import { defineConfig } from "vitest/config";

const here = (path: string) => new URL(path, import.meta.url).pathname;

const PAGES: Record<string, Record<string, string>> = {
  viewer: { viewer: here("index.html") },
  citizen: { citizen: here("j/index.html"), accessibility: here("j/accessibility.html") },
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
  resolve: { alias: { vitest: here("node_modules/vitest") } },
  server: { fs: { allow: [here("..")] } },
  test: { include: ["../tests/web/**/*.test.ts"], environment: "node", pool: "threads", isolate: false },
}));
