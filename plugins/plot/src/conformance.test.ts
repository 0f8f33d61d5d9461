import { bindCases, pluginCases } from "@core/conformance";
import { signalCore } from "@core/signal";
import { test } from "vitest";
import { plot } from "./plugin.js";

bindCases(pluginCases(plot, { beside: [signalCore] }), test);
