/** Fails the build when the citizen's page grows beyond what a bad phone on a bad network can take. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const LIMIT_BYTES = 25 * 1024;

/**
 * Returns the scripts that a page loads at once: those its HTML names, and what those import; not what they import later.
 * @param {string} page
 */
function scriptsOf(page) {
  const html = readFileSync(new URL(page, DIST), "utf8");
  const waiting = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((match) => String(match[1]));
  const found = new Set(waiting);
  for (const script of found) {
    const source = readFileSync(new URL(script, DIST), "utf8");
    for (const match of source.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) found.add(`assets/${match[1]}`);
  }
  return [...found];
}

const bytes = scriptsOf("j/index.html")
  .map((script) => gzipSync(readFileSync(new URL(script, DIST))).length)
  .reduce((sum, size) => sum + size, 0);
console.log(`The citizen's page loads ${(bytes / 1024).toFixed(1)} KB of JavaScript (gzip), of ${LIMIT_BYTES / 1024} allowed.`);
if (bytes === 0 || bytes > LIMIT_BYTES) process.exitCode = 1;
