import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as core from "@core/signal";
import * as spectra from "signal-1d";
import * as images from "signal-2d";
import * as complex from "signal-complex";
import * as eels from "signal-eels";
import { describe, expect, test } from "vitest";
import { workspaceRoot } from "../setup/workspace.mjs";

const root = workspaceRoot();
const packages: Record<string, object> = {
  "@core/signal": core,
  "signal-1d": spectra,
  "signal-2d": images,
  "signal-complex": complex,
  "signal-eels": eels,
};

const axis = { size: 2, name: "x" };
const instances: Record<string, object> = {
  AxesManager: new core.AxesManager([new core.UniformDataAxis(axis)]),
  UniformDataAxis: new core.UniformDataAxis(axis),
  DataAxis: new core.DataAxis({ axis: [1, 2] }),
  FunctionalDataAxis: new core.FunctionalDataAxis({ expression: "x", size: 2 }),
  MetadataTree: new core.MetadataTree(),
};
const options = { originalMetadata: {} };
const signals: object[] = [new core.Signal2D([[1]], options), new complex.ComplexSignal2D([[1]], options)];

interface Row {
  readonly line: number;
  readonly theirs: string[];
  readonly ours: string[];
  readonly home: string;
  /** Files, and what is to be found in them. */
  readonly tests: { readonly path: string; readonly parts: string[] }[];
}

const spans = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, one = ""]) => one.replace("\\|", "|"));

function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  let inside = false;
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "<!-- features -->") inside = true;
    else if (inside && line === "") inside = false;
    if (!inside || !line.startsWith("| ") || /^\| (HyperSpy \||---)/.test(line)) continue;
    const [, theirs = "", ours = "", home = "", pins = ""] = line.split(/(?<!\\)\|/);
    const tests = [...pins.matchAll(/`([^`]+)`([^`]*)/g)].map(([, path = "", rest = ""]) => ({
      path,
      parts: rest
        .split(";")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    }));
    rows.push({ line: index + 1, theirs: spans(theirs), ours: spans(ours), home: spans(home)[0] ?? "", tests });
  }
  return rows;
}

function isThere(home: string, name: string): boolean {
  const [owner = "", member] = name.split(".");
  if (member === undefined) return owner in (packages[home] ?? {});
  if (owner === "") return signals.some((signal) => member in signal);
  const Class = (packages[home] as Record<string, object>)[owner];
  return member in (instances[owner] ?? {}) || member in (Class ?? {});
}

const read = (path: string): string => readFileSync(join(root, path), "utf8");

interface Golden {
  readonly cases: readonly { readonly id?: string; readonly f?: string; readonly kind?: string }[];
}

/** What a golden file says in some groups of its cases, and the tests that read it. */
function goldenText(path: string, parts: readonly string[]): string {
  const { cases } = JSON.parse(read(path)) as Golden;
  const groupOf = ({ id, f, kind }: Golden["cases"][number]): string => id?.split(/[/ ]/)[0] ?? f ?? kind ?? "";
  for (const part of parts)
    expect(cases.filter((item) => groupOf(item) === part).length, `${part} in ${path}`).toBeGreaterThan(0);
  const chosen = cases.filter((item) => parts.length === 0 || parts.includes(groupOf(item)));
  const source = join(dirname(path), "..", "src");
  const name = `golden/${path.split("/").at(-1)}"`;
  const readers = readdirSync(join(root, source), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => read(join(source, file)))
    .filter((text) => text.includes(name));
  expect(readers.length, `a test that reads ${path}`).toBeGreaterThan(0);
  return [JSON.stringify(chosen), ...readers].join("\n");
}

function textOf({ path, parts }: Row["tests"][number]): string {
  expect(existsSync(join(root, path)), path).toBe(true);
  if (path.endsWith(".json")) return goldenText(path, parts);
  const text = read(path);
  for (const part of parts)
    expect(
      ["test", "it"].some((name) => text.includes(`${name}("${part}"`)),
      `${part} in ${path}`,
    ).toBe(true);
  return text;
}

/** The names under which a test may speak of a feature: ours, HyperSpy's, and HyperSpy's as it would be written here. */
function wordsFor(name: string, theirs: readonly string[]): string[] {
  const own = name.split(".").at(-1) as string;
  const snake = own.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return [own, snake, own.toLowerCase(), ...theirs];
}

const mentions = (text: string, word: string): boolean =>
  /^\w+$/.test(word) ? new RegExp(`(?<![\\w])${word}(?![\\w])`).test(text) : text.includes(`"${word}"`);

const rows = rowsOf(read("docs/coming-from-hyperspy.md"));

describe("the table of features", () => {
  test("is there", () => expect(rows.length).toBeGreaterThan(120));

  test.each(rows.map((row) => [row.line, row.theirs.join(" "), row] as const))("line %i: %s", (_, __, row) => {
    expect(Object.keys(packages)).toContain(row.home);
    expect(row.ours.length).toBeGreaterThan(0);
    expect(row.tests.length).toBeGreaterThan(0);
    const names = row.ours.filter((name) => name !== "inplace");
    for (const name of names) expect(isThere(row.home, name), `${name} in ${row.home}`).toBe(true);
    const text = row.tests.map(textOf).join("\n");
    // Operators are called by their signs in golden files.
    const signs = row.theirs.filter((one) => !/^\w+$/.test(one));
    for (const name of names)
      expect(
        wordsFor(name, signs).some((word) => mentions(text, word)),
        `${name} in the tests of line ${row.line}`,
      ).toBe(true);
  });
});
