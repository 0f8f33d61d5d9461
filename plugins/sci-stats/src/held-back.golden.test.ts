import { arange, histogram } from "@core/array";
import { testHeldBack } from "../../../tools/golden/held-back.js";
import { oracleNormal, oracleUniform } from "../../../tools/golden/oracle.js";
import * as stats from "./index.js";

const sample = ({ seed, n }: { seed: number; n: number }): Float64Array => oracleNormal(seed, n);
const exponential = ({ seed, n }: { seed: number; n: number }): Float64Array =>
  oracleUniform(seed, n).map((u) => -Math.log(u));
const a = oracleNormal(12, 100);
const b = oracleNormal(13, 10).map((value) => value + 1);

const continuous: Readonly<Record<string, stats.FrozenContinuous>> = {
  norm: stats.norm(),
  norm_3_2: stats.norm({ loc: 3, scale: 2 }),
  t_5: stats.t(5),
  t_108: stats.t(108),
  gamma_1: stats.gamma(1),
  "lognorm_0.5": stats.lognorm(0.5),
  "weibull_min_1.5": stats.weibullMin(1.5),
  cauchy: stats.cauchy(),
  laplace: stats.laplace(),
  logistic: stats.logistic(),
  rayleigh: stats.rayleigh(),
  pareto_3: stats.pareto(3),
  "triang_0.3": stats.triang(0.3),
  chi2_1: stats.chi2(1),
  f_5_12: stats.f(5, 12),
  "beta_0.5_0.5": stats.beta(0.5, 0.5),
  maxwell: stats.maxwell(),
  gumbel_r: stats.gumbelR(),
  invgamma_4: stats.invgamma(4),
  uniform_2_3: stats.uniform({ loc: 2, scale: 3 }),
  expon_1_2: stats.expon({ loc: 1, scale: 2 }),
};
const discrete: Readonly<Record<string, stats.FrozenDiscrete>> = {
  "binom_10_0.3": stats.binom(10, 0.3),
  "poisson_0.8": stats.poisson(0.8),
  "geom_0.2": stats.geom(0.2),
  "nbinom_5_0.4": stats.nbinom(5, 0.4),
  randint_2_9: stats.randint(2, 9),
  "bernoulli_0.3": stats.bernoulli(0.3),
  hypergeom_20_7_12: stats.hypergeom(20, 7, 12),
};
const test = (result: { readonly statistic: unknown; readonly pvalue: unknown }) => (): unknown => [
  result.statistic,
  result.pvalue,
];

testHeldBack(["stats."], {
  "stats.histogram.density": (inputs) => {
    const [density, edges] = histogram(sample(inputs), { bins: arange(-4, 5), density: true });
    return { density, edges };
  },
  "stats.histogram": (inputs) => histogram(sample(inputs), { bins: arange(-4, 5) })[0],
  "stats.histogram.range": (inputs) => {
    const [counts, edges] = histogram(sample(inputs), { bins: 20, range: [-2, 2] });
    return { counts, edges };
  },
  "stats.histogram.edges": () => histogram([0, 1, 1, 2, 3, 3.5, 4], { bins: [0, 1, 3, 4] })[0],
  "stats.scoreatpercentile.*": (inputs) => stats.scoreatpercentile(sample(inputs), inputs.p),
  "stats.norm.fit.moved": ({ seed }) => stats.norm.fit(oracleNormal(seed, 333).map((value) => value * 2.5 + 7)),
  "stats.gamma.fit.likelihood": (inputs) => {
    const data = exponential(inputs);
    return { likelihood: -stats.gamma.nnlf(stats.gamma.fit(data), data) };
  },
  "stats.gamma.fit.fscale": (inputs) => stats.gamma.fit(exponential(inputs), { floc: 0, fscale: 1 }),
  "stats.expon.fit": (inputs) => stats.expon.fit(exponential(inputs)),
  "stats.dist.*": ({ x }, { id }) => {
    const name = id.slice("stats.dist.".length);
    const one = continuous[name] ?? (discrete[name] as stats.FrozenDiscrete);
    const q = [0.025, 0.5, 0.975];
    const shared = { cdf: one.cdf(x), sf: one.sf(x), ppf: one.ppf(q), mean: one.mean(), var: one.variance() };
    if ("pmf" in one) return { ...shared, pmf: one.pmf(x) };
    const more = { isf: one.isf([0.025, 0.5]), pdf: one.pdf(x), logpdf: one.logpdf(x), entropy: one.entropy() };
    return { ...shared, ...more, interval: one.interval(0.9) };
  },
  "stats.ttest_ind.less": test(stats.ttestInd(a, b, { alternative: "less" })),
  "stats.ttest_1samp": test(stats.ttest1samp(a, 0.2)),
  "stats.ttest_rel": test(stats.ttestRel(a.slice(0, 10), b)),
  "stats.ks_2samp": test(stats.ks2samp(a, b)),
  "stats.kstest": test(stats.kstest(a, stats.norm().cdf)),
  "stats.mannwhitneyu": test(stats.mannwhitneyu(a, b)),
  "stats.pearsonr": test(stats.pearsonr(a.slice(0, 10), b)),
  "stats.spearmanr": test(stats.spearmanr(a.slice(0, 10), { b })),
  "stats.f_oneway": test(stats.fOneway([a, b, a.slice(0, 20).map((value) => value + 0.1)])),
  "stats.chisquare": test(stats.chisquare([16, 18, 16, 14, 12, 12])),
  "stats.shapiro": test(stats.shapiro(a)),
  "stats.normaltest": test(stats.normaltest(a)),
  "stats.describe": () => {
    const { mean, variance, skewness, kurtosis } = stats.describe(a);
    return [mean, variance, skewness, kurtosis];
  },
  "stats.sem": () => stats.sem(a),
  "stats.zscore": () => stats.zscore(b),
  "stats.linregress": () => {
    const { slope, intercept, rvalue, pvalue, stderr } = stats.linregress(arange(10), b);
    return [slope, intercept, rvalue, pvalue, stderr];
  },
  "stats.gaussian_kde": () => stats.gaussianKde(a).evaluate([-1, 0, 2.5]),
});
