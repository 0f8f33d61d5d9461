import { errorClass, testHeldBack } from "../../../tools/golden/held-back.js";
import {
  cubicSpline,
  interp1d,
  pchipInterpolator,
  rectBivariateSpline,
  regularGridInterpolator,
  splev,
  splint,
  splrep,
  univariateSpline,
} from "./index.js";

testHeldBack(["interpolate."], {
  "interpolate.*": ({ x, y, new: places }, { id }) =>
    interp1d(x, y, { kind: id.slice("interpolate.".length) as "linear" })(places),
  "interpolate.fill": ({ x, y }) =>
    interp1d(x, y, { boundsError: false, fillValue: { below: -1, above: 2 } })([-0.5, 0.5, 1.5]),
  "interpolate.extrapolate": ({ x, y }) =>
    interp1d(x, y, { kind: "cubic", fillValue: "extrapolate" })([-0.05, 0.5, 1.05]),
  "interpolate.below": ({ x, y }) => errorClass(() => interp1d(x, y)(-0.1), { BAD_VALUE: "ValueError" }),
  "interpolate.pchip": ({ x, y, new: places }) => pchipInterpolator(x, y)(places),
  "interpolate.cubic_spline.*": ({ x, y, new: places }, { id }) => {
    const bcType = id.slice("interpolate.cubic_spline.".length) as "natural";
    const spline = cubicSpline(x, y, { bcType });
    return { y: spline(places), slope: spline(places, { nu: 1 }), area: spline.integrate(0.1, 0.9) };
  },
  "interpolate.2d.cubic": ({ x, y, z, xn, yn }) => rectBivariateSpline(x, y, z)(xn, yn),
  "interpolate.2d.linear.grid": ({ x, y, z, xn, yn }) => rectBivariateSpline(x, y, z, { kx: 1, ky: 1 })(xn, yn),
  "interpolate.grid.*": ({ x, y, z, points }, { id }) =>
    regularGridInterpolator([x, y], z, { method: id.slice("interpolate.grid.".length) as "linear" })(points),
  "interpolate.sprogo": ({ p, speeds }) => univariateSpline(p, speeds, { k: 3 })(0.98),
  "interpolate.smoothing.*": ({ x, y, new: places, s }) => univariateSpline(x, y, { s })(places),
  "interpolate.splrep": ({ x, y, new: places }) => {
    const tck = splrep(x, y);
    return { t: tck[0], y: splev(places, tck), slope: splev(places, tck, { der: 1 }), area: splint(0, 1, tck) };
  },
});
