import { coreError, describeValue } from "@core/array/runtime";
import { Inflate } from "fflate";
import { startCrc32 } from "./crc32.js";
import type { ZipMember } from "./zip-directory.js";

/** Pieces grow, so that the header is seen, and a bomb refused, before much is unpacked. */
const firstPiece = 1024;
const largestPiece = 65536;

/** How much may be left of a member whose taker has enough for it to be unpacked to the end, so that its checksum can be checked. */
const smallRest = 1048576;

/**
 * Hands the bytes of a member to `take` piece by piece and checks their number and CRC-32 at the end. A member that unpacks to
 * more than it claims is stopped at once; one of which `take` wants no more (it returns true) is left where it is, unchecked,
 * unless little of it is left.
 * @throws BAD_FILE for broken members, UNSUPPORTED for encrypted ones and other methods than stored and deflated
 */
export function unpackMember(archive: Uint8Array, member: ZipMember, take: (bytes: Uint8Array) => boolean): void {
  const label = `npz: the member ${describeValue(member.name)}`;
  if (member.encrypted) throw coreError("UNSUPPORTED", `${label} is encrypted. Save it without a password.`);
  if (member.method !== 0 && member.method !== 8)
    throw coreError(
      "UNSUPPORTED",
      `${label} is packed with method ${member.method}; supported are stored (0) and deflated (8), as np.savez and np.savez_compressed write.`,
    );
  const crc = startCrc32();
  let size = 0;
  let enough = false;
  const count = (bytes: Uint8Array): boolean => {
    size += bytes.length;
    if (size > member.size)
      throw coreError("BAD_FILE", `${label} unpacks to more than the ${member.size} bytes that it claims.`);
    crc.add(bytes);
    enough = take(bytes) && member.size - size > smallRest;
    return enough;
  };
  const packed = archive.subarray(member.start, member.end);
  if (member.method === 0) count(packed);
  else inflate(packed, label, count);
  if (enough) return;
  if (size !== member.size || crc.value() !== member.crc)
    throw coreError(
      "BAD_FILE",
      `${label} is damaged: ${size === member.size ? "its checksum is wrong" : `it unpacks to ${size} bytes instead of ${member.size}`}.`,
    );
}

function inflate(packed: Uint8Array, label: string, take: (bytes: Uint8Array) => boolean): void {
  let failure: unknown;
  let enough = false;
  const stream = new Inflate((bytes) => {
    try {
      enough = take(bytes);
    } catch (error) {
      failure = error;
      throw error;
    }
  });
  try {
    let length = firstPiece;
    for (let at = 0; at < packed.length && !enough; ) {
      const end = at + length;
      stream.push(packed.subarray(at, end), end >= packed.length);
      at = end;
      length = Math.min(2 * length, largestPiece);
    }
  } catch (cause) {
    if (failure !== undefined) throw failure;
    throw coreError("BAD_FILE", `${label} is damaged: its deflated bytes cannot be unpacked.`, { cause });
  }
}
