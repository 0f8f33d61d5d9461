"""Writes rebin.json: the acquisition times that HyperSpy 1.7.3 gives rebinned EELS spectra. Run with Debian's python3."""
import json
import os
import warnings

warnings.simplefilter("ignore")
import hyperspy
import hyperspy.api as hs
import numpy as np

hs.set_log_level("ERROR")
CASES = []
for shape in [(4, 6, 8), (5, 4), (8,)]:
    n = len(shape)
    for options in [{"scale": [2] * n}, {"scale": [1] * n}, {"scale": [1] * (n - 1) + [2]}, {"scale": [1.5] + [1] * (n - 1)},
                    {"scale": [2] + [1.25] * (n - 1)}, {"new_shape": [3] * n}, {"new_shape": [2] + list(shape[-2::-1][1:]) + [4]}]:
        if len(next(iter(options.values()))) != n:
            continue
        for times in [{"dwell_time": 0.5, "exposure": 3.0, "frame_number": 2}, {"dwell_time": 0.25}, {"exposure": 2.0}, {"frame_number": 5}]:
            s = hs.signals.EELSSpectrum(np.ones(shape))
            for key, value in times.items():
                s.metadata.set_item(f"Acquisition_instrument.TEM.Detector.EELS.{key}", value)
            r = s.rebin(**options)
            names = {"new_shape": "newShape"}
            CASES.append({"shape": shape, "times": times, "options": {names.get(k, k): v for k, v in options.items()},
                          "expect": r.metadata.Acquisition_instrument.TEM.Detector.EELS.as_dictionary(), "repr": repr(r)})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "rebin.json"), "w", encoding="utf-8") as file:
    file.write(json.dumps({"hyperspy": hyperspy.__version__, "cases": CASES}, separators=(",", ":")) + "\n")
print(len(CASES))
