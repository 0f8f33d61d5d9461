import type { DType, NDArray } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import { eigh, lu, qr, svd } from "sci-linalg";
import type { GroupTable } from "../testing.js";

const floats: readonly DType[] = ["float64", "float32"];
/** Well conditioned: vectors of near values would be free to turn. */
const conditioned: Sample = (dtype, shape) => {
  let state = 12345;
  const n = shape[1] as number;
  return filledArray(dtype, shape, (place) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    const [i, j] = [Math.floor(place / n), place % n];
    return state / 2147483648 - 0.5 + (i === j ? 3 + (5 * i) / n : 0);
  });
};
/** The steps are those of the reference bodies, and so are the signs; only sums of products go in another order. */
const tolerance = (dtype: DType) => ({ largest: dtype === "float32" ? 1e-6 : 5e-11 });
const shapes = [
  [40, 40],
  [97, 64],
  [64, 97],
  [300, 33],
  [33, 300],
  [130, 131],
  [1100, 1],
  [1, 1100],
];
const row = (operation: string, calls: Readonly<Record<string, (a: NDArray) => unknown>>): CallRow => ({
  operation: `sci-linalg/${operation}`,
  calls: calls as Readonly<Record<string, Call>>,
  dtypes: floats,
  shapes,
  samples: { conditioned },
  tolerance,
});
const svdvals = { "singular values": (a: NDArray) => svd(a, { computeUv: false }) };

export const table: GroupTable = {
  groups: ["decompositions"],
  rows: [
    row("lu", { lu: (a) => lu(a), permuteL: (a) => lu(a, { permuteL: true }) }),
    row("qr", { full: (a) => qr(a), economic: (a) => qr(a, { mode: "economic" }), r: (a) => qr(a, { mode: "r" }) }),
    row("svd", svdvals),
    {
      ...row("eigh", { eigh: (a) => eigh(a), values: (a) => eigh(a, { eigvalsOnly: true }) }),
      shapes: [
        [32, 32],
        [33, 33],
        [64, 64],
        [100, 100],
      ],
    },
    { ...row("lu", { lu: (a) => lu(a) }), name: "layouts", shapes: [[40, 50]], layouts },
    { ...row("svd", svdvals), name: "layouts", shapes: [[40, 50]], layouts },
  ],
};
