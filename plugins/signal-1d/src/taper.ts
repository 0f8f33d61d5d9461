import { astype, copy, coreError, fromData, moveAxis, multiply, type NDArray } from "@core/array";
import { checkChoice, checkOptions } from "@core/array/runtime";
import type { Axis, SignalLike } from "@core/signal";
import { checkNumber } from "./parameters.js";
import { checkpoint, checkWritable, floatOf, rebuilt, signalAxis, type ToolOptions } from "./spectra.js";

/** Options of {@link hanningTaper}. */
export interface HanningTaperOptions extends ToolOptions {
  /** Which ends are tapered; "both" by default. */
  readonly side?: "left" | "right" | "both" | undefined;
  /** How many channels the taper is long; 2 % of all by default, but not less than 20. */
  readonly channels?: number | undefined;
  /** How many channels before it are set to 0; 0 by default. */
  readonly offset?: number | undefined;
}

/**
 * The spectra brought to zero at their ends by halves of a Hann window (HyperSpy's `hanning_taper`).
 * @returns float64, float32 for float32 data
 * @throws BAD_SHAPE without one signal axis, BAD_VALUE for a taper longer than the spectra, BAD_ARGUMENT for another side, ABORTED
 */
export function hanningTaper<S extends SignalLike>(signal: S, options: HanningTaperOptions = {}): S {
  const name = "hanningTaper";
  checkOptions(name, options, {
    side: "any",
    channels: "any",
    offset: "any",
    inplace: "boolean",
    signal: "any",
    onProgress: "function",
  });
  const place = signalAxis(name, signal);
  const side = checkChoice(name, "side", options.side ?? "both", ["left", "right", "both"]);
  const all = (signal.axes[place] as Axis).size;
  const length = checkNumber(name, "channels", options.channels ?? defaultTaper(all), { least: 1, whole: true });
  const offset = checkNumber(name, "offset", options.offset ?? 0, { least: 0, whole: true });
  if (length + offset > all)
    throw coreError(
      "BAD_VALUE",
      `${name}: channels ${length} and offset ${offset} are more than the ${all} channels of the spectra.`,
    );
  if (options.inplace === true) checkWritable(name, signal);
  checkpoint(name, 0, 1, options);
  const dtype = floatOf(signal.data.dtype);
  const data =
    options.inplace === true
      ? signal.data
      : signal.data.dtype === dtype
        ? copy(signal.data)
        : astype(signal.data, dtype);
  const lines = moveAxis(data as NDArray, place, -1);
  const weights = Float64Array.from({ length: length + offset }, (_, i) =>
    i < offset ? 0 : 0.5 - 0.5 * Math.cos((2 * Math.PI * (i - offset)) / (2 * length - 1)),
  );
  if (side !== "right") weigh(lines.slice("...", `:${weights.length}`), weights);
  if (side !== "left") weigh(lines.slice("...", `${all - weights.length}:`), weights.reverse());
  checkpoint(name, 1, 1, options);
  return rebuilt(signal, data as NDArray, options.inplace);
}

function weigh(part: NDArray, weights: Float64Array): void {
  multiply(part, fromData(weights, [weights.length]), { out: part });
}

/** The length of the taper where nothing is said: 2 % of the channels, rounded as Python does, at least 20. */
function defaultTaper(channels: number): number {
  const exact = 0.02 * channels;
  const whole = Math.round(exact);
  return Math.max(20, Math.abs(exact - Math.trunc(exact)) === 0.5 && whole % 2 === 1 ? whole - 1 : whole);
}
