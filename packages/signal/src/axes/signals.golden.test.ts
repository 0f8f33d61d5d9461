import { isCoreError } from "@core/array/runtime";
import { describe, expect, test } from "vitest";
import golden from "../../golden/cases.json" with { type: "json" };
import { expectSame, type GoldenAxis, makeAxis, pictureOf } from "../../golden/support.js";
import {
  AxesManager,
  type Axis,
  type AxisPosition,
  axisSlice,
  type ConvertAxesUnitsOptions,
  type IterationPath,
  positionToIndex,
} from "./index.js";

interface Step {
  readonly op: string;
  readonly args?: unknown[];
  readonly options?: Record<string, unknown>;
}

interface Outcome {
  readonly axes?: GoldenAxis[];
  readonly result?: unknown;
  readonly error?: string;
}

interface Case {
  readonly id: string;
  readonly make: { readonly shape: number[]; readonly class: string; readonly axes?: GoldenAxis[] };
  readonly steps: Step[];
  readonly expect: Outcome;
  readonly corrected?: Outcome;
}

const cases = golden.cases as unknown as Case[];

function managerOf({ shape, class: name, axes = [] }: Case["make"]): AxesManager {
  const made = shape.map((size, index) => makeAxis({ size, ...axes[index] }));
  const dimension = { Signal1D: 1, Signal2D: 2 }[name];
  const manager = new AxesManager(made);
  return dimension === undefined ? manager : manager.withSignalDimension(dimension);
}

function facts(manager: AxesManager): Record<string, unknown> {
  const { navigationShape, signalShape, shape, navigationSize, signalSize, navigationDimension } = manager;
  const { signalDimension, navigationExtent, signalExtent, navigationIndicesInArray } = manager;
  const { signalIndicesInArray, allUniform, axesAreAlignedWithData } = manager;
  const labels = [...manager].map((axis) => manager.label(axis));
  return {
    ...{ navigationShape, signalShape, shape, navigationSize, signalSize, navigationDimension },
    ...{ signalDimension, navigationExtent, signalExtent, navigationIndicesInArray },
    ...{ signalIndicesInArray, allUniform, axesAreAlignedWithData, labels },
  };
}

function run(item: Case): Outcome {
  let manager = managerOf(item.make);
  for (const { op, args = [], options = {} } of item.steps) {
    if (op === "setIndices") manager = manager.withIndices(args[0] as number[]);
    else if (op === "convertUnitsOfAxes") manager = manager.convertUnits(options as ConvertAxesUnitsOptions);
    else if (op === "axesTable") return { result: manager.toString() };
    else if (op === "positions") return { result: [...manager.positions(args[0] as IterationPath)] };
    else if (op === "axesFacts") return { result: facts(manager) };
  }
  return { axes: manager.axes.map(pictureOf) };
}

function check(item: Case, compute: () => Outcome): void {
  const expected = item.corrected ?? item.expect;
  if (expected.error === undefined) {
    const wanted = expected.axes === undefined ? { result: expected.result } : { axes: expected.axes };
    expectSame(compute(), wanted);
    return;
  }
  let error: unknown;
  try {
    compute();
  } catch (thrown) {
    error = thrown;
  }
  expect(isCoreError(error), `an error like ${expected.error}`).toBe(true);
}

describe("the axes of signals, as HyperSpy", () => {
  const chosen = cases.filter(({ id }) => /^(axes|units)\//.test(id));
  test.each(chosen)("$id", (item) => check(item, () => run(item)));
});

type Part = AxisPosition | { readonly slice: (AxisPosition | null)[] };

/** Slices a lone axis: an index keeps it, with one point. */
function sliceLone(axis: Axis, part: Part): Axis {
  if (typeof part === "object" && "slice" in part) {
    const [start = null, stop = null, step = null] = part.slice;
    const range = axisSlice(axis, start, stop, step as number | null);
    return axis.slice(range.start, range.stop, range.step);
  }
  const index = positionToIndex(axis, part);
  return axis.slice(index, index + 1);
}

const numbers = (part: unknown): unknown =>
  Array.isArray(part)
    ? part.map(numbers)
    : typeof part === "object" && part !== null && "value" in part
      ? { value: Number(part.value) }
      : typeof part === "object" && part !== null && "slice" in part
        ? { slice: numbers(part.slice) }
        : part;

describe("slicing a lone axis, as HyperSpy", () => {
  const chosen = cases.filter(
    ({ make, steps }) =>
      make.shape.length === 1 && steps.length === 1 && steps[0]?.op === "isig" && steps[0].args?.length === 1,
  );
  test("there are many", () => expect(chosen.length).toBeGreaterThan(100));
  test.each(chosen)("$id", (item) => {
    const [axis] = managerOf(item.make).axes;
    if (axis === undefined) throw new Error("no axis");
    const part = numbers(item.steps[0]?.args?.[0]) as Part;
    check(item, () => ({ axes: [pictureOf(sliceLone(axis, part))] }));
  });
});
