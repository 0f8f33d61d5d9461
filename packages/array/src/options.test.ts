import { describe, expect, it } from "vitest";
import { zeros } from "./create.js";
import { isCoreError } from "./errors.js";
import { checkChoice, checkKind, checkNumber, checkOptions, checkWhole } from "./options.js";

interface Options {
  readonly axis?: number;
  readonly mode?: string;
}

function code(options: unknown): unknown {
  try {
    checkOptions("f", options as Options, { axis: "number", mode: "string" });
    return undefined;
  } catch (error) {
    return isCoreError(error) ? error.code : error;
  }
}

describe("checkOptions", () => {
  it("takes plain objects with known names, and none", () => {
    for (const options of [undefined, {}, { axis: 1 }, { axis: undefined, other: undefined }, Object.create(null)])
      expect(code(options)).toBeUndefined();
  });
  it("refuses what is not a plain object", () => {
    for (const options of [null, 5, "axis", true, 1n, [], [1], new Float64Array(2), zeros([2]), new Map(), () => 1])
      expect(code(options)).toBe("BAD_ARGUMENT");
  });
  it("refuses values of a wrong kind", () => {
    for (const options of [{ axis: "1" }, { axis: null }, { axis: 1n }, { mode: 5 }, { mode: Symbol("x") }])
      expect(code(options)).toBe("BAD_ARGUMENT");
    const taken = (value: unknown, kind: Parameters<typeof checkKind>[3]): boolean => {
      try {
        checkKind("f", "a", value, kind);
        return true;
      } catch {
        return false;
      }
    };
    expect([1, [1, 2], null, [null], "1"].map((value) => taken(value, "numbers"))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([1, [1], null].map((value) => taken(value, "numbers or null"))).toEqual([true, true, true]);
    expect([1, [1], null].map((value) => taken(value, "number or null"))).toEqual([true, false, true]);
    expect([() => 1, true, {}].map((value) => taken(value, "function"))).toEqual([true, false, false]);
    const bytes = [new Uint8Array(2), new Uint16Array(2), new DataView(new ArrayBuffer(2)), new ArrayBuffer(2), [1]];
    expect(bytes.map((value) => taken(value, "bytes"))).toEqual([true, false, false, false, false]);
    expect([[], [1, "a"], new Float64Array(1), "ab", null].map((value) => taken(value, "list or null"))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
    expect([true, () => 1, 1].map((value) => taken(value, "boolean or function"))).toEqual([true, true, false]);
    const signal = new AbortController().signal;
    expect([signal, {}, undefined, null, "x"].map((value) => taken(value, "signal"))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(taken({}, "any")).toBe(true);
  });
  it("refuses names that are not known, and says which are", () => {
    expect(code({ axes: 1 })).toBe("BAD_ARGUMENT");
    expect(() => checkOptions("f", { axes: 1 } as Options, { axis: "number", mode: "string" })).toThrow(
      '[BAD_ARGUMENT] f: "axes" is not an option here, allowed are axis, mode.',
    );
  });
});

describe("checks of one value", () => {
  it("give it back where it is allowed", () => {
    expect(checkNumber("f", "gain", -2.5)).toBe(-2.5);
    expect(checkNumber("f", "gain", 0, 0)).toBe(0);
    expect(checkWhole("f", "size", 3, 1)).toBe(3);
    expect(checkChoice("f", "side", "left", ["left", null])).toBe("left");
  });

  it("say what is allowed where it is not", () => {
    const refused: readonly [work: () => unknown, text: string][] = [
      [() => checkNumber("f", "gain", NaN), "[BAD_VALUE] f: gain is NaN, expected a number."],
      [() => checkNumber("f", "gain", -1, 0), "[BAD_VALUE] f: gain is -1, expected a number from 0."],
      [() => checkWhole("f", "size", 2.5, 1), "[BAD_VALUE] f: size is 2.5, expected a whole number from 1."],
      [() => checkWhole("f", "size", 0, 1), "[BAD_VALUE] f: size is 0, expected a whole number from 1."],
      [() => checkChoice("f", "side", 1, ["left", null]), '[BAD_ARGUMENT] f: side is 1, allowed are "left", null.'],
    ];
    for (const [work, text] of refused) expect(work).toThrow(text);
  });
});
