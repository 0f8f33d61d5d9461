import { dispatch, isComplexDType, type NDArray, type Operation } from "@core/array";
import { coreError } from "@core/array/runtime";
import { alongAxis } from "./along-axis.js";
import { complexLine, hermitianLine, type LineTransform, realFullLine, realLine } from "./line.js";
import { mirrored } from "./mirror.js";
import { complexDType, floatDType } from "./options.js";

/** Attributes of the operations `sci-fft/fft`, `sci-fft/rfft` and `sci-fft/irfft`. */
export interface TransformAttributes {
  /** Points of the transform; the input is cut or padded with zeros along the axis. */
  readonly n: number;
  /** Counted from 0. */
  readonly axis: number;
  /** Whether the exponents are positive. */
  readonly inverse: boolean;
  /** Factor of the result. */
  readonly scale: number;
}

const fftOperation: Operation<TransformAttributes, NDArray> = {
  id: "sci-fft/fft",
  reference: ([a], { n, axis, inverse, scale }) => {
    const x = a as NDArray;
    const complex = isComplexDType(x.dtype);
    const line = planned(() => (complex ? complexLine(n, inverse, scale) : realFullLine(n, inverse, scale)));
    return alongAxis(x, axis, line, complex ? 2 : 1, complexDType(x.dtype));
  },
  infer: ([a], { n, axis }) => ({ dtype: complexDType((a as NDArray).dtype), shape: resized(a as NDArray, axis, n) }),
};

const rfftOperation: Operation<TransformAttributes, NDArray> = {
  id: "sci-fft/rfft",
  reference: ([a], { n, axis, inverse, scale }) =>
    alongAxis(
      a as NDArray,
      axis,
      planned(() => realLine(n, inverse, scale)),
      1,
      complexDType((a as NDArray).dtype),
    ),
  infer: ([a], { n, axis }) => ({
    dtype: complexDType((a as NDArray).dtype),
    shape: resized(a as NDArray, axis, Math.floor(n / 2) + 1),
  }),
};

const irfftOperation: Operation<TransformAttributes, NDArray> = {
  id: "sci-fft/irfft",
  reference: ([a], { n, axis, inverse, scale }) =>
    alongAxis(
      a as NDArray,
      axis,
      planned(() => hermitianLine(n, inverse, scale)),
      2,
      floatDType((a as NDArray).dtype),
    ),
  infer: ([a], { n, axis }) => ({ dtype: floatDType((a as NDArray).dtype), shape: resized(a as NDArray, axis, n) }),
};

interface MirrorAttributes {
  /** Points along the last of the axes. */
  readonly n: number;
  readonly axes: readonly number[];
}

const mirrorOperation: Operation<MirrorAttributes, NDArray> = {
  id: "sci-fft/mirror",
  reference: ([a], { n, axes }) => mirrored(a as NDArray, n, axes),
  infer: ([a], { n, axes }) => ({ dtype: (a as NDArray).dtype, shape: resized(a as NDArray, axes.at(-1)!, n) }),
};

/** Attributes of the operation `sci-fft/fftn`. */
export interface GridAttributes {
  /**
   * What goes in and comes out: complex numbers; real numbers and their whole spectrum, or the first half of it along the last axis;
   * such a half and the real numbers.
   */
  readonly kind: "complex" | "full" | "half" | "hermitian";
  /** At least one; the last one is that of the halves. */
  readonly axes: readonly number[];
  /** Points of the transform along each. */
  readonly points: readonly number[];
  readonly inverse: boolean;
  /** Factor of the result. */
  readonly scale: number;
}

const overAxes = ([a]: readonly NDArray[], { kind, axes, points, inverse, scale }: GridAttributes): NDArray => {
  const last = axes.length - 1;
  const [n, axis] = [points[last]!, axes[last]!];
  const others = axes.slice(0, last);
  if (kind === "complex") return transformAxes(a!, axes, points, inverse, scale);
  if (kind === "hermitian")
    return transformHermitian(transformAxes(a!, others, points, inverse, 1), { n, axis, inverse, scale });
  const half = transformAxes(transformReal(a!, { n, axis, inverse, scale }), others, points, inverse, 1);
  return kind === "half" ? half : mirror(half, n, axes);
};

const gridOperation: Operation<GridAttributes, NDArray> = {
  id: "sci-fft/fftn",
  reference: overAxes,
  compose: overAxes,
  infer: ([a], { kind, axes, points }) => {
    const x = a as NDArray;
    const shape = [...x.shape];
    for (const [i, axis] of axes.entries()) shape[axis] = points[i]!;
    if (kind === "half") shape[axes.at(-1)!] = Math.floor(points.at(-1)! / 2) + 1;
    return { dtype: kind === "hermitian" ? floatDType(x.dtype) : complexDType(x.dtype), shape };
  },
};

/** Transforms over several axes, one after the other as one operation. */
export function transformGrid(a: NDArray, attributes: GridAttributes): NDArray {
  return dispatch(gridOperation, [a], attributes);
}

/** The first transform takes the factor. */
function transformAxes(
  a: NDArray,
  axes: readonly number[],
  points: readonly number[],
  inverse: boolean,
  scale: number,
): NDArray {
  let result = a;
  for (let i = axes.length - 1; i >= 0; i--) {
    const first = i === axes.length - 1;
    result = transform(result, { n: points[i]!, axis: axes[i]!, inverse, scale: first ? scale : 1 });
  }
  return result;
}

/** Complex transform of real or complex numbers along one axis. */
export function transform(a: NDArray, attributes: TransformAttributes): NDArray {
  return dispatch(fftOperation, [a], attributes);
}

/** The first half of the complex transform of real numbers along one axis. */
export function transformReal(a: NDArray, attributes: TransformAttributes): NDArray {
  return dispatch(rfftOperation, [a], attributes);
}

/** Real transform of the first half of conjugate symmetric numbers along one axis. */
export function transformHermitian(a: NDArray, attributes: TransformAttributes): NDArray {
  return dispatch(irfftOperation, [a], attributes);
}

/** The whole spectrum of real numbers over some axes, from the half that {@link transformReal} leaves along the last of them. */
function mirror(a: NDArray, n: number, axes: readonly number[]): NDArray {
  return dispatch(mirrorOperation, [a], { n, axes });
}

function resized(a: NDArray, axis: number, n: number): number[] {
  return a.shape.map((size, i) => (i === axis ? n : size));
}

/** Plans of very many points may not fit into the memory. */
export function planned(make: () => LineTransform): LineTransform {
  try {
    return make();
  } catch (cause) {
    throw coreError("OUT_OF_MEMORY", "the plan of the transform does not fit into the memory.", { cause });
  }
}
