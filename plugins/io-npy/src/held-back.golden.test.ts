import { testHeldBack } from "../../../tools/golden/held-back.js";
import { fromBase64 } from "../golden/support.js";
import { decodeNpy, decodeNpz } from "./index.js";

testHeldBack(["io.npy.", "io.npz."], {
  "io.npy.*": ({ npy }) => decodeNpy(fromBase64(npy)),
  "io.npz.compressed": ({ npz }) => Object.fromEntries(decodeNpz(fromBase64(npz))),
});
