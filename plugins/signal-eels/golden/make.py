"""Golden numbers of HyperSpy 1.7.3 for the EELS functions. Run with Debian's python3 (python3-hyperspy); writes eels.json beside it."""
import json, os, platform, warnings
warnings.simplefilter("ignore")
import numpy as np, scipy
import hyperspy
import hyperspy.api as hs
hs.set_log_level("ERROR")

def lcg(seed, n):
    s = seed; out = []
    for _ in range(n):
        s = (1664525 * s + 1013904223) % 2**32
        out.append((s + 0.5) / 2**32)
    return np.array(out)

def spectrum(spec):
    E = spec["offset"] + spec["scale"] * np.arange(spec["channels"])
    shape = spec["shape"]
    count = int(np.prod(shape)) if shape else 1
    u = lcg(spec["seed"], count * spec["channels"]).reshape(count, -1)
    amplitude = spec["amplitude"] * (1 + 0.3 * np.arange(count) / max(count, 1))[:, None]
    data = amplitude * E ** -spec["exponent"] * (1 + spec["noise"] * (u - 0.5))
    data = data.reshape(tuple(shape) + (spec["channels"],)).astype(spec["dtype"])
    cls = hs.signals.EELSSpectrum if spec["binned"] else hs.signals.Signal1D
    s = cls(data)
    ax = s.axes_manager[-1]
    ax.offset = spec["offset"]; ax.scale = spec["scale"]; ax.is_binned = spec["binned"]; ax.units = "eV"
    s.metadata.General.title = "T"
    return s

base = dict(shape=[], channels=40, offset=100.0, scale=1.0, amplitude=1e6, exponent=3.0, noise=0.0, dtype="float64", binned=True, seed=1)
cases = []
def add(id, range_, zero_fill=False, **change):
    spec = dict(base, **change)
    s = spectrum(spec)
    r = s.remove_background(signal_range=tuple(range_), background_type="Power law", fast=True, zero_fill=zero_fill, plot_remainder=False, show_progressbar=False)
    from hyperspy.components1d import PowerLaw
    p = PowerLaw()
    A = []; R = []
    flat = s.data.reshape(-1, spec["channels"])
    for row in flat:
        one = type(s)(row)
        ax = one.axes_manager[-1]; ax.offset = spec["offset"]; ax.scale = spec["scale"]; ax.is_binned = spec["binned"]
        p.estimate_parameters(one, range_[0], range_[1], only_current=True)
        A.append(p.A.value); R.append(p.r.value)
    cases.append(dict(id=id, spec=spec, range=list(range_), zeroFill=zero_fill, repr=repr(r), dtype=str(r.data.dtype), A=A, r=R, data=[float(x) for x in r.data.ravel()]))

add("even", (105., 125.))
add("odd", (105., 126.))
add("two channels", (105., 106.))
add("one channel", (110., 110.))
add("whole axis", (100., 139.))
add("between channels", (104.6, 125.4))
add("half step", (104.5, 125.5))
add("wider than the axis", (90., 500.))
add("zero fill", (105., 125.), zero_fill=True)
add("float32", (105., 125.), dtype="float32")
add("uint16", (105., 125.), dtype="uint16", amplitude=1.0123e10)
add("int64", (105., 125.), dtype="int64", amplitude=1.0123e10)
add("scale 0.5", (105., 115.), scale=0.5)
add("unbinned", (105., 125.), binned=False)
add("unbinned scale 0.5, odd halves", (105., 114.), scale=0.5, binned=False)
add("unbinned, halves of two", (105., 109.), binned=False)
add("unbinned, halves of one", (105., 107.), binned=False)
add("noisy image", (110., 130.), shape=[3, 4], noise=0.2, channels=64)
add("noisy line, float32", (110., 130.), shape=[5], noise=0.2, channels=64, dtype="float32")
add("high energies", (440., 520.), shape=[2], offset=400.0, scale=0.5, channels=300, amplitude=5e9, exponent=2.6, noise=0.1)
add("exponent below 1", (105., 125.), exponent=0.5)

zlp = []
def addz(id, shape, channels, offset, scale, seed, masked=False):
    n = int(np.prod(shape)) if shape else 1
    d = lcg(seed, n * channels).reshape(tuple(shape) + (channels,))
    s = hs.signals.EELSSpectrum(d); ax = s.axes_manager[-1]; ax.offset = offset; ax.scale = scale; s.metadata.General.title = "T"
    mask = None; m = None
    if masked:
        m = lcg(seed + 7, n).reshape(shape) > 0.5
        mask = hs.signals.BaseSignal(m).T
    z = s.estimate_zero_loss_peak_centre(mask=mask)
    zlp.append(dict(id=id, shape=shape, channels=channels, offset=offset, scale=scale, seed=seed, mask=None if m is None else [bool(x) for x in m.ravel()], repr=repr(z), title=z.metadata.General.title, data=[None if np.isnan(x) else float(x) for x in z.data.ravel()]))
addz("single", [], 20, -3.0, 0.5, 3)
addz("line", [4], 20, -3.0, 0.5, 4)
addz("image", [3, 4], 50, -10.0, 0.25, 5)
addz("masked", [3, 4], 50, -10.0, 0.25, 6, True)
out = dict(versions=dict(hyperspy=hyperspy.__version__, numpy=np.__version__, scipy=scipy.__version__, python=platform.python_version()), background=cases, zeroLoss=zlp)
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "eels.json"), "w") as f:
    f.write("{\n\"versions\": " + json.dumps(out["versions"]) + ",\n")
    for i, key in enumerate(["background", "zeroLoss"]):
        f.write(f"\"{key}\": [\n" + ",\n".join(json.dumps(c) for c in out[key]) + "\n]" + (",\n" if i == 0 else "\n"))
    f.write("}\n")
