import { asArray, type NDArray, transpose } from "@core/array";
import { testHeldBack } from "../../../tools/golden/held-back.js";
import {
  betaincinv,
  digamma,
  ellipj,
  erfc,
  erfinv,
  gamma,
  gammaincc,
  gammainccinv,
  gammaincinv,
  gammaln,
  jn,
  ndtr,
  ndtri,
  stdtr,
  stdtrit,
} from "./index.js";

const columns = (rows: number[][]): NDArray[] => [...transpose(asArray(rows))] as NDArray[];
const pairs =
  (call: (a: NDArray, x: NDArray) => NDArray) =>
  ({ ax, ap }: { ax?: number[][]; ap?: number[][] }): NDArray => {
    const [a, x] = columns(ax ?? ap ?? []);
    return call(a as NDArray, x as NDArray);
  };

testHeldBack(["special."], {
  "special.jn.*": ({ n, x }) => jn(n, x),
  "special.ellipj.*": ({ u, m }) => ellipj(u, m),
  "special.gamma": ({ x }) => gamma(x as number[]),
  "special.erfc": ({ x }) => erfc(x as number[]),
  "special.erfinv": () => erfinv([-0.999999, -0.5, 0, 1e-10, 0.1, 0.9, 0.9999999999]),
  "special.ndtri": ({ q }) => ndtri(q as number[]),
  "special.ndtr": ({ x }) => ndtr(x as number[]),
  "special.gammaincc": pairs(gammaincc),
  "special.gammaincinv": pairs(gammaincinv),
  "special.gammainccinv": pairs(gammainccinv),
  "special.betaincinv": ({ abp }) => {
    const [a, b, p] = columns(abp);
    return betaincinv(a as NDArray, b as NDArray, p as NDArray);
  },
  "special.stdtr": () => stdtr([1, 5, 108, 1000], [-2, 0.3, -3.177574054, 4]),
  "special.stdtrit": () => stdtrit([1, 5, 108, 1000], [0.025, 0.3, 0.975, 0.999]),
  "special.digamma": () => digamma([-0.5, 1e-8, 0.5, 1, 1.4616321449683622, 2, 10, 1e10]),
  "special.gammaln.more": () => gammaln([-170.5, -1.5, 1e-5, 0.99999, 1.00001, 1.99999, 34.5, 1e5]),
});
