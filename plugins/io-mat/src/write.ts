import { fromData } from "@core/array";
import { type Axis, axisToDictionary, type SignalLike, type WriteOptions } from "@core/signal";
import { savemat } from "./savemat.js";
import type { MatInput } from "./to-value.js";

/**
 * Writes a signal as a MATLAB file of version 5: `data`; `axes`, a cell with a structure for each axis under HyperSpy's names; `title`, `signal_type` and
 * `quantity`. Other metadata have no place there. Axes that are not uniform keep their points, the axis of
 * colours is marked by `is_colour`.
 */
export async function writeMat(signal: SignalLike, options: WriteOptions): Promise<Uint8Array> {
  const text = (path: string): string => {
    const value = signal.metadata.get(path);
    return typeof value === "string" ? value : "";
  };
  const quantity = text("Signal.quantity");
  return savemat(
    {
      data: signal.data,
      axes: { kind: "cell", shape: [1, signal.axes.length], elements: signal.axes.map(dictionaryOf) as never },
      title: text("General.title"),
      signal_type: signal.type || text("Signal.signal_type"),
      ...(quantity === "" ? {} : { quantity }),
    },
    { doCompression: options.doCompression === true },
  );
}

function dictionaryOf(axis: Axis): MatInput {
  if (axis.kind === "uniform") {
    const { _type, ...rest } = axisToDictionary(axis);
    return { ...rest, ...(axis.isColour ? { is_colour: true } : {}) } as MatInput;
  }
  const values = Float64Array.from(axis.values());
  return {
    ...(axis.name === undefined ? {} : { name: axis.name }),
    ...(axis.units === undefined ? {} : { units: axis.units }),
    navigate: axis.navigate,
    is_binned: axis.isBinned,
    axis: fromData(values, [values.length]),
  };
}
