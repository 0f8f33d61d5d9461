import {
  astype,
  broadcastTo,
  checkAxis,
  contiguous,
  copy,
  type DType,
  elementsOf,
  type Kernel,
  kindOf,
  moveAxis,
  type NDArray,
  resultType,
  type TypedArray,
  withRuntime,
} from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { floats } from "../dtypes.js";
import { copyOut, makeResult, outputPlace } from "../elements.js";
import { lineDTypes } from "./lines.js";

const samples = lineDTypes.filter((dtype) => dtype !== "bool");
/** Fewer samples are filtered before a kernel is called. */
const fewest = 2048;
/** As in kernels/few-lines.h. */
const piece = 512;
/** Bytes of whole lines beside each other beyond which they are left to the reference body. */
const most = 2 ** 25;

/** Dtypes of an input and of those before and after it. */
function combinations(...lists: readonly (readonly DType[])[]): DType[][] {
  return lists.reduce<DType[][]>((all, list) => all.flatMap((one) => list.map((dtype) => [...one, dtype])), [[]]);
}

/** The kernels of recursive filters along one line or few. */
export function fewLines(engine: Engine, group: Binary): readonly Kernel[] {
  return [lfilter(engine, group), sosfilt(engine, group), filtfilt(engine, group), upfirdn(engine, group)];
}

/** How lines along an axis are worked on: so many beside each other. */
interface Plan {
  readonly length: number;
  readonly inner: number;
  readonly outer: number;
  readonly lines: number;
  readonly apart: number;
}

function planOf(x: NDArray, axis: number): Plan {
  const at = checkAxis(axis, x.shape.length);
  const length = x.shape[at] as number;
  const inner = x.shape.slice(at + 1).reduce((product, size) => product * size, 1);
  const lines = length === 0 ? 0 : x.size / length;
  const outer = lines / inner;
  const beside = inner === 1 ? outer : inner;
  return { length, inner, outer, lines, apart: beside > 1 ? 2 : 1 };
}

/** Real coefficients as float64, in memory of their own. */
function numbersOf(a: NDArray): Float64Array {
  return elementsOf(astype(withRuntime(undefined, a), "float64"));
}

/** Coefficients b and a, filled up to one length and divided by the first of a, as the reference body does. */
function normalizedOf(b: NDArray, a: NDArray): { readonly both: Float64Array; readonly order: number } {
  const size = Math.max(b.size, a.size);
  const both = new Float64Array(2 * size);
  both.set(numbersOf(b));
  both.set(numbersOf(a), size);
  const first = both[size] as number;
  for (let i = 0; i < both.length; i++) both[i] = (both[i] as number) / first;
  return { both, order: size - 1 };
}

interface Job {
  readonly engine: Engine;
  readonly group: Binary;
  readonly kernel: string;
  readonly x: NDArray;
  readonly plan: Plan;
  readonly dtype: DType;
  /** Bytes of scratch for each thread. */
  readonly scratch: number;
  readonly heavy: boolean;
  readonly values: (arena: Arena) => readonly number[];
}

/** Runs a kernel over the lines of an array; `after` reads what else it has written. */
function run(job: Job, after?: () => void): NDArray {
  const { engine, group, kernel, plan, dtype, scratch, heavy, values } = job;
  const x = contiguous(job.x);
  const result = makeResult(engine, [x], dtype, x.shape);
  engine.scope((arena) => {
    const out = outputPlace(engine, arena, result);
    const own = values(arena);
    const from = arena.put(elementsOf(x) as TypedArray);
    const { inner, outer, length, apart } = plan;
    const total = inner === 1 ? Math.ceil(outer / apart) : outer * Math.ceil(inner / apart);
    const codes = [x.dtype, dtype].map((one) => lineDTypes.indexOf(one)) as [number, number];
    const lines = [from, codes[0], out, codes[1], outer, length, inner, 0, 0, 0, 0];
    const grain = Math.max(1, Math.ceil(total / 64));
    engine.run(group, kernel, total, { grain, scratch, heavy }, ...lines, apart, ...own);
    copyOut(engine, out, elementsOf(result) as TypedArray);
    after?.();
  });
  return result;
}

/** Lines, and a state that goes on: what `sections` of one order make of them, and the states at the end. */
function recursion(
  engine: Engine,
  group: Binary,
  x: NDArray,
  plan: Plan,
  dtype: DType,
  coefficients: Float64Array,
  sections: number,
  order: number,
  states: Float64Array,
): NDArray {
  let place = 0;
  return run(
    {
      engine,
      group,
      kernel: "sections",
      x,
      plan,
      dtype,
      scratch: (piece + sections * order) * plan.apart * 8,
      heavy: x.size * sections * order > 65536,
      values: (arena) => {
        place = arena.take(states.byteLength + 8);
        new Float64Array(engine.memory.buffer, place, states.length).set(states);
        return [arena.put(coefficients), sections, order, place];
      },
    },
    () => states.set(new Float64Array(engine.memory.buffer, place, states.length)),
  );
}

/** Whether the lines are few and long enough, and there is memory. */
function isWorth(engine: Engine, x: NDArray, { lines }: Plan, perLine: number, scratch: number): boolean {
  return (
    lines > 0 &&
    // More lines go eight at a time: signal.ts.
    lines < 4 &&
    x.size >= fewest &&
    engine.fits(16 * x.size + 16 * lines * perLine + engine.threads * scratch + 65536)
  );
}

function lfilter(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-signal/lfilter",
    device: "host",
    // Beside the kernels of many lines.
    priority: 1,
    dtypes: [...combinations(floats, floats, samples), ...combinations(floats, floats, samples, floats)],
    accepts([b, a, x, zi], attributes) {
      const plan = planOf(x as NDArray, (attributes as { axis: number }).axis);
      if ((b as NDArray).size === 0 || (a as NDArray).size === 0) return false;
      const { both, order } = normalizedOf(b as NDArray, a as NDArray);
      if (
        order < 1 ||
        !Number.isFinite(both[order + 1]) ||
        !isWorth(engine, x as NDArray, plan, order, 8 * 8 * order + 16384)
      )
        return false;
      // Without feedback it is a convolution.
      if (order > 3 && both.subarray(order + 2).every((one) => one === 0)) return false;
      return zi === undefined || fits(zi, wantedStates(x as NDArray, attributes as { axis: number }, order));
    },
    run([b, a, x, zi], attributes) {
      const { axis } = attributes as { axis: number };
      const data = x as NDArray;
      const plan = planOf(data, axis);
      const { both, order } = normalizedOf(b as NDArray, a as NDArray);
      const dtype = floatOf([b, a, x, ...(zi === undefined ? [] : [zi])] as NDArray[]);
      const states = new Float64Array(plan.lines * order);
      const at = checkAxis(axis, data.shape.length);
      if (zi !== undefined)
        states.set(numbersOf(moveAxis(broadcastTo(zi, wantedStates(data, { axis }, order)), at, -1)));
      const y = recursion(engine, group, data, plan, dtype, both, 1, order, states);
      const lead = data.shape.filter((_, k) => k !== at);
      return [y, statesAs(data, states, [...lead, order], dtype, at)];
    },
  };
}

/** The shape of the states of lines along an axis. */
function wantedStates(x: NDArray, { axis }: { axis: number }, order: number): number[] {
  const shape = [...x.shape];
  shape[checkAxis(axis, shape.length)] = order;
  return shape;
}

/** Whether states have a shape; axes of 1 repeat where they may. */
function fits(zi: NDArray, wanted: readonly number[], repeats = true): boolean {
  return (
    zi.shape.length === wanted.length && zi.shape.every((size, k) => size === wanted[k] || (repeats && size === 1))
  );
}

function statesAs(x: NDArray, states: Float64Array, shape: readonly number[], dtype: DType, axis: number): NDArray {
  const all = x.make("float64", shape);
  (elementsOf(all) as Float64Array).set(states);
  const made = dtype === "float64" ? all : astype(all, dtype);
  return axis === shape.length - 1 ? made : copy(moveAxis(made, -1, axis));
}

/** The dtype of what is computed from arrays: whole numbers become float64. */
function floatOf(inputs: readonly NDArray[]): DType {
  const dtype = resultType(...inputs.map((input) => input.dtype));
  return kindOf(dtype) === "float" ? dtype : "float64";
}

function sosfilt(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-signal/sosfilt",
    device: "host",
    // Beside the kernels of many lines.
    priority: 1,
    dtypes: [...combinations(floats, samples), ...combinations(floats, samples, floats)],
    accepts([sos, x, zi], attributes) {
      const count = (sos as NDArray).shape[0] as number;
      const plan = planOf(x as NDArray, (attributes as { axis: number }).axis);
      if (count === 0 || !isWorth(engine, x as NDArray, plan, 2 * count, 128 * count + 16384)) return false;
      const wanted = [count, ...wantedStates(x as NDArray, attributes as { axis: number }, 2)];
      return zi === undefined || fits(zi, wanted, false);
    },
    run([sos, x, zi], attributes) {
      const data = x as NDArray;
      const at = checkAxis((attributes as { axis: number }).axis, data.shape.length);
      const plan = planOf(data, at);
      const count = (sos as NDArray).shape[0] as number;
      const dtype = floatOf([sos, x, ...(zi === undefined ? [] : [zi])] as NDArray[]);
      const states = new Float64Array(2 * count * plan.lines);
      if (zi !== undefined) states.set(numbersOf(moveAxis(zi, at + 1, -1)));
      const y = recursion(engine, group, data, plan, dtype, numbersOf(sos as NDArray), count, 2, states);
      const lead = data.shape.filter((_, k) => k !== at);
      return [y, statesAs(data, states, [count, ...lead, 2], dtype, at + 1)];
    },
  };
}

interface BothAttributes {
  readonly axis: number;
  readonly edge: number;
  readonly kind: "odd" | "even" | "constant" | null;
  readonly dtype: DType;
}

const kinds = [null, "odd", "even", "constant"];

function filtfilt(engine: Engine, group: Binary): Kernel {
  const scratchOf = (coefficients: NDArray, x: NDArray, { axis, edge }: BothAttributes): number => {
    const [count, , taps] = coefficients.shape as [number, number, number];
    const { length, apart } = planOf(x, axis);
    return (length + 2 * edge + count * (taps - 1)) * apart * 8;
  };
  return {
    operation: "sci-signal/filtfilt",
    device: "host",
    // Beside the kernels of many lines.
    priority: 1,
    dtypes: combinations(["float64"], ["float64"], samples),
    accepts([coefficients, , x], attributes) {
      const own = attributes as BothAttributes;
      const [count, , taps] = (coefficients as NDArray).shape as [number, number, number];
      const scratch = scratchOf(coefficients as NDArray, x as NDArray, own);
      if (count === 0 || taps < 2 || scratch > most || !floats.includes(own.dtype)) return false;
      if (!isWorth(engine, x as NDArray, planOf(x as NDArray, own.axis), 0, scratch)) return false;
      const c = numbersOf(coefficients as NDArray);
      // Without feedback it is a convolution.
      return taps <= 4 || c.subarray(taps + 1, 2 * taps).some((one) => one !== 0);
    },
    run([coefficients, steady, x], attributes) {
      const own = attributes as BothAttributes;
      const [count, , taps] = (coefficients as NDArray).shape as [number, number, number];
      const [c, z] = [numbersOf(coefficients as NDArray), numbersOf(steady as NDArray)];
      return run({
        engine,
        group,
        kernel: "bothWays",
        x: x as NDArray,
        plan: planOf(x as NDArray, own.axis),
        dtype: own.dtype,
        scratch: scratchOf(coefficients as NDArray, x as NDArray, own),
        heavy: (x as NDArray).size * count * taps > 65536,
        values: (arena) => [...[arena.put(c), count, taps - 1, arena.put(z), own.edge, kinds.indexOf(own.kind)]],
      });
    },
  };
}

interface UpfirdnAttributes {
  readonly up: number;
  readonly down: number;
  readonly axis: number;
  readonly mode: string;
  readonly cval: number;
}

/** Of single lines, with zeros beyond the ends. */
function upfirdn(engine: Engine, group: Binary): Kernel {
  const lengthOf = (taps: number, length: number, { up, down }: UpfirdnAttributes): number =>
    Math.floor(((length - 1) * up + taps - 1) / down) + 1;
  return {
    operation: "sci-signal/upfirdn",
    device: "host",
    // Beside the kernel of many lines.
    priority: 1,
    dtypes: combinations(floats, floats),
    accepts([h, x], attributes) {
      const own = attributes as UpfirdnAttributes;
      const taps = (h as NDArray).size;
      const { length, lines } = planOf(x as NDArray, own.axis);
      const count = lengthOf(taps, length, own);
      const width = Math.ceil(taps / own.up);
      if (lines !== 1 || own.mode !== "constant" || own.cval !== 0 || count * width < 8 * fewest) return false;
      return count < 2 ** 28 && engine.fits(8 * (length + count + 2 * width + width * own.up) + 65536);
    },
    run([h, x], attributes) {
      const own = attributes as UpfirdnAttributes;
      const { up, down } = own;
      const data = x as NDArray;
      const taps = numbersOf(h as NDArray);
      const width = Math.ceil(taps.length / up);
      const phases = new Float64Array(width * up);
      for (let i = 0; i < taps.length; i++)
        phases[(i % up) * width + (width - 1 - Math.floor(i / up))] = taps[i] as number;
      const wide = new Float64Array(data.size + 2 * width);
      wide.set(numbersOf(data), width);
      const count = lengthOf(taps.length, data.size, own);
      const shape = [...data.shape];
      shape[checkAxis(own.axis, shape.length)] = count;
      const made = data.make("float64", shape);
      const target = elementsOf(made) as Float64Array;
      engine.scope((arena) => {
        const out = arena.take(target.byteLength);
        const places = [arena.put(phases), arena.put(wide), out];
        const heavy = count * width > 65536;
        engine.run(group, "polyphaseLine", count, { grain: 4096, heavy }, ...places, width, up, down);
        copyOut(engine, out, target);
      });
      const dtype = resultType((h as NDArray).dtype, data.dtype, "float32");
      return dtype === "float64" ? made : astype(made, dtype);
    },
  };
}
