import {
  type ArrayLikeInput,
  asArray,
  fromData,
  kindOf,
  type NDArray,
  type Scalar,
  type Slice,
  slice,
} from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { checkWhole, float64Values, refuseComplex } from "./values.js";

/**
 * The box around each label: for label `i + 1` slices for all axes, for `a.slice(...)`, or null where the label does not occur.
 * @param options.maxLabel the greatest label that is looked for; 0, the default, means all
 * @throws BAD_DTYPE for complex numbers, BAD_VALUE for labels that are not whole numbers or a wrong `maxLabel`
 */
export function findObjects(
  input: ArrayLikeInput,
  options: { readonly maxLabel?: number } = {},
): (readonly Slice[] | null)[] {
  checkOptions("findObjects", options, { maxLabel: "number" });
  const a = asArray(input);
  refuseComplex("findObjects", a);
  const labels = float64Values(a);
  let most = checkWhole(options.maxLabel ?? 0, "maxLabel", 0, 2 ** 26);
  if (most < 1) for (let i = 0; i < labels.length; i++) most = Math.max(most, labels[i] as number);
  checkWhole(most, "input", 0, Number.MAX_SAFE_INTEGER);
  if (most > 2 ** 26)
    throw coreError("BAD_VALUE", `input: the greatest label is ${most}, allowed is 2 ** 26; give a maxLabel.`);
  const dimensions = a.shape.length;
  const starts = new Int32Array(most * dimensions).fill(-1);
  const stops = new Int32Array(most * dimensions);
  const found = new Uint8Array(most);
  boxes(labels, a.shape, most, starts, stops, found);
  return Array.from(found, (there, i) =>
    there === 0 ? null : a.shape.map((_, axis) => slice(starts[i * dimensions + axis], stops[i * dimensions + axis])),
  );
}

function boxes(
  labels: Float64Array,
  shape: readonly number[],
  most: number,
  starts: Int32Array,
  stops: Int32Array,
  found: Uint8Array,
): void {
  const dimensions = shape.length;
  const last = dimensions - 1;
  const length = shape[last] ?? 1;
  const index = new Int32Array(dimensions);
  for (let start = 0; start < labels.length; start += length) {
    for (let i = 0; i < length; i++) {
      const label = labels[start + i] as number;
      if (!(label >= 1 && label <= most)) continue;
      if (!Number.isInteger(label)) throw coreError("BAD_VALUE", `input: got ${label}, expected whole numbers.`);
      if (dimensions > 0) index[last] = i;
      include(label - 1, index, starts, stops, found);
    }
    for (let axis = last - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      index[axis] = 0;
    }
  }
}

function include(which: number, index: Int32Array, starts: Int32Array, stops: Int32Array, found: Uint8Array): void {
  const base = which * index.length;
  const first = found[which] === 0;
  for (let axis = 0; axis < index.length; axis++) {
    const at = index[axis] as number;
    if (first || at < (starts[base + axis] as number)) starts[base + axis] = at;
    if (first || at >= (stops[base + axis] as number)) stops[base + axis] = at + 1;
  }
  found[which] = 1;
}

/**
 * Where each value occurs: for each different value of whole numbers its indices along all axes, in the order in which the values come
 * first, for `at(a, ...indices)`.
 * @param options.ignoreValue a value that is left out
 * @throws BAD_DTYPE for other dtypes than whole numbers and booleans, BAD_VALUE for float64 that are not whole numbers
 */
export function valueIndices(
  input: ArrayLikeInput,
  options: { readonly ignoreValue?: number | bigint | null } = {},
): Map<number | bigint | boolean, NDArray<"int64">[]> {
  checkOptions("valueIndices", options, { ignoreValue: "any" });
  const a = asArray(input);
  const kind = kindOf(a.dtype);
  if (kind === "complex" || a.dtype === "float32")
    throw coreError("BAD_DTYPE", `input: got ${a.dtype}, expected whole numbers.`);
  const flat = a.reshape([-1]);
  const places = new Map<Scalar, number[]>();
  const ignored = options.ignoreValue;
  if (!["undefined", "number", "bigint", "boolean"].includes(typeof ignored) && ignored !== null)
    throw coreError("BAD_ARGUMENT", `ignoreValue: got ${describeValue(ignored)}, expected a number.`);
  for (let i = 0; i < flat.size; i++) {
    const value = flat.get(i) as number | bigint | boolean;
    if (kind === "float" && !Number.isInteger(value))
      throw coreError("BAD_VALUE", `input: got ${value}, expected whole numbers.`);
    if (ignored !== undefined && ignored !== null && Number(value) === Number(ignored)) continue;
    const known = places.get(value);
    if (known === undefined) places.set(value, [i]);
    else known.push(i);
  }
  const indices = ([value, list]: [Scalar, number[]]): [number | bigint | boolean, NDArray<"int64">[]] => [
    value as number | bigint | boolean,
    a.shape.map((size, axis) => {
      const stride = a.shape.slice(axis + 1).reduce((product, one) => product * one, 1);
      const own = BigInt64Array.from(list, (at) => BigInt(Math.floor(at / stride) % size));
      return fromData(own, own.length);
    }),
  ];
  return new Map([...places].map(indices));
}
