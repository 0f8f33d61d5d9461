import { assign, astype, contiguous, copy, coreError, elementsOf, kindOf } from "@core/array";
import { checkNumber } from "@core/array/runtime";
import { type Axis, metadataWithoutNoise, rebuild, type SignalLike } from "@core/signal";
import { checkOptions, checkTruth } from "./checks.js";
import { imagesOf } from "./images.js";

/** Options of {@link addRamp}. */
export interface AddRampOptions {
  /** The value that is added where both axes are 0; 0 by default. */
  readonly offset?: number | undefined;
  /** Writes into the data of the signal, which is returned. */
  readonly inplace?: boolean | undefined;
}

/**
 * Adds a plane to all images: `offset + rampX · x + rampY · y`, where x and y are the values on the axes. Whole numbers become
 * float64.
 * @param rampX slope per unit of the x axis
 * @param rampY slope per unit of the y axis
 * @throws BAD_SHAPE for anything but two signal axes, BAD_DTYPE for complex data and for whole numbers in place, BAD_VALUE for slopes
 *   that are not finite
 */
export function addRamp<S extends SignalLike>(
  signal: S,
  rampX: number,
  rampY: number,
  options: AddRampOptions = {},
): S {
  checkOptions("addRamp", options, ["offset", "inplace"]);
  const { offset = 0, inplace = false } = options;
  checkTruth("addRamp", "inplace", inplace);
  for (const [key, value] of Object.entries({ rampX, rampY, offset })) checkNumber("addRamp", key, value);
  const { data, axes, count } = imagesOf("addRamp", signal);
  const float = kindOf(data.dtype) === "float";
  if (inplace && !float)
    throw coreError("BAD_DTYPE", `addRamp: ${data.dtype} cannot hold the ramp: leave out inplace, or use changeDtype.`);
  const [y, x] = axes.slice(-2) as [Axis, Axis];
  const wide = copy(contiguous(astype(data, "float64")));
  const across = Float64Array.from({ length: x.size }, (_, i) => rampX * x.at(i));
  const down = Float64Array.from({ length: y.size }, (_, i) => offset + rampY * y.at(i));
  addPlane(elementsOf(wide) as Float64Array, count, down, across);
  if (inplace) {
    assign(data, wide);
    signal.events?.dataChanged.emit(signal);
    return signal;
  }
  const sum = float ? astype(wide, data.dtype) : wide;
  return rebuild(signal, { data: sum, axes, metadata: metadataWithoutNoise(signal) }) as S;
}

function addPlane(numbers: Float64Array, count: number, down: Float64Array, across: Float64Array): void {
  let at = 0;
  for (let position = 0; position < count; position++)
    for (let row = 0; row < down.length; row++) {
      const base = down[row] as number;
      for (let column = 0; column < across.length; column++, at++)
        numbers[at] = (numbers[at] as number) + base + (across[column] as number);
    }
}
