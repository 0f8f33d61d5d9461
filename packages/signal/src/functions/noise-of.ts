import type { SignalLike } from "../contract.js";
import type { MetadataTree } from "../metadata/tree.js";
import { isSignal } from "./rebuild.js";

export const variancePath = ["Signal", "Noise_properties", "variance"] as const;

/**
 * The metadata of a signal whose noise variance is a signal of the same shape and goes through the same change; nothing where
 * there is none, so that the metadata stay as they are.
 */
export function metadataWithNoise(
  signal: SignalLike,
  change: (variance: SignalLike) => SignalLike,
): { readonly metadata?: MetadataTree } {
  const variance = signal.metadata.get(variancePath);
  if (!isSignal(variance) || variance.data.shape.join() !== signal.data.shape.join()) return {};
  const metadata = signal.metadata.copy();
  metadata.set(variancePath, change(variance));
  return { metadata };
}
