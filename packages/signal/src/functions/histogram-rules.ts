import { coreError } from "@core/array";

/** More bins than this are never of use. */
const mostBins = 1e6;

/** Edges of bins of one width by Knuth's rule: the number with the highest posterior probability. K. H. Knuth, arXiv:physics/0605197 (2006). */
export function knuthEdges(numbers: Float64Array): Float64Array {
  const sorted = numbers.slice().sort();
  const size = sorted.length;
  const [low, high] = [sorted[0] as number, sorted[size - 1] as number];
  if (!(high > low)) return Float64Array.of(low - 0.5, low + 0.5);
  const quantile = (q: number): number => {
    const place = q * (size - 1);
    const below = Math.floor(place);
    const value = sorted[below] as number;
    return value + ((sorted[Math.min(below + 1, size - 1)] as number) - value) * (place - below);
  };
  const width = (2 * (quantile(0.75) - quantile(0.25))) / Math.cbrt(size);
  const begin = width > 0 ? Math.min(Math.max(1, Math.ceil((high - low) / width)), mostBins) : 1;
  const cost = (bins: number): number => knuthCost(sorted, Math.trunc(bins));
  const bins = Math.min(Math.max(1, Math.trunc(descend(cost, begin + 1))), mostBins);
  return evenEdges(low, high, bins);
}

function evenEdges(low: number, high: number, bins: number): Float64Array {
  return Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + (i * (high - low)) / bins));
}

/** Minus the logarithm of the posterior probability of a number of bins, up to a constant. Only bins with numbers are walked through. */
function knuthCost(sorted: Float64Array, bins: number): number {
  if (!(bins > 0)) return Number.POSITIVE_INFINITY;
  const size = sorted.length;
  const low = sorted[0] as number;
  const width = (sorted[size - 1] as number) - low;
  const edge = (bin: number): number => low + (bin * width) / bins;
  let total = size * Math.log(bins) + logGamma(bins / 2) - bins * logGamma(0.5) - logGamma(size + bins / 2);
  let filled = 0;
  for (let from = 0; from < size; filled++) {
    const value = sorted[from] as number;
    let bin = Math.min(bins - 1, Math.floor(((value - low) / width) * bins));
    while (bin > 0 && value < edge(bin)) bin--;
    while (bin < bins - 1 && value >= edge(bin + 1)) bin++;
    let to = from + 1;
    if (bin === bins - 1) to = size;
    else while (to < size && (sorted[to] as number) < edge(bin + 1)) to++;
    total += logGamma(to - from + 0.5);
    from = to;
  }
  return -(total + (bins - filled) * logGamma(0.5));
}

/**
 * The place of a minimum of a function of one variable by the simplex method (J. A. Nelder, R. Mead, Comput. J. 7 (1965) 308), from a
 * start and a point 5 % beyond it, to 1e-4 in place and value and in at most 200 steps, as SciPy's `fmin`.
 */
function descend(cost: (x: number) => number, start: number): number {
  let [best, worst] = [start, start * 1.05];
  let [least, most] = [cost(best), cost(worst)];
  for (let step = 0; step < 200; step++) {
    if (most < least) [best, worst, least, most] = [worst, best, most, least];
    if (Math.abs(worst - best) <= 1e-4 && Math.abs(most - least) <= 1e-4) break;
    const at = (factor: number): number => best + factor * (worst - best);
    const reflected = at(-1);
    const there = cost(reflected);
    if (there < least) {
      const far = cost(at(-2));
      [worst, most] = far < there ? [at(-2), far] : [reflected, there];
      continue;
    }
    const between = there < most ? at(-0.5) : at(0.5);
    const inside = cost(between);
    if (there < most ? inside <= there : inside < most) [worst, most] = [between, inside];
    else [worst, most] = [at(0.5), cost(at(0.5))];
  }
  return least <= most ? best : worst;
}

/** The logarithm of the gamma function of positive numbers: Stirling's series after moving up to 10. */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < 10) {
    shift += Math.log(z);
    z++;
  }
  const inverse = 1 / (z * z);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** More different numbers would take minutes, as the time goes with their square. */
const mostBlocks = 40_000;

/**
 * Edges of bins of various widths, in which the counts do not change significantly: Bayesian blocks of events, with a chance of 5 % of a
 * false edge. J. D. Scargle et al., Astrophys. J. 764 (2013) 167.
 * @throws UNSUPPORTED for more than 40000 different numbers
 */
export function blockEdges(numbers: Float64Array): Float64Array {
  const sorted = numbers.slice().sort();
  const values: number[] = [];
  const counts: number[] = [];
  for (const value of sorted)
    if (value === values[values.length - 1]) counts[counts.length - 1] = (counts[counts.length - 1] as number) + 1;
    else {
      values.push(value);
      counts.push(1);
    }
  const size = values.length;
  if (size > mostBlocks)
    throw coreError(
      "UNSUPPORTED",
      `bins: "blocks" compares all of the ${size} different numbers with each other, ${mostBlocks} at most are allowed: take another rule or fewer numbers.`,
    );
  const first = values[0] as number;
  if (size === 1) return Float64Array.of(first - 0.5, first + 0.5);
  const edges = Float64Array.from({ length: size + 1 }, (_, i) =>
    i === 0
      ? first
      : i === size
        ? (values[size - 1] as number)
        : ((values[i - 1] as number) + (values[i] as number)) / 2,
  );
  const starts = changePoints(edges, Float64Array.from(counts), sorted.length);
  return Float64Array.from(starts, (place) => edges[place] as number);
}

/** The edges of the best blocks, found from left to right: for each last cell the best start of its block. */
function changePoints(edges: Float64Array, counts: Float64Array, total: number): number[] {
  const size = counts.length;
  const prior = 4 - Math.log(73.53 * 0.05 * total ** -0.478);
  const best = new Float64Array(size);
  const last = new Int32Array(size);
  const end = edges[size] as number;
  for (let k = 0; k < size; k++) {
    let most = Number.NEGATIVE_INFINITY;
    let place = 0;
    let events = 0;
    const width = end - (edges[k + 1] as number);
    for (let start = k; start >= 0; start--) {
      events += counts[start] as number;
      const length = end - (edges[start] as number) - width;
      const fitness =
        events * (Math.log(events) - Math.log(length)) - prior + (start > 0 ? (best[start - 1] as number) : 0);
      if (fitness >= most) {
        most = fitness;
        place = start;
      }
    }
    best[k] = most;
    last[k] = place;
  }
  const found = [size];
  for (let k = size; k > 0; k = last[k - 1] as number) found.push(last[k - 1] as number);
  return found.reverse();
}
