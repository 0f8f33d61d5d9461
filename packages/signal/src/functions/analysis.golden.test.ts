import { type Complex, type DType, fromNested, isCoreError, isNDArray, type NDArray, type Scalar } from "@core/array";
import { describe, expect, test } from "vitest";
import golden from "../../golden/analysis.json" with { type: "json" };
import features from "../../golden/features.json" with { type: "json" };
import { expectSame, type GoldenAxis, makeAxis, pictureOf } from "../../golden/support.js";
import type { BaseSignal, MetadataTree } from "../index.js";
import * as api from "../index.js";

interface Make {
  readonly shape: number[];
  readonly dtype?: string;
  readonly fill?: "arange" | unknown[];
  readonly class: string;
  readonly axes?: GoldenAxis[];
  readonly title?: string;
  readonly ragged?: number[][];
  readonly depth?: number;
}
interface Step {
  readonly op: string;
  readonly args?: unknown[];
  readonly options?: Record<string, unknown>;
}
interface Outcome {
  readonly error?: string;
  readonly data?: unknown[];
  readonly result?: unknown;
  readonly axes?: GoldenAxis[];
  readonly [key: string]: unknown;
}
interface Case {
  readonly id: string;
  readonly make: Make;
  readonly steps: Step[];
  readonly expect: Outcome;
  readonly corrected?: Outcome;
}

function makeArray({ shape, dtype = "float64", fill = "arange" }: Pick<Make, "shape" | "dtype" | "fill">): NDArray {
  const size = shape.reduce((product, length) => product * length, 1);
  const complex = dtype.startsWith("complex");
  const numbers = (index: number): Scalar => {
    if (fill === "arange") return complex ? { re: index, im: -index } : index;
    const item = fill[index];
    if (item === "inf" || item === "-inf") return item === "inf" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    return Number(item);
  };
  const flat = Array.from({ length: size }, (_, index) => numbers(index));
  return (fromNested(flat, { dtype: dtype as DType }) as NDArray).reshape(shape);
}

/** HyperSpy's classes of complex signals are in another package. */
const plainClass = (text: string): string =>
  text.replace(/ComplexSignal(1D|2D)/, "Signal$1").replace("ComplexSignal", "BaseSignal");

function makeSignal(make: Make): BaseSignal {
  if (make.ragged !== undefined)
    return new api.BaseSignal(make.ragged, {
      ragged: true,
      axes: make.axes ?? Array.from({ length: make.depth ?? 1 }, () => ({})),
      title: make.title ?? "",
    });
  const Class = { Signal1D: api.Signal1D, Signal2D: api.Signal2D }[plainClass(make.class)] ?? api.BaseSignal;
  const axes = make.axes?.map((settings, place) => makeAxis({ size: make.shape[place] as number, ...settings }));
  return new Class(makeArray(make), { axes, title: make.title });
}

function argument(given: unknown): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  const { value, slice, signal, array: spec } = given as Record<string, never>;
  if (value !== undefined) return api.value(Number(value));
  if (slice !== undefined) return api.slice(...((slice as unknown[]).map(argument) as []));
  if (signal !== undefined) return makeSignal(signal);
  if (spec !== undefined) return makeArray(spec);
  return given;
}

type Call = (...list: unknown[]) => BaseSignal;
type Result = BaseSignal | { readonly result: unknown };

const names: Record<string, string> = {
  logical_not: "logicalNot",
  logical_and: "logicalAnd",
  logical_or: "logicalOr",
  logical_xor: "logicalXor",
  floor_divide: "floorDivide",
  remainder: "mod",
  left_shift: "leftShift",
  right_shift: "rightShift",
  bitwise_and: "bitwiseAnd",
  bitwise_or: "bitwiseOr",
  bitwise_xor: "bitwiseXor",
  not_equal: "notEqual",
  less_equal: "lessEqual",
  greater_equal: "greaterEqual",
  rollaxis: "rollAxis",
  deepcopy: "deepCopy",
  histogram: "getHistogram",
  estimate: "estimatePoissonianNoiseVariance",
  poissonian: "addPoissonianNoise",
  gaussian: "addGaussianNoise",
};
const reducers = ["sum", "mean", "max", "std", "nansum"];

function run(subject: BaseSignal, { op, args = [], options }: Step): Result {
  const given = args.map(argument);
  const functions = api as unknown as Record<string, Call>;
  const name = names[op] ?? op;
  const method = (subject as unknown as Record<string, Call>)[name];
  switch (op) {
    case "ufunc": {
      const [which, ...others] = given as [string, ...unknown[]];
      return (functions[names[which] ?? which] as Call)(subject, ...others, { autoTitle: true });
    }
    case "ufuncReversed":
      return (functions[names[given[0] as string] ?? (given[0] as string)] as Call)(given[1], subject);
    case "into": {
      const [which, axis] = given as [string, never];
      const of = (signal: BaseSignal, more: object): BaseSignal =>
        reducers.includes(which)
          ? (functions[which] as Call)(signal, { axis, ...more })
          : (functions[which] as Call)(signal, axis, more);
      const target = of(subject, {}).withTitle("target");
      expect(of(subject.multiply(2), { out: target })).toBe(target);
      return target;
    }
    case "asSignal1DInto":
    case "asSignal2DInto": {
      const into = (subject as unknown as Record<string, Call>)[op.replace("Into", "")] as Call;
      const target = into.call(subject, given[0]).deepCopy().withTitle("out").multiply(0, { inplace: true });
      let told = 0;
      target.events.dataChanged.connect(() => told++);
      expect(into.call(subject, given[0], { out: target })).toBe(target);
      expect(told).toBe(1);
      return target;
    }
    case "summary": {
      let text = "";
      subject.printSummaryStatistics({
        print: (given) => {
          text = given;
        },
      });
      return { result: text };
    }
    case "getNoiseVariance": {
      const variance = subject.getNoiseVariance();
      return api.isSignal(variance) ? (variance as BaseSignal) : { result: variance ?? null };
    }
    case "noiseModel":
      return {
        result: {
          ...(subject.metadata.get("Signal.Noise_properties.Variance_linear_model") as MetadataTree).asDictionary(),
        },
      };
    case "origin":
      return { result: subject.metadata.get("Signal.signal_origin") };
    case "facts": {
      const { signalDimension, navigationDimension } = subject.axesManager;
      return { result: [subject.ragged, signalDimension, navigationDimension] };
    }
    case "axesTable":
      return { result: String(subject.axesManager) };
    case "T":
      return subject.T;
    case "+":
      return subject.add(given[0] as number);
    case "crop":
      return subject.crop(given[0] as number, { start: given[1] as number, end: given[2] as number });
  }
  if (reducers.includes(op)) return (method as Call).call(subject, given.length === 0 ? {} : { axis: given[0] });
  const settings =
    options === undefined
      ? []
      : [Object.fromEntries(Object.entries(options).map(([key, value]) => [key, argument(value)]))];
  return (method as Call).call(subject, ...given, ...settings);
}

function flatten(data: NDArray): unknown[] {
  const flat = (data.toNested() as unknown[]).flat(Number.POSITIVE_INFINITY);
  return flat.map((item) => {
    if (typeof item === "object") return [(item as Complex).re, (item as Complex).im];
    return typeof item === "bigint" ? Number(item) : item;
  });
}

function describeSignal(signal: BaseSignal): Outcome {
  const common = {
    repr: String(signal),
    class: signal.signalType.name,
    title: signal.title,
    axes: signal.axes.filter((axis) => !axis.isColour).map(pictureOf),
  };
  if (signal.ragged)
    return {
      ...common,
      items: signal.raggedItems().map((item) => (isNDArray(item) ? flatten(item) : item)),
    };
  return {
    ...common,
    shape: [...signal.data.shape],
    dtype: signal.data.dtype,
    data: flatten(signal.data),
    signalType: signal.type,
    ...(signal.rgb === undefined ? {} : { rgb: signal.rgb.startsWith("rgba") ? 4 : 3 }),
  };
}

function outcomeOf(item: Case): Outcome {
  try {
    let subject = makeSignal(item.make);
    for (const step of item.steps) {
      const next = run(subject, step);
      if ("result" in next) return next as Outcome;
      subject = next;
    }
    return describeSignal(subject);
  } catch (error) {
    if (!isCoreError(error)) throw error;
    return { error: error.code };
  }
}

/** The codes that stand for an error of the reference. */
const codes: Record<string, readonly string[]> = {
  IndexError: ["BAD_INDEX", "BAD_AXIS", "BAD_SHAPE"],
  ValueError: ["BAD_VALUE", "BAD_SHAPE", "BAD_ARGUMENT", "BAD_AXIS", "BAD_DTYPE"],
  TypeError: ["BAD_DTYPE", "BAD_VALUE", "UNSUPPORTED"],
  UFuncTypeError: ["BAD_DTYPE", "UNSUPPORTED"],
  AttributeError: ["BAD_DTYPE", "BAD_SHAPE"],
  NotImplementedError: ["UNSUPPORTED"],
  RuntimeError: ["UNSUPPORTED"],
};

/** Compares numbers to the rounding of the dtype, relative to the largest of all. */
function expectNear(actual: readonly unknown[], wanted: readonly unknown[], dtype: string, path: string): void {
  const flat = (list: readonly unknown[]): number[] => list.flat(1).map(Number);
  const [mine, theirs] = [flat(actual), flat(wanted)];
  expect(mine.length, path).toBe(theirs.length);
  const largest = Math.max(...theirs.map(Math.abs).filter(Number.isFinite), 0);
  const single = dtype === "float32" || dtype === "complex64";
  for (const [i, number] of theirs.entries()) {
    const own = mine[i] as number;
    if (Object.is(own, number) || own === number) continue;
    expect(Math.abs(own - number), `${path} [${i}]: ${own} for ${number}`).toBeLessThanOrEqual(
      (single ? 5e-7 : 1e-13) * largest,
    );
  }
}

describe(`HyperSpy ${golden.versions.hyperspy}`, () => {
  const cases = [...golden.cases, ...features.cases] as unknown as Case[];
  test.each(cases.map((item) => [item.id, item] as const))("%s", (_, item) => {
    const path = JSON.stringify([item.make, item.steps]);
    const outcome = outcomeOf(item);
    const wanted = item.corrected ?? item.expect;
    if (wanted.error !== undefined) {
      expect(codes[wanted.error], `${path} ${wanted.message}`).toContain(outcome.error);
      return;
    }
    expect(outcome.error, path).toBeUndefined();
    const { data, repr, class: name, ...rest } = wanted;
    const { data: ownData, repr: ownRepr, class: ownName, ...ownRest } = outcome;
    if (repr !== undefined)
      expect([ownRepr, ownName], path).toEqual([plainClass(repr as string), plainClass(name as string)]);
    expectSame(ownRest, rest, path);
    if (data !== undefined) expectNear(ownData as unknown[], data, wanted.dtype as string, path);
  });

  test("covers what it says", () => expect(cases.length).toBeGreaterThan(800));
});
