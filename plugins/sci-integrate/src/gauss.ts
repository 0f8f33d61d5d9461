import { coreError } from "@core/array/runtime";

/** Places and weights of the rule of Gauss and Legendre with n points on [-1, 1], by Newton's method on Legendre's polynomial. */
export function gaussLegendre(n: number): { readonly places: Float64Array; readonly weights: Float64Array } {
  if (!Number.isInteger(n) || n < 1) throw coreError("BAD_VALUE", `n is ${n}, expected a whole number of at least 1.`);
  const places = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n / 2; i++) {
    let x = n % 2 === 1 && i === (n - 1) / 2 ? 0 : Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let round = 0; round < 100; round++) {
      let [before, value] = [1, x];
      for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = (n * (before - x * value)) / (1 - x * x);
      const step = value / slope;
      if (x === 0 || Math.abs(step) < 1e-17) break;
      x -= step;
      if (Math.abs(step) < 1e-15 && round > 2) break;
    }
    const weight = 2 / ((1 - x * x) * slope * slope);
    places[i] = -x;
    places[n - 1 - i] = x;
    weights[i] = weight;
    weights[n - 1 - i] = weight;
  }
  return { places, weights };
}
