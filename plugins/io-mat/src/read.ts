import { isNDArray, type NDArray } from "@core/array";
import { coreError, describeValue, isCoreError } from "@core/array/runtime";
import {
  type Axis,
  axisFromDictionary,
  MetadataTree,
  type ReadOptions,
  readNavigationAxes,
  type SignalParts,
  type SourceFile,
  UniformDataAxis,
} from "@core/signal";
import { matError } from "./errors.js";
import { loadmat } from "./loadmat.js";
import type { MatVariables } from "./options.js";
import { isMatObject, type MatValue, type PlainMat, simplify } from "./values.js";

/**
 * Reads a MATLAB file: one signal for each array of numbers with its name as title, vectors with one axis; single numbers, texts and structures go to the original
 * metadata. A file that `save` wrote is one signal with its axes.
 */
export async function readMat(file: SourceFile, options: ReadOptions): Promise<readonly SignalParts[]> {
  const bytes = await file.bytes();
  if (options.signal?.aborted) throw coreError("ABORTED", "reading was stopped.", { cause: options.signal.reason });
  const { maxBytes, signal, onProgress } = options;
  const found = await loadmat(bytes, {
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const wanted = options.variableNames;
  if (wanted !== undefined && !(Array.isArray(wanted) && wanted.every((name) => typeof name === "string")))
    throw matError("BAD_ARGUMENT", `variableNames: got ${describeValue(wanted)}, expected a list of names.`);
  const own = wanted === undefined ? ownSignal(found, file.name, options) : undefined;
  if (own !== undefined) return [own];
  const names = wanted === undefined ? arrayNames(found) : (wanted as string[]);
  if (names.length === 0) throw matError("BAD_FILE", "the file holds no array of numbers; read it with loadmat.");
  const original = new MetadataTree(notes(found, names));
  return names.map((name) => toSignal(name, found, file.name, original, options));
}

/** Arrays of more than one number, or, where there are none, the single numbers. */
function arrayNames(found: MatVariables): string[] {
  const arrays = Object.entries(found).filter(([, value]) => isNDArray(value) && value.size > 0);
  const large = arrays.filter(([, value]) => (value as NDArray).size > 1);
  return (large.length > 0 ? large : arrays).map(([name]) => name);
}

function toSignal(
  name: string,
  found: MatVariables,
  fileName: string,
  original: MetadataTree,
  options: ReadOptions,
): SignalParts {
  const value = found[name];
  if (!isNDArray(value) || value.size === 0)
    throw matError(
      "BAD_ARGUMENT",
      `variableNames: ${describeValue(name)} is no array of numbers; there are ${arrayNames(found).join(", ") || "none"}.`,
    );
  const data = value.shape.length === 2 && value.shape.includes(1) ? value.reshape([-1]) : value;
  const navigation = readNavigationAxes(options.navigationAxes, data.shape.length);
  return {
    data,
    axes: data.shape.map((size, axis) => new UniformDataAxis({ size, navigate: navigation.includes(axis) })),
    metadata: new MetadataTree({ General: { title: name, original_filename: fileName } }),
    originalMetadata: original,
  };
}

/** The signal of a file with the variables that the writer writes. */
function ownSignal(found: MatVariables, fileName: string, options: ReadOptions): SignalParts | undefined {
  const { data, axes } = found;
  if (!isNDArray(data) || !isMatObject(axes) || axes.kind !== "cell") return undefined;
  const dictionaries = axes.elements.map(simplify);
  if (!dictionaries.every(isDictionary)) return undefined;
  const list = dictionaries.map(toAxis);
  const isColour = (place: number): boolean =>
    dictionaries[place]?.is_colour === true &&
    place === list.length - 1 &&
    [3, 4].includes(list[place]?.size ?? 0) &&
    ["uint8", "uint16"].includes(data.dtype);
  const shape = list.map(({ size }) => size);
  if (shape.reduce((product, size) => product * size, 1) !== data.size)
    throw matError(
      "BAD_FILE",
      `the axes have ${shape.join(" by ")} points, the data have the shape (${data.shape.join(", ")}).`,
    );
  const navigation =
    options.navigationAxes === undefined ? undefined : readNavigationAxes(options.navigationAxes, shape.length);
  const type = textOf(found.signal_type);
  return {
    data: data.reshape(shape),
    axes: list.map((axis, i) => {
      if (isColour(i)) return axis.with({ isColour: true });
      return navigation === undefined ? axis : axis.with({ navigate: navigation.includes(i) });
    }),
    metadata: new MetadataTree({
      General: { title: textOf(found.title), original_filename: fileName },
      Signal: { signal_type: type, ...(textOf(found.quantity) === "" ? {} : { quantity: textOf(found.quantity) }) },
    }),
    originalMetadata: new MetadataTree(notes(found, ["data", "axes", "title", "signal_type", "quantity"])),
    type,
  };
}

function isDictionary(value: PlainMat): value is { readonly [name: string]: PlainMat } {
  return typeof value === "object" && !Array.isArray(value) && !isNDArray(value) && !isMatObject(value);
}

function toAxis(dictionary: { readonly [name: string]: PlainMat }, place: number): Axis {
  const points = dictionary.axis;
  const plain = isNDArray(points)
    ? { ...dictionary, axis: Float64Array.from({ length: points.size }, (_, i) => Number(points.get(i))) }
    : typeof points === "number"
      ? { ...dictionary, axis: [points] }
      : dictionary;
  try {
    return axisFromDictionary(plain);
  } catch (error) {
    const reason = isCoreError(error) ? error.message.replace(/^\[[A-Z_]+\] /, "") : String(error);
    throw matError("BAD_FILE", `axis ${place} is malformed: ${reason}.`);
  }
}

function textOf(value: MatValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** What is beside the arrays: numbers, texts and structures of them. */
function notes(found: MatVariables, left: readonly string[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(found)) {
    const note = left.includes(name) || /^__/.test(name) ? undefined : noteOf(simplify(value));
    if (note !== undefined) kept[name] = note;
  }
  return kept;
}

function noteOf(value: PlainMat): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value !== "object") return value;
  if (isNDArray(value) || isMatObject(value)) return undefined;
  if (Array.isArray(value)) {
    const notes = value.map(noteOf);
    return notes.every((one) => one !== undefined && typeof one !== "object") ? notes : undefined;
  }
  const branch: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) {
    const note = key === "" || /^__/.test(key) ? undefined : noteOf(one as PlainMat);
    if (note !== undefined) branch[key] = note;
  }
  return branch;
}
