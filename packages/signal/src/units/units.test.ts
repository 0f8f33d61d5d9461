import { isCoreError } from "@core/array/runtime";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  areCompatibleUnits,
  compactPrefix,
  convert,
  inverseUnits,
  isKnownUnits,
  normalizeUnits,
  parseQuantity,
} from "./index.js";

const length = fc.constantFrom("nm", "µm", "Å", "pm", "m", "km", "in", "mm");
const amount = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
const product = fc
  .array(fc.tuple(fc.constantFrom("nm", "eV", "s", "kV", "mrad", "Å", "T", "g"), fc.integer({ min: -3, max: 3 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((factors) => factors.map(([unit, power]) => `${unit}**${power}`).join(" * "));

function caught(run: () => unknown): { code: string; message: string } {
  try {
    run();
  } catch (error) {
    if (isCoreError(error)) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("properties", () => {
  test("there and back is where one was", () => {
    fc.assert(
      fc.property(amount, length, length, (value, from, to) => {
        const back = convert(convert(value, from, to), to, from);
        expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-14);
      }),
    );
  });

  test("a change of prefix is rounded once", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.constantFrom(3, 6, 9, 12), (number, digits) => {
        const unit = { 3: "mm", 6: "µm", 9: "nm", 12: "pm" }[digits] ?? "";
        const shifted = convert(Number(`${number}e-${digits}`), "m", unit);
        expect(Math.abs(shifted - number)).toBeLessThanOrEqual(Math.abs(number) * 2 ** -52);
        expect(convert(number, unit, "m")).toBe(Number(`${number}e-${digits}`));
      }),
    );
  });

  test("the usual spelling means the same and stays", () => {
    fc.assert(
      fc.property(product, (text) => {
        const usual = normalizeUnits(text);
        expect(normalizeUnits(usual)).toBe(usual);
        if (usual !== "") expect(convert(1, text, usual)).toBeCloseTo(1, 12);
        expect(inverseUnits(inverseUnits(text))).toBe(usual);
      }),
    );
  });

  test("the compact prefix changes no quantity and leaves a number from 1 to 1000", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -15, max: 15 }), (digit, exponent) => {
        const compact = compactPrefix(Number(`${digit}e${exponent}`), "m");
        expect(compact.value).toBeGreaterThanOrEqual(1 - 1e-12);
        expect(compact.value).toBeLessThan(1000);
        expect(convert(compact.value, compact.units, "m") / Number(`${digit}e${exponent}`)).toBeCloseTo(1, 12);
      }),
    );
  });

  test("quantities are read as printed", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), product, (value, text) => {
        const units = normalizeUnits(text);
        fc.pre(units !== "");
        expect(parseQuantity(`${value} ${units}`)).toEqual({ value: value === 0 ? 0 : value, units });
      }),
    );
  });

  test("any text is read at once or refused with a code", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.stringMatching(/^[nmeVs/*^()0-9 .-]{0,60}$/)), (text) => {
        if (!isKnownUnits(text)) return;
        expect(isKnownUnits(normalizeUnits(text)) || normalizeUnits(text) === "").toBe(true);
      }),
    );
  });
});

test("lookalike signs are one sign", () => {
  expect(normalizeUnits("\u03bcm")).toBe("\u00b5m");
  expect(normalizeUnits("um")).toBe("\u00b5m");
  expect(normalizeUnits("\u212b")).toBe("\u00c5");
  expect(convert(1, "k\u2126", "\u03a9")).toBe(1000);
});

test("spellings of files are understood", () => {
  expect(normalizeUnits("s-1")).toBe("1 / s");
  expect(normalizeUnits("nm⁻¹")).toBe("1 / nm");
  expect(normalizeUnits("1/(nm s)")).toBe("1 / nm / s");
  expect(convert(50, "%", "rad")).toBe(0.5);
  expect(parseQuantity("5 / nm")).toEqual({ value: 5, units: "1 / nm" });
  expect(parseQuantity("2000nm")).toEqual({ value: 2000, units: "nm" });
  expect(parseQuantity("-.5e1 µm")).toEqual({ value: -5, units: "µm" });
});

test("compatible units measure the same", () => {
  expect(areCompatibleUnits("eV", "J")).toBe(true);
  expect(areCompatibleUnits("Hz", "1 / s")).toBe(true);
  expect(areCompatibleUnits("eV", "nm")).toBe(false);
  expect(areCompatibleUnits("px", "nm")).toBe(false);
  expect(areCompatibleUnits(undefined, "nm")).toBe(false);
  expect(areCompatibleUnits("foo", "foo")).toBe(false);
});

test.each<[string, () => unknown, RegExp]>([
  ["an unknown unit", () => convert(1, "foo", "nm"), /"foo".*known are/],
  ["a near miss", () => convert(1, "ev", "J"), /did you mean eV/],
  ["a unit of an object", () => normalizeUnits("constructor"), /"constructor"/],
  ["different quantities", () => convert(1, "nm", "eV"), /"nm".*"eV".*different quantities/],
  ["no text", () => normalizeUnits(5 as unknown as string), /text/],
  ["a long text", () => normalizeUnits("nm*".repeat(10000)), /at most/],
  ["signs in a row", () => normalizeUnits("nm//s"), /cannot be read at "\/"/],
  ["an open parenthesis", () => normalizeUnits("(nm"), /cannot be read/],
  ["a closing parenthesis", () => normalizeUnits("nm)"), /cannot be read/],
  ["a huge power", () => normalizeUnits("nm^1000"), /cannot be read/],
  ["half a power", () => normalizeUnits("nm^0.5"), /cannot be read/],
  ["a strange sign", () => normalizeUnits("nm;"), /cannot be read at ";"/],
  ["a quantity without units", () => parseQuantity("5"), /no units/],
  ["a quantity without a number", () => parseQuantity("nm"), /not a number/],
  ["a quantity that is none", () => parseQuantity(null as unknown as string), /text/],
  ["two numbers", () => parseQuantity("1.2.3 nm"), /not a number/],
])("errors: %s", (_, run, message) => {
  const error = caught(run);
  expect(error.code).toBe("BAD_UNITS");
  expect(error.message).toMatch(message);
});
