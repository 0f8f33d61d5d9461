import { arange, median } from "@core/array";
import { oracleNormal, oracleRows, oracleUniform, testOracle } from "../../../tools/golden/oracle.js";
import {
  beta,
  type Continuous,
  chi2,
  expon,
  f,
  gamma,
  norm,
  poisson,
  type Shape,
  scoreatpercentile,
  t,
  ttestInd,
  uniform,
} from "./index.js";

interface Inputs {
  readonly x: number[];
  readonly q: number[];
  readonly a: { seed: number; n: number } & number;
  readonly b: { seed: number; n: number; loc: number };
  readonly p: number;
  readonly t: number;
  readonly df: number;
}

const sample = ({ a }: Inputs): Float64Array => oracleNormal(a.seed, a.n);
const percentile = (inputs: Inputs): unknown => scoreatpercentile(sample(inputs), inputs.p);

function pair({ a, b }: Inputs): [Float64Array, Float64Array] {
  return [oracleNormal(a.seed, a.n), oracleNormal(b.seed, b.n).map((value) => value + b.loc)];
}

/** What a row of a continuous distribution holds. */
function row<S extends readonly Shape[]>(distribution: Continuous<S>, ...shapes: S): (inputs: Inputs) => unknown {
  const one = distribution(...shapes);
  return ({ x, q }) => ({
    cdf: one.cdf(x),
    sf: one.sf(x),
    ppf: one.ppf(q),
    mean: one.mean(),
    var: one.variance(),
    pdf: one.pdf(x),
  });
}

const mu = poisson(3.5);

testOracle(["stats."], {
  "stats.bins": () => arange(-4, 5),
  "stats.bin_centres": () => Array.from({ length: 8 }, (_, i) => i - 3.5),
  "stats.norm.pdf": ({ x }: Inputs) => norm.pdf(x),
  "stats.norm.fit": (inputs: Inputs) => norm.fit(sample(inputs)),
  "stats.median": (inputs: Inputs) => median(sample(inputs)),
  "stats.scoreatpercentile.10": percentile,
  "stats.scoreatpercentile.25": percentile,
  "stats.scoreatpercentile.90": percentile,
  "stats.scoreatpercentile.99.5": percentile,
  "stats.median_equals_p50": () => {
    const a = oracleNormal(11, 1000);
    return median(a) === scoreatpercentile(a, 50);
  },
  "stats.ttest_ind": (inputs: Inputs) => ttestInd(...pair(inputs)),
  "stats.ttest_ind.seed_pvalue": ({ t: value, df }: Inputs) => 2 * t.sf(value, df),
  "stats.ttest_ind.welch": () => {
    const [first] = oracleRows((id) => id === "stats.ttest_ind");
    return ttestInd(...pair(first?.inputs as Inputs), { equalVar: false });
  },
  "stats.gamma.pdf": ({ x, a }: Inputs) => gamma.pdf(x, a),
  "stats.gamma.pdf.2.5": ({ x, a }: Inputs) => gamma.pdf(x, a),
  "stats.gamma.fit.floc0": () => {
    const [a, loc, scale] = gamma.fit(
      oracleUniform(21, 1000).map((u) => -Math.log(u)),
      { floc: 0 },
    );
    return { a, loc, scale };
  },
  "stats.dist.chi2_3": row(chi2, 3),
  "stats.dist.f_2_9": row(f, 2, 9),
  "stats.dist.gamma_2.5": row(gamma, 2.5),
  "stats.dist.expon": row(expon),
  "stats.dist.beta_2_3": row(beta, 2, 3),
  "stats.dist.poisson_3.5": ({ x, q }: Inputs) => ({
    cdf: mu.cdf(x),
    sf: mu.sf(x),
    ppf: mu.ppf(q),
    mean: mu.mean(),
    var: mu.variance(),
    pmf: mu.pmf(x),
  }),
  "stats.dist.uniform": row(uniform),
});
