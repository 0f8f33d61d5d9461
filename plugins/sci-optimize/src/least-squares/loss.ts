import { coreError } from "@core/array/runtime";
import { choiceOf, rowsOf } from "../core/values.js";
import { epsilon } from "../core/vectors.js";

/** The losses that are known by name. */
export type LossName = "linear" | "soft_l1" | "huber" | "cauchy" | "arctan";

/** A loss: for squared residuals z it gives rows with rho, its first and its second derivative. */
export type LossFunction = (z: Float64Array) => unknown;

/** The loss of residuals, scaled: half the sum, or rho with both derivatives, one after the other. */
export interface Loss {
  cost(f: Float64Array): number;
  rho(f: Float64Array): Float64Array;
}

type Row = (z: number) => readonly [rho: number, first: number, second: number];

const rows: Readonly<Record<Exclude<LossName, "linear">, Row>> = {
  huber: (z) => (z <= 1 ? [z, 1, 0] : [2 * Math.sqrt(z) - 1, 1 / Math.sqrt(z), -0.5 * z ** -1.5]),
  soft_l1: (z) => [2 * (Math.sqrt(1 + z) - 1), 1 / Math.sqrt(1 + z), -0.5 * (1 + z) ** -1.5],
  cauchy: (z) => [Math.log1p(z), 1 / (1 + z), -1 / ((1 + z) * (1 + z))],
  arctan: (z) => {
    const t = 1 + z * z;
    return [Math.atan(z), 1 / t, (-2 * z) / (t * t)];
  },
};

/** Reads a loss; undefined is the linear one. */
export function lossOf(loss: LossName | LossFunction | (string & {}), fScale: number): Loss | undefined {
  if (typeof loss !== "function") {
    const name = choiceOf<LossName>(loss, ["linear", "soft_l1", "huber", "cauchy", "arctan"], "loss");
    if (name === "linear") return undefined;
    const row = rows[name];
    return scaled((z) => {
      const m = z.length;
      const all = new Float64Array(3 * m);
      for (let i = 0; i < m; i++) {
        const [rho, first, second] = row(z[i]!);
        all[i] = rho;
        all[m + i] = first;
        all[2 * m + i] = second;
      }
      return all;
    }, fScale);
  }
  return scaled((z) => {
    const { data, rows: three, columns } = rowsOf(loss(z), "the loss");
    if (three !== 3 || columns !== z.length)
      throw coreError("BAD_SHAPE", `the loss gives shape (${three}, ${columns}), expected (3, ${z.length}).`);
    return data;
  }, fScale);
}

function scaled(rho: (z: Float64Array) => Float64Array, fScale: number): Loss {
  const squared = fScale * fScale;
  const at = (f: Float64Array): Float64Array => rho(f.map((value) => (value / fScale) * (value / fScale)));
  return {
    cost(f) {
      const all = at(f);
      let sum = 0;
      for (let i = 0; i < f.length; i++) sum += all[i]!;
      return 0.5 * squared * sum;
    },
    rho(f) {
      const all = at(f);
      const m = f.length;
      for (let i = 0; i < m; i++) {
        all[i]! *= squared;
        all[2 * m + i]! /= squared;
      }
      return all;
    },
  };
}

/** Scales residuals and the rows of their Jacobian, in place, so that the linear method can go on (Triggs and others 2000). */
export function scaleForLoss(jacobian: Float64Array, f: Float64Array, rho: Float64Array): void {
  const m = f.length;
  const n = jacobian.length / m;
  for (let i = 0; i < m; i++) {
    const scale = Math.sqrt(Math.max(rho[m + i]! + 2 * rho[2 * m + i]! * f[i]! * f[i]!, epsilon));
    f[i]! *= rho[m + i]! / scale;
    for (let j = 0; j < n; j++) jacobian[i * n + j]! *= scale;
  }
}
