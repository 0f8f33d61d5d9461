import {
  bytesOf,
  contiguous,
  type DType,
  elementsOf,
  hostStorage,
  type Kernel,
  type NDArray,
  type TypedArray,
} from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { floats, smallWholes } from "../dtypes.js";
import { isResident } from "../elements.js";

const fewest = 1024;
const tile = 32768;

/** In the order of their codes. */
const types: readonly DType[] = [...floats, ...smallWholes];

/** The mean position of all elements, weighted with their values. */
export function centre(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-ndimage/center-of-mass",
    device: "host",
    dtypes: [...types, "bool"],
    accepts: ([input]) => {
      const a = input as NDArray;
      // So that all sums of short whole numbers are exact, here and in the reference body.
      return a.size >= fewest && a.size < 2 ** 31 && (a.shape.at(-1) as number) <= tile && engine.fits(12 * 2 ** 16);
    },
    run: ([input]) => {
      const a = contiguous(input as NDArray);
      const { shape } = a;
      const last = shape.length - 1;
      const length = shape[last] as number;
      const lines = a.size / length;
      const some = Math.max(1, Math.floor(tile / length / (length < 8 ? 8 : 1)));
      const source = elementsOf(a) as TypedArray;
      const width = bytesOf(a.dtype);
      const type = types.indexOf(a.dtype === "bool" ? "uint8" : a.dtype);
      const moments = shape.map(() => 0);
      let total = 0;
      engine.scope((arena) => {
        const there = isResident(engine, a);
        const room = there ? source.byteOffset : arena.take(some * length * width);
        const out = arena.take(some * 16);
        for (let from = 0; from < lines; from += some) {
          const count = Math.min(some, lines - from);
          const start = from * length * width;
          if (!there)
            engine.bytes.set(new Uint8Array(source.buffer, source.byteOffset + start, count * length * width), room);
          engine.run(group, "moments", count, {}, there ? room + start : room, type, length, out);
          const sums = new Float64Array(engine.memory.buffer, out, 2 * count);
          for (let k = 0; k < count; k++) {
            const sum = sums[2 * k] as number;
            total += sum;
            moments[last] = (moments[last] as number) + (sums[2 * k + 1] as number);
            for (let axis = last - 1, rest = from + k; axis >= 0; axis--) {
              const size = shape[axis] as number;
              const next = Math.floor(rest / size);
              moments[axis] = (moments[axis] as number) + sum * (rest - next * size);
              rest = next;
            }
          }
        }
      });
      const position = Float64Array.from(moments, (moment) => moment / total);
      return a.make("float64", [shape.length], hostStorage(position));
    },
  };
}
