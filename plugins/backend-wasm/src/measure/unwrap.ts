import { contiguous, elementsOf, type Kernel, type NDArray, sizeOf, type TypedArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { converted, copyOut, makeResult, outputPlace } from "../elements.js";

/** Images of fewer points are done sooner than a kernel is called. */
const fewestPoints = 64;

interface Unwrapping {
  readonly wrapAround: readonly boolean[];
  readonly seed: number;
}

/** Images and volumes whose borders are not neighbours. */
export function unwrapPhase(engine: Engine, group: Binary): Kernel {
  const pointsOf = (phase: NDArray, axes: number): number => sizeOf(phase.shape.slice(phase.shape.length - axes));
  // As kernels/unwrap.h cuts it.
  const scratchOf = (points: number, axes: number): number => points * (32 * axes + 29) + 24576 + 256;
  return {
    operation: "signal-complex/unwrapPhase",
    device: "host",
    dtypes: ["float32", "float64", ["float32", "bool"], ["float64", "bool"]],
    accepts([phase, mask], attributes) {
      const { wrapAround } = attributes as Unwrapping;
      const axes = wrapAround.length;
      const { shape, size } = phase as NDArray;
      if (axes < 2 || wrapAround.includes(true)) return false;
      const points = pointsOf(phase as NDArray, axes);
      if (points < fewestPoints || size === 0 || points > 2 ** 25 || shape.length < axes) return false;
      const threads = Math.min(engine.threads, size / points);
      return engine.fits(
        size * (mask === undefined ? 16 : 17) + points * 12 + threads * scratchOf(points, axes) + 65536,
      );
    },
    run([phase, mask], attributes) {
      const { wrapAround, seed } = attributes as Unwrapping;
      const axes = wrapAround.length;
      const a = phase as NDArray;
      const points = pointsOf(a, axes);
      const result = makeResult(engine, [a], "float64", a.shape);
      const [height, width] = a.shape.slice(-2) as [number, number];
      const depth = axes === 3 ? (a.shape.at(-3) as number) : 0;
      engine.scope((arena) => {
        const place = arena.put(elementsOf(converted(a, "float64")));
        const left = mask === undefined ? 0 : arena.put(elementsOf(contiguous(mask)));
        const start = arena.take(points * 8);
        engine.run(group, "random", points, { scratch: (344 + points) * 4 }, seed | 0, start);
        const out = outputPlace(engine, arena, result);
        const division = { grain: 1, heavy: true, scratch: scratchOf(points, axes) };
        engine.run(group, "unwrap", a.size / points, division, place, left, start, out, depth, height, width);
        copyOut(engine, out, elementsOf(result) as TypedArray);
      });
      return result;
    },
  };
}
