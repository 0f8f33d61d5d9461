import type { Peak } from "./peaks.js";

const widthOfGaussian = 2 * Math.sqrt(2 * Math.LN2);

/**
 * The Gaussian through `group` channels around a channel: a parabola is fitted to their logarithms. Of groups of less than 7 channels the
 * highest one gives the position and the height.
 */
export function logParabola(line: Float64Array, places: Float64Array, channel: number, group: number): Peak {
  const start = channel - roundHalfEven(group / 2 + 1) + 1;
  const from = Math.max(1, start);
  const until = Math.min(line.length, start + group);
  const [mean, deviation] = spread(places, from, until);
  const { constant, slope, curvature } = parabola(line, places, from, until, mean, deviation);
  const width = curvature === 0 ? Number.POSITIVE_INFINITY : (deviation * widthOfGaussian) / Math.sqrt(-2 * curvature);
  if (group < 7) {
    let best = from;
    for (let i = from + 1; i < until; i++) if ((line[i] as number) > (line[best] as number)) best = i;
    return { position: places[best] as number, height: line[best] as number, width };
  }
  const top = -slope / (2 * curvature);
  return { position: mean + deviation * top, height: Math.exp(constant - curvature * top * top), width };
}

function roundHalfEven(x: number): number {
  const whole = Math.round(x);
  return whole - x === 0.5 && whole % 2 === 1 ? whole - 1 : whole;
}

function spread(places: Float64Array, from: number, until: number): [mean: number, deviation: number] {
  let sum = 0;
  for (let i = from; i < until; i++) sum += places[i] as number;
  const mean = sum / (until - from);
  let squares = 0;
  for (let i = from; i < until; i++) squares += ((places[i] as number) - mean) ** 2;
  return [mean, Math.sqrt(squares / (until - from))];
}

interface Parabola {
  readonly constant: number;
  readonly slope: number;
  readonly curvature: number;
}

/** The least-squares parabola of `log |y|` over `(x - mean) / deviation`, without zeros; by orthogonal polynomials. */
function parabola(
  line: Float64Array,
  places: Float64Array,
  from: number,
  until: number,
  mean: number,
  deviation: number,
): Parabola {
  let [count, first, second, third, middle] = [0, 0, 0, 0, 0];
  for (let i = from; i < until; i++) {
    if (line[i] === 0) continue;
    count++;
    middle += ((places[i] as number) - mean) / deviation;
  }
  middle /= count;
  for (let i = from; i < until; i++) {
    if (line[i] === 0) continue;
    const x = ((places[i] as number) - mean) / deviation - middle;
    second += x * x;
    third += x * x * x;
  }
  const [lean, level] = [third / second, second / count];
  let [t0, t1, t2, fourth] = [0, 0, 0, 0];
  for (let i = from; i < until; i++) {
    if (line[i] === 0) continue;
    const x = ((places[i] as number) - mean) / deviation - middle;
    const q = x * x - lean * x - level;
    const y = Math.log(Math.abs(line[i] as number));
    t0 += y;
    t1 += x * y;
    t2 += q * y;
    fourth += q * q;
  }
  first = t0 / count;
  // With fewer than three channels there is no parabola, as the divisions by 0 tell.
  const [a, b] = [t2 / fourth, t1 / second];
  const slope = b - a * lean;
  return {
    constant: first - a * level - slope * middle + a * middle * middle,
    slope: slope - 2 * a * middle,
    curvature: a,
  };
}
