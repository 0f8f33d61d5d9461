import { zeros } from "@core/array";
import { testOracle } from "../../../tools/golden/oracle.js";
import { colormap } from "./colormap.js";
import { imagePlot } from "./image-plot.js";
import { normalize } from "./image-values.js";

testOracle(["display.", "ndimage.axis_limits"], {
  "display.cmap.hot": ({ v }) =>
    (v as number[]).map((value) => {
      const color = 3 * Math.min(Math.floor(value * 256), 255);
      return [...colormap("hot").table.subarray(color, color + 3)];
    }),
  "display.lognorm": () => normalize([5, 50, 500, 5000], { norm: "log", range: [5, 5000] }),
  "ndimage.axis_limits": () => {
    const [area] = imagePlot({ data: zeros([768, 1024]), axes: false }).areas;
    return [...(area?.xRange ?? []), ...(area?.yRange ?? [])];
  },
});
