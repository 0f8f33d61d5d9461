import { dop853 as coefficients } from "./dop853-coefficients.js";
import { combine, linearError, polynomialDense, type Tableau } from "./runge-kutta.js";

/** Bogacki and Shampine, Appl. Math. Lett. 2, 321 (1989): order 3 with an error of order 2. */
export function rk23(): Tableau {
  return {
    c: [0, 1 / 2, 3 / 4],
    a: [[], [1 / 2], [0, 3 / 4]],
    b: [2 / 9, 1 / 3, 4 / 9],
    errorOrder: 2,
    errorNorm: linearError([5 / 72, -1 / 12, -1 / 9, 1 / 8]),
    dense: polynomialDense([
      [1, -4 / 3, 5 / 9],
      [0, 1, -2 / 3],
      [0, 4 / 3, -8 / 9],
      [0, -1, 1],
    ]),
  };
}

/** Dormand and Prince, J. Comput. Appl. Math. 6, 19 (1980), with Shampine's interpolant: order 5 with an error of order 4. */
export function rk45(): Tableau {
  return {
    c: [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1],
    a: [
      [],
      [1 / 5],
      [3 / 40, 9 / 40],
      [44 / 45, -56 / 15, 32 / 9],
      [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
      [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    ],
    b: [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
    errorOrder: 4,
    errorNorm: linearError([-71 / 57600, 0, 71 / 16695, -71 / 1920, 17253 / 339200, -22 / 525, 1 / 40]),
    dense: polynomialDense([
      [1, -8048581381 / 2820520608, 8663915743 / 2820520608, -12715105075 / 11282082432],
      [0, 0, 0, 0],
      [0, 131558114200 / 32700410799, -68118460800 / 10900136933, 87487479700 / 32700410799],
      [0, -1754552775 / 470086768, 14199869525 / 1410260304, -10690763975 / 1880347072],
      [0, 127303824393 / 49829197408, -318862633887 / 49829197408, 701980252875 / 199316789632],
      [0, -282668133 / 205662961, 2019193451 / 616988883, -1453857185 / 822651844],
      [0, 40617522 / 29380423, -110615467 / 29380423, 69997945 / 29380423],
    ]),
  };
}

/** DOP853 of Hairer, Nørsett and Wanner: order 8 with errors of order 5 and 3, and an interpolant of order 7. */
export function dop853(): Tableau {
  const { c, a, b, error3, error5, moreC, moreA, dense } = coefficients;
  return {
    c,
    a,
    b,
    errorOrder: 7,
    errorNorm: (p, stages, h, scale) => {
      const zero = new Float64Array(scale.length);
      const fifth = combine(zero, 1, error5, stages);
      const third = combine(zero, 1, error3, stages);
      let [square5, square3] = [0, 0];
      for (let i = 0; i < scale.length; i++) {
        square5 += (fifth[i]! / scale[i]!) ** 2;
        square3 += (third[i]! / scale[i]!) ** 2;
      }
      if (square5 === 0 && square3 === 0) return 0;
      return (Math.abs(h) * square5) / Math.sqrt((square5 + 0.01 * square3) * p.system.n);
    },
    dense: (s, before) => {
      const { h, before: y, problem } = s;
      const stages = [...s.stages];
      for (const [j, row] of moreA.entries())
        stages.push(problem.system.slopes(before + moreC[j]! * h, combine(y, h, row, stages)));
      const zero = new Float64Array(y.length);
      const change = s.y.map((value, i) => value - y[i]!);
      const [first, last] = [stages[0]!, s.slope];
      const terms = [
        change,
        change.map((value, i) => h * first[i]! - value),
        change.map((value, i) => 2 * value - h * (last[i]! + first[i]!)),
        ...dense.map((row) => combine(zero, h, row, stages)),
      ].reverse();
      return (t) => {
        const x = (t - before) / h;
        const out = new Float64Array(y.length);
        for (const [k, term] of terms.entries()) {
          const by = k % 2 === 0 ? x : 1 - x;
          for (let i = 0; i < out.length; i++) out[i] = (out[i]! + term[i]!) * by;
        }
        for (let i = 0; i < out.length; i++) out[i] = out[i]! + y[i]!;
        return out;
      };
    },
  };
}
