import { type ArrayLikeInput, coreError, describeValue } from "@core/array";
import type { SignalClass, SignalLike, SignalParts, SignalType } from "../contract.js";
import { countSignalAxes, signalDimension } from "../functions/axes.js";
import { makeParts, type SignalOptions } from "../functions/make.js";
import { checkParts, checkSignal } from "../functions/rebuild.js";
import { signalText } from "../functions/text.js";
import { SignalMethods } from "./methods.js";
import { answersTo, classNamed, kindOfData, resolveClass } from "./resolve.js";

/** A signal of any dimension: an array with calibrated axes and metadata, and the functions of this package as methods. */
export class BaseSignal extends SignalMethods {
  static readonly signalType: SignalType<BaseSignal> = {
    name: "BaseSignal",
    type: "",
    dimension: "any",
    kind: "real",
    create: (parts) => new BaseSignal(parts.data, parts),
  };

  /**
   * Makes a signal of an array or a typed array, which are shared, or of nested lists. Axes are in array order; without
   * `navigate` they are signal axes. `Signal1D` and `Signal2D` take the last one or two as signal axes.
   * @throws BAD_SHAPE when the sizes of axes are not those of the data, or there are too few axes
   */
  constructor(data: ArrayLikeInput, options: SignalOptions = {}) {
    const { dimension, type, binned } = new.target.signalType;
    const typed = type === "" || options.type !== undefined ? options : { ...options, type };
    super(makeParts(data, typed, dimension === "any" ? undefined : dimension, binned));
  }

  /** The class as it is listed among signal types. */
  get signalType(): SignalType<BaseSignal> {
    return (this.constructor as typeof BaseSignal).signalType;
  }

  /** The signal in one line: `<Signal1D, title: A, dimensions: (3, 2|4)>`. */
  override toString(): string {
    return signalText(this, this.signalType.name);
  }

  /** See `SignalLike.rebuild`. */
  override rebuild(changes: Partial<SignalParts>, resolve = false): BaseSignal {
    checkParts(changes);
    const original = changes.originalMetadata ?? this.originalMetadata;
    const parts = {
      data: changes.data ?? this.data,
      axes: changes.axes ?? this.axes,
      metadata: changes.metadata ?? this.metadata,
      ...(original === undefined ? {} : { originalMetadata: original }),
      type: changes.type ?? this.type,
      items: "items" in changes ? changes.items : this.items,
    };
    const keeps =
      !resolve &&
      parts.type === this.type &&
      kindOfData(parts) === kindOfData(this) &&
      countSignalAxes(parts.axes) === countSignalAxes(this.axes);
    return keeps ? this.signalType.create(parts) : createSignal(parts, this);
  }

  /**
   * The signal as another class, on the same data: `s.as(EELSSpectrum)`, or by its type, alias or name, `s.as("EELS")`.
   * @throws MISSING when no plugin of the runtime brings it, INCOMPATIBLE when it is for another number of signal axes
   */
  as<S extends SignalLike>(target: SignalClass<S>): S;
  as(target: string): BaseSignal;
  as(target: SignalClass | string): SignalLike {
    return asClass(this, target);
  }
}

/** A signal with one signal axis, for example spectra. */
export class Signal1D extends BaseSignal {
  static override readonly signalType: SignalType<Signal1D> = {
    name: "Signal1D",
    type: "",
    dimension: 1,
    kind: "real",
    create: (parts) => new Signal1D(parts.data, parts),
  };
}

/** A signal with two signal axes, for example images. */
export class Signal2D extends BaseSignal {
  static override readonly signalType: SignalType<Signal2D> = {
    name: "Signal2D",
    type: "",
    dimension: 2,
    kind: "real",
    create: (parts) => new Signal2D(parts.data, parts),
  };
}

/** The generic classes, which are there in every runtime. */
export function genericTypes(): readonly SignalType[] {
  return [BaseSignal.signalType, Signal1D.signalType, Signal2D.signalType];
}

function genericType(dimension: number): SignalType {
  return (dimension === 1 ? Signal1D : dimension === 2 ? Signal2D : BaseSignal).signalType;
}

/**
 * A signal of the class that the runtime of its data has for its dimension, kind and type; a generic class in the bare runtime.
 * An alias is replaced by the name of the type. An unknown type stays in the metadata and gives the generic class, with a diagnostic.
 * @param from the signal that it comes from: its class is taken where it fits and the runtime does not know it
 */
export function createSignal(parts: SignalParts, from?: BaseSignal): BaseSignal {
  checkParts(parts);
  if (from !== undefined) checkSignal("createSignal", from);
  const made = makeParts(parts.data, parts);
  const dimension = signalDimension(made.axes);
  const row = resolveClass(
    made.data.runtime,
    dimension,
    kindOfData(made),
    made.type,
    from?.signalType,
    genericType(dimension),
  );
  const takesOn = from !== undefined && from.type !== made.type;
  return instantiate(row, made, row.type === "" ? made.type : row.type, takesOn);
}

/** An instance of a class with its canonical type, binned where the signal has just taken that type on. */
function instantiate(row: SignalType, parts: ReturnType<typeof makeParts>, type: string, takesOn: boolean): BaseSignal {
  if (type !== parts.type) parts.metadata.set(["Signal", "signal_type"], type);
  const bins = takesOn && row.binned === true;
  const axes = bins
    ? parts.axes.map((axis) => (axis.navigate || axis.isColour ? axis : axis.with({ isBinned: true })))
    : parts.axes;
  return row.create({ ...parts, axes, type }) as BaseSignal;
}

/** A signal as another class, on the same data. See {@link BaseSignal.as}. */
export function asClass<S extends SignalLike>(signal: SignalLike, target: SignalClass<S>): S;
export function asClass(signal: SignalLike, target: SignalClass | string): SignalLike;
export function asClass(signal: SignalLike, target: SignalClass | string): SignalLike {
  checkSignal("as", signal);
  const row = typeof target === "string" ? undefined : (target as Partial<SignalClass> | null | undefined)?.signalType;
  if (typeof target !== "string" && row === undefined)
    throw coreError(
      "BAD_ARGUMENT",
      `as: got ${describeValue(target)}, expected a class of signals such as Signal1D or the name of a type.`,
    );
  const dimension = countSignalAxes(signal.axes);
  const kind = kindOfData(signal);
  const found = row ?? classNamed(signal.data.runtime, target as string, dimension, kind, genericTypes());
  if (found.dimension !== "any" && found.dimension !== dimension)
    throw coreError(
      "INCOMPATIBLE",
      `as: ${found.name} is for ${found.dimension} signal axes, the signal has ${dimension}: use transpose first.`,
    );
  if (found.kind !== kind && (found.kind === "complex" || found.type !== ""))
    throw coreError(
      "INCOMPATIBLE",
      `as: ${found.name} is for ${found.kind} data, the signal is ${signal.data.dtype}: use changeDtype first.`,
    );
  const made = makeParts(signal.data, { ...signal, metadata: signal.metadata });
  return instantiate(found, made, found.type, !answersTo(found, signal.type));
}
