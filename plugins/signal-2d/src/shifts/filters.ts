/** The median of each 3 × 3 neighbourhood; the image goes on beyond its border with its outermost pixels. */
export function medianOfNine(image: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(image.length);
  const [low, middle, high] = [0, 1, 2].map(() => new Float64Array(columns)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let row = 0; row < rows; row++) {
    const above = Math.max(row - 1, 0) * columns;
    const here = row * columns;
    const below = Math.min(row + 1, rows - 1) * columns;
    for (let i = 0; i < columns; i++) {
      let a = image[above + i] as number;
      let b = image[here + i] as number;
      const c = image[below + i] as number;
      if (a > b) {
        const kept = a;
        a = b;
        b = kept;
      }
      low[i] = c < a ? c : a;
      middle[i] = c < a ? a : c < b ? c : b;
      high[i] = c > b ? c : b;
    }
    for (let i = 0; i < columns; i++) {
      const left = i > 0 ? i - 1 : 0;
      const right = i + 1 < columns ? i + 1 : i;
      // The median of nine is that of the greatest low, the middle one of the middle and the least high of three sorted columns.
      let a = low[left] as number;
      if ((low[i] as number) > a) a = low[i] as number;
      if ((low[right] as number) > a) a = low[right] as number;
      let c = high[left] as number;
      if ((high[i] as number) < c) c = high[i] as number;
      if ((high[right] as number) < c) c = high[right] as number;
      const b = middleOf(middle[left] as number, middle[i] as number, middle[right] as number);
      result[here + i] = middleOf(a, b, c);
    }
  }
  return result;
}

function middleOf(a: number, b: number, c: number): number {
  if (a > b) return b > c ? b : a > c ? c : a;
  return a > c ? a : b > c ? c : b;
}

/** The size of Sobel's gradient; the image goes on beyond its border with its outermost pixels. */
export function sobelMagnitude(image: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(image.length);
  const sums = new Float64Array(columns);
  const steps = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const above = Math.max(row - 1, 0) * columns;
    const here = row * columns;
    const below = Math.min(row + 1, rows - 1) * columns;
    for (let i = 0; i < columns; i++) {
      const a = image[above + i] as number;
      const c = image[below + i] as number;
      sums[i] = a + 2 * (image[here + i] as number) + c;
      steps[i] = c - a;
    }
    for (let i = 0; i < columns; i++) {
      const left = i > 0 ? i - 1 : 0;
      const right = i + 1 < columns ? i + 1 : i;
      const across = (sums[right] as number) - (sums[left] as number);
      const down = (steps[left] as number) + 2 * (steps[i] as number) + (steps[right] as number);
      result[here + i] = Math.sqrt(across * across + down * down);
    }
  }
  return result;
}

/** The image with the mean of the others in place of numbers that are not finite; the same image where all are. */
export function withoutHoles(image: Float64Array): Float64Array {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < image.length; i++) {
    const value = image[i] as number;
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  if (count === image.length) return image;
  const mean = count === 0 ? 0 : sum / count;
  return image.map((value) => (Number.isFinite(value) ? value : mean));
}
