import { describeValue } from "@core/array/runtime";
import type { SignalLike } from "@core/signal";
import { checkChoice, plotError } from "./check.js";
import { placesOf } from "./numbers.js";

/** Which real number of a complex one is shown; the power is the square of the modulus. */
export type ComplexPart = "modulus" | "phase" | "real" | "imaginary" | "power";

/** Elements of a signal, told apart by navigation positions and places inside the signal. */
export interface SignalReader {
  /** Sizes of the navigation axes in array order. */
  readonly navigationShape: readonly number[];
  /** Sizes of the signal axes in array order. */
  readonly signalShape: readonly number[];
  /** The signal at one position, counted in C order over the navigation axes. */
  at(position: number): Float64Array;
  /** The sum of the signals at all positions. */
  sum(): Float64Array;
}

/**
 * A reader of a signal's elements as plain numbers, whatever their dtype and strides.
 * @throws BAD_SHAPE (the axes do not fit the data, or there is no element), BAD_VALUE (no such part of complex numbers)
 */
export function readSignal(signal: SignalLike, part: ComplexPart = "modulus"): SignalReader {
  const isNavigation = (axis: SignalLike["axes"][number] | undefined): boolean =>
    axis?.navigate === true && axis.isColour !== true;
  const { data, axes } = signal ?? {};
  if (data?.shape === undefined || !Array.isArray(axes))
    throw plotError("BAD_ARGUMENT", `got ${describeValue(signal)}, expected a signal: make one with makeSignal(data).`);
  checkChoice("part", part, ["modulus", "phase", "real", "imaginary", "power"]);
  if (data.shape.length !== axes.length || axes.some((axis, i) => axis.size !== data.shape[i])) {
    throw plotError(
      "BAD_SHAPE",
      `the signal has axes of sizes (${axes.map((axis) => axis.size).join(", ")}), but data of shape (${data.shape.join(", ")}).`,
    );
  }
  if (data.size === 0)
    throw plotError("BAD_SHAPE", `the signal of shape (${data.shape.join(", ")}) has no elements to plot.`);
  const pick = (navigate: boolean): { shape: number[]; strides: number[] } => {
    const chosen = axes.map((_, i) => i).filter((i) => isNavigation(axes[i]) === navigate);
    return { shape: chosen.map((i) => data.shape[i] as number), strides: chosen.map((i) => data.strides[i] as number) };
  };
  const navigation = pick(true);
  const inner = pick(false);
  const places = placesOf(inner.shape, inner.strides);
  const elements = data.data as ArrayLike<number | bigint>;
  const complex = data.dtype.startsWith("complex");
  const read = complex
    ? (place: number): number => partOf(Number(elements[2 * place]), Number(elements[2 * place + 1]), part)
    : (place: number): number => Number(elements[place]);
  const startOf = (position: number): number => {
    let rest = position;
    let start = data.offset;
    for (let i = navigation.shape.length - 1; i >= 0; i--) {
      const size = navigation.shape[i] as number;
      start += (rest % size) * (navigation.strides[i] as number);
      rest = Math.floor(rest / size);
    }
    return start;
  };
  return {
    navigationShape: navigation.shape,
    signalShape: inner.shape,
    at(position) {
      const start = startOf(position);
      const values = new Float64Array(places.length);
      for (let i = 0; i < values.length; i++) values[i] = read(start + (places[i] as number));
      return values;
    },
    sum() {
      const total = new Float64Array(places.length);
      const count = navigation.shape.reduce((product, size) => product * size, 1);
      for (let position = 0; position < count; position++) {
        const start = startOf(position);
        for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + read(start + (places[i] as number));
      }
      return total;
    },
  };
}

function partOf(real: number, imaginary: number, part: ComplexPart): number {
  if (part === "real") return real;
  if (part === "imaginary") return imaginary;
  if (part === "power") return real * real + imaginary * imaginary;
  return part === "phase" ? Math.atan2(imaginary, real) : Math.hypot(real, imaginary);
}
