import { describe, expect, it } from "vitest";
import {
  createRuntime,
  type Diagnostic,
  isCoreError,
  missingError,
  type Plugin,
  type Point,
  type Runtime,
} from "./index.js";

interface Color {
  readonly name: string;
}

const colorPoint: Point<Color, ReadonlyMap<string, Color>> = {
  id: "paint/color#2",
  keys: (color) => [color.name],
  index: (colors) => new Map(colors.map((color) => [color.name, color])),
};
const paint: Plugin = { name: "paint", version: "1.0.0", defines: [colorPoint] };
const red: Plugin = { name: "red", version: "1.0.0", needs: [paint], provides: { "paint/color#2": [{ name: "red" }] } };
const blue: Plugin = {
  name: "blue",
  version: "1.0.0",
  needs: [paint],
  provides: { "paint/color#2": [{ name: "blue" }] },
};

/** The error of a call: its code and its text. */
function failure(call: () => unknown): { code: string; message: string; package?: string; install?: string } {
  try {
    call();
  } catch (error) {
    if (isCoreError(error)) return error;
    throw error;
  }
  throw new Error("expected an error");
}

describe("a runtime", () => {
  it("holds its plugins and what they need, and indexes points once", () => {
    let made = 0;
    const counted: Point<Color, number> = {
      ...colorPoint,
      id: "paint/count#1",
      index: (colors) => ++made + colors.length,
    };
    const runtime = createRuntime({
      plugins: [
        red,
        [blue],
        { name: "n", version: "1", defines: [counted], provides: { "paint/count#1": [{ name: "x" }] } },
      ],
    });
    expect([...runtime.plugins.keys()]).toEqual(["red", "paint", "blue", "n"]);
    expect([...runtime.get(colorPoint).keys()]).toEqual(["red", "blue"]);
    expect(made).toBe(0);
    expect(runtime.get(counted)).toBe(2);
    expect(runtime.get(counted)).toBe(2);
  });

  it("takes a plugin that comes twice once", () => {
    const runtime = createRuntime({ plugins: [red, red, paint, { ...red }] });
    expect([...runtime.get(colorPoint).keys()]).toEqual(["red"]);
  });

  it("does not see another runtime", () => {
    const [first, second] = [createRuntime({ plugins: [red] }), createRuntime({ plugins: [blue] })];
    expect(first.get(colorPoint).has("blue")).toBe(false);
    expect(second.get(colorPoint).has("red")).toBe(false);
    const color = red.provides?.["paint/color#2"]?.[0];
    expect(first.owner(color)).toBe(red);
    expect(second.owner(color)).toBeUndefined();
  });

  it("is frozen and leaves literals as they were", () => {
    const before = JSON.stringify(red);
    const runtime = createRuntime({ plugins: [red] });
    runtime.get(colorPoint);
    expect(Object.isFrozen(runtime)).toBe(true);
    expect(() => Object.assign(runtime, { get: () => undefined })).toThrow(TypeError);
    expect(JSON.stringify(red)).toBe(before);
    expect(createRuntime({ plugins: [Object.freeze({ ...red })] }).plugins.size).toBe(2);
  });

  it("works empty and for a point that nobody fills", () => {
    const runtime = createRuntime();
    expect(runtime.plugins.size).toBe(0);
    expect(runtime.get(colorPoint).size).toBe(0);
  });

  it("tells each different diagnostic once", () => {
    const told: Diagnostic[] = [];
    const runtime = createRuntime({ onDiagnostic: (diagnostic) => told.push(diagnostic) });
    for (let i = 0; i < 3; i++) runtime.report({ code: "A", message: "one" });
    runtime.report({ code: "A", message: "two" });
    runtime.report({ code: "B", message: "one" });
    expect(told.map(({ code, message }) => `${code} ${message}`)).toEqual(["A one", "A two", "B one"]);
    expect(() => createRuntime().report({ code: "A", message: "nobody listens" })).not.toThrow();
  });

  it("names the package of a hint", () => {
    const runtime: Runtime = createRuntime({ hints: { "type:EELS": "signal-eels" } });
    expect(runtime.hint("type:EELS")).toBe("signal-eels");
    expect(runtime.hint("toString")).toBeUndefined();
    const error = failure(() => {
      throw missingError(runtime, 'signal type "EELS"', "type:EELS");
    });
    expect(error).toMatchObject({ code: "MISSING", package: "signal-eels", install: "pnpm add signal-eels" });
    expect(error.message).toContain(
      'signal type "EELS" is not in this runtime. It is in signal-eels: pnpm add signal-eels',
    );
    const plain = failure(() => {
      throw missingError(undefined, "this", "type:EELS");
    });
    expect(plain.message).toBe("[MISSING] this is not in this runtime.");
    expect(plain.install).toBeUndefined();
  });

  it("allows an optional need to be absent", () => {
    const shy: Plugin = { name: "shy", version: "1", needs: [{ name: "paint", optional: true }] };
    expect(createRuntime({ plugins: [shy] }).plugins.size).toBe(1);
  });
});

describe("a runtime refuses", () => {
  const refuse = (...plugins: unknown[]): ReturnType<typeof failure> =>
    failure(() => createRuntime({ plugins: plugins as Plugin[] }));

  it("a need that is absent", () => {
    const error = refuse({ name: "shy", version: "1", needs: [{ name: "paint" }] });
    expect(error).toMatchObject({ code: "MISSING", package: "paint", install: "pnpm add paint" });
    expect(error.message).toContain("shy needs paint");
  });

  it("two versions of one plugin", () => {
    const error = refuse(red, { ...paint, version: "2.0.0" });
    expect(error).toMatchObject({ code: "CLASH", package: "paint", install: "pnpm dedupe paint" });
    expect(error.message).toMatch(/1\.0\.0 and 2\.0\.0/);
  });

  it("two values with one key", () => {
    const error = refuse(red, { ...blue, provides: { "paint/color#2": [{ name: "red" }] } });
    expect(error.code).toBe("CLASH");
    expect(error.message).toContain('red and blue both provide paint/color#2 "red"');
  });

  it("two points with one name", () => {
    const error = refuse(paint, { name: "other", version: "1", defines: [{ ...colorPoint }] });
    expect(error.code).toBe("CLASH");
    expect(error.message).toContain("paint and other both define paint/color#2");
  });

  it("two plugins that exclude each other", () => {
    const error = refuse(blue, { ...red, conflicts: ["blue"] });
    expect(error).toMatchObject({ code: "CONFLICT", package: "red" });
    expect(error.message).toContain("blue");
  });

  it("a value for another version of a point", () => {
    const error = refuse(paint, { name: "old", version: "0.9.0", provides: { "paint/color#1": [] } });
    expect(error).toMatchObject({ code: "INCOMPATIBLE", package: "old", install: "pnpm update old" });
    expect(error.message).toMatch(/old 0\.9\.0 provides paint\/color#1, but this runtime has paint\/color#2/);
  });

  it.each([
    ["a factory", () => red],
    ["a promise", Promise.resolve(red)],
    ["null", null],
    ["a text", "red"],
    ["no version", { name: "red" }],
    ["an empty name", { name: "", version: "1" }],
    ["a misspelt field", { name: "red", version: "1", provide: {} }],
    ["a value without a list", { name: "red", version: "1", provides: { "paint/color#2": { name: "red" } } }],
    ["a gap among its needs", { name: "red", version: "1", needs: [undefined] }],
    ["needs without a list", { name: "red", version: "1", needs: paint }],
    ["a point that is not there", { name: "red", version: "1", defines: [undefined] }],
    ["a value of another form", { ...red, provides: { "paint/color#2": [null] } }],
  ])("%s", (_, plugin) => {
    expect(refuse(plugin).code).toBe("BAD_PLUGIN");
  });

  it("plugins that are not a list", () => {
    expect(failure(() => createRuntime({ plugins: red as never })).code).toBe("BAD_PLUGIN");
    expect(failure(() => createRuntime([red] as never)).message).toContain("{ plugins: [...] }");
  });
});
