import { readFileSync } from "node:fs";
import { cpuUsage } from "node:process";
import { gunzipSync } from "node:zlib";

export { codeOf } from "./support.js";

const folder = new URL(".", import.meta.url);

/** The bytes of one of HyperSpy's files under golden/files, in a fresh array. */
export function goldenFile(name: string): Uint8Array {
  return new Uint8Array(gunzipSync(readFileSync(new URL(`files/${name}.gz`, folder))));
}

/** What golden/make.py found out with HyperSpy. */
export function goldenFacts<T>(): T {
  return JSON.parse(readFileSync(new URL("facts.json", folder), "utf8")) as T;
}

/** The time that this process has computed, which, unlike the clock, does not count what other processes do. */
export function cpuSeconds(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1e6;
}
