import { arrayCore, type Plugin } from "@core/array";
import { BaseSignal, Signal1D, Signal2D } from "./classes/signals.js";
import type { SignalContributions } from "./contract.js";
import { coreMethods } from "./points/core-methods.js";
import { readerPoint, writerPoint } from "./points/files.js";
import { methodPoint } from "./points/methods.js";
import { signalTypePoint } from "./points/types.js";

/** The plugin of this package: the slots for signal types, methods, readers and writers, the generic classes and their methods. */
export const signalCore: Plugin = {
  name: "@core/signal",
  version: "0.1.0",
  needs: [arrayCore],
  defines: [signalTypePoint, methodPoint, readerPoint, writerPoint],
  provides: {
    "@core/signal/type#1": [BaseSignal, Signal1D, Signal2D],
    "@core/signal/method#1": coreMethods,
  } satisfies SignalContributions,
};
