import type { SignalLike, WriteOptions } from "@core/signal";
import { encodeFits } from "./encode.js";
import { cardsOfAxes } from "./wcs.js";
import { escapeText, plainUnits } from "./words.js";

/** Writes a signal as the primary image of a FITS file: data, axes, title (OBJECT) and quantity (BUNIT). Other metadata have no place there. */
export async function writeFits(signal: SignalLike, options: WriteOptions): Promise<Uint8Array> {
  const title = signal.metadata.get("General.title");
  const quantity = signal.metadata.get("Signal.quantity");
  const units = typeof quantity === "string" ? /\((.*)\)\s*$/.exec(quantity)?.[1] : undefined;
  return encodeFits(
    {
      data: signal.data,
      cards: [
        ...cardsOfAxes(signal.axes),
        ...(typeof title === "string" && title !== "" ? [["OBJECT", escapeText(title)] as const] : []),
        ...(units === undefined ? [] : [["BUNIT", plainUnits(units)] as const]),
      ],
    },
    { gzip: options.gzip === true },
  );
}
