import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkKind, checkOptions } from "@core/array/runtime";
import { realList } from "../internal/checks.js";
import { makeWindow, type WindowOptions } from "./make.js";

/**
 * A weighted sum of cosines, `a[0] + a[1] cos(x) + a[2] cos(2 x) + …` for x from -π to π.
 * @param m number of points
 * @param a weights
 * @throws BAD_VALUE unless `m` is a whole number from 0
 */
export function generalCosine(m: number, a: ArrayLikeInput, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("generalCosine", options, { sym: "boolean" });
  checkKind("generalCosine", "m", m, "number");
  const weights = realList(a, "a");
  return makeWindow(m, options, (length) => {
    const w = new Float64Array(length);
    const step = (2 * Math.PI) / (length - 1);
    for (let i = 0; i < length; i++) {
      const x = i === length - 1 ? Math.PI : i * step - Math.PI;
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += (weights[k] as number) * Math.cos(k * x);
      w[i] = sum;
    }
    return w;
  });
}

/** The family of Hann and Hamming: `alpha - (1 - alpha) cos(2πn / (m - 1))`. See {@link generalCosine}. */
export function generalHamming(m: number, alpha: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("generalHamming", options, { sym: "boolean" });
  checkKind("generalHamming", "m", m, "number");
  checkKind("generalHamming", "alpha", alpha, "number");
  return generalCosine(m, [alpha, 1 - alpha], options);
}

/** Hamming's window, which cancels the nearest side lobe. See {@link generalCosine}. */
export function hamming(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("hamming", options, { sym: "boolean" });
  checkKind("hamming", "m", m, "number");
  return generalHamming(m, 0.54, options);
}

/** The raised cosine (von Hann). See {@link generalCosine}. */
export function hann(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("hann", options, { sym: "boolean" });
  checkKind("hann", "m", m, "number");
  return generalHamming(m, 0.5, options);
}

/** Blackman's three terms. See {@link generalCosine}. */
export function blackman(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("blackman", options, { sym: "boolean" });
  checkKind("blackman", "m", m, "number");
  return generalCosine(m, [0.42, 0.5, 0.08], options);
}

/** The four terms of lowest side lobes by Nuttall (Blackman-Harris as corrected by him). See {@link generalCosine}. */
export function nuttall(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("nuttall", options, { sym: "boolean" });
  checkKind("nuttall", "m", m, "number");
  return generalCosine(m, [0.3635819, 0.4891775, 0.1365995, 0.0106411], options);
}

/** The four terms of Blackman and Harris. See {@link generalCosine}. */
export function blackmanharris(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("blackmanharris", options, { sym: "boolean" });
  checkKind("blackmanharris", "m", m, "number");
  return generalCosine(m, [0.35875, 0.48829, 0.14128, 0.01168], options);
}

/** Flat top, for measuring amplitudes between frequencies. See {@link generalCosine}. */
export function flattop(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("flattop", options, { sym: "boolean" });
  checkKind("flattop", "m", m, "number");
  return generalCosine(m, [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368], options);
}
