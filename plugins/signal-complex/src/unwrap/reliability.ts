/** Two neighbours on opposite sides of a pixel, as distances in memory. */
interface Opposite {
  readonly before: Int32Array;
  readonly after: Int32Array;
}

/** Steps along the axes of an array to one neighbour of each opposite pair, in the order in which their terms are added up. */
const steps2: readonly (readonly number[])[] = [
  [0, -1],
  [-1, 0],
  [-1, -1],
  [-1, 1],
];
const steps3: readonly (readonly number[])[] = [
  [0, 0, -1],
  [0, -1, 0],
  [-1, 0, 0],
  [0, -1, -1],
  [0, -1, 1],
  [-1, -1, -1],
  [-1, -1, 0],
  [-1, -1, 1],
  [-1, 0, -1],
  [-1, 0, 1],
  [-1, 1, -1],
  [-1, 1, 0],
  [-1, 1, 1],
];
// The reference adds up the terms of the far sides of volumes in other orders, which shows in the last digit.
const farOrders: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5, 7, 6, 8, 9, 10, 11, 12],
  [0, 1, 2, 3, 4, 5, 7, 6, 8, 9, 10, 11, 12],
  [0, 1, 2, 3, 4, 5, 7, 8, 9, 6, 10, 11, 12],
];

/**
 * The reliability of each pixel of an image or volume: the sum of its squared second differences, all wrapped; small is good. At
 * borders that are not connected with the opposite one, and where numbers are not finite, what is in `start` stays.
 * Source: M. A. Herráez et al., Appl. Opt. 41 (2002) 7437; H. Abdul-Rahman et al., Proc. SPIE 5856 (2005) 32.
 */
export function reliabilities(
  values: Float64Array,
  shape: readonly number[],
  wrapAround: readonly boolean[],
  start: Float64Array,
): Float64Array {
  const reliability = start.slice();
  const steps = shape.length === 2 ? steps2 : steps3;
  const inner = shape.map((size) => [1, size - 1] as const);
  fill(values, reliability, shape, inner, neighbours(shape, steps, undefined));
  for (const [axis, size] of shape.entries()) {
    if (wrapAround[axis] !== true) continue;
    for (const place of [0, size - 1]) {
      const face = inner.map((range, i) => (i === axis ? ([place, place + 1] as const) : range));
      const far = place > 0 && shape.length === 3 ? (farOrders[axis] as readonly number[]) : undefined;
      const ordered = far === undefined ? steps : far.map((i) => steps[i] as readonly number[]);
      fill(values, reliability, shape, face, neighbours(shape, ordered, { axis, place }));
    }
  }
  return reliability;
}

/** Distances to opposite neighbours, for pixels inside or on one face whose neighbours beyond it are on the opposite face. */
function neighbours(
  shape: readonly number[],
  steps: readonly (readonly number[])[],
  face: { readonly axis: number; readonly place: number } | undefined,
): Opposite {
  const strides = stridesOf(shape);
  const distance = (step: readonly number[], sign: number): number => {
    let sum = 0;
    for (const [axis, one] of step.entries()) {
      let moved = sign * one;
      if (face?.axis === axis) {
        const size = shape[axis] as number;
        moved = ((face.place + moved + size) % size) - face.place;
      }
      sum += moved * (strides[axis] as number);
    }
    return sum;
  };
  return {
    before: Int32Array.from(steps, (step) => distance(step, 1)),
    after: Int32Array.from(steps, (step) => distance(step, -1)),
  };
}

/** The distances in memory between neighbours along each axis of an array in C order. */
export function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
}

type Range = readonly [from: number, to: number];

function fill(
  values: Float64Array,
  reliability: Float64Array,
  shape: readonly number[],
  ranges: readonly Range[],
  opposite: Opposite,
): void {
  const last = shape.length - 1;
  const width = shape[last] as number;
  const height = shape[last - 1] as number;
  const [from, to] = ranges[last] as Range;
  const [top, bottom] = ranges[last - 1] as Range;
  const [front, back] = shape.length === 3 ? (ranges[0] as Range) : [0, 1];
  for (let z = front; z < back; z++)
    for (let y = top; y < bottom; y++) {
      const row = (z * height + y) * width;
      fillRow(values, reliability, row + from, row + to, opposite);
    }
}

function fillRow(
  values: Float64Array,
  reliability: Float64Array,
  from: number,
  to: number,
  { before, after }: Opposite,
): void {
  for (let at = from; at < to; at++) {
    const own = values[at] as number;
    let sum = 0;
    for (let pair = 0; pair < before.length; pair++) {
      const difference =
        wrap((values[at + (before[pair] as number)] as number) - own) -
        wrap(own - (values[at + (after[pair] as number)] as number));
      sum += difference * difference;
    }
    if (sum < Number.POSITIVE_INFINITY) reliability[at] = sum;
  }
}

function wrap(difference: number): number {
  if (difference > Math.PI) return difference - 2 * Math.PI;
  return difference < -Math.PI ? difference + 2 * Math.PI : difference;
}
