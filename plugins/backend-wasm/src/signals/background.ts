import { contiguous, elementsOf, type Kernel, type NDArray, type TypedArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { copyOut, isResident, makeResult } from "../elements.js";

interface Attributes {
  readonly zeros: number;
  readonly separate: boolean;
}

const fewest = 256;

/** Spectra without their power laws. */
export function subtractPowerLaw(engine: Engine, group: Binary): Kernel {
  return {
    operation: "signal-eels/subtractPowerLaw",
    device: "host",
    dtypes: [["float32", "float64", "float64", "float64"], "float64"],
    accepts: ([counts]) => (counts as NDArray).size >= fewest && engine.fits(blockBytes(counts as NDArray)),
    run([counts, amplitudes, exponents, logs], attributes) {
      const { zeros, separate } = attributes as Attributes;
      const a = contiguous(counts as NDArray);
      const [count, channels] = a.shape as [number, number];
      const results = Array.from({ length: separate ? 2 : 1 }, () => makeResult(engine, [a], "float64", a.shape));
      const targets = results.map((result) => elementsOf(result) as Float64Array);
      engine.scope((arena) => {
        const [factors, powers, logarithms] = [amplitudes, exponents, logs].map((one) =>
          arena.put(elementsOf(contiguous(one as NDArray))),
        ) as [number, number, number];
        const [bytes, block] = [elementsOf(a).BYTES_PER_ELEMENT, Math.min(count, blockOf(channels))];
        const source = elementsOf(a) as Float64Array;
        const there = isResident(engine, a);
        const input = there ? source.byteOffset : arena.take(block * channels * bytes);
        const outputs = results.map((result, i) =>
          isResident(engine, result) ? (targets[i] as Float64Array).byteOffset : arena.take(block * channels * 8),
        );
        const View = source.constructor as Float64ArrayConstructor;
        for (let first = 0; first < count; first += block) {
          const some = Math.min(block, count - first);
          const [from, to] = [first * channels, (first + some) * channels];
          if (!there) new View(engine.memory.buffer as ArrayBuffer, input, to - from).set(source.subarray(from, to));
          const places = results.map(
            (result, i) => (outputs[i] as number) + (isResident(engine, result) ? from * 8 : 0),
          );
          const division = { grain: Math.max(1, Math.ceil(4096 / channels)), heavy: to - from > 16384 };
          engine.run(
            group,
            `power_${a.dtype}`,
            some,
            division,
            ...[there ? input + from * bytes : input, factors + 8 * first, powers + 8 * first, logarithms],
            ...[places[0] as number, places[1] ?? 0, channels, zeros],
          );
          for (const [i, target] of targets.entries())
            copyOut(engine, places[i] as number, target.subarray(from, to) as TypedArray);
        }
      });
      return results;
    },
  };
}

/** Spectra at a time: enough for threads, few enough for the cache. */
const blockOf = (channels: number): number => Math.max(1, Math.ceil(131072 / channels));

const blockBytes = (a: NDArray): number => {
  const [count, channels] = a.shape as [number, number];
  return 24 * Math.min(count, blockOf(channels)) * channels + 16 * count + 8 * channels + 65536;
};
