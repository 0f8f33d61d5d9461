import { isCoreError } from "@core/array";
import { type BaseSignal, type SignalLike, slice } from "@core/signal";
import { describe, expect, test } from "vitest";
import golden from "../golden/complex.json" with { type: "json" };
import {
  addPhaseRamp,
  amplitude,
  angle,
  applyApodization,
  argandDiagram,
  fft,
  ifft,
  imag,
  phase,
  real,
  unwrappedPhase,
  withAmplitude,
  withImag,
  withPhase,
  withReal,
} from "./index.js";
import { flat, type GoldenAxis, type GoldenSignal, makeArray, makeSignal, pictureOf } from "./testing.js";

interface Step {
  readonly op: string;
  readonly args?: unknown[];
  readonly options?: Record<string, never>;
}

interface Outcome {
  readonly repr: string;
  readonly class: string;
  readonly shape: number[];
  readonly dtype: string;
  readonly data: (number | number[])[];
  readonly title: string;
  readonly signalType: string;
  readonly axes: GoldenAxis[];
  readonly shifted: boolean | null;
  readonly quantity: string | null;
  readonly error?: string;
}

interface Case {
  readonly id: string;
  readonly make: GoldenSignal;
  readonly steps: Step[];
  readonly observe?: string;
  readonly expect: Outcome;
  readonly corrected?: Outcome;
}

function argument(given: unknown): never {
  const { array, signal, slice: parts } = given as Record<string, never>;
  if (array !== undefined) return makeArray(array) as never;
  if (signal !== undefined) return makeSignal(signal) as never;
  return (parts === undefined ? given : slice(...(parts as [number, number, number]))) as never;
}

const own: Record<string, (signal: BaseSignal, options: never) => SignalLike> = {
  fft,
  ifft,
  applyApodization,
  angle,
  argandDiagram,
  real,
  imag,
  amplitude,
  phase,
};
const setters: Record<string, (signal: BaseSignal, value: never) => BaseSignal> = {
  setReal: withReal,
  setImag: withImag,
  setAmplitude: withAmplitude,
  setPhase: withPhase,
};

function run(subject: BaseSignal, { op, args = [], options = {} }: Step): BaseSignal {
  if (op === "unwrappedPhase") {
    // HyperSpy counts the axes as arrays do.
    const around: unknown = options.wrapAround;
    const wrapAround = Array.isArray(around) ? ([...around].reverse() as never) : (around as never);
    return unwrappedPhase(subject, { wrapAround }) as BaseSignal;
  }
  const call = own[op];
  if (call !== undefined) return call(subject, options as never) as BaseSignal;
  if (op === "addPhaseRamp") return addPhaseRamp(subject, args[0] as number, args[1] as number, options);
  const value = typeof args[0] === "object" && !Array.isArray(args[0]) ? argument(args[0]) : (args[0] as never);
  const set = setters[op];
  if (set !== undefined) return set(subject, value);
  if (op === "quantity") {
    subject.metadata.set("Signal.quantity", value);
    return subject;
  }
  if (op === "fillData") {
    subject.data.assign(value);
    return subject;
  }
  if (op === "T") return subject.T;
  if (op === "transpose") return subject.transpose(options);
  if (op === "isig") return subject.isig(value);
  if (op === "asSignal1D") return subject.asSignal1D(value);
  if (op === "asSignal2D") return subject.asSignal2D(value);
  return subject.changeDtype(value);
}

function outcomeOf(item: Case): Partial<Outcome> {
  try {
    const original = makeSignal(item.make);
    let subject = original;
    for (const step of item.steps) subject = run(subject, step);
    return pictureOfSignal(item.observe === "original" ? original : subject);
  } catch (error) {
    if (!isCoreError(error)) throw error;
    return { error: error.code };
  }
}

function pictureOfSignal(signal: BaseSignal): Outcome {
  return {
    repr: String(signal),
    class: signal.signalType.name,
    shape: [...signal.data.shape],
    dtype: signal.data.dtype,
    data: flat(signal.data),
    title: signal.title,
    signalType: signal.metadata.get("Signal.signal_type") as string,
    axes: signal.axes.map(pictureOf),
    shifted: (signal.metadata.get("Signal.FFT.shifted") as boolean | undefined) ?? null,
    quantity: (signal.metadata.get("Signal.quantity") as string | undefined) ?? null,
  };
}

/** Numbers agree to rounding of the largest one, in the precision of the data that they come from. */
function expectNumbers(actual: number[], expected: number[], digits = 2e-14): void {
  expect(actual.length).toBe(expected.length);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const tolerance = digits * largest;
  for (const [i, value] of expected.entries())
    if (!(Math.abs((actual[i] as number) - value) <= tolerance)) expect(actual, `number ${i}`).toEqual(expected);
}

function digitsOf({ make, steps }: Case, dtype: string): number {
  const dtypes = [make.dtype, dtype, ...steps.map(({ args }) => args?.[0])];
  if (!dtypes.some((one) => one === "float32" || one === "complex64")) return 2e-14;
  // HyperSpy adds ramps to phases of single precision, whose digits at 20 radians are this far apart.
  return steps.some(({ op }) => op === "addPhaseRamp") ? 2e-6 : 3e-7;
}

function expectAxis(actual: GoldenAxis, expected: GoldenAxis): void {
  const { scale, offset, ...rest } = expected;
  const { scale: ownScale, offset: ownOffset, ...ownRest } = actual;
  expect(ownRest).toEqual(rest);
  expectNumbers([ownScale ?? 0, ownOffset ?? 0], [scale ?? 0, offset ?? 0]);
}

const codes: Record<string, readonly string[]> = {
  AttributeError: ["BAD_SHAPE"],
  ValueError: ["BAD_VALUE", "BAD_SHAPE", "BAD_ARGUMENT", "BAD_DTYPE"],
  TypeError: ["BAD_DTYPE", "BAD_SHAPE"],
  NotImplementedError: ["UNSUPPORTED"],
};

describe(`HyperSpy ${golden.versions.hyperspy}`, () => {
  const cases = golden.cases as readonly Case[];
  test.each(cases.map((item) => [item.id, item] as const))("%s", (_, item) => {
    const outcome = outcomeOf(item);
    const wanted = item.corrected ?? item.expect;
    if (wanted.error !== undefined) {
      expect(codes[wanted.error], JSON.stringify(item.steps)).toContain(outcome.error);
      return;
    }
    expect(outcome.error).toBeUndefined();
    const { data, axes, ...rest } = wanted;
    const { data: ownData, axes: ownAxes, ...ownRest } = outcome as Outcome;
    expect(ownRest, JSON.stringify(item.steps)).toEqual(rest);
    for (const [place, axis] of axes.entries()) expectAxis(ownAxes[place] as GoldenAxis, axis);
    expectNumbers(ownData as number[], data.flat(), digitsOf(item, wanted.dtype));
  });

  test("covers what it says", () => expect(cases.length).toBeGreaterThan(400));
});
