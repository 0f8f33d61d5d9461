import { type ArrayLikeInput, astype, checkAxis, type NDArray, realDType } from "@core/array";
import { checkKind, checkOptions } from "@core/array/runtime";
import { firwin } from "../design/firwin.js";
import { cheby1 } from "../design/iir.js";
import { checkSignal, checkWhole, checkWord } from "../internal/checks.js";
import { floatDType } from "../internal/signals.js";
import { sosfiltfilt } from "./filtfilt.js";
import { resamplePoly } from "./resample-poly.js";
import { sosfilt } from "./sos.js";
import { upfirdn } from "./upfirdn.js";

/** What {@link decimate} takes. */
export interface DecimateOptions {
  /** Order of the filter; 8 for "iir", 20 q for "fir" by default. */
  readonly n?: number | undefined;
  /** "iir" (default): Chebyshev's type I; "fir": a Hamming window. */
  readonly ftype?: "iir" | "fir";
  /** The axis; the last by default. */
  readonly axis?: number;
  /** Whether the filter shifts no phase; `true` by default. */
  readonly zeroPhase?: boolean;
}

/**
 * Keeps every `q`-th sample after a low-pass filter against aliases.
 * @returns `ceil(n / q)` samples for lines of n
 * @throws BAD_VALUE for `q` below 2 or lines too short for the filter
 */
export function decimate(x: ArrayLikeInput, q: number, options: DecimateOptions = {}): NDArray {
  checkOptions("decimate", options, { n: "number", ftype: "any", axis: "number", zeroPhase: "boolean" });
  checkKind("decimate", "q", q, "number");
  const ftype = checkWord(options.ftype ?? "iir", "ftype", ["iir", "fir"]);
  const { zeroPhase = true } = options;
  checkWhole(q, "q", 1);
  const data = checkSignal(x, "x");
  const axis = checkAxis(options.axis ?? -1, data.shape.length);
  const dtype = realDType(floatDType(data.dtype));
  const along = (y: NDArray, selector: string): NDArray =>
    y.slice(...y.shape.map((size, k) => (k === axis ? selector : `0:${size}`))).copy();
  if (ftype === "fir") {
    const b = astype(firwin((options.n ?? 20 * q) + 1, 1 / q, { window: "hamming" }), dtype);
    if (zeroPhase) return resamplePoly(data, 1, q, { axis, window: b });
    return along(upfirdn(b, data, { down: q, axis }), `0:${Math.ceil((data.shape[axis] as number) / q)}`);
  }
  const sos = astype(cheby1(options.n ?? 8, 0.05, 0.8 / q, { output: "sos" }), dtype);
  return along(zeroPhase ? sosfiltfilt(sos, data, { axis }) : sosfilt(sos, data, { axis }), `::${q}`);
}
