import { expect, test } from "vitest";
import { putWholes } from "./tiles.js";

const numbers = [0, -0, 1, -1, -1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, -(2 ** 63), 2 ** 64 + 2 ** 13, NaN, -Infinity];

test("numbers become whole numbers of 64 bits that wrap, few or many of them", () => {
  for (const times of [1, 3])
    for (const Wholes of [BigInt64Array, BigUint64Array]) {
      const list = Array.from({ length: times }, () => numbers).flat();
      const target = new Wholes(list.length + 1).fill(7n);
      putWholes(target, Float64Array.from(list));
      const wanted = list.map((one) => (Number.isFinite(one) ? BigInt(Math.trunc(one)) : 0n));
      expect(target).toEqual(Wholes.from([...wanted, 7n]));
    }
});
