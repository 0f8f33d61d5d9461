import { isNDArray, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue, isCoreError, isPlainObject } from "@core/array/runtime";
import { deflateSync } from "fflate";
import { checkMaxBytes, type Filling, startFilling } from "./elements.js";
import { type EncodeNpyOptions, encodeNpy, npyOptions } from "./encode.js";
import { headBytes, type NpyHeader, parseHeader } from "./header.js";
import { isNpy } from "./sniff.js";
import { readDirectory, type ZipMember } from "./zip-directory.js";
import { unpackMember } from "./zip-member.js";
import { writeZip } from "./zip-write.js";

/** What {@link decodeNpz} takes. */
export interface DecodeNpzOptions {
  /** The most bytes that all arrays together may take; 4 GiB by default. */
  readonly maxBytes?: number;
  /** The arrays to read; all by default. */
  readonly names?: readonly string[];
}

/** What {@link encodeNpz} takes. */
export interface EncodeNpzOptions extends EncodeNpyOptions {
  /** Whether arrays are deflated, as `np.savez_compressed` does; false by default. */
  readonly compress?: boolean;
}

/**
 * The arrays of an .npz file by name. Members that are no .npy files are passed over. Names are keys only: whatever they
 * look like, nothing is ever written under them.
 * @throws BAD_FILE for a broken file, or one whose arrays need more than `maxBytes`; UNSUPPORTED for arrays that `decodeNpy`
 * refuses (leave them out with `names`) and for encrypted members; NOT_FOUND for a name that is not there, BAD_ARGUMENT
 */
export function decodeNpz(bytes: Uint8Array, options: DecodeNpzOptions = {}): Map<string, NDArray> {
  checkKind("decodeNpz", "bytes", bytes, "bytes");
  checkOptions("decodeNpz", options, { maxBytes: "number", names: "any" });
  const { names } = options;
  if (names !== undefined && !(Array.isArray(names) && names.every((name) => typeof name === "string")))
    throw coreError("BAD_ARGUMENT", `names: got ${describeValue(names)}, expected a list of names of arrays.`);
  const members = readDirectory(bytes).filter((member) => member.name.endsWith(".npy"));
  const found = new Map(members.map((member) => [member.name.slice(0, -4), member]));
  const arrays = new Map<string, NDArray>();
  let left = checkMaxBytes(options.maxBytes);
  for (const name of names ?? found.keys()) {
    const member = found.get(name);
    if (member === undefined)
      throw coreError(
        "NOT_FOUND",
        `names: there is no array ${describeValue(name)} in the file; it has ${[...found.keys()].slice(0, 20).map(describeValue).join(", ") || "none"}.`,
      );
    const a = decodeMember(bytes, member, name, left);
    left -= a.data.byteLength;
    arrays.set(name, a);
  }
  return arrays;
}

/**
 * The bytes of an .npz file. Uncompressed they are the same as `np.savez` of NumPy 1.24 writes.
 * @param arrays the arrays by name
 * @throws BAD_ARGUMENT for options that are not allowed and what is no array, UNSUPPORTED when the file would be 4 GiB or more
 */
export function encodeNpz(
  arrays: Readonly<Record<string, NDArray>> | ReadonlyMap<string, NDArray>,
  options: EncodeNpzOptions = {},
): Uint8Array<ArrayBuffer> {
  checkOptions("encodeNpz", options, { ...npyOptions, compress: "boolean" });
  const { compress = false, ...own } = options;
  const entries = entriesOf(arrays);
  return writeZip(
    entries.map(([name, a]) => {
      const content = encodeNpy(a as NDArray, own);
      return { name: `${name}.npy`, content, packed: compress ? deflateSync(content) : undefined };
    }),
  );
}

function entriesOf(arrays: Parameters<typeof encodeNpz>[0]): readonly (readonly [string, NDArray])[] {
  const isMap = Object.prototype.toString.call(arrays) === "[object Map]";
  if (!isMap && !isPlainObject(arrays))
    throw coreError(
      "BAD_ARGUMENT",
      `encodeNpz: got ${describeValue(arrays)}, expected arrays by name, for example { a }, or a Map of them.`,
    );
  const entries = isMap ? [...(arrays as ReadonlyMap<string, NDArray>)] : Object.entries(arrays);
  for (const [name, a] of entries)
    if (typeof name !== "string" || !isNDArray(a))
      throw coreError(
        "BAD_ARGUMENT",
        `encodeNpz: ${describeValue(name)} is ${describeValue(a)}, expected an array under a name.`,
      );
  return entries;
}

function decodeMember(archive: Uint8Array, member: ZipMember, name: string, maxBytes: number): NDArray {
  const label = `npz: the array ${describeValue(name)}`;
  let head: Uint8Array = new Uint8Array(0);
  let filling: Filling | undefined;
  let missing = 0;
  const start = (header: NpyHeader): void => {
    if (header.start + header.length > member.size)
      throw coreError(
        "BAD_FILE",
        `shape (${header.shape.join(", ")}) needs ${header.length} bytes, the member has ${member.size - header.start}.`,
      );
    filling = startFilling(header, maxBytes);
    missing = header.length;
    feed(head.subarray(header.start));
  };
  const feed = (bytes: Uint8Array): void => {
    const wanted = bytes.subarray(0, missing);
    missing -= wanted.length;
    filling?.take(wanted);
  };
  try {
    unpackMember(archive, member, (bytes) => {
      if (filling !== undefined) {
        feed(bytes);
        return missing === 0;
      }
      head = head.length === 0 ? bytes : join(head, bytes);
      const header = tryHeader(head, member.size);
      if (header !== undefined) start(header);
      return header !== undefined && missing === 0;
    });
    if (filling === undefined) start(parseHeader(head));
    return (filling as unknown as Filling).finish();
  } catch (error) {
    if (!isCoreError(error) || error.message.includes(label)) throw error;
    throw coreError(error.code, `${label}: ${error.message.replace(/^\[[A-Z_]+\] /, "")}`, { cause: error });
  }
}

/** The header when it is there already, or undefined while it may still be under way. */
function tryHeader(head: Uint8Array, size: number): NpyHeader | undefined {
  if (head.length >= Math.min(headBytes, size) || (head.length >= 8 && !isNpy(head))) return parseHeader(head);
  const version = head[6];
  const before = version === 1 ? 10 : 12;
  if (head.length < before) return undefined;
  const length = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const wanted = before + (version === 1 ? length.getUint16(8, true) : length.getUint32(8, true));
  return head.length >= wanted ? parseHeader(head) : undefined;
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
