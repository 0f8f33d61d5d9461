/** Numbers from 0 to 1, the same for the same seed (a linear congruential generator: for test data, not for statistics). */
export function testNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}
