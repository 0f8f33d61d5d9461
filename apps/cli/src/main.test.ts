import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { array } from "@core/array";
import { Signal1D, save, UniformDataAxis } from "@core/signal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./main.js";
import { open } from "./open.js";
import { createHyperscope } from "./runtime.js";
import type { Terminal } from "./terminal.js";

let folder = "";
const at = (name: string): string => join(folder, name);

async function hyperscope(
  args: readonly string[],
  controller = new AbortController(),
): Promise<{ code: number; out: string; note: string }> {
  const out: string[] = [];
  const note: string[] = [];
  const terminal: Terminal = {
    signal: controller.signal,
    out: (text) => void out.push(text),
    note: (text) => void note.push(text),
    onProgress: () => undefined,
    endProgress: () => undefined,
  };
  return { code: await runCommand(args, terminal), out: out.join("\n"), note: note.join("\n") };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hyperscope-cli-"));
  const runtime = createHyperscope();
  const data = array(
    Array.from({ length: 2 }, (_, y) => Array.from({ length: 60 }, (_, i) => (1 + y) * 1e6 * (100 + i) ** -2)),
  );
  const signal = new Signal1D(data, {
    axes: [
      new UniformDataAxis({ name: "x", units: "nm", scale: 0.5, size: 2, navigate: true }),
      new UniformDataAxis({ name: "E", units: "eV", offset: 100, size: 60, isBinned: true }),
    ],
    title: "Two <spectra>",
    type: "EELS",
    runtime,
  });
  await save(runtime, signal.as("EELS"), at("two.hspy"));
  writeFileSync(
    at("sum.json"),
    JSON.stringify([
      { function: "removeBackground", options: { signalRange: [105, 140] } },
      { function: "sum", options: { axis: -1 } },
    ]),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("info", () => {
  it("prints class, dtype, axes and metadata on stdout", async () => {
    const { code, out, note } = await hyperscope(["info", at("two.hspy")]);
    expect(code).toBe(0);
    expect(note).toBe("");
    expect(out).toContain("<EELSSpectrum, title: Two <spectra>, dimensions: (2|60)>");
    expect(out).toContain("float64, 960 bytes");
    expect(out).toContain("title = Two <spectra>");
    expect(out).toMatch(/E \|\s+60 \|/);
  });
  it("prints JSON", async () => {
    const { out } = await hyperscope(["info", at("two.hspy"), "--json"]);
    expect(JSON.parse(out).signals[0]).toMatchObject({
      class: "EELSSpectrum",
      signalType: "EELS",
      shape: [2, 60],
      dtype: "float64",
      axes: [
        { name: "x", units: "nm", scale: 0.5, navigate: true },
        { name: "E", units: "eV", offset: 100, isBinned: true },
      ],
    });
  });
});

describe("convert", () => {
  it("writes another format and refuses to replace it", async () => {
    expect((await hyperscope(["convert", at("two.hspy"), at("two.npy")])).code).toBe(0);
    const bytes = readFileSync(at("two.npy"));
    expect(bytes.subarray(1, 6).toString()).toBe("NUMPY");
    const again = await hyperscope(["convert", at("two.hspy"), at("two.npy")]);
    expect(again.code).toBe(1);
    expect(again.note).toMatch(/\[EXISTS\].*two\.npy/);
    expect(readFileSync(at("two.npy")).equals(bytes)).toBe(true);
    expect((await hyperscope(["convert", at("two.hspy"), at("two.npy"), "--force"])).code).toBe(0);
  });
  it("keeps values, axes and type through its own format", async () => {
    expect((await hyperscope(["convert", at("two.hspy"), at("copy.hspy"), "--json"])).code).toBe(0);
    const [first, second] = [await open(at("two.hspy")), await open(at("copy.hspy"))];
    expect(second.data.toNested()).toEqual(first.data.toNested());
    expect(String(second)).toBe(String(first));
    expect(second.axes).toEqual(first.axes);
  });
  it("leaves nothing behind when the format is unknown", async () => {
    const { code, note } = await hyperscope(["convert", at("two.hspy"), at("two.xyz")]);
    expect(code).toBe(1);
    expect(note).toContain("[MISSING]");
    expect(readdirSync(folder).filter((name) => name.includes("xyz"))).toEqual([]);
  });
});

describe("run", () => {
  it("runs a recipe on a file, steps on stderr, the result on stdout", async () => {
    const { code, out, note } = await hyperscope(["run", at("sum.json"), at("two.hspy")]);
    expect(code).toBe(0);
    expect(note).toBe("1/2 removeBackground\n2/2 sum");
    expect(out).toContain("dimensions: (2|)");
  });
  it("prints JSON with the data, and saves", async () => {
    const { code, out } = await hyperscope(["run", at("sum.json"), at("two.hspy"), "--json", "--out", at("sum.npy")]);
    expect(code).toBe(0);
    const result = JSON.parse(out);
    expect(result).toMatchObject({ shape: [2], dtype: "float64" });
    expect(result.data[1] / result.data[0]).toBeCloseTo(2, 9);
    expect(existsSync(at("sum.npy"))).toBe(true);
  });
  it("checks the whole recipe before the first step", async () => {
    writeFileSync(
      at("bad.json"),
      JSON.stringify([
        { function: "save", options: { target: at("never.npy") } },
        { function: "sum", options: { axes: 1 } },
      ]),
    );
    const { code, note } = await hyperscope(["run", at("bad.json"), at("two.hspy")]);
    expect(code).toBe(1);
    expect(note).toMatch(/\[BAD_RECIPE\] step 2 \(sum\)/);
    expect(existsSync(at("never.npy"))).toBe(false);
  });
});

describe("plot", () => {
  it("draws PNG and SVG", async () => {
    expect((await hyperscope(["plot", at("two.hspy"), at("two.png")])).code).toBe(0);
    expect(readFileSync(at("two.png")).subarray(1, 4).toString()).toBe("PNG");
    expect((await hyperscope(["plot", at("two.hspy"), at("two.svg"), "--position", "1"])).code).toBe(0);
    const svg = readFileSync(at("two.svg"), "utf8");
    expect(svg).toMatch(/^<svg|^<\?xml/);
    expect(svg).not.toContain("<spectra>");
  });
  it("does not replace a picture without --force", async () => {
    writeFileSync(at("mine.png"), "mine");
    expect((await hyperscope(["plot", at("two.hspy"), at("mine.png")])).code).toBe(1);
    expect(readFileSync(at("mine.png"), "utf8")).toBe("mine");
  });
});

describe("exit codes", () => {
  it.each([
    [["info"], 2],
    [["nonsense"], 2],
    [[], 2],
    [["info", "a", "--nonsense"], 2],
    [["plot", "a.hspy", "picture.gif"], 2],
    [["convert", "a", "b", "--index", "x"], 2],
    [["info", "no-such-file.hspy"], 1],
    [["--help"], 0],
    [["--version"], 0],
  ] as [string[], number][])("%j ends with %i", async (args, expected) => {
    expect((await hyperscope(args)).code).toBe(expected);
  });
  it("is 130 after Ctrl-C, and writes nothing", async () => {
    const controller = new AbortController();
    controller.abort();
    const { code } = await hyperscope(["convert", at("two.hspy"), at("interrupted.npy")], controller);
    expect(code).toBe(130);
    expect(existsSync(at("interrupted.npy"))).toBe(false);
  });
  it("tells programs what went wrong as JSON", async () => {
    const { note } = await hyperscope(["info", at("missing.hspy"), "--json"]);
    expect(JSON.parse(note)).toMatchObject({ error: { code: "NOT_FOUND" } });
  });
});
