import { testHeldBack } from "../../../tools/golden/held-back.js";
import { imread } from "./index.js";
import { fromBase64 } from "./testing.js";

testHeldBack(["io.imread.", "io.plt_imread."], {
  "io.imread.*": ({ png }) => imread(fromBase64(png)),
  "io.plt_imread.*": ({ png }) => imread(fromBase64(png), { scale: true }),
});
