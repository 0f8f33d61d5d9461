import {
  bytesOf,
  contiguousStrides,
  dtypes,
  elementsOf,
  isContiguous,
  type Kernel,
  mergeAxes,
  type NDArray,
} from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { copyOut, isResident, makeResult, outputPlace } from "../elements.js";

/** Below this, calling costs more than the kernel gains. */
const fewest = 512;
/** Bytes of a row, and elements of the side of a square, that are copied at a time. */
const rowBytes = 65536;
const side = 32;

/** The kernel of copies. Plain arrays are left to typed arrays; copies of arrays in WebAssembly memory stay there. */
export function copyKernel(engine: Engine, group: Binary): Kernel {
  return {
    operation: "@core/array/copy",
    device: "host",
    dtypes,
    accepts: ([input]) => {
      const a = input as NDArray;
      return a.size >= fewest && isResident(engine, a) && engine.fits(a.size * bytesOf(a.dtype) + rowBytes);
    },
    run: ([input]) => run(engine, group, input as NDArray),
  };
}

function run(engine: Engine, group: Binary, a: NDArray): NDArray {
  const result = makeResult(engine, [a], a.dtype, a.shape);
  if (isContiguous(a.shape, a.strides)) {
    (elementsOf(result) as Float64Array).set(elementsOf(a) as Float64Array);
    return result;
  }
  const width = bytesOf(a.dtype);
  const { shape, strides } = mergeAxes(a.shape, [a.strides, contiguousStrides(a.shape)]);
  const axes = shape.map((length, axis) => ({
    length,
    from: strides[0]?.[axis] as number,
    to: strides[1]?.[axis] as number,
  }));
  const columns = axes.pop() as Axis;
  const rows = takeRows(axes, columns);
  const turns = near(rows) < near(columns);
  const blockRows = turns ? side : Math.max(1, Math.ceil(rowBytes / width / columns.length));
  const blockColumns = turns ? side : columns.length;
  const blocks = Math.ceil(rows.length / blockRows) * Math.ceil(columns.length / blockColumns);
  const total = blocks * axes.reduce((all, { length }) => all * length, 1);
  engine.scope((arena) => {
    const table = arena.take(12 * axes.length + 4);
    const target = outputPlace(engine, arena, result);
    const steps = axes.flatMap(({ length, from, to }) => [length, from, to]);
    new Int32Array(engine.memory.buffer, table, steps.length).set(steps);
    const division = { grain: Math.ceil(total / 64), heavy: a.size > 131072 };
    const source = a.data.byteOffset + a.offset * width;
    const plane = [rows.length, rows.from, rows.to, columns.length, columns.from, blockRows, blockColumns];
    engine.run(group, `copy_${width}`, total, division, source, target, table, axes.length, ...plane);
    copyOut(engine, target, elementsOf(result));
  });
  return result;
}

interface Axis {
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

/** How near to each other the elements along an axis are. */
const near = ({ from }: Axis): number => (from === 0 ? Number.POSITIVE_INFINITY : Math.abs(from));

/** Takes out the axis along which the source has its elements nearest to each other, where that is not along the columns; else the next. */
function takeRows(axes: Axis[], columns: Axis): Axis {
  const nearest = axes.reduce((best, axis, i) => (near(axis) < near(axes[best] as Axis) ? i : best), axes.length - 1);
  const turns = nearest >= 0 && near(axes[nearest] as Axis) < near(columns);
  return axes.splice(turns ? nearest : -1, 1)[0] ?? { length: 1, from: 0, to: 0 };
}
