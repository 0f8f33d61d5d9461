import { asArray, type NDArray, transpose } from "@core/array";
import { testOracle } from "../../../tools/golden/oracle.js";
import { betainc, ellipj, erf, gammainc, gammaln, jn } from "./index.js";

interface Inputs {
  readonly n: number;
  readonly x: number[];
  readonly u: number[];
  readonly m: number;
  readonly ax: number[][];
  readonly abx: number[][];
}

const bessel = ({ n, x }: Inputs): NDArray => jn(n, x);

function jacobi({ u, m }: Inputs): unknown {
  const [sn, cn, dn, ph] = ellipj(u, m);
  return { sn, cn, dn, ph };
}

const columns = (rows: number[][]): NDArray[] => [...transpose(asArray(rows))] as NDArray[];

testOracle(["special."], {
  "special.jn.0": bessel,
  "special.jn.1": bessel,
  "special.jn.2": bessel,
  "special.jn.5": bessel,
  "special.ellipj.0.0": jacobi,
  "special.ellipj.0.9": jacobi,
  "special.gammaln": ({ x }: Inputs) => gammaln(x),
  "special.erf": ({ x }: Inputs) => erf(x),
  "special.gammainc": ({ ax }: Inputs) => {
    const [a, x] = columns(ax);
    return gammainc(a as NDArray, x as NDArray);
  },
  "special.betainc": ({ abx }: Inputs) => {
    const [a, b, x] = columns(abx);
    return betainc(a as NDArray, b as NDArray, x as NDArray);
  },
});
