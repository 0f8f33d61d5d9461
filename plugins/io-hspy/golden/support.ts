import { isNDArray, type NDArray, reshape, type Scalar, toNested } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import type { Axis, SignalLike, SignalParts, SourceFile } from "@core/signal";

/** Bytes as a file to read. */
export function sourceOf(bytes: Uint8Array, name = "file.hspy"): SourceFile {
  return {
    name,
    size: bytes.length,
    read: async (start, length) => bytes.subarray(start, start + length),
    bytes: async () => bytes,
  };
}

/** The code of the error that a promise ends with, or what happened instead. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "nothing thrown",
    (error) => (isCoreError(error) ? error.code : `not coded: ${(error as Error)?.stack ?? error}`),
  );
}

/** A value of metadata as golden/facts.py writes it. */
export function plainOf(value: unknown): unknown {
  if (typeof value === "bigint") return plainInteger(value);
  if (typeof value === "number")
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { float: pythonFloat(value) };
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (isNDArray(value)) return { array: arrayOf(value) };
  if (Array.isArray(value)) return value.map(plainOf);
  const signal = value as Partial<SignalLike>;
  if (isNDArray(signal.data) && signal.axes !== undefined) return { signal: factsOf(value as SignalLike) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainOf(item)]));
}

/** What golden/facts.py says of a signal, but the class, which needs a runtime. */
export function factsOf(signal: SignalParts): Record<string, unknown> {
  const metadata = plainOf(signal.metadata?.asDictionary() ?? {}) as Record<string, Record<string, unknown>>;
  delete metadata._HyperSpy;
  delete metadata.General?.FileIO;
  return {
    type: signal.type,
    title: metadata.General?.title,
    axes: signal.axes?.map(axisOf),
    data: arrayOf(signal.data),
    metadata,
    original_metadata: plainOf(signal.originalMetadata?.asDictionary() ?? {}),
  };
}

function axisOf(axis: Axis): Record<string, unknown> {
  const kinds = { uniform: "UniformDataAxis", data: "DataAxis", functional: "FunctionalDataAxis" };
  return {
    kind: kinds[axis.kind],
    name: axis.name ?? null,
    units: axis.units ?? null,
    size: axis.size,
    navigate: axis.navigate,
    is_binned: axis.isBinned,
    values: [...axis.values()].map(plainOf),
    ...(axis.kind === "uniform" ? { scale: axis.scale, offset: plainOf(axis.offset) } : {}),
  };
}

function arrayOf(a: NDArray): Record<string, unknown> {
  const flat = toNested(reshape(a, -1)) as Scalar[];
  const values = flat.flatMap((item) => (typeof item === "object" ? [item.re, item.im] : [item]));
  return { dtype: a.dtype, shape: a.shape, values: values.map(plainOf) };
}

function plainInteger(value: bigint): unknown {
  return Number.isSafeInteger(Number(value)) ? Number(value) : { integer: String(value) };
}

function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return Object.is(value, -0) ? "-0.0" : value > 0 ? "inf" : "-inf";
}
