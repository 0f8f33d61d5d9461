import { type NDArray, reshape } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import {
  MetadataTree,
  type ReadOptions,
  readNavigationAxes,
  type SignalParts,
  type SourceFile,
  UniformDataAxis,
} from "@core/signal";
import { checkMaxBytes, startFilling } from "./elements.js";
import { headBytes, parseHeader, truncated } from "./header.js";
import { decodeNpz } from "./npz.js";

const piece = 2 ** 24;

/**
 * Reads an .npy file as one signal, in pieces, so that the file and the array are not both in memory.
 * All axes are signal axes but those in the option `navigationAxes`; a file without axes gives one element.
 */
export async function readNpy(file: SourceFile, options: ReadOptions): Promise<readonly SignalParts[]> {
  const maxBytes = checkMaxBytes(options.maxBytes);
  const header = parseHeader(await file.read(0, headBytes));
  const end = header.start + header.length;
  if (file.size < end) throw truncated(end, file.size);
  const filling = startFilling(header, maxBytes);
  for (let at = header.start; at < end; at += piece) {
    checkAborted(options);
    const wanted = Math.min(piece, end - at);
    const bytes = await file.read(at, wanted);
    if (bytes.length !== wanted) throw truncated(end, at + bytes.length);
    filling.take(bytes);
    options.onProgress?.(at + wanted - header.start, header.length);
  }
  return [toSignal(filling.finish(), file.name.replace(/\.npy$/i, ""), options)];
}

/** Reads an .npz file: one signal for each array, with the array's name as title. The option `names` chooses arrays. */
export async function readNpz(file: SourceFile, options: ReadOptions): Promise<readonly SignalParts[]> {
  const maxBytes = checkMaxBytes(options.maxBytes);
  const names = options.names;
  if (names !== undefined && !(Array.isArray(names) && names.every((name) => typeof name === "string")))
    throw coreError("BAD_ARGUMENT", `names: got ${describeValue(names)}, expected a list of names of arrays.`);
  const bytes = await file.bytes();
  checkAborted(options);
  const arrays = decodeNpz(bytes, names === undefined ? { maxBytes } : { maxBytes, names });
  if (arrays.size === 0)
    throw coreError("BAD_FILE", "npz: the archive holds no .npy file, so there is no array to read.");
  return [...arrays].map(([name, a]) => toSignal(a, name, options));
}

function toSignal(a: NDArray, title: string, options: ReadOptions): SignalParts {
  const data = a.shape.length === 0 ? reshape(a, [1]) : a;
  const navigation = readNavigationAxes(options.navigationAxes, data.shape.length);
  return {
    data,
    axes: data.shape.map((size, axis) => new UniformDataAxis({ size, navigate: navigation.includes(axis) })),
    metadata: new MetadataTree({ General: { title } }),
  };
}

function checkAborted(options: ReadOptions): void {
  if (options.signal?.aborted) throw coreError("ABORTED", "reading was stopped.", { cause: options.signal.reason });
}
