import { coreError } from "@core/array/runtime";
import { describe } from "../core/values.js";

/** The parts of which a model of {@link curveFitBatch} may be the sum. */
export type BatchComponent =
  | "gaussian"
  | "lorentzian"
  | "powerLaw"
  | "exponential"
  | "constant"
  | "line"
  | { readonly polynomial: number };

/** Writes the values of a model, and its derivatives by the parameters one after the other where `columns` is given. */
export type Evaluate = (
  x: Float64Array,
  p: Float64Array,
  values: Float64Array,
  columns: Float64Array | undefined,
) => void;

interface Part {
  readonly count: number;
  /** Adds to values, and writes columns from `at` on; the parameters begin at `first`. */
  add(x: Float64Array, p: Float64Array, first: number, values: Float64Array, columns: Float64Array | undefined): void;
}

const gaussian: Part = {
  count: 3,
  add(x, p, first, values, columns) {
    const m = x.length;
    const [height, centre, sigma] = [p[first]!, p[first + 1]!, p[first + 2]!];
    const inverse = 1 / (sigma * sigma);
    const at = first * m;
    for (let i = 0; i < m; i++) {
      const d = x[i]! - centre;
      const e = Math.exp(-0.5 * d * d * inverse);
      values[i]! += height * e;
      if (columns === undefined) continue;
      const slope = height * e * d * inverse;
      columns[at + i] = e;
      columns[at + m + i] = slope;
      columns[at + 2 * m + i] = (slope * d) / sigma;
    }
  },
};

const lorentzian: Part = {
  count: 3,
  add(x, p, first, values, columns) {
    const m = x.length;
    const [height, centre, gamma] = [p[first]!, p[first + 1]!, p[first + 2]!];
    const inverse = 1 / gamma;
    const at = first * m;
    for (let i = 0; i < m; i++) {
      const d = (x[i]! - centre) * inverse;
      const e = 1 / (1 + d * d);
      values[i]! += height * e;
      if (columns === undefined) continue;
      const slope = 2 * height * e * e * d * inverse;
      columns[at + i] = e;
      columns[at + m + i] = slope;
      columns[at + 2 * m + i] = slope * d;
    }
  },
};

const powerLaw: Part = {
  count: 2,
  add(x, p, first, values, columns) {
    const m = x.length;
    const [amplitude, exponent] = [p[first]!, p[first + 1]!];
    const at = first * m;
    for (let i = 0; i < m; i++) {
      const log = Math.log(x[i]!);
      const e = Math.exp(-exponent * log);
      values[i]! += amplitude * e;
      if (columns === undefined) continue;
      columns[at + i] = e;
      columns[at + m + i] = -amplitude * e * log;
    }
  },
};

const exponential: Part = {
  count: 2,
  add(x, p, first, values, columns) {
    const m = x.length;
    const [amplitude, rate] = [p[first]!, p[first + 1]!];
    const at = first * m;
    for (let i = 0; i < m; i++) {
      const e = Math.exp(-rate * x[i]!);
      values[i]! += amplitude * e;
      if (columns === undefined) continue;
      columns[at + i] = e;
      columns[at + m + i] = -amplitude * e * x[i]!;
    }
  },
};

function polynomial(degree: number): Part {
  return {
    count: degree + 1,
    add(x, p, first, values, columns) {
      const m = x.length;
      for (let i = 0; i < m; i++) {
        let power = 1;
        for (let k = 0; k <= degree; k++) {
          values[i]! += p[first + k]! * power;
          if (columns !== undefined) columns[(first + k) * m + i] = power;
          power *= x[i]!;
        }
      }
    },
  };
}

function partOf(component: BatchComponent): Part {
  switch (component) {
    case "gaussian":
      return gaussian;
    case "lorentzian":
      return lorentzian;
    case "powerLaw":
      return powerLaw;
    case "exponential":
      return exponential;
    case "constant":
      return polynomial(0);
    case "line":
      return polynomial(1);
    default: {
      const degree = (component as { polynomial?: unknown } | null | undefined)?.polynomial;
      if (typeof degree === "number" && Number.isInteger(degree) && degree >= 0 && degree <= 30)
        return polynomial(degree);
      throw coreError(
        "BAD_ARGUMENT",
        `curveFitBatch: model: got ${describe(component)}, expected "gaussian", "lorentzian", "powerLaw", "exponential", "constant", "line", { polynomial: degree }, a list of them, or a function.`,
      );
    }
  }
}

/** The sum of parts as one model. */
export function modelOf(components: readonly BatchComponent[]): {
  readonly count: number;
  readonly evaluate: Evaluate;
} {
  const parts = components.map(partOf);
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  return {
    count,
    evaluate: (x, p, values, columns) => {
      values.fill(0);
      let first = 0;
      for (const part of parts) {
        part.add(x, p, first, values, columns);
        first += part.count;
      }
    },
  };
}

/** Parameters to begin with, from the data; undefined where more than one part needs its own look. */
export function guess(
  components: readonly BatchComponent[],
  x: Float64Array,
  y: Float64Array,
): Float64Array | undefined {
  const kinds = components.filter(
    (one) => one === "gaussian" || one === "lorentzian" || one === "powerLaw" || one === "exponential",
  );
  if (kinds.length > 1) return undefined;
  const base = kinds.length === 1 && components.length > 1 ? lowest(y) : 0;
  const background = kinds.length === 1 ? base : mean(y);
  const values: number[] = [];
  for (const one of components) {
    if (one === "gaussian" || one === "lorentzian") values.push(...peak(x, y, base, one === "gaussian"));
    else if (one === "powerLaw" || one === "exponential") values.push(...decay(x, y, base, one === "powerLaw"));
    else values.push(background, ...new Array<number>(partOf(one).count - 1).fill(0));
  }
  return Float64Array.from(values);
}

function peak(x: Float64Array, y: Float64Array, base: number, round: boolean): [number, number, number] {
  let top = 0;
  for (let i = 1; i < y.length; i++) if (y[i]! > y[top]! || Number.isNaN(y[top]!)) top = i;
  const height = y[top]! - base;
  let [left, right] = [top, top];
  while (left > 0 && y[left]! - base > height / 2) left--;
  while (right < y.length - 1 && y[right]! - base > height / 2) right++;
  const half = Math.abs(x[right]! - x[left]!) / 2;
  const width = half > 0 ? half : Math.abs(x[x.length - 1]! - x[0]!) / 10 || 1;
  return [height === 0 ? 1 : height, x[top]!, round ? width / 1.1774100225154747 : width];
}

/** A straight line through the logarithms of positive data. */
function decay(x: Float64Array, y: Float64Array, base: number, power: boolean): [number, number] {
  let [count, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < y.length; i++) {
    if (!(y[i]! - base > 0) || (power && !(x[i]! > 0))) continue;
    const u = power ? Math.log(x[i]!) : x[i]!;
    const v = Math.log(y[i]! - base);
    count++;
    sx += u;
    sy += v;
    sxx += u * u;
    sxy += u * v;
  }
  const scale = count * sxx - sx * sx;
  if (count < 2 || !(scale > 0)) return [1, 1];
  const slope = (count * sxy - sx * sy) / scale;
  return [Math.exp((sy - slope * sx) / count), -slope];
}

function lowest(y: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (const value of y) if (value < least) least = value;
  return least;
}

function mean(y: Float64Array): number {
  let [sum, count] = [0, 0];
  for (const value of y)
    if (Number.isFinite(value)) {
      sum += value;
      count++;
    }
  return count === 0 ? 0 : sum / count;
}
