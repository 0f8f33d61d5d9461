import { isCoreError } from "@core/array/runtime";
import { describe, expect, test } from "vitest";
import golden from "../../golden/axes.json" with { type: "json" };
import { expectSame, type GoldenAxis, makeAxis, pictureOf } from "../../golden/support.js";
import { compactPrefix, convert, inverseUnits, normalizeUnits } from "../units/index.js";
import {
  type Axis,
  axisFromDictionary,
  axisToDictionary,
  calibrate,
  convertToFunctionalDataAxis,
  convertToNonUniformAxis,
  convertToUniformAxis,
  convertUnits,
  highIndex,
  highValue,
  indexToValue,
  isIncreasing,
  lowIndex,
  lowValue,
  valueRangeToIndices,
  valueToIndex,
  withOffsetQuantity,
  withScaleQuantity,
} from "./index.js";

interface Outcome {
  readonly axis?: GoldenAxis;
  readonly result?: unknown;
  readonly error?: string;
}

interface Case {
  readonly id: string;
  readonly axis?: GoldenAxis;
  readonly op: string;
  readonly args: never[];
  readonly expect: Outcome;
  readonly knownDifference?: string;
  readonly corrected?: Outcome;
}

const operations: Record<string, (axis: Axis, ...args: never[]) => unknown> = {
  valueToIndex: (axis, value: number | "NaN", rounding: "round" | "floor" | "ceil") =>
    valueToIndex(axis, Number(value), { rounding }),
  indexToValue,
  valueRangeToIndices: (axis, first: number | null, last: number | null) =>
    valueRangeToIndices(axis, first ?? undefined, last ?? undefined),
  facts: (axis) => ({
    low: lowValue(axis),
    high: highValue(axis),
    lowIndex: lowIndex(axis),
    highIndex: highIndex(axis),
    increasing: isIncreasing(axis) ?? null,
    values: [...axis.values()].slice(0, 50),
  }),
  slice: (axis, start: number | null, stop?: number | null, step?: number | null) =>
    // One number alone is Python's stop.
    stop === undefined ? axis.slice(null, start, step) : axis.slice(start, stop, step),
  dictionary: (axis) => {
    const { x: _, ...dictionary } = axisToDictionary(axis);
    return { name: null, units: null, ...dictionary };
  },
  convertToNonUniformAxis,
  convertToUniformAxis,
  convertToFunctionalDataAxis: (axis, expression: string, parameters: Record<string, number>) =>
    convertToFunctionalDataAxis(axis, expression, { parameters }),
  calibrate,
  convertUnits: (axis, units: string | null) => convertUnits(axis, units ?? undefined),
  withScaleQuantity,
  withOffsetQuantity,
};

const unitOperations: Record<string, (...args: never[]) => unknown> = {
  normalizeUnits,
  inverseUnits,
  convert,
  compactPrefix: (value: number, units: string) => {
    const compact = compactPrefix(value, units);
    return [compact.value, compact.units];
  },
};

function run({ axis, op, args }: Case): unknown {
  const result = axis === undefined ? unitOperations[op]?.(...args) : operations[op]?.(makeAxis(axis), ...args);
  return typeof result === "object" && result !== null && "kind" in result
    ? { axis: pictureOf(result as Axis) }
    : { result };
}

const cases = golden.cases as unknown as Case[];
const groups = [...new Set(cases.map(({ id }) => id.split("/")[0] ?? ""))];

describe.each(groups)("as HyperSpy: %s", (group) => {
  test.each(cases.filter(({ id }) => id.startsWith(`${group}/`)))("$id $op $args", (item) => {
    const expected = item.corrected ?? item.expect;
    if (expected.error === undefined) {
      expectSame(run(item), expected);
      return;
    }
    let error: unknown;
    try {
      run(item);
    } catch (thrown) {
      error = thrown;
    }
    expect(isCoreError(error), `an error like ${expected.error}`).toBe(true);
  });
});

test("the axes of HyperSpy come back from their dictionaries", () => {
  const axes = cases.filter((item) => item.op === "dictionary");
  expect(axes.length).toBeGreaterThan(10);
  for (const { axis } of axes) {
    const made = makeAxis(axis ?? {});
    expect(pictureOf(axisFromDictionary(axisToDictionary(made)))).toEqual(pictureOf(made));
  }
});
