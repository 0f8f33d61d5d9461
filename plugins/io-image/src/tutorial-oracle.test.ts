import { testOracle } from "../../../tools/golden/oracle.js";
import { imread } from "./index.js";
import { fromBase64 } from "./testing.js";

testOracle(["io.imread."], {
  "io.imread.gray8": ({ png_base64 }) => imread(fromBase64(png_base64)),
  "io.imread.gray16": ({ png_base64 }) => imread(fromBase64(png_base64)),
});
