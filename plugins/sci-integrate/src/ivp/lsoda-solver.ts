import { advance } from "../lsoda/advance.js";
import { lsoda } from "../lsoda/state.js";
import type { Dense, IvpProblem, Solver } from "./solver.js";

/** LSODA step by step, never beyond the end. */
export function lsodaSolver(p: IvpProblem): Solver {
  const { system, jacobian } = p;
  const n = p.y0.length;
  const { lower, upper } = p.bands;
  const bands = lower === undefined && upper === undefined ? undefined : { lower: lower ?? 0, upper: upper ?? 0 };
  const matrix =
    jacobian.kind === "function" ? jacobian.at : jacobian.kind === "constant" ? () => jacobian.matrix : undefined;
  const s = lsoda(
    {
      derivatives: (t, y, out) => out.set(system.slopes(t, y)),
      jacobian: matrix === undefined ? undefined : (t, y, out) => out.set(matrix(t, y)),
      bands,
    },
    p.t0,
    p.y0.slice(),
    { relative: p.relative, absolute: p.absolute },
    {
      firstStep: (p.firstStep ?? 0) * p.direction,
      smallestStep: p.smallestStep,
      largestStep: Number.isFinite(p.largestStep) ? p.largestStep : 0,
      steps: 500,
      adamsOrder: 12,
      bdfOrder: 5,
    },
  );
  return {
    t: p.t0,
    y: p.y0,
    advance() {
      if (n > 0 && advance(s, { time: p.end, critical: p.end, single: true }) < 0) return false;
      this.t = s.t;
      this.y = s.y.slice();
      system.counts.njev = s.jacobians;
      system.counts.nlu = s.jacobians;
      return true;
    },
    dense(): Dense {
      const { h, order, t } = s;
      const rows = s.history.slice(0, order + 1).map((row) => row.slice());
      return (time) => {
        const x = (time - t) / h;
        const out = new Float64Array(n);
        for (let k = 0; k <= order; k++) {
          const power = x ** k;
          const row = rows[k]!;
          for (let i = 0; i < n; i++) out[i] = out[i]! + row[i]! * power;
        }
        return out;
      };
    },
  };
}
