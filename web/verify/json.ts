/** JSON as the formats have it: objects whose fields are read one by one, and one canonical form (RFC 8785). */
import { UnreadableError } from "./report";

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = Record<string, Json>;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads one JSON object, or throws. */
export function readObject(text: string): JsonObject {
  const document = JSON.parse(text) as Json;
  if (!isObject(document)) throw new TypeError("it is no object");
  return document;
}

/** Reads one JSON object out of UTF-8, which must be well-formed. */
export function readObjectFrom(bytes: Uint8Array, name: string): JsonObject {
  try {
    return readObject(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new UnreadableError(`${name} is not the JSON that it should be.`);
  }
}

/** The canonical form of JSON without fractions; throws where there is one. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (isObject(value)) {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new RangeError("a fraction or too large a number");
  return JSON.stringify(value);
}

export function textOf(document: JsonObject, name: string): string {
  const value = document[name];
  if (typeof value !== "string") throw new TypeError(`${name} is no text`);
  return value;
}

export function numberOf(document: JsonObject, name: string): number {
  const value = document[name];
  if (typeof value !== "number") throw new TypeError(`${name} is no number`);
  return value;
}

export function objectOf(document: JsonObject, name: string): JsonObject {
  const value = document[name];
  if (!isObject(value)) throw new TypeError(`${name} is no object`);
  return value;
}

/** The objects of a list; a list that is not there has none, unless it must be. */
export function objectsOf(document: JsonObject, name: string, { required = false } = {}): JsonObject[] {
  const value = document[name];
  if (value === undefined && !required) return [];
  if (!Array.isArray(value) || !value.every(isObject)) throw new TypeError(`${name} is no list of objects`);
  return value;
}

export function hasExactly(document: JsonObject, names: readonly string[]): boolean {
  const there = Object.keys(document);
  return there.length === names.length && names.every((name) => name in document);
}
