import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { chebwin } from "./chebwin.js";
import {
  blackman,
  blackmanharris,
  flattop,
  generalCosine,
  generalHamming,
  hamming,
  hann,
  nuttall,
} from "./cosine-sums.js";
import { dpss } from "./dpss.js";
import { kaiser, kaiserBesselDerived } from "./kaiser.js";
import type { WindowOptions } from "./make.js";
import {
  barthann,
  bartlett,
  bohman,
  boxcar,
  cosine,
  exponential,
  gaussian,
  generalGaussian,
  lanczos,
  parzen,
  triang,
  tukey,
} from "./shapes.js";
import { taylor } from "./taylor.js";

/** A window by name, by name and parameters (`["gaussian", 7]`), or the `beta` of a Kaiser window. */
export type WindowSpec = string | number | readonly [name: string, ...parameters: readonly unknown[]];

/** What {@link getWindow} takes. */
export interface GetWindowOptions {
  /** A periodic window, for spectra; `false` makes a symmetric one. `true` by default. */
  readonly fftbins?: boolean;
}

type Maker = (m: number, parameters: readonly unknown[], options: WindowOptions) => NDArray<"float64">;

interface Row {
  readonly names: readonly string[];
  readonly make: Maker;
  /** How many parameters must be given, and how many may. */
  readonly needs?: number;
  readonly most?: number;
}

const number = (value: unknown): number => Number(value);

const rows: readonly Row[] = [
  { names: ["barthann", "brthan", "bth"], make: (m, _, o) => barthann(m, o) },
  { names: ["bartlett", "bart", "brt"], make: (m, _, o) => bartlett(m, o) },
  { names: ["blackman", "black", "blk"], make: (m, _, o) => blackman(m, o) },
  { names: ["blackmanharris", "blackharr", "bkh"], make: (m, _, o) => blackmanharris(m, o) },
  { names: ["bohman", "bman", "bmn"], make: (m, _, o) => bohman(m, o) },
  { names: ["boxcar", "box", "ones", "rect", "rectangular"], make: (m, _, o) => boxcar(m, o) },
  { names: ["chebwin", "cheb"], needs: 1, make: (m, [at], o) => chebwin(m, number(at), o) },
  { names: ["cosine", "halfcosine"], make: (m, _, o) => cosine(m, o) },
  { names: ["dpss"], needs: 1, make: (m, [nw], o) => dpss(m, number(nw), { sym: o.sym ?? true }) },
  {
    names: ["exponential", "poisson"],
    most: 2,
    make: (m, [center, tau], o) =>
      exponential(m, {
        ...o,
        ...(center === undefined || center === null ? {} : { center: number(center) }),
        ...(tau === undefined ? {} : { tau: number(tau) }),
      }),
  },
  { names: ["flattop", "flat", "flt"], make: (m, _, o) => flattop(m, o) },
  { names: ["gaussian", "gauss", "gss"], needs: 1, make: (m, [std], o) => gaussian(m, number(std), o) },
  {
    names: ["general cosine", "general_cosine", "generalCosine"],
    needs: 1,
    make: (m, [a], o) => generalCosine(m, a as ArrayLikeInput, o),
  },
  {
    names: ["general gaussian", "general_gaussian", "generalGaussian", "general gauss", "general_gauss", "ggs"],
    needs: 2,
    make: (m, [p, sig], o) => generalGaussian(m, number(p), number(sig), o),
  },
  {
    names: ["general hamming", "general_hamming", "generalHamming"],
    needs: 1,
    make: (m, [alpha], o) => generalHamming(m, number(alpha), o),
  },
  { names: ["hamming", "hamm", "ham"], make: (m, _, o) => hamming(m, o) },
  { names: ["hann", "han"], make: (m, _, o) => hann(m, o) },
  { names: ["kaiser", "ksr"], needs: 1, make: (m, [beta], o) => kaiser(m, number(beta), o) },
  {
    names: ["kaiser bessel derived", "kbd", "kaiserBesselDerived"],
    needs: 1,
    make: (m, [beta], o) => kaiserBesselDerived(m, number(beta), o),
  },
  { names: ["lanczos", "sinc"], make: (m, _, o) => lanczos(m, o) },
  { names: ["nuttall", "nutl", "nut"], make: (m, _, o) => nuttall(m, o) },
  { names: ["parzen", "parz", "par"], make: (m, _, o) => parzen(m, o) },
  {
    names: ["taylor", "taylorwin"],
    most: 3,
    make: (m, [nbar, sll, norm], o) =>
      taylor(m, {
        ...o,
        ...(nbar === undefined ? {} : { nbar: number(nbar) }),
        ...(sll === undefined ? {} : { sll: number(sll) }),
        ...(norm === undefined ? {} : { norm: Boolean(norm) }),
      }),
  },
  { names: ["triangle", "triang", "tri"], make: (m, _, o) => triang(m, o) },
  {
    names: ["tukey", "tuk"],
    most: 1,
    make: (m, [alpha], o) => tukey(m, { ...o, ...(alpha === undefined ? {} : { alpha: number(alpha) }) }),
  },
];

/**
 * A window by its name, as in SciPy: `getWindow("hann", 64)`, `getWindow(["kaiser", 14], 64)`, `getWindow(14, 64)`.
 * @param window name, [name, parameters…], or the `beta` of a Kaiser window
 * @param nx number of points
 * @throws BAD_VALUE for an unknown name, BAD_ARGUMENT when parameters are missing or too many
 */
export function getWindow(window: WindowSpec, nx: number, options: GetWindowOptions = {}): NDArray<"float64"> {
  checkOptions("getWindow", options, { fftbins: "boolean" });
  checkKind("getWindow", "nx", nx, "number");
  const sym = !(options.fftbins ?? true);
  if (
    typeof window === "number" ||
    (typeof window === "string" && window.trim() !== "" && !Number.isNaN(Number(window)))
  )
    return kaiser(nx, Number(window), { sym });
  const [name, ...parameters] =
    typeof window === "string" ? [window] : Array.isArray(window) ? (window as unknown[]) : [window];
  const row = rows.find(({ names }) => names.includes(name as string));
  if (row === undefined)
    throw coreError(
      "BAD_VALUE",
      `window: got ${describeValue(name)}, known are ${rows.map(({ names }) => names[0]).join(", ")}.`,
    );
  const needs = row.needs ?? 0;
  const most = row.most ?? needs;
  if (parameters.length < needs || parameters.length > most)
    throw coreError(
      "BAD_ARGUMENT",
      `window: "${name}" takes ${needs === most ? needs : `${needs} to ${most}`} parameters, got ${parameters.length}; give them as ["${name}", …].`,
    );
  return row.make(nx, parameters, { sym });
}
