import {
  type Complex,
  createRuntime,
  type DType,
  fromNested,
  type NDArray,
  type Runtime,
  type Scalar,
} from "@core/array";
import {
  type Axis,
  BaseSignal,
  DataAxis,
  Signal1D,
  Signal2D,
  type SignalType,
  signalCore,
  UniformDataAxis,
} from "@core/signal";
import { ComplexSignal, ComplexSignal1D, ComplexSignal2D } from "./classes.js";
import { complex } from "./plugin.js";

/** A binned type, as that of energy-loss spectra. */
export class Spectrum extends Signal1D {
  static override readonly signalType: SignalType<Spectrum> = {
    name: "EELSSpectrum",
    type: "EELS",
    dimension: 1,
    kind: "real",
    binned: true,
    create: (parts) => new Spectrum(parts.data, parts),
  };
}

const spectra = { name: "signal-spec", version: "1.0.0", provides: { "@core/signal/type#1": [Spectrum] } };

/** A runtime with the classes that the golden cases name. */
export const runtime: Runtime = createRuntime({ plugins: [signalCore, complex, spectra] });

const classes: Readonly<Record<string, typeof BaseSignal>> = {
  BaseSignal,
  Signal1D,
  Signal2D,
  ComplexSignal,
  ComplexSignal1D,
  ComplexSignal2D,
  EELSSpectrum: Spectrum,
};

/** An axis as the golden file writes it. */
export interface GoldenAxis {
  readonly name?: string;
  readonly units?: string;
  readonly navigate?: boolean;
  readonly isBinned?: boolean;
  readonly size?: number;
  readonly scale?: number;
  readonly offset?: number;
  readonly axis?: number[];
}

/** A signal as the golden file writes it. */
export interface GoldenSignal {
  readonly class: string;
  readonly shape: number[];
  readonly dtype?: DType;
  readonly fill: (number | boolean | [number, number])[];
  readonly axes?: GoldenAxis[];
  readonly title?: string;
}

/** The array that a golden file describes. */
export function makeArray({ shape, dtype = "float64", fill }: Pick<GoldenSignal, "shape" | "dtype" | "fill">): NDArray {
  const flat = fill.map((item): Scalar => (Array.isArray(item) ? { re: item[0], im: item[1] } : item));
  return (fromNested(flat, { dtype, runtime }) as NDArray).reshape(shape);
}

/** The signal that a golden file describes. */
export function makeSignal(make: GoldenSignal): BaseSignal {
  const axes = make.axes?.map((settings, place) =>
    settings.axis === undefined
      ? { size: make.shape[place] as number, ...settings }
      : new DataAxis({ ...settings, axis: settings.axis }),
  );
  const Class = classes[make.class] as typeof BaseSignal;
  return new Class(makeArray(make), { axes, title: make.title });
}

/** The axis as a golden file would describe it. */
export function pictureOf(axis: Axis): GoldenAxis {
  const { navigate, isBinned, size, name, units } = axis;
  return {
    ...(name === undefined ? {} : { name }),
    ...(units === undefined ? {} : { units }),
    navigate,
    isBinned,
    size,
    ...(axis instanceof UniformDataAxis ? { scale: axis.scale, offset: axis.offset } : { axis: [...axis.values()] }),
  };
}

/** Elements in C order, complex ones as two numbers each. */
export function flat(data: NDArray): number[] {
  return (data.toNested() as unknown[]).flat(Number.POSITIVE_INFINITY).flatMap((item) => {
    if (typeof item !== "object") return [Number(item)];
    return [(item as Complex).re, (item as Complex).im];
  });
}
