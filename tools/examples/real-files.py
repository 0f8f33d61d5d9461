"""What HyperSpy makes of real files, step by step, as a few figures of each step: tools/examples/golden/real-files.json.

Run by hand where the files are: python3 tools/examples/real-files.py. The test real-files.test.ts runs the same steps here.
"""
import json
import os

import hyperspy.api as hs
import numpy as np
from scipy import ndimage

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "../../../shared/data")
hs.preferences.General.show_progressbar = False


def plain(values):
    return [None if np.isnan(value) else float(value) for value in values]


def digest(name, s):
    data = np.asarray(s.data)
    parts = [data.real, data.imag] if np.iscomplexobj(data) else [data]
    flat = [np.ascontiguousarray(part).ravel().astype(float) for part in parts]
    places = [i * (data.size - 1) // 23 for i in range(24)]
    return {
        "step": name,
        "class": type(s).__name__,
        "shape": list(data.shape),
        "dtype": str(data.dtype),
        "axes": [
            {
                "name": str(axis.name) if isinstance(axis.name, str) else "",
                "size": axis.size,
                "scale": float(axis.scale),
                "offset": float(axis.offset),
                "units": axis.units if isinstance(axis.units, str) else "",
                "navigate": bool(axis.navigate),
            }
            for axis in s.axes_manager._axes
        ],
        "sum": plain([np.nansum(part) for part in flat]),
        "size": plain([np.nansum(np.abs(part)) for part in flat]),
        "min": plain([np.nanmin(part) for part in flat]),
        "max": plain([np.nanmax(part) for part in flat]),
        "samples": plain([part[place] for part in flat for place in places]),
    }


def transform(s, **options):
    """HyperSpy puts the frequency 0 of a shifted transform half a point beside where it is."""
    s = s.fft(shift=True, **options)
    for axis in s.axes_manager.signal_axes:
        axis.offset = -(axis.size // 2) * axis.scale
    return s


def load(name):
    return hs.load(os.path.join(DATA, name), reader="hspy")


def astronaut():
    s = load("img/astronaut.hspy")
    yield "load", s
    s = s.transpose(signal_axes=["RGB"])
    yield "transpose", s
    s.change_dtype("rgb8")
    s = s.isig[-20.0:20.0, 100:-60]
    s.change_dtype("uint8")
    yield "crop in colours", s
    s = s.transpose(signal_axes=["width", "height"])
    s.change_dtype("float32")
    yield "changeDtype", s
    s = s.rebin(scale=(1, 2, 3))
    yield "rebin", s
    s = np.log(s + 1)
    yield "log", s
    s = s.map(ndimage.gaussian_filter, sigma=1.5, inplace=False)
    yield "map", s
    s = s - s.mean(axis=("width", "height"))
    yield "subtract", s
    s = s.derivative("width")
    yield "derivative", s
    s = hs.roi.RectangularROI(left=-10.0, top=5.0, right=5.0, bottom=20.0)(s, axes=s.axes_manager.signal_axes)
    yield "rectangle", s
    s = s.std(axis=0)
    yield "std", s
    yield "histogram", s.get_histogram(bins=32)


def hologram_wave(s, steps):
    s = s.isig[100:356, 50:306]
    steps.append(("isig", s.deepcopy()))
    s.change_dtype("float64")
    s = s - s.mean((0, 1)).data
    steps.append(("subtract", s))
    s.set_signal_type("")
    s = s.apply_apodization("hann")
    steps.append(("applyApodization", s))
    s = transform(s)
    steps.append(("fft", s))
    power = s.amplitude
    steps.append(("amplitude", power))
    s = s.isig[64:192, 64:192]
    steps.append(("isig", s))
    return s


def holograms():
    waves = []
    for name in ("00_ref", "01_holo"):
        steps = []
        s = hologram_wave(load(f"holo/{name}_Vbp_130V_0V_bin2_crop.hdf5"), steps)
        for step, made in steps:
            yield f"{name} {step}", made
        offsets = [axis.offset for axis in steps[0][1].axes_manager.signal_axes]
        s = s.ifft(return_real=False)
        for axis, offset in zip(s.axes_manager.signal_axes, offsets):
            axis.offset = offset  # HyperSpy forgets it
        yield f"{name} ifft", s
        waves.append(s)
    stacked = hs.stack(waves)
    yield "stack", stacked
    s = stacked.inav[1] + stacked.inav[0] * 2j
    yield "wave", s
    x, y = s.axes_manager.signal_axes  # HyperSpy counts pixels
    s.add_phase_ramp(0.05 * x.scale, -0.02 * y.scale, offset=0.05 * x.offset - 0.02 * y.offset)
    yield "addPhaseRamp", s
    part = s.isig[40:90, 40:90]
    smooth = part.deepcopy()
    smooth.data = ndimage.gaussian_filter(part.data.real, 4) + 1j * ndimage.gaussian_filter(part.data.imag, 4)
    phase = smooth.unwrapped_phase()
    phase = phase - phase.mean((0, 1)).data
    yield "unwrappedPhase", phase
    yield "argandDiagram", part.argand_diagram(size=[16, 16], range=[-500, 500])
    yield "integrateSimpson", phase.integrate_simpson("x")


def line_scan():
    s = load("eels/LSMO_STO_linescan.hdf5")
    yield "load", s
    s = s.isig[450.0:800.0]
    yield "isig", s
    s = s.remove_background(signal_range=(480.0, 525.0))
    yield "removeBackground", s
    s.smooth_savitzky_golay(polynomial_order=3, window_length=7)
    yield "smoothSavitzkyGolay", s
    s = s.rebin(scale=(2, 1.5))
    yield "rebin", s
    s = s / s.isig[530.0:560.0].sum(-1)
    yield "divide", s
    yield "valuemax", s.valuemax(-1)
    yield "integrate1D", s.integrate1D(-1)
    t = hs.stack([s, s * 2], axis=None, new_axis_name="twice")
    yield "stack", t
    t = t.inav[1:4, 1].diff(-1)
    yield "diff", t
    yield "T", t.T
    s = s.isig[20:-20]
    s.hanning_taper()
    yield "hanningTaper", s
    yield "fft", transform(s, apodization="hamming")


def core_shell():
    s = load("eds/core_shell.hspy")
    yield "load", s
    yield "sum", s.sum()
    s = hs.roi.RectangularROI(left=4.0, top=6.0, right=28.0, bottom=30.0)(s)
    yield "rectangle", s
    s.change_dtype("float32")
    s = s.rebin(scale=(2, 2, 4))
    yield "rebin", s
    s = s.isig[5.0:12.0]
    yield "isig", s
    s.unfold_navigation_space()
    yield "unfold", s
    s.fold()
    s.gaussian_filter(FWHM=0.15)
    yield "gaussianFilter", s
    yield "circle", hs.roi.CircleROI(14.0, 16.0, 8.0)(s).nansum(axis=(0, 1))
    lines = s.isig[9.2:9.7].integrate1D(-1)
    yield "integrate1D", lines
    maps = s.as_signal2D((0, 1))
    yield "asSignal2D", maps
    maps = maps.inav[::8].map(ndimage.median_filter, size=3, inplace=False)
    yield "map", maps
    yield "line", hs.roi.Line2DROI(x1=6.0, y1=8.0, x2=22.0, y2=24.0, linewidth=2.0)(maps, axes=maps.axes_manager.signal_axes)
    yield "indexmax", maps.indexmax(0)
    yield "histogram", maps.get_histogram(bins="sturges")


chains = {"astronaut": astronaut, "holograms": holograms, "lineScan": line_scan, "coreShell": core_shell}
found = {}
for key, chain in chains.items():
    found[key] = [digest(name, s) for name, s in chain()]
    print(key, [step["step"] for step in found[key]])
os.makedirs(os.path.join(HERE, "golden"), exist_ok=True)
with open(os.path.join(HERE, "golden/real-files.json"), "w") as file:
    body = ",\n".join(
        f"{json.dumps(key)}: [\n" + ",\n".join(json.dumps(step) for step in steps) + "\n]" for key, steps in found.items()
    )
    file.write("{\n" + body + "\n}\n")
