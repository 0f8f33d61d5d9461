import type { StoredArray } from "../../../tools/golden/golden.js";
import stored from "../golden/measurements.json" with { type: "json" };
import * as measurements from "./measurements.js";
import { testStoredCalls } from "./testing.js";

// Sums of all elements are pairwise in NumPy, and of float32 in single precision.
testStoredCalls(stored, measurements, ({ name, args }) =>
  (args[0] as StoredArray).dtype === "float32" && !/^(label|find|hist)/.test(name)
    ? { rtol: 3e-6, atol: 1e-6 }
    : { rtol: 1e-13, atol: 1e-13 },
);
