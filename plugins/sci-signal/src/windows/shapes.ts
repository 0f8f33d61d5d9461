import type { NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { hann } from "./cosine-sums.js";
import { fillWindow, makeWindow, type WindowOptions } from "./make.js";

/** Ones. @throws BAD_VALUE unless `m` is a whole number from 0 */
export function boxcar(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("boxcar", options, { sym: "boolean" });
  checkKind("boxcar", "m", m, "number");
  return makeWindow(m, options, (length) => new Float64Array(length).fill(1));
}

/** A triangle whose ends are not 0. See {@link bartlett} for the one that reaches 0. */
export function triang(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("triang", options, { sym: "boolean" });
  checkKind("triang", "m", m, "number");
  return makeWindow(m, options, (length) =>
    fillWindow(length, (i) => {
      const n = Math.min(i, length - 1 - i) + 1;
      return length % 2 === 0 ? (2 * n - 1) / length : (2 * n) / (length + 1);
    }),
  );
}

/** Parzen's window, a cubic B-spline. */
export function parzen(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("parzen", options, { sym: "boolean" });
  checkKind("parzen", "m", m, "number");
  return makeWindow(m, options, (length) =>
    fillWindow(length, (i) => {
      const n = Math.abs(i - (length - 1) / 2);
      const x = n / (length / 2);
      return n > (length - 1) / 4 ? 2 * (1 - x) ** 3 : 1 - 6 * x ** 2 + 6 * x ** 3;
    }),
  );
}

/** Bohman's window. */
export function bohman(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("bohman", options, { sym: "boolean" });
  checkKind("bohman", "m", m, "number");
  return makeWindow(m, options, (length) => {
    const step = 2 / (length - 1);
    return fillWindow(length, (i) => {
      if (i === 0 || i === length - 1) return 0;
      const x = Math.abs(i * step - 1);
      return (1 - x) * Math.cos(Math.PI * x) + (1 / Math.PI) * Math.sin(Math.PI * x);
    });
  });
}

/** A triangle that reaches 0 at both ends. */
export function bartlett(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("bartlett", options, { sym: "boolean" });
  checkKind("bartlett", "m", m, "number");
  return makeWindow(m, options, (length) =>
    fillWindow(length, (i) => (i <= (length - 1) / 2 ? (2 * i) / (length - 1) : 2 - (2 * i) / (length - 1))),
  );
}

/** Bartlett and Hann combined. */
export function barthann(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("barthann", options, { sym: "boolean" });
  checkKind("barthann", "m", m, "number");
  return makeWindow(m, options, (length) =>
    fillWindow(length, (i) => {
      const x = Math.abs(i / (length - 1) - 0.5);
      return 0.62 - 0.48 * x + 0.38 * Math.cos(2 * Math.PI * x);
    }),
  );
}

/** Half a period of a cosine. */
export function cosine(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("cosine", options, { sym: "boolean" });
  checkKind("cosine", "m", m, "number");
  return makeWindow(m, options, (length) => fillWindow(length, (i) => Math.sin((Math.PI / length) * (i + 0.5))));
}

/** The main lobe of a sinc (Lanczos). */
export function lanczos(m: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("lanczos", options, { sym: "boolean" });
  checkKind("lanczos", "m", m, "number");
  return makeWindow(m, options, (length) =>
    fillWindow(length, (i) => {
      const n = Math.max(i, length - 1 - i);
      if (2 * n === length - 1) return 1;
      const x = Math.PI * ((2 * n) / (length - 1) - 1);
      return Math.sin(x) / x;
    }),
  );
}

/** What {@link tukey} takes. */
export interface TukeyOptions extends WindowOptions {
  /** The part of the window that is tapered: 0 is a box, 1 is Hann's window. 0.5 by default. */
  readonly alpha?: number;
}

/** A box with cosine edges (Tukey). */
export function tukey(m: number, options: TukeyOptions = {}): NDArray<"float64"> {
  checkOptions("tukey", options, { alpha: "number", sym: "boolean" });
  checkKind("tukey", "m", m, "number");
  const alpha = options.alpha ?? 0.5;
  if (alpha <= 0) return makeWindow(m, { sym: true }, (length) => new Float64Array(length).fill(1));
  if (alpha >= 1) return hann(m, { sym: options.sym ?? true });
  return makeWindow(m, options, (length) => {
    const width = Math.floor((alpha * (length - 1)) / 2);
    return fillWindow(length, (i) => {
      if (i <= width) return 0.5 * (1 + Math.cos(Math.PI * (-1 + (2 * i) / alpha / (length - 1))));
      if (i < length - width - 1) return 1;
      return 0.5 * (1 + Math.cos(Math.PI * (-2 / alpha + 1 + (2 * i) / alpha / (length - 1))));
    });
  });
}

/** What {@link exponential} takes. */
export interface ExponentialOptions extends WindowOptions {
  /** Where the top is, for periodic windows only; the middle by default. */
  readonly center?: number | undefined;
  /** Points in which it falls to 1/e; 1 by default. */
  readonly tau?: number;
}

/**
 * Falls exponentially to both sides (Poisson's window).
 * @throws BAD_ARGUMENT for a `center` with `sym: true`
 */
export function exponential(m: number, options: ExponentialOptions = {}): NDArray<"float64"> {
  checkOptions("exponential", options, { center: "number", tau: "number", sym: "boolean" });
  checkKind("exponential", "m", m, "number");
  const { center, tau = 1, sym = true } = options;
  if (sym && center !== undefined)
    throw coreError("BAD_ARGUMENT", "center: a symmetric window has its top in the middle; give sym: false as well.");
  return makeWindow(m, options, (length) => {
    const top = center ?? (length - 1) / 2;
    return fillWindow(length, (i) => Math.exp(-Math.abs(i - top) / tau));
  });
}

/** A Gaussian. @param std standard deviation in points */
export function gaussian(m: number, std: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("gaussian", options, { sym: "boolean" });
  checkKind("gaussian", "m", m, "number");
  checkKind("gaussian", "std", std, "number");
  return makeWindow(m, options, (length) =>
    fillWindow(length, (i) => Math.exp(-((i - (length - 1) / 2) ** 2) / (2 * std * std))),
  );
}

/** A Gaussian with another power: `exp(-|n / sig| ** (2 p) / 2)`; p = 1 is the Gaussian, 0.5 Laplace's shape. */
export function generalGaussian(m: number, p: number, sig: number, options: WindowOptions = {}): NDArray<"float64"> {
  checkOptions("generalGaussian", options, { sym: "boolean" });
  checkKind("generalGaussian", "m", m, "number");
  checkKind("generalGaussian", "p", p, "number");
  checkKind("generalGaussian", "sig", sig, "number");
  return makeWindow(m, options, (length) =>
    fillWindow(length, (i) => Math.exp(-0.5 * Math.abs((i - (length - 1) / 2) / sig) ** (2 * p))),
  );
}
