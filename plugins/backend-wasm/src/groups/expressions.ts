import {
  broadcastShapes,
  bytesOf,
  type DType,
  type EvaluateAttributes,
  elementsOf,
  isContiguous,
  type Kernel,
  type NDArray,
  type TypedArray,
} from "@core/array";
import { type Arena, type Binary, type Engine, grainOf } from "../contract.js";
import { hasRoom, isResident, makeResult } from "../elements.js";
import { compileExpression, interpret, type Program } from "../expressions/compile.js";
import { isTarget } from "./elementwise.js";

const tile = 16384;
/** Plain arrays in Node begin that many bytes behind a page, and copies between places that lie alike are a third faster. */
const apart = 16;
const fewest = 512;
/** Elements of a register. */
const width = 1024;

type Floats = Float32Array | Float64Array;

/** The kernel that evaluates expressions tile by tile, without arrays for what is in between. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [
    {
      operation: "@core/array/evaluate",
      device: "host",
      dtypes: ["float32", "float64"],
      accepts(inputs, attributes) {
        const program = programOf(inputs, attributes as EvaluateAttributes);
        return program !== undefined && hasRoom(engine, roomOf(program, inputs.length));
      },
      run: (inputs, attributes) => run(engine, group, inputs, attributes as EvaluateAttributes),
    },
  ];
}

interface Found {
  readonly node: object;
  readonly dtype: DType;
  readonly values: readonly (number | undefined)[];
  readonly program: Program | undefined;
}
// What `accepts` compiled is what `run` needs next.
let last: Found | undefined;

/** The numbers of arrays that are one number beside larger ones. */
function valuesOf(inputs: readonly NDArray[], size: number): (number | undefined)[] {
  return inputs.map((input) =>
    input.size === 1 && size > 1 ? ((input.data as Float64Array)[input.offset] as number) : undefined,
  );
}

function programOf(inputs: readonly NDArray[], { node }: EvaluateAttributes): Program | undefined {
  if (inputs.length === 0 || inputs.length > 16) return undefined;
  const size = Math.max(...inputs.map((input) => input.size));
  if (size < fewest) return undefined;
  const large = inputs.filter((input) => input.size === size);
  const shape = (large[0] as NDArray).shape.join();
  const rank = (large[0] as NDArray).shape.length;
  for (const input of inputs) {
    if (
      input.size === size ? input.shape.join() !== shape || !isContiguous(input.shape, input.strides) : input.size !== 1
    )
      return undefined;
    if (input.shape.length > rank) return undefined;
  }
  const values = valuesOf(inputs, size);
  const { dtype } = inputs[0] as NDArray;
  if (last?.node === node && last.dtype === dtype && last.values.every((value, i) => Object.is(value, values[i])))
    return last.program;
  const program = compileExpression(node, values);
  // A number beyond single precision would widen the result.
  const single = dtype === "float32";
  const fits = program?.constants.every((one) => !single || !Number.isFinite(one) || Number.isFinite(Math.fround(one)));
  last = { node, dtype, values, program: fits === true ? program : undefined };
  return last.program;
}

/** Bytes of a tile of each array, of the registers and of the program. */
function roomOf({ steps, constants, others }: Program, arrays: number): number {
  const registers = (constants.length + others) * width * 8;
  return (arrays + 1) * tile * 8 + registers + 8 * constants.length + 4 * (steps.length + arrays) + 512;
}

function run(engine: Engine, group: Binary, inputs: readonly NDArray[], attributes: EvaluateAttributes): NDArray {
  const program = programOf(inputs, attributes) as Program;
  const dtype: DType = program.truth ? "bool" : (inputs[0] as NDArray).dtype;
  const shape = broadcastShapes(...inputs.map((input) => input.shape));
  const size = Math.max(...inputs.map((input) => input.size));
  const wanted = attributes.out;
  const takes =
    wanted !== undefined &&
    isTarget(wanted, dtype, shape, inputs) &&
    !(program.leaves && inputs.some((input) => input.storage === wanted.storage));
  const out = takes ? wanted : makeResult(engine, inputs, dtype, shape);
  const isSingle = (inputs[0] as NDArray).dtype === "float32";
  const bytes = isSingle ? 4 : 8;
  const large = inputs.map((input) => input.size === size);
  const scratch = (program.constants.length + program.others) * width * bytes;
  const kernel = `evaluate_${(inputs[0] as NDArray).dtype}`;
  const there = inputs.every((input, i) => !large[i] || isResident(engine, input)) && isResident(engine, out);
  engine.scope((arena) => {
    const arrayPlaces = inputs.map((input, i) =>
      !large[i] ? 0 : there ? elementsOf(input).byteOffset : arena.take(tile * bytes),
    );
    const outPlace = there ? elementsOf(out).byteOffset : arena.take(tile * bytesOf(dtype) + apart) + apart;
    const { values, flag } = place(engine, arena, program, arrayPlaces, outPlace);
    const flagged = (): boolean => new Uint32Array(engine.memory.buffer, flag, 1)[0] !== 0;
    if (there) {
      engine.run(group, kernel, size, { grain: grainOf(size, tile), scratch, heavy: size > 65536 }, ...values);
      if (flagged()) interpret(program, inputs.map(floatsOf), elementsOf(out) as Floats, size, isSingle);
      return;
    }
    for (let start = 0; start < size; start += tile) {
      const n = Math.min(tile, size - start);
      const sources = inputs.map((input, i) =>
        large[i] ? floatsOf(input).subarray(start, start + n) : floatsOf(input),
      );
      for (const [i, source] of sources.entries())
        if (large[i]) viewOf(engine, source, arrayPlaces[i] as number, n).set(source as Float64Array);
      engine.run(group, kernel, n, { scratch }, ...values);
      const target = (elementsOf(out) as Float64Array).subarray(start, start + n);
      if (flagged()) interpret(program, sources, target, n, isSingle);
      else target.set(viewOf(engine, target, outPlace, n));
      if (flagged()) new Uint32Array(engine.memory.buffer, flag, 1)[0] = 0;
    }
  });
  return out;
}

const floatsOf = (input: NDArray): Floats => elementsOf(input) as Floats;

/** Memory of the engine as elements like others. Made anew each time, since kernels' scratch may make the memory grow. */
function viewOf(engine: Engine, like: TypedArray, pointer: number, length: number): Float64Array {
  const View = like.constructor as Float64ArrayConstructor;
  return new View(engine.memory.buffer as ArrayBuffer, pointer, length);
}

/** Puts a program into the memory, and gives the values for the kernel. */
function place(
  engine: Engine,
  arena: Arena,
  { steps, constants, truth }: Program,
  arrays: readonly number[],
  out: number,
): { values: number[]; flag: number } {
  const numbers = arena.take(8 * Math.max(1, constants.length));
  const words = arena.take(4 * (steps.length + arrays.length + 1));
  new Float64Array(engine.memory.buffer, numbers, constants.length).set(constants);
  new Uint32Array(engine.memory.buffer, words, steps.length + arrays.length + 1).set([...steps, ...arrays, 0]);
  const table = words + 4 * steps.length;
  const flag = table + 4 * arrays.length;
  return {
    values: [words, steps.length / 5, table, arrays.length, numbers, constants.length, truth ? 1 : 0, out, flag],
    flag,
  };
}
