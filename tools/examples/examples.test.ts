import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { workspacePackages, workspaceRoot } from "../setup/workspace.mjs";
import { runnableExamples } from "./blocks.mjs";

const root = workspaceRoot();
const generated = join(root, "tools", "examples", "dist");
const before = process.cwd();
let folder = "";

function documents(): string[] {
  const folders = workspacePackages(root).map((item) => item.folder);
  const readmes = ["", ...folders].map((path) => join(path, "README.md"));
  const docs = readdirSync(join(root, "docs")).map((name) => join("docs", name));
  return [...readmes, ...docs].filter((path) => path.endsWith(".md") && existsSync(join(root, path)));
}

const examples = documents().flatMap((path) =>
  runnableExamples(readFileSync(join(root, path), "utf8")).map(({ line, code }) => ({ path, line, code })),
);

describe.skipIf(examples.length === 0)("examples of the documents", () => {
  beforeAll(() => {
    mkdirSync(generated, { recursive: true });
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hyperscope-example-"));
    process.chdir(folder);
    for (const name of ["log", "info", "warn", "error", "table"] as const) {
      vi.spyOn(console, name).mockImplementation(() => undefined);
    }
  });

  afterEach(() => {
    vi.restoreAllMocks();
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });

  afterAll(() => rmSync(generated, { recursive: true, force: true }));

  test.each(examples)("$path:$line runs", async ({ path, line, code }) => {
    const file = join(generated, `${path.replace(/\W+/g, "-")}-${line}.ts`);
    writeFileSync(file, `${code}\nexport {};\n`);
    await expect(import(/* @vite-ignore */ pathToFileURL(file).href)).resolves.toBeDefined();
  });
});

test("only blocks marked ts are taken, with the line on which they start", () => {
  const text = ["# A", "```ts", "one();", "", "```", "```ts sketch", "two();", "```", "```sh", "three", "```"];
  expect(runnableExamples(text.join("\n"))).toEqual([{ line: 3, code: "one();\n" }]);
});

test("a fence inside a longer fence belongs to the block", () => {
  const text = ["````md", "```ts", "no();", "```", "````", "~~~ts", "yes();", "~~~"];
  expect(runnableExamples(text.join("\n"))).toEqual([{ line: 7, code: "yes();" }]);
});
