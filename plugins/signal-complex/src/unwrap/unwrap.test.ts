import { fromData, isCoreError, type NDArray } from "@core/array";
import { array as arrays, assert, double, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import golden from "../../golden/unwrap.json" with { type: "json" };
import { cRandom } from "./c-random.js";
import { orderOf } from "./order.js";
import { unwrapPhase } from "./unwrap.js";

const numbers = (a: NDArray): number[] => (a.toNested() as unknown[]).flat(Number.POSITIVE_INFINITY) as number[];
const turn = 2 * Math.PI;
const wrapped = (phase: number): number => Math.atan2(Math.sin(phase), Math.cos(phase));

describe(`unwrapPhase as scikit-image ${golden.skimage}`, () => {
  test.each(golden.cases.map((one) => [one.id, one] as const))("%s", (_, one) => {
    const phase = fromData(Float64Array.from(one.phase), one.shape);
    const left = new Uint8Array(one.phase.length);
    for (const place of one.mask ?? []) left[place] = 1;
    const mask = one.mask === null ? {} : { mask: fromData(left, one.shape) };
    const result = numbers(unwrapPhase(phase, { wrapAround: one.around, ...mask }));
    expect(result.map((value, i) => Math.round((value - (one.phase[i] as number)) / turn))).toEqual(one.turns);
    for (const [i, value] of result.entries())
      expect(Math.abs(value - (one.phase[i] as number) - turn * (one.turns[i] as number))).toBeLessThan(1e-12);
  });
});

describe("unwrapPhase", () => {
  const plane = (height: number, width: number, y: number, x: number): number[] =>
    Array.from({ length: height * width }, (_, i) => y * Math.floor(i / width) + x * (i % width));
  const offsets = (values: number[], truth: number[]): number[] => [
    ...new Set(values.map((value, i) => Math.round((value - (truth[i] as number)) / turn))),
  ];

  test("finds smooth phases back, up to one multiple of 2 pi", () => {
    assert(
      property(
        integer({ min: 1, max: 30 }),
        integer({ min: 1, max: 30 }),
        double({ min: -1.4, max: 1.4, noNaN: true }),
        double({ min: -1.4, max: 1.4, noNaN: true }),
        (height, width, y, x) => {
          const truth = plane(height, width, y, x);
          const result = numbers(unwrapPhase(fromData(Float64Array.from(truth, wrapped), [height, width])));
          const raised = result.map((value, i) => value - (truth[i] as number));
          expect(Math.max(...raised) - Math.min(...raised)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  test("connects borders of the last axis where they are neighbours", () => {
    const truth = Array.from({ length: 72 }, (_, i) => 5 * Math.sin((turn * ((i % 12) + 0.3)) / 12));
    const phase = fromData(Float64Array.from(truth, wrapped), [6, 12]);
    // Without the border, two masked columns part the image.
    const mask = fromData(
      Uint8Array.from({ length: 72 }, (_, i) => ([4, 7].includes(i % 12) ? 1 : 0)),
      [6, 12],
    );
    const inside = truth.map((_, i) => i).filter((i) => i % 12 < 4 || i % 12 > 7);
    const raised = (wrapAround: boolean[]): number => {
      const result = numbers(unwrapPhase(phase, { wrapAround, mask }));
      return offsets(
        inside.map((i) => result[i] as number),
        inside.map((i) => truth[i] as number),
      ).length;
    };
    expect([raised([false, true]), raised([true, true]), raised([false, false])]).toEqual([1, 1, 2]);
  });

  test("leaves out what is masked or not finite, and goes round it", () => {
    const truth = plane(9, 9, 0.9, 1.1);
    const phase = Float64Array.from(truth, wrapped);
    phase[40] = Number.NaN;
    phase[13] = Number.POSITIVE_INFINITY;
    const left = new Uint8Array(81);
    left[60] = 1;
    const result = numbers(unwrapPhase(fromData(phase, [9, 9]), { mask: fromData(left, [9, 9]) }));
    expect([result[40], result[13], result[60]]).toEqual([Number.NaN, Number.POSITIVE_INFINITY, phase[60]]);
    const rest = result.map((_, i) => i).filter((i) => ![40, 13, 60].includes(i));
    expect(
      offsets(
        rest.map((i) => result[i] as number),
        rest.map((i) => truth[i] as number),
      ).length,
    ).toBe(1);
  });

  test("follows lines, also after what is not finite", () => {
    const line = [0, 3, -2.9, Number.NaN, -2.8, 3.1, 0];
    const result = numbers(unwrapPhase(line));
    expect(result.slice(0, 3)).toEqual([0, 3, -2.9 + turn]);
    expect(result[3]).toBeNaN();
    expect(result.slice(4)).toEqual([-2.8 + turn, 3.1, 0]);
  });

  test("takes views, other dtypes and empty arrays, and changes nothing", () => {
    const phase = fromData(
      Float32Array.from({ length: 24 }, (_, i) => wrapped(i)),
      [4, 6],
    );
    const before = phase.toNested();
    const turned = unwrapPhase(phase.T);
    expect(turned.dtype).toBe("float64");
    expect(numbers(turned)).toEqual(numbers(unwrapPhase(phase.T.copy())));
    expect(phase.toNested()).toEqual(before);
    expect(unwrapPhase(fromData(new Float64Array(0), [0, 3])).shape).toEqual([0, 3]);
    expect(unwrapPhase(fromData(new Float64Array(0), [0])).shape).toEqual([0]);
    expect(numbers(unwrapPhase(fromData(Int16Array.of(0, 3, -3), [3])))).toEqual([0, 3, -3 + turn]);
  });

  test("gives the same with the same seed", () => {
    const phase = fromData(
      Float64Array.from({ length: 400 }, (_, i) => 3.1 * Math.sin(i * i)),
      [20, 20],
    );
    const [first, second, other] = [1, 1, 77].map((seed) => numbers(unwrapPhase(phase, { seed })));
    expect(first).toEqual(second);
    expect(first).not.toEqual(other);
  });

  test("says what is wrong", () => {
    const square = fromData(new Float64Array(4), [2, 2]);
    const code = (...given: Parameters<typeof unwrapPhase>): string => {
      try {
        unwrapPhase(...given);
      } catch (error) {
        return isCoreError(error) ? error.code : String(error);
      }
      return "no error";
    };
    expect(code(fromData(new Float64Array(16), [2, 2, 2, 2]))).toBe("BAD_SHAPE");
    expect(code(1)).toBe("BAD_SHAPE");
    expect(code([{ re: 1, im: 1 }])).toBe("BAD_DTYPE");
    expect(code([1, 2], { wrapAround: true })).toBe("BAD_ARGUMENT");
    expect(code([1, 2], { mask: [true, false] })).toBe("BAD_ARGUMENT");
    expect(code(square, { wrapAround: [true] })).toBe("BAD_ARGUMENT");
    expect(code(square, { wrapAround: "x" as never })).toBe("BAD_ARGUMENT");
    expect(code(square, { seed: -1 })).toBe("BAD_VALUE");
    expect(code(square, { seed: 0.5 })).toBe("BAD_VALUE");
    expect(code(square, { mask: [1, 2, 3] })).toBe("BAD_SHAPE");
  });
});

test("the numbers of the C library are those of its documentation", () => {
  expect([...cRandom(1, 3)]).toEqual([1804289383, 846930886, 1681692777]);
  expect([...cRandom(0, 2)]).toEqual([1804289383, 846930886]);
  expect([...cRandom(42, 3)]).toEqual([71876166, 708592740, 1483128881]);
  expect(cRandom(2 ** 32 - 1, 5).every((value) => value >= 0 && value < 2 ** 31)).toBe(true);
});

test("orders are those of the keys, whatever these are", () => {
  const sorted = (keys: number[]): void => {
    const order = orderOf(Float64Array.from(keys));
    expect([...order].sort((a, b) => a - b)).toEqual(keys.map((_, i) => i));
    for (let i = 1; i < keys.length; i++)
      if (!((keys[order[i - 1] as number] as number) <= (keys[order[i] as number] as number)))
        expect(i).toBe("in order");
  };
  assert(property(arrays(double({ min: 0, noNaN: true, noDefaultInfinity: true }), { maxLength: 200 }), sorted));
  sorted(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 5003));
  sorted(Array.from({ length: 5000 }, (_, i) => 1 + ((i * 7919) % 5003) * 1e-13));
  sorted(Array.from({ length: 5000 }, (_, i) => i % 3));
  sorted(Array.from({ length: 5000 }, () => 4));
  sorted(Array.from({ length: 5000 }, (_, i) => (i < 2500 ? i : 5000 - i)));
});
