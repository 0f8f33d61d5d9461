"""Writes holograms.json: a chain of operations on the two electron holograms of HyperSpy, at some places, by HyperSpy.

Run with a Python that has HyperSpy 1.7.3, beside a folder with the holograms: python3 holograms.py ../../../../shared/data/holo
"""
import glob
import json
import logging
import os
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
import hyperspy  # noqa: E402
import hyperspy.api as hs  # noqa: E402

hs.preferences.General.show_progressbar = False
RANDOM = np.random.RandomState(3)


def digits(value):
    return float(f"{float(value):.15g}")


def picture(signal, axes=True):
    places = [[int(RANDOM.randint(n)) for n in signal.data.shape] for _ in range(60)]
    values = [signal.data[tuple(place)] for place in places]
    return {
        "class": type(signal).__name__, "title": signal.metadata.General.title, "shape": signal.data.shape,
        "scales": [digits(a.scale) for a in signal.axes_manager._axes], "units": [str(a.units) for a in signal.axes_manager._axes],
        "places": places,
        "values": [[digits(v.real), digits(v.imag)] for v in values] if np.iscomplexobj(signal.data) else [digits(v) for v in values],
    }


files = {}
for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.hdf5"))):
    hologram = hs.load(path)
    transform = hologram.fft(shift=True)
    apodized = hologram.fft(shift=True, apodization=True)
    order3 = hologram.apply_apodization(window="hann", hann_order=3)
    back = transform.ifft()
    # The side band is cut out around its strongest place in the lower half.
    strength = apodized.amplitude.data.copy()
    strength[246:266, 246:266] = 0
    y, x = np.unravel_index(np.argmax(strength[:256]), (256, 512))
    band = apodized.isig[int(x) - 32:int(x) + 32, int(y) - 32:int(y) + 32]
    wave = band.ifft(return_real=False)
    files[os.path.basename(path)] = {
        "place": [int(x), int(y)],
        "fft": picture(transform), "apodized": picture(apodized), "order3": picture(order3), "ifft": picture(back),
        "amplitude": picture(transform.amplitude), "phase": picture(wave.phase), "wave": picture(wave),
        "unwrapped": picture(wave.unwrapped_phase()), "argand": picture(wave.argand_diagram(size=[16, 12])),
    }
target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "holograms.json")
with open(target, "w", encoding="utf-8") as file:
    json.dump({"hyperspy": hyperspy.__version__, "files": files}, file, separators=(",", ":"))
print(target, os.path.getsize(target))
