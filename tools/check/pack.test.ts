import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packageProblems } from "./pack.mjs";

let directory = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "hyperscope-package-"));
  write("dist/index.js", "export const a = 1;\n");
  write("dist/index.d.ts", "export declare const a: number;\n");
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(path: string, text: string): void {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function manifest(entry: Record<string, string>): void {
  const exports = { ".": entry };
  write("package.json", JSON.stringify({ name: "small", version: "1.0.0", type: "module", files: ["dist"], exports }));
}

test("a sound package has no problems", async () => {
  manifest({ types: "./dist/index.d.ts", default: "./dist/index.js" });
  expect(await packageProblems(directory)).toEqual([]);
});

test("an export of a file that is not packed is found", async () => {
  manifest({ types: "./dist/index.d.ts", default: "./dist/other.js" });
  expect((await packageProblems(directory)).join("\n")).toMatch(/publint: .*other\.js/);
});

test("missing types are found", async () => {
  manifest({ types: "./dist/other.d.ts", default: "./dist/index.js" });
  expect((await packageProblems(directory)).join("\n")).toMatch(/are the types wrong: [\s\S]*Used fallback condition/);
});
