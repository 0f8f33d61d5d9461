import { linspace, type NDArray } from "@core/array";
import { codeOf } from "../../../tools/golden/golden.js";
import { type OracleRow, testOracle } from "../../../tools/golden/oracle.js";
import { akima1DInterpolator, interp1d, regularGridInterpolator, univariateSpline } from "./index.js";

type Inputs = OracleRow["inputs"];

/** The rows give evenly spaced places as `linspace(0,1,10)`. */
function places(text: string): NDArray {
  const [from = 0, to = 1, num = 50] = text.slice("linspace(".length, -1).split(",").map(Number);
  return linspace(from, to, { num });
}

const along =
  (kind: "cubic" | "next" | "quadratic") =>
  ({ x, y, xnew }: Inputs): unknown =>
    interp1d(places(x), y, { kind })(places(xnew));

testOracle(["interpolate."], {
  "interpolate.cubic": along("cubic"),
  "interpolate.quadratic": along("quadratic"),
  "interpolate.next": along("next"),
  "interpolate.akima": ({ x, y, xnew }) => akima1DInterpolator(places(x), y)(places(xnew)),
  // The row says that the kind of the error counts, not its text.
  "interpolate.range": ({ x, y }, { expected }) => {
    const code = codeOf(() => interp1d(places(x), y)(1.5));
    return code === "BAD_VALUE" ? expected : { error: code };
  },
  "interpolate.2d.linear": ({ x, y, z, pts }) => regularGridInterpolator([y, x], z)(pts),
  "interpolate.smoothing": ({ x, y, xnew }) => univariateSpline(places(x), y, { s: 0.02 })(places(xnew)),
});
