import { broadcastTo, flip, type NDArray, slice, swapAxes } from "../src/index.js";

/** The same changes of layout as in layouts.py. */
export function layout(a: NDArray, name: string): NDArray {
  switch (name) {
    case "plain":
      return a;
    case "transposed":
      return a.T;
    case "reversed":
      return flip(a);
    case "stepped":
      return a.slice("...", slice(null, null, 2));
    case "shifted":
      return a.slice(slice(1));
    case "swapped":
      return swapAxes(a, 0, -1).slice("...", slice(null, null, -1));
    case "broadcast":
      return broadcastTo(a.slice(slice(0, 1)), a.shape);
    default:
      throw new Error(name);
  }
}
