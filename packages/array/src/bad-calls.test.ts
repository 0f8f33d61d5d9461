import { describe, expect, it } from "vitest";
import * as core from "./index.js";

type Loose = (...values: unknown[]) => unknown;
const call = (name: string, ...values: unknown[]): unknown => {
  try {
    return (core as unknown as Record<string, Loose>)[name]?.(...values);
  } catch (error) {
    return core.isCoreError(error) ? error.code : error;
  }
};

describe("options that are none", () => {
  const elementwise = ["exp", "sqrt", "cbrt", "angle", "isnan"];
  const reductions = ["sum", "mean", "variance", "max", "argmin", "nansum", "any"];
  it.each([...elementwise, ...reductions])("%s refuses misspelt names, null, numbers and lists", (name) => {
    for (const options of [{ dtpye: "float32" }, null, 3, [0], "axis"])
      expect(call(name, [1, 2, 3], options), JSON.stringify(options)).toBe("BAD_ARGUMENT");
    expect(call(name, [1, 2, 3], {})).not.toBe("BAD_ARGUMENT");
  });
  it("functions of two arrays refuse them, too", () => {
    for (const name of ["add", "power", "less", "maximum"])
      for (const options of [{ outs: null }, null, 3]) expect(call(name, [1], [2], options)).toBe("BAD_ARGUMENT");
  });
  it("the angle says what it takes", () => {
    expect(() => core.angle([1], { degrees: true } as object)).toThrow("allowed are deg, out, dtype, where");
    expect(core.angle([-1], { deg: true }).toNested()).toEqual([180]);
  });
});
