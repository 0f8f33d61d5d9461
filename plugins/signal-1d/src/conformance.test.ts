import { bindCases, pluginCases } from "@core/conformance";
import { signalCore } from "@core/signal";
import { test } from "vitest";
import { signal1d } from "./plugin.js";

bindCases(pluginCases(signal1d, { beside: [signalCore] }), test);
