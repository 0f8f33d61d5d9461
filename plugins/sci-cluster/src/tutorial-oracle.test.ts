import { fromData, type NDArray } from "@core/array";
import { oracleNormal, testOracle } from "../../../tools/golden/oracle.js";
import { kmeans2, linkage } from "./index.js";

/** Three groups of 20 points, as the rows say. */
function groups(): NDArray {
  const centres = [
    [0, 0],
    [5, 5],
    [8, -4],
  ];
  const values = centres.flatMap((centre, i) =>
    Array.from(oracleNormal(81 + i, 40), (one, j) => one + (centre[j % 2] as number)),
  );
  return fromData(Float64Array.from(values), [60, 2]);
}

testOracle(["cluster."], {
  "cluster.kmeans2": () => {
    const [centroids, labels] = kmeans2(groups(), groups().slice("::20"), { minit: "matrix" });
    return { centroids, labels };
  },
  "cluster.linkage": ({ points }) => linkage(points, { method: "average" }),
});
