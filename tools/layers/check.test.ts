import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { workspaceRoot } from "../setup/workspace.mjs";
import { checkLayers } from "./check.mjs";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "hyperscope-layers-"));
  write("package.json", { name: "root", devDependencies: { vitest: "4" } });
  member("packages/array", "@core/array", { exports: { ".": {}, "./runtime": {} } });
  member("packages/signal", "@core/signal", { peerDependencies: { "@core/array": "1" } });
  member("packages/conformance", "@core/conformance", { peerDependencies: { "@core/signal": "1" } });
  member("plugins/one", "one", { peerDependencies: { "@core/array": "1", "@core/signal": "1" } });
  member("plugins/two", "two", { peerDependencies: { "@core/array": "1" } });
  member("apps/app", "app", { private: true, dependencies: { one: "1", "@core/array": "1" } });
  write("packages/array/src/index.ts", "export const a = 1;\n");
  write("packages/signal/src/index.ts", 'import { a } from "@core/array";\nexport const b: number = a;\n');
  write("apps/app/src/main.ts", 'import { a } from "@core/array/runtime";\nimport { one } from "one";\n');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string | object): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
}

function member(folder: string, name: string, more: object): void {
  write(`${folder}/package.json`, { name, sideEffects: false, exports: { ".": {} }, ...more });
}

test("a workspace that keeps the rules has no problems", () => {
  expect(checkLayers(root)).toEqual([]);
});

test("this workspace keeps the rules", () => {
  expect(checkLayers(workspaceRoot())).toEqual([]);
});

test.each([
  [
    "array imports signal",
    "packages/array/src/x.ts",
    'import { b } from "@core/signal";',
    /:1: "@core\/signal" is above/,
  ],
  ["types count too", "packages/array/src/x.ts", 'import type { B } from "@core/signal";', /is above this package/],
  ["import types count too", "packages/array/src/x.ts", 'export type B = import("@core/signal").B;', /is above this/],
  ["dynamic imports count too", "packages/signal/src/x.ts", 'export const f = () => import("one");', /is above this/],
  ["re-exports count too", "packages/signal/src/x.ts", '\nexport * from "one";', /x\.ts:2: "one" is above/],
  ["a package imports an app", "plugins/one/src/x.ts", 'import { m } from "app";', /is above this package/],
  [
    "a plugin imports an undeclared plugin",
    "plugins/one/src/x.ts",
    'import { t } from "two";',
    /"two" is not declared/,
  ],
  [
    "a deep import",
    "plugins/one/src/x.ts",
    'import { a } from "@core/array/src/a.js";',
    /not among the exports of @core/,
  ],
  [
    "a path into another package",
    "plugins/one/src/x.ts",
    'import { t } from "../../two/src/t.js";',
    /leaves the package/,
  ],
  ["an undeclared dependency", "plugins/one/src/x.ts", 'import { z } from "zod/v4";', /"zod" is not declared/],
  ["a test tool in the source", "plugins/one/src/x.ts", 'import { test } from "vitest";', /"vitest" is not declared/],
  ["conformance in the source", "plugins/one/src/x.ts", 'import { c } from "@core/conformance";', /for tests only/],
  ["Node at the top of a plugin", "plugins/one/src/x.ts", 'import { join } from "node:path";', /breaks browsers/],
  ["an old name of a Node module", "apps/app/src/x.ts", 'import { join } from "path";', /must be written "node:path"/],
  ["an import without .js", "plugins/one/src/x.ts", 'import { y } from "./y";', /must end in \.js/],
  ["an import of nothing", "plugins/one/src/x.ts", 'import { y } from "./y.js";', /does not exist/],
  ["a default export", "plugins/one/src/x.ts", "export default 1;", /has a default export/],
  ["a default function", "plugins/one/src/x.ts", "export default function f() {}", /has a default export/],
  [
    "a renamed default export",
    "plugins/one/src/x.ts",
    "const y = 1;\nexport { y as default };",
    /has a default export/,
  ],
  [
    "module augmentation",
    "plugins/one/src/x.ts",
    'declare module "@core/array" {}',
    /augments the module "@core\/array"/,
  ],
  ["a global declaration", "plugins/one/src/x.ts", "declare global { var y: number }", /declares globals/],
  ["a write to the global object", "plugins/one/src/x.ts", "globalThis.y = 1;", /writes to the global object/],
  [
    "a hidden write to it",
    "plugins/one/src/x.ts",
    "Object.assign(globalThis, { y: 1 });",
    /writes to the global object/,
  ],
  ["prototype patching", "plugins/one/src/x.ts", "Array.prototype.y = 1;", /changes a prototype/],
  ["built code", "plugins/one/src/x.ts", 'new Function("return 1");', /new Function/],
  [
    "instanceof across packages",
    "plugins/one/src/x.ts",
    'import { A } from "@core/array";\nexport const f = (x: unknown) => x instanceof A;',
    /:2: instanceof A of @core\/array/,
  ],
])("%s is reported", (_name, path, text, message) => {
  write(path, text);
  const problems = checkLayers(root);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(message);
});

test("what tests may do is not reported", () => {
  write("plugins/one/src/x.test.ts", 'import { test } from "vitest";\nimport { join } from "node:path";\n');
  expect(checkLayers(root)).toEqual([]);
});

test("helpers of tests may do the same, and nothing that is published may import them", () => {
  write("plugins/one/src/testing-files.ts", 'import { readFileSync } from "node:fs";');
  expect(checkLayers(root)).toEqual([]);
  write("plugins/one/src/x.ts", 'export { y } from "./testing-files.js";');
  expect(checkLayers(root)).toEqual(['plugins/one/src/x.ts:1: "./testing-files.js" is for tests and is not published']);
});

test("Node behind import() in a plugin and at the top of an app is allowed", () => {
  write("plugins/one/src/x.ts", 'export const f = () => import("node:fs");');
  write("apps/app/src/x.ts", 'import { join } from "node:path";');
  expect(checkLayers(root)).toEqual([]);
});

test("a package that the build copies in is no dependency", () => {
  write("packages/array/src/x.ts", 'import { y } from "tiny";');
  member("packages/array", "@core/array", { exports: { ".": {}, "./runtime": {} }, devDependencies: { tiny: "1" } });
  expect(checkLayers(root)).toHaveLength(1);
  write("packages/array/tsup.config.ts", 'library({ noExternal: ["tiny"] })');
  expect(checkLayers(root)).toEqual([]);
});

test("files that import each other at run time are reported with the way round", () => {
  write("plugins/one/src/a.ts", 'import { b } from "./b.js";');
  write("plugins/one/src/b.ts", 'export { c } from "./c.js";');
  write("plugins/one/src/c.ts", 'import { a } from "./a.js";');
  const way = "src/a.ts -> src/b.ts -> src/c.ts -> src/a.ts";
  expect(checkLayers(root)).toEqual([`plugins/one: files import each other in a circle: ${way}`]);
});

test("circles of types and of lazy imports are fine", () => {
  write("plugins/one/src/a.ts", 'import { b } from "./b.js";');
  write("plugins/one/src/b.ts", 'import type { A } from "./a.js";\nexport const f = () => import("./a.js");');
  expect(checkLayers(root)).toEqual([]);
});

test("packages that need each other are reported", () => {
  member("plugins/one", "one", { dependencies: { two: "1" } });
  member("plugins/two", "two", { dependencies: { one: "1" } });
  expect(checkLayers(root)).toEqual(["packages need each other in a circle: one -> two -> one"]);
});

test("a dependency upwards is reported even where no file imports it", () => {
  member("packages/array", "@core/array", { exports: { ".": {}, "./runtime": {} }, devDependencies: { two: "1" } });
  const message = /packages\/array\/package\.json: devDependencies names two; the layers are/;
  expect(checkLayers(root)).toContainEqual(expect.stringMatching(message));
});

test("the core as a plain dependency of a plugin is reported", () => {
  member("plugins/two", "two", { dependencies: { "@core/array": "1" } });
  expect(checkLayers(root)[0]).toMatch(/@core\/array belongs to peerDependencies/);
});

test("a published package without sideEffects: false is reported", () => {
  write("plugins/two/package.json", { name: "two", exports: { ".": {} } });
  expect(checkLayers(root)).toEqual(['plugins/two/package.json: "sideEffects" must be false']);
});
