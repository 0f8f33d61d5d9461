/** For each element the nearest background element (its position in C order, -1 for none) and the squared distance to it. */
export interface Features {
  readonly sites: Int32Array;
  readonly squares: Float64Array;
}

/** Nearest background elements along the first axis, by one sweep down and one up; of two as near the first one counts. */
export function alongFirst(bits: Uint8Array, length: number, step: number, { sites, squares }: Features): void {
  const inner = bits.length / length;
  for (let i = 0; i < inner; i++) sites[i] = bits[i] === 0 ? i : -1;
  for (let i = inner; i < bits.length; i++) sites[i] = bits[i] === 0 ? i : (sites[i - inner] as number);
  for (let row = length - 1; row >= 0; row--) {
    for (let k = 0; k < inner; k++) {
      const i = row * inner + k;
      const above = sites[i] as number;
      const below = row + 1 < length ? (sites[i + inner] as number) : -1;
      // A site of the next row that is not below this one was above that one too.
      const site = below > i && (above < 0 || below - i < i - above) ? below : above;
      sites[i] = site;
      const distance = ((site - i) / inner) * step;
      squares[i] = site < 0 ? Number.POSITIVE_INFINITY : distance * distance;
    }
  }
}

/** Adds one more axis: along it, the lower envelope of the parabolas of what the axes before have found. */
export function alongLater(shape: readonly number[], axis: number, step: number, { sites, squares }: Features): void {
  const length = shape[axis] as number;
  let inner = 1;
  for (let i = axis + 1; i < shape.length; i++) inner *= shape[i] as number;
  const outer = sites.length / (length * inner);
  const own = { sites: new Int32Array(length), squares: new Float64Array(length), stack: new Int32Array(length) };
  for (let o = 0; o < outer; o++)
    for (let k = 0; k < inner; k++) lowerEnvelope(sites, squares, o * length * inner + k, inner, length, step, own);
}

function lowerEnvelope(
  sites: Int32Array,
  squares: Float64Array,
  base: number,
  stride: number,
  length: number,
  step: number,
  own: Features & { readonly stack: Int32Array },
): void {
  const { stack, sites: ownSites, squares: ownSquares } = own;
  let top = -1;
  for (let i = 0; i < length; i++) {
    const square = squares[base + i * stride] as number;
    ownSites[i] = sites[base + i * stride] as number;
    ownSquares[i] = square;
    if ((ownSites[i] as number) < 0) continue;
    while (top >= 1) {
      const middle = stack[top] as number;
      const first = stack[top - 1] as number;
      const a = (middle - first) * step;
      const b = (i - middle) * step;
      const c = a + b;
      if (c * (ownSquares[middle] as number) - b * (ownSquares[first] as number) - a * square - a * b * c <= 0) break;
      top--;
    }
    stack[++top] = i;
  }
  if (top < 0) return;
  let l = 0;
  for (let i = 0; i < length; i++) {
    let site = stack[l] as number;
    let away = (site - i) * step;
    let distance = (ownSquares[site] as number) + away * away;
    while (l < top) {
      const next = stack[l + 1] as number;
      away = (next - i) * step;
      const other = (ownSquares[next] as number) + away * away;
      if (distance <= other) break;
      distance = other;
      site = next;
      l++;
    }
    sites[base + i * stride] = ownSites[site] as number;
    squares[base + i * stride] = distance;
  }
}
