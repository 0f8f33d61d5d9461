import { astype, contiguous, elementsOf, fromData, matmul, type NDArray, withRuntime } from "@core/array";
import { roundHalfEven } from "./frames.js";
import type { List } from "./maxima-list.js";

/** An image, row by row. */
export interface Picture {
  readonly numbers: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** How far the vertex of the parabola through three heights is from the middle one, and how much higher. */
function vertex(before: number, own: number, after: number): readonly [number, number] {
  const bend = 4 * own - 2 * after - 2 * before;
  return [(after - before) / bend, (after - before) ** 2 / (4 * bend)];
}

/**
 * Maxima between pixels, by parabolas along rows and columns.
 * @param heights `vertex` those of the parabolas; `bilinear` those of the image between four pixels, which are lower
 */
export function parabolic({ numbers, columns }: Picture, list: List, heights: "vertex" | "bilinear"): List {
  const [x, y, intensity] = [list.x.slice(), list.y.slice(), list.intensity.slice()];
  const at = (row: number, column: number): number => numbers[row * columns + column] as number;
  for (let i = 0; i < x.length; i++) {
    const [row, column, own] = [x[i] as number, y[i] as number, intensity[i] as number];
    const [down, more] = vertex(at(row - 1, column), own, at(row + 1, column));
    const [across, most] = vertex(at(row, column - 1), own, at(row, column + 1));
    x[i] = row + down;
    y[i] = column + across;
    intensity[i] = own + more + most;
    if (heights === "vertex") continue;
    const [r, c] = [Math.floor(row + down), Math.floor(column + across)];
    const [dr, dc] = [row + down - r, column + across - c];
    // Weights of 0 have no neighbours.
    const line = (q: number): number => (1 - dc) * at(q, c) + (dc > 0 ? dc * at(q, c + 1) : 0);
    intensity[i] = (1 - dr) * line(r) + (dr > 0 ? dr * line(r + 1) : 0);
  }
  return { x, y, intensity };
}

/**
 * The same maxima where the image's Fourier series has them, on a grid `factor` times as fine as the pixels and by parabolas between its
 * points (Guizar-Sicairos et al., Opt. Lett. 33, 156 (2008)). The series is summed in real space, as products of two matrices.
 * @param like for the runtime
 */
export function upsampled({ numbers, rows, columns }: Picture, list: List, factor: number, like: NDArray): List {
  const points = Math.ceil(1.5 * factor);
  const before = Math.trunc(points / 2);
  const [x, y] = [list.x.slice(), list.y.slice()];
  const image = withRuntime(like.runtime, fromData(new Float64Array(numbers), [rows, columns]) as NDArray);
  const corner = rows % 2 === 0 && columns % 2 === 0 ? alternating(numbers, rows, columns) : 0;
  const atOnce = Math.max(1, Math.floor(2 ** 22 / (points * Math.max(rows, columns))));
  for (let first = 0; first < x.length; first += atOnce) {
    const some = Math.min(atOnce, x.length - first);
    const [xs, ys] = [x, y].map((list) =>
      Float64Array.from({ length: some * points }, (_, i) => {
        const start = roundHalfEven((list[first + Math.floor(i / points)] as number) * 2) / 2;
        return roundHalfEven(start * factor) / factor + ((i % points) - before) / factor;
      }),
    ) as [Float64Array, Float64Array];
    const product = matmul(withRuntime(like.runtime, dirichlet(xs, rows)), image) as NDArray;
    const lines = elementsOf(contiguous(astype(product, "float64"))) as Float64Array;
    const weights = elementsOf(dirichlet(ys, columns)) as Float64Array;
    for (let k = 0; k < some; k++) {
      const fine = windowOf(lines, weights, k, points, columns);
      for (let i = 0; i < points; i++)
        for (let j = 0; j < points; j++) {
          const place = i * points + j;
          const [a, b] = [xs[k * points + i] as number, ys[k * points + j] as number];
          if (corner !== 0)
            fine[place] =
              (fine[place] as number) - (corner * Math.sin(Math.PI * a) * Math.sin(Math.PI * b)) / (rows * columns);
        }
      const [i, j] = highest(fine, points);
      x[first + k] = (xs[k * points + Math.floor(i)] as number) + (i - Math.floor(i)) / factor;
      y[first + k] = (ys[k * points + Math.floor(j)] as number) + (j - Math.floor(j)) / factor;
    }
  }
  return { ...list, x, y };
}

/** What the highest frequencies along rows and columns leave of an image. */
function alternating(numbers: Float64Array, rows: number, columns: number): number {
  let total = 0;
  for (let row = 0; row < rows; row++) {
    let line = 0;
    for (let column = 0; column < columns; column += 2)
      line += (numbers[row * columns + column] as number) - (numbers[row * columns + column + 1] as number);
    total += row % 2 === 0 ? line : -line;
  }
  return total;
}

/** The share of each point of a periodic line in the values at some places: the real part of the sum over all its frequencies. */
function dirichlet(places: Float64Array, n: number): NDArray {
  const shares = new Float64Array(places.length * n);
  const even = n % 2 === 0;
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    const nearest = Math.round(place);
    const part = place - nearest;
    // All differences from points are the part of a pixel and whole pixels, so that the sine changes its sign only.
    const sine = Math.sin(Math.PI * part);
    for (let k = 0; k < n; k++) {
      const steps = nearest - k;
      const angle = (Math.PI * (part + steps)) / n;
      const own = Math.sin(angle);
      let share: number;
      if (Math.abs(own) < 1e-12) share = 1;
      else share = ((steps % 2 === 0 ? sine : -sine) * (even ? Math.cos(angle) : 1)) / (own * n);
      shares[i * n + k] = share;
    }
  }
  return fromData(shares, [places.length, n]) as NDArray;
}

function windowOf(
  lines: Float64Array,
  weights: Float64Array,
  k: number,
  points: number,
  columns: number,
): Float64Array {
  const fine = new Float64Array(points * points);
  for (let i = 0; i < points; i++)
    for (let j = 0; j < points; j++) {
      const [own, other] = [(k * points + i) * columns, (k * points + j) * columns];
      let sum = 0;
      for (let c = 0; c < columns; c++) sum += (lines[own + c] as number) * (weights[other + c] as number);
      fine[i * points + j] = sum;
    }
  return fine;
}

/** The highest point of a grid, between its points where it is not at the border. */
function highest(fine: Float64Array, points: number): readonly [number, number] {
  let place = 0;
  for (let i = 1; i < fine.length; i++) if ((fine[i] as number) > (fine[place] as number)) place = i;
  const [i, j] = [Math.floor(place / points), place % points];
  if (i === 0 || j === 0 || i === points - 1 || j === points - 1) return [i, j];
  const at = (row: number, column: number): number => fine[row * points + column] as number;
  const [down] = vertex(at(i - 1, j), at(i, j), at(i + 1, j));
  const [across] = vertex(at(i, j - 1), at(i, j), at(i, j + 1));
  return [i + down, j + across];
}
