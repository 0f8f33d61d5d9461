import { describe, expect, it } from "vitest";
import { lengthLabel, scaleBarLength } from "./scale-bar.js";
import { axisTitle, betterPrefix, prettyUnits } from "./units.js";

describe("prettyUnits", () => {
  it.each([
    ["um", "µm"],
    ["\u03bcm", "µm"],
    ["1/nm", "nm⁻¹"],
    ["nm^-1", "nm⁻¹"],
    ["$nm^{-1}$", "nm⁻¹"],
    ["$\\AA^{-1}$", "Å⁻¹"],
    ["1 / um", "µm⁻¹"],
    ["m**2", "m²"],
    ["eV", "eV"],
    ["<undefined>", ""],
    ["", ""],
    ["union", "union"],
  ])("%s is %s", (units, expected) => {
    expect(prettyUnits(units)).toBe(expected);
  });

  it("makes the label of an axis", () => {
    expect(axisTitle("Energy loss", "eV")).toBe("Energy loss (eV)");
    expect(axisTitle("Index", undefined)).toBe("Index");
    expect(axisTitle(undefined, "nm")).toBe("(nm)");
  });
});

describe("scale bar", () => {
  it.each([
    [100, "nm", 20, "20 nm"],
    [10, "nm", 2, "2 nm"],
    [5000, "nm", 1000, "1 µm"],
    [1.2, "nm", 0.2, "0.2 nm"],
    [0.12, "nm", 0.02, "20 pm"],
    [0.05, "um", 0.01, "10 nm"],
    [12.8, "1/nm", 2, "2 nm⁻¹"],
    [400, "mrad", 100, "100 mrad"],
    [7000, "Å", 2000, "2000 Å"],
    [512, "px", 100, "100 px"],
    [3, "", 0.5, "0.5"],
  ])("of a picture %d %s wide is %d, written %s", (width, units, length, label) => {
    expect(scaleBarLength(width, units)).toEqual({ length, label });
  });

  it("is 1, 2 or 5 times a power of ten between 12 and 30 % for any width", () => {
    for (let power = -30; power < 30; power++) {
      for (const digits of [1, 1.5, 2, 3.3, 3.4, 5, 6.6, 6.7, 9.99]) {
        const { length } = scaleBarLength(digits * 10 ** power);
        expect(["1", "2", "5"]).toContain(length.toExponential().split("e")[0]);
        expect(length / (digits * 10 ** power)).toBeLessThan(0.3 + 1e-9);
        expect(length / (digits * 10 ** power)).toBeGreaterThan(0.12 - 1e-9);
      }
    }
  });

  it("labels a length of one's own, and refuses widths that are none", () => {
    expect(lengthLabel(1500, "nm")).toBe("1.5 µm");
    for (const width of [0, -1, Number.NaN, Infinity]) {
      expect(() => scaleBarLength(width)).toThrow(expect.objectContaining({ code: "BAD_VALUE" }));
    }
  });

  it("finds prefixes", () => {
    expect(betterPrefix(3e-9, "m")).toEqual({ factor: 1e9, units: "nm" });
    expect(betterPrefix(2500, "eV")).toEqual({ factor: 0.001, units: "keV" });
    expect(betterPrefix(5, "counts")).toBeUndefined();
  });
});
