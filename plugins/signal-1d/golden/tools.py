"""Golden numbers of HyperSpy 1.7.3 for the tools of signal-1d. Run with Debian's python3 (python3-hyperspy); writes tools.json beside it.

A case is a signal (data, signal axis), a function with arguments and options, and what comes out. Numbers in arguments are indices,
{"value": x} stands for HyperSpy's floats. Where HyperSpy is defective, `corrected` says how its numbers were mended."""
import logging
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "tools", "golden"))
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
import hyperspy  # noqa: E402
import hyperspy.api as hs  # noqa: E402
import numpy as np  # noqa: E402
import scipy  # noqa: E402
from golden import write  # noqa: E402

hs.preferences.General.show_progressbar = False
cases = []
NAMES = {
    "cropSignal1D": "crop_signal1D", "shift1D": "shift1D", "estimateShift1D": "estimate_shift1D", "align1D": "align1D",
    "interpolateInBetween": "interpolate_in_between", "smoothSavitzkyGolay": "smooth_savitzky_golay", "smoothLowess": "smooth_lowess",
    "smoothTv": "smooth_tv", "filterButterworth": "filter_butterworth", "gaussianFilter": "gaussian_filter",
    "hanningTaper": "hanning_taper", "estimatePeakWidth": "estimate_peak_width", "findPeaks1DOhaver": "find_peaks1D_ohaver",
    "spikesRemoval": "spikes_removal_tool", "spikesDiagnosis": "_spikes_diagnosis",
}
FLOATS_ONLY = ("interpolateInBetween", "gaussianFilter", "hanningTaper", "spikesRemoval")


def snake(name):
    return "".join("_" + c.lower() if c.isupper() else c for c in name)


def decoded(value):
    if isinstance(value, dict) and "value" in value:
        return float(value["value"])
    if isinstance(value, list):
        return [decoded(v) for v in value]
    return value


def make(data, axis, title):
    s = hs.signals.Signal1D(np.array(data))
    for key, value in axis.items():
        setattr(s.axes_manager[-1], key, value)
    s.metadata.General.title = title
    return s


def axis_of(s):
    a = s.axes_manager._axes[-1]
    return {"size": int(a.size), "offset": float(a.offset), "scale": float(a.scale)}


def described(s):
    return {"data": np.array(s.data), "axis": axis_of(s), "title": s.metadata.General.title, "repr": repr(s)}


def add(f, data, args=(), axis={}, title="A", corrected=None, mend=None, rtol=None, indices=None, **options):
    """`mend` changes what HyperSpy gives where it is wrong; `corrected` says why."""
    data = np.asarray(data)
    whole = data.dtype.kind in "iu" and f in FLOATS_ONLY
    # Far from 0 the reference loses half of its digits; what it gives does not depend on the offset.
    near = {**axis, "offset": 0.0} if f == "smoothLowess" else axis
    s = make(data.astype(float) if whole else data, near, title)
    if indices is not None:
        s.axes_manager.indices = tuple(indices)
    given = [decoded(a) for a in args]
    keys = {snake(k): decoded(v) for k, v in options.items() if k != "seed"}
    if f == "shift1D":
        given[0] = np.array(given[0])
    if f == "smoothTv" or f == "smoothLowess":
        keys["show_progressbar"] = False
    if "navigation_mask" in keys:
        mask = np.array(keys["navigation_mask"])
        keys["navigation_mask"] = mask if f == "spikesRemoval" else hs.signals.BaseSignal(mask).T
    if "mask" in keys:
        keys["mask"] = hs.signals.BaseSignal(np.array(keys["mask"])).T
    if "signal_mask" in keys:
        keys["signal_mask"] = np.array(keys["signal_mask"])
    if "reference_indices" in keys and isinstance(keys["reference_indices"], list):
        keys["reference_indices"] = tuple(keys["reference_indices"])
    if f == "spikesRemoval":
        keys["interactive"] = False
        np.random.seed(options.get("seed", 0))
    case = {"f": f, "data": data, "axis": axis, "args": list(args), "options": options}
    try:
        result = getattr(s, NAMES[f])(*given, **keys)
    except Exception as error:
        case["error"] = type(error).__name__
        cases.append(case)
        return
    if f == "estimateShift1D":
        out = np.array(result)
    elif f == "findPeaks1DOhaver":
        out = [[list(map(float, peak)) for peak in one] for one in result.ravel()]
    elif f == "estimatePeakWidth":
        out = [described(one) for one in result] if isinstance(result, list) else [described(result)]
    elif f == "spikesDiagnosis":
        out = described(result)
    else:
        out = described(s)
    if near is not axis and "offset" in axis:
        out["axis"]["offset"] = axis["offset"]
    if mend is not None:
        out = mend(out)
        case["corrected"] = corrected
    if rtol is not None:
        case["rtol"] = rtol
    if indices is not None:
        case["indices"] = list(indices)
    case["out"] = out
    cases.append(case)


def rs(seed):
    return np.random.RandomState(seed)


def r4(x):
    return np.round(x, 4)


EDGES = [1, -0.5]
y10 = np.array([0, 1, 4, 2, 5, 3, 7, 6, 8, 9])
two = np.arange(12.0).reshape(2, 6)
V = lambda x: {"value": x}  # noqa: E731

# crop
for options in ({"leftValue": V(1), "rightValue": V(3)}, {"leftValue": 1, "rightValue": 3}, {"leftValue": V(1)}, {"rightValue": V(3)},
                {"leftValue": 2, "rightValue": -1}, {"leftValue": V(1.2)}):
    add("cropSignal1D", r4(rs(0).rand(2, 3, 10)), axis={"scale": 0.5}, **options)


# shift
def expanded(shifts, axis):
    """The first channel of the padded data is a whole number of channels before the axis; HyperSpy sets it to the least shift."""
    def mend(out):
        scale, offset = axis.get("scale", 1.0), axis.get("offset", 0.0)
        before = max(0, int(np.ceil(-np.min(shifts) / scale - 1e-9)))
        out["axis"]["offset"] = offset - before * scale
        return out
    return mend


for dtype in ("int16", "float32", "float64"):
    data = two.astype(dtype)
    add("shift1D", data, [EDGES])
    add("shift1D", data, [EDGES], crop=False)
    add("shift1D", data, [EDGES], crop=False, fillValue=-1.0)
    for method in ("nearest", "zero", "slinear", "quadratic", "cubic", 2, "previous", "next"):
        add("shift1D", data, [EDGES], crop=False, interpolationMethod=method)
for shifts in ([1, 0.5], [-1, -0.5], [0.0, 0.0], [0.0, 2.0], [2.25, -1.75], [-0.1, 0.1]):
    for axis in ({}, {"scale": 0.5, "offset": 10.0}, {"scale": 2.0, "offset": -3.0}):
        add("shift1D", r4(rs(1).rand(2, 12)), [shifts], axis=axis)
        add("shift1D", r4(rs(2).rand(2, 12)), [shifts], axis=axis, crop=False, interpolationMethod="cubic")
        add("shift1D", r4(rs(3).rand(2, 12)), [shifts], axis=axis, expand=True, mend=expanded(shifts, axis),
            corrected="the offset of an expanded axis is a whole number of channels before the axis")
grid = [[1, -0.5, 0], [0.2, 1.3, 0.4]]
add("shift1D", r4(rs(4).rand(2, 3, 15)), [grid])
add("shift1D", r4(rs(4).rand(2, 3, 15)), [grid], crop=False, fillValue=0.0)
add("shift1D", r4(rs(4).rand(2, 3, 15)), [grid], interpolationMethod="quadratic")
add("shift1D", r4(rs(5).rand(9)), [[1.25]])
add("shift1D", r4(rs(5).rand(2, 9)), [[3.0, -4.0]])
nan = rs(6).rand(2, 12)
nan[0, 4] = np.nan
add("shift1D", r4(nan), [[0.25, -0.5]], crop=False)

# estimate
x = np.arange(40) * 0.5
peaks = np.array([np.exp(-((x - c) ** 2) / 2) for c in (8, 10, 11.5)])
half = {"scale": 0.5}


def clipped(limit):
    return lambda out: np.clip(out, -limit, limit)


for options in ({}, {"interpolate": False}, {"referenceIndices": [1]}, {"referenceIndices": 2}, {"start": V(4), "end": V(14)},
                {"start": 8, "end": 28}, {"start": 5}, {"end": V(15)}, {"numberOfInterpolationPoints": 0}, {"numberOfInterpolationPoints": 1},
                {"numberOfInterpolationPoints": 9}, {"mask": [False, True, False]}, {"mask": [False, True, False], "referenceIndices": [1]},
                {"start": V(30)}):
    add("estimateShift1D", r4(peaks), axis=half, **options)
add("estimateShift1D", r4(peaks), axis=half, indices=[2])
add("estimateShift1D", r4(peaks), axis=half, maxShift=4, mend=clipped(2.0), corrected="max_shift has no effect in HyperSpy")
add("estimateShift1D", r4(peaks), axis=half, maxShift=V(3), mend=clipped(3.0), corrected="max_shift has no effect in HyperSpy")
for dtype in ("int16", "float32"):
    add("estimateShift1D", (peaks * 1000).astype(dtype), axis=half)
image = np.array([[peaks[0], peaks[1], peaks[2]], [peaks[2], peaks[0], peaks[1]]])
add("estimateShift1D", r4(image), axis=half)
add("estimateShift1D", r4(image), axis=half, referenceIndices=[2, 0])
add("estimateShift1D", r4(image), axis=half, referenceIndices=[0, 1], interpolate=False)
add("estimateShift1D", r4(peaks[0]), axis=half)
for seed in range(24):
    r = rs(100 + seed)
    n = int(r.randint(2, 40))
    noise = r4(r.rand(4, n) * r.choice([1, 100]) + r.choice([0, 50]) * np.linspace(0, 1, n))
    add("estimateShift1D", noise, axis={"scale": 0.25, "offset": -2.0}, numberOfInterpolationPoints=int(r.randint(0, 8)),
        interpolate=bool(r.rand() < 0.8))

# align
for options in ({}, {"interpolate": False}, {"crop": False}, {"crop": False, "fillValue": 0.0}, {"interpolationMethod": "cubic"},
                {"start": V(2), "end": V(17)}, {"mask": [False, True, False]}, {"referenceIndices": [2]}):
    add("align1D", r4(peaks), axis=half, **options)
add("align1D", r4(peaks), axis=half, expand=True, mend=expanded([0, -2, -3.5], half),
    corrected="the offset of an expanded axis is a whole number of channels before the axis")
add("align1D", r4(image), axis=half)
add("align1D", r4(np.array([peaks[0], peaks[0]])), axis=half)

# interpolate in between
for dtype in ("int32", "float32", "float64"):
    data = y10.astype(dtype)
    for args, options in (([3, 6], {}), ([3, 6], {"delta": 1}), ([V(1.5), V(3)], {"delta": V(0.5)}), ([3, 6], {"kind": "cubic"}),
                          ([3, 6], {"kind": "quadratic", "delta": 2}), ([1, 8], {}), ([0, 3], {}), ([7, 10], {}), ([6, 3], {})):
        add("interpolateInBetween", data, args, axis=half, **options)
add("interpolateInBetween", r4(rs(7).rand(2, 3, 14)), [4, 9], axis={"offset": 3.0}, kind="nearest")
add("interpolateInBetween", r4(rs(7).rand(2, 14)), [4, 9], axis={"offset": 3.0}, kind="slinear", delta=4)

# smoothing and filters
for dtype in ("int32", "float32", "float64"):
    data = y10.astype(dtype)
    for options in ({"polynomialOrder": 2, "windowLength": 5}, {"polynomialOrder": 2, "windowLength": 5, "differentialOrder": 1},
                    {"polynomialOrder": 3, "windowLength": 7, "differentialOrder": 2}, {"polynomialOrder": 2, "windowLength": 15},
                    {"polynomialOrder": 5, "windowLength": 5}):
        add("smoothSavitzkyGolay", data, axis=half, **options)
    for p, i in ((0.5, 1), (0.5, 3), (0.3, 2), (0.8, 4), (0.1, 1)):
        add("smoothLowess", data, axis=half, smoothingParameter=p, numberOfIterations=i, rtol=1e-9)
    for p in (0.5, 0.1, 3.0, 50.0):
        add("smoothTv", data, axis=half, smoothingParameter=p)
    for options in ({"cutoffFrequencyRatio": 0.3}, {"cutoffFrequencyRatio": 0.3, "type": "high"}, {"cutoffFrequencyRatio": 0.7, "order": 1},
                    {"cutoffFrequencyRatio": 0.3, "order": 3}):
        add("filterButterworth", data, axis=half, rtol=1e-9, **options)
    for w in (0.5, 1.0, 3.0):
        add("gaussianFilter", data, [w], axis=half, rtol=1e-6)
    add("hanningTaper", data, axis=half, channels=3)
    add("hanningTaper", data, axis=half, side="left", channels=3, offset=1)
    add("hanningTaper", data, axis=half, side="right", channels=3, offset=2)
    add("hanningTaper", data, axis=half, side="both", channels=8)
for seed in range(6):
    r = rs(200 + seed)
    n = int(r.randint(20, 50))
    data = r4(r.rand(2, n) * 10 + np.sin(np.arange(n) / 5) * 20)
    axis = {"scale": float(r.choice([1, 0.1, 5])), "offset": float(r.choice([0, 400]))}
    add("smoothSavitzkyGolay", data, axis=axis, polynomialOrder=3, windowLength=9, differentialOrder=int(seed % 3))
    add("smoothLowess", data, axis=axis, smoothingParameter=float(r.uniform(0.1, 0.9)), numberOfIterations=int(r.randint(1, 5)), rtol=1e-9)
    add("smoothTv", data, axis=axis, smoothingParameter=float(r.uniform(0.1, 20)))
    add("filterButterworth", data, axis=axis, cutoffFrequencyRatio=float(r.uniform(0.1, 0.9)), type=["low", "high"][seed % 2],
        order=int(r.randint(1, 5)), rtol=1e-8)
    add("gaussianFilter", data, [float(r.uniform(0.5, 8) * axis["scale"])], axis=axis, rtol=1e-6)
add("hanningTaper", np.ones(1100))
add("hanningTaper", np.ones(1275))
add("hanningTaper", np.ones((2, 45)), axis=half)


# peaks
def natural(group):
    """The reference fits log10 and takes exp of it, and 2.35703 for 2 sqrt(2 ln 2)."""
    def mend(out):
        narrow = 2.3548200450309493 / 2.35703 / np.sqrt(np.log(10))
        return [[[p, h ** np.log(10) if group >= 7 else h, w * narrow] for p, h, w in one] for one in out]
    return mend


WRONG = "heights and widths: natural logarithms, and 2 sqrt(2 ln 2) for 2.35703"
t = np.arange(60)
hills = sum(h * np.exp(-((t - c) ** 2) / 2 / 2**2) for h, c in ((1, 10), (10, 30), (100, 50)))
for options in ({}, {"ampThresh": 0.1}, {"ampThresh": 0.1, "slopeThresh": 0.3}, {"ampThresh": 0.1, "maxpeakn": 2}, {"ampThresh": 0.1, "peakgroup": 5},
                {"ampThresh": 0.1, "peakgroup": 8}, {"ampThresh": 0.1, "medfiltRadius": 0}, {"ampThresh": 0.1, "medfiltRadius": 3}):
    add("findPeaks1DOhaver", r4(hills + 1e-4), mend=natural(options.get("peakgroup", 10)), corrected=WRONG, rtol=1e-7, **options)
add("findPeaks1DOhaver", r4(hills), ampThresh=0.1, subchannel=False)
add("findPeaks1DOhaver", r4(hills), medfiltRadius=4)
for seed in range(24):
    r = rs(300 + seed)
    n = int(r.randint(30, 70))
    data = np.exp(-((np.arange(n)[:, None] - r.rand(4) * n) ** 2) / r.uniform(1, 30, 4)).sum(1) * r.uniform(1, 100) + 0.01
    data = np.array([data + r.rand(n) * a for a in (0, 1)])
    group = int(r.randint(4, 14))
    add("findPeaks1DOhaver", r4(data), axis={"scale": 0.5, "offset": float(r.choice([0, 3]))}, peakgroup=group,
        medfiltRadius=int(r.choice([0, 3, 5, 7])), ampThresh=float(r.choice([0, 0.5])), slopeThresh=float(r.choice([0, 0.1])),
        mend=natural(group), corrected=WRONG, rtol=1e-6)

# peak width
t = np.arange(61)
bell = np.exp(-((t - 30) ** 2) / 72)
pair = bell + np.exp(-((t - 8) ** 2) / 8) * 0.8
for options in ({}, {"returnInterval": True}, {"factor": 0.1}, {"factor": 0.9, "returnInterval": True}, {"window": 2.0}, {"window": 1.5},
                {"window": 1.2}, {"window": 20.0, "returnInterval": True}, {"factor": 1}, {"factor": 0}, {"factor": -0.5}):
    add("estimatePeakWidth", bell, axis={"scale": 0.1, "offset": 5.0}, rtol=1e-9, **options)
for dtype in ("int32", "float32"):
    add("estimatePeakWidth", (bell * 100).astype(dtype), returnInterval=True, rtol=1e-9)
several = np.array([[bell, pair, bell * 2], [pair, bell, bell[::-1]]])
add("estimatePeakWidth", several, axis={"scale": 0.1}, returnInterval=True, rtol=1e-9)
add("estimatePeakWidth", several, axis={"scale": 0.1}, returnInterval=True, window=2.7, rtol=1e-9)
add("estimatePeakWidth", several[0], axis={"scale": 0.1}, factor=0.3, rtol=1e-9)
add("estimatePeakWidth", np.array([0, 1, 2, 1, 0.0]), returnInterval=True, rtol=1e-9)
add("estimatePeakWidth", np.array([0, 0, 0, 0, 0.5, 1, 0.5, 0, 0, 0, 0]), returnInterval=True, rtol=1e-9)
add("estimatePeakWidth", np.exp(-((t - 3) ** 2) / 8.0), returnInterval=True, window=20.0, rtol=1e-9)
add("estimatePeakWidth", np.where(t == 3, np.nan, bell), returnInterval=True)
add("estimatePeakWidth", np.ones(20), returnInterval=True)
for seed in range(8):
    r = rs(400 + seed)
    n = int(r.randint(8, 40))
    data = np.array([np.exp(-((np.arange(n) - r.uniform(0, n)) ** 2) / r.uniform(2, 40)) + r.rand(n) * a for a in (0, 0.1, 0.5)])
    add("estimatePeakWidth", r4(data), axis={"scale": 0.3, "offset": -4.0}, returnInterval=True, factor=float(r.choice([0.5, 0.2, 0.8])), rtol=1e-8)

# spikes
base = np.round(rs(1).rand(3, 60) * 4 + 100, 2)
spiky = base.copy()
spiky[0, 20] += 500
spiky[0, 21] += 300
spiky[1, 40] += 900
spiky[2, 2] += 50
spiky[2, 57] += 800
for options in ({}, {"bins": 10}, {"bins": "sturges"}, {"maxNumBins": 20}, {"bins": 10, "signalMask": [bool(b) for b in np.arange(60) > 30]},
                {"bins": 10, "signalMask": [bool(b) for b in (np.arange(60) > 20) & (np.arange(60) < 35)]},
                {"bins": 10, "navigationMask": [True, False, False]}):
    add("spikesDiagnosis", spiky, axis=half, **options)
for options in ({}, {"threshold": 100}, {"threshold": 200, "defaultSpikeWidth": 3}, {"threshold": 200, "defaultSpikeWidth": 4},
                {"threshold": 200, "defaultSpikeWidth": 1}, {"threshold": 200, "signalMask": [bool(b) for b in np.arange(60) > 30]},
                {"threshold": 200, "navigationMask": [True, False, False]}):
    for axis in ({}, {"scale": 0.1}):
        add("spikesRemoval", spiky, axis=axis, addNoise=False, **options)
add("spikesRemoval", spiky.astype(int), addNoise=False, threshold=200, defaultSpikeWidth=3)
add("spikesRemoval", spiky.astype("float32"), addNoise=False, threshold=200, defaultSpikeWidth=3, rtol=1e-6)
for seed in (0, 1, 7):
    add("spikesRemoval", spiky, threshold=200, defaultSpikeWidth=3, seed=seed)
add("spikesRemoval", spiky.reshape(1, 3, 60), seed=3)
for seed in range(16):
    r = rs(500 + seed)
    data = r.rand(2, 40) * 100
    for row in data:
        row[r.randint(0, 40, 3)] += 1000 * r.rand(3)
    add("spikesRemoval", r4(data), addNoise=False, threshold=float(r.choice([1, 30, 60, 200])), defaultSpikeWidth=int(r.randint(1, 7)), rtol=1e-10)

write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "tools.json"), cases, scipy=scipy.__version__, hyperspy=hyperspy.__version__)
