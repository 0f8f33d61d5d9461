import {
  array,
  concatenate,
  cumsum,
  type DType,
  exp,
  flip,
  fromNested,
  isCoreError,
  multiply,
  type NDArray,
  outer,
  add as plus,
  power,
  type Scalar,
  stack as stackArrays,
  sum,
} from "@core/array";
import { describe, expect, test } from "vitest";
import golden from "../../golden/shape.json" with { type: "json" };
import { expectSame, type GoldenAxis, makeAxis, pictureOf } from "../../golden/support.js";
import type { BaseSignal, SignalLike } from "../index.js";
import * as api from "../index.js";

interface Make {
  readonly shape: number[];
  readonly dtype?: string;
  readonly fill?: "arange" | { constant: number } | unknown[];
  readonly class: string;
  readonly axes?: GoldenAxis[];
  readonly title?: string;
}
interface Step {
  readonly op: string;
  readonly args?: unknown[];
  readonly options?: Record<string, unknown>;
}
interface Case {
  readonly id: string;
  readonly make: Make;
  readonly steps: Step[];
  readonly expect: Record<string, unknown>;
  readonly corrected?: Record<string, unknown>;
}

function makeArray({ shape, dtype = "float64", fill = "arange" }: Pick<Make, "shape" | "dtype" | "fill">): NDArray {
  const size = shape.reduce((product, length) => product * length, 1);
  const complex = dtype.startsWith("complex");
  const numbers = (index: number): Scalar => {
    if (fill === "arange") return complex ? { re: index, im: -index } : index;
    return Array.isArray(fill) ? Number(fill[index]) : fill.constant;
  };
  const flat = Array.from({ length: size }, (_, index) => numbers(index));
  return (fromNested(flat, { dtype: dtype as DType }) as NDArray).reshape(shape);
}

/** HyperSpy's classes of complex signals are in another package. */
const plainClass = (name: string): string =>
  name
    .replace("ComplexSignal1D", "Signal1D")
    .replace("ComplexSignal2D", "Signal2D")
    .replace("ComplexSignal", "BaseSignal");

function makeSignal(make: Make): BaseSignal {
  const Class = { Signal1D: api.Signal1D, Signal2D: api.Signal2D }[plainClass(make.class)] ?? api.BaseSignal;
  const axes = make.axes?.map((settings, place) => makeAxis({ size: make.shape[place] as number, ...settings }));
  return new Class(makeArray(make), { axes, title: make.title });
}

function argument(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(argument);
  if (typeof given !== "object" || given === null) return given;
  const { value, slice, signal, array: spec } = given as Record<string, never>;
  if (value !== undefined) return api.value(Number(value));
  if (slice !== undefined) return api.slice(...((slice as unknown[]).map(argument) as []));
  if (signal !== undefined) return makeSignal(signal);
  if (spec !== undefined) return makeArray(spec);
  throw new Error(`unknown argument ${JSON.stringify(given)}`);
}

interface Given {
  readonly k: NDArray;
  readonly m: NDArray;
  readonly axis: number;
  readonly axes: number[];
}
type Named = (data: NDArray, parameters: Given) => api.MapResult;

/** The same functions as in shape.py. */
const functions: Record<string, Named> = {
  double: (a) => multiply(a, 2) as NDArray,
  total: (a) => array(Number(sum(a)), { dtype: a.dtype.startsWith("int") ? "int64" : a.dtype }),
  reverse: (a) => flip(a, { axis: 0 }),
  head: (a) => a.slice(":2"),
  outer: (a) => outer(a, a.slice(":3")),
  rows: (a) => sum(a, { axis: 1 }) as NDArray,
  columns: (a) => sum(a, { axis: 0 }) as NDArray,
  plus: (a, { k }) => plus(a, k) as NDArray,
  scaled: (a, { k, m }) => plus(multiply(a, k), m) as NDArray,
  whole: (a, { k }) => concatenate([a, k]) as NDArray,
  ragged: (a) => a.slice(`:${(Number(a.get(0)) % 3) + 1}`),
  square: (a) => power(a, 2) as NDArray,
  exp: (a) => exp(a) as NDArray,
  stacked: (a) => stackArrays([a, a, a]) as NDArray,
  cumulated: (a, { axis }) => cumsum(a, { axis }) as NDArray,
  flipped: (a, { axes }) => flip(a, { axis: axes }),
};

function roiOf([kind, ...numbers]: [string, ...number[]]): api.ROI {
  const [a, b, c, d, e] = numbers as [number, number, number, number, number];
  if (kind === "point1D") return api.point1DROI(a);
  if (kind === "point2D") return api.point2DROI(a, b);
  if (kind === "span") return api.spanROI(a, b);
  if (kind === "rectangle") return api.rectangularROI(a, b, c, d);
  if (kind === "circle") return api.circleROI(a, b, c, { rInner: d });
  return api.line2DROI(a, b, c, d, { linewidth: e });
}

type Result = SignalLike | readonly SignalLike[] | { readonly result: unknown };

const methods = [
  "rebin",
  "unfold",
  "unfoldNavigationSpace",
  "unfoldSignalSpace",
  "fold",
  "split",
  "toSignal1D",
  "toSignal2D",
  "transpose",
];

function run(subject: BaseSignal, { op, args = [], options = {} }: Step): Result {
  const given = args.map(argument);
  if (methods.includes(op)) return (subject[op as "rebin"] as (options: unknown) => Result).call(subject, options);
  switch (op) {
    case "noise": {
      const noisy = subject.copy();
      const variance = given[0];
      noisy.metadata.set(
        "Signal.Noise_properties.variance",
        api.isCalibratedValue(variance) ? variance.value : variance,
      );
      return noisy;
    }
    case "variance": {
      const variance = subject.metadata.get("Signal.Noise_properties.variance");
      return typeof variance === "number" ? { result: variance } : (variance as SignalLike);
    }
    case "stack":
      return api.stack([subject, ...(given as SignalLike[])], options);
    case "transposeSignals":
      return api.transposeSignals([subject, ...(given as SignalLike[])], options);
    case "iterate":
      return [...subject.iterate(given[0] as api.IterationPath)];
    case "T":
      return subject.T;
    case "*":
      return subject.multiply(given[0] as number);
    case "sum":
      return subject.sum({ axis: given[0] as number });
    case "isig":
    case "inav":
      return subject[op](given[0] as api.SliceSelector);
    case "crop":
      return subject.crop(given[0] as number, { start: given[1] as number, end: given[2] as number, ...options });
    case "roi":
      return subject.applyROI(roiOf(given[0] as [string]), options);
    case "isigRoi":
    case "inavRoi":
      return subject[op === "isigRoi" ? "isig" : "inav"](
        ...(api.slicesOf(roiOf(given[0] as [string])) as api.SliceSelector[]),
      );
    case "map": {
      const parameters = Object.fromEntries(
        Object.entries((options.parameters ?? {}) as object).map(([name, value]) => [name, argument(value)]),
      );
      return subject.map(functions[given[0] as string] as never, { ...options, parameters });
    }
    default:
      throw new Error(`unknown step ${op}`);
  }
}

const flatten = (data: NDArray): unknown[] =>
  ([data.toNested()] as unknown[]).flat(Number.POSITIVE_INFINITY).map((item) => {
    if (typeof item === "object" && item !== null) return [(item as { re: number }).re, (item as { im: number }).im];
    return typeof item === "bigint" ? Number(item) : item;
  });

function picture(result: Result): Record<string, unknown> {
  if (Array.isArray(result)) return { signals: result.map(picture) };
  if ("result" in result) return { result: result.result };
  const signal = result as BaseSignal;
  const axes = signal.axes.map(pictureOf);
  if (signal.items !== undefined)
    return {
      repr: String(signal),
      items: signal.raggedItems().map((item) => (typeof item === "number" ? [item] : flatten(item as NDArray))),
      axes,
    };
  return {
    repr: String(signal),
    class: signal.signalType.name,
    shape: [...signal.data.shape],
    dtype: signal.data.dtype,
    data: quiet(flatten(signal.data)),
    title: signal.title,
    signalType: signal.metadata.get("Signal.signal_type"),
    axes,
  };
}

function outcomeOf(item: Case): Record<string, unknown> {
  try {
    let subject: Result = makeSignal(item.make);
    for (const step of item.steps) subject = run(subject as BaseSignal, step);
    return picture(subject);
  } catch (error) {
    if (!isCoreError(error)) throw error;
    return { error: error.code };
  }
}

/** The codes that stand for an error of the reference. */
const codes: Record<string, readonly string[]> = {
  IndexError: ["BAD_INDEX", "BAD_VALUE", "BAD_ARGUMENT"],
  ValueError: ["BAD_VALUE", "BAD_SHAPE", "BAD_ARGUMENT", "BAD_AXIS", "BAD_INDEX", "BAD_DTYPE"],
  DataDimensionError: ["BAD_SHAPE"],
};

/** What rounding left of nothing counts as nothing. */
const quiet = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(quiet) : typeof value === "number" && Math.abs(value) < 1e-14 ? 0 : value;

/** Complex classes by their names in the core. */
function wanted(expected: Record<string, unknown>): Record<string, unknown> {
  if (Array.isArray(expected.signals)) return { signals: expected.signals.map(wanted) };
  if (typeof expected.repr !== "string") return expected;
  const same = { ...expected, data: quiet(expected.data), repr: plainClass(expected.repr) };
  if (expected.items !== undefined) return { items: expected.items, axes: expected.axes, repr: expected.repr };
  return typeof expected.class === "string" ? { ...same, class: plainClass(expected.class) } : same;
}

describe(`shapes, map and regions as HyperSpy ${golden.versions.hyperspy} has them`, () => {
  const cases = golden.cases as unknown as Case[];
  test.each(cases.map((item) => [item.id, item] as const))("%s", (_, item) => {
    const outcome = outcomeOf(item);
    const expected = item.corrected ?? item.expect;
    if (expected.error !== undefined)
      expect(codes[expected.error as string], `${JSON.stringify(item.steps)} ${JSON.stringify(outcome)}`).toContain(
        outcome.error,
      );
    else expectSame(outcome, wanted(expected), JSON.stringify(item.steps));
  });

  test("covers what it says", () => {
    expect(cases.length).toBeGreaterThan(600);
  });
});
