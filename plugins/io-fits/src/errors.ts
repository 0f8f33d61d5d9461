import { type CoreError, coreError, describeValue } from "@core/array/runtime";

/** A coded error of this package. */
export function fitsError(code: string, message: string): CoreError {
  return coreError(code, `fits: ${message}`, { package: "io-fits" });
}

const kinds: readonly unknown[] = ["image", "binTable", "asciiTable", "other"];

/** @throws BAD_ARGUMENT for anything but a part of a file that was read */
export function checkHdu(where: string, hdu: unknown): void {
  if (typeof hdu === "object" && hdu !== null && kinds.includes((hdu as { kind?: unknown }).kind)) return;
  throw fitsError("BAD_ARGUMENT", `${where}: got ${describeValue(hdu)}, expected a part that openFits gave.`);
}

/** @throws BAD_ARGUMENT for anything but a list of parts of a file that was read */
export function checkHdus(where: string, hdus: unknown): void {
  if (!Array.isArray(hdus))
    throw fitsError("BAD_ARGUMENT", `${where}: got ${describeValue(hdus)}, expected the list that openFits gave.`);
  for (const hdu of hdus) checkHdu(where, hdu);
}
