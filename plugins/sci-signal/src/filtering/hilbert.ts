import { type ArrayLikeInput, asArray, checkAxis, isComplexDType, multiply, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { fft, fft2, ifft, ifft2 } from "sci-fft";
import { checkSignal, checkWhole } from "../internal/checks.js";
import { makeArray } from "../internal/signals.js";

/**
 * The analytic signal, whose imaginary part is the Hilbert transform and whose modulus is the envelope.
 * @param options `n`: points of the transform, all by default; `axis`: the last by default
 * @returns a complex array
 * @throws BAD_DTYPE for complex input, BAD_VALUE for `n` below 1
 */
export function hilbert(
  x: ArrayLikeInput,
  options: { readonly n?: number | undefined; readonly axis?: number } = {},
): NDArray {
  checkOptions("hilbert", options, { n: "number", axis: "number" });
  const data = checkReal(checkSignal(x, "x"));
  const axis = checkAxis(options.axis ?? -1, data.shape.length);
  const n = checkWhole(options.n ?? (data.shape[axis] as number), "n", 1, 2 ** 28);
  const spectrum = fft(data, { n, axis });
  const shape = data.shape.map((_, k) => (k === axis ? n : 1));
  return ifft(asArray(multiply(spectrum, makeArray(data, oneSided(n), undefined, shape, spectrum.dtype))), { axis });
}

/**
 * The analytic signal of an image.
 * @param options `n`: points of the transform, for both axes or one for each; all by default
 * @returns a complex array
 * @throws BAD_SHAPE unless `x` has two axes, BAD_DTYPE for complex input
 */
export function hilbert2(
  x: ArrayLikeInput,
  options: { readonly n?: number | readonly [number, number] | undefined } = {},
): NDArray {
  checkOptions("hilbert2", options, { n: "numbers" });
  const given = asArray(x);
  const data = checkReal(given.shape.length < 2 ? given.reshape([1, -1]) : given);
  if (data.shape.length !== 2)
    throw coreError("BAD_SHAPE", `x: got shape (${data.shape.join(", ")}), expected two axes.`);
  const { n } = options;
  const points = n === undefined ? data.shape : typeof n === "number" ? [n, n] : n;
  const [rows, columns] = points as readonly [number, number];
  checkWhole(rows, "n", 1, 2 ** 28);
  checkWhole(columns, "n", 1, 2 ** 28);
  const spectrum = fft2(data, { s: [rows, columns] });
  const down = makeArray(data, oneSided(rows), undefined, [rows, 1], spectrum.dtype);
  const across = makeArray(data, oneSided(columns), undefined, [1, columns], spectrum.dtype);
  return ifft2(asArray(multiply(asArray(multiply(spectrum, down)), across)));
}

function checkReal(x: NDArray): NDArray {
  if (isComplexDType(x.dtype)) throw coreError("BAD_DTYPE", `x: got ${x.dtype}, expected real numbers.`);
  return x;
}

/** Twice the positive frequencies, without the negative ones. */
function oneSided(n: number): Float64Array {
  const h = new Float64Array(n);
  h.fill(2, 1, Math.ceil(n / 2));
  h[0] = 1;
  if (n % 2 === 0) h[n / 2] = 1;
  return h;
}
