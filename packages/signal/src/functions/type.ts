import { coreError, describeValue } from "@core/array";
import type { Axis } from "../axes/axis.js";
import type { SignalLike } from "../contract.js";
import { type AxisChoice, arrayIndex } from "./axes.js";
import type { AxisInput } from "./make.js";
import { checkSignal, rebuild } from "./rebuild.js";

/**
 * A signal on the same data with another signal type. Class instances choose their class anew: one that is unknown in their runtime
 * leaves the generic class, with a diagnostic, and stays in the metadata.
 */
export function setSignalType(signal: SignalLike, signalType = ""): SignalLike {
  checkSignal("setSignalType", signal);
  if (typeof signalType !== "string")
    throw coreError("BAD_ARGUMENT", `signalType: got ${describeValue(signalType)}, expected a text such as "EELS".`);
  const metadata = signal.metadata.copy();
  metadata.set(["Signal", "signal_type"], signalType);
  return rebuild(signal, { metadata, type: signalType }, true);
}

/** A signal on the same data that says where it comes from, for example `simulation`; empty for nothing. At `Signal.signal_origin`. */
export function setSignalOrigin<S extends SignalLike>(signal: S, origin: string): S {
  checkSignal("setSignalOrigin", signal);
  if (typeof origin !== "string")
    throw coreError("BAD_ARGUMENT", `origin: got ${describeValue(origin)}, expected a text such as "simulation".`);
  const metadata = signal.metadata.copy();
  metadata.set(["Signal", "signal_origin"], origin);
  return rebuild(signal, { metadata }) as S;
}

/** A signal on the same data with another title. */
export function withTitle<S extends SignalLike>(signal: S, title: string): S {
  checkSignal("withTitle", signal);
  if (typeof title !== "string")
    throw coreError("BAD_ARGUMENT", `title: got ${describeValue(title)}, expected a text.`);
  const metadata = signal.metadata.copy();
  metadata.set(["General", "title"], title);
  return rebuild(signal, { metadata }) as S;
}

/**
 * A signal on the same data with one axis changed: another name, scale, … or another axis of the same size.
 * @throws BAD_AXIS, BAD_SHAPE when the size would change
 */
export function withAxis<S extends SignalLike>(signal: S, axis: AxisChoice, changes: Partial<AxisInput> | Axis): S {
  checkSignal("withAxis", signal);
  const place = arrayIndex(signal, axis);
  if (typeof changes !== "object" || changes === null)
    throw coreError("BAD_ARGUMENT", `withAxis: got ${describeValue(changes)}, expected changes such as { scale: 2 }.`);
  const own = signal.axes[place] as Axis;
  const changed = "kind" in changes ? (changes as Axis) : (own.with as (c: object) => Axis).call(own, changes);
  if (changed.isColour !== own.isColour)
    throw coreError("BAD_ARGUMENT", 'isColour: axes of colours are made by changeDtype(signal, "rgb8") alone.');
  if (changed.size !== own.size)
    throw coreError("BAD_SHAPE", `axis: would have ${changed.size} points, the data have ${own.size} there.`);
  const axes = signal.axes.map((other, i) => (i === place ? changed : other));
  return rebuild(signal, { axes }) as S;
}
