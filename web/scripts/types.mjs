/**
 * Makes `shared/messages.generated.ts` from the schema that `sightline.messages` prints.
 * With `--check` it writes nothing and fails if the committed file is out of date.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

const TARGET = new URL("../shared/messages.generated.ts", import.meta.url);
const ROOT = new URL("../../", import.meta.url);
const REFERENCE_NOTE = /( \*\n)? \* This interface was referenced by [^\n]*\n \* via the `definition` [^\n]*\n/g;
const EMPTY_COMMENT = /^\/\*\*\n \*\/\n/gm;
const BANNER = "/* Made by `npm run types` from functions/sightline/messages. Do not edit. */";

/**
 * What we touch of a JSON Schema.
 * @typedef {{ title?: string, default?: unknown, const?: unknown, $ref?: string }} Property
 * @typedef {{ properties?: Record<string, Property>, required?: string[] }} Definition
 * @typedef {{ $defs: Record<string, Definition> }} Schema
 */

function readSchema() {
  const python = new URL(".venv/bin/python", ROOT).pathname;
  const printed = execFileSync(process.env.PYTHON ?? python, ["-m", "sightline.messages.schema"], { cwd: ROOT });
  /** @type {unknown} */
  const schema = JSON.parse(printed.toString());
  return /** @type {Schema} */ (schema);
}

/**
 * A property with a fixed value (the tag of a message) is always there; its title or default makes no type of its own.
 * @param {Definition} definition
 */
function tidy(definition) {
  for (const [name, property] of Object.entries(definition.properties ?? {})) {
    delete property.title;
    if ("$ref" in property) delete property.default;
    if ("const" in property) definition.required = [...(definition.required ?? []), name];
  }
}

/** @param {Schema} schema */
async function compileTypes(schema) {
  Object.values(schema.$defs).forEach(tidy);
  const types = await compile(/** @type {import("json-schema-to-typescript").JSONSchema} */ (schema), "Sightline", {
    additionalProperties: false,
    bannerComment: BANNER,
    ignoreMinAndMaxItems: true,
    style: { printWidth: 120 },
    unreachableDefinitions: true,
  });
  return types.replace(REFERENCE_NOTE, "").replace(EMPTY_COMMENT, "");
}

const types = await compileTypes(readSchema());
if (!process.argv.includes("--check")) writeFileSync(TARGET, types);
else if (types !== readFileSync(TARGET, "utf8")) {
  console.error("shared/messages.generated.ts is out of date: run `npm run types`.");
  process.exitCode = 1;
}
