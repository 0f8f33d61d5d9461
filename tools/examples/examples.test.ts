import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { workspacePackages, workspaceRoot } from "../setup/workspace.mjs";
import { runnableExamples, typedExamples } from "./blocks.mjs";
import { withChecks } from "./checks.mjs";

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

function collect(find: typeof runnableExamples): { path: string; line: number; code: string }[] {
  return documents().flatMap((path) =>
    find(readFileSync(join(root, path), "utf8")).map(({ line, code }) => ({ path, line, code })),
  );
}

const examples = collect(runnableExamples);

/** Writes code so that its lines have the numbers that they have in the document. */
function writeExample(
  { path, line }: { path: string; line: number },
  kind: string,
  head: string,
  code: string,
): string {
  const file = join(generated, kind, `${path.replace(/\W+/g, "-")}-${line}.ts`);
  mkdirSync(join(generated, kind), { recursive: true });
  writeFileSync(file, `${head}${"\n".repeat(line - 1)}${code}\nexport {};\n`);
  return file;
}

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

  const head = 'import { compare as $compare, throws as $throws } from "../../show.mjs";';

  test.each(examples)("$path:$line runs", { timeout: 60_000 }, async (example) => {
    const file = writeExample(example, "run", head, withChecks(example.code, example.line));
    await expect(import(/* @vite-ignore */ pathToFileURL(file).href)).resolves.toBeDefined();
  });

  test("they are well typed", { timeout: 180_000 }, () => {
    const all = [...examples, ...collect(typedExamples)];
    const files = all.map((example) => writeExample(example, "types", "", example.code));
    const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
    const program = ts.createProgram(files, {
      ...options,
      declaration: false,
      isolatedDeclarations: false,
      noUnusedLocals: false,
      types: ["node"],
      typeRoots: [join(root, "node_modules", "@types")],
    });
    const problems = files.flatMap((file, i) => {
      const own = program.getSourceFile(file);
      return [...program.getSyntacticDiagnostics(own), ...program.getSemanticDiagnostics(own)].map((problem) => {
        const line = own?.getLineAndCharacterOfPosition(problem.start ?? 0).line ?? 0;
        return `${all[i]?.path}:${line + 1} ${ts.flattenDiagnosticMessageText(problem.messageText, " ")}`;
      });
    });
    expect(problems).toEqual([]);
  });
});

test("links between the documents lead somewhere", () => {
  const broken = documents().flatMap((path) => {
    const links = [...readFileSync(join(root, path), "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)];
    return links.filter(([, to = ""]) => !existsSync(join(root, path, "..", to))).map(([, to]) => `${path}: ${to}`);
  });
  expect(broken).toEqual([]);
});

describe("blocks", () => {
  test("only blocks marked ts are taken, with the line on which they start", () => {
    const text = ["# A", "```ts", "one();", "", "```", "```ts sketch", "two();", "```", "```sh", "three", "```"];
    expect(runnableExamples(text.join("\n"))).toEqual([{ line: 3, code: "one();\n" }]);
  });

  test("a fence inside a longer fence belongs to the block", () => {
    const text = ["````md", "```ts", "no();", "```", "````", "~~~ts", "yes();", "~~~"];
    expect(runnableExamples(text.join("\n"))).toEqual([{ line: 7, code: "yes();" }]);
  });

  test("a block may go on with the one before, every line in its place", () => {
    const text = ["```ts", "one();", "```", "text", "```ts continued", "two();", "```"];
    expect(runnableExamples(text.join("\n"))).toEqual([{ line: 2, code: "one();\n\n\n\ntwo();" }]);
    expect(() => runnableExamples("```ts continued\n```")).toThrow("line 1: there is no example");
  });
});

describe("tables", () => {
  test("the rows of a table go on with the example: code in the second cell, what it prints in the third", () => {
    const table = [
      "| there | here | |",
      "|---|---|---|",
      "| `a[0]` | `a.get(0)` | `1` |",
      "| | `b \\| c`, `d` |",
      "| x |",
    ];
    const text = ["```ts", "one();", "```", "<!-- run -->", ...table].join("\n");
    expect(runnableExamples(text)).toEqual([{ line: 2, code: "one();\n\n\n\n\na.get(0); // => 1\nb | c; d;\n" }]);
    expect(runnableExamples(text.replace("<!-- run -->", ""))).toEqual([{ line: 2, code: "one();" }]);
  });

  test("examples that cannot run are type-checked where they say so", () => {
    const text = ["```ts typed", "one();", "```", "```ts", "two();", "```"].join("\n");
    expect(typedExamples(text)).toEqual([{ line: 2, code: "one();" }]);
    expect(runnableExamples(text)).toEqual([{ line: 5, code: "two();" }]);
  });
});

describe("checks", () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const one of folders) rmSync(one, { recursive: true, force: true });
  });

  async function runChecked(...lines: string[]): Promise<unknown> {
    const own = mkdtempSync(join(tmpdir(), "hyperscope-checks-"));
    folders.push(own);
    const helper = pathToFileURL(join(root, "tools", "examples", "show.mjs")).href;
    const head = `import { compare as $compare, throws as $throws } from "${helper}";\n`;
    const file = join(own, "example.mjs");
    writeFileSync(file, head + withChecks(lines.join("\n"), 1));
    return import(/* @vite-ignore */ pathToFileURL(file).href).then(
      () => "runs",
      (error: Error) => error.message,
    );
  }

  test("what is printed is compared", async () => {
    expect(await runChecked("1 + 1; // => 2", 'console.log("a", [1, "b"]); // => a [1, "b"]')).toBe("runs");
    expect(await runChecked("", "1 + 1; // => 3")).toBe("line 2 says\n3\nbut this comes out:\n2");
    expect(await runChecked("const a = { b: -0 }; // => { b: -0 }", "a.b; // => 0")).toMatch(/^line 2 says/);
  });

  test("a text of several lines is compared line by line, a long line may be folded", async () => {
    const text = 'console.log("[[1 2]\\n [3 4]]");';
    expect(await runChecked(`${text} // => [[1 2]`, "//  [3 4]]")).toBe("runs");
    expect(await runChecked(`${text} // =>`, "// [[1 2]", "//  [3 4]]", "", "// Something else.")).toBe("runs");
    expect(await runChecked(`${text} // => [[1 2] [3 4]]`)).toMatch(/^line 1 says/);
    expect(await runChecked("[1, 2, 3]; // => [1,", "//     2, 3]")).toBe("runs");
  });

  test("errors are compared by code or by text", async () => {
    const fails = '(() => { throw Object.assign(new Error("[BAD] b"), { code: "BAD" }); })();';
    expect(await runChecked(`${fails} // throws BAD`)).toBe("runs");
    expect(await runChecked(`${fails} // throws [BAD]`, "// b")).toBe("runs");
    expect(await runChecked(`${fails} // throws GOOD`)).toMatch("but it throws BAD");
    expect(await runChecked("1; // throws BAD")).toMatch("but it does not");
  });

  test("a claim that cannot be checked is an error", () => {
    expect(() => withChecks("for (const a of []) {\n  a; // => 1\n}", 7)).toThrow("line 8: ");
    expect(() => withChecks("const { a } = b; // => 1", 1)).toThrow("line 1: ");
  });

  test("values print like literals, or as their class prints them", async () => {
    const cases = ["new Float32Array([1, 2]); // => Float32Array [1, 2]", "10n; // => 10n", "null; // => null"];
    const more = ['new Map([["a", 1]]); // => Map {"a" => 1}', "({ toString: () => 'own' }); // => own"];
    expect(await runChecked(...cases, ...more)).toBe("runs");
  });
});
