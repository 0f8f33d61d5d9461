"""Writes images.json: what HyperSpy makes of alignment, crops, calibrations, ramps, shifts and peaks of images.

Run with a Python that has HyperSpy 1.7.3: python3 images.py
"""
import logging
import os
import sys
import warnings

import numpy as np
from scipy import ndimage
from skimage import feature

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../../tools/golden"))
from golden import plain, write  # noqa: E402

import hyperspy  # noqa: E402
import hyperspy.api as hs  # noqa: E402

hs.preferences.General.show_progressbar = False
hs.preferences.General.parallel = False
RNG = np.random.RandomState(7)
IMAGES = []
CASES = []


def gaussians(rows, columns, count, width, background=0.0, noise=0.0, between=True):
    y, x = np.mgrid[:rows, :columns]
    image = background + noise * RNG.rand(rows, columns)
    for _ in range(count):
        r, c, h = RNG.uniform(0, rows), RNG.uniform(0, columns), RNG.uniform(3, 9)
        if not between:
            r, c = np.floor(r), np.floor(c)
        image = image + h * np.exp(-((y - r) ** 2 + (x - c) ** 2) / (2 * width**2))
    return np.round(image, 4)


def case(kind, options, expected, **more):
    CASES.append({"kind": kind, "options": options, **more, "expected": plain(expected)})


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


# ---- peaks
for rows, columns, count, width, background, noise in [
    (24, 30, 4, 1.5, 0, 0), (30, 24, 5, 2, 1, 0), (21, 21, 3, 2.5, 0, 0.05), (32, 20, 6, 1.2, 2, 0.2), (17, 33, 3, 1.7, 0, 0.5),
    (26, 26, 5, 1.5, 10, 0.1),
]:
    IMAGES.append(gaussians(rows, columns, count, width, background, noise))
IMAGES.append(np.round(RNG.rand(20, 22), 4))
IMAGES.append(np.round(ndimage.gaussian_filter(RNG.rand(28, 22), 2) * 100, 4))
IMAGES.append((RNG.rand(18, 18) * 5).astype("int64"))
IMAGES.append((gaussians(24, 24, 4, 2) * 25).clip(0, 255).astype("uint8"))
IMAGES.append(gaussians(24, 24, 4, 1.5).astype("float32"))
IMAGES.append((gaussians(24, 24, 4, 2) * 2500).astype("int16"))
TEMPLATE = np.round(np.exp(-((np.mgrid[-3:4, -3:4] ** 2).sum(0)) / 4), 4)
EVEN = np.round(np.exp(-((np.mgrid[-2:2, -3:3] ** 2).sum(0)) / 4), 4)
METHODS = {
    "local_max": [{}, {"min_distance": 3}, {"min_distance": 2, "threshold_abs": 4.0}, {"threshold_rel": 0.5}, {"distance": 4, "threshold": 1.5},
                  {"exclude_border": False}, {"min_distance": 2, "exclude_border": 5}, {"min_distance": 3, "num_peaks": 2}, {"min_distance": 5, "p_norm": 2}],
    "max": [{}, {"alpha": 1, "distance": 4}, {"alpha": 0.5, "distance": 1}, {"alpha": 2.0, "distance": 3}, {"alpha": 1e6}],
    "minmax": [{}, {"distance": 3, "threshold": 1}, {"distance": 4, "threshold": 0.3}, {"distance": 7, "threshold": 0.05}],
    "zaefferer": [{}, {"grad_threshold": 0.05, "window_size": 6, "distance_cutoff": 5.0}, {"grad_threshold": 0.01, "window_size": 9, "distance_cutoff": 12.0}],
    "laplacian_of_gaussian": [{}, {"max_sigma": 6, "threshold": 1.0}, {"min_sigma": 1.5, "max_sigma": 4, "num_sigma": 6, "overlap": 0.1},
                              {"max_sigma": 10, "num_sigma": 7, "log_scale": True}, {"max_sigma": 8, "exclude_border": 4}],
    "difference_of_gaussian": [{}, {"max_sigma": 6, "threshold": 0.5}, {"min_sigma": 1.2, "max_sigma": 8, "sigma_ratio": 1.3, "overlap": 0.2}, {"max_sigma": 8, "exclude_border": 3}],
    "template_matching": [{"template": TEMPLATE}, {"template": TEMPLATE, "distance": 7, "threshold": 0.8}, {"template": EVEN, "threshold": 0.6}],
}


def find(image, method, options):
    peaks = np.asarray(hs.signals.Signal2D(image).find_peaks(method=method, interactive=False, current_index=True, **options), float)
    return peaks[~(peaks < 0).any(axis=1)]


for number, image in enumerate(IMAGES):
    for method, settings in METHODS.items():
        for options in settings:
            # Whole numbers tie, and a flat background leaves the fit to rounding errors.
            if (number in (9, 11) and method == "minmax") or (number == 8 and method == "local_max" and options) or (number == 1 and method == "template_matching"):
                continue
            peaks = find(image, method, options)
            # Where rounding errors decide, the result of the other machine means nothing.
            noise = image.astype(float) + 1e-9 * RNG.rand(*image.shape)
            if image.dtype.kind == "f" and not np.array_equal(peaks, find(noise.astype(image.dtype), method, options), equal_nan=True):
                continue
            if method == "difference_of_gaussian":
                # HyperSpy leaves out blobs near the border although it is not told to.
                full = {"min_sigma": 1.0, "max_sigma": 50.0, "threshold": 0.2, **options}
                scaled = image / image.max()
                peaks = feature.blob_dog(scaled, **full)[:, :2].astype(float)
                peaks = peaks[np.lexsort((peaks[:, 0], peaks[:, 1]))]
            if len(peaks) == 0:
                peaks = np.full((1, 2), np.nan)
            if len(peaks) > 60:
                continue
            given = {camel(key): value.tolist() if isinstance(value, np.ndarray) else value for key, value in options.items()}
            case("findPeaks", {"method": method, **given}, peaks, image=number)

# ---- shifts
def squares(shifts, rows=32, columns=40):
    stack = np.zeros((len(shifts), rows, columns))
    for image, (r, c) in zip(stack, shifts):
        image[10 + r:18 + r, 12 + c:22 + c] = 1 + np.arange(10) * 0.1
    return stack


def rolled(shifts, rows=32, columns=40):
    texture = np.round(ndimage.gaussian_filter(RNG.rand(rows, columns), 1.5, mode="wrap"), 5)
    return np.array([np.roll(texture, shift, (0, 1)) for shift in shifts])


for make in [squares, rolled]:
    for shifts in [[(0, 0), (2, -3), (-4, 5), (1, 1)], [(0, 0), (0, 6), (-7, 0)], [(0, 0), (5, 5), (5, 5), (-3, -2), (4, -6)]]:
        stack = make(shifts)
        number = len(IMAGES)
        IMAGES.append(stack[0])
        for options in [{}, {"reference": "cascade"}, {"normalize_corr": True}, {"hanning": False}, {"sobel": False}, {"medfilter": False},
                        {"hanning": False, "sobel": False, "medfilter": False}, {"roi": (2, 38, 1, 31)}, {"sub_pixel_factor": 10},
                        {"reference": "stat", "correlation_threshold": "auto"}]:
            found = hs.signals.Signal2D(stack).estimate_shift2D(**options)
            given = {camel(key): list(value) if isinstance(value, tuple) else value for key, value in options.items()}
            case("estimateShift2D", given, np.asarray(shifts, float), hyperspy=plain(np.asarray(found, float)), texture=number, shifts=shifts)

# ---- alignment
def describe(signal):
    return {"data": signal.data, "axes": [[a.offset, a.scale, a.size] for a in signal.axes_manager._axes]}


for shape in [(3, 9, 11), (2, 2, 8, 7)]:
    count = int(np.prod(shape[:-2]))
    for dtype in ["float64", "float32", "int32", "uint8"]:
        data = (RNG.rand(*shape) * 100).astype(dtype)
        for shifts in [RNG.randint(-2, 3, (count, 2)).astype(float), np.round(RNG.uniform(-2, 2, (count, 2)), 3)]:
            shifts[0] = 0
            whole = bool((shifts == np.round(shifts)).all())
            for options in [{}, {"crop": False, "fill_value": 0}, {"expand": True, "fill_value": 0}, {"crop": False, "fill_value": 7, "interpolation_order": 3},
                            {"interpolation_order": 0}, {"interpolation_order": 2}]:
                if options.get("expand") and not whole:
                    continue
                if not whole and dtype in ("int32", "uint8") and options.get("interpolation_order", 1) > 1:
                    continue
                signal = hs.signals.Signal2D(data.copy())
                for axis, (scale, offset) in zip(signal.axes_manager._axes[-2:], [(0.5, 7.0), (2.0, -1.0)]):
                    axis.scale, axis.offset = scale, offset
                given = shifts.reshape(*shape[:-2], 2)
                signal.align2D(shifts=given, **options)
                case("align2D", {camel(k): v for k, v in options.items()}, describe(signal), data=plain(data), shifts=plain(given))

# ---- crops, calibrations, ramps
DATA = np.arange(2 * 5 * 6, dtype=float).reshape(2, 5, 6)
for options in [{"top": 1, "bottom": 4}, {"left": 2}, {"top": 1, "bottom": -1, "left": 1, "right": -2}, {"right": 3}, {"top": 0.5, "bottom": 2.0, "left": 2.0, "right": 8.0},
                {"bottom": 2}]:
    signal = hs.signals.Signal2D(DATA.copy())
    for axis, (scale, offset) in zip(signal.axes_manager._axes[-2:], [(0.5, 0.0), (2.0, -1.0)]):
        axis.scale, axis.offset = scale, offset
    signal.crop_image(**options)
    case("cropImage", {k: {"value": v} if isinstance(v, float) else v for k, v in options.items()}, describe(signal), data=plain(DATA))
for x0, y0, x1, y1, length, units in [(0, 0, 3, 4, 10, "nm"), (1, 1, 4, 1, 7.5, None), (5, 4, 0, 0, 1e-3, "m"), (0.0, 0.0, 4.0, 2.0, 3, "nm"), (1.0, 0.5, 1.0, 2.0, 3, None)]:
    signal = hs.signals.Signal2D(DATA.copy())
    for axis, (scale, offset) in zip(signal.axes_manager._axes[-2:], [(0.5, 0.0), (2.0, -1.0)]):
        axis.scale, axis.offset = scale, offset
    signal.calibrate(x0=x0, y0=y0, x1=x1, y1=y1, new_length=length, units=units, interactive=False)
    wrap = lambda v: {"value": v} if isinstance(v, float) else v  # noqa: E731
    options = {"x0": wrap(x0), "y0": wrap(y0), "x1": wrap(x1), "y1": wrap(y1), "newLength": length, **({"units": units} if units else {})}
    case("calibrate", options, describe(signal), data=plain(DATA))
for dtype in ["float64", "float32"]:
    for rx, ry, offset in [(1, 10, 5), (0.5, -0.25, 0), (0, 0, 2), (-3, 0, 0.125)]:
        signal = hs.signals.Signal2D(DATA.astype(dtype))
        signal.add_ramp(rx, ry, offset)
        case("addRamp", {"offset": offset}, describe(signal), data=plain(DATA.astype(dtype)), ramps=[rx, ry])
write(os.path.join(HERE, "images.json"), [{"kind": "image", "data": image} for image in IMAGES] + CASES, hyperspy=hyperspy.__version__)
