import { halfLogTwoPi } from "./gamma.js";
import { cosPi, sinPi } from "./sums.js";

const { abs, atan2, floor, hypot, log } = Math;

/** The principal branch of log gamma(z): Stirling's series where z is large, else recurrence and reflection (Hare 1997). */
export function complexLoggamma(x: number, y: number): [number, number] {
  if (Number.isNaN(x) || Number.isNaN(y)) return [Number.NaN, Number.NaN];
  if (x <= 0 && y === 0 && x === floor(x)) return [Number.NaN, Number.NaN];
  if (x > 7 || abs(y) > 7) return stirling(x, y);
  if (x < 0.1) return reflected(x, y);
  if ((x - 1) ** 2 + y * y < 0.04) return taylor(x - 1, y);
  if ((x - 2) ** 2 + y * y < 0.04) {
    const [lr, li] = logOnePlus(x - 2, y);
    const [tr, ti] = taylor(x - 2, y);
    return [tr + lr, ti + li];
  }
  // log gamma(z) = log gamma(z + n) - log of the product, with the turns of its angle.
  let [pr, pi] = [x, y];
  let u = x + 1;
  let turns = 0;
  let before = pi < 0 || Object.is(pi, -0);
  while (u <= 7) {
    [pr, pi] = [pr * u - pi * y, pr * y + pi * u];
    const now = pi < 0 || Object.is(pi, -0);
    if (now && !before) turns++;
    before = now;
    u += 1;
  }
  if (y < 0) {
    const [re, im] = complexLoggamma(x, -y);
    return [re, -im];
  }
  const [sr, si] = stirling(u, y);
  return [sr - log(hypot(pr, pi)), si - atan2(pi, pr) - turns * 2 * Math.PI];
}

function logOnePlus(x: number, y: number): [number, number] {
  return [0.5 * Math.log1p(x * (2 + x) + y * y), atan2(y, 1 + x)];
}

function stirling(x: number, y: number): [number, number] {
  const square = x * x + y * y;
  // 1 / z and 1 / z^2
  const [ir, ii] = [x / square, -y / square];
  const [ur, ui] = [ir * ir - ii * ii, 2 * ir * ii];
  let [sr, si]: [number, number] = [coefficients[0]!, 0];
  for (let i = 1; i < coefficients.length; i++) [sr, si] = [sr * ur - si * ui + coefficients[i]!, sr * ui + si * ur];
  const [lr, li] = [log(hypot(x, y)), atan2(y, x)];
  return [
    (x - 0.5) * lr - y * li - x + halfLogTwoPi + sr * ir - si * ii,
    (x - 0.5) * li + y * lr - y + sr * ii + si * ir,
  ];
}

const coefficients = [
  -0.029550653594771242, 0.00641025641025641, -0.0019175269175269176, 0.0008417508417508417, -0.0005952380952380953,
  0.0007936507936507937, -0.002777777777777778, 0.08333333333333333,
] as const;

function reflected(x: number, y: number): [number, number] {
  const side = y < 0 || Object.is(y, -0) ? -1 : 1;
  const branch = side * 2 * Math.PI * floor(0.5 * x + 0.25);
  const [re, im] = complexLoggamma(1 - x, -y);
  // log sin(pi z) as a complex number
  const [s, c] = [sinPi(x), cosPi(x)];
  let logSize: number;
  let angle: number;
  if (abs(Math.PI * y) > 300) {
    logSize = abs(Math.PI * y) - Math.LN2;
    angle = atan2(c * Math.sign(y), s);
  } else {
    const [sr, si] = [s * Math.cosh(Math.PI * y), c * Math.sinh(Math.PI * y)];
    logSize = log(hypot(sr, si));
    angle = atan2(si, sr);
  }
  return [log(Math.PI) - logSize - re, branch - angle - im];
}

/** The series at 1: -euler t + sum of zeta(k) (-t)^k / k. */
function taylor(x: number, y: number): [number, number] {
  let [sr, si] = [0, 0];
  for (let k = zetas.length - 1; k >= 0; k--) {
    const n = k + 2;
    const value = ((n & 1 ? -1 : 1) * zetas[k]!) / n;
    [sr, si] = [(sr + value) * x - si * y, (sr + value) * y + si * x];
  }
  // Now sum over k of value t^(k + 1); one more t.
  const [r, i] = [sr * x - si * y, sr * y + si * x];
  return [r - 0.5772156649015329 * x, i - 0.5772156649015329 * y];
}

const zetas = [
  1.6449340668482264, 1.2020569031595942, 1.0823232337111381, 1.03692775514337, 1.0173430619844492, 1.008349277381923,
  1.0040773561979444, 1.0020083928260821, 1.000994575127818, 1.0004941886041194, 1.000246086553308, 1.0001227133475785,
  1.0000612481350588, 1.0000305882363072, 1.0000152822594086, 1.0000076371976379, 1.0000038172932648,
  1.0000019082127165, 1.000000953962034, 1.0000004769329869, 1.0000002384505027, 1.000000119219926,
] as const;
