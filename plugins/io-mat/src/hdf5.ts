import { astype, elementsOf, fromData, makeData, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import {
  type Attribute,
  type Budget,
  type Dataset,
  type Group,
  type Hdf5,
  type Metadata,
  makeBudget,
  makeResolve,
  type Resolve,
  readAttribute,
  readBytes,
  readCharacterLists,
  readDataset,
  unsupported,
  withHdf5,
} from "io-hdf5";
import { matError } from "./errors.js";
import { isWanted, type LoadmatOptions, type MatVariable, type MatVariables } from "./options.js";
import { charactersOf, textOfCodes, textOfColumns } from "./text.js";
import { dtypeOfClass, mx } from "./types.js";
import { columnPlaces, isConsistent, type MatCell, type MatSparse, type MatStruct, type MatValue } from "./values.js";

/** Options of long work. */
export interface WorkOptions {
  /** Stops the work with ABORTED. */
  readonly signal?: AbortSignal;
  /** Is told how many variables have been read, and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

interface Context {
  readonly hdf5: Hdf5;
  readonly budget: Budget;
  readonly resolve: Resolve;
  readonly signal: AbortSignal | undefined;
}

type Item = Group | Dataset;

const deepest = 100;
const text = 3;
const compound = 6;
const reference = 7;

/** Reads the variables of a file of version 7.3. */
export async function readHdf5(
  bytes: Uint8Array,
  maxBytes: number,
  options: LoadmatOptions & WorkOptions,
): Promise<MatVariables> {
  return withHdf5(bytes, "mat", async (hdf5) => {
    const found: MatVariables = Object.create(null);
    const context = contextOf(hdf5, maxBytes, options.signal);
    const names = variableNames(hdf5).filter((name) => isWanted(name, options));
    for (const [i, name] of names.entries()) {
      const item = itemAt(hdf5, hdf5.root, name);
      if (item !== undefined) found[name] = await readItem(context, item, 0);
      options.onProgress?.(i + 1, names.length);
    }
    return found;
  });
}

/** The names, shapes and classes of the variables of a file of version 7.3. */
export async function whosHdf5(bytes: Uint8Array, maxBytes: number): Promise<MatVariable[]> {
  return withHdf5(bytes, "mat", async (hdf5) => {
    const context = contextOf(hdf5, maxBytes, undefined);
    const found: MatVariable[] = [];
    for (const name of variableNames(hdf5)) {
      const item = itemAt(hdf5, hdf5.root, name);
      if (item !== undefined) found.push([name, ...(await describeItem(context, item))]);
    }
    return found;
  });
}

function contextOf(hdf5: Hdf5, maxBytes: number, signal: AbortSignal | undefined): Context {
  const budget = makeBudget(maxBytes, hdf5.fileBytes, hdf5.format);
  const references = hdf5.root.keys().includes("#refs#") ? hdf5.root.get("#refs#") : undefined;
  const group = hdf5.isGroup(references) ? references : undefined;
  return { hdf5, budget, signal, resolve: makeResolve(hdf5, group, budget) };
}

/** What begins with # is MATLAB's own: the places of what cells refer to. */
function variableNames(hdf5: Hdf5): string[] {
  return hdf5.root.keys().filter((name) => !name.startsWith("#"));
}

function itemAt(hdf5: Hdf5, group: Group, path: string): Item | undefined {
  const item = group.get(path);
  return hdf5.isGroup(item) || hdf5.isDataset(item) ? item : undefined;
}

async function describeItem(
  context: Context,
  item: Item,
): Promise<readonly [shape: readonly number[], className: string]> {
  const { hdf5 } = context;
  const className = classOf(context, item);
  if (hdf5.isDataset(item)) {
    const shape = isMarked(context, item, "MATLAB_empty")
      ? await readSizes(context, item)
      : matlabShape(item.metadata.shape ?? []);
    return [className === "char" ? shape.slice(0, -1) : shape, className];
  }
  const height = attributeOf(context, item, "MATLAB_sparse");
  if (height !== undefined) {
    const columns = itemAt(hdf5, item, "jc");
    const width = hdf5.isDataset(columns) ? Math.max(0, Number(columns.metadata.shape?.[0] ?? 0) - 1) : 0;
    return [[Number(height), width], className === "logical" ? className : "sparse"];
  }
  if (className === "function_handle") return [[1, 1], "function"];
  return [structArray(context, item)?.shape ?? [1, 1], className];
}

function classOf(context: Context, item: Item): string {
  const given = attributeOf(context, item, "MATLAB_class");
  if (typeof given === "string") return given;
  if (context.hdf5.isGroup(item)) return "struct";
  if (item.metadata.type === reference) return "cell";
  const names: Readonly<Record<number, string>> = { 0: "double", 1: "double" };
  return names[item.metadata.type] ?? "unknown";
}

/** The value of an attribute that is one text or number; undefined where there is none. */
function attributeOf({ hdf5, budget }: Context, item: Item, name: string): string | number | undefined {
  const attribute = findAttribute(hdf5, item, name);
  if (attribute === undefined) return undefined;
  const { metadata } = attribute;
  if (metadata.shape === null || metadata.total_size !== 1) return undefined;
  if (metadata.type === text) {
    const value = metadata.size <= 4096 ? attribute.value : undefined;
    return typeof value === "string" ? value : undefined;
  }
  const stored = readAttribute(hdf5, attribute, budget);
  return stored === undefined ? undefined : Number(stored.reshape([-1]).get(0));
}

function findAttribute(hdf5: Hdf5, item: Item, name: string): Attribute | undefined {
  const isThere = hdf5.module.get_attribute_names(item.file_id, item.path).includes(name);
  return isThere ? hdf5.attribute(item, name) : undefined;
}

function isMarked(context: Context, item: Item, name: string): boolean {
  const value = attributeOf(context, item, name);
  return value !== undefined && value !== 0;
}

async function readItem(context: Context, item: Item, depth: number): Promise<MatValue> {
  context.budget.item();
  if (depth > deepest) throw matError("BAD_FILE", `values in values, more than ${deepest} deep.`);
  if (context.signal?.aborted) throw coreError("ABORTED", "reading was stopped.", { cause: context.signal.reason });
  const className = classOf(context, item);
  if (className === "function_handle" || attributeOf(context, item, "MATLAB_object_decode") !== undefined)
    return { kind: "opaque", className };
  return context.hdf5.isDataset(item)
    ? readDatasetValue(context, item, className, depth)
    : readGroup(context, item, className, depth);
}

async function readDatasetValue(context: Context, item: Dataset, className: string, depth: number): Promise<MatValue> {
  if (isMarked(context, item, "MATLAB_empty")) return emptyValue(context, item, className);
  const { metadata } = item;
  if (metadata.type === reference) return readCell(context, item, depth);
  const options = depth === 0 && context.signal !== undefined ? { signal: context.signal } : {};
  if (isComplexOfIntegers(metadata)) return readComplex(context, item);
  const stored = await readDataset(context.hdf5, item, context.budget, options);
  const shape = matlabShape(stored.shape);
  const a = stored.reshape([...shape].reverse()).T as NDArray;
  if (className === "char") {
    const codes = textOfCodes(elementsOf(stored) as Uint16Array);
    return textOfColumns(charactersOf(codes, stored.size), shape);
  }
  return className === "logical" ? (astype(a.T, "bool").T as NDArray) : a;
}

/** The sizes that MATLAB shows: the axes in reverse, two at least. */
function matlabShape(shape: readonly number[]): number[] {
  const sizes = [...shape].reverse();
  return sizes.length === 0 ? [1, 1] : sizes.length === 1 ? [1, ...sizes] : sizes;
}

/** The sizes of what has no elements: they stand in place of the elements. */
async function readSizes({ hdf5, budget }: Context, item: Dataset): Promise<number[]> {
  const stored = await readDataset(hdf5, item, budget);
  const sizes = Array.from({ length: stored.size }, (_, i) => Number(stored.reshape([-1]).get(i)));
  const fits =
    sizes.length >= 2 && sizes.length <= 64 && sizes.every((size) => Number.isSafeInteger(size) && size >= 0);
  if (!fits || !sizes.includes(0))
    throw matError("BAD_FILE", `${item.path} should be empty and claims the sizes (${sizes.slice(0, 64).join(", ")}).`);
  return sizes;
}

async function emptyValue(context: Context, item: Dataset, className: string): Promise<MatValue> {
  const shape = await readSizes(context, item);
  if (className === "char") return "";
  if (className === "cell") return { kind: "cell", shape, elements: [] };
  if (className === "struct") return { kind: "struct", shape, fields: fieldsOf(context, item, []), elements: [] };
  const number = (mx as Readonly<Record<string, number>>)[className] ?? mx.double;
  const dtype = className === "logical" ? "bool" : (dtypeOfClass[number] ?? "float64");
  return fromData(makeData(dtype, 0), shape, { dtype } as object) as NDArray;
}

/** The fields in MATLAB's order, where the file tells it. */
function fieldsOf(context: Context, item: Item, names: readonly string[]): readonly string[] {
  const attribute = findAttribute(context.hdf5, item, "MATLAB_fields");
  const fields = attribute === undefined ? undefined : readCharacterLists(context.hdf5, attribute, context.budget);
  if (fields === undefined) return names;
  const isSame = fields.length === names.length && names.every((name) => fields.includes(name));
  return isSame || names.length === 0 ? fields : names;
}

async function readCell(context: Context, item: Dataset, depth: number): Promise<MatCell> {
  const shape = matlabShape(item.metadata.shape ?? []);
  const paths = await readPaths(context, item);
  const stored: MatValue[] = [];
  for (const path of paths) stored.push(await readPath(context, path, depth));
  return { kind: "cell", shape, elements: columnPlaces(shape).map((place) => stored[place] as MatValue) };
}

/** What references of a dataset lead to, in the order in which they are stored. */
async function readPaths({ hdf5, budget, resolve }: Context, item: Dataset): Promise<(string | undefined)[]> {
  const { size } = item.metadata;
  const bytes = await readBytes(hdf5, item, budget);
  budget.bytes(16 * bytes.length, item.path);
  return Array.from({ length: bytes.length / size }, (_, i) => {
    const address = bytes.slice(i * size, (i + 1) * size);
    return address.every((byte) => byte === 0) ? undefined : resolve(address);
  });
}

async function readPath(context: Context, path: string | undefined, depth: number): Promise<MatValue> {
  // A reference to nothing is an element that was never set.
  if (path === undefined) return fromData(new Float64Array(0), [0, 0]);
  const found = itemAt(context.hdf5, context.hdf5.root, path);
  if (found === undefined) throw matError("BAD_FILE", `a cell refers to ${path}, where nothing is.`);
  return readItem(context, found, depth + 1);
}

async function readGroup(context: Context, group: Group, className: string, depth: number): Promise<MatValue> {
  const height = attributeOf(context, group, "MATLAB_sparse");
  if (height !== undefined) return readSparse(context, group, Number(height), className);
  const many = structArray(context, group);
  if (many !== undefined) return readStructArray(context, group, many, depth);
  const names = group.keys();
  const element: Record<string, MatValue> = Object.create(null);
  for (const name of names) {
    const item = itemAt(context.hdf5, group, name);
    if (item !== undefined) element[name] = await readItem(context, item, depth + 1);
  }
  const fields = fieldsOf(
    context,
    group,
    names.filter((name) => element[name] !== undefined),
  );
  const known = /^(struct|canonical empty)$/.test(className) ? {} : { className };
  return { kind: "struct", shape: [1, 1], fields, elements: [element], ...known };
}

interface StructArray {
  readonly shape: readonly number[];
  readonly members: readonly (readonly [string, Dataset])[];
}

/** An array of structures has for each field a dataset of references that is no cell. */
function structArray(context: Context, group: Group): StructArray | undefined {
  const names = group.keys();
  const members: (readonly [string, Dataset])[] = [];
  for (const name of names) {
    const item = itemAt(context.hdf5, group, name);
    if (!context.hdf5.isDataset(item) || item.metadata.type !== reference) return undefined;
    if (attributeOf(context, item, "MATLAB_class") !== undefined) return undefined;
    members.push([name, item]);
  }
  const [first] = members;
  if (first === undefined) return undefined;
  const shape = matlabShape(first[1].metadata.shape ?? []);
  const isSame = members.every(([, item]) => String(matlabShape(item.metadata.shape ?? [])) === String(shape));
  return isSame ? { shape, members } : undefined;
}

async function readStructArray(
  context: Context,
  group: Group,
  { shape, members }: StructArray,
  depth: number,
): Promise<MatStruct> {
  const size = shape.reduce((product, length) => product * length, 1);
  const stored: Record<string, MatValue>[] = [];
  for (const [name, item] of members) {
    const paths = await readPaths(context, item);
    for (let i = 0; i < size; i++) {
      stored[i] ??= Object.create(null) as Record<string, MatValue>;
      (stored[i] as Record<string, MatValue>)[name] = await readPath(context, paths[i], depth);
    }
  }
  const fields = fieldsOf(
    context,
    group,
    members.map(([name]) => name),
  );
  return {
    kind: "struct",
    shape,
    fields,
    elements: columnPlaces(shape).map((place) => stored[place] as Record<string, MatValue>),
  };
}

async function readSparse(context: Context, group: Group, height: number, className: string): Promise<MatSparse> {
  const part = async (name: string): Promise<NDArray> => {
    const item = itemAt(context.hdf5, group, name);
    // Without elements MATLAB leaves them out.
    if (!context.hdf5.isDataset(item)) return fromData(new Float64Array(0), [0]);
    return (await readDataset(context.hdf5, item, context.budget)).reshape([-1]);
  };
  const whole = (a: NDArray): Int32Array => Int32Array.from(elementsOf(a) as Float64Array, Number);
  const [rows, columns, values] = [whole(await part("ir")), whole(await part("jc")), await part("data")];
  const dtype = className === "logical" ? "bool" : values.dtype.startsWith("complex") ? "complex128" : "float64";
  const sparse: MatSparse = {
    kind: "sparse",
    shape: [height, Math.max(0, columns.length - 1)],
    rows,
    columns: columns.length === 0 ? new Int32Array(1) : columns,
    values: astype(values, dtype),
  };
  if (!(Number.isSafeInteger(height) && height >= 0 && isConsistent(sparse)))
    throw matError("BAD_FILE", `a sparse matrix of shape (${sparse.shape.join(", ")}) points outside of itself.`);
  return sparse;
}

function isComplexOfIntegers(type: Metadata): boolean {
  const members = type.compound_type?.members ?? [];
  return (
    type.type === compound &&
    members.map(({ name }) => name).join() === "real,imag" &&
    members.every((one) => one.type === 0)
  );
}

/** Complex integers, which arrays have not: complex128. */
async function readComplex({ hdf5, budget }: Context, item: Dataset): Promise<NDArray> {
  const { metadata } = item;
  const [re, im] = metadata.compound_type?.members ?? [];
  const bytes = await readBytes(hdf5, item, budget);
  if (re === undefined || im === undefined || ![1, 2, 4, 8].includes(re.size) || re.size !== im.size)
    throw unsupported(metadata, item.path, hdf5.format);
  const count = Math.floor(bytes.length / metadata.size);
  budget.bytes(16 * count, item.path);
  const data = new Float64Array(2 * count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (at: number): number => {
    if (re.size === 8) return Number(re.signed ? view.getBigInt64(at, true) : view.getBigUint64(at, true));
    if (re.size === 4) return re.signed ? view.getInt32(at, true) : view.getUint32(at, true);
    if (re.size === 2) return re.signed ? view.getInt16(at, true) : view.getUint16(at, true);
    return re.signed ? view.getInt8(at) : view.getUint8(at);
  };
  for (let i = 0; i < count; i++) {
    data[2 * i] = read(i * metadata.size + re.offset);
    data[2 * i + 1] = read(i * metadata.size + im.offset);
  }
  const shape = matlabShape(metadata.shape ?? []);
  return fromData(data, [...shape].reverse(), { dtype: "complex128" }).T as NDArray;
}
