import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { realList } from "../internal/checks.js";
import { vector } from "../internal/signals.js";

/**
 * How well events keep to a period: 1 at the same phase always, 0 without order.
 * @param events times
 * @param period one period, or several in an array
 * @returns [strength, phase in radians], numbers for one period, else arrays
 * @throws BAD_VALUE for periods that are not positive
 */
export function vectorstrength(
  events: ArrayLikeInput,
  period: ArrayLikeInput,
): [number, number] | [NDArray<"float64">, NDArray<"float64">] {
  const times = realList(events, "events");
  const single = asArray(period).shape.length === 0;
  const periods = realList(period, "period");
  if (periods.some((one) => !(one > 0))) throw coreError("BAD_VALUE", "period: must be above 0.");
  const strengths = new Float64Array(periods.length);
  const phases = new Float64Array(periods.length);
  periods.forEach((one, k) => {
    let [re, im] = [0, 0];
    for (const time of times) {
      re += Math.cos((2 * Math.PI * time) / one);
      im += Math.sin((2 * Math.PI * time) / one);
    }
    strengths[k] = Math.hypot(re, im) / times.length;
    phases[k] = Math.atan2(im, re);
  });
  if (single) return [strengths[0] as number, phases[0] as number];
  return [vector(strengths), vector(phases)];
}
