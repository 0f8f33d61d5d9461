import { textOf } from "./bytes.js";
import { blockBytes, mostBlocks, parseHeader } from "./header.js";
import { dataBytes } from "./image.js";

/** Follows the parts of a file that is still being unpacked. */
export interface Extent {
  /** Whether the bytes reach behind the last part, or cannot become one that is right. */
  isReached(bytes: Uint8Array): boolean;
}

/** See {@link Extent}. */
export function makeExtent(): Extent {
  let start = 0;
  let part = 0;
  let next = blockBytes;
  return {
    isReached(bytes) {
      while (bytes.length >= next) {
        const begin = textOf(bytes.subarray(start, start + 9));
        if (part === 0 ? begin !== "SIMPLE  =" : !begin.startsWith("XTENSION")) return true;
        try {
          const { header, end } = parseHeader(bytes, start);
          start = end + Math.ceil(dataBytes(header, part) / blockBytes) * blockBytes;
          next = start + blockBytes;
          part++;
        } catch {
          // Its end may still be to come; each attempt waits for twice the bytes.
          if (bytes.length - start > mostBlocks * blockBytes) return true;
          next = start + 2 * (bytes.length - start);
        }
      }
      return false;
    },
  };
}
