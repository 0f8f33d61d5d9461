import {
  array,
  type Complex,
  createRuntime,
  type DType,
  fromNested,
  isCoreError,
  type NDArray,
  type Scalar,
} from "@core/array";
import { describe, expect, test } from "vitest";
import golden from "../golden/cases.json" with { type: "json" };
import { expectSame, type GoldenAxis, makeAxis, pictureOf } from "../golden/support.js";
import * as api from "./index.js";
import { type BaseSignal, type SignalLike, type SignalType, signalCore } from "./index.js";

interface Make {
  readonly shape: number[];
  readonly class: string;
  readonly dtype?: DType;
  readonly fill?: unknown;
  readonly axes?: (GoldenAxis & { size?: number })[];
  readonly title?: string;
  readonly signalType?: string;
}

interface Step {
  readonly op: string;
  readonly args?: unknown[];
  readonly options?: Record<string, unknown>;
}

interface Outcome {
  readonly repr?: string;
  readonly class?: string;
  readonly shape?: number[];
  readonly dtype?: string;
  readonly data?: unknown[];
  readonly title?: string;
  readonly signalType?: string;
  readonly axes?: GoldenAxis[];
  readonly error?: string;
  readonly result?: unknown;
}

interface Case {
  readonly id: string;
  readonly make: Make;
  readonly steps: Step[];
  readonly observe?: string;
  readonly expect: Outcome;
  readonly corrected?: Outcome;
  readonly knownDifference?: string;
}

const binned = ["EELS", "EDS_TEM", "EDS_SEM", "DielectricFunction"];

/** The classes of the reference, made here so that the resolution is tested without plugins. */
function classOf(row: { name: string; type: string; aliases: string[]; dimension: number | "any"; kind: string }) {
  class Made extends api.BaseSignal {
    static override readonly signalType: SignalType<BaseSignal> = {
      ...(row as unknown as SignalType<BaseSignal>),
      ...(binned.includes(row.type) && row.kind === "real" ? { binned: true } : {}),
      create: (parts) => new Made(parts.data, parts),
    };
  }
  return Made;
}

const own = golden.classes.filter(({ name }) => !["BaseSignal", "Signal1D", "Signal2D"].includes(name));
const classes = new Map<string, typeof api.BaseSignal>([
  ["BaseSignal", api.BaseSignal],
  ["Signal1D", api.Signal1D],
  ["Signal2D", api.Signal2D],
]);
for (const row of own) classes.set(row.name, classOf(row as Parameters<typeof classOf>[0]));

const runtime = createRuntime({
  plugins: [
    signalCore,
    {
      name: "reference",
      version: "1.0.0",
      provides: { "@core/signal/type#1": own.map(({ name }) => classes.get(name)?.signalType) },
    },
  ],
});

const numberOf = (item: unknown): Scalar => {
  if (Array.isArray(item)) return { re: Number(item[0]), im: Number(item[1]) };
  if (item === "inf" || item === "-inf") return item === "inf" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return typeof item === "boolean" ? item : Number(item);
};

function makeArray({ shape, dtype = "float64", fill = "arange" }: Make): NDArray {
  const size = shape.reduce((product, length) => product * length, 1);
  const complex = dtype.startsWith("complex");
  const flat =
    fill === "arange"
      ? Array.from({ length: size }, (_, i): Scalar => (complex ? { re: i, im: -i } : i))
      : Array.isArray(fill)
        ? fill.map(numberOf)
        : new Array<Scalar>(size).fill((fill as { constant: number }).constant);
  return (fromNested(flat, { dtype, runtime }) as NDArray).reshape(shape);
}

function makeSignal(make: Make): BaseSignal {
  const Class = classes.get(make.class) as typeof api.BaseSignal;
  const axes = make.axes?.map((settings, place) => {
    const made = makeAxis({ size: make.shape[place] as number, ...settings });
    // Settings that leave isBinned open take the default of the class, axes do not.
    if (made.kind !== "uniform" || settings.isBinned !== undefined) return made;
    const { name, units, scale, offset, size, navigate } = made;
    return { name, units, scale, offset, size, navigate };
  });
  const signal = new Class(makeArray(make), { axes, title: make.title });
  return make.signalType === undefined || make.signalType === "" ? signal : signal.setSignalType(make.signalType);
}

function argument(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(argument);
  if (typeof given !== "object" || given === null) return given;
  const { value, slice, signal, array: spec, complex, scalar, dtype } = given as Record<string, never>;
  if (value !== undefined) return api.value(Number(value));
  if (slice !== undefined) return api.slice(...((slice as unknown[]).map(argument) as []));
  if (signal !== undefined) return makeSignal(signal);
  if (spec !== undefined) return makeArray(spec);
  if (complex !== undefined) return { re: complex[0], im: complex[1] };
  if (scalar !== undefined) return array(scalar as number, { dtype: dtype as unknown as DType });
  throw new Error(`unknown argument ${JSON.stringify(given)}`);
}

const operators: Record<string, (a: never, b: never, options?: api.OperateOptions) => SignalLike> = {
  "+": api.add,
  "-": api.subtract,
  "*": api.multiply,
  "/": api.divide,
  "//": api.floorDivide,
  "%": api.mod,
  "**": api.power,
  "<<": api.leftShift,
  ">>": api.rightShift,
  "&": api.bitwiseAnd,
  "|": api.bitwiseOr,
  "^": api.bitwiseXor,
  "<": api.less,
  "<=": api.lessEqual,
  "==": api.equal,
  "!=": api.notEqual,
  ">=": api.greaterEqual,
  ">": api.greater,
};
const unary = { abs: "absolute", negative: "negative", positive: "positive", invert: "invert" } as const;
const renamed: Record<string, string> = {
  var: "variance",
  nanvar: "nanvariance",
  rollaxis: "rollAxis",
  deepcopy: "deepCopy",
};
const reducers = "sum mean std var min max nansum nanmean nanstd nanvar nanmin nanmax".split(" ");
const plain =
  "indexmin indexmax valuemin valuemax swapAxes rollaxis asSignal1D asSignal2D squeeze deepcopy transpose changeDtype setSignalType getCurrentSignal".split(
    " ",
  );

/** A number that Python would take for a value on the axis, as an operand. */
const operand = (given: unknown): unknown => (api.isCalibratedValue(given) ? given.value : given);

function run(subject: BaseSignal, { op, args = [], options }: Step): BaseSignal | { result: unknown } {
  const given = args.map(argument);
  const methods = subject as unknown as Record<string, (...list: unknown[]) => BaseSignal>;
  const name = renamed[op] ?? op;
  const operator = operators[op] ?? operators[op.replace(/^reflected/, "")];
  if (operator !== undefined) {
    const pair = op.startsWith("reflected") ? [operand(given[0]), subject] : [subject, operand(given[0])];
    return operator(pair[0] as never, pair[1] as never) as BaseSignal;
  }
  const inplace = op.endsWith("=") ? operators[op.slice(0, -1)] : undefined;
  if (inplace !== undefined)
    return inplace(subject as never, operand(given[0]) as never, { inplace: true }) as BaseSignal;
  if (op in unary) return (methods[unary[op as keyof typeof unary]] as () => BaseSignal).call(subject);
  if (op === "T") return subject.T;
  if (op === "isig" || op === "inav") return methods[op]?.(...given) as BaseSignal;
  if (op === "setIsig" || op === "setInav") return methods[op]?.(given[0], operand(given[1])) as BaseSignal;
  if (reducers.includes(op)) return methods[name]?.(given.length === 0 ? {} : { axis: given[0] }) as BaseSignal;
  if (op === "fillData") {
    subject.data.assign(given[0] as number);
    return subject;
  }
  if (op === "setIndices") {
    subject.indices = given[0] as number[];
    return subject;
  }
  if (op === "crop") return subject.crop(given[0] as number, { start: given[1] as number, end: given[2] as number });
  if (op === "axesTable") return { result: subject.axesManager.toString() };
  if (plain.includes(op)) return methods[name]?.(...given, ...(options === undefined ? [] : [options])) as BaseSignal;
  throw new Error(`unknown step ${op}`);
}

function flatten(data: NDArray): unknown[] {
  const flat = (data.toNested() as unknown[]).flat(Number.POSITIVE_INFINITY);
  return flat.map((item) => {
    if (typeof item === "object") return [(item as Complex).re, (item as Complex).im];
    return typeof item === "bigint" ? Number(item) : item;
  });
}

function describeSignal(signal: BaseSignal): Outcome {
  return {
    repr: String(signal),
    class: signal.signalType.name,
    shape: [...signal.data.shape],
    dtype: signal.data.dtype,
    data: flatten(signal.data),
    title: signal.title,
    signalType: signal.metadata.get("Signal.signal_type") as string,
    axes: signal.axes.map(pictureOf),
  };
}

function outcomeOf(item: Case): Outcome {
  try {
    const original = makeSignal(item.make);
    let subject = original;
    for (const step of item.steps) {
      const next = run(subject, step);
      if ("result" in next) return next;
      subject = next;
    }
    return describeSignal(item.observe === "original" ? original : subject);
  } catch (error) {
    if (!isCoreError(error)) throw error;
    return { error: error.code };
  }
}

/** The codes that stand for an error of the reference. */
const codes: Record<string, readonly string[]> = {
  IndexError: ["BAD_INDEX", "BAD_VALUE", "BAD_AXIS", "BAD_SHAPE"],
  ValueError: ["BAD_VALUE", "BAD_SHAPE", "BAD_ARGUMENT", "BAD_AXIS", "BAD_INDEX", "BAD_UNITS", "BAD_DTYPE"],
  TypeError: ["BAD_DTYPE", "BAD_ARGUMENT"],
  UFuncTypeError: ["BAD_DTYPE"],
  OverflowError: ["BAD_VALUE"],
  DimensionalityError: ["BAD_UNITS"],
  UndefinedUnitError: ["BAD_UNITS"],
  TraitError: ["BAD_INDEX", "BAD_ARGUMENT"],
};

const elsewhere = ["axesFacts", "positions", "convertUnitsOfAxes"];
const cases = (golden.cases as unknown as Case[]).filter(
  (item) => item.knownDifference !== undefined || !item.steps.some(({ op }) => elsewhere.includes(op)),
);

describe(`HyperSpy ${golden.versions.hyperspy}, NumPy ${golden.versions.numpy}`, () => {
  test.each(cases.map((item) => [item.id, item] as const))("%s", (_, item) => {
    const outcome = outcomeOf(item);
    const wanted = item.corrected ?? item.expect;
    if (wanted.error !== undefined) {
      expect(codes[wanted.error], JSON.stringify(item.steps)).toContain(outcome.error);
      return;
    }
    expectSame(outcome, wanted, JSON.stringify(item.steps));
  });

  test("covers what it says", () => expect(cases.length).toBeGreaterThan(700));
});
