/**
 * Two pages from one build: `dist/index.html` (the officers' viewer) and `dist/j/index.html` (the page behind the link).
 *
 * Nothing may be inlined: the site runs under a policy of `default-src 'none'` with `'self'` parts.
 */
import { defineConfig } from "vitest/config";

const here = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  root: here("."),
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        viewer: here("index.html"),
        citizen: here("j/index.html"),
        accessibility: here("j/accessibility.html"),
      },
    },
  },
  resolve: { alias: { vitest: here("node_modules/vitest") } },
  server: { fs: { allow: [here("..")] } },
  test: { include: ["../tests/web/**/*.test.ts"], environment: "node", pool: "threads" },
});
