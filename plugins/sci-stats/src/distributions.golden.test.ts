import { isNDArray, type NDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  expectNumbers,
  type Golden,
  isStoredArray,
  numbersOf,
  storedArray,
  storedScalar,
} from "../../../tools/golden/golden.js";
import stored from "../golden/distributions.json" with { type: "json" };
import * as stats from "./index.js";

interface Case {
  readonly name: string;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly options: Record<string, unknown>;
  readonly result: unknown;
  readonly loose?: number;
}

type Methods = Record<string, (...given: unknown[]) => unknown>;

const { cases } = stored as unknown as Golden<Case>;
const given = (value: unknown): unknown => (isStoredArray(value) ? storedArray(value) : value);

describe("SciPy's distributions", () => {
  it.each(cases.map((one, i) => [`${one.name}.${one.method} ${i}`, one] as const))("%s", (label, one) => {
    const distribution = (stats as unknown as Record<string, Methods>)[one.name] as Methods;
    const args = one.args.map(given);
    const options = Object.fromEntries(Object.entries(one.options).map(([key, value]) => [key, given(value)]));
    const result = one.method === "nnlf" ? distribution.nnlf?.(...args) : distribution[one.method]?.(...args, options);
    const limits = { rtol: one.loose ?? 1e-11, atol: one.loose === undefined ? 1e-13 : one.loose / 10 };
    const text = `${label} ${JSON.stringify(one.args).slice(0, 120)} ${JSON.stringify(one.options)}`;
    if (isStoredArray(one.result)) {
      expect(isNDArray(result) ? [...result.shape] : [], text).toEqual([...one.result.shape]);
      expectNumbers(
        numbersOf(result as NDArray),
        one.result.data.map((value) => Number(storedScalar(value))),
        limits,
        text,
      );
    } else if (Array.isArray(one.result))
      expectNumbers(
        result as number[],
        one.result.map((value) => Number(storedScalar(value))),
        limits,
        text,
      );
    else expectNumbers([result as number], [Number(storedScalar(one.result))], limits, text);
  });

  it("are the same frozen", () => {
    for (const one of cases) {
      if (["fit", "nnlf", "rvs"].includes(one.method) || one.args.some((arg, i) => i > 0 && isStoredArray(arg)))
        continue;
      const distribution = (stats as unknown as Record<string, (...all: unknown[]) => Methods>)[one.name] as (
        ...all: unknown[]
      ) => Methods;
      const takesPoint = !["stats", "median", "std", "support", "entropy"].includes(one.method);
      const { moments, ...placed } = one.options as { moments?: string };
      if (Object.values(placed).some(isStoredArray)) continue;
      const shapes = takesPoint ? one.args.slice(1) : one.args;
      const frozen = distribution(...shapes, placed);
      const method = frozen[one.method] as (...all: unknown[]) => unknown;
      const points = takesPoint ? [given(one.args[0])] : moments === undefined ? [] : [{ moments }];
      const whole = (distribution as unknown as Methods)[one.method]?.(...one.args.map(given), one.options);
      const numbers = (value: unknown): number[] =>
        isNDArray(value) ? numbersOf(value) : Array.isArray(value) ? (value as number[]) : [value as number];
      expect(numbers(method(...points)), `${one.name}.${one.method}`).toEqual(numbers(whole));
    }
  });
});
