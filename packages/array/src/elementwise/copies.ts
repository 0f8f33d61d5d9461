import type { UnaryLoop, UnaryTest, UnaryWholeLoop } from "./define.js";

/** Copies numbers. */
export const copyNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]!;
};

/** Copies complex numbers. */
export const copyPairs: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < 2 * n; i++) out[i] = a[i]!;
};

/** Copies 64-bit whole numbers. */
export const copyWholes: UnaryWholeLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]!;
};

/** Copies booleans. */
export const copyTruths: UnaryTest = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]!;
};
