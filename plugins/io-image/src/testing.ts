import type { Golden, StoredArray } from "../../../tools/golden/golden.js";

/** A file and the array that is in it. */
export interface StoredPicture {
  readonly name: string;
  /** In base64. */
  readonly file: string;
  readonly expected: StoredArray;
  /** For PNG files: the samples as they stand in the file. */
  readonly raw?: StoredArray;
  /** For PNG files: what matplotlib gives. */
  readonly scaled?: StoredArray;
}

/** The files that are stored in JSON. */
export function pictures(stored: unknown): readonly StoredPicture[] {
  return (stored as Golden<StoredPicture>).cases;
}

/** The bytes of a text in base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
