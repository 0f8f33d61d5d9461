import { coreError, describeValue, isNDArray } from "@core/array";
import type { SignalLike, SignalParts } from "../contract.js";
import type { MetadataTree } from "../metadata/tree.js";

const variancePath = ["Signal", "Noise_properties"] as const;

/**
 * The result of an operation on a signal: of its class (or a better fitting one) for class instances, a plain literal otherwise.
 * What is absent in `changes` is taken from `signal`; metadata are copied.
 * @param resolve whether the class is chosen anew even where the present one still fits
 */
export function rebuild(signal: SignalLike, changes: Partial<SignalParts>, resolve = false): SignalLike {
  checkSignal("rebuild", signal);
  return signal.rebuild === undefined ? plainSignal(partsOf(signal, changes)) : signal.rebuild(changes, resolve);
}

/** The parts of a signal with some of them changed. Metadata that stay are copies. */
export function partsOf(signal: SignalLike, changes: Partial<SignalParts> = {}): CheckedParts {
  checkSignal("partsOf", signal);
  checkParts(changes);
  const original = changes.originalMetadata ?? signal.originalMetadata?.copy();
  const items = "items" in changes ? changes.items : signal.items;
  return {
    data: changes.data ?? signal.data,
    axes: changes.axes ?? signal.axes,
    metadata: changes.metadata ?? signal.metadata.copy(),
    ...(original === undefined ? {} : { originalMetadata: original }),
    type: changes.type ?? signal.type,
    ...(items === undefined ? {} : { items }),
  };
}

/** @throws BAD_ARGUMENT for what is no object */
export function checkParts(changes: unknown): void {
  const { data } = (changes ?? {}) as { readonly data?: unknown };
  if (typeof changes === "object" && changes !== null && (data === undefined || isNDArray(data))) return;
  throw coreError("BAD_ARGUMENT", `rebuild: got ${describeValue(changes)}, expected the parts that change.`);
}

/** The parts of a signal, all of them. */
export type CheckedParts = Required<Omit<SignalParts, "originalMetadata" | "items">> &
  Pick<SignalParts, "originalMetadata"> &
  Pick<SignalLike, "items">;

function plainSignal(parts: CheckedParts): SignalLike {
  return parts;
}

/** The metadata of a result that has other noise than the signal: a copy without the noise properties. */
export function metadataWithoutNoise(signal: SignalLike): MetadataTree {
  checkSignal("metadataWithoutNoise", signal);
  const metadata = signal.metadata.copy();
  if (metadata.has(variancePath)) metadata.remove(variancePath);
  return metadata;
}

/** Whether a value is a signal: a class instance or a plain one, of any copy of this package. */
export function isSignal(value: unknown): value is SignalLike {
  const signal = value as Partial<SignalLike> | null | undefined;
  return (
    typeof signal === "object" &&
    signal !== null &&
    isNDArray(signal.data) &&
    Array.isArray(signal.axes) &&
    signal.metadata !== undefined
  );
}

/** @throws BAD_ARGUMENT for what is no signal */
export function checkSignal(name: string, value: unknown): asserts value is SignalLike {
  if (isSignal(value)) return;
  throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(value)}, expected a signal.`);
}

/** The title, empty where there is none. */
export function titleOf(signal: SignalLike): string {
  checkSignal("titleOf", signal);
  const title = signal.metadata.get(["General", "title"]);
  return typeof title === "string" ? title : "";
}
