import { moveAxis, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { MetadataTree, type ReadOptions, type SignalParts, type SourceFile, UniformDataAxis } from "@core/signal";
import { checkMaxBytes, checkSize } from "./bytes.js";
import { decodePng } from "./png-decode.js";
import { type AxisNote, decodeTiffStack, type TiffStack } from "./tiff-decode.js";

interface Calibration {
  readonly name: string;
  readonly scale?: number | undefined;
  readonly offset?: number | undefined;
  readonly units?: string | undefined;
}

/** Reads a PNG file as one signal of a picture; colours are the last axis of the data, grey with alpha is a navigation axis. */
export async function readPng(file: SourceFile, options: ReadOptions): Promise<readonly SignalParts[]> {
  const maxBytes = await start(file, options);
  const picture = decodePng(await file.bytes(), { maxBytes });
  checkAborted(options);
  return [
    signalOf(picture, picture.shape.length === 3, [{ name: "height" }, { name: "width" }], file, new MetadataTree()),
  ];
}

/**
 * Reads a TIFF file as one signal: pages and ImageJ's time, depth and channels are navigation axes; colours are the last axis of the data
 * where they are three or four of uint8 or uint16, else a navigation axis; axes are calibrated as ImageJ noted it. With the option `forceReadResolution` pixels per inch or centimetre calibrate other files.
 */
export async function readTiff(file: SourceFile, options: ReadOptions): Promise<readonly SignalParts[]> {
  const maxBytes = await start(file, options);
  const page = options.page as number | undefined;
  const stack = decodeTiffStack(await file.bytes(), page === undefined ? { maxBytes } : { maxBytes, page });
  checkAborted(options);
  const { data, lead } = stack;
  const colours = data.shape.length === lead + 3;
  const axes = calibrationOf(stack, options.forceReadResolution === true);
  const original = new MetadataTree({ ImageDescription: stack.description, Software: stack.software });
  return [signalOf(data, colours, axes, file, original)];
}

async function start(file: SourceFile, options: ReadOptions): Promise<number> {
  checkAborted(options);
  const maxBytes = checkMaxBytes(options.maxBytes);
  checkSize(file.size, maxBytes, file.name);
  return maxBytes;
}

function calibrationOf(stack: TiffStack, force: boolean): Calibration[] {
  const { imageJ, resolution, resolutionUnit, lead, data, gatan } = stack;
  const [x, y] = resolution ?? [undefined, undefined];
  const known = imageJ !== undefined && resolution !== undefined;
  const forced = force && resolutionUnit !== undefined;
  const units = imageJ?.unit ?? (forced ? resolutionUnit : undefined);
  const step = (perUnit: number | undefined): number | undefined =>
    perUnit !== undefined && (known || forced) ? 1 / perUnit : undefined;
  const [originX, originY, originZ] = imageJ?.origin ?? [0, 0, 0];
  const offset = (origin: number, scale = 1): number => (origin === 0 ? 0 : -origin * scale);
  const before = Array.from({ length: lead }, (_, k): Calibration => {
    const name = imageJ?.axes.length === lead ? imageJ.axes[k]?.name : undefined;
    if (name === "depth") {
      const scale = imageJ?.spacing;
      const imageJs = { scale, units: scale === undefined ? undefined : units, offset: offset(originZ, scale) };
      return { name, ...imageJs, ...definedIn(gatan.z) };
    }
    if (name === "time") return { name, scale: imageJ?.interval, units: imageJ?.timeUnit };
    return { name: name ?? (data.shape.length > 3 && lead > 1 ? `axis${k}` : "page") };
  });
  return [
    ...before,
    { name: "height", scale: step(y), offset: offset(originY, step(y)), units, ...definedIn(gatan.y) },
    { name: "width", scale: step(x), offset: offset(originX, step(x)), units, ...definedIn(gatan.x) },
  ];
}

function definedIn(note: AxisNote): Partial<AxisNote> {
  return Object.fromEntries(Object.entries(note).filter(([, value]) => value !== undefined));
}

function signalOf(
  stored: NDArray,
  hasSamples: boolean,
  calibrations: readonly Calibration[],
  file: SourceFile,
  originalMetadata: MetadataTree,
): SignalParts {
  const samples = stored.shape.at(-1) as number;
  const isColours = (samples === 3 || samples === 4) && (stored.dtype === "uint8" || stored.dtype === "uint16");
  const before = hasSamples && !isColours;
  const picture = before ? moveAxis(stored, -1, -3) : stored;
  const sample: Calibration = { name: samples === 2 ? "greyA" : "sample" };
  const all = before ? [...calibrations.slice(0, -2), sample, ...calibrations.slice(-2)] : calibrations;
  const axes = all.map(
    ({ name, scale, offset, units }, axis) =>
      new UniformDataAxis({
        name,
        size: picture.shape[axis] as number,
        scale: scale !== undefined && Number.isFinite(scale) && scale !== 0 ? scale : 1,
        offset: offset !== undefined && Number.isFinite(offset) ? offset : 0,
        units,
        navigate: axis < all.length - 2,
      }),
  );
  return {
    data: picture,
    axes:
      hasSamples && isColours
        ? [...axes, new UniformDataAxis({ name: "RGB index", size: samples, isColour: true })]
        : axes,
    metadata: new MetadataTree({ General: { title: file.name.replace(/\.(png|tiff?)$/i, "") } }),
    originalMetadata,
  };
}

function checkAborted(options: ReadOptions): void {
  if (options.signal?.aborted) throw coreError("ABORTED", "reading was stopped.", { cause: options.signal.reason });
}
