import { checkKind } from "@core/array/runtime";
import type { SignalLike } from "../contract.js";
import { dimensionsText } from "./axes.js";
import { isUnfolded } from "./folding.js";
import { checkSignal, titleOf } from "./rebuild.js";

/**
 * A signal in one line: `<Signal1D, title: A, dimensions: (3, 2|4)>`, sizes in natural order, navigation before the bar.
 * @param name the name of its class
 */
export function signalText(signal: SignalLike, name = "Signal"): string {
  checkSignal("signalText", signal);
  checkKind("signalText", "name", name, "string");
  return `<${name}, title: ${titleOf(signal)}, ${isUnfolded(signal) ? "unfolded " : ""}dimensions: ${dimensionsText(signal.axes, signal.items !== undefined)}>`;
}
