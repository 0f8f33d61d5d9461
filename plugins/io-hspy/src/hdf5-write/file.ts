import { coreError, describeValue } from "@core/array/runtime";
import { ByteWriter, noAddress } from "./bytes.js";
import { encodeSpace } from "./datatype.js";
import { TextHeap } from "./heap.js";

/** The value of an attribute: its encoded datatype, its shape and its bytes. */
export interface StoredValue {
  readonly type: Uint8Array;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** A message of an object header. */
export interface Message {
  readonly type: number;
  readonly flags?: number;
  readonly body: Uint8Array;
}

const mostMessage = 65535;
const superblockBytes = 48;

/**
 * An HDF5 file that grows object by object, children before their parents: whatever is added gets its address at once and
 * is never changed again. Format: HDF5 file format specification 3.0; superblock 2 and object headers 2, which HDF5 1.8 (2008) and
 * everything later reads.
 */
export class FileWriter {
  #parts: Uint8Array[] = [];
  #length: number = superblockBytes;
  #heap: TextHeap = new TextHeap();

  /** Adds bytes and gives their address, a multiple of 8. */
  add(bytes: Uint8Array): number {
    const address = this.#length;
    const padding = (8 - (bytes.length % 8)) % 8;
    this.#parts.push(bytes);
    if (padding > 0) this.#parts.push(new Uint8Array(padding));
    this.#length += bytes.length + padding;
    return address;
  }

  /** The references to texts in the global heap, 16 bytes each. */
  texts(values: readonly string[]): Uint8Array {
    const references = new ByteWriter();
    for (const value of values) {
      // A text ends at its first NUL in HDF5.
      const bytes = new TextEncoder().encode(value.replaceAll("\0", ""));
      const { address, index } = this.#heap.put(bytes.length === 0 ? new Uint8Array(1) : bytes, (more) =>
        this.add(more),
      );
      references.u32(Math.max(1, bytes.length)).u64(address).u32(index);
    }
    return references.done();
  }

  /** Adds an object header and gives its address. */
  addObject(messages: readonly Message[], what: string): number {
    const header = new ByteWriter();
    let size = 0;
    for (const { body } of messages) {
      if (body.length > mostMessage)
        throw coreError(
          "UNSUPPORTED",
          `hspy: ${what} has an item of ${body.length} bytes, HDF5 allows ${mostMessage}. Shorten it, or keep it as an array.`,
        );
      size += 4 + body.length;
    }
    header.bytes(new TextEncoder().encode("OHDR")).u8(2, 2).u32(size);
    for (const { type, flags = 0, body } of messages) header.u8(type).u16(body.length).u8(flags).bytes(body);
    return this.add(header.withChecksum());
  }

  /** Adds a group with links to objects that are there already, and gives its address. */
  addGroup(links: ReadonlyMap<string, number>, attributes: ReadonlyMap<string, StoredValue>, what: string): number {
    const messages: Message[] = [
      { type: 2, body: new ByteWriter().u8(0, 0).u64(noAddress).u64(noAddress).done() },
      { type: 10, flags: 1, body: new Uint8Array(2) },
    ];
    for (const [name, address] of links) messages.push({ type: 6, body: encodeLink(name, address) });
    for (const [name, value] of attributes) messages.push({ type: 12, body: encodeAttribute(name, value) });
    return this.addObject(messages, what);
  }

  /** The whole file. */
  finish(root: number): Uint8Array {
    this.#heap.close();
    const superblock = new ByteWriter()
      .u8(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 2, 8, 8, 0)
      .u64(0)
      .u64(noAddress)
      .u64(this.#length)
      .u64(root)
      .withChecksum();
    const file = allocate(this.#length);
    file.set(superblock);
    let at = superblockBytes;
    for (const part of this.#parts) {
      file.set(part, at);
      at += part.length;
    }
    return file;
  }
}

function allocate(length: number): Uint8Array {
  try {
    return new Uint8Array(length);
  } catch (cause) {
    throw coreError("OUT_OF_MEMORY", `hspy: cannot allocate ${length} bytes for the file.`, { cause });
  }
}

function encodeLink(name: string, address: number): Uint8Array {
  const bytes = new TextEncoder().encode(name);
  if (bytes.length === 0 || bytes.length > 60000 || /[/\0]/.test(name) || /^\.+$/.test(name))
    throw coreError("BAD_ARGUMENT", `hspy: ${describeValue(name)} cannot be the name of a group or dataset.`);
  // The name is said to be UTF-8, and its length takes 2 bytes.
  return new ByteWriter().u8(1, 0x11, 1).u16(bytes.length).bytes(bytes).u64(address).done();
}

function encodeAttribute(name: string, value: StoredValue): Uint8Array {
  const bytes = new TextEncoder().encode(`${name}\0`);
  const space = encodeSpace(value.shape);
  return new ByteWriter()
    .u8(3, 0)
    .u16(bytes.length)
    .u16(value.type.length)
    .u16(space.length)
    .u8(1)
    .bytes(bytes)
    .bytes(value.type)
    .bytes(space)
    .bytes(value.bytes)
    .done();
}
