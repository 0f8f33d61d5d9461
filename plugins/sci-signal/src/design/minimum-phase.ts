import { type ArrayLikeInput, isComplexDType, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { fft, ifft } from "sci-fft";
import { checkLine, checkWhole, checkWord } from "../internal/checks.js";
import { makeArray, partsOf, realsOf, vector } from "../internal/signals.js";

/**
 * The filter of minimum phase and half the length, from one of linear phase. "homomorphic" has the square root of its response, "hilbert"
 * the response of an equiripple filter.
 * @param h symmetric coefficients, three or more
 * @param options `method` "homomorphic" by default; `nFft`: points of the transforms, enough for 1 percent by default
 */
export function minimumPhase(
  h: ArrayLikeInput,
  options: { readonly method?: "homomorphic" | "hilbert"; readonly nFft?: number | undefined } = {},
): NDArray<"float64"> {
  checkOptions("minimumPhase", options, { method: "any", nFft: "number" });
  const method = checkWord(options.method ?? "homomorphic", "method", ["homomorphic", "hilbert"]);
  const given = checkLine(h, "h");
  if (isComplexDType(given.dtype)) throw coreError("BAD_DTYPE", `h: got ${given.dtype}, expected real numbers.`);
  const n = given.size;
  if (n < 3) throw coreError("BAD_SHAPE", `h: has ${n} coefficients, expected three or more.`);
  const points = checkWhole(options.nFft ?? 2 ** Math.ceil(Math.log2((2 * (n - 1)) / 0.01)), "nFft", n);
  const half = Math.floor(n / 2);
  const spectrum = partsOf(fft(vector(realsOf(given)), { n: points })) as { re: Float64Array; im: Float64Array };
  const back = (re: Float64Array, im?: Float64Array): Float64Array =>
    partsOf(ifft(makeArray(given, re, im, [points], "complex128"))).re;
  let result: Float64Array;
  if (method === "hilbert") {
    const size = spectrum.re.map((re, i) => {
      const angle = ((2 * Math.PI) / points) * half * i;
      return re * Math.cos(angle) - (spectrum.im[i] as number) * Math.sin(angle);
    });
    const [top, bottom] = [size.reduce((a, b) => Math.max(a, b)), size.reduce((a, b) => Math.min(a, b))];
    const [dp, ds] = [top - 1, -bottom];
    const factor = 4 / (Math.sqrt(1 + dp + ds) + Math.sqrt(1 - dp + ds)) ** 2;
    result = homomorphic(
      size.map((one) => Math.sqrt((one + ds) * factor) + 1e-10),
      points,
      back,
    );
  } else {
    const size = spectrum.re.map((re, i) => Math.hypot(re, spectrum.im[i] as number));
    const least = size.reduce((low, one) => (one > 0 ? Math.min(low, one) : low), Number.POSITIVE_INFINITY);
    const cepstrum = back(size.map((one) => 0.5 * Math.log(one + 1e-7 * least)));
    const stop = Math.floor((n + 1) / 2);
    for (let i = 1; i < points; i++)
      cepstrum[i] = (cepstrum[i] as number) * (i < stop ? 2 : i === stop && n % 2 === 1 ? 1 : 0);
    result = exponentialBack(cepstrum, points, back);
  }
  return vector(result.slice(0, half + (n % 2)));
}

type Back = (re: Float64Array, im?: Float64Array) => Float64Array;

/** Back from the logarithm of a spectrum. */
function exponentialBack(cepstrum: Float64Array, points: number, back: Back): Float64Array {
  const { re, im } = partsOf(fft(vector(cepstrum), { n: points })) as { re: Float64Array; im: Float64Array };
  const turned = re.map((one, i) => Math.exp(one) * Math.sin(im[i] as number));
  return back(
    re.map((one, i) => Math.exp(one) * Math.cos(im[i] as number)),
    turned,
  );
}

/** The phase that belongs to a modulus, from the Hilbert transform of its logarithm. */
function homomorphic(size: Float64Array, points: number, back: Back): Float64Array {
  const log = partsOf(ifft(vector(size.map((one) => Math.log(one))))) as { re: Float64Array; im: Float64Array };
  const middle = Math.floor(points / 2);
  const signs = (part: Float64Array): Float64Array =>
    part.map((one, i) => (i === 0 || i === middle ? 0 : i < middle ? one : -one));
  const phase = partsOf(fft(makeArray(vector([]), signs(log.re), signs(log.im), [points], "complex128"))) as {
    re: Float64Array;
    im: Float64Array;
  };
  const factor = phase.re.map((one) => Math.exp(one));
  return back(
    size.map((one, i) => one * (factor[i] as number) * Math.cos(phase.im[i] as number)),
    size.map((one, i) => one * (factor[i] as number) * Math.sin(phase.im[i] as number)),
  );
}
