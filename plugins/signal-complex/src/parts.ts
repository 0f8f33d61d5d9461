import { absolute, angle as angleOf, imag as imagOf, type NDArray, real as realOf } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { metadataWithoutNoise, rebuild, type SignalLike, titleOf } from "@core/signal";
import { checkSignal } from "./checks.js";

/** In which units angles are given. */
export interface AngleOptions {
  /** Degrees instead of radians. */
  readonly deg?: boolean | undefined;
}

/**
 * The real part as a real signal titled `real(X)`, which shares the memory of the complex one: writing into one writes into the other.
 * @throws BAD_ARGUMENT for what is no signal
 */
export function real(signal: SignalLike): SignalLike {
  checkSignal("real", signal);
  return partOf(signal, "real", realOf(signal.data) as NDArray);
}

/** The imaginary part as a real signal titled `imag(X)`, which shares the memory of the complex one. See {@link real}. */
export function imag(signal: SignalLike): SignalLike {
  checkSignal("imag", signal);
  return partOf(signal, "imag", imagOf(signal.data) as NDArray);
}

/** The magnitude of complex data as a real signal titled `amplitude(X)`, with its own data. */
export function amplitude(signal: SignalLike): SignalLike {
  checkSignal("amplitude", signal);
  return partOf(signal, "amplitude", absolute(signal.data) as NDArray);
}

/** The angle of complex data in radians, from -pi to pi, as a real signal titled `phase(X)`, with its own data. */
export function phase(signal: SignalLike): SignalLike {
  checkSignal("phase", signal);
  return partOf(signal, "phase", angleOf(signal.data));
}

/** The same numbers as {@link phase}, or degrees, titled `angle(X)` and without a signal type: angles are no spectra. */
export function angle(signal: SignalLike, options: AngleOptions = {}): SignalLike {
  checkSignal("angle", signal);
  checkOptions("angle", options, { deg: "boolean" });
  const metadata = titled(signal, "angle");
  metadata.set(["Signal", "signal_type"], "");
  const data = angleOf(signal.data, { deg: options.deg ?? false });
  return rebuild(signal, { data, metadata, type: "" });
}

function partOf(signal: SignalLike, name: string, data: NDArray): SignalLike {
  return rebuild(signal, { data, metadata: titled(signal, name) });
}

/** The metadata of what is made of a signal, with the title `name(X)`. */
export function titled(signal: SignalLike, name: string): SignalLike["metadata"] {
  const metadata = metadataWithoutNoise(signal);
  const title = titleOf(signal);
  metadata.set(["General", "title"], `${name}(${title === "" ? "Untitled Signal" : title})`);
  return metadata;
}
