import { fromData, type NDArray } from "@core/array";
import { checkKind, coreError, describeValue } from "@core/array/runtime";
import { jv, yv } from "./scalar/bessel.js";

type Kernel = (x: number) => number;

/** The first zeros from a start on: steps shorter than any distance of zeros, then bisection and secants. */
function zerosOf(name: string, n: number, count: number, start: number, f: Kernel): NDArray {
  if (!Number.isInteger(n) || Math.abs(n) > 10000)
    throw coreError("BAD_ARGUMENT", `${name}: n is ${describeValue(n)}, expected a whole number from -10000 to 10000.`);
  if (!Number.isInteger(count) || count < 1 || count > 1200)
    throw coreError("BAD_ARGUMENT", `${name}: nt is ${describeValue(count)}, expected a whole number from 1 to 1200.`);
  const found = new Float64Array(count);
  let at = 0;
  let x = start;
  let value = f(x);
  for (let i = 0; i < 200000 && at < count; i++) {
    const next = x + 0.5;
    const after = f(next);
    if (value === 0) found[at++] = x;
    else if (value < 0 !== after < 0 && after !== 0) found[at++] = bisected(f, x, value, next, after);
    [x, value] = [next, after];
  }
  return fromData(found, [count]);
}

function bisected(f: Kernel, a: number, fa: number, b: number, fb: number): number {
  let [low, high, flow, fhigh] = [a, b, fa, fb];
  for (let i = 0; i < 100 && high - low > 2e-16 * high; i++) {
    let middle = i < 40 && i % 3 !== 2 ? high - (fhigh * (high - low)) / (fhigh - flow) : 0.5 * (low + high);
    if (!(middle > low && middle < high)) middle = 0.5 * (low + high);
    if (middle === low || middle === high) break;
    const value = f(middle);
    if (value === 0) return middle;
    if (value < 0 === flow < 0) [low, flow] = [middle, value];
    else [high, fhigh] = [middle, value];
  }
  return Math.abs(flow) < Math.abs(fhigh) ? low : high;
}

function slope(f: (v: number, x: number) => number, n: number): Kernel {
  return (x) => 0.5 * (f(n - 1, x) - f(n + 1, x));
}

/**
 * The first `nt` positive zeros of the Bessel function J_n. SciPy's `jn_zeros`.
 * @throws BAD_ARGUMENT
 */
export function jnZeros(n: number, nt: number): NDArray {
  checkKind("jnZeros", "n", n, "number");
  checkKind("jnZeros", "nt", nt, "number");
  const order = Math.abs(n);
  return zerosOf("jnZeros", n, nt, Math.max(order, 0.5), (x) => jv(order, x));
}

/** The first `nt` positive zeros of the derivative of J_n. SciPy's `jnp_zeros`. */
export function jnpZeros(n: number, nt: number): NDArray {
  checkKind("jnpZeros", "n", n, "number");
  checkKind("jnpZeros", "nt", nt, "number");
  const order = Math.abs(n);
  return zerosOf("jnpZeros", n, nt, order === 0 ? 0.5 : Math.max(order, 0.25), slope(jv, order));
}

/** The first `nt` positive zeros of the Bessel function Y_n. SciPy's `yn_zeros`. */
export function ynZeros(n: number, nt: number): NDArray {
  checkKind("ynZeros", "n", n, "number");
  checkKind("ynZeros", "nt", nt, "number");
  const order = Math.abs(n);
  return zerosOf("ynZeros", n, nt, Math.max(order, 0.2), (x) => yv(order, x));
}

/** The first `nt` positive zeros of the derivative of Y_n. SciPy's `ynp_zeros`. */
export function ynpZeros(n: number, nt: number): NDArray {
  checkKind("ynpZeros", "n", n, "number");
  checkKind("ynpZeros", "nt", nt, "number");
  const order = Math.abs(n);
  return zerosOf("ynpZeros", n, nt, Math.max(order, 0.5), slope(yv, order));
}
