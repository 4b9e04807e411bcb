/**
 * Makes `functions/bundles/verify.html`, which goes with every bundle: the page of `verify/` as one file that needs no
 * network and may not use one. With `--check` it writes nothing and fails if the committed file is out of date.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "vite";

const TARGET = new URL("../../functions/bundles/verify.html", import.meta.url);
const ROOT = new URL("..", import.meta.url).pathname;

/** @returns {Promise<{ html: string, script: string, style: string }>} */
async function buildParts() {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    build: {
      target: "es2022",
      write: false,
      modulePreload: false,
      rolldownOptions: { input: { verify: `${ROOT}verify/index.html` } },
    },
  });
  if (!("output" in built)) throw new Error("Vite has built something else than a page.");
  const outputs = built.output;
  const scripts = outputs.filter((output) => output.type === "chunk");
  const assets = outputs.filter((output) => output.type === "asset");
  /** @param {string} ending */
  const only = (ending) => String(assets.find((asset) => asset.fileName.endsWith(ending))?.source ?? "");
  const [script, ...others] = scripts;
  if (!script || others.length > 0) throw new Error("The page must be one script.");
  return { html: only(".html"), script: script.code.trim(), style: only(".css").trim() };
}

/** @param {string} text */
function hashOf(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

async function makePage() {
  const { html, script, style } = await buildParts();
  if (/<\/(script|style)/i.test(script + style)) throw new Error("The script would end too early.");
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}" />\n    <style>${style}</style>`;
  return html
    .replaceAll(/\s*<script type="module"[^>]*><\/script>/g, "")
    .replace(/<link rel="stylesheet"[^>]*>/, () => head)
    .replace("</body>", () => `  <script type="module">${script}</script>\n  </body>`);
}

const page = await makePage();
if (!process.argv.includes("--check")) {
  writeFileSync(TARGET, page);
  console.log(`verify.html has ${(page.length / 1024).toFixed(0)} KB.`);
} else if (page !== readFileSync(TARGET, "utf8")) {
  console.error("functions/bundles/verify.html is out of date: run `npm run verify:page`.");
  process.exitCode = 1;
}
