/** The weights of the points around one point; the arrays are used again for the next one. */
export interface Neighbours {
  /** The first point that counts. */
  readonly first: number;
  readonly length: number;
  /** `(1 - (distance / width)^3)^3`. */
  readonly weight: Float64Array;
  /** From the point to its neighbours, in units of the width. */
  readonly distance: Float64Array;
}

/** The tricube weights of local regression over points that all rise or all fall. The width at a point is the distance to its k-th neighbour. */
export class LocalWeights {
  readonly size: number;
  readonly #points: Float64Array;
  readonly #rank: number;
  readonly #weight: Float64Array;
  readonly #distance: Float64Array;

  constructor(points: Float64Array, rank: number) {
    this.size = points.length;
    this.#points = points;
    this.#rank = rank;
    this.#weight = new Float64Array(points.length);
    this.#distance = new Float64Array(points.length);
  }

  at(i: number): Neighbours {
    const points = this.#points;
    const n = points.length;
    const own = points[i] as number;
    const far = (j: number): number => Math.abs((points[j] as number) - own);
    const width = this.#width(i);
    const [weight, distance] = [this.#weight, this.#distance];
    if (!(width > 0)) {
      weight[0] = 1;
      distance[0] = 0;
      return { first: i, length: 1, weight, distance };
    }
    let first = i;
    while (first > 0 && far(first - 1) < width) first--;
    let last = i;
    while (last + 1 < n && far(last + 1) < width) last++;
    for (let j = first; j <= last; j++) {
      const d = ((points[j] as number) - own) / width;
      const close = 1 - Math.abs(d) ** 3;
      distance[j - first] = d;
      weight[j - first] = close * close * close;
    }
    return { first, length: last - first + 1, weight, distance };
  }

  /** The distance to the k-th nearest point; the nearest k + 1 points stand side by side. */
  #width(i: number): number {
    const points = this.#points;
    const n = points.length;
    const own = points[i] as number;
    let [low, high] = [Math.max(0, i - this.#rank), Math.min(i, n - 1 - this.#rank)];
    // The first window whose next point on the right is not nearer than its first on the left.
    while (low < high) {
      const middle = (low + high) >> 1;
      const left = Math.abs(own - (points[middle] as number));
      const right = Math.abs((points[middle + this.#rank + 1] as number) - own);
      if (left > right) low = middle + 1;
      else high = middle;
    }
    return Math.max(Math.abs(own - (points[low] as number)), Math.abs((points[low + this.#rank] as number) - own));
  }
}
