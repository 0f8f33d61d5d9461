/**
 * Finds the lag of the greatest correlation of two spectra that are interpolated linearly, `fine` steps for each channel, without
 * computing all of them: between whole lags the correlation is bounded by those at the whole lags beside it, and only lags that can win
 * are summed up. Of lags that are equally good the one nearest to 0 wins.
 */
export class LagSearch {
  readonly #n: number;
  readonly #fine: number;
  readonly #reference: Float64Array;
  readonly #referenceFine: Float64Array;
  readonly #lineFine: Float64Array;
  readonly #weights: readonly Float64Array[];

  constructor(reference: Float64Array, fine: number) {
    this.#n = reference.length;
    this.#fine = fine;
    this.#reference = reference;
    const size = (this.#n - 1) * fine + 1;
    this.#referenceFine = refine(reference, fine, new Float64Array(size));
    this.#lineFine = new Float64Array(size);
    this.#weights = Array.from({ length: fine }, (_, part) => overlaps(fine, part));
  }

  /** The lag in fine steps. @param correlation at the whole lags from `1 - n` to `n - 1` */
  find(line: Float64Array, correlation: Float64Array): number {
    const [n, fine] = [this.#n, this.#fine];
    const slack = 1e-12 * norm(this.#reference) * norm(line) + Number.MIN_VALUE;
    if (fine === 1) return nearestBest(correlation, n - 1, slack);
    const lineFine = refine(line, fine, this.#lineFine);
    const ends = edgeBound(this.#reference, line, fine) + slack * fine;
    const total = (this.#weights[0] as Float64Array).reduce((sum, weight) => sum + weight, 0);
    let [best, bestValue] = [0, this.#sum(lineFine, 0)];
    const start = greatest(correlation) - (n - 1);
    for (let lag = (start - 1) * fine; lag <= (start + 1) * fine; lag++) consider(this, lag);
    for (let whole = 1 - n; whole < n - 1; whole++) {
      let high = 0;
      for (let k = -1; k <= 2; k++) high = Math.max(high, correlation[whole + k + n - 1] ?? 0);
      if (high * total + ends < bestValue) continue;
      for (let part = 0; part < fine; part++) {
        const weights = this.#weights[part] as Float64Array;
        let bound = ends;
        for (let k = 0; k < 4; k++) bound += (weights[k] as number) * (correlation[whole + k - 1 + n - 1] ?? 0);
        if (bound >= bestValue) consider(this, whole * fine + part);
      }
    }
    return best;

    function consider(search: LagSearch, lag: number): void {
      const value = search.#sum(lineFine, lag);
      const tolerance = slack * fine;
      if (value > bestValue + tolerance || (value >= bestValue - tolerance && Math.abs(lag) < Math.abs(best))) {
        best = lag;
        bestValue = Math.max(value, bestValue);
      }
    }
  }

  #sum(line: Float64Array, lag: number): number {
    const reference = this.#referenceFine;
    const from = Math.max(0, -lag);
    const until = Math.min(line.length, reference.length - lag);
    let sum = 0;
    for (let i = from; i < until; i++) sum += (reference[i + lag] as number) * (line[i] as number);
    return sum;
  }
}

/** The numbers with `fine - 1` ones between two of them, on straight lines. */
function refine(numbers: Float64Array, fine: number, into: Float64Array): Float64Array {
  const n = numbers.length;
  for (let i = 0; i + 1 < n; i++) {
    const [low, high] = [numbers[i] as number, numbers[i + 1] as number];
    const step = (high - low) / fine;
    for (let part = 0; part < fine; part++) into[i * fine + part] = low + part * step;
  }
  into[(n - 1) * fine] = numbers[n - 1] as number;
  return into;
}

/**
 * How much the correlations at the whole lags -1, 0, 1 and 2 contribute at a lag of `part` fine steps, if the spectra went on to zero
 * beyond their ends in one channel: the correlation of two triangles.
 */
function overlaps(fine: number, part: number): Float64Array {
  const triangle = (i: number): number => Math.max(0, 1 - Math.abs(i) / fine);
  return Float64Array.from({ length: 4 }, (_, k) => {
    const shift = part - (k - 1) * fine;
    let sum = 0;
    for (let i = -fine; i <= fine; i++) sum += triangle(i) * triangle(i + shift);
    return sum;
  });
}

/** A bound of what the missing slopes beyond the ends contribute. */
function edgeBound(a: Float64Array, b: Float64Array, fine: number): number {
  const side = (numbers: Float64Array): number =>
    Math.abs(numbers[0] as number) + Math.abs(numbers[numbers.length - 1] as number);
  const most = (numbers: Float64Array): number => {
    let high = 0;
    for (let i = 0; i < numbers.length; i++) high = Math.max(high, Math.abs(numbers[i] as number));
    return high;
  };
  const [endsA, endsB] = [side(a), side(b)];
  return ((fine - 1) / 2) * (endsA * most(b) + endsB * most(a) + endsA * endsB);
}

function norm(numbers: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += (numbers[i] as number) ** 2;
  return Math.sqrt(sum);
}

function greatest(numbers: Float64Array): number {
  let best = 0;
  for (let i = 1; i < numbers.length; i++) if ((numbers[i] as number) > (numbers[best] as number)) best = i;
  return best;
}

function nearestBest(correlation: Float64Array, zero: number, slack: number): number {
  const limit = (correlation[greatest(correlation)] as number) - slack;
  for (let far = 0; far <= zero; far++)
    for (const lag of [far, -far]) if ((correlation[zero + lag] as number) >= limit) return lag;
  return 0;
}
