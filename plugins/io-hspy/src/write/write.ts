import { array, bytesOf, type NDArray, reshape } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { type Axis, axisToDictionary, isSignal, type SignalLike, type WriteOptions } from "@core/signal";
import { addChunkedDataset, addPlainDataset, type Element } from "../hdf5-write/dataset.js";
import { encodeStructureType } from "../hdf5-write/datatype.js";
import { type Deflate, makeDeflate } from "../hdf5-write/deflate.js";
import { FileWriter, type StoredValue } from "../hdf5-write/file.js";
import { chooseChunks } from "./chunks.js";
import { addTree, floatValue, newContent, putItem, textValue, type WriteContext } from "./tree.js";

/** What writing takes besides what every writer does. */
export interface WriteHspyOptions extends WriteOptions {
  /** How the data are packed; `gzip` by default. */
  readonly compression?: "gzip" | "none";
  /** From 1 (fast) to 9 (small), 4 by default as in h5py. Browsers choose their own. */
  readonly level?: number;
  /** The sizes of chunks along the axes of the data; by default as HyperSpy chooses them. */
  readonly chunks?: readonly number[];
}

/**
 * A signal as an .hspy file of format version 3.1, as HyperSpy 1.7.3 writes it: data with shuffle and gzip, axes, metadata,
 * original metadata.
 * @throws BAD_ARGUMENT for options that are not allowed, UNSUPPORTED for what has no place in the format (a functional axis made from
 * a function, an item of metadata over 64 kB that is no text or array), ABORTED
 */
export async function writeHspy(signal: SignalLike, options: WriteHspyOptions = {}): Promise<Uint8Array> {
  if (!isSignal(signal))
    throw coreError("BAD_ARGUMENT", `hspy: got ${describeValue(signal)}, expected a signal: make one with makeSignal.`);
  checkOptions<Pick<WriteHspyOptions, "compression" | "level" | "chunks" | "signal" | "onProgress">>("hspy", options, {
    compression: "string",
    level: "number",
    chunks: "any",
    signal: "any",
    onProgress: "function",
  });
  const { compression = "gzip", level = 4 } = options;
  if (compression !== "gzip" && compression !== "none")
    throw coreError("BAD_ARGUMENT", `compression: got ${describeValue(compression)}, allowed are "gzip" and "none".`);
  if (!Number.isInteger(level) || level < 1 || level > 9)
    throw coreError("BAD_ARGUMENT", `level: got ${describeValue(level)}, expected a whole number from 1 to 9.`);
  const file = new FileWriter();
  const deflate = compression === "gzip" ? await makeDeflate(level) : undefined;
  const packing: Packing = { deflate, level };
  const context: WriteContext = { file, signal: (inner) => addSignal(context, inner, packing, {}) };
  const title = signal.metadata.get(["General", "title"]);
  const name = groupName(typeof title === "string" ? title : "");
  const experiment = await addSignal(context, signal, packing, options);
  const experiments = file.addGroup(new Map([[name, experiment]]), new Map(), "the file");
  const root = file.addGroup(
    new Map([["Experiments", experiments]]),
    new Map([
      ["file_format", textValue(file, "HyperSpy")],
      ["file_format_version", textValue(file, "3.1")],
    ]),
    "the file",
  );
  return file.finish(root);
}

interface Packing {
  readonly deflate: Deflate | undefined;
  readonly level: number;
}

async function addSignal(
  context: WriteContext,
  signal: SignalLike,
  packing: Packing,
  options: WriteHspyOptions,
): Promise<number> {
  const { file } = context;
  const content = newContent();
  const data = signal.data.shape.length === 0 ? reshape(signal.data, [1]) : signal.data;
  content.links.set("data", await addData(file, data, signal.axes, packing, options));
  for (const [place, axis] of signal.axes.filter(({ isColour }) => !isColour).entries())
    content.links.set(`axis-${place}`, await addAxis(context, axisToDictionary(axis), `axis ${place}`));
  content.links.set("metadata", await addTree(context, metadataOf(signal), "metadata"));
  content.links.set(
    "original_metadata",
    await addTree(context, signal.originalMetadata?.asDictionary() ?? {}, "original_metadata"),
  );
  content.links.set("learning_results", file.addGroup(new Map(), new Map(), "learning_results"));
  return file.addGroup(content.links, content.attributes, "the signal");
}

async function addData(
  file: FileWriter,
  data: NDArray,
  axes: readonly Axis[],
  { deflate, level }: Packing,
  options: WriteHspyOptions,
): Promise<number> {
  if (data.device !== undefined)
    throw coreError("UNSUPPORTED", "hspy: the data are on a device: await toHost() first.");
  const element = colourElement(data, axes);
  const shape = element === undefined ? data.shape : data.shape.slice(0, -1);
  const elementBytes = element?.bytes ?? bytesOf(data.dtype);
  const isSignalAxis = shape.map((_, axis) => axes[axis]?.navigate !== true);
  const chunks = options.chunks ?? chooseChunks(shape, isSignalAxis, elementBytes);
  const fits =
    Array.isArray(chunks) &&
    chunks.length === shape.length &&
    chunks.every((size) => Number.isInteger(size) && size >= 1);
  if (!fits && (data.size > 0 || !Array.isArray(chunks)))
    throw coreError(
      "BAD_ARGUMENT",
      `chunks: got ${describeValue(chunks)}, expected ${shape.length} whole numbers from 1 for data of shape (${shape.join(", ")}).`,
    );
  if (data.size === 0 || (deflate === undefined && options.chunks === undefined))
    return addPlainDataset(file, data, element);
  const sizes = chunks.map((size, axis) => Math.min(size, shape[axis] as number));
  if (sizes.reduce((all, size) => all * size, elementBytes) >= 2 ** 32)
    throw coreError(
      "BAD_ARGUMENT",
      `chunks: one of (${sizes.join(", ")}) elements takes 4 GiB or more, which HDF5 cannot hold.`,
    );
  return addChunkedDataset(
    file,
    data,
    {
      chunks: element === undefined ? sizes : [...sizes, data.shape.at(-1) as number],
      level,
      ...(deflate === undefined ? {} : { deflate }),
      ...(element === undefined ? {} : { element }),
    },
    options,
  );
}

/** Colours are structures in HyperSpy. */
function colourElement(data: NDArray, axes: readonly Axis[]): Element | undefined {
  const places = axes.flatMap(({ isColour }, place) => (isColour ? [place] : []));
  const colour = axes.at(-1);
  if (places.length === 0) return undefined;
  const bytes = data.dtype === "uint8" ? 1 : data.dtype === "uint16" ? 2 : undefined;
  const names = colour?.size === 3 ? "RGB" : colour?.size === 4 ? "RGBA" : undefined;
  if (places.length > 1 || colour?.isColour !== true || names === undefined || bytes === undefined)
    throw coreError(
      "UNSUPPORTED",
      `hspy: colours must be a last axis of 3 or 4 uint8 or uint16, the data are ${data.dtype} of shape (${data.shape.join(", ")}): make them with changeDtype(signal, "rgb8").`,
    );
  return { type: encodeStructureType(names, bytes), bytes: names.length * bytes, axes: 1 };
}

/** Scale, offset and parameters are floats even where they are whole. */
async function addAxis(
  context: WriteContext,
  dictionary: Readonly<Record<string, unknown>>,
  path: string,
): Promise<number> {
  const content = newContent();
  const { links, attributes } = content;
  for (const [key, value] of Object.entries(dictionary)) {
    if (key === "x" && typeof value === "object" && value !== null)
      links.set(key, await addAxis(context, value as Record<string, unknown>, `${path}.x`));
    else if (typeof value === "number" && key !== "size") attributes.set(key, floatValue(value));
    else if (key === "axis") links.set(key, addPlainDataset(context.file, array(value as Float64Array) as NDArray));
    else await putItem(context, content, key, value, path);
  }
  return context.file.addGroup(links, attributes as Map<string, StoredValue>, path);
}

function metadataOf(signal: SignalLike): Record<string, unknown> {
  const tree = signal.metadata.copy();
  if (typeof tree.get(["General", "title"]) !== "string") tree.set(["General", "title"], "");
  tree.set(["Signal", "signal_type"], signal.type);
  const count = signal.axes.filter((axis) => !axis.navigate && !axis.isColour).length;
  // For readers of files older than version 2.1.
  tree.set(["Signal", "record_by"], ["", "spectrum", "image"][count] ?? "");
  return tree.asDictionary();
}

/** The name of a signal's group: its title, without what HDF5 does not take in names. */
function groupName(title: string): string {
  const name = title.replaceAll("/", "-").replaceAll("\0", "").slice(0, 1000);
  return name === "" || /^\.+$/.test(name) ? "__unnamed__" : name;
}
