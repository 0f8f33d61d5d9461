import {
  assign,
  coreError,
  type DType,
  hostStorage,
  isCoreError,
  isNDArray,
  NDArray,
  type TypedArray,
} from "@core/array";

/** An array as it goes from thread to thread. */
export interface SentArray {
  readonly sent: "array";
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: TypedArray;
}

/** Where the function is that a worker runs: an export of a module, or one of the names that the worker knows. */
export interface SentFunction {
  readonly module?: string | undefined;
  readonly name: string;
}

/** What a worker is asked for: some positions, one after the other in array order. */
export interface Task {
  readonly id: number;
  readonly function: SentFunction;
  /** The first position and how many. */
  readonly first: number;
  readonly count: number;
  /** The sizes of the navigation axes in natural order. */
  readonly sizes: readonly number[];
  /** The data of these positions, which are its first axis; or the items of a ragged signal. */
  readonly data: SentArray | readonly unknown[];
  readonly constant: Readonly<Record<string, unknown>>;
  readonly varying: Readonly<Record<string, SentArray | readonly unknown[]>>;
  /** Whether results are sent one by one. */
  readonly ragged: boolean;
  readonly outputSignalSize?: readonly number[] | undefined;
  readonly outputDtype?: DType | undefined;
}

/** What a worker answers. */
export type Answer =
  | { readonly id: number; readonly done: SentArray; readonly dtypes: readonly DType[] }
  | { readonly id: number; readonly items: readonly unknown[] }
  | { readonly id: number; readonly error: string; readonly code?: string | undefined };

/**
 * An array that can be sent: a contiguous copy, which may be given away, or a view where the elements lie in shared memory, which
 * all threads see.
 */
export function sendArray(array: NDArray): SentArray {
  const width = array.dtype.startsWith("complex") ? 2 : 1;
  const { data } = array as { data: TypedArray };
  const shared = typeof SharedArrayBuffer === "function" && data.buffer instanceof SharedArrayBuffer;
  const start = array.offset * width;
  const elements =
    shared && array.isContiguous ? data.subarray(start, start + array.size * width) : (array.copy().data as TypedArray);
  return { sent: "array", dtype: array.dtype, shape: array.shape, data: elements };
}

/** The array that was sent. */
export function receiveArray({ dtype, shape, data }: SentArray): NDArray {
  return new NDArray(hostStorage(data as never), dtype, shape);
}

function isSent(value: unknown): value is SentArray {
  return (value as SentArray | null | undefined)?.sent === "array";
}

/** A value that can be sent, with its arrays, those in lists and dictionaries among them. */
export function send(value: unknown): unknown {
  return exchange(value, (one) => (isNDArray(one) ? sendArray(one) : undefined));
}

/** The value that was sent. */
export function receive(value: unknown): unknown {
  return exchange(value, (one) => (isSent(one) ? receiveArray(one) : undefined));
}

function exchange(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== undefined) return changed;
  if (Array.isArray(value)) return value.map((one) => exchange(one, change));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, exchange(one, change)]));
}

/** The memory that goes along with a message instead of being copied. */
export function memoryOf(message: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const look = (value: unknown): void => {
    if (isSent(value)) {
      if (value.data.buffer instanceof ArrayBuffer) found.add(value.data.buffer);
    } else if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype)
      Object.values(value).forEach(look);
  };
  look(message);
  return [...found];
}

/** An error as it goes from thread to thread. */
export function sendError(id: number, error: unknown): Answer {
  const message = error instanceof Error ? error.message : String(error);
  return { id, error: message, code: isCoreError(error) ? error.code : undefined };
}

/** The error that was sent. */
export function receiveError({ error, code }: { readonly error: string; readonly code?: string | undefined }): Error {
  if (code === undefined) return new Error(error);
  return coreError(code as "BAD_ARGUMENT", error.replace(`[${code}] `, ""));
}

/** Writes results of some positions into all results. */
export function storePart(stored: NDArray, part: NDArray, first: number, navigation: number): void {
  const size = part.shape.slice(1);
  const step = size.reduce((product, length) => product * length, 1);
  assign(stored.view(part.shape, [step, ...stored.strides.slice(navigation)], first * step), part);
}
