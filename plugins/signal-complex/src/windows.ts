import { coreError, describeValue } from "@core/array";

/** The windows of {@link applyApodization}. */
export type ApodizationWindow = "hann" | "hamming" | "tukey";

/** The form of a window. */
export interface WindowOptions {
  /** `hann` by default. */
  readonly window?: ApodizationWindow | undefined;
  /** The order of the window `hann` from 1 on: the higher, the steeper its flanks. Without it the ordinary window is taken. */
  readonly hannOrder?: number | undefined;
  /** The part of the window `tukey` that falls off, from 0 (all 1) to 1 (`hann`); 0.5 by default. */
  readonly tukeyAlpha?: number | undefined;
}

const windows: readonly ApodizationWindow[] = ["hann", "hamming", "tukey"];

/** Throws BAD_VALUE for an unknown window, and for an order or part that it cannot have. */
export function checkWindow(name: string, { window = "hann", hannOrder, tukeyAlpha }: WindowOptions): void {
  if (!windows.includes(window))
    throw coreError("BAD_VALUE", `${name}: window is ${describeValue(window)}, allowed are ${windows.join(", ")}.`);
  if (hannOrder !== undefined && !(Number.isInteger(hannOrder) && hannOrder >= 1 && hannOrder <= 10_000))
    throw coreError(
      "BAD_VALUE",
      `${name}: hannOrder is ${describeValue(hannOrder)}, expected a whole number from 1 to 10000.`,
    );
  if (tukeyAlpha !== undefined && !Number.isFinite(tukeyAlpha))
    throw coreError("BAD_VALUE", `${name}: tukeyAlpha is ${describeValue(tukeyAlpha)}, expected a number from 0 to 1.`);
}

/** The numbers of a window on some points; 1 on a single point. */
export function windowOf(size: number, { window = "hann", hannOrder, tukeyAlpha = 0.5 }: WindowOptions): Float64Array {
  if (size === 1) return Float64Array.of(1);
  if (window === "hamming") return cosines(size, 0.54);
  if (window === "tukey") return tukey(size, tukeyAlpha);
  return hannOrder === undefined ? cosines(size, 0.5) : hannOfOrder(size, hannOrder);
}

function cosines(size: number, mean: number): Float64Array {
  const last = size - 1;
  // The two halves mirror each other to the last digit.
  return Float64Array.from(
    { length: size },
    (_, i) => mean - (1 - mean) * Math.cos((2 * Math.PI * Math.min(i, last - i)) / last),
  );
}

/** Source: R. W. Harris, Proc. IEEE 66 (1978) 51, the form of SciPy. */
function tukey(size: number, alpha: number): Float64Array {
  if (alpha <= 0) return new Float64Array(size).fill(1);
  if (alpha >= 1) return cosines(size, 0.5);
  const last = size - 1;
  const width = Math.floor((alpha * last) / 2);
  return Float64Array.from({ length: size }, (_, i) => {
    const place = Math.min(i, last - i);
    return place > width ? 1 : 0.5 * (1 + Math.cos(Math.PI * (-1 + (2 * place) / alpha / last)));
  });
}

/**
 * The Hann window of an order: a sum of cosines whose integral falls off faster.
 * Source: HyperSpy's documentation of `hann_order`; numbers of HyperSpy 1.7.3.
 */
function hannOfOrder(size: number, order: number): Float64Array {
  const last = size - 1;
  const factors = Float64Array.from({ length: order }, (_, k) => {
    const i = k + 1;
    return ((i % 2 === 0 ? 1 : -1) / i) * Math.sin((i * Math.PI * last) / size);
  });
  const scale = size / (2 * Math.PI * order);
  return Float64Array.from({ length: size }, (_, n) => {
    const place = Math.min(n, last - n);
    let sum = 0;
    for (let k = 0; k < order; k++)
      sum += (factors[k] as number) * (Math.cos((2 * Math.PI * (k + 1) * place) / last) - 1);
    return scale * sum;
  });
}
