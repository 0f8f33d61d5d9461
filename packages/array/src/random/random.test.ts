import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type Golden,
  isStoredArray,
  picture,
  type StoredArray,
  storedArray,
  storedScalar,
} from "../../golden/golden.js";
import stored from "../../golden/random-state.json" with { type: "json" };
import { array, asArray, copy, full, isCoreError, isNDArray, type NDArray } from "../index.js";
import { integers, normal, poisson, randomState, uniform } from "../random.js";

interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly kwargs: Record<string, unknown>;
  readonly result: StoredArray;
}

interface Case {
  readonly seed: number | number[];
  readonly calls: readonly Call[];
}

/** Methods through a logarithm: engines and C libraries may differ in the last digit. */
const throughLogarithm = new Set(["normal", "standard_normal", "exponential", "gamma"]);

const parameters: Record<string, readonly string[]> = {
  uniform: ["low", "high"],
  normal: ["loc", "scale"],
  poisson: ["lam"],
  exponential: ["scale"],
  gamma: ["", "scale"],
  randint: ["", "high"],
};

function decode(value: unknown): unknown {
  if (isStoredArray(value)) return storedArray(value);
  if (Array.isArray(value)) return array(value);
  return typeof value === "object" && value !== null ? storedScalar(value) : value;
}

function replay(state: ReturnType<typeof randomState>, call: Call): NDArray {
  const { size, p, ...rest } = call.kwargs;
  const options: Record<string, unknown> = { ...rest };
  if (size !== undefined && size !== null) options.shape = size;
  if (p !== undefined) options.p = p;
  const positional: unknown[] = [];
  call.args.forEach((value, i) => {
    const name = parameters[call.name]?.[i] ?? "";
    if (name === "") positional.push(decode(value));
    else options[name] = decode(value);
  });
  if (call.name === "shuffle") {
    const a = copy(positional[0] as NDArray);
    state.shuffle(a);
    return a;
  }
  const method = call.name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const result = (state as unknown as Record<string, (...args: unknown[]) => unknown>)[method]?.(
    ...positional,
    options,
  );
  return isNDArray(result) ? result : asArray(result as number);
}

describe("randomState", () => {
  const { cases, versions } = stored as unknown as Golden<Case>;
  it.each(cases.map((one, i) => [i, one] as const))(
    `gives the numbers of NumPy ${versions.numpy} in case %i`,
    (_, one) => {
      const state = randomState(one.seed);
      for (const call of one.calls) {
        const expected = storedArray(call.result);
        const actual = replay(state, call);
        expect([...actual.shape]).toEqual([...expected.shape]);
        if (!throughLogarithm.has(call.name)) {
          expect(picture(actual).elements).toEqual(picture(expected).elements);
          continue;
        }
        const [a, b] = [actual.reshape(-1), expected.reshape(-1)];
        for (let i = 0; i < b.size; i++) {
          const want = b.get(i) as number;
          expect(Math.abs((a.get(i) as number) - want)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(want)));
        }
      }
    },
  );

  it("differs from call to call without a seed", () => {
    expect(randomState().random({ shape: 4 }).toNested()).not.toEqual(randomState().random({ shape: 4 }).toNested());
  });
});

describe("the functions with a seed", () => {
  it("are the streams of randomState", () => {
    expect(uniform({ low: 2, high: 3, shape: [2, 2], seed: 7 }).toNested()).toEqual(
      randomState(7)
        .uniform({ low: 2, high: 3, shape: [2, 2] })
        .toNested(),
    );
    expect(normal({ shape: 5, seed: 7 }).toNested()).toEqual(randomState(7).normal({ shape: 5 }).toNested());
    expect(integers(5, { high: 50, shape: 5, seed: 7 }).toNested()).toEqual(
      randomState(7).randint(5, { high: 50, shape: 5 }).toNested(),
    );
    expect(poisson({ lam: full([3], 4), seed: 7 }).toNested()).toEqual(
      randomState(7).poisson({ lam: 4, shape: 3 }).toNested(),
    );
  });

  it("are typed by their options", () => {
    expectTypeOf(uniform()).toEqualTypeOf<number>();
    expectTypeOf(uniform({ seed: 1 })).toEqualTypeOf<number>();
    expectTypeOf(uniform({ shape: 3 })).toEqualTypeOf<NDArray<"float64">>();
    expect(poisson({ lam: [4, 4, 4], seed: 7 }).toNested()).toEqual(
      randomState(7).poisson({ lam: 4, shape: 3 }).toNested(),
    );
    expectTypeOf(poisson({ lam: [1, 2] })).toEqualTypeOf<NDArray<"float64">>();
    expectTypeOf(poisson({ lam: 4, seed: [1, 2] })).toEqualTypeOf<number>();
    expectTypeOf(poisson({ lam: full([3], 4), dtype: "uint16" })).toEqualTypeOf<NDArray<"uint16">>();
    expectTypeOf(integers(3, { dtype: "int64" })).toEqualTypeOf<bigint>();
  });

  it("stay in their range, whatever the seed", () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.integer({ min: 1, max: 1e6 }), (seed, width) => {
        const whole = integers(-3, { high: -3 + width, shape: 20, seed });
        for (const value of whole) {
          expect(Number.isInteger(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(-3);
          expect(value).toBeLessThan(-3 + width);
        }
        const value = uniform({ low: 1, high: 2, seed });
        expect(value >= 1 && value < 2).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("have the mean and the variance of their distribution", () => {
    const n = 40000;
    for (const [name, values, mean, variance] of [
      ["uniform", uniform({ shape: n, seed: 1 }), 0.5, 1 / 12],
      ["normal", normal({ loc: 3, scale: 2, shape: n, seed: 1 }), 3, 4],
      ["poisson by multiplication", poisson({ lam: 3, shape: n, seed: 1 }), 3, 3],
      ["poisson by rejection", poisson({ lam: 50, shape: n, seed: 1 }), 50, 50],
      ["exponential", randomState(1).exponential({ scale: 2, shape: n }), 2, 4],
      ["gamma", randomState(1).gamma(0.5, { scale: 2, shape: n }), 1, 2],
    ] as const) {
      const data = Array.from(values.data);
      const found = data.reduce((sum, value) => sum + value, 0) / n;
      const spread = data.reduce((sum, value) => sum + (value - found) ** 2, 0) / n;
      expect(Math.abs(found - mean), name).toBeLessThan(5 * Math.sqrt(variance / n));
      expect(Math.abs(spread / variance - 1), name).toBeLessThan(0.06);
    }
  });

  it("refuse what they cannot draw", () => {
    const wrong: readonly [string, () => unknown][] = [
      ["BAD_VALUE", () => uniform({ seed: -1 })],
      ["BAD_VALUE", () => uniform({ seed: 2 ** 32 })],
      ["BAD_VALUE", () => uniform({ seed: [] })],
      ["BAD_VALUE", () => uniform({ high: Number.POSITIVE_INFINITY })],
      ["BAD_VALUE", () => normal({ scale: -1 })],
      ["BAD_VALUE", () => poisson({ lam: Number.NaN })],
      ["BAD_VALUE", () => poisson({ lam: array([1, -1]) })],
      ["BAD_VALUE", () => poisson({ lam: 1e19 })],
      ["BAD_VALUE", () => integers(0)],
      ["BAD_VALUE", () => integers(5, { high: 5 })],
      ["BAD_VALUE", () => integers(300, { dtype: "uint8" })],
      ["BAD_VALUE", () => integers(2.5)],
      ["BAD_DTYPE", () => integers(3, { dtype: "complex64" })],
      ["BAD_SHAPE", () => uniform({ shape: [-1] })],
      ["BAD_SHAPE", () => poisson({ lam: array([1, 2]), shape: [3] })],
      ["BAD_ARGUMENT", () => poisson({ lam: "2" as never })],
      ["BAD_SHAPE", () => poisson({ lam: [1, [2]] })],
      ["BAD_VALUE", () => randomState(0).choice(3, { shape: 4, replace: false })],
      ["BAD_VALUE", () => randomState(0).choice(2, { p: [0.5, 0.6] })],
      ["BAD_SHAPE", () => randomState(0).choice(2, { p: [1] })],
      ["BAD_SHAPE", () => randomState(0).permutation(asArray(true))],
    ];
    for (const [code, call] of wrong) {
      let found: unknown;
      try {
        call();
      } catch (error) {
        found = isCoreError(error) ? error.code : error;
      }
      expect(found, String(call)).toBe(code);
    }
  });
});
