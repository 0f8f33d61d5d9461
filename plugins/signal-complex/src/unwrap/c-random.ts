/**
 * The first numbers of the C library's `rand` after `srand(seed)`, whole numbers below 2 ** 31. Reliabilities at the border start
 * with them, so that results are those of scikit-image on Linux.
 * Source: the additive feedback generator x[i] = x[i - 3] + x[i - 31] of glibc, as described by P. Selinger (2007).
 */
export function cRandom(seed: number, count: number): Float64Array {
  const warmUp = 344;
  const state = new Int32Array(warmUp + count);
  state[0] = seed === 0 ? 1 : seed;
  for (let i = 1; i < 31; i++) {
    const before = state[i - 1] as number;
    const next = 16807 * (before % 127773) - 2836 * Math.trunc(before / 127773);
    state[i] = next < 0 ? next + 2147483647 : next;
  }
  for (let i = 31; i < 34; i++) state[i] = state[i - 31] as number;
  for (let i = 34; i < state.length; i++) state[i] = ((state[i - 31] as number) + (state[i - 3] as number)) | 0;
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) numbers[i] = (state[warmUp + i] as number) >>> 1;
  return numbers;
}
