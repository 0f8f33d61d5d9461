import { coreError, describeValue } from "../errors.js";

/** How a quantile between two elements is estimated: the nine methods of Hyndman and Fan (1996) and four of NumPy. */
export type QuantileMethod =
  | "inverted_cdf"
  | "averaged_inverted_cdf"
  | "closest_observation"
  | "interpolated_inverted_cdf"
  | "hazen"
  | "weibull"
  | "linear"
  | "median_unbiased"
  | "normal_unbiased"
  | "lower"
  | "higher"
  | "midpoint"
  | "nearest";

/** Between which sorted elements a quantile lies. */
export interface Place {
  readonly lower: number;
  readonly upper: number;
  /** How far from `lower` to `upper`, 0 to 1. */
  readonly fraction: number;
}

type Rule = (n: number, q: number) => Place;

/** A place from its index among the sorted elements, which need not be whole. */
function placeAt(index: number, n: number, fraction?: number): Place {
  if (index >= n - 1) return { lower: n - 1, upper: n - 1, fraction: 0 };
  if (index < 0) return { lower: 0, upper: 0, fraction: 0 };
  const lower = Math.floor(index);
  return { lower, upper: lower + 1, fraction: fraction ?? index - lower };
}

function element(index: number, n: number): Place {
  const lower = Math.min(n - 1, Math.max(0, index));
  return { lower, upper: lower, fraction: 0 };
}

/** Hyndman and Fan's family: the k-th of n elements stands at (k - alpha) / (n + 1 - alpha - beta). */
function family(alpha: number, beta: number): Rule {
  return (n, q) => placeAt(n * q + (alpha + q * (1 - alpha - beta)) - 1, n);
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

function ruleOf(method: QuantileMethod): Rule | undefined {
  switch (method) {
    case "linear":
      return (n, q) => placeAt((n - 1) * q, n);
    case "lower":
      return (n, q) => element(Math.floor((n - 1) * q), n);
    case "higher":
      return (n, q) => element(Math.ceil((n - 1) * q), n);
    case "nearest":
      return (n, q) => element(roundHalfToEven((n - 1) * q), n);
    case "midpoint":
      return (n, q) => placeAt((Math.floor((n - 1) * q) + Math.ceil((n - 1) * q)) / 2, n);
    case "inverted_cdf":
      return (n, q) => element(Math.ceil(n * q - 1), n);
    case "closest_observation":
      return (n, q) => {
        const index = n * q - 1.5;
        const floor = Math.floor(index);
        return element(index === floor && floor % 2 === 0 ? floor : floor + 1, n);
      };
    case "averaged_inverted_cdf":
      return (n, q) => placeAt(n * q - 1, n, Number.isInteger(n * q - 1) ? 0.5 : 1);
    case "interpolated_inverted_cdf":
      return family(0, 1);
    case "hazen":
      return family(0.5, 0.5);
    case "weibull":
      return family(0, 0);
    case "median_unbiased":
      return family(1 / 3, 1 / 3);
    case "normal_unbiased":
      return family(3 / 8, 3 / 8);
    default:
      return undefined;
  }
}

const methods =
  "linear, lower, higher, midpoint, nearest, inverted_cdf, averaged_inverted_cdf, closest_observation, interpolated_inverted_cdf, hazen, weibull, median_unbiased, normal_unbiased";

/** The rule of a method: where quantile `q` of `n` sorted elements lies. */
export function quantileRule(method: QuantileMethod): Rule {
  const rule = ruleOf(method);
  if (rule === undefined)
    throw coreError("BAD_ARGUMENT", `method: got ${describeValue(method)}, allowed are ${methods}.`);
  return rule;
}

/** Whether a method gives an element itself and never something between two. */
export function isDiscrete(method: QuantileMethod): boolean {
  return ["lower", "higher", "nearest", "inverted_cdf", "closest_observation"].includes(method);
}

/** The value at a place between two numbers; exact at both ends and monotonic between them. */
export function between(lower: number, upper: number, fraction: number): number {
  if (fraction === 0 || lower === upper) return lower;
  const distance = upper - lower;
  return fraction >= 0.5 ? upper - distance * (1 - fraction) : lower + distance * fraction;
}
