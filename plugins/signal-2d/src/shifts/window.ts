/** An image, row by row. */
export interface Picture {
  readonly numbers: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The weights of one axis for the part that two pictures have in common when the second is moved by `shift` pixels against the first:
 * a Hann window over that part, or 1 on it. The window lies between the pixels where the shift does, so that both pictures are weighted
 * alike.
 * @returns the weights of the first picture and those of the second
 */
export function windowsOf(size: number, shift: number, hanning: boolean): readonly [Float64Array, Float64Array] {
  const moved = hanning ? shift : Math.round(shift);
  const start = Math.max(0, -moved);
  const length = size - Math.abs(moved);
  const weight = (x: number): number => {
    const inside = x - start + 0.5;
    if (inside <= 1e-9 || inside >= length - 1e-9) return 0;
    return hanning ? Math.sin((Math.PI * inside) / length) ** 2 : 1;
  };
  return [
    Float64Array.from({ length: size }, (_, x) => weight(x)),
    Float64Array.from({ length: size }, (_, x) => weight(x - moved)),
  ];
}

/** The picture minus its weighted mean, times the weights of its rows and columns. */
export function weighted({ numbers, columns }: Picture, down: Float64Array, across: Float64Array): Float64Array {
  let sum = 0;
  let rows = 0;
  for (let row = 0; row < down.length; row++) {
    const weight = down[row] as number;
    if (weight === 0) continue;
    sum += weight * productOf(across, 0, numbers, row * columns, columns);
    rows += weight;
  }
  const total = rows * across.reduce((all, one) => all + one, 0);
  const mean = total === 0 ? 0 : sum / total;
  const result = new Float64Array(numbers.length);
  for (let row = 0, at = 0; row < down.length; row++) {
    const weight = down[row] as number;
    for (let i = 0; i < columns; i++, at++)
      result[at] = weight * (across[i] as number) * ((numbers[at] as number) - mean);
  }
  return result;
}

/** The sum of products of two pictures of which the second is moved by a whole number of pixels. */
export function overlapProduct(
  first: Float64Array,
  second: Float64Array,
  { rows, columns }: Picture,
  down: number,
  across: number,
): number {
  let sum = 0;
  const [top, bottom] = [Math.max(0, -down), Math.min(rows, rows - down)];
  const [left, right] = [Math.max(0, -across), Math.min(columns, columns - across)];
  for (let row = top; row < bottom; row++) {
    const there = (row + down) * columns + across;
    sum += productOf(first, row * columns + left, second, there + left, right - left);
  }
  return sum;
}

/** The sum of products of two rows; four sums at a time keep the processor busy. */
function productOf(first: Float64Array, from: number, second: Float64Array, there: number, count: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i < count - 3; i += 4) {
    a += (first[from + i] as number) * (second[there + i] as number);
    b += (first[from + i + 1] as number) * (second[there + i + 1] as number);
    c += (first[from + i + 2] as number) * (second[there + i + 2] as number);
    d += (first[from + i + 3] as number) * (second[there + i + 3] as number);
  }
  for (; i < count; i++) a += (first[from + i] as number) * (second[there + i] as number);
  return a + b + (c + d);
}
