import type { ComplexFunction } from "./complex-math.js";
import type { BinaryLoop, UnaryLoop } from "./define.js";
import { hypotenuse } from "./numbers.js";

/** A loop over complex numbers that calls a function for each. */
export function pairwise(f: ComplexFunction): UnaryLoop {
  return (out, a, n) => {
    for (let i = 0; i < 2 * n; i += 2) f(out, i, a[i]!, a[i + 1]!);
  };
}

export const addPairs: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < 2 * n; i++) out[i] = a[i]! + b[i]!;
};

export const subtractPairs: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < 2 * n; i++) out[i] = a[i]! - b[i]!;
};

export const multiplyPairs: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < 2 * n; i += 2) {
    const re = a[i]! * b[i]! - a[i + 1]! * b[i + 1]!;
    out[i + 1] = a[i]! * b[i + 1]! + a[i + 1]! * b[i]!;
    out[i] = re;
  }
};

/** The quotient of complex numbers, after R. Smith, Algorithm 116 (1962), which NumPy uses as well. */
export const dividePairs: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < 2 * n; i += 2) {
    const ar = a[i]!;
    const ai = a[i + 1]!;
    const br = b[i]!;
    const bi = b[i + 1]!;
    if (Math.abs(br) >= Math.abs(bi)) {
      if (br === 0 && bi === 0) {
        out[i] = ar / Math.abs(br);
        out[i + 1] = ai / Math.abs(br);
        continue;
      }
      const ratio = bi / br;
      const scale = 1 / (br + bi * ratio);
      out[i] = (ar + ai * ratio) * scale;
      out[i + 1] = (ai - ar * ratio) * scale;
    } else {
      const ratio = br / bi;
      const scale = 1 / (bi + br * ratio);
      out[i] = (ar * ratio + ai) * scale;
      out[i + 1] = (ai * ratio - ar) * scale;
    }
  }
};

export const negativePairs: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < 2 * n; i++) out[i] = -a[i]!;
};

export const conjugatePairs: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < 2 * n; i += 2) {
    out[i] = a[i]!;
    out[i + 1] = -a[i + 1]!;
  }
};

export const absolutePairs: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = hypotenuse(a[2 * i]!, a[2 * i + 1]!);
};

export const anglePairs: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.atan2(a[2 * i + 1]!, a[2 * i]!);
};

export const signPairs: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < 2 * n; i += 2) {
    const deciding = a[i] === 0 ? a[i + 1]! : a[i]!;
    out[i] = (Number.isNaN(a[i + 1]) ? Number.NaN : Math.sign(deciding)) + 0;
    out[i + 1] = 0;
  }
};

export const squarePairs: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < 2 * n; i += 2) {
    const re = a[i]!;
    const im = a[i + 1]!;
    out[i] = re * re - im * im;
    out[i + 1] = re * im + im * re;
  }
};

export const reciprocalPairs: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < 2 * n; i += 2) {
    const re = a[i]!;
    const im = a[i + 1]!;
    if (Math.abs(im) <= Math.abs(re)) {
      const ratio = im / re;
      const scale = re + im * ratio;
      out[i] = 1 / scale;
      out[i + 1] = -ratio / scale;
    } else {
      const ratio = re / im;
      const scale = re * ratio + im;
      out[i] = ratio / scale;
      out[i + 1] = -1 / scale;
    }
  }
};
