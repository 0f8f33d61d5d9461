import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { workspacePackages, workspaceRoot } from "../setup/workspace.mjs";
import { pureEntries, sizeCases } from "./cases.mjs";
import { staleSizes, writeSizes } from "./document.mjs";
import { importResidue, type Measured, measure } from "./measure.mjs";

describe("sizes of the sources", () => {
  const rows: Measured[] = [];

  test.each(sizeCases.map((item) => [item.name, item] as const))("%s", async (_name, item) => {
    const row = await measure(item, { source: true });
    rows.push(row);
    expect(row.problems).toEqual([]);
  });

  test("those in the documents are not stale (npm run size -- --write makes them anew)", () => {
    const root = workspaceRoot();
    const files = ["", ...workspacePackages(root).map(({ folder }) => folder)].map((path) =>
      join(root, path, "README.md"),
    );
    const texts = files.filter((path) => existsSync(path)).map((path) => readFileSync(path, "utf8"));
    expect(texts.flatMap((text) => staleSizes(text, rows))).toEqual([]);
  });

  test("no bundler of pages is led to modules of Node", async () => {
    const contents = pureEntries.map((name, i) => `import * as p${i} from "${name}"; console.log(p${i});`).join("\n");
    const stdin = { contents, resolveDir: join(workspaceRoot(), "tools", "size") };
    const conditions = ["hyperscope-source"];
    const built = build({
      stdin,
      conditions,
      bundle: true,
      splitting: true,
      format: "esm",
      outdir: "out",
      write: false,
      logLevel: "silent",
    });
    expect((await built).errors).toEqual([]);
  });

  test.each(pureEntries)("importing %s alone does nothing", async (specifier) => {
    expect(await importResidue(specifier, { source: true })).toBe("");
  });
});

describe("the tables of the documents", () => {
  const row = (name: string, gzip: number, lazy = 0): Measured => ({
    name,
    gzip,
    lazy,
    raw: 0,
    maximum: 0,
    problems: [],
  });
  const rows = [row("a", 1234), row("b", 20_000, 300_000), row("c", 0)];
  const empty = "x\n<!-- sizes: b; a -->\n<!-- /sizes -->\ny";

  test("are filled, and filled again", () => {
    const text = writeSizes(empty, rows);
    expect(text.split("\n").slice(4)).toEqual(["| b | 20.0 | 300 |", "| a | 1.2 |  |", "<!-- /sizes -->", "y"]);
    expect(writeSizes(text, rows)).toBe(text);
    expect(() => writeSizes("<!-- sizes: d -->\n<!-- /sizes -->", rows)).toThrow('no size case "d"');
  });

  test("are stale when a size has changed by more than a tenth", () => {
    const text = writeSizes(empty, rows);
    expect(staleSizes(text, rows)).toEqual([]);
    expect(staleSizes(text, [row("a", 1600), row("b", 21_900, 300_000)])).toEqual([]);
    expect(staleSizes(text, [row("a", 1800), row("b", 20_000, 340_000)])).toHaveLength(2);
  });
});

describe("the measurement", () => {
  let directory = "";

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "hyperscope-size-"));
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  function library(text: string, sideEffects = false): void {
    const files = {
      "node_modules/lib/package.json": JSON.stringify({ name: "lib", type: "module", exports: "./i.js", sideEffects }),
      "node_modules/lib/lazy.js": `export const later = ${JSON.stringify("late ".repeat(400))};`,
      "node_modules/lib/i.js": text,
    };
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), content);
    }
  }

  test("a bundle over its ceiling is a problem", async () => {
    library(`export const text = ${JSON.stringify(Array.from({ length: 500 }, (_, i) => i * i).join(" "))};`);
    const entry = 'import { text } from "lib"; console.log(text);';
    const { gzip, problems } = await measure({ name: "a", entry, maximum: 100 }, { directory });
    expect(gzip).toBeGreaterThan(500);
    expect(problems).toEqual([`${gzip} B, the ceiling is 100 B`]);
  });

  test("an identifier that must not come along is found, a word in a text is not", async () => {
    library('function heavy() { return 1; }\nexport const f = () => heavy();\nexport const g = () => "heavy";');
    const forbidden = ["heavy"];
    const used = { name: "f", entry: 'import { f } from "lib"; console.log(f());', maximum: 1000, forbidden };
    expect((await measure(used, { directory })).problems).toEqual(["contains heavy"]);
    const unused = { name: "g", entry: 'import { g } from "lib"; console.log(g());', maximum: 1000, forbidden };
    expect((await measure(unused, { directory })).problems).toEqual([]);
  });

  test("an app that cannot be bundled is a problem, not a crash", async () => {
    library("export const f = 1;");
    const entry = 'import { g } from "lib"; console.log(g);';
    const { problems } = await measure({ name: "x", entry, maximum: 10 }, { directory });
    expect(problems).toEqual([expect.stringMatching(/cannot be bundled: .*No matching export.*"g"/)]);
  });

  test("lazy code counts apart", async () => {
    library('export const f = () => import("./lazy.js");');
    const entry = 'import { f } from "lib"; f();';
    const { raw, lazy } = await measure({ name: "l", entry, maximum: 1000 }, { directory });
    expect(raw).toBeLessThan(300);
    expect(lazy).toBeGreaterThan(0);
  });

  test("an unused import of a package without side effects weighs nothing", async () => {
    library("console.log(1); export const f = 1;");
    const measured = await measure({ name: "u", entry: 'import { f } from "lib";', maximum: 0 }, { directory });
    expect(measured).toMatchObject({ raw: 0, gzip: 0, problems: [] });
  });

  test("a broken promise of sideEffects: false leaves code behind", async () => {
    const file = join(directory, "lib.js");
    writeFileSync(file, "globalThis.count = 1;\nexport const f = () => 1;");
    expect(await importResidue("./lib.js", { directory })).toContain("count");
    writeFileSync(file, "const table = { a: 1 };\nexport const f = () => table;\nexport class C { x = 1; }");
    expect(await importResidue("./lib.js", { directory })).toBe("");
  });
});
