import fc from "fast-check";
import { expect, test } from "vitest";
import { type Network, networkOfAny, networkOfBox, sortingNetwork } from "./networks.js";

function run(words: Uint32Array, values: number[], places: readonly (readonly number[])[]): void {
  for (const word of words)
    for (const place of places) {
      const [low, high] = [place[word & 0xfff] as number, place[(word >> 12) & 0xfff] as number];
      const [a, b] = [values[low] as number, values[high] as number];
      const wanted = word >> 24;
      // What is not wanted is spoilt, so that a network that needs it fails.
      values[low] = wanted & 1 ? Math.min(a, b) : Number.NaN;
      values[high] = wanted & 2 ? Math.max(a, b) : Number.NaN;
    }
}

function selected({ columns, selection, found }: Network, values: number[], height: number, width: number): number {
  const own = [...values];
  const at = (r: number, c: number): number => r * width + c;
  run(
    columns,
    own,
    Array.from({ length: width }, (_, c) => Array.from({ length: height }, (_, r) => at(r, c))),
  );
  run(selection, own, [own.map((_, i) => i)]);
  return own[found] as number;
}

const numbers = (count: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count });

test("networks sort", () => {
  for (let count = 1; count < 40; count++)
    fc.assert(
      fc.property(numbers(count), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        for (const [low, high] of sortingNetwork(count)) {
          const [a, b] = [values[low] as number, values[high] as number];
          [values[low], values[high]] = [Math.min(a, b), Math.max(a, b)];
        }
        expect(values).toEqual(sorted);
      }),
      { numRuns: 20 },
    );
});

test("networks select every rank of boxes and other footprints", () => {
  for (let height = 1; height < 8; height++)
    for (let width = 1; width < 8; width++)
      for (let rank = 0; rank < height * width; rank += 1 + (height >> 1))
        fc.assert(
          fc.property(numbers(height * width), (values) => {
            const expected = [...values].sort((a, b) => a - b)[rank];
            expect(selected(networkOfAny(values.length, rank), values, height, width)).toBe(expected);
            expect(selected(networkOfBox(height, width, rank), values, height, width)).toBe(expected);
          }),
          { numRuns: 5 },
        );
});
