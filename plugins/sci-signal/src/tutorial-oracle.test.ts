import { add, linspace, stack } from "@core/array";
import { oracleNormal, testOracle } from "../../../tools/golden/oracle.js";
import * as signal from "./index.js";

testOracle(["signal."], {});
export { add, linspace, oracleNormal, signal, stack };
