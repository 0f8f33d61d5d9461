import { testHeldBack } from "../../../tools/golden/held-back.js";
import { type ColormapName, colormap } from "./colormap.js";

testHeldBack(["display."], {
  "display.cmap.*": ({ v }, { id }) => {
    const { table } = colormap(id.slice("display.cmap.".length) as ColormapName);
    return (v as number[]).map((value) => {
      const at = 3 * Math.min(Math.floor(value * 256), 255);
      return [...table.subarray(at, at + 3)];
    });
  },
});
