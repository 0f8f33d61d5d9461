import { moveAxis } from "@core/array";
import { type Axis, rgbDtype, type SignalLike, type WriteOptions } from "@core/signal";
import { type EncodePngOptions, encodePng } from "./png-encode.js";
import { type EncodeTiffOptions, encodeTiff } from "./tiff-encode.js";

/** Writes a signal of one picture, in colours or grey, as a PNG file; an axis `greyA` before the height holds grey and alpha. */
export async function writePng(signal: SignalLike, options: WriteOptions): Promise<Uint8Array> {
  const { data } = signal;
  const isGrey = rgbDtype(signal) === undefined && data.shape.length === 3;
  return encodePng(isGrey ? moveAxis(data, 0, -1) : data, own(options));
}

/** Writes a signal as a TIFF file: pictures one after the other, in colours or grey, calibrated in ImageJ's way. */
export async function writeTiff(signal: SignalLike, options: WriteOptions): Promise<Uint8Array> {
  const isColours = rgbDtype(signal) !== undefined;
  const axes = isColours ? signal.axes.slice(0, -1) : signal.axes;
  const lead = axes.slice(0, -2);
  const [y, x] = axes.slice(-2).map(stepOf) as [Step, Step];
  const z = lead.length === 0 ? undefined : stepOf(lead[lead.length === 3 ? 1 : lead.length - 1] as Axis);
  const time = lead.length < 2 ? undefined : stepOf(lead[0] as Axis);
  const settings: EncodeTiffOptions = {
    photometric: isColours ? "rgb" : "minisblack",
    ...(x.scale > 0 && y.scale > 0 ? { resolution: [1 / x.scale, 1 / y.scale] as const } : {}),
    ...(x.units === undefined ? {} : { unit: x.units }),
    ...(y.units === undefined ? {} : { unitY: y.units }),
    ...(z?.units === undefined ? {} : { unitZ: z.units }),
    ...(z === undefined ? {} : { spacing: z.scale }),
    ...(time === undefined ? {} : { interval: time.scale }),
    ...(time?.units === undefined ? {} : { timeUnit: time.units }),
    origin: [x.origin, y.origin, z?.origin ?? 0],
    ...(own(options) as EncodeTiffOptions),
  };
  return encodeTiff(signal.data, settings);
}

/** The options without those that all writers get. */
function own({ signal: _, onProgress: __, ...options }: WriteOptions): EncodePngOptions {
  return options;
}

interface Step {
  readonly scale: number;
  readonly units: string | undefined;
  readonly origin: number;
}

function stepOf(axis: Axis): Step {
  if (axis.kind !== "uniform" || axis.scale === 0) return { scale: 1, units: axis.units, origin: 0 };
  const origin = axis.offset === 0 ? 0 : -axis.offset / axis.scale;
  return { scale: axis.scale, units: axis.units, origin };
}
