/**
 * Cubic splines through the points of lines on one set of places (at least four), without a knot at the second and the last but one, which
 * is what FITPACK's interpolating splines are. The solver's factors are shared by all lines.
 */
export class NotAKnot {
  readonly places: Float64Array;
  readonly #steps: Float64Array;
  readonly #upper: Float64Array;
  readonly #pivot: Float64Array;
  readonly #lower: Float64Array;

  constructor(places: Float64Array) {
    const n = places.length;
    this.places = places;
    const steps = Float64Array.from({ length: n - 1 }, (_, i) => (places[i + 1] as number) - (places[i] as number));
    const h = (i: number): number => steps[i] as number;
    this.#steps = steps;
    this.#lower = new Float64Array(n);
    this.#upper = new Float64Array(n);
    this.#pivot = new Float64Array(n);
    this.#pivot[0] = h(1);
    this.#upper[0] = h(0) + h(1);
    for (let i = 1; i < n; i++) {
      const last = i === n - 1;
      const below = last ? h(n - 2) + h(n - 3) : h(i);
      const diagonal = last ? h(n - 3) : 2 * (h(i - 1) + h(i));
      this.#upper[i] = last ? 0 : h(i - 1);
      const factor = below / (this.#pivot[i - 1] as number);
      this.#lower[i] = factor;
      this.#pivot[i] = diagonal - factor * (this.#upper[i - 1] as number);
    }
  }

  /** Writes the slopes at the places `from` up to there plus the number of places. */
  slopes(line: Float64Array, from: number, into: Float64Array): void {
    const h = this.#steps;
    const n = this.places.length;
    let before = ((line[from + 1] as number) - (line[from] as number)) / (h[0] as number);
    for (let i = 1; i < n - 1; i++) {
      const [left, right] = [h[i - 1] as number, h[i] as number];
      const after = ((line[from + i + 1] as number) - (line[from + i] as number)) / right;
      if (i === 1) into[0] = ((left + 2 * (left + right)) * right * before + left * left * after) / (left + right);
      into[i] = 3 * (right * before + left * after) - (this.#lower[i] as number) * (into[i - 1] as number);
      if (i === n - 2) {
        const end = (right * right * before + (2 * (left + right) + right) * left * after) / (left + right);
        into[n - 1] = end - (this.#lower[n - 1] as number) * (into[i] as number);
      }
      before = after;
    }
    into[n - 1] = (into[n - 1] as number) / (this.#pivot[n - 1] as number);
    for (let i = n - 2; i >= 0; i--)
      into[i] =
        ((into[i] as number) - (this.#upper[i] as number) * (into[i + 1] as number)) / (this.#pivot[i] as number);
  }
}
