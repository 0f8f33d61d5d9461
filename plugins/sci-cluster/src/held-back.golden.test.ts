import { testHeldBack } from "../../../tools/golden/held-back.js";
import { fcluster, kmeans, linkage, vq, whiten } from "./index.js";

testHeldBack(["cluster."], {
  "cluster.linkage.*": ({ points, method }) => {
    const z = linkage(points, { method });
    return { z, flat: fcluster(z, 3, { criterion: "maxclust" }) };
  },
  "cluster.kmeans": ({ points }) => {
    const [book, distortion] = kmeans(points, [points[0], points[20], points[40]]);
    return { book, distortion };
  },
  "cluster.vq": ({ points, book }) => {
    const [code, distance] = vq(points, book);
    return { code, distance };
  },
  "cluster.whiten": ({ points }) => whiten(points),
});
