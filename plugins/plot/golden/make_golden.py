"""Writes golden/plot.json: colormaps, logarithmic tick positions and numbers of matplotlib, percentiles of NumPy, widths of the fonts.

Run from plugins/plot after the install:  python3 golden/make_golden.py
"""
import json
import os

import fontTools
import matplotlib
import numpy as np
from fontTools.ttLib import TTFont
from matplotlib import colors, ticker

here = os.path.dirname(os.path.abspath(__file__))
fonts = os.path.join(here, "..", "node_modules", "dejavu-fonts-ttf", "ttf")

maps = {}
for name in ["gray", "viridis", "inferno", "magma", "plasma", "cividis", "hot", "jet", "coolwarm", "RdBu", "viridis_r", "hot_r"]:
    cmap = matplotlib.colormaps[name]
    maps[name] = cmap(np.arange(256), bytes=True)[:, :3].tobytes().hex()

linear = []
for low, high in [(0, 1), (0, 10), (-1, 1), (380, 891.5), (0.1, 0.7), (0, 3e6), (-5e-9, 5e-9), (17.3, 89.1), (0, 99), (1e4, 9e4)]:
    for bins in [4, 5, 8]:
        locator = ticker.MaxNLocator(nbins=bins, steps=[1, 2, 5, 10])
        ticks = [float(v) for v in locator.tick_values(low, high) if low - 1e-12 * abs(high - low) <= v <= high + 1e-12 * abs(high - low)]
        linear.append({"low": low, "high": high, "ticks": [float(f"{v:.12g}") for v in ticks]})

log = []
for low, high in [(1, 1e4), (0.3, 2e3), (1e-3, 50), (20, 2e8), (3e-7, 5e-4)]:
    major = ticker.LogLocator(numticks=20).tick_values(low, high)
    minor = ticker.LogLocator(subs=range(2, 10), numticks=20).tick_values(low, high)
    keep = lambda values: [float(f"{v:.12g}") for v in values if low <= v <= high]
    log.append({"low": low, "high": high, "major": keep(major), "minor": keep(minor)})

places = []
for low, high, log_norm in [(0.0, 1.0, False), (-3.0, 5.0, False), (1.0, 1e4, True), (0.02, 7.0, True)]:
    norm = colors.LogNorm(low, high, clip=True) if log_norm else colors.Normalize(low, high)
    values = np.geomspace(max(low, 1e-3), high, 37) if log_norm else np.linspace(low - 1, high + 1, 37)
    codes = matplotlib.colormaps["viridis"](norm(values), bytes=True)[:, :3]
    places.append({"low": low, "high": high, "log": log_norm, "values": [float(v) for v in values], "colors": [c.tobytes().hex() for c in codes]})

generator = np.random.default_rng(7)
sample = np.round(generator.normal(size=101), 6)
percentiles = {"values": sample.tolist(), "percents": [0, 1, 2.5, 33, 50, 99, 100]}
percentiles["expected"] = np.percentile(sample, percentiles["percents"]).tolist()

widths = []
for weight, file in [("normal", "DejaVuSans.ttf"), ("bold", "DejaVuSans-Bold.ttf")]:
    font = TTFont(os.path.join(fonts, file))
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    for text in ["Energy loss (eV)", "−1.5×10⁻³", "Å⁻¹ µm Ωβγ", "WAVE iiii", "Интенсивность"]:
        units = sum(metrics[cmap[ord(c)]][0] for c in text)
        widths.append({"text": text, "weight": weight, "em": units / font["head"].unitsPerEm})

versions = {"matplotlib": matplotlib.__version__, "numpy": np.__version__, "fontTools": fontTools.version}
with open(os.path.join(here, "plot.json"), "w") as file:
    json.dump({"versions": versions, "maps": maps, "linear": linear, "log": log, "places": places, "percentiles": percentiles, "widths": widths}, file, ensure_ascii=False, indent=1)
    file.write("\n")
