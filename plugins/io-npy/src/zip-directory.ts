import { coreError, describeValue } from "@core/array/runtime";

/** A member of a zip archive, as its central directory describes it. */
export interface ZipMember {
  /** The name as it stands in the file: only ever a key, never a path. */
  readonly name: string;
  /** 0 for stored, 8 for deflated; others are possible. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Bytes of the member. */
  readonly size: number;
  /** Where its bytes, possibly compressed, start and end in the archive. */
  readonly start: number;
  readonly end: number;
}

const endRecord = 0x06054b50;
const end64Record = 0x06064b50;
const end64Locator = 0x07064b50;
const centralRecord = 0x02014b50;
const localRecord = 0x04034b50;
const most32 = 0xffffffff;
const most16 = 0xffff;
// Deflate cannot pack more than 1032 bytes into one.
const mostRatio = 1032;

/**
 * The members of a zip archive that is wholly in memory, checked against each other and the archive's length before anything
 * is unpacked: places inside the file, no overlaps (a bomb made of one member under many names), sizes that deflate can reach,
 * no name twice. Format: APPNOTE 6.3, zip64 included.
 * @throws BAD_FILE
 */
export function readDirectory(bytes: Uint8Array): ZipMember[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  const members: ZipMember[] = [];
  const names = new Set<string>();
  let at = directory.start;
  for (let i = 0; i < directory.count; i++) {
    if (at + 46 > directory.end || view.getUint32(at, true) !== centralRecord)
      throw broken(`entry ${i} of the directory is not where it should be`);
    const { member, next } = readEntry(bytes, view, at, directory);
    if (names.has(member.name)) throw broken(`the member ${describeValue(member.name)} stands twice in the directory`);
    names.add(member.name);
    members.push(member);
    at = next;
  }
  checkOverlaps(members, directory.start);
  return members;
}

interface Directory {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

function broken(what: string): Error {
  return coreError("BAD_FILE", `npz: ${what}; the zip archive is broken.`);
}

function findDirectory(view: DataView): Directory {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at >= last - most16; at--) {
    if (view.getUint32(at, true) !== endRecord) continue;
    if (at + 22 + view.getUint16(at + 20, true) !== view.byteLength) continue;
    const found = {
      count: view.getUint16(at + 10, true),
      size: view.getUint32(at + 12, true),
      start: view.getUint32(at + 16, true),
    };
    if (found.count === most16 || found.size === most32 || found.start === most32) {
      const wide = readEnd64(view, at);
      if (wide !== undefined) return checkDirectory(wide.start, wide.size, wide.count, wide.limit);
    }
    return checkDirectory(found.start, found.size, found.count, at);
  }
  throw broken("no end of a directory was found");
}

function checkDirectory(start: number, size: number, count: number, limit: number): Directory {
  if (start + size > limit || count * 46 > size) throw broken("the directory does not fit into the file");
  return { start, end: start + size, count };
}

function readEnd64(
  view: DataView,
  endAt: number,
): { start: number; size: number; count: number; limit: number } | undefined {
  const locator = endAt - 20;
  if (locator < 0 || view.getUint32(locator, true) !== end64Locator) return undefined;
  const at = read64(view, locator + 8);
  if (at + 56 > locator || view.getUint32(at, true) !== end64Record)
    throw broken("the zip64 directory is not where it should be");
  return { count: read64(view, at + 32), size: read64(view, at + 40), start: read64(view, at + 48), limit: at };
}

function read64(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw broken(`a size of ${value} bytes is claimed`);
  return value;
}

function readEntry(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  directory: Directory,
): { member: ZipMember; next: number } {
  const flags = view.getUint16(at + 8, true);
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  if (next > directory.end) throw broken("an entry runs over the end of the directory");
  const extra = { at: at + 46 + nameLength, end: at + 46 + nameLength + extraLength };
  const wide = readWide(view, extra.at, extra.end, [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ]);
  const [size, packed, local] = wide as [number, number, number];
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
  const label = describeValue(name);
  if (local + 30 > directory.start || view.getUint32(local, true) !== localRecord)
    throw broken(`the member ${label} is not where the directory says`);
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const end = start + packed;
  if (end > directory.start) throw broken(`the member ${label} runs into the directory`);
  const method = view.getUint16(at + 10, true);
  if (method === 0 ? size !== packed : size > mostRatio * packed)
    throw broken(`the member ${label} claims ${size} bytes in ${packed}`);
  return {
    next,
    member: { name, method, encrypted: (flags & 1) !== 0, crc: view.getUint32(at + 16, true), size, start, end },
  };
}

/** Replaces numbers that are all ones by their 64-bit values of the zip64 field. */
function readWide(view: DataView, from: number, end: number, narrow: readonly number[]): number[] {
  if (!narrow.includes(most32)) return [...narrow];
  for (let at = from; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const fieldEnd = Math.min(end, at + 4 + view.getUint16(at + 2, true));
    let read = at + 4;
    return narrow.map((value) => {
      if (value !== most32) return value;
      if (read + 8 > fieldEnd) throw broken("a zip64 field is too short");
      read += 8;
      return read64(view, read - 8);
    });
  }
  throw broken("a zip64 field is missing");
}

function checkOverlaps(members: readonly ZipMember[], limit: number): void {
  const sorted = [...members].sort((a, b) => a.start - b.start);
  sorted.forEach((member, i) => {
    const until = sorted[i + 1]?.start ?? limit;
    if (member.end > until) throw broken(`the member ${describeValue(member.name)} overlaps another one`);
  });
}
