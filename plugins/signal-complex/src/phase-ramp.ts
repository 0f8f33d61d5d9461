import { astype, copy, coreError, describeValue, elementsOf } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { type Axis, dimensionsText, metadataWithoutNoise, rebuild, type SignalLike } from "@core/signal";
import { checkComplex, positionsOf, written } from "./checks.js";

/** Options of {@link addPhaseRamp}. */
export interface PhaseRampOptions {
  /** The phase in radians that is added where both axes are 0; 0 by default. */
  readonly offset?: number | undefined;
  /** Writes into the data of the signal, which is returned. */
  readonly inplace?: boolean | undefined;
}

/**
 * Adds a plane to the phase of complex images: `offset + rampX · x + rampY · y`, where x and y are the values on the axes. Shifts in
 * Fourier space, and the tilt of a hologram's reference, are such planes.
 * @param rampX radians per unit of the x axis
 * @param rampY radians per unit of the y axis
 * @throws BAD_DTYPE for real data, BAD_SHAPE for anything but two signal axes, BAD_VALUE for slopes that are not finite
 */
export function addPhaseRamp<S extends SignalLike>(
  signal: S,
  rampX: number,
  rampY: number,
  options: PhaseRampOptions = {},
): S {
  checkComplex("addPhaseRamp", signal);
  checkOptions("addPhaseRamp", options, { offset: "any", inplace: "boolean" });
  const { offset = 0, inplace = false } = options;
  for (const [name, value] of Object.entries({ rampX, rampY, offset }))
    if (typeof value !== "number" || !Number.isFinite(value))
      throw coreError("BAD_VALUE", `addPhaseRamp: ${name} is ${describeValue(value)}, expected a number.`);
  const { data, axes, shape, count } = positionsOf("addPhaseRamp", signal);
  if (shape.length !== 2)
    throw coreError(
      "BAD_SHAPE",
      `addPhaseRamp: the signal has dimensions ${dimensionsText(axes)}, expected two signal axes.`,
    );
  const [y, x] = axes.slice(-2) as [Axis, Axis];
  const wide = copy(astype(data, "complex128"));
  turn(elementsOf(wide), count, phasors(y, rampY, offset), phasors(x, rampX, 0));
  if (!inplace)
    return rebuild(signal, { data: astype(wide, data.dtype), axes, metadata: metadataWithoutNoise(signal) }) as S;
  return written(signal, data, wide);
}

/** exp(i · (offset + slope · value)) at the points of an axis, interleaved. */
function phasors(axis: Axis, slope: number, offset: number): Float64Array {
  const list = new Float64Array(2 * axis.size);
  for (let i = 0; i < axis.size; i++) {
    const angle = offset + slope * axis.at(i);
    list[2 * i] = Math.cos(angle);
    list[2 * i + 1] = Math.sin(angle);
  }
  return list;
}

function turn(numbers: Float64Array, count: number, rows: Float64Array, columns: Float64Array): void {
  let at = 0;
  for (let position = 0; position < count; position++)
    for (let j = 0; j < rows.length; j += 2) {
      const cos = rows[j] as number;
      const sin = rows[j + 1] as number;
      for (let i = 0; i < columns.length; i += 2, at += 2) {
        const c = cos * (columns[i] as number) - sin * (columns[i + 1] as number);
        const s = cos * (columns[i + 1] as number) + sin * (columns[i] as number);
        const re = numbers[at] as number;
        const im = numbers[at + 1] as number;
        numbers[at] = re * c - im * s;
        numbers[at + 1] = re * s + im * c;
      }
    }
}
