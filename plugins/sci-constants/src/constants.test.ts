import type { NDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import { codeOf, expectStored, type Golden, type StoredArray, storedArray } from "../../../tools/golden/golden.js";
import { testOracle } from "../../../tools/golden/oracle.js";
import golden from "../golden/constants.json" with { type: "json" };
import * as sciConstants from "./index.js";

const { convertTemperature, find, lambda2nu, nu2lambda, physicalConstants, precision, unit, value } = sciConstants;
const names = sciConstants as unknown as Readonly<Record<string, number>>;

interface Case {
  readonly name: string;
  readonly sub: string;
  readonly old: string;
  readonly new: string;
  readonly x: StoredArray;
  readonly result: unknown;
}

const { cases } = golden as unknown as Golden<Case>;
const of = (name: string): readonly Case[] => cases.filter((one) => one.name === name);

describe("scipy.constants", () => {
  it("has all named constants, digit for digit", () => {
    for (const [name, wanted] of Object.entries(of("names")[0]?.result as Record<string, number>))
      expect(names[name], name).toBe(wanted);
  });

  it("has the table of CODATA 2018 and the names of earlier sets", () => {
    const wanted = Object.entries(of("table")[0]?.result as Record<string, readonly unknown[]>);
    expect(Object.keys(physicalConstants).sort()).toEqual(wanted.map(([key]) => key).sort());
    for (const [key, row] of wanted)
      expect([value(key), unit(key), physicalConstants[key]?.[2], precision(key)]).toEqual(row);
  });

  it("finds names", () => {
    for (const { sub, result } of of("find")) expect(find(sub)).toEqual(result);
    expect(find()).toHaveLength(353);
  });

  it("converts", () => {
    for (const one of of("temperature"))
      expectStored(
        convertTemperature(storedArray(one.x), one.old, one.new),
        one.result,
        { rtol: 1e-15 },
        `${one.old} ${one.new}`,
      );
    for (const one of of("lambda2nu"))
      expectStored(lambda2nu(storedArray(one.x)), one.result, { rtol: 1e-15 }, "lambda");
    for (const one of of("nu2lambda")) expectStored(nu2lambda(storedArray(one.x)), one.result, { rtol: 1e-15 }, "nu");
    expect(convertTemperature(100, "C", "F")).toBeCloseTo(212, 12);
    expect(lambda2nu(1)).toBe(sciConstants.c);
    expect((lambda2nu([[1, 2]]) as NDArray).shape).toEqual([1, 2]);
  });

  it("says what is wrong", () => {
    expect(codeOf(() => value("elementary"))).toBe("NOT_FOUND");
    expect(codeOf(() => unit("constructor"))).toBe("NOT_FOUND");
    expect(codeOf(() => precision(3 as never))).toBe("NOT_FOUND");
    expect(codeOf(() => convertTemperature(1, "Celsius", "Reaumur"))).toBe("BAD_VALUE");
    expect(codeOf(() => convertTemperature(1, "", "K"))).toBe("BAD_VALUE");
  });
});

testOracle(["constants"], {
  constants: (_, { expected }) =>
    Object.fromEntries(Object.keys(expected as object).map((name) => [name, names[name]])),
});
