import { checkKind, coreError } from "@core/array/runtime";

/** What one file may still make the reader do. */
export interface Budget {
  /** Takes bytes that are about to be allocated. */
  bytes(count: number, what: string): void;
  /** Takes one item of a tree. */
  item(): void;
}

const mostItems = 200_000;
// Deflate packs at most 1032 bytes into one; filters may follow one another, but no known writer stacks two compressors.
const mostRatio = 1100;
const freeBytes = 2 ** 26;

/**
 * A budget of `maxBytes` bytes in all and of 200,000 items of metadata. What claims to be far larger than its file could
 * hold by any compression is refused before it is allocated.
 * @param format the name of the format, for error texts
 * @throws BAD_FILE when it is used up, BAD_ARGUMENT
 */
export function makeBudget(maxBytes: number, fileBytes: number, format: string): Budget {
  checkKind("makeBudget", "maxBytes", maxBytes, "number");
  checkKind("makeBudget", "fileBytes", fileBytes, "number");
  checkKind("makeBudget", "format", format, "string");
  let left = maxBytes;
  let items = mostItems;
  return {
    bytes(count, what) {
      if (!(count >= 0) || count > mostRatio * fileBytes + freeBytes)
        throw coreError(
          "BAD_FILE",
          `${format}: ${what} claims ${count} bytes, more than a file of ${fileBytes} bytes can hold.`,
        );
      if (count > left)
        throw coreError(
          "BAD_FILE",
          `${format}: ${what} takes ${count} bytes, ${left} of the allowed ${maxBytes} are left. Raise the option maxBytes if the file is to be trusted.`,
        );
      left -= count;
    },
    item() {
      if (items-- <= 0)
        throw coreError(
          "BAD_FILE",
          `${format}: the file has more than ${mostItems} items of metadata, or groups that contain themselves.`,
        );
    },
  };
}
