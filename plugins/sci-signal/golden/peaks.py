from common import Cases, np, rounded
from scipy import signal as s

c = Cases()
r = np.random.RandomState(3)
t = np.linspace(0, 9, 60)
wave = rounded(np.sin(t) * (1 + 0.1 * t) + 0.3 * r.standard_normal(60)) + 1e-4 * np.arange(60)
steps = np.round(wave * 3)
flat = np.array([0, 1, 1, 1, 0, 2, 2, 0, 3, 3, 3, 3, 1, 1, 0, 5, 0, 0, 4, 4.0])
with_nan = wave.copy()
with_nan[[20, 30, 31]] = np.nan
options = [{}, {"height": 1}, {"height": (0.5, 1.5)}, {"height": (None, 1)}, {"threshold": 0.2}, {"threshold": (0.05, 0.6)}, {"distance": 5},
           {"distance": 1.5}, {"prominence": 0.5}, {"prominence": (0.2, 2)}, {"width": 2}, {"width": (1, 6)}, {"width": 1, "rel_height": 0.8},
           {"prominence": 0.3, "wlen": 11}, {"prominence": 0.1, "wlen": 10.2}, {"plateau_size": 1}, {"plateau_size": (2, 4)},
           {"height": 0, "threshold": 0.01, "distance": 4, "prominence": 0.4, "width": 1, "plateau_size": (1, 5)}]
for x in (wave, steps, flat, with_nan, wave.astype("float32"), np.array([1.0, 2, 1]), np.array([1.0]), np.zeros(5)):
    for option in options if x is wave or x is steps or x is flat else options[:5] + options[9:10]:
        # Which of several peaks of the same height stays is left open by NumPy's sort.
        if "distance" in option and (x is steps or x is flat):
            continue
        c.add(s.find_peaks, x, **option, rtol=1e-12, atol=1e-13)
c.add(s.find_peaks, wave, height=np.linspace(0, 2, 60), rtol=1e-12)
c.add(s.find_peaks, wave, height=(np.linspace(-1, 1, 60), np.linspace(1, 2, 60)), rtol=1e-12)
peaks, _ = s.find_peaks(wave)
for wlen in (None, 3, 8, 21.5):
    c.add(s.peak_prominences, wave, peaks, **({} if wlen is None else {"wlen": wlen}), rtol=1e-12)
    c.add(s.peak_widths, wave, peaks, **({} if wlen is None else {"wlen": wlen}), rtol=1e-12)
for height in (0, 0.3, 1):
    c.add(s.peak_widths, wave, peaks, rel_height=height, rtol=1e-12)
c.add(s.peak_widths, wave, peaks, prominence_data=s.peak_prominences(wave, peaks), rtol=1e-12)
c.add(s.peak_prominences, wave, [0, 1, 2, 59])
for f in (s.argrelmin, s.argrelmax):
    for order in (1, 2, 5):
        for mode in ("clip", "wrap"):
            c.add(f, wave, order=order, mode=mode)
            c.add(f, steps.reshape(6, 10), order=order, mode=mode)
            c.add(f, steps.reshape(6, 10), axis=1, order=order, mode=mode)
c.add(s.argrelmax, steps.reshape(2, 5, 6), axis=1)
for points, a in ((10, 2.0), (7, 1.3), (1, 1.0), (12.5, 1.25)):
    c.add(s.ricker, points, a, rtol=1e-13, atol=1e-16)
for m in (0, 1, 2, 9, 12):
    c.add(s.morlet, m, rtol=1e-12, atol=1e-15)
    c.add(s.morlet, m, w=3, s=0.7, complete=False, rtol=1e-12, atol=1e-15)
    c.add(s.morlet2, m, 2.5, rtol=1e-12, atol=1e-15)
    c.add(s.morlet2, m, 2.5, w=3, rtol=1e-12, atol=1e-15)
clean = rounded(np.sin(t) + 0.05 * r.standard_normal(60))
for widths in (np.arange(1.0, 10), np.arange(2.0, 12, 2)):
    c.add(lambda data, widths: s.cwt(data, s.ricker, widths), clean, widths, name="cwtRicker", rtol=1e-9, atol=1e-10)
    c.add(lambda data, widths: s.cwt(data, s.morlet2, widths), clean, widths, name="cwtMorlet2", rtol=1e-9, atol=1e-10)
    # Where there is nothing SciPy gives an empty float64 array.
    if len(s.find_peaks_cwt(clean, widths)) > 0:
        c.add(s.find_peaks_cwt, clean, widths)
    if len(s.find_peaks_cwt(wave, widths, min_snr=2, noise_perc=20)) > 0:
        c.add(s.find_peaks_cwt, wave, widths, min_snr=2, noise_perc=20)
    if len(s.find_peaks_cwt(wave, widths, gap_thresh=3, min_length=3, window_size=11)) > 0:
        c.add(s.find_peaks_cwt, wave, widths, gap_thresh=3, min_length=3, window_size=11)
    if len(s.find_peaks_cwt(wave, widths, max_distances=widths / 2)) > 0:
        c.add(s.find_peaks_cwt, wave, widths, max_distances=widths / 2)
c.write("peaks")
