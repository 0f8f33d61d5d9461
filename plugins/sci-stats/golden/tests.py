"""Values of scipy.stats for src/tests.golden.test.ts: tests, descriptive statistics, correlation and the like."""
import os
import sys
import warnings

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../tools/golden"))
import numpy as np
import scipy
import scipy.stats as st
from golden import write

warnings.simplefilter("ignore")
np.seterr(all="ignore")
R = np.random.RandomState(int(os.environ.get("GOLDEN_SEED", "11")))
cases = []


def add(name, args, result, **options):
    cases.append({"name": name, "args": args, "options": options, "result": result})


def pv(r):
    return {"statistic": r[0], "pvalue": r[1]}


sides = ("two-sided", "less", "greater")
x1, x2, x3 = R.normal(0, 1, 20), R.normal(0.5, 2, 15), R.gamma(2, 1, 18)
tied1, tied2 = R.randint(0, 6, 22).astype(float), R.randint(1, 8, 17).astype(float)
g, h = R.normal(1, 2, (3, 6, 2)), R.normal(1.5, 1, (3, 5, 2))
gn = g.copy()
gn[0, 2, 1] = gn[2, 4, 0] = np.nan
pos = R.gamma(2, 2, (4, 6)) + 0.1
pairs = x1 + R.normal(0, 1, 20)

for alt in sides:
    for a, b in ((x1, x2), (tied1, tied2)):
        for eq in (True, False):
            r = st.ttest_ind(a, b, equal_var=eq, alternative=alt)
            add("ttestInd", [a, b], pv(r), equalVar=eq, alternative=alt)
        add("mannwhitneyu", [a, b], pv(st.mannwhitneyu(a, b, alternative=alt)), alternative=alt)
        add("mannwhitneyu", [a[:7], b[:9]], pv(st.mannwhitneyu(a[:7], b[:9], alternative=alt, method="exact")), alternative=alt, method="exact")
        add("mannwhitneyu", [a, b], pv(st.mannwhitneyu(a, b, alternative=alt, use_continuity=False, method="asymptotic")), alternative=alt, useContinuity=False, method="asymptotic")
        add("ranksums", [a, b], pv(st.ranksums(a, b, alternative=alt)), alternative=alt)
        add("mood", [a, b], pv(st.mood(a, b, alternative=alt)) if a is x1 else pv(st.mood(x3, x2, alternative=alt)), alternative=alt) if a is x1 else add("mood", [x3, x2], pv(st.mood(x3, x2, alternative=alt)), alternative=alt)
        for m in ("auto", "asymp"):
            r = st.ks_2samp(a, b, alternative=alt, method=m)
            add("ks2samp", [a, b], {**pv(r), "statisticLocation": r.statistic_location, "statisticSign": int(r.statistic_sign)}, alternative=alt, method=m)
        r = st.ks_2samp(a[:15], b[:15], alternative=alt)
        add("ks2samp", [a[:15], b[:15]], pv(r), alternative=alt)
    add("ttestInd", [x1, x2], pv(st.ttest_ind(x1, x2, trim=0.1, alternative=alt)), trim=0.1, alternative=alt)
    add("ttestInd", [x1, x2], pv(st.ttest_ind(x1, x2, trim=0.2, equal_var=False, alternative=alt)), trim=0.2, equalVar=False, alternative=alt)
    for axis in (0, 1, -1):
        add("ttest1samp", [g, 1.2], pv(st.ttest_1samp(g, 1.2, axis=axis, alternative=alt)), axis=axis, alternative=alt)
    add("ttestInd", [g, h], pv(st.ttest_ind(g, h, axis=1, alternative=alt)), axis=1, alternative=alt)
    add("ttestRel", [x1, pairs], pv(st.ttest_rel(x1, pairs, alternative=alt)), alternative=alt)
    add("ttestRel", [g, g[::-1]], pv(st.ttest_rel(g, g[::-1], axis=2, alternative=alt)), axis=2, alternative=alt)
    r = st.ttest_ind_from_stats(1.2, 0.5, 12, 0.9, 0.8, 15, alternative=alt)
    add("ttestIndFromStats", [1.2, 0.5, 12, 0.9, 0.8, 15], pv(r), alternative=alt)
    r = st.ttest_ind_from_stats(1.2, 0.5, 12, 0.9, 0.8, 15, equal_var=False, alternative=alt)
    add("ttestIndFromStats", [1.2, 0.5, 12, 0.9, 0.8, 15], pv(r), equalVar=False, alternative=alt)
    d = x1 - pairs
    for a in (d, np.round(d), x3 - 1.5, R.normal(0.3, 1, 55)):
        for zm in ("wilcox", "pratt", "zsplit"):
            for c in (False, True):
                add("wilcoxon", [a], pv(st.wilcoxon(a, zero_method=zm, correction=c, alternative=alt)), zeroMethod=zm, correction=c, alternative=alt)
    add("wilcoxon", [x1], pv(st.wilcoxon(x1, pairs, alternative=alt)), y=pairs, alternative=alt)
    r = st.pearsonr(x1, pairs, alternative=alt)
    add("pearsonr", [x1, pairs], pv(r), alternative=alt)
    add("spearmanr", [x1], pv(st.spearmanr(x1, pairs, alternative=alt)), b=pairs, alternative=alt)
    add("spearmanr", [pos], pv(st.spearmanr(pos[:, :4], alternative=alt)) if False else pv(st.spearmanr(pos, axis=1, alternative=alt)), axis=1, alternative=alt)
    for a, b in ((x1, pairs), (tied1[:17], tied2), (R.normal(0, 1, 40), R.normal(0, 1, 40))):
        add("kendalltau", [a, b], pv(st.kendalltau(a, b, alternative=alt)), alternative=alt)
        add("kendalltau", [a, b], pv(st.kendalltau(a, b, alternative=alt, variant="c", method="asymptotic")), alternative=alt, variant="c", method="asymptotic")
    r = st.linregress(x1, pairs, alternative=alt)
    add("linregress", [x1, pairs], {"slope": r.slope, "intercept": r.intercept, "rvalue": r.rvalue, "pvalue": r.pvalue, "stderr": r.stderr, "interceptStderr": r.intercept_stderr}, alternative=alt)
    for axis in (0, 1, None):
        big = R.normal(0, 1, (21, 12))
        if axis == 0:
            add("skewtest", [big], pv(st.skewtest(big, axis=axis, alternative=alt)), axis=axis, alternative=alt)
            add("kurtosistest", [big], pv(st.kurtosistest(big, axis=axis, alternative=alt)), axis=axis, alternative=alt)
    for t in ([[8, 2], [1, 5]], [[10, 12], [5, 3]], [[0, 3], [4, 2]], [[100, 80], [70, 110]]):
        add("fisherExact", [t], pv(st.fisher_exact(t, alternative=alt)), alternative=alt)
    for k, n, p in ((3, 15, 0.1), (7, 12, 0.5), (0, 5, 0.3), (50, 80, 0.55)):
        r = st.binomtest(k, n, p, alternative=alt)
        add("binomtest", [k, n], {"statistic": k / n, "pvalue": r.pvalue}, p=p, alternative=alt)

for axis in (0, 1, 2, None):
    js = {"axis": axis}
    add("skew", [g], st.skew(g, axis=axis), **js)
    add("skew", [g], st.skew(g, axis=axis, bias=False), bias=False, **js)
    add("kurtosis", [g], st.kurtosis(g, axis=axis), **js)
    add("kurtosis", [g], st.kurtosis(g, axis=axis, fisher=False, bias=False), fisher=False, bias=False, **js)
    add("sem", [g], st.sem(g, axis=axis), **js)
    add("sem", [g], st.sem(g, axis=axis, ddof=0), ddof=0, **js)
    add("variation", [g], st.variation(g, axis=axis, ddof=1), ddof=1, **js)
    for k in (1, 2, 3, 4, 5):
        add("moment", [g], st.moment(g, k, axis=axis), moment=k, **js)
    add("zscore", [g], st.zscore(g, axis=axis), **js)
    add("zscore", [g], st.zscore(g, axis=axis, ddof=1), ddof=1, **js)
    add("iqr", [g], st.iqr(g, axis=axis), **js)
    add("iqr", [g], st.iqr(g, axis=axis, rng=(10, 80), scale="normal", keepdims=True), rng=[10, 80], scale="normal", keepdims=True, **js)
    add("medianAbsDeviation", [g], st.median_abs_deviation(g, axis=axis), **js)
    add("medianAbsDeviation", [g], st.median_abs_deviation(g, axis=axis, scale="normal"), scale="normal", **js)
    add("circmean", [g], st.circmean(g, axis=axis), **js)
    add("circvar", [g], st.circvar(g, axis=axis), **js)
    add("circstd", [g], st.circstd(g, axis=axis, high=10), high=10, **js)
    add("tmean", [g], st.tmean(g, (-1, 3), axis=axis), limits=[-1, 3], **js)
    add("trimMean", [g], st.trim_mean(g, 0.15, axis=axis), **js) if False else cases.append({"name": "trimMean", "args": [g, 0.15], "options": js, "result": st.trim_mean(g, 0.15, axis=axis)})
    if axis is not None:
        add("tvar", [g], st.tvar(g, (-3, 5), axis=axis), limits=[-3, 5], **js)
        add("normaltest", [R.normal(0, 1, (20, 21))], None) if False else None
    if axis in (0, 1):
        # Where nothing is left SciPy gives the infinities that it fills masked arrays with.
        add("tmin", [g], st.tmin(g, -2, axis=axis), lowerlimit=-2, **js)
        add("tmax", [g], st.tmax(g, 6, axis=axis), upperlimit=6, **js)
    r = st.describe(g, axis=axis)
    add("describe", [g], {"nobs": r.nobs if np.isscalar(r.nobs) else int(r.nobs), "mean": r.mean, "variance": r.variance, "skewness": r.skewness, "kurtosis": r.kurtosis, "minmax": list(r.minmax)}, **js)
    for nan in ("propagate", "omit"):
        add("skew", [gn], np.asarray(st.skew(gn, axis=axis, nan_policy=nan)) if axis is not None else float(st.skew(gn, axis=axis, nan_policy=nan)), nanPolicy=nan, **js)
        if axis != 2:  # one value left: SciPy's masked arrays give 0
            add("sem", [gn], np.asarray(st.sem(gn, axis=axis, nan_policy=nan)) if axis is not None else float(st.sem(gn, axis=axis, nan_policy=nan)), nanPolicy=nan, **js)
        add("iqr", [gn], st.iqr(gn, axis=axis, nan_policy=nan), nanPolicy=nan, **js)
        if axis is not None:
            r = st.ttest_1samp(gn, 1, axis=axis, nan_policy=nan)
            add("ttest1samp", [gn, 1], {"statistic": np.asarray(r[0], float), "pvalue": np.asarray(r[1], float)}, nanPolicy=nan, **js)
for axis in (0, 1, None):
    w = R.uniform(0.5, 2, pos.shape)
    add("gmean", [pos], st.gmean(pos, axis=axis), axis=axis)
    add("gmean", [pos], st.gmean(pos, axis=axis, weights=w), axis=axis, weights=w)
    add("hmean", [pos], st.hmean(pos, axis=axis), axis=axis)
    add("hmean", [pos], st.hmean(pos, axis=axis, weights=w), axis=axis, weights=w)
    cases.append({"name": "pmean", "args": [pos, 1.7], "options": {"axis": axis}, "result": st.pmean(pos, 1.7, axis=axis)})
    add("gstd", [pos], st.gstd(pos, axis=axis), axis=axis)
    i = R.randint(0, 4, (6, 7)).astype(float)
    r = st.mode(i, axis=axis, keepdims=False)
    add("mode", [i], {"mode": r.mode, "count": np.asarray(r.count, float) if axis is not None else float(r.count)}, axis=axis)
    for m in ("average", "min", "max", "dense", "ordinal"):
        add("rankdata", [i], np.asarray(st.rankdata(i, method=m, axis=axis), float), method=m, axis=axis)
    add("entropy", [pos], st.entropy(pos, axis=axis or 0, base=2), axis=axis or 0, base=2)
    add("entropy", [pos], st.entropy(pos, w, axis=axis or 0), axis=axis or 0, qk=w)
    r = st.jarque_bera(g, axis=axis)
    add("jarqueBera", [g], pv(r), axis=axis)
for m in ("vasicek", "van es", "ebrahimi", "correa", "auto"):
    add("differentialEntropy", [x1], st.differential_entropy(x1, method=m), method=m)
    add("differentialEntropy", [R.normal(0, 1, (30, 3))], None) if False else None
dd = R.normal(0, 1, (30, 3))
add("differentialEntropy", [dd], st.differential_entropy(dd, window_length=4, base=2), windowLength=4, base=2)
big = R.normal(0, 1, (21, 12))
add("normaltest", [big], pv(st.normaltest(big, axis=1)), axis=1)
for p in (0, 10, 33.3, 50, 99.5, 100, [5, 50, 95]):
    for m in ("fraction", "lower", "higher"):
        cases.append({"name": "scoreatpercentile", "args": [x1, p], "options": {"interpolationMethod": m}, "result": st.scoreatpercentile(x1, p, interpolation_method=m)})
    cases.append({"name": "scoreatpercentile", "args": [g, p], "options": {"axis": 1}, "result": st.scoreatpercentile(g, p, axis=1)})
    cases.append({"name": "scoreatpercentile", "args": [x1, p], "options": {"limit": [-1, 1]}, "result": st.scoreatpercentile(x1, p, limit=(-1, 1))})
for k in ("rank", "strict", "weak", "mean"):
    cases.append({"name": "percentileofscore", "args": [tied1, 3], "options": {"kind": k}, "result": st.percentileofscore(tied1, 3, kind=k)})
    cases.append({"name": "percentileofscore", "args": [x1, np.array([[0.0, 1], [-5, 9]])], "options": {"kind": k}, "result": st.percentileofscore(x1, np.array([[0.0, 1], [-5, 9]]), kind=k)})
for o, po in (({}, {}), ({"numbins": 7}, {"numbins": 7}), ({"defaultreallimits": [-1, 1]}, {"defaultreallimits": (-1, 1)})):
    r = st.cumfreq(x1, **po)
    add("cumfreq", [x1], {"frequency": r.cumcount, "lowerlimit": r.lowerlimit, "binsize": r.binsize, "extrapoints": r.extrapoints}, **o)
    r = st.relfreq(x1, **po)
    add("relfreq", [x1], {"frequency": r.frequency, "lowerlimit": r.lowerlimit, "binsize": r.binsize, "extrapoints": r.extrapoints}, **o)
r = st.sigmaclip(np.r_[x1, 9, -12.0], 2, 2.5)
add("sigmaclip", [np.r_[x1, 9, -12.0]], {"clipped": r.clipped, "lower": r.lower, "upper": r.upper}, low=2, high=2.5)

obs = R.randint(5, 40, 8).astype(float)
exp = obs[::-1].copy()
for lam in ("pearson", "log-likelihood", "freeman-tukey", "mod-log-likelihood", "neyman", "cressie-read", 1.5):
    add("powerDivergence", [obs], pv(st.power_divergence(obs, lambda_=lam)), **{"lambda": lam})
    add("powerDivergence", [obs], pv(st.power_divergence(obs, exp, ddof=1, lambda_=lam)), **{"lambda": lam, "fExp": exp, "ddof": 1})
    for t in ([[10, 20], [30, 25]], [[10, 20, 5], [30, 25, 12]], [[[3, 5], [8, 2]], [[7, 4], [6, 9]]]):
        for c in (True, False):
            r = st.chi2_contingency(t, correction=c, lambda_=lam)
            add("chi2Contingency", [t], {"statistic": r[0], "pvalue": r[1], "dof": int(r[2]), "expectedFreq": r[3]}, **{"lambda": lam, "correction": c})
add("chisquare", [obs], pv(st.chisquare(obs)))
add("chisquare", [obs.reshape(4, 2)], pv(st.chisquare(obs.reshape(4, 2), axis=1)), axis=1)
groups = [x1, x2, x3]
add("kruskal", [groups], pv(st.kruskal(*groups)))
add("kruskal", [[tied1, tied2]], pv(st.kruskal(tied1, tied2)))
add("fOneway", [groups], pv(st.f_oneway(*groups)))
add("fOneway", [[g, h]], pv(st.f_oneway(g, h, axis=1)), axis=1)
add("bartlett", [groups], pv(st.bartlett(*groups)))
add("friedmanchisquare", [[x1[:15], x2, x3[:15]]], pv(st.friedmanchisquare(x1[:15], x2, x3[:15])))
add("friedmanchisquare", [[tied1[:15], tied2[:15], tied1[3:18]]], pv(st.friedmanchisquare(tied1[:15], tied2[:15], tied1[3:18])))
for c in ("median", "mean", "trimmed"):
    for s in (groups, [tied1, tied2]):
        add("levene", [s], pv(st.levene(*s, center=c)), center=c)
        add("fligner", [s], pv(st.fligner(*s, center=c, proportiontocut=0.1)), center=c, proportiontocut=0.1)
for d in ("norm", "expon", "logistic", "gumbel_l", "gumbel_r"):
    a = np.abs(x1) if d == "expon" else x1
    r = st.anderson(a, d)
    add("anderson", [a], {"statistic": r.statistic, "criticalValues": list(r.critical_values), "significanceLevel": list(r.significance_level)}, dist=d)
for a in (x1, x2, x3, x1[:3], x1[:5], x1[:9], R.gamma(1, 1, 60), tied1):
    add("shapiro", [a], pv(st.shapiro(a)))
for n, s in ((8, 1.0), (30, 1.0), (100, 0.9), (139, 1.1), (141, 1.2), (500, 0.95), (2000, 1.0), (60, 3.0), (200, 0.5)):
    a = R.normal(0, s, n)
    for alt in sides:
        for m in ("auto", "asymp", "approx"):
            r = st.ks_1samp(a, st.norm.cdf, alternative=alt, method=m)
            if n <= 200 or m == "auto":
                add("ks1samp", [a if n <= 141 else {"normal": [0, s, n]}], {**pv(r), "statisticLocation": r.statistic_location, "statisticSign": int(r.statistic_sign)}, alternative=alt, method=m) if n <= 141 else None
for n in (1, 2, 5, 10, 50, 100, 140, 141, 300, 1000, 5000, 100001):
    for d in (0.4 / n, 0.9 / n, 1.5 / n, 0.5 / np.sqrt(n), 0.8 / np.sqrt(n), 1.0 / np.sqrt(n), 1.3 / np.sqrt(n), 1.6 / np.sqrt(n), 2.1 / np.sqrt(n), 3 / np.sqrt(n), 0.6, 0.99):
        if d < 1:
            cases.append({"name": "twoSidedTail", "args": [n, d], "options": {}, "result": float(st.kstwo.sf(d, n))})
for m in ("separate", "joint"):
    r = st.theilslopes(pairs, x1, method=m)
    add("theilslopes", [pairs], {"slope": r[0], "intercept": r[1], "lowSlope": r[2], "highSlope": r[3]}, x=x1, method=m)
r = st.theilslopes(tied1, alpha=0.9)
add("theilslopes", [tied1], {"slope": r[0], "intercept": r[1], "lowSlope": r[2], "highSlope": r[3]}, alpha=0.9)
for m in ("hierarchical", "separate"):
    r = st.siegelslopes(pairs, x1, method=m)
    add("siegelslopes", [pairs], {"slope": r[0], "intercept": r[1]}, x=x1, method=m)
add("pointbiserialr", [(x1 > 0).astype(float), pairs], pv(st.pointbiserialr(x1 > 0, pairs)))
for u, v, uw, vw in ((x1, x2, None, None), (tied1, tied2, None, None), (x1, x2, R.uniform(0, 1, 20), R.uniform(0, 1, 15))):
    o = {} if uw is None else {"uWeights": uw, "vWeights": vw}
    add("wassersteinDistance", [u, v], st.wasserstein_distance(u, v, uw, vw), **o)
    add("energyDistance", [u, v], st.energy_distance(u, v, uw, vw), **o)
y, lam = st.boxcox(x3)
cases.append({"name": "boxcox", "args": [x3], "options": {}, "result": [y, lam], "loose": 1e-6})
y, lam, ci = st.boxcox(x3, alpha=0.05)
cases.append({"name": "boxcox", "args": [x3], "options": {"alpha": 0.05}, "result": [y, lam, list(ci)], "loose": 1e-6})
add("boxcox", [x3], st.boxcox(x3, 0.3), lmbda=0.3)
y, lam = st.yeojohnson(x1)
cases.append({"name": "yeojohnson", "args": [x1], "options": {}, "result": [y, lam], "loose": 1e-6})
for lm in (0, 0.5, 1, 2, -1.5):
    add("yeojohnson", [x1], st.yeojohnson(x1, lm), lmbda=lm)
(osm, osr), (slope, intercept, rr) = st.probplot(x1)
add("probplot", [x1], {"osm": osm, "osr": osr, "slope": slope, "intercept": intercept, "r": rr})
vals = R.normal(0, 1, 60)
bx, by = R.uniform(0, 5, 60), R.uniform(-2, 2, 60)
for s in ("mean", "median", "count", "sum", "std", "min", "max"):
    r = st.binned_statistic(bx, vals, s, bins=6)
    add("binnedStatistic", [bx, vals], {"statistic": r.statistic, "binEdges": r.bin_edges, "binnumber": r.binnumber.astype(float)}, statistic=s, bins=6)
    r = st.binned_statistic(bx, np.array([vals, by]), s, bins=[0, 1, 2.5, 4])
    add("binnedStatistic", [bx, np.array([vals, by])], {"statistic": r.statistic, "binEdges": r.bin_edges, "binnumber": r.binnumber.astype(float)}, statistic=s, bins=[0, 1, 2.5, 4])
    r = st.binned_statistic(bx, vals, s, bins=4, range=(1, 3))
    add("binnedStatistic", [bx, vals], {"statistic": r.statistic, "binEdges": r.bin_edges, "binnumber": r.binnumber.astype(float)}, statistic=s, bins=4, range=[1, 3])
    for e in (False, True):
        r = st.binned_statistic_2d(bx, by, vals, s, bins=[3, 4], expand_binnumbers=e)
        add("binnedStatistic2d", [bx, by, vals], {"statistic": r.statistic, "xEdge": r.x_edge, "yEdge": r.y_edge, "binnumber": r.binnumber.astype(float)}, statistic=s, bins=[3, 4], expandBinnumbers=e)
three = R.uniform(0, 1, (60, 3))
r = st.binned_statistic_dd(three, vals, "mean", bins=[2, 3, 2])
add("binnedStatisticDd", [three, vals], {"statistic": r.statistic, "binEdges": list(r.bin_edges), "binnumber": r.binnumber.astype(float)}, bins=[2, 3, 2])
for seed in (0, 5):
    for m in ("BCa", "basic", "percentile"):
        r = st.bootstrap((x1,), np.mean, n_resamples=200, method=m, random_state=np.random.RandomState(seed), vectorized=True)
        cases.append({"name": "bootstrap", "args": [[x1]], "options": {"nResamples": 200, "method": m, "seed": seed}, "result": {"confidenceInterval": {"low": r.confidence_interval.low, "high": r.confidence_interval.high}, "standardError": r.standard_error}})
for data, pts in ((x1, np.linspace(-3, 3, 7)), (R.normal(0, 1, (2, 30)), R.normal(0, 1, (2, 5)))):
    for bw in ("scott", "silverman", 0.4):
        w = R.uniform(0.5, 1, data.shape[-1])
        for ww in (None, w):
            k = st.gaussian_kde(data, bw_method=bw, weights=ww)
            o = {"bwMethod": bw} if ww is None else {"bwMethod": bw, "weights": ww}
            cases.append({"name": "gaussianKde", "args": [data], "options": o, "points": pts, "result": {"factor": k.factor, "neff": k.neff, "covariance": k.covariance, "pdf": k.pdf(pts), "logpdf": k.logpdf(pts)}})
C = np.array([[2, 0.3, 0.1], [0.3, 1, -0.2], [0.1, -0.2, 0.5]])
q = R.normal(0, 1, (5, 3))
for name, f in (("pdf", st.multivariate_normal.pdf), ("logpdf", st.multivariate_normal.logpdf)):
    cases.append({"name": "multivariateNormal." + name, "args": [q], "options": {"mean": [1, 2, 3], "cov": C}, "result": f(q, [1, 2, 3], C)})
    cases.append({"name": "multivariateNormal." + name, "args": [q[0]], "options": {"cov": C}, "result": f(q[0], cov=C)})
    cases.append({"name": "multivariateNormal." + name, "args": [q[:, 0]], "options": {"mean": 0.5, "cov": 2}, "result": f(q[:, 0], 0.5, 2)})
write(os.path.join(here, os.environ.get("GOLDEN_OUT", "tests.json")), cases, scipy=scipy.__version__)
