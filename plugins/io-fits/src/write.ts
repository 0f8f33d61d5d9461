import { moveAxis } from "@core/array";
import { rgbDtype, type SignalLike, type WriteOptions } from "@core/signal";
import { encodeFits } from "./encode.js";
import { cardsOfAxes } from "./wcs.js";
import { escapeText, plainUnits } from "./words.js";

/**
 * Writes a signal as the primary image of a FITS file: data, axes, title (OBJECT) and quantity (BUNIT). Other metadata have no
 * place there. Pictures in colours become planes of red, green and blue (and opacity), as FITS viewers show them.
 */
export async function writeFits(signal: SignalLike, options: WriteOptions): Promise<Uint8Array> {
  const title = signal.metadata.get("General.title");
  const quantity = signal.metadata.get("Signal.quantity");
  const units = typeof quantity === "string" ? /\((.*)\)\s*$/.exec(quantity)?.[1] : undefined;
  const place = rgbDtype(signal) === undefined ? -1 : Math.max(0, signal.axes.length - 3);
  const { axes: own } = signal;
  const axes = place < 0 ? own : [...own.slice(0, place), ...own.slice(-1), ...own.slice(place, -1)];
  return encodeFits(
    {
      data: place < 0 ? signal.data : moveAxis(signal.data, -1, place),
      cards: [
        ...cardsOfAxes(axes),
        ...(typeof title === "string" && title !== "" ? [["OBJECT", escapeText(title)] as const] : []),
        ...(units === undefined ? [] : [["BUNIT", plainUnits(units)] as const]),
      ],
    },
    { gzip: options.gzip === true },
  );
}
