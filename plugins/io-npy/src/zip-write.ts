import { coreError, describeValue } from "@core/array/runtime";
import { crc32 } from "./crc32.js";

/** A member to write. */
export interface ZipContent {
  readonly name: string;
  readonly content: Uint8Array;
  /** Its deflated bytes; absent where it is stored as it is. */
  readonly packed?: Uint8Array | undefined;
}

const most32 = 0xffffffff;
// 1 January 1980, the first day of the format: files do not depend on the clock.
const date = 0x21;

/**
 * A zip archive, laid out byte for byte as Python 3.11's zipfile does for `np.savez`: a zip64 field in each local header,
 * no times, Unix permissions 0600.
 * @throws UNSUPPORTED when it would reach 4 GiB, BAD_ARGUMENT for a name longer than 65535 bytes
 */
export function writeZip(members: readonly ZipContent[]): Uint8Array<ArrayBuffer> {
  const entries = members.map((member) => {
    const name = new TextEncoder().encode(member.name);
    if (name.length > 0xffff)
      throw coreError("BAD_ARGUMENT", `npz: the name ${describeValue(member.name)} is longer than 65535 bytes.`);
    return { ...member, name, body: member.packed ?? member.content, crc: crc32(member.content) };
  });
  const bodies = entries.reduce((sum, { name, body }) => sum + 50 + name.length + body.length, 0);
  const directory = entries.reduce((sum, { name }) => sum + 46 + name.length, 0);
  const total = bodies + directory + 22;
  if (total >= most32 || entries.length >= 0xffff)
    throw coreError(
      "UNSUPPORTED",
      `npz: the file would have ${total} bytes and ${entries.length} arrays; the most are ${most32 - 1} and 65534. Write one .npy file for each array.`,
    );

  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  let at = 0;
  let central = bodies;
  for (const { name, content, packed, body, crc } of entries) {
    const fields = (from: number): void => {
      view.setUint16(from, 20, true);
      view.setUint16(from + 2, name.every((byte) => byte < 128) ? 0 : 0x800, true);
      view.setUint16(from + 4, packed === undefined ? 0 : 8, true);
      view.setUint16(from + 8, date, true);
      view.setUint32(from + 10, crc, true);
      view.setUint32(from + 14, body.length, true);
      view.setUint32(from + 18, content.length, true);
      view.setUint16(from + 22, name.length, true);
    };
    view.setUint32(central, 0x02014b50, true);
    view.setUint16(central + 4, 0x0314, true);
    fields(central + 6);
    view.setUint32(central + 38, 0o600 << 16, true);
    view.setUint32(central + 42, at, true);
    bytes.set(name, central + 46);
    central += 46 + name.length;

    view.setUint32(at, 0x04034b50, true);
    fields(at + 4);
    view.setUint16(at + 28, 20, true);
    bytes.set(name, at + 30);
    at += 30 + name.length;
    view.setUint16(at, 1, true);
    view.setUint16(at + 2, 16, true);
    view.setBigUint64(at + 4, BigInt(content.length), true);
    view.setBigUint64(at + 12, BigInt(body.length), true);
    bytes.set(body, at + 20);
    at += 20 + body.length;
  }
  view.setUint32(central, 0x06054b50, true);
  view.setUint16(central + 8, entries.length, true);
  view.setUint16(central + 10, entries.length, true);
  view.setUint32(central + 12, directory, true);
  view.setUint32(central + 16, bodies, true);
  return bytes;
}
