import { coreError, describeValue } from "../errors.js";

const mostLambda = 2 ** 63 - 10 * 2 ** 31.5;

/** The mean of a Poisson distribution. */
export function checkLambda(lam: number): void {
  if (!(lam >= 0 && lam <= mostLambda))
    throw coreError("BAD_VALUE", `lam: got ${describeValue(lam)}, expected numbers from 0 to 9.2e18.`);
}

/** The ends of a uniform distribution. */
export function checkRange(low: number, high: number): void {
  if (!Number.isFinite(high - low))
    throw coreError("BAD_VALUE", `low and high: got ${low} and ${high}, expected a finite range.`);
}

/** The second parameter where it is a scale. */
export function checkScale(_: number, scale: number): void {
  if (!(scale >= 0)) throw coreError("BAD_VALUE", `scale: got ${describeValue(scale)}, expected numbers from 0.`);
}

/** The parameters of a gamma distribution. */
export function checkGamma(shape: number, scale: number): void {
  if (!(shape >= 0))
    throw coreError("BAD_VALUE", `gamma: got the shape ${describeValue(shape)}, expected numbers from 0.`);
  checkScale(shape, scale);
}
