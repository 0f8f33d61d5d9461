import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { firstDifferences, packageSurface } from "./surface.mjs";

let directory = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "hyperscope-api-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function surface(files: Record<string, string>, exports: Record<string, Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return packageSurface({
    name: "lib",
    directory,
    folder: "plugins/lib",
    group: "plugins",
    manifest: { name: "lib", exports },
  });
}

test("names are sorted, comments and private members left out, overloads kept", () => {
  const text = `
    /** Says what. */
    declare function zeta(a: number): string;
    declare function zeta(a: string): string;
    declare class Alpha { #hidden; private also; readonly size: number; /** Doc. */ grow(by?: number): Alpha; }
    declare const beta: unique symbol, gamma: 3;
    export { zeta, Alpha, beta };`;
  expect(surface({ "dist/index.d.ts": text }, { ".": { types: "./dist/index.d.ts" } })).toBe(
    `## lib

class Alpha {
    readonly size: number;
    grow(by?: number): Alpha;
}

const beta: unique symbol, gamma: 3;

function zeta(a: number): string;

function zeta(a: string): string;
`,
  );
});

test("a name given in a shared chunk counts in each entry that exports it", () => {
  const files = {
    "dist/chunk.d.ts": "interface A { b: number; }\nexport type { A as C };",
    "dist/index.d.ts": 'export { C as A } from "./chunk.js";\nexport { Z } from "elsewhere";',
    "dist/more.d.ts": 'export type { C } from "./chunk.js";',
    "node_modules/elsewhere/package.json": '{"name":"elsewhere","types":"i.d.ts"}',
    "node_modules/elsewhere/i.d.ts": "export type Z = 1;",
  };
  const entries = { ".": { types: "./dist/index.d.ts" }, "./more": { types: "./dist/more.d.ts" } };
  expect(surface(files, entries)).toBe(`## lib

interface A {
    b: number;
}

export { Z } from "elsewhere";

## lib/more

// exported as C
interface A {
    b: number;
}
`);
});

test("a package that is not built is told to be built", () => {
  expect(() => surface({}, { ".": { types: "./dist/index.d.ts" } })).toThrow("run npm run build first");
});

test("the message shows what went and what came", () => {
  expect(firstDifferences("same\nold\n", "same\nnew\n")).toEqual(["- old", "+ new"]);
});
