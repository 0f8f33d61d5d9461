"""Writes complex.json: what HyperSpy makes of complex signals, Fourier transforms, windows and unwrapped phases.

Run with a Python that has HyperSpy 1.7.3: python3 complex.py
"""
import copy
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../../packages/signal/golden"))
import numpy as np  # noqa: E402
import scipy  # noqa: E402
import skimage  # noqa: E402
from engine import BaseSignal, argument, array, describe, hs, make, step, write  # noqa: E402

CASES = []
COUNT = {}
RANDOM = np.random.RandomState(7)
NAMES = {
    "applyApodization": "apply_apodization", "unwrappedPhase": "unwrapped_phase", "argandDiagram": "argand_diagram",
    "hannOrder": "hann_order", "tukeyAlpha": "tukey_alpha", "realFftOnly": "real_fft_only", "returnReal": "return_real",
    "wrapAround": "wrap_around",
}
PARTS = ("real", "imag", "amplitude", "phase")


def own_step(subject, spec):
    op = spec["op"]
    options = {NAMES.get(k, k): v for k, v in spec.get("options", {}).items()}
    if op in ("fft", "ifft", "applyApodization", "angle", "unwrappedPhase", "argandDiagram"):
        return getattr(subject, NAMES.get(op, op))(**options)
    if op in PARTS:
        return getattr(subject, op)
    if op == "addPhaseRamp":
        subject.add_phase_ramp(*spec["args"], **options)
        return subject
    if op.startswith("set") and op[3:].lower() in PARTS:
        value = spec["args"][0]
        setattr(subject, op[3:].lower(), argument(value) if isinstance(value, dict) else value)
        return subject
    if op == "quantity":
        subject.metadata.Signal.quantity = spec["args"][0]
        return subject
    return step(subject, spec)


def picture(result):
    out = describe(result)
    if isinstance(result, BaseSignal):
        signal = result.metadata.Signal
        out["shifted"] = bool(signal.FFT.shifted) if signal.has_item("FFT.shifted") else None
        out["quantity"] = signal.quantity if signal.has_item("quantity") else None
        # Sixteen digits are more than any of these numbers has.
        out["data"] = [[rounded(p) for p in v] if isinstance(v, list) else rounded(v) for v in out["data"]]
    return out


def rounded(value):
    return float(f"{value:.15g}") if isinstance(value, float) else value


def run(item):
    try:
        subject = original = make(item["make"])
        for spec in item["steps"]:
            subject = own_step(subject, spec)
        return picture(original if item.get("observe") == "original" else subject)
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error).split("\n")[0][:160]}


def case(group, spec, *steps, diff=None, right=None, mend=None, observe=None):
    """`right`: another signal and steps that give the right result; `mend` changes the expectation in place."""
    COUNT[group] = COUNT.get(group, 0) + 1
    item = {"id": f"{group}/{COUNT[group]:03d}", "make": spec, "steps": list(steps)}
    if observe:
        item["observe"] = observe
    item["expect"] = run(item)
    if right or mend:
        fixed = run({"make": right[0], "steps": right[1], "observe": observe}) if right else copy.deepcopy(item["expect"])
        assert "error" not in fixed, (item, fixed)
        if mend:
            mend(fixed)
        if fixed != item["expect"]:
            assert diff, item
            item["knownDifference"] = diff
            item["corrected"] = fixed
    CASES.append(item)
    return item


def op(name, *args, **options):
    out = {"op": name}
    if args:
        out["args"] = list(args)
    if options:
        out["options"] = options
    return out


def numbers(shape, dtype="float64"):
    size = int(np.prod(shape))
    if dtype.startswith("complex"):
        values = RANDOM.uniform(-3, 3, size=(size, 2)).round(3)
        return values.tolist()
    if dtype == "bool":
        return (RANDOM.uniform(size=size) < 0.5).tolist()
    if dtype.startswith(("int", "uint")):
        return RANDOM.randint(0, 100, size=size).tolist()
    return RANDOM.uniform(-5, 9, size=size).round(3).tolist()


def signal(cls, shape, dtype="float64", axes=None, navigation=0, title="A", fill=None, **more):
    axes = axes or [{} for _ in shape]
    axes = [{"name": f"n{i}" if i < navigation else f"s{i}", "navigate": i < navigation, **a} for i, a in enumerate(axes)]
    return {"class": cls, "shape": list(shape), "dtype": dtype, "fill": fill or numbers(shape, dtype), "axes": axes,
            "title": title, **more}


def half_bin(places):
    """The frequency 0 of an even number of points is at half of them."""
    def mend(expect):
        for place in places:
            axis = expect["axes"][place]
            axis["offset"] = -(axis["size"] // 2) * axis["scale"] or 0.0
    return mend


def single(expect):
    expect["dtype"] = {"complex128": "complex64", "float64": "float32"}[expect["dtype"]]


def all_of(*mends):
    def mend(expect):
        for one in mends:
            one(expect)
    return mend


def offsets(*values):
    def mend(expect):
        for axis, value in zip(expect["axes"], values):
            if value is not None:
                axis["offset"] = float(value)
    return mend


def hush(expect):
    expect["quantity"] = None


SHIFT = "BUG 2 the frequency 0 is where the axis says 0, also for even numbers of points"
SINGLE = "float32 and complex64 keep single precision"
OFFSET = "2.17 ifft finds the offsets back"
HALF = "BUG 3 half a transform has axes of its own size, and its half axis begins with the frequency 0"
WINDOW = "BUG 5 apodization works without shift"
RAMP = "BUG 4 ramps are in the units of the axes"
QUANTITY = "BUG 12 the transform has no quantity, and the input keeps its own"
KEEPS = "BUG 8 is_binned stays with its axis"
CALIBRATED = [{}, {"scale": 0.5}, {"scale": 0.2, "offset": 3.0, "units": "nm"}, {"scale": 2.0, "offset": -7.5, "units": "1 / nm"},
              {"scale": -0.5, "offset": 1.0, "units": "µm"}, {"units": "eV"}]

# ---- fft of spectra
for size in (2, 3, 4, 5, 7, 8, 9, 12):
    for shift in (False, True):
        case("fft-1d", signal("Signal1D", [size]), op("fft", shift=shift), diff=SHIFT, mend=half_bin([0]) if shift else None)
for axis in CALIBRATED:
    for size in (6, 7):
        for shift in (False, True):
            case("fft-axis", signal("Signal1D", [size], axes=[axis]), op("fft", shift=shift), diff=SHIFT,
                 mend=half_bin([0]) if shift else None)
for dtype in ("float32", "int16", "uint8", "int64", "bool", "complex64", "complex128"):
    cls = "ComplexSignal1D" if dtype.startswith("complex") else "Signal1D"
    mend = single if dtype in ("float32", "complex64") else None
    case("fft-dtype", signal(cls, [2, 6], dtype, navigation=1), op("fft"), diff=SINGLE, mend=mend)
    case("fft-dtype", signal(cls, [3, 5], dtype, navigation=1), op("fft"), op("ifft"), diff=SINGLE, mend=mend)
for units in ("nm", "1/nm", "nm^-1", "µm", "um", "Å", "mrad", "1 / um", "s", "Hz", "foo", "px", "deg"):
    case("fft-units", signal("Signal1D", [3], axes=[{"units": units, "scale": 0.25}]), op("fft"))
case("fft-title", signal("Signal1D", [3], title=""), op("fft"))
case("fft-title", signal("Signal1D", [3], title=""), op("fft"), op("ifft"))
case("fft-title", signal("Signal1D", [3], title=""), op("fft"), op("ifft", returnReal=False))

# ---- fft of images and more
PAIRS = [[{}, {}], [{"scale": 2.0, "units": "nm", "offset": 5.0}, {"scale": 0.25, "units": "nm", "offset": -1.0}]]
for shape in ([3, 4], [4, 4], [5, 3], [1, 6], [6, 2]):
    for pair in PAIRS:
        for shift in (False, True):
            case("fft-2d", signal("Signal2D", shape, axes=pair), op("fft", shift=shift), diff=SHIFT,
                 mend=half_bin([0, 1]) if shift else None)
for navigation, shape in ((1, [2, 3, 4]), (2, [2, 2, 3, 2])):
    axes = [{"scale": 3.0, "units": "nm"}] * navigation + PAIRS[1]
    for shift in (False, True):
        case("fft-2d-nav", signal("Signal2D", shape, axes=axes, navigation=navigation), op("fft", shift=shift), diff=SHIFT,
             mend=half_bin([navigation, navigation + 1]) if shift else None)
case("fft-3d", signal("BaseSignal", [2, 3, 4]), op("fft"))
case("fft-3d", signal("BaseSignal", [2, 3, 4]), op("fft", shift=True), diff=SHIFT, mend=half_bin([0, 1, 2]))
case("fft-3d", signal("BaseSignal", [2, 3, 4]), op("fft", shift=True), op("ifft"))
for steps, places in (([op("transpose", signalAxes=[0, 1])], [1, 2]), ([op("T")], [2]), ([op("asSignal1D", 0)], [2]),
                      ([op("transpose", signalAxes=[1])], [2])):
    spec = signal("Signal2D", [2, 3, 4], axes=[{"scale": 3.0}] + PAIRS[1], navigation=1)
    case("fft-view", spec, *steps, op("fft"))
    case("fft-view", spec, *steps, op("fft", shift=True), diff=SHIFT, mend=half_bin(places))
case("fft-view", signal("Signal1D", [8]), op("isig", {"slice": [None, None, -2]}), op("fft"))
case("fft-view", signal("Signal1D", [3, 9], navigation=1), op("isig", {"slice": [1, 8, 3]}), op("fft", shift=True))

# ---- ifft
for axis in CALIBRATED:
    for size in (5, 6):
        for shift in (False, True):
            case("ifft-1d", signal("Signal1D", [size], axes=[axis]), op("fft", shift=shift), op("ifft"), diff=OFFSET,
                 mend=offsets(axis.get("offset", 0.0)))
for returns in (True, False):
    for shift in (None, True, False):
        options = {"returnReal": returns, **({} if shift is None else {"shift": shift})}
        spec = signal("ComplexSignal1D", [2, 5], "complex128", navigation=1)
        case("ifft-options", spec, op("ifft", **options))
        case("ifft-options", spec, op("fft", shift=True), op("ifft", **options))
        case("ifft-options", signal("ComplexSignal2D", [3, 4], "complex128", axes=PAIRS[1]), op("fft", shift=True),
             op("ifft", **options), diff=OFFSET, mend=offsets(5.0, -1.0))
for shape in ([2, 3, 4], [1, 4, 3]):
    case("ifft-2d", signal("Signal2D", shape, navigation=1), op("fft"), op("ifft"))
    case("ifft-2d", signal("Signal2D", shape, navigation=1, axes=[{}] + PAIRS[1]), op("fft", shift=True), op("ifft"),
         diff=OFFSET, mend=offsets(None, 5.0, -1.0))
case("ifft-twice", signal("Signal1D", [6], axes=[{"offset": 2.0}]), op("fft"), op("ifft"), op("fft"), op("ifft"),
     diff=OFFSET, mend=offsets(2.0))

# ---- half transforms: the numbers are HyperSpy's, the axes are not
def half(place, size):
    def mend(expect):
        axis = expect["axes"][place]
        axis["size"], axis["offset"] = size, 0.0
        text = [", ".join(str(a["size"]) for a in expect["axes"][::-1] if a["navigate"] == which) for which in (True, False)]
        expect["repr"] = f"<{expect['class']}, title: {expect['title']}, dimensions: ({text[0]}|{text[1]})>"
    return mend


for size in (4, 5, 8):
    case("fft-half", signal("Signal1D", [2, size], navigation=1), op("fft", realFftOnly=True), diff=HALF,
         mend=half(1, size // 2 + 1))
for shape in ([3, 4], [4, 3], [5, 2]):
    case("fft-half", signal("Signal2D", shape, axes=PAIRS[1]), op("fft", realFftOnly=True), diff=HALF,
         mend=half(0, shape[0] // 2 + 1))
for size in (4, 5, 7):
    spec = signal("Signal1D", [2, size], navigation=1, axes=[{}, {"offset": 1.5, "scale": 0.5}])
    case("ifft-half", spec, op("fft", realFftOnly=True), op("ifft"), diff=HALF,
         right=(spec, [op("fft"), op("ifft")]), mend=offsets(None, 1.5))

# ---- the window of a transform
for window in (True, "hann", "hamming", "tukey"):
    named = {} if window is True else {"window": window}
    for cls, shape in (("Signal1D", [2, 7]), ("Signal2D", [1, 5, 6])):
        spec = signal(cls, shape, navigation=1)
        case("fft-window", spec, op("fft", apodization=window), diff=WINDOW,
             right=(spec, [op("applyApodization", **named), op("fft")]))
        case("fft-window", spec, op("fft", shift=True, apodization=window), diff=SHIFT,
             mend=half_bin(range(1, len(shape))))

# ---- windows
for size in (1, 2, 3, 4, 7, 8, 11):
    for options in ({}, {"window": "hamming"}, {"window": "tukey"}, {"window": "tukey", "tukeyAlpha": 0.3}):
        case("window", signal("Signal1D", [size]), op("applyApodization", **options))
for order in (1, 2, 3, 4, 5, 10):
    for size in (7, 8):
        case("window-order", signal("Signal1D", [2, size], navigation=1), op("applyApodization", hannOrder=order))
for alpha in (0, 0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.5, -1):
    case("window-alpha", signal("Signal1D", [9]), op("applyApodization", window="tukey", tukeyAlpha=alpha))
for options in ({}, {"window": "hamming"}, {"window": "tukey", "tukeyAlpha": 0.8}, {"hannOrder": 3}):
    for shape, navigation in (([5, 6], 0), ([2, 4, 3], 1)):
        case("window-2d", signal("Signal2D", shape, navigation=navigation), op("applyApodization", **options))
    case("window-3d", signal("BaseSignal", [3, 4, 5]), op("applyApodization", **options))
for dtype in ("float32", "int16", "uint8", "bool", "complex64", "complex128"):
    cls = "ComplexSignal1D" if dtype.startswith("complex") else "Signal1D"
    case("window-dtype", signal(cls, [2, 6], dtype, navigation=1), op("applyApodization"), diff=SINGLE,
         mend=single if dtype in ("float32", "complex64") else None)
case("window-view", signal("Signal2D", [2, 3, 4], navigation=1), op("transpose", signalAxes=[0, 1]), op("applyApodization", window="hamming"))
case("window-view", signal("Signal2D", [2, 3, 4], navigation=1), op("T"), op("applyApodization", window="hamming"))
case("window-uneven", signal("Signal1D", [4], axes=[{"axis": [1, 2, 4, 8]}]), op("applyApodization", window="hamming"))
case("window-in-place", signal("Signal1D", [2, 6], navigation=1), op("applyApodization", inplace=True), observe="original")

# ---- parts
for cls, shape, navigation in (("ComplexSignal", [2, 2, 2], 0), ("ComplexSignal1D", [2, 3], 1), ("ComplexSignal2D", [2, 2, 3], 1)):
    for dtype in ("complex64", "complex128"):
        for part in (*PARTS, "angle"):
            case("part", signal(cls, shape, dtype, navigation=navigation, title="" if dtype == "complex64" else "X"), op(part))
case("part", signal("ComplexSignal1D", [4], "complex128"), op("angle", deg=True))
case("part", signal("ComplexSignal1D", [6], "complex128", fill=[[1, 0], [-1, 0], [0, 1], [0, -1], [0, 0], [-2, 2]]), op("angle", deg=True))
case("part", signal("ComplexSignal1D", [6], "complex128", fill=[[1, 0], [-1, 0], [0, 1], [0, -1], [0, 0], [-2, 2]]), op("phase"))
case("part", signal("ComplexSignal1D", [3], "float64"), op("imag"))
case("part-class", signal("ComplexSignal1D", [3, 1], "complex128"), op("real"))
case("part-shared", signal("ComplexSignal1D", [4], "complex128"), op("real"), op("fillData", 2.0), observe="original")
case("part-shared", signal("ComplexSignal1D", [4], "complex128"), op("imag"), op("fillData", 2.0), observe="original")
case("part-shared", signal("ComplexSignal1D", [4], "complex128"), op("amplitude"), op("fillData", 2.0), observe="original")
case("part-shared", signal("ComplexSignal1D", [2, 4], "complex128", navigation=1), op("isig", {"slice": [3, None, -2]}), op("imag"),
     op("fillData", 2.0), observe="original")
LIST = [0.5, -1.5, 2.0, 3.25]
for part in PARTS:
    name = "set" + part.capitalize()
    for value in (2.0, 0.0, -1.5, {"array": {"shape": [4], "fill": LIST}}, {"array": {"shape": [2, 4], "fill": LIST + LIST[::-1]}},
                  {"array": {"shape": [2, 1], "fill": [0.5, 2.0]}},
                  {"signal": {"class": "Signal1D", "shape": [2, 4], "fill": LIST + LIST[::-1],
                              "axes": [{"name": "n", "navigate": True}, {"name": "s"}]}}):
        case("set-part", signal("ComplexSignal1D", [2, 4], "complex128", navigation=1), op(name, value))
    case("set-part", signal("ComplexSignal1D", [4], "complex64"), op(name, 1.5))
    case("set-part", signal("ComplexSignal2D", [2, 2], "complex128", fill=[[0, 0], [-1, 0], [0, -2], [0, 0]]), op(name, 1.5))

# ---- unwrapped phases
def wave(shape, slopes, noise=0.0):
    grid = np.meshgrid(*[np.arange(n) for n in shape], indexing="ij")
    phase = sum(slope * g for slope, g in zip(slopes, grid)) + noise * RANDOM.normal(size=shape)
    values = np.exp(1j * phase).ravel()
    return [[round(v.real, 6), round(v.imag, 6)] for v in values]


for slopes in ((0.0, 2.0), (0.3, -2.9), (1.0, 3.0)):
    case("unwrap-1d", signal("ComplexSignal1D", [2, 9], "complex128", navigation=1, fill=wave([2, 9], slopes)), op("unwrappedPhase"))
for noise in (0.0, 0.3, 1.0, 3.0):
    for shape in ([6, 6], [4, 9]):
        case("unwrap-2d", signal("ComplexSignal2D", shape, "complex128", fill=wave(shape, (0.8, 1.0), noise)), op("unwrappedPhase"))
    case("unwrap-2d", signal("ComplexSignal2D", [2, 5, 6], "complex128", navigation=1, fill=wave([2, 5, 6], (0.5, 1.1, 0.9), noise)),
         op("unwrappedPhase"))
    case("unwrap-2d", signal("ComplexSignal2D", [5, 6], "complex64", fill=wave([5, 6], (1.1, 0.9), noise)), op("unwrappedPhase"))
    case("unwrap-3d", signal("ComplexSignal", [4, 4, 5], "complex128", fill=wave([4, 4, 5], (0.5, 1.1, 0.9), noise)), op("unwrappedPhase"))
    case("unwrap-3d", signal("ComplexSignal", [4, 3, 4], "complex128", fill=wave([4, 3, 4], (0.5, 1.1, 0.9), noise)),
         op("unwrappedPhase", wrapAround=True))
    for around in ([True, False], True):
        case("unwrap-around", signal("ComplexSignal2D", [6, 4], "complex128", fill=wave([6, 4], (2 * np.pi / 6, 0.9), noise * (around is not True))),
             op("unwrappedPhase", wrapAround=around))
case("unwrap-flat", signal("ComplexSignal2D", [5, 5], "complex128", fill=[[1, 0]] * 25), op("unwrappedPhase"))
case("unwrap-flat", signal("ComplexSignal2D", [4, 5], "complex128", fill=[[1, 0], [-1, 0], [0, 1], [0, -1]] * 5), op("unwrappedPhase"))
case("unwrap-title", signal("ComplexSignal1D", [3], "complex128", title=""), op("unwrappedPhase"))

# ---- Argand diagrams and phase ramps
for options in ({"size": [8, 4]}, {"size": [3, 5], "range": [-2, 2]}, {"size": [4, 3], "range": [[-1, 1], [0, 2]]}, {"size": 4}):
    case("argand", signal("ComplexSignal1D", [2, 12], "complex128", navigation=1), op("argandDiagram", **options))
    case("argand", signal("ComplexSignal2D", [2, 3, 4], "complex64", navigation=1, axes=[{}, {"units": "nm"}, {"units": "nm"}]),
         op("argandDiagram", **options))
    case("argand", signal("ComplexSignal", [3, 7], "complex128", title=""), op("argandDiagram", **options))
case("argand", signal("ComplexSignal1D", [3], "complex128", fill=[[1, 1]] * 3), op("argandDiagram", size=[4, 2]))


def named(expect):
    for axis, name in zip(expect["axes"], ("Imaginary", "Real")):
        axis["name"] = name


case("argand", signal("ComplexSignal1D", [9], "complex128"), op("quantity", "Voltage (V)"), op("argandDiagram", size=[4, 3]),
     diff="the axes of Argand diagrams keep their names Real and Imaginary", mend=named)
for axes in ([{}, {}], [{"scale": 10.0}, {"scale": 0.5, "offset": 7.0}], [{"scale": 0.1, "offset": -2.0}, {"scale": -2.0}]):
    for dtype in ("complex128", "complex64"):
        for ramp_x, ramp_y, offset in ((1.0, 0.1, 0.2), (0.25, -0.4, 0.0)):
            shape = [2, 3, 4]
            spec = signal("ComplexSignal2D", shape, dtype, navigation=1, axes=[{}] + axes)
            y, x = [{"scale": 1.0, "offset": 0.0, **a} for a in axes]
            right = op("addPhaseRamp", ramp_x * x["scale"], ramp_y * y["scale"],
                       offset=offset + ramp_x * x["offset"] + ramp_y * y["offset"])
            case("ramp", spec, op("addPhaseRamp", ramp_x, ramp_y, offset=offset), diff=RAMP, right=(spec, [right]))

# ---- classes, metadata
case("class", signal("ComplexSignal1D", [3, 4], "complex128", navigation=1), op("T"))
case("class", signal("ComplexSignal1D", [2, 3, 4], "complex128", navigation=2), op("asSignal2D", [0, 1]))
case("class", signal("ComplexSignal2D", [3, 4], "complex128"), op("isig", 1))
case("class", signal("ComplexSignal2D", [3, 4], "complex128"), op("changeDtype", "complex64"))
case("class", signal("Signal1D", [4], "float32"), op("changeDtype", "complex64"), op("imag"))
case("class", signal("Signal2D", [2, 4]), op("changeDtype", "complex128"))
case("class", signal("ComplexSignal1D", [4], "float32"))
case("class", signal("ComplexSignal1D", [4], "complex64"))
case("class", signal("ComplexSignal2D", [2, 4], "int16"))
spec = signal("EELSSpectrum", [6], axes=[{"units": "eV", "isBinned": True}])
case("type", spec, op("fft"))
case("type", spec, op("fft"), op("ifft"))
case("type", spec, op("fft"), op("amplitude"))
def unbinned(expect):
    expect["axes"][0]["isBinned"] = True


case("type", spec, op("fft"), op("angle"), diff=KEEPS, mend=unbinned)
case("type", spec, op("fft"), op("unwrappedPhase"))
case("binned", signal("Signal1D", [6], axes=[{"isBinned": True}]), op("fft"))
case("quantity", signal("Signal1D", [4]), op("quantity", "Counts"), op("fft"), diff=QUANTITY, mend=hush)


def told(expect):
    expect["quantity"] = "Counts"


case("quantity", signal("Signal1D", [4]), op("quantity", "Counts"), op("fft"), observe="original", diff=QUANTITY, mend=told)

# ---- errors
case("error", signal("BaseSignal", [4], navigation=1), op("fft"))
case("error", signal("Signal1D", [3], axes=[{"axis": [1, 2, 4]}]), op("fft"))
case("error", signal("ComplexSignal1D", [3], "complex128", axes=[{"axis": [1, 2, 4]}]), op("ifft"))
case("error", signal("Signal1D", [3]), op("fft", shift=True, apodization="Hann"))
case("error", signal("Signal1D", [3]), op("applyApodization", window="blackman"))
case("error", signal("Signal1D", [3]), op("applyApodization", hannOrder=-1))
case("error", signal("Signal1D", [3]), op("applyApodization", hannOrder=1.5))
case("error", signal("BaseSignal", [4], navigation=1), op("applyApodization"))
case("error", signal("ComplexSignal1D", [3], "complex128"), op("changeDtype", "float64"))
case("error", signal("ComplexSignal1D", [3], "complex128"), op("unwrappedPhase", wrapAround=True))
case("error", signal("ComplexSignal2D", [3, 3], "complex128"), op("unwrappedPhase", wrapAround=[True]))
case("error", signal("ComplexSignal", [2, 2, 2, 2], "complex128"), op("unwrappedPhase"))
case("error", signal("ComplexSignal1D", [3], "complex128"), op("argandDiagram", size=[4, 3], range=[1, -1]))
case("error", signal("ComplexSignal1D", [3], "complex128"), op("argandDiagram", size=[4, 3], range=[1, 2, 3]))
case("error", signal("ComplexSignal1D", [3], "complex128"), op("argandDiagram", size=[4, 3, 2]))
case("error", signal("ComplexSignal1D", [0], "complex128", fill=[]), op("fft"))
for part in PARTS:
    name = "set" + part.capitalize()
    case("error", signal("ComplexSignal1D", [3], "complex128"), op(name, {"array": {"shape": [2], "fill": [1, 2]}}))
    case("error", signal("ComplexSignal1D", [3], "complex128"),
         op(name, {"signal": {"class": "ComplexSignal1D", "shape": [3], "dtype": "complex128", "fill": [[1, 0]] * 3}}))

# ---- norms of transforms
for norm in ("backward", "ortho", "forward"):
    for cls, shape in (("Signal1D", [2, 5]), ("Signal2D", [3, 4, 6])):
        case("fft-norm", signal(cls, shape, navigation=1), op("fft", norm=norm))
        case("fft-norm", signal(cls, shape, navigation=1), op("fft", norm=norm), op("ifft", norm=norm))
        case("fft-norm", signal(cls, shape, navigation=1), op("fft"), op("ifft", norm=norm, returnReal=False))
        case("fft-norm", signal(cls, shape, navigation=1), op("fft", norm=norm, shift=True), diff=SHIFT,
             mend=half_bin(range(1, len(shape))))

write(os.path.join(HERE, "complex.json"), CASES, more={"scipy": scipy.__version__, "skimage": skimage.__version__})
print({group: count for group, count in COUNT.items()})
