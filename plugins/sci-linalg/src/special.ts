import { type ArrayLikeInput, asArray, assign, type NDArray, promoteTypes, sliceArray, zeros } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { arrayOf, oneOf, partsOf, shapeText } from "./input.js";
import { fourier } from "./structured.js";

function count(n: unknown, name: string, least = 0): number {
  if (typeof n === "number" && Number.isSafeInteger(n) && n >= least && n <= 2 ** 14) return n;
  throw coreError("BAD_VALUE", `${name}: got ${describeValue(n)}, expected a whole number from ${least} to 2 ** 14.`);
}

/** A list of numbers in its own dtype. */
function listOf(value: ArrayLikeInput, name: string): NDArray {
  const given = asArray(value);
  if (given.shape.length > 1 && given.size !== Math.max(0, ...given.shape))
    throw coreError("BAD_SHAPE", `${name}: got shape ${shapeText(given.shape)}, expected a list.`);
  return given.reshape([-1]);
}

/** A matrix made of elements of some lists, in the dtype of those. */
function gathered(
  lists: readonly NDArray[],
  rows: number,
  columns: number,
  pick: (i: number, j: number) => readonly [list: number, place: number] | undefined,
): NDArray {
  const dtype = lists.map((one) => one.dtype).reduce(promoteTypes);
  const result = lists[0]!.make(dtype, [rows, columns]);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const found = pick(i, j);
      if (found !== undefined) result.set([i, j], lists[found[0]]!.get(found[1]));
    }
  }
  return result;
}

function numbers(rows: number, columns: number, value: (i: number, j: number) => number): NDArray {
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) data[i * columns + j] = value(i, j);
  return arrayOf(undefined, [rows, columns], data, undefined, "float64");
}

/** The matrix with the given ones along its diagonal, and zeros elsewhere; lists are single rows. @throws BAD_SHAPE for more than two axes */
export function blockDiag(...arrays: ArrayLikeInput[]): NDArray {
  const blocks = (arrays.length === 0 ? [[[]] as ArrayLikeInput] : arrays).map((one, i) => {
    const given = asArray(one);
    if (given.shape.length > 2)
      throw coreError(
        "BAD_SHAPE",
        `arrays: number ${i} has shape ${shapeText(given.shape)}, expected at most two axes.`,
      );
    return given.shape.length === 2 ? given : given.reshape([1, given.size]);
  });
  const dtype = blocks.map((one) => one.dtype).reduce(promoteTypes);
  const size = (axis: 0 | 1): number => blocks.reduce((sum, one) => sum + one.shape[axis]!, 0);
  const result = blocks[0]!.make(dtype, [size(0), size(1)]);
  let [row, column] = [0, 0];
  for (const block of blocks) {
    const [height, width] = block.shape as [number, number];
    if (block.size > 0) assign(sliceArray(result, `${row}:${row + height}`, `${column}:${column + width}`), block);
    row += height;
    column += width;
  }
  return result;
}

/** The Toeplitz matrix with the first column `c` and the first row `r`, whose own first element does not count; without `r` the conjugate of `c`. */
export function toeplitz(c: ArrayLikeInput, r?: ArrayLikeInput): NDArray {
  const column = listOf(c, "c");
  const row = r === undefined ? conjugated(column) : listOf(r, "r");
  return gathered([column, row], column.size, row.size, (i, j) => (i >= j ? [0, i - j] : [1, j - i]));
}

function conjugated(a: NDArray): NDArray {
  const { re, im } = partsOf(a);
  if (im === undefined) return a;
  return arrayOf(
    a,
    [re.length],
    re,
    im.map((x) => -x),
    a.dtype,
  );
}

/** The circulant matrix with the first column `c`. */
export function circulant(c: ArrayLikeInput): NDArray {
  const column = listOf(c, "c");
  const n = column.size;
  return gathered([column], n, n, (i, j) => [0, (i - j + n) % n]);
}

/** The Hankel matrix with the first column `c` and the last row `r` (zeros), whose first element does not count. */
export function hankel(c: ArrayLikeInput, r?: ArrayLikeInput): NDArray {
  const column = listOf(c, "c");
  const row = r === undefined ? column.make(column.dtype, [column.size]) : listOf(r, "r");
  const n = column.size;
  return gathered([column, row], n, row.size, (i, j) => (i + j < n ? [0, i + j] : [1, i + j - n + 1]));
}

/** The Hilbert matrix, `1 / (i + j + 1)`. */
export function hilbert(n: number): NDArray {
  checkKind("hilbert", "n", n, "number");
  return numbers(count(n, "n"), n, (i, j) => 1 / (i + j + 1));
}

/** The inverse of the Hilbert matrix, whose elements are whole numbers; exact as float64 up to n = 13. */
export function invhilbert(n: number): NDArray {
  checkKind("invhilbert", "n", n, "number");
  const size = count(n, "n");
  return numbers(size, size, (i, j) => {
    const s = BigInt(i + j);
    const sign = s % 2n === 0n ? 1n : -1n;
    const value =
      sign *
      (s + 1n) *
      choose(BigInt(n + i), BigInt(n - j - 1)) *
      choose(BigInt(n + j), BigInt(n - i - 1)) *
      choose(s, BigInt(i)) ** 2n;
    return Number(value);
  });
}

function choose(n: bigint, k: bigint): bigint {
  if (k < 0n || k > n) return 0n;
  let result = 1n;
  for (let i = 1n; i <= k; i++) result = (result * (n - k + i)) / i;
  return result;
}

/** Options of {@link vander}. */
export interface VanderOptions {
  /** The number of columns; as many as elements by default. */
  readonly n?: number;
  /** Whether powers rise from left to right; they fall by default. */
  readonly increasing?: boolean;
}

/** The Vandermonde matrix, columns of powers of `x` (NumPy's vander). @throws BAD_SHAPE when `x` is not a list */
export function vander(x: ArrayLikeInput, options: VanderOptions = {}): NDArray {
  checkOptions("vander", options, { n: "number", increasing: "boolean" });
  const given = asArray(x);
  if (given.shape.length !== 1)
    throw coreError("BAD_SHAPE", `x: got shape ${shapeText(given.shape)}, expected a list.`);
  const columns = options.n === undefined ? given.size : count(options.n, "n");
  const { re, im } = partsOf(given);
  const size = given.size * columns;
  const [outRe, outIm] = [new Float64Array(size), im === undefined ? undefined : new Float64Array(size)];
  for (let i = 0; i < given.size; i++) {
    let [p, q] = [1, 0];
    for (let k = 0; k < columns; k++) {
      const at = i * columns + (options.increasing === true ? k : columns - 1 - k);
      outRe[at] = p;
      if (outIm !== undefined) outIm[at] = q;
      [p, q] = im === undefined ? [p * re[i]!, 0] : [p * re[i]! - q * im[i]!, p * im[i]! + q * re[i]!];
    }
  }
  const result = arrayOf(given, [given.size, columns], outRe, outIm, im === undefined ? "float64" : "complex128");
  return result.dtype === given.dtype || given.dtype === "bool" ? result : result.astype(given.dtype);
}

/** The companion matrix of a polynomial, its coefficients from the highest power on. @throws BAD_SHAPE, BAD_VALUE when the first is 0 */
export function companion(a: ArrayLikeInput): NDArray {
  const given = asArray(a);
  if (given.shape.length !== 1 || given.size < 2)
    throw coreError("BAD_SHAPE", `a: got shape ${shapeText(given.shape)}, expected two coefficients or more.`);
  const { re, im } = partsOf(given);
  if (re[0] === 0 && (im === undefined || im[0] === 0))
    throw coreError("BAD_VALUE", "a: the first coefficient is 0, expected another number.");
  const n = given.size - 1;
  const [outRe, outIm] = [new Float64Array(n * n), im === undefined ? undefined : new Float64Array(n * n)];
  const length = re[0]! ** 2 + (im?.[0] ?? 0) ** 2;
  for (let j = 0; j < n; j++) {
    const [x, y, u, v] = [-re[j + 1]!, -(im?.[j + 1] ?? 0), re[0]!, im?.[0] ?? 0];
    outRe[j] = im === undefined ? x / u : (x * u + y * v) / length;
    if (outIm !== undefined) outIm[j] = (y * u - x * v) / length;
  }
  for (let i = 1; i < n; i++) outRe[i * n + i - 1] = 1;
  const dtype =
    given.dtype === "float32" || given.dtype === "complex64"
      ? given.dtype
      : im === undefined
        ? "float64"
        : "complex128";
  return arrayOf(given, [n, n], outRe, outIm, dtype);
}

/** The Hadamard matrix of 1 and -1 (Sylvester's construction). @throws BAD_VALUE when n is not a power of 2 */
export function hadamard(n: number): NDArray {
  checkKind("hadamard", "n", n, "number");
  const size = count(n, "n", 1);
  if ((size & (size - 1)) !== 0) throw coreError("BAD_VALUE", `n: got ${n}, expected a power of 2.`);
  return numbers(size, size, (i, j) => {
    let odd = false;
    for (let both = i & j; both > 0; both &= both - 1) odd = !odd;
    return odd ? -1 : 1;
  });
}

/** Forms of Pascal's matrix. */
export interface PascalOptions {
  readonly kind?: "symmetric" | "lower" | "upper";
}

/** Pascal's matrix of binomial coefficients, `(i + j) over i`, or its triangles `i over j`; rounded to float64 where they are larger than that holds. */
export function pascal(n: number, options: PascalOptions = {}): NDArray {
  checkOptions("pascal", options, { kind: "any" });
  checkKind("pascal", "n", n, "number");
  const kind = oneOf(options.kind ?? "symmetric", ["symmetric", "lower", "upper"], "kind");
  const size = count(n, "n");
  return numbers(size, size, (i, j) =>
    Number(
      kind === "symmetric"
        ? choose(BigInt(i + j), BigInt(i))
        : kind === "lower"
          ? choose(BigInt(i), BigInt(j))
          : choose(BigInt(j), BigInt(i)),
    ),
  );
}

/** The inverse of {@link pascal}. */
export function invpascal(n: number, options: PascalOptions = {}): NDArray {
  checkOptions("invpascal", options, { kind: "any" });
  checkKind("invpascal", "n", n, "number");
  const kind = oneOf(options.kind ?? "symmetric", ["symmetric", "lower", "upper"], "kind");
  const size = count(n, "n");
  const sign = (i: number, j: number): bigint => ((i + j) % 2 === 0 ? 1n : -1n);
  return numbers(size, size, (i, j) => {
    if (kind === "lower") return Number(sign(i, j) * choose(BigInt(i), BigInt(j))) + 0;
    if (kind === "upper") return Number(sign(i, j) * choose(BigInt(j), BigInt(i))) + 0;
    let sum = 0n;
    for (let k = Math.max(i, j); k < size; k++) sum += choose(BigInt(k), BigInt(i)) * choose(BigInt(k), BigInt(j));
    return Number(sign(i, j) * sum);
  });
}

/** Options of {@link dft}. */
export interface DftOptions {
  /** "sqrtn" divides by the root of n, "n" by n. */
  readonly scale?: "sqrtn" | "n";
}

/** The matrix of the discrete Fourier transform, `exp(-2 pi i j k / n)`. @throws BAD_ARGUMENT for an unknown scale */
export function dft(n: number, options: DftOptions = {}): NDArray {
  checkOptions("dft", options, { scale: "any" });
  checkKind("dft", "n", n, "number");
  const size = count(n, "n");
  const { re, im } = fourier(size);
  const scale = options.scale === undefined ? undefined : oneOf(options.scale, ["sqrtn", "n"], "scale");
  const by = scale === undefined ? 1 : scale === "n" ? size : Math.sqrt(size);
  return arrayOf(
    undefined,
    [size, size],
    re.map((x) => x / by),
    im.map((x) => x / by),
    "complex128",
  );
}

/** Leslie's matrix of a population: `f` (n) the births, `s` (n - 1) the survival. @throws BAD_SHAPE */
export function leslie(f: ArrayLikeInput, s: ArrayLikeInput): NDArray {
  const [births, survival] = [asArray(f), asArray(s)];
  if (
    births.shape.length !== 1 ||
    survival.shape.length !== 1 ||
    births.size !== survival.size + 1 ||
    survival.size < 1
  )
    throw coreError(
      "BAD_SHAPE",
      `f and s: got shapes ${shapeText(births.shape)} and ${shapeText(survival.shape)}, expected n and n - 1 numbers.`,
    );
  return gathered([births, survival], births.size, births.size, (i, j) =>
    i === 0 ? [0, j] : i === j + 1 ? [1, j] : undefined,
  );
}

/** Helmert's matrix of contrasts (n - 1, n); with `full` the first row of equal numbers, too. */
export function helmert(n: number, options: { readonly full?: boolean } = {}): NDArray {
  checkOptions("helmert", options, { full: "boolean" });
  checkKind("helmert", "n", n, "number");
  const size = count(n, "n", 1);
  const skip = options.full === true ? 0 : 1;
  return numbers(size - skip, size, (row, j) => {
    const i = row + skip;
    if (i === 0) return 1 / Math.sqrt(size);
    const length = Math.sqrt(i * (i + 1));
    return j < i ? 1 / length : j === i ? -i / length : 0;
  });
}

/** Fiedler's matrix of distances `|a[i] - a[j]|`. @throws BAD_SHAPE */
export function fiedler(a: ArrayLikeInput): NDArray {
  const given = asArray(a);
  if (given.shape.length > 1) throw coreError("BAD_SHAPE", `a: got shape ${shapeText(given.shape)}, expected a list.`);
  const { re, im } = partsOf(given);
  const n = re.length;
  return numbers(n, n, (i, j) => Math.hypot(re[i]! - re[j]!, (im?.[i] ?? 0) - (im?.[j] ?? 0)));
}

/** Fiedler's companion matrix with five diagonals of a polynomial, its coefficients from the highest power on. @throws BAD_SHAPE, BAD_VALUE */
export function fiedlerCompanion(a: ArrayLikeInput): NDArray {
  const given = asArray(a);
  if (given.shape.length !== 1)
    throw coreError("BAD_SHAPE", `a: got shape ${shapeText(given.shape)}, expected a list.`);
  if (given.size <= 2) return given.size === 2 ? companion(given) : zeros([0]);
  const { re, im } = partsOf(given);
  if (im !== undefined)
    throw coreError("UNSUPPORTED", "fiedlerCompanion: complex coefficients are not supported; companion takes them.");
  if (re[0] === 0) throw coreError("BAD_VALUE", "a: the first coefficient is 0, expected another number.");
  const n = given.size - 1;
  const c = Array.from(re, (x) => x / re[0]!);
  const data = new Float64Array(n * n);
  const set = (i: number, j: number, value: number): void => {
    if (i < n && j < n) data[i * n + j] = value;
  };
  set(0, 0, -c[1]!);
  for (let i = 3; i < n; i += 2) set(i, i - 2, 1);
  for (let i = 0; i + 2 < n; i += 2) set(i, i + 2, 1);
  set(1, 0, 1);
  for (let i = 1, k = 3; i + 1 < n; i += 2, k += 2) set(i + 1, i, -c[k]!);
  for (let i = 0, k = 2; i + 1 < n; i += 2, k += 2) set(i, i + 1, -c[k]!);
  return arrayOf(given, [n, n], data, undefined, "float64");
}

/** Options of {@link convolutionMatrix}. */
export interface ConvolutionMatrixOptions {
  readonly mode?: "full" | "valid" | "same";
}

/** The matrix that convolves lists of `n` elements with `a`. @throws BAD_SHAPE, BAD_VALUE, BAD_ARGUMENT for an unknown mode */
export function convolutionMatrix(a: ArrayLikeInput, n: number, options: ConvolutionMatrixOptions = {}): NDArray {
  checkOptions("convolutionMatrix", options, { mode: "any" });
  checkKind("convolutionMatrix", "n", n, "number");
  const mode = oneOf(options.mode ?? "full", ["full", "valid", "same"], "mode");
  const columns = count(n, "n", 1);
  const given = asArray(a);
  if (given.shape.length !== 1 || given.size === 0)
    throw coreError("BAD_SHAPE", `a: got shape ${shapeText(given.shape)}, expected a list.`);
  const m = given.size;
  const total = m + columns - 1;
  const rows =
    mode === "full" ? total : mode === "same" ? Math.max(m, columns) : Math.max(m, columns) - Math.min(m, columns) + 1;
  const start = Math.floor((total - rows) / 2);
  return gathered([given], rows, columns, (i, j) => {
    const place = i + start - j;
    return place >= 0 && place < m ? [0, place] : undefined;
  });
}

/** The Khatri-Rao product: Kronecker products of columns. @throws BAD_SHAPE when the numbers of columns differ */
export function khatriRao(a: ArrayLikeInput, b: ArrayLikeInput): NDArray {
  const [first, second] = [asArray(a), asArray(b)];
  if (first.shape.length !== 2 || second.shape.length !== 2 || first.shape[1] !== second.shape[1])
    throw coreError(
      "BAD_SHAPE",
      `a and b: got shapes ${shapeText(first.shape)} and ${shapeText(second.shape)}, expected matrices with as many columns.`,
    );
  const [m, k] = first.shape as [number, number];
  const n = second.shape[0]!;
  const [p, q] = [partsOf(first), partsOf(second)];
  const complex = p.im !== undefined || q.im !== undefined;
  const [re, im] = [new Float64Array(m * n * k), complex ? new Float64Array(m * n * k) : undefined];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      for (let c = 0; c < k; c++) {
        const at = (i * n + j) * k + c;
        const [x, y, u, v] = [p.re[i * k + c]!, p.im?.[i * k + c] ?? 0, q.re[j * k + c]!, q.im?.[j * k + c] ?? 0];
        re[at] = x * u - y * v;
        if (im !== undefined) im[at] = x * v + y * u;
      }
    }
  }
  const dtype = promoteTypes(first.dtype, second.dtype);
  const result = arrayOf(first, [m * n, k], re, im, complex ? "complex128" : "float64");
  return result.dtype === dtype ? result : result.astype(dtype);
}
