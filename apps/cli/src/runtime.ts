import { createRuntime, type Diagnostic, type Plugin, type Runtime } from "@core/array";
import { signalCore } from "@core/signal";
import { fits } from "io-fits";
import { hspy } from "io-hspy";
import { image } from "io-image";
import { mat } from "io-mat";
import { npy } from "io-npy";
import { text } from "io-text";
import { plot } from "plot";
import { signal1d } from "signal-1d";
import { signal2d } from "signal-2d";
import { complex } from "signal-complex";
import { eels } from "signal-eels";

/** All plugins of the command line, for runtimes of one's own. */
export const plugins: readonly Plugin[] = [
  signalCore,
  complex,
  signal1d,
  signal2d,
  eels,
  hspy,
  npy,
  fits,
  image,
  mat,
  text,
  plot,
];

/**
 * A runtime with everything that the command line has.
 * @param onDiagnostic told of what is worth knowing; nothing is printed by itself
 */
export function createHyperscope(onDiagnostic?: (diagnostic: Diagnostic) => void): Runtime {
  return createRuntime({ plugins, ...(onDiagnostic === undefined ? {} : { onDiagnostic }) });
}
