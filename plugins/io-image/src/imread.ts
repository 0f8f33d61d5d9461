import { fromData, kindOf, type NDArray } from "@core/array";
import { badFile, checkInput, type DecodeOptions } from "./bytes.js";
import { parsePng } from "./png-chunks.js";
import { decodePng } from "./png-decode.js";
import { isPng, isTiff } from "./sniff.js";
import { decodeTiff } from "./tiff-decode.js";

/** What {@link imread} takes. */
export interface ImreadOptions extends DecodeOptions {
  /**
   * Whether whole numbers become float32 from 0 to 1, as `plt.imread` does with PNG files; palettes and grey with alpha become RGB and
   * alpha then, as there. False by default: numbers as they are stored, as `scipy.misc.imread` gave them.
   */
  readonly scale?: boolean;
}

/**
 * Reads a picture, PNG or TIFF by its first bytes: (height, width), (height, width, samples), or a stack of such.
 * @throws BAD_FILE for a broken file, another format, or one that needs more than `maxBytes`, UNSUPPORTED, BAD_ARGUMENT
 */
export function imread(bytes: Uint8Array, options: ImreadOptions = {}): NDArray {
  checkInput("imread", bytes, options, { scale: "boolean", maxBytes: "number" });
  const { scale = false, ...own } = options;
  if (isTiff(bytes)) {
    const stored = decodeTiff(bytes, own);
    return scale ? scaled(stored, false) : stored;
  }
  if (!isPng(bytes)) throw badFile("imread: the file is neither PNG nor TIFF.");
  const stored = decodePng(bytes, own);
  if (!scale) return stored;
  const { colour } = parsePng(bytes).header;
  return scaled(stored, colour === 3 || colour === 4);
}

const most: Readonly<Record<string, number>> = {
  uint8: 255,
  uint16: 65535,
  uint32: 2 ** 32 - 1,
  uint64: 2 ** 64,
  int8: 127,
  int16: 32767,
  int32: 2 ** 31 - 1,
  int64: 2 ** 63,
};

function scaled(a: NDArray, colours: boolean): NDArray {
  if (kindOf(a.dtype) === "float" || kindOf(a.dtype) === "complex") return a;
  const source = a.data as Uint8Array;
  const factor = most[a.dtype] ?? 1;
  const samples = a.shape[2] as number;
  if (!colours || samples === 4) {
    const target = new Float32Array(source.length);
    for (let i = 0; i < source.length; i++) target[i] = Number(source[i]) / factor;
    return fromData(target, a.shape);
  }
  const pixels = source.length / samples;
  const target = new Float32Array(4 * pixels);
  for (let i = 0; i < pixels; i++)
    for (let k = 0; k < 4; k++) {
      const alpha = k === 3;
      const from = samples === 2 ? (alpha ? 1 : 0) : k;
      target[4 * i + k] = alpha && samples === 3 ? 1 : (source[i * samples + from] as number) / factor;
    }
  return fromData(target, [...a.shape.slice(0, 2), 4]);
}
