import {
  bytesOf,
  contiguousStrides,
  type DType,
  hostStorage,
  type Kernel,
  kindOf,
  makeData,
  NDArray,
  type Nested,
  type Operation,
  sizeOf,
  toNested,
} from "@core/array";
import { type Case, check } from "./case.js";
import { testNumbers } from "./random.js";

/** What {@link kernelCases} is told. */
export interface KernelCaseOptions<Attributes extends object> {
  /** Shapes of the inputs, one list for each set of inputs. */
  readonly shapes?: readonly (readonly (readonly number[])[])[];
  /** Attributes for every call; one empty set by default. */
  readonly attributes?: readonly Attributes[];
  /** The largest relative difference to the reference body; 0 for whole numbers, 2e-6 for float32, 2e-13 for float64 by default. */
  readonly tolerance?: (dtype: DType) => number;
  /** How many inputs the operation takes. */
  readonly inputs: number;
}

const layouts = ["contiguous", "reversed", "every second", "transposed", "offset"] as const;

/** What every kernel promises: the same result as the reference body, for all its dtypes, layouts and odd sizes, and unchanged inputs. */
export function kernelCases<Attributes extends object>(
  kernel: Kernel,
  operation: Operation<Attributes, NDArray>,
  options: KernelCaseOptions<Attributes>,
): readonly Case[] {
  const cases: Case[] = [];
  const sets =
    options.shapes ??
    [[], [0], [1], [7], [97], [3, 5], [4, 0, 2], [2, 3, 17]].map((shape) =>
      Array.from({ length: options.inputs }, () => shape),
    );
  const tolerance =
    options.tolerance ??
    ((dtype: DType) =>
      kindOf(dtype) === "float" || kindOf(dtype) === "complex" ? (/32|x64/.test(dtype) ? 2e-6 : 2e-13) : 0);
  cases.push({
    id: `kernel/${kernel.operation}/${kernel.device}/is for this operation`,
    run: () =>
      check(
        kernel.operation === operation.id,
        `the kernel is for ${kernel.operation}, the operation is ${operation.id}.`,
      ),
  });
  for (const wanted of kernel.dtypes) {
    const dtypes = typeof wanted === "string" ? Array.from({ length: options.inputs }, () => wanted) : wanted;
    for (const [index, shapes] of sets.entries()) {
      for (const layout of layouts) {
        for (const [number, attributes] of (options.attributes ?? [{} as Attributes]).entries()) {
          const shown = shapes.map((shape) => `(${shape.join(", ")})`).join(" ");
          const which = (options.attributes?.length ?? 0) > 1 ? `/attributes ${number}` : "";
          cases.push({
            id: `kernel/${kernel.operation}/${kernel.device}/${dtypes.join(" ")}/${shown}/${layout}${which}`,
            run: () => {
              const inputs = shapes.map((shape, i) => testArray(dtypes[i] as DType, shape, layout, 17 * index + i));
              if (kernel.accepts?.(inputs, attributes) === false) return;
              const before = inputs.map((input) => JSON.stringify(toNested(input), printable));
              const expected = operation.reference(inputs, attributes);
              const got = kernel.run(inputs, attributes) as NDArray;
              check(got.dtype === expected.dtype, `dtype ${got.dtype}, the reference body gives ${expected.dtype}.`);
              check(
                got.shape.join() === expected.shape.join(),
                `shape (${got.shape}), the reference body gives (${expected.shape}).`,
              );
              compare(toNested(got), toNested(expected), tolerance(expected.dtype));
              for (const [i, input] of inputs.entries())
                check(JSON.stringify(toNested(input), printable) === before[i], `input ${i} was changed.`);
            },
          });
        }
      }
    }
  }
  return cases;
}

/** An array for tests with ordinary and special values (NaN, infinities, -0, extremes of whole numbers), in a memory layout. */
export function testArray<D extends DType>(
  dtype: D,
  shape: readonly number[],
  layout: (typeof layouts)[number],
  seed: number,
): NDArray<D> {
  const next = testNumbers(seed + 1);
  const lead = layout === "offset" ? 3 : 0;
  const width = layout === "every second" ? 2 : 1;
  const base = layout === "transposed" ? [...shape].reverse() : shape;
  const length = sizeOf(shape) * width + lead;
  const data = makeData(dtype, length);
  const kind = kindOf(dtype);
  const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 1, -1];
  const top = 2 ** (8 * Math.min(bytesOf(dtype), 6) - (kind === "int" ? 1 : 0));
  for (let i = 0; i < data.length; i++) {
    const random = next();
    const float =
      random < 0.1 ? (special[Math.floor(random * 70)] as number) : (next() - 0.5) * 10 ** Math.floor(4 * next());
    const whole = Math.floor(
      kind === "int" ? (next() - 0.5) * (random < 0.2 ? 2 * top : 200) : next() * (random < 0.2 ? top : 200),
    );
    if (kind === "bool") data[i] = random < 0.5 ? 0 : 1;
    else if (kind === "float" || kind === "complex") data[i] = float;
    else if (dtype === "int64" || dtype === "uint64") (data as unknown as BigInt64Array)[i] = BigInt(whole);
    else data[i] = whole;
  }
  const plain = new NDArray(hostStorage(data), dtype, [length]).slice(`${lead}::${width}`);
  if (layout === "transposed") return plain.reshape(base).T;
  const shaped = new NDArray(
    plain.storage,
    dtype,
    shape,
    contiguousStrides(shape).map((stride) => width * stride),
    plain.offset,
  );
  return layout === "reversed" && shape.length > 0 ? shaped.slice(...shape.map(() => "::-1")) : shaped;
}

function compare(got: Nested, expected: Nested, tolerance: number): void {
  if (Array.isArray(got) && Array.isArray(expected)) {
    for (const [i, one] of got.entries()) compare(one, expected[i] as Nested, tolerance);
    return;
  }
  const [a, b] = [partsOf(got), partsOf(expected)];
  for (const i of [0, 1]) {
    const [x, y] = [a[i] as number, b[i] as number];
    const same = Object.is(x, y) || x === y || Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y));
    check(
      same && (x !== 0 || y !== 0 || Object.is(x, y)),
      `${String(got)} differs from ${String(expected)} of the reference body.`,
    );
  }
}

function partsOf(value: Nested): [number, number] {
  if (typeof value === "object" && !Array.isArray(value)) return [value.re, value.im];
  return [Number(value), 0];
}

function printable(_key: string, value: unknown): unknown {
  return typeof value === "bigint" || (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0)))
    ? String(Object.is(value, -0) ? "-0" : value)
    : value;
}
