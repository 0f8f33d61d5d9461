import type { SignalLike } from "../contract.js";

/** Where metadata say what was unfolded. */
export const foldingPath = ["_HyperSpy", "Folding"] as const;

/** Whether the signal is the result of `unfold` and can be folded. */
export function isUnfolded(signal: Pick<SignalLike, "metadata">): boolean {
  return signal?.metadata?.get?.([...foldingPath, "unfolded"]) === true;
}
