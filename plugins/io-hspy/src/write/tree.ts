import { array, contiguous, elementsOf, isNDArray, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import type { SignalLike } from "@core/signal";
import { addBlock, addPlainDataset } from "../hdf5-write/dataset.js";
import { encodeDType, encodeOpaqueType, encodeTextType } from "../hdf5-write/datatype.js";
import type { FileWriter, StoredValue } from "../hdf5-write/file.js";

/** What writing a tree needs. */
export interface WriteContext {
  readonly file: FileWriter;
  /** Adds the group of a signal inside metadata and gives its address. */
  readonly signal: (signal: SignalLike) => Promise<number>;
}

/** What a group will hold. */
export interface GroupContent {
  readonly links: Map<string, number>;
  readonly attributes: Map<string, StoredValue>;
}

const mostDepth = 60;

/** Adds a dictionary as a group, by the rules of HyperSpy's writer, and gives its address. */
export async function addTree(
  context: WriteContext,
  dictionary: Readonly<Record<string, unknown>>,
  path: string,
  depth = 0,
): Promise<number> {
  const content = newContent();
  for (const [key, value] of Object.entries(dictionary)) await putItem(context, content, key, value, path, depth);
  return context.file.addGroup(content.links, content.attributes, path);
}

/** An empty group. */
export function newContent(): GroupContent {
  return { links: new Map(), attributes: new Map() };
}

/** Puts one item into a group that is being made: branches and arrays as links, everything else as attributes. */
export async function putItem(
  context: WriteContext,
  content: GroupContent,
  key: string,
  value: unknown,
  path: string,
  depth = 0,
): Promise<void> {
  if (depth > mostDepth)
    throw coreError("UNSUPPORTED", `hspy: metadata are nested deeper than ${mostDepth} at ${path}.`);
  const { file } = context;
  const name = nameOf(key);
  const link = (own: string, address: number): void => void content.links.set(own, address);
  const attribute = (own: string, stored: StoredValue): void => void content.attributes.set(own, stored);
  if (value === undefined || name === "") return;
  const scalar = encodeScalar(file, value);
  if (scalar !== undefined) attribute(name, scalar);
  else if (value instanceof Uint8Array) putBytes(file, content, name, value);
  else if (isNDArray(value)) putArray(file, content, name, value);
  else if (ArrayBuffer.isView(value) && "length" in value)
    link(name, addPlainDataset(file, array(value as Float64Array) as NDArray));
  else if (Array.isArray(value)) await putList(context, content, name, value, path, depth);
  else if (isSignalLike(value)) link(`_sig_${name}`, await context.signal(value));
  else {
    const dictionary = dictionaryOf(value);
    if (dictionary === undefined) attribute(name, textValue(file, String(value)));
    else link(name, await addTree(context, dictionary, `${path}.${key}`, depth + 1));
  }
}

/** A text as the value of an attribute. */
export function textValue(file: FileWriter, text: string): StoredValue {
  return { type: encodeTextType(), shape: [], bytes: file.texts([text]) };
}

/** An array as the value of an attribute. */
function arrayValue(a: NDArray): StoredValue {
  const data = elementsOf(contiguous(a));
  return {
    type: encodeDType(a.dtype),
    shape: a.shape,
    bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  };
}

/** A float64 as the value of an attribute, whole numbers too: Python tells 1.0 from 1. */
export function floatValue(value: number): StoredValue {
  return arrayValue(array(value) as NDArray);
}

function encodeScalar(file: FileWriter, value: unknown): StoredValue | undefined {
  if (value === null) return textValue(file, "_None_");
  if (typeof value === "string") return textValue(file, value);
  if (typeof value === "boolean") return arrayValue(array(value) as NDArray);
  if (typeof value === "bigint") {
    if (BigInt.asIntN(64, value) === value) return arrayValue(array(value, { dtype: "int64" }) as NDArray);
    if (BigInt.asUintN(64, value) === value) return arrayValue(array(value, { dtype: "uint64" }) as NDArray);
    return textValue(file, String(value));
  }
  if (typeof value !== "number") return undefined;
  return Number.isSafeInteger(value) && !Object.is(value, -0)
    ? arrayValue(array(BigInt(value), { dtype: "int64" }) as NDArray)
    : floatValue(value);
}

function putBytes(file: FileWriter, content: GroupContent, name: string, bytes: Uint8Array): void {
  if (bytes.length === 0) content.attributes.set(name, textValue(file, ""));
  else content.attributes.set(`_bs_${name}`, { type: encodeOpaqueType(bytes.length), shape: [], bytes });
}

function putArray(file: FileWriter, content: GroupContent, name: string, a: NDArray): void {
  if (a.device !== undefined)
    throw coreError("UNSUPPORTED", `hspy: the metadata ${name} are on a device: await toHost() first.`);
  if (a.shape.length === 0) content.attributes.set(name, arrayValue(a));
  else content.links.set(name, addPlainDataset(file, a));
}

async function putList(
  context: WriteContext,
  content: GroupContent,
  name: string,
  list: readonly unknown[],
  path: string,
  depth: number,
): Promise<void> {
  const { file } = context;
  if (list.length === 0) {
    content.attributes.set(`_list_empty_${name}`, textValue(file, "_None_"));
    return;
  }
  const every = (type: string): boolean => list.every((item) => typeof item === type);
  if (every("string")) {
    const references = file.texts(list as string[]);
    content.links.set(`_list_${name}`, addBlock(file, encodeTextType(), [list.length], references));
  } else if (every("boolean"))
    content.links.set(`_list_${name}`, addPlainDataset(file, array(list as boolean[]) as NDArray));
  else if (every("number")) content.links.set(`_list_${name}`, addPlainDataset(file, numbers(list as number[])));
  else {
    const items = Object.fromEntries(list.map((item, i) => [String(i), item ?? null]));
    content.links.set(`_list_${list.length}_${name}`, await addTree(context, items, `${path}.${name}`, depth + 1));
  }
}

function numbers(list: readonly number[]): NDArray {
  const whole = list.every((value) => Number.isSafeInteger(value) && !Object.is(value, -0));
  return (whole ? array(list.map(BigInt), { dtype: "int64" }) : array(list, { dtype: "float64" })) as NDArray;
}

/** Slashes separate the names of nested groups in HDF5, and a name of dots only is none. */
function nameOf(key: string): string {
  const name = key.replaceAll("\0", "").replaceAll("/", "-");
  return /^\.+$/.test(name) ? name.replaceAll(".", "-") : name;
}

function isSignalLike(value: unknown): value is SignalLike {
  const signal = value as Partial<SignalLike> | null;
  return (
    typeof value === "object" &&
    value !== null &&
    isNDArray(signal?.data) &&
    Array.isArray(signal?.axes) &&
    signal?.metadata !== undefined
  );
}

function dictionaryOf(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof Map) return Object.fromEntries(value as Map<string, unknown>);
  const tree = value as { asDictionary?: () => Record<string, unknown> };
  if (typeof tree.asDictionary === "function") return tree.asDictionary();
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype ? (value as Record<string, unknown>) : undefined;
}
