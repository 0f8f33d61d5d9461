import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { type CheckOptions, shapeText, singularError, stackOf } from "./input.js";
import { divide } from "./kernels/quasi-vectors.js";
import { complexMatrix, type Matrix } from "./matrix.js";

import { rightSides, solutions } from "./solve.js";

/**
 * Solves `a x = b` for a banded matrix with `lAndU = [l, u]` diagonals below and above: element (i, j) of `a` stands at `ab[u + i - j, j]`.
 * Elimination with partial pivoting inside the band.
 * @throws SINGULAR, BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function solveBanded(
  lAndU: readonly [number, number],
  ab: ArrayLikeInput,
  b: ArrayLikeInput,
  options: CheckOptions = {},
): NDArray {
  checkOptions("solveBanded", options, { checkFinite: "boolean" });
  if (!Array.isArray(lAndU))
    throw coreError("BAD_ARGUMENT", `lAndU: got ${describeValue(lAndU)}, expected two counts of diagonals.`);
  const stack = stackOf(ab, "ab", options);
  const [l, u] = lAndU as readonly [number, number];
  const n = stack.columns;
  if (!Number.isInteger(l) || !Number.isInteger(u) || l < 0 || u < 0 || l + u + 1 !== stack.rows)
    throw coreError(
      "BAD_SHAPE",
      `lAndU: got [${lAndU}] for ab with ${stack.rows} rows, expected l + u + 1 to equal the number of rows.`,
    );
  if (stack.lead.length > 0)
    throw coreError("BAD_SHAPE", `ab: got shape ${shapeText(stack.source.shape)}, expected one banded matrix.`);
  const right = rightSides(b, stack, n, options);
  const x = right.at(0);
  const complex = stack.complex || right.complex;
  const band = stack.at(0);
  const solved = bandedSolve(complex ? complexMatrix(band) : band, l, u, complex ? complexMatrix(x) : x);
  return solutions(stack, right, [solved], n);
}

/** Rows of a band with room for what pivoting adds: row i holds columns i - l to i + u + l. */
function bandedSolve(ab: Matrix, l: number, u: number, b: Matrix): Matrix {
  const n = ab.columns;
  const width = 2 * l + u + 1;
  const re = new Float64Array(n * width);
  const im = new Float64Array(ab.im === undefined ? 0 : n * width);
  for (let i = 0; i < n; i++) {
    for (let j = Math.max(0, i - l); j <= Math.min(n - 1, i + u); j++) {
      re[i * width + j - i + l] = ab.re[(u + i - j) * n + j]!;
      if (ab.im !== undefined) im[i * width + j - i + l] = ab.im[(u + i - j) * n + j]!;
    }
  }
  const complex = ab.im !== undefined;
  const k = b.columns;
  const bIm = b.im ?? new Float64Array(0);
  for (let i = 0; i < n; i++) {
    const last = Math.min(n - 1, i + l);
    let pivot = i;
    let largest = -1;
    for (let row = i; row <= last; row++) {
      const at = row * width + i - row + l;
      const size = Math.abs(re[at]!) + (complex ? Math.abs(im[at]!) : 0);
      if (size > largest) {
        largest = size;
        pivot = row;
      }
    }
    if (!(largest > 0)) throw singularError("solveBanded");
    const end = Math.min(n - 1, i + u + l);
    if (pivot !== i) {
      for (let j = i; j <= end; j++) {
        exchange(re, i * width + j - i + l, pivot * width + j - pivot + l);
        if (complex) exchange(im, i * width + j - i + l, pivot * width + j - pivot + l);
      }
      for (let j = 0; j < k; j++) {
        exchange(b.re, i * k + j, pivot * k + j);
        if (complex) exchange(bIm, i * k + j, pivot * k + j);
      }
    }
    const head = i * width + l;
    for (let row = i + 1; row <= last; row++) {
      const at = row * width + i - row + l;
      if (!complex) {
        const f = re[at]! / re[head]!;
        if (f === 0) continue;
        for (let j = 1; j <= end - i; j++) re[at + j]! -= f * re[head + j]!;
        for (let j = 0; j < k; j++) b.re[row * k + j]! -= f * b.re[i * k + j]!;
        continue;
      }
      const [fx, fy] = divide(re[at]!, im[at]!, re[head]!, im[head]!);
      for (let j = 1; j <= end - i; j++) subtractAt(re, im, at + j, head + j, fx, fy);
      for (let j = 0; j < k; j++) subtractAt(b.re, bIm, row * k + j, i * k + j, fx, fy);
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    const end = Math.min(n - 1, i + u + l);
    const head = i * width + l;
    for (let c = 0; c < k; c++) {
      for (let j = i + 1; j <= end; j++) {
        if (complex) subtractAt(b.re, bIm, i * k + c, j * k + c, re[head + j - i]!, im[head + j - i]!);
        else b.re[i * k + c]! -= re[head + j - i]! * b.re[j * k + c]!;
      }
      if (complex) [b.re[i * k + c], bIm[i * k + c]] = divide(b.re[i * k + c]!, bIm[i * k + c]!, re[head]!, im[head]!);
      else b.re[i * k + c]! /= re[head]!;
    }
  }
  return b;
}

function exchange(a: Float64Array, i: number, j: number): void {
  const kept = a[i]!;
  a[i] = a[j]!;
  a[j] = kept;
}

function subtractAt(re: Float64Array, im: Float64Array, to: number, from: number, fx: number, fy: number): void {
  const [x, y] = [re[from]!, im[from]!];
  re[to]! -= fx * x - fy * y;
  im[to]! -= fx * y + fy * x;
}
