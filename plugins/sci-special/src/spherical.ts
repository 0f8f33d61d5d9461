import {
  type ArrayLikeInput,
  type Complex,
  fromData,
  type NDArray,
  type Vectorized,
  vectorize,
  vectorizeTuple,
} from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { harmonicSize } from "./scalar/polynomials.js";
import * as kernels from "./scalar/spherical.js";

/** Options of the spherical Bessel functions. */
export interface SphericalOptions {
  /** Gives the derivative. */
  readonly derivative?: boolean;
}

/** A spherical Bessel function of order n. */
export interface SphericalBessel {
  (n: number, z: number, options?: SphericalOptions): number;
  (n: ArrayLikeInput, z: ArrayLikeInput, options?: SphericalOptions): NDArray;
}

type Kernel = (n: number, z: number) => number;

function spherical(name: string, plain: Kernel, prime: Kernel): SphericalBessel {
  const value: Vectorized<[n: number, z: number]> = vectorize(plain, { name });
  const slope: Vectorized<[n: number, z: number]> = vectorize(prime, { name });
  return ((n: ArrayLikeInput, z: ArrayLikeInput, options: SphericalOptions = {}): NDArray => {
    checkOptions(name, options, { derivative: "boolean" });
    return (options.derivative === true ? slope : value)(n, z);
  }) as SphericalBessel;
}

/** The spherical Bessel function of the first kind, of whole order n from 0. SciPy's `spherical_jn`. */
export const sphericalJn: SphericalBessel = /* @__PURE__ */ spherical(
  "sphericalJn",
  kernels.sphericalJ,
  kernels.sphericalJPrime,
);

/** The spherical Bessel function of the second kind. SciPy's `spherical_yn`. */
export const sphericalYn: SphericalBessel = /* @__PURE__ */ spherical(
  "sphericalYn",
  kernels.sphericalY,
  kernels.sphericalYPrime,
);

/** The modified spherical Bessel function of the first kind. SciPy's `spherical_in`. */
export const sphericalIn: SphericalBessel = /* @__PURE__ */ spherical(
  "sphericalIn",
  kernels.sphericalI,
  kernels.sphericalIPrime,
);

/** The modified spherical Bessel function of the second kind. SciPy's `spherical_kn`. */
export const sphericalKn: SphericalBessel = /* @__PURE__ */ spherical(
  "sphericalKn",
  kernels.sphericalK,
  kernels.sphericalKPrime,
);

const harmonic = /* @__PURE__ */ vectorizeTuple(
  (m: number, n: number, theta: number, phi: number): [number, number] => {
    if (Math.abs(m) > n || m !== Math.floor(m) || n !== Math.floor(n)) return [Number.NaN, Number.NaN];
    const size = harmonicSize(m, n, phi);
    return [size * Math.cos(m * theta), size * Math.sin(m * theta)];
  },
  2,
  { name: "sphHarm" },
);

/**
 * Spherical harmonics of order m and degree n, complex.
 * @param theta the azimuth in radians, 0 to 2 pi
 * @param phi the polar angle in radians, 0 to pi
 * SciPy's `sph_harm`; NaN where |m| > n.
 */
export function sphHarm(m: number, n: number, theta: number, phi: number): Complex;
export function sphHarm(m: ArrayLikeInput, n: ArrayLikeInput, theta: ArrayLikeInput, phi: ArrayLikeInput): NDArray;
export function sphHarm(
  m: ArrayLikeInput,
  n: ArrayLikeInput,
  theta: ArrayLikeInput,
  phi: ArrayLikeInput,
): NDArray | Complex {
  const [re, im] = harmonic(m, n, theta, phi) as unknown as [NDArray | number, NDArray | number];
  if (typeof re === "number") return { re, im: im as number };
  const [a, b] = [re.data as Float64Array, (im as NDArray).data as Float64Array];
  const data = new Float64Array(2 * a.length);
  for (let i = 0; i < a.length; i++) {
    data[2 * i] = a[i]!;
    data[2 * i + 1] = b[i]!;
  }
  return fromData(data, re.shape, { dtype: "complex128" });
}
