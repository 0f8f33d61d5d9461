import { fromData, type NDArray } from "@core/array";
import { checkKind, coreError, describeValue } from "@core/array/runtime";
import { beta as betaOf, gamma, gammaln } from "./scalar/gamma.js";

/** Roots and weights: `x` and `w`, and the sum of the weights with `mu`. */
export type Roots = [x: NDArray, w: NDArray];

/** A family of orthogonal polynomials by its recurrence p_(k + 1) = (x - a_k) p_k - b_k p_(k - 1). */
interface Family {
  readonly a: (k: number) => number;
  readonly b: (k: number) => number;
  /** The integral of the weight function. */
  readonly mu: number;
  readonly symmetric: boolean;
}

/** Golub and Welsch (1969): the eigenvalues of the symmetric tridiagonal matrix by implicit QL, and the first parts of its vectors. */
function roots(name: string, n: number, family: Family): Roots {
  if (!Number.isInteger(n) || n < 1 || n > 5000)
    throw coreError("BAD_ARGUMENT", `${name}: n is ${describeValue(n)}, expected a whole number from 1 to 5000.`);
  const d = Float64Array.from({ length: n }, (_, k) => family.a(k));
  const e = Float64Array.from({ length: n }, (_, k) => (k + 1 < n ? Math.sqrt(family.b(k + 1)) : 0));
  const z = new Float64Array(n);
  z[0] = 1;
  for (let l = 0; l < n; l++) {
    for (let iteration = 0; ; iteration++) {
      let m = l;
      for (; m + 1 < n; m++) {
        const size = Math.abs(d[m]!) + Math.abs(d[m + 1]!);
        if (Math.abs(e[m]!) <= 1.1e-16 * size) break;
      }
      if (m === l) break;
      if (iteration > 60) throw coreError("NOT_CONVERGED", `${name}: the eigenvalues of size ${n} did not converge.`);
      let g = (d[l + 1]! - d[l]!) / (2 * e[l]!);
      let r = Math.hypot(g, 1);
      g = d[m]! - d[l]! + e[l]! / (g + (g < 0 ? -r : r));
      let [s, c, p] = [1, 1, 0];
      let i = m - 1;
      for (; i >= l; i--) {
        let f = s * e[i]!;
        const b = c * e[i]!;
        r = Math.hypot(f, g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1] = d[i + 1]! - p;
          e[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1]! - p;
        r = (d[i]! - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        f = z[i + 1]!;
        z[i + 1] = s * z[i]! + c * f;
        z[i] = c * z[i]! - s * f;
      }
      if (r === 0 && i >= l) continue;
      d[l] = d[l]! - p;
      e[l] = g;
      e[m] = 0;
    }
  }
  const order = Array.from(d.keys()).sort((i, j) => d[i]! - d[j]!);
  const x = Float64Array.from(order, (i) => polished(d[i]!, n, family));
  const w = Float64Array.from(x, (at) => weightAt(at, n, family));
  if (family.symmetric) {
    for (let i = 0; i < n / 2; i++) {
      const [a, b] = [x[i]!, x[n - 1 - i]!];
      x[i] = 0.5 * (a - b);
      x[n - 1 - i] = 0.5 * (b - a);
      const mean = 0.5 * (w[i]! + w[n - 1 - i]!);
      w[i] = mean;
      w[n - 1 - i] = mean;
    }
  }
  const total = w.reduce((sum, one) => sum + one, 0);
  for (let i = 0; i < n; i++) w[i] = (w[i]! * family.mu) / total;
  return [fromData(x, [n]), fromData(w, [n])];
}

/** One Newton step in the normalised polynomials. */
function polished(x: number, n: number, family: Family): number {
  let at = x;
  for (let step = 0; step < 2; step++) {
    let [p, before, q, qBefore] = [1, 0, 0, 0];
    for (let k = 0; k < n; k++) {
      const scale = k + 1 < n ? Math.sqrt(family.b(k + 1)) : 1;
      const below = k > 0 ? Math.sqrt(family.b(k)) : 0;
      const next = ((at - family.a(k)) * p - below * before) / scale;
      const qNext = (p + (at - family.a(k)) * q - below * qBefore) / scale;
      [before, p, qBefore, q] = [p, next, q, qNext];
      if (Math.abs(p) + Math.abs(q) > 1e200) {
        p *= 1e-200;
        before *= 1e-200;
        q *= 1e-200;
        qBefore *= 1e-200;
      }
    }
    const move = p / q;
    if (!Number.isFinite(move) || Math.abs(move) > 1e-6 * (1 + Math.abs(at))) break;
    at -= move;
  }
  return at;
}

/** The weight at a root: 1 / sum of the squares of the normalised polynomials. */
function weightAt(x: number, n: number, family: Family): number {
  let [p, before] = [1, 0];
  let sum = 1;
  let scaleDown = 0;
  for (let k = 0; k + 1 < n; k++) {
    const below = k > 0 ? Math.sqrt(family.b(k)) : 0;
    const next = ((x - family.a(k)) * p - below * before) / Math.sqrt(family.b(k + 1));
    [before, p] = [p, next];
    sum += p * p;
    if (sum > 1e250) {
      sum *= 1e-250;
      p *= 1e-125;
      before *= 1e-125;
      scaleDown++;
    }
  }
  return scaleDown > 0 ? 1e-250 ** scaleDown / sum : 1 / sum;
}

const zero = (): number => 0;

/** Roots and weights of Gauss and Legendre's rule of n points on -1..1. SciPy's `roots_legendre`. */
export function rootsLegendre(n: number): Roots {
  checkKind("rootsLegendre", "n", n, "number");
  return roots("rootsLegendre", n, { a: zero, b: (k) => (k * k) / (4 * k * k - 1), mu: 2, symmetric: true });
}

/** Roots and weights for the weight exp(-x^2). SciPy's `roots_hermite`. */
export function rootsHermite(n: number): Roots {
  checkKind("rootsHermite", "n", n, "number");
  return roots("rootsHermite", n, { a: zero, b: (k) => k / 2, mu: Math.sqrt(Math.PI), symmetric: true });
}

/** Roots and weights for the weight exp(-x^2 / 2). SciPy's `roots_hermitenorm`. */
export function rootsHermitenorm(n: number): Roots {
  checkKind("rootsHermitenorm", "n", n, "number");
  return roots("rootsHermitenorm", n, { a: zero, b: (k) => k, mu: Math.sqrt(2 * Math.PI), symmetric: true });
}

/** Roots and weights for the weight exp(-x) on 0..inf. SciPy's `roots_laguerre`. */
export function rootsLaguerre(n: number): Roots {
  checkKind("rootsLaguerre", "n", n, "number");
  return rootsGenlaguerre(n, 0);
}

/** Roots and weights for the weight x^alpha exp(-x) on 0..inf. SciPy's `roots_genlaguerre`. */
export function rootsGenlaguerre(n: number, alpha: number): Roots {
  checkKind("rootsGenlaguerre", "n", n, "number");
  checkKind("rootsGenlaguerre", "alpha", alpha, "number");
  if (!(alpha > -1)) throw coreError("BAD_VALUE", `rootsGenlaguerre: alpha is ${alpha}, expected more than -1.`);
  return roots("rootsGenlaguerre", n, {
    a: (k) => 2 * k + alpha + 1,
    b: (k) => k * (k + alpha),
    mu: gamma(alpha + 1),
    symmetric: false,
  });
}

/** Roots and weights for the weight 1 / sqrt(1 - x^2) on -1..1. SciPy's `roots_chebyt`. */
export function rootsChebyt(n: number): Roots {
  checkKind("rootsChebyt", "n", n, "number");
  checkCount("rootsChebyt", n);
  const x = Float64Array.from({ length: n }, (_, i) => Math.sin((Math.PI * (2 * i + 1 - n)) / (2 * n)));
  return [fromData(x, [n]), fromData(new Float64Array(n).fill(Math.PI / n), [n])];
}

/** Roots and weights for the weight sqrt(1 - x^2) on -1..1. SciPy's `roots_chebyu`. */
export function rootsChebyu(n: number): Roots {
  checkKind("rootsChebyu", "n", n, "number");
  checkCount("rootsChebyu", n);
  const angle = (i: number): number => ((n - i) * Math.PI) / (n + 1);
  const x = Float64Array.from({ length: n }, (_, i) => Math.cos(angle(i)));
  const w = Float64Array.from({ length: n }, (_, i) => (Math.PI * Math.sin(angle(i)) ** 2) / (n + 1));
  return [fromData(x, [n]), fromData(w, [n])];
}

function checkCount(name: string, n: number): void {
  if (!Number.isInteger(n) || n < 1 || n > 2 ** 24)
    throw coreError("BAD_ARGUMENT", `${name}: n is ${describeValue(n)}, expected a whole number from 1 to 2 ** 24.`);
}

/** Roots and weights for the weight (1 - x)^alpha (1 + x)^beta on -1..1. SciPy's `roots_jacobi`. */
export function rootsJacobi(n: number, alpha: number, beta: number): Roots {
  checkKind("rootsJacobi", "n", n, "number");
  checkKind("rootsJacobi", "alpha", alpha, "number");
  checkKind("rootsJacobi", "beta", beta, "number");
  if (typeof alpha !== "number" || typeof beta !== "number" || !(alpha > -1 && beta > -1))
    throw coreError(
      "BAD_VALUE",
      `rootsJacobi: alpha and beta are ${describeValue(alpha)} and ${describeValue(beta)}, expected more than -1.`,
    );
  const sum = alpha + beta;
  return roots("rootsJacobi", n, {
    a: (k) =>
      k === 0 ? (beta - alpha) / (2 + sum) : (beta * beta - alpha * alpha) / ((2 * k + sum) * (2 * k + sum + 2)),
    b: (k) =>
      k === 1
        ? (4 * (1 + alpha) * (1 + beta)) / ((2 + sum) ** 2 * (3 + sum))
        : (4 * k * (k + alpha) * (k + beta) * (k + sum)) / ((2 * k + sum) ** 2 * (2 * k + sum + 1) * (2 * k + sum - 1)),
    mu:
      sum < 1000
        ? 2 ** (sum + 1) * betaOf(alpha + 1, beta + 1)
        : Math.exp((sum + 1) * Math.LN2 + gammaln(alpha + 1) + gammaln(beta + 1) - gammaln(sum + 2)),
    symmetric: alpha === beta,
  });
}

/** Roots and weights for the weight (1 - x^2)^(alpha - 1/2) on -1..1. SciPy's `roots_gegenbauer`. */
export function rootsGegenbauer(n: number, alpha: number): Roots {
  checkKind("rootsGegenbauer", "n", n, "number");
  checkKind("rootsGegenbauer", "alpha", alpha, "number");
  if (!(alpha > -0.5)) throw coreError("BAD_VALUE", `rootsGegenbauer: alpha is ${alpha}, expected more than -1/2.`);
  return alpha === 0 ? rootsChebyt(n) : rootsJacobi(n, alpha - 0.5, alpha - 0.5);
}
