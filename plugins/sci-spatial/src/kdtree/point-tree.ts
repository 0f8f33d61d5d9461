import type { NDArray } from "@core/array";
import type { Nodes } from "./build.js";

/** What searches need of a tree: its points and its boxes. A `KDTree` is one. */
export interface PointTree {
  readonly data: NDArray;
  readonly n: number;
  readonly m: number;
  readonly boxsize: NDArray | null;
  readonly nodes: Nodes;
}
