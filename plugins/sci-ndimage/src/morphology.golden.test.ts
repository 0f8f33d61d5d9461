import stored from "../golden/morphology.json" with { type: "json" };
import * as morphology from "./morphology.js";
import { testStoredCalls } from "./testing.js";

testStoredCalls(stored, morphology, () => ({ rtol: 1e-15 }));
