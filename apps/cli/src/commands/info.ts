import { bytesOf, type Runtime } from "@core/array";
import { AxesManager, type BaseSignal, loadAll, type SignalLike } from "@core/signal";
import { sourceOf } from "../standard-input.js";
import type { Terminal } from "../terminal.js";

/** Options of the command. */
export interface InfoOptions {
  readonly json?: boolean;
  readonly reader?: string;
}

/** Prints what is in a file: class, axes, dtype, metadata of each signal. */
export async function info(runtime: Runtime, terminal: Terminal, file: string, options: InfoOptions): Promise<void> {
  const signals = await loadAll(runtime, await sourceOf(file), {
    signal: terminal.signal,
    onProgress: terminal.onProgress,
    ...(options.reader === undefined ? {} : { reader: options.reader }),
  });
  terminal.endProgress();
  if (options.json === true) terminal.out(JSON.stringify({ file, signals: signals.map(describe) }, plainJson, 2));
  else terminal.out(signals.map((signal, index) => text(signal, index, signals.length)).join("\n\n"));
}

/** The facts of a signal as plain data. */
export function describe(signal: SignalLike): Record<string, unknown> {
  return {
    class: (signal as Partial<BaseSignal>).signalType?.name ?? "signal",
    signalType: signal.type,
    title: signal.metadata.get("General.title", ""),
    shape: signal.data.shape,
    dtype: signal.data.dtype,
    bytes: signal.data.size * bytesOf(signal.data.dtype),
    axes: signal.axes.map((axis, index) => ({
      indexInArray: index,
      name: axis.name ?? null,
      units: axis.units ?? null,
      size: axis.size,
      ...(axis.kind === "uniform"
        ? { scale: axis.scale, offset: axis.offset }
        : {
            kind: axis.kind,
            low: axis.size > 0 ? axis.at(0) : null,
            high: axis.size > 0 ? axis.at(axis.size - 1) : null,
          }),
      navigate: axis.navigate,
      isBinned: axis.isBinned,
    })),
    metadata: signal.metadata.asDictionary(),
  };
}

/** JSON for values that JSON does not know: bigints as text, typed arrays as lists, NaN and infinities as text. */
export function plainJson(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return Array.from(value as unknown as ArrayLike<unknown>);
  return value;
}

function text(signal: SignalLike, index: number, count: number): string {
  const bytes = signal.data.size * bytesOf(signal.data.dtype);
  return [
    `${count > 1 ? `${index}: ` : ""}${String(signal)}`,
    `${signal.data.dtype}, ${formatBytes(bytes)}`,
    String(new AxesManager(signal.axes)),
    String(signal.metadata),
  ].join("\n");
}

function formatBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
}
