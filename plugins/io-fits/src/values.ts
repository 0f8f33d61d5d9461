import type { NDArray } from "@core/array";
import type { ColumnValues } from "./bin-table.js";
import { checkHdu, fitsError } from "./errors.js";
import type { FitsHdu } from "./open.js";

/**
 * The values of an image.
 * @throws BAD_ARGUMENT where the part holds no image data, and what decoding them throws
 */
export function imageData(hdu: FitsHdu): NDArray {
  checkHdu("imageData", hdu);
  const data = hdu.kind === "image" ? hdu.data : null;
  if (data !== null) return data;
  throw fitsError("BAD_ARGUMENT", `the part ${hdu.name} has no image data, it is ${kindOf(hdu)}.`);
}

/**
 * The values of a table's column, whatever the case of its name.
 * @throws BAD_ARGUMENT where the part is no table, NOT_FOUND where it has no such column
 */
export function columnValues(hdu: FitsHdu, name: string): ColumnValues {
  checkHdu("columnValues", hdu);
  if (hdu.kind === "binTable" || hdu.kind === "asciiTable") return hdu.column(name).values;
  throw fitsError("BAD_ARGUMENT", `the part ${hdu.name} is no table, it is ${kindOf(hdu)}.`);
}

function kindOf(hdu: FitsHdu): string {
  if (hdu.kind === "image") return hdu.data === null ? "a header without data" : "an image";
  return hdu.kind === "other" ? "of a kind that is not read" : "a table";
}
