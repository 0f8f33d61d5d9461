import { checkHdus } from "./errors.js";
import { imageShape } from "./image.js";
import type { FitsHdu } from "./open.js";

/** A table of the parts of a file, as text: number, name, version, kind, cards, and the sizes as FITS counts them (NAXIS1 first). Throws BAD_ARGUMENT. */
export function fitsInfo(hdus: readonly FitsHdu[]): string {
  checkHdus("fitsInfo", hdus);
  const rows = hdus.map((hdu, i) => [
    String(i),
    hdu.name,
    String(hdu.version),
    hdu.kind === "image" ? (hdu.compressed ? "compressed image" : "image") : hdu.kind,
    String(hdu.header.cards.length),
    sizes(hdu),
  ]);
  const table = [["No.", "Name", "Ver", "Kind", "Cards", "Dimensions"], ...rows];
  const widths = (table[0] as string[]).map((_, column) =>
    Math.max(...table.map((row) => (row[column] as string).length)),
  );
  return table
    .map((row) =>
      row
        .map((text, i) => text.padEnd(widths[i] as number))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function sizes(hdu: FitsHdu): string {
  if (hdu.kind === "binTable" || hdu.kind === "asciiTable")
    return `${hdu.header.get("NAXIS2")} rows × ${hdu.header.get("TFIELDS")} columns`;
  const shape = imageShape(hdu.header, hdu.kind === "image" && hdu.compressed ? "Z" : "");
  return shape.length === 0 ? "no data" : `(${shape.reverse().join(", ")})`;
}
