import { bytesOf, checkAxes, type Kernel, type NDArray, sizeOf, type TypedArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { smallWholes } from "../dtypes.js";
import { type Attributes, isUsual, resultOf, sumDType } from "../reduce/layout.js";
import { tile } from "./patches.js";

const fewest = 4096;
/** Of what is staged so much belongs to the window at least: a fraction. */
const least = 8;

/** Sums and means of windows of images of whole numbers, whose rows have gaps between them. */
export function windowSums(engine: Engine, group: Binary): readonly Kernel[] {
  return ["sum", "mean"].map((name) => ({
    operation: `@core/array/${name}`,
    device: "host",
    dtypes: smallWholes,
    // After those of arrays without gaps.
    priority: -1,
    accepts: (inputs, attributes) =>
      inputs.length === 1 && isWindow(inputs[0] as NDArray, attributes) && engine.fits(2 ** 19),
    run([input], attributes) {
      const a = input as NDArray;
      const rank = a.shape.length;
      const lead = a.shape.slice(0, -2);
      const [rows, width] = a.shape.slice(-2) as [number, number];
      const stride = a.strides[rank - 2] as number;
      const span = (rows - 1) * stride + width;
      const values = new BigInt64Array(sizeOf(lead));
      const atOnce = Math.max(1, Math.floor(tile / span));
      engine.scope((arena) => {
        const place = arena.take(atOnce * span * bytesOf(a.dtype));
        const out = arena.take(atOnce * 8);
        const source = a.storage.data as Uint8Array;
        const View = source.constructor as Uint8ArrayConstructor;
        const room = new View(engine.memory.buffer as ArrayBuffer, place, atOnce * span);
        const sums = new BigInt64Array(engine.memory.buffer, out, atOnce);
        let [at, waiting] = [0, 0];
        const finish = (): void => {
          engine.run(group, `window_${a.dtype}`, waiting, {}, place, rows, width, stride, span, out);
          values.set(sums.subarray(0, waiting), at);
          at += waiting;
          waiting = 0;
        };
        eachStart(lead, a.strides, a.offset, (start) => {
          room.set(source.subarray(start, start + span), waiting * span);
          if (++waiting === atOnce) finish();
        });
        if (waiting > 0) finish();
      });
      return finished(engine, a, name, attributes, values, rows * width);
    },
  }));
}

function isWindow(a: NDArray, attributes: Attributes): boolean {
  const rank = a.shape.length;
  if (rank < 2 || a.size < fewest || !isUsual(a, attributes)) return false;
  let axes: readonly number[];
  try {
    axes = checkAxes(attributes.axis, rank);
  } catch {
    return false;
  }
  if (axes.length !== 2 || !axes.includes(rank - 1) || !axes.includes(rank - 2)) return false;
  const [rows, width] = a.shape.slice(-2) as [number, number];
  const stride = a.strides[rank - 2] as number;
  const span = (rows - 1) * stride + width;
  return a.strides[rank - 1] === 1 && stride >= width && width <= 65536 && span <= tile && span <= least * rows * width;
}

function finished(
  engine: Engine,
  a: NDArray,
  name: string,
  { keepdims }: Attributes,
  sums: BigInt64Array,
  count: number,
): NDArray {
  const rank = a.shape.length;
  const layout = {
    outer: sums.length,
    count,
    inner: 1,
    shape: keepdims === true ? [...a.shape.slice(0, -2), 1, 1] : a.shape.slice(0, -2),
    order: a.shape.map((_, i) => i),
    axes: [rank - 2, rank - 1],
  };
  if (name === "mean")
    return resultOf(
      engine,
      a,
      layout,
      "float64",
      Float64Array.from(sums, (one) => Number(one) / count),
    );
  const dtype = sumDType(a.dtype);
  const values = dtype === "uint64" ? new BigUint64Array(sums.buffer) : sums;
  return resultOf(engine, a, layout, dtype, values as TypedArray);
}

/** Calls back with the place of each position, in C order. */
function eachStart(
  shape: readonly number[],
  strides: readonly number[],
  offset: number,
  call: (start: number) => void,
  axis = 0,
): void {
  if (axis === shape.length) {
    call(offset);
    return;
  }
  for (let i = 0; i < (shape[axis] as number); i++)
    eachStart(shape, strides, offset + i * (strides[axis] as number), call, axis + 1);
}
