"""The outputs in docs/signals.md and docs/signals-tools.md, from HyperSpy 1.7.3:  python3 tools/examples/signals.py"""
import warnings

import hyperspy.api as hs
import numpy as np
import scipy.ndimage
from scipy import signal as windows
from skimage.feature import blob_dog

warnings.simplefilter("ignore")
hs.set_log_level("ERROR")
hs.preferences.General.show_progressbar = False
np.set_printoptions(linewidth=140)
S, S1, S2 = hs.signals.BaseSignal, hs.signals.Signal1D, hs.signals.Signal2D


def section(title):
    print("\n##", title)


def rand(seed, *shape):
    return np.random.RandomState(seed).random_sample(shape)


def error(f):
    try:
        print("no error", f())
    except Exception as problem:
        print(type(problem).__name__, problem)


section("signals")
print(S2(rand(1, 64, 64)))
s = S(rand(2, 10, 20), axes=[dict(size=10, name="Axis0", units="A", scale=0.2, offset=1), dict(size=20, name="Axis1", units="B", scale=0.1, offset=2)])
print(s.axes_manager)
print(S(np.arange(10), metadata={"General": {"name": "A BaseSignal", "title": "A BaseSignal title"}}).metadata)
r = S(np.array([[1, 2, 3], [1]], dtype=object), ragged=True)
print(r, r.ragged, r.axes_manager)
r = S(np.array([[1, 2, 3], [1]], dtype=object))
print(r)
r.ragged = True
print(r)
error(lambda: r.isig[0])
error(lambda: r.T)
for one in ("BaseSignal", "Signal1D", "Signal2D", "ComplexSignal1D", "EELSSpectrum"):
    print(one, getattr(hs.signals, one)(np.ones((4, 4))).axes_manager[-1].is_binned)
b = S1(np.array([0.0, 1, 4, 9, 16]), axes=[dict(size=5, name="x", scale=0.5)])
print(b.integrate1D("x").data, b.integrate_simpson("x").data)
b.axes_manager[0].is_binned = True
print(b.integrate1D("x").data)

section("mathematics")
s = S(rand(3, 2, 4, 6))
s.axes_manager[0].name = "E"
print(s, s.sum(), s.sum("E"), s.sum((1, s.axes_manager[1], "E", 0)), s.sum((0, 1, 2)), s.sum((0, 1, 2)).axes_manager[0])
t = S1(np.arange(12.0).reshape(3, 4) ** 2)
t.axes_manager[0].name, t.axes_manager[1].name, t.axes_manager[1].scale = "x", "E", 0.5
t.data[1, 2] = np.nan
for name in "sum max min mean std var nansum nanmax nanmin nanmean nanstd nanvar".split():
    print(name, getattr(t, name)("E").data.round(6).tolist())
t.data[1, 2] = 36
for name in "indexmax indexmin valuemax valuemin derivative diff integrate_simpson integrate1D".split():
    print(name, getattr(t, name)("E"), getattr(t, name)("E").data.tolist())
print(t.diff("E").axes_manager[1].offset, t.diff("E", order=2).data.tolist())
s = S1([0, 1])
s.metadata.General.title = "A"
print(np.exp(s), np.exp(s).data, np.power(s, 2), np.add(s, s), np.add(S1([0, 1]), S1([0, 1])), np.angle(s), np.angle([-1.0]))
n = S1(np.array([0.0, 1, 9, 16]), axes=[dict(axis=np.array([0.0, 1, 3, 4]), name="E")])
print("non-uniform", n.derivative("E").data, n.integrate1D("E").data, n.sum("E").data)
error(lambda: n.diff("E"))

section("indexing")
s = S1(np.arange(10))
print(s, s.isig[0], s.isig[0].data, s.isig[9].data, s.isig[-1].data, s.isig[:5], s.isig[:5].data, s.isig[5::-1], s.isig[5::-1].data, s.isig[5::2], s.isig[5::2].data)
s.axes_manager[0].scale = 0.5
print(s.axes_manager[0].axis, s.isig[0.5:4.0].data, s.isig[0.5:4].data, s.isig[0.5:4:2].data)
s.axes_manager[0].units = "µm"
print(s.isig[:"2000 nm"].data, s.isig[:"rel0.5"].data, s.isig[1.3].data)
s = S1(np.arange(10))
si = s.isig[::2]
print(si.data)
si.data[:] = 10
print(si.data, s.data)
s.data[:] = 0
print(si.data)
s = S1(np.arange(24).reshape(2, 3, 4))
for axis, name in zip(s.axes_manager._get_axes_in_natural_order(), "xyt"):
    axis.name = name
print(s, s.data.tolist(), s.axes_manager.signal_axes, s.axes_manager.navigation_axes, s.inav[0, 0].data)
print(s.inav[0, 0].axes_manager)
print(s.inav[0, 0].isig[::-1].data, s.isig[0], s.isig[0].axes_manager, s.isig[0].data.tolist())
print(s.inav[..., -1], s.inav[-1].data.tolist(), s.inav[1:, 0].isig[::2].data.tolist())
s.inav[0, 0] = 1
print(s.inav[0, 0].data)
s.inav[0, 0] = s.inav[1, 1]
print(s.inav[0, 0].data)
s.isig[0] = -1
print(s.data[:, :, 0].tolist())
n = S1(np.arange(5.0), axes=[dict(axis=np.array([0.0, 1, 3, 7, 15]), name="E", units="eV")])
print("non-uniform", n.isig[1.0:7.0].data, n.isig[6.0].data, n.isig[::-2].axes_manager[0].axis, n.isig["rel0.5":].data)

section("operations")
s, s2 = S2(np.ones((3, 2, 5, 4))), S2(np.ones((2, 5, 4)))
print(s, s2, s + s2, (s + s2).data.mean())
error(lambda: s + S2(np.ones((3, 5, 4))))
s2 = S1(np.ones((3, 2, 4)))
print(s2, s + s2)
s += s2
print(s, s.data.mean())
a, c = S1([7, -7, 5]), S1([2, 2, 3])
print("//", (a // c).data, "%", (a % c).data, "**", (c**3).data, "<<", (c << 2).data, ">>", (a >> 1).data, "&", (a & c).data, "^", (a ^ c).data, "|", (a | c).data)
print("-", (-a).data, "abs", abs(a).data, "~", (~a).data, "<", (a < c).data, "!=", (a != 5).data, ">=", (a >= c).data)

section("map")
y, x = np.ogrid[0:512, 0:512]
picture = 128 + 100 * np.sin(x / 20.0) * np.cos(y / 31.0)
stack4 = lambda: S2(np.array([picture] * 4))


def show(image):
    return [float(v) for v in (image[256, 100].round(6), image[100, 300].round(6), image.sum().round(3))]


m = stack4()
m.map(scipy.ndimage.rotate, angle=45, reshape=False)
m.data = np.clip(m.data, 0, 255)
print(m, show(m.data[0]))
collage = hs.stack([image for image in m], axis=0)
print(collage)
m = stack4()
angles = S(np.array([0, 45, 90, 135]))
m.map(scipy.ndimage.rotate, angle=angles.T, reshape=False)
print(angles.T, [show(one) for one in m.data])
m = stack4().map(scipy.ndimage.rotate, angle=angles.T, inplace=False, ragged=True, reshape=True)
print(m, [one.shape for one in m.data.flat])
s = S1(np.arange(40).reshape(20, 2))
s.map(lambda a: a + 1)
print(s, s.data[:3].tolist())
s, d = S1(rand(4, 10, 512)), S1(np.cos(np.linspace(0.0, 2 * np.pi, 512)))
before = s.data.copy()
s.map(lambda A, B: A * B, B=d)
print(s, np.allclose(s.data, before * d.data), s.data[3, 256] / before[3, 256])
s = S2(rand(5, 4, 4, 128, 128))
out = s.map(scipy.ndimage.gaussian_filter, sigma=5, inplace=False)
print(out, out.data.mean().round(6), out.data.std().round(6))
blobs = out.map(lambda a: blob_dog(a / a.max(), threshold=0.03), inplace=False, ragged=True)
print(blobs, [len(one) for one in blobs.data.flat], blobs.data[0, 0][:, :2].tolist())
i = S1(np.arange(24).reshape(2, 3, 4))
print([one.metadata.General.title for one in i])
i.axes_manager.iterpath = "serpentine"
print([one.data[0] for one in i])
i.axes_manager.indices = (2, 1)
print(i.get_current_signal(), i.axes_manager.coordinates, i())
k = S1(np.arange(6.0).reshape(2, 3)).map(lambda a: a.max(), inplace=False)
print(k, k.data)
k = S1(np.arange(6.0).reshape(2, 3)).map(lambda a: np.outer(a, a), inplace=False)
print(k, k.data[1].tolist())

section("crop, rebin, squeeze, fold, stack")
s = S1(np.arange(10.0), axes=[dict(size=10, name="E", units="eV", scale=0.5, offset=100)])
s.crop("E", 101.0, 104.0)
print(s, s.axes_manager[0].offset, s.data)
im = S2(np.arange(48).reshape(6, 8))
im.crop_image(top=1, bottom=5, left=2, right=6)
print(im, im.data[0], im.axes_manager[0].offset)
e = hs.signals.Signal1D(np.ones(1024))
print(e.rebin(scale=[2]), e.rebin(new_shape=[512]), e.rebin(scale=[2]).data[:3])
e = S1(np.ones((4, 4, 10)))
e.data[1, 2, 9] = 5
print(e.data.sum(), e.rebin(scale=[0.5, 0.5, 5]), e.rebin(new_shape=(8, 8, 2)), e.rebin(scale=[0.5, 0.5, 5]).data.sum(), e.rebin(scale=[0.5, 0.5, 5]).data[2, 4].tolist())
s = S1(np.ones((2, 5, 10), dtype=np.uint8))
print(s, s.data.dtype, s.rebin(scale=(5, 2, 1), dtype=np.dtype(np.uint16)).data.dtype, s.rebin(scale=(5, 2, 1), dtype="same").data.dtype, s.rebin(scale=(5, 2, 1)).data.dtype)
s = S2(rand(6, 2, 1, 1, 6, 8, 8))
print(s, s.squeeze())
s = S2(rand(7, 5, 5, 5, 10, 10))
print(s.rebin(new_shape=(5, 1, 5, 5, 5)), s.rebin(new_shape=(5, 1, 5, 5, 5)).squeeze())
s = S2(np.arange(120).reshape(2, 3, 4, 5))
u = s.deepcopy()
u.unfold()
print(s, u, u.data.shape)
u.fold()
print(u, np.array_equal(u.data, s.data))
u.unfold_navigation_space()
print(u)
u.fold()
u.unfold_signal_space()
print(u)
image = S2(picture[::8, ::8].copy())
image.metadata.General.title = "Waves"
grid = hs.stack([hs.stack([image] * 3, axis=0)] * 3, axis=1)
print(image, grid, grid.axes_manager[0].name)
first = grid.split()[0].split()[0]
print(first, np.array_equal(first.data, image.data))
new = hs.stack([image] * 3)
print(new, new.axes_manager[0].name, [str(one) for one in new.split()])
print([str(one) for one in image.split(axis=0, number_of_parts=2)], [str(one) for one in image.split(axis=0, step_sizes=[10, 54])])

section("fft")
y, x = np.ogrid[0:200, 0:200]
object_ = 2 * np.exp(-((x - 100) ** 2 + (y - 100) ** 2) / 800.0)
hologram = S2(1000 * (1 + 0.5 * np.cos(2 * np.pi * (0.203 * x + 0.107 * y) + object_)), axes=[dict(size=200, name=n, units="nm", scale=0.5) for n in "yx"])
hologram.metadata.General.title = "Hologram"
f = hologram.fft(shift=True)
print(f, f.axes_manager[0].units, f.axes_manager[0].scale, np.abs(f.data[100, 100]).round(3))
power = abs(f) ** 2
print("power", np.percentile(power.data, 30).round(3))
apodized = hologram.fft(shift=True, apodization=True)
print("streaks", np.abs(f.data[100, 160]).round(4), np.abs(apodized.data[100, 160]).round(9), np.percentile(np.abs(apodized.data) ** 2, 30).round(9))
back = hologram.fft(shift=True).ifft(shift=True)
print(back, np.abs(back.data - hologram.data).max() < 1e-9)

section("dtype")
s = S1(np.zeros((3, 2, 5), dtype="float32"))
s.change_dtype("float64")
print(s, s.data.dtype)
n = 1024
rgb_test = np.zeros((n, n, 3))
Y, X = np.ogrid[0:n, 0:n]
rgb_test[:, :, 0] = (X - n / 2 - n * 0.16) ** 2 + (Y - n / 2 - n * 0.16) ** 2 < n * n / 3**2
rgb_test[:, :, 1] = (X - n / 2 + n * 0.16) ** 2 + (Y - n / 2 - n * 0.16) ** 2 < n * n / 3**2
rgb_test[:, :, 2] = (X - n / 2) ** 2 + (Y - n / 2 + n * 0.16) ** 2 < n * n / 3**2
rgb_test *= 2**16 - 1
s = S1(rgb_test)
s.change_dtype("uint16")
print(s, s.data.sum(axis=(0, 1)) // 65535)
s.change_dtype("rgb16")
print(s, s.data.dtype, s.data[512, 512])

section("transpose")
s = S1(np.zeros((4, 5, 6)))
print(s, s.transpose(), s.T)
s = S(np.zeros((1, 2, 3, 4, 5, 6, 7, 8, 9), "u1"))
print(s)
print(s.transpose(signal_axes=5))
print(s.transpose(navigation_axes=3))
print(s.transpose(signal_axes=[0, 2, 6]))
print(s.transpose(navigation_axes=[1, 2, 3, 4, 5, 8], signal_axes=[0, 6, 7]))
print(hs.transpose(S(rand(8, 2, 2)), S(rand(8, 3, 3, 3)), S(rand(8, 4, 4, 4, 4)), signal_axes=2))
print(S1(np.zeros((4, 5, 6))).T.deepcopy())
s = S1(np.zeros((4, 5, 6)))
print(s.as_signal1D(0), s.as_signal2D((0, 1)), s.as_signal2D((2, 0)))

section("apodization")
s = S1(np.ones(1000))
sa = s.apply_apodization()
print(sa, sa.data[[0, 250, 499]].round(6), np.allclose(sa.data, windows.windows.hann(1000)))
im = S2(np.ones((200, 200)))
print([im.apply_apodization(window=w, **o).data.sum().round(3) for w, o in (("hann", {}), ("hann", dict(hann_order=3)), ("hamming", {}), ("tukey", dict(tukey_alpha=0.3)))])

section("statistics")
s = hs.signals.EELSSpectrum(np.random.RandomState(9).normal(size=(10, 100)))
s.print_summary_statistics()
s.get_current_signal().print_summary_statistics()
print(s.get_histogram(), s.get_histogram().data[:6], s.get_histogram(bins=20, range_bins=(-4, 4)).data)
print(s.get_current_signal().get_histogram(bins="sturges"))
random = np.random.RandomState(10)
print([s.get_histogram(bins=rule).data[:4] for rule in ("knuth", "blocks")])
chi = S2([2 * random.gamma((i + 1) / 2, size=(100, 100)) for i in range(5)])
for i in range(5):
    h = chi.inav[i].get_histogram(bins=50, range_bins=(0, 20))
    print(i, h, h.data[:4], h.data.sum())
for rule in ("fd", "scott", "sturges", "doane", "rice", "sqrt", "auto", 10):
    print(rule, s.get_histogram(bins=rule).axes_manager[0].size, end=" ")
print()

section("noise")
s = S1(rand(11, 10, 100))
s.metadata.Signal.set_item("Noise_properties.variance", 10)
print(s.get_noise_variance())
s.set_noise_variance(20)
print(s.get_noise_variance())
s = S1(np.ones(100))
s.add_poissonian_noise(random_state=12)
print(s.metadata, s.data[:10], s.data.sum())
s.estimate_poissonian_noise_variance()
print(s.metadata)
s = S1(np.full(100, 5.0))
s.estimate_poissonian_noise_variance(expected_value=S1(np.full(100, 5.0)), gain_factor=2, gain_offset=3, correlation_factor=1.5)
print(s.get_noise_variance().data[:2])
g = S1(np.zeros(1000))
g.add_gaussian_noise(2.0, random_state=13)
print(g.data.std().round(6))

section("out")
s = S1(np.arange(10))
s_sum = s.sum(0)
print(s_sum, s_sum.data)
s.isig[:5].sum(0, out=s_sum)
print(s_sum.data)
roi = s.isig[:3]
s.isig.__getitem__(slice(None, 5), out=roi)
print(roi)

section("complex")
c = hs.signals.ComplexSignal1D(np.array([3 + 4j, -2j, -1]))
c.metadata.General.title = "Wave"
print(c, c.real, c.real.data, c.imag.data, c.amplitude.data, c.phase.data.round(6), c.angle(deg=True).data.round(6))
c.real = [1, 1, 1]
print(c.data)
c.amplitude = 2
print(c.data.round(6))
print(hs.signals.ComplexSignal1D([1, 2, 3]).data.dtype, hs.signals.ComplexSignal1D(np.zeros(3, "complex64")).data.dtype)
error(lambda: c.change_dtype("float64"))
p = S1([1.0, 2.0])
p.change_dtype(complex)
print(p)
y, x = np.ogrid[0:40, 0:50]
phase = 0.5 * x + 0.2 * y + 6 * np.exp(-((x - 25) ** 2 + (y - 20) ** 2) / 60.0)
w = hs.signals.ComplexSignal2D(np.exp(1j * phase))
un = w.unwrapped_phase()
print(un, np.ptp(un.data - phase).round(9), w.phase.data.max().round(6), un.data.max().round(6))
ar = w.argand_diagram(size=[16, 16], range=[-1, 1])
print(ar, ar.data.sum(), ar.data[8].tolist())
print(w.argand_diagram(), w.argand_diagram().axes_manager)
w.add_phase_ramp(-0.5, -0.2)
print("ramp", w, np.abs(np.angle(w.data) - (phase - 0.5 * x - 0.2 * y))[:, :10].max().round(9))

section("regions")
s = S1(np.arange(300.0).reshape(5, 6, 10), axes=[dict(size=5, name="y", units="nm", scale=0.5), dict(size=6, name="x", units="nm", scale=0.5), dict(size=10, name="E", units="eV", offset=100, scale=2)])
print(hs.roi.Point2DROI(1.0, 0.5)(s), hs.roi.Point2DROI(1.0, 0.5)(s).data[:3])
print(hs.roi.RectangularROI(0.5, 0.5, 2.0, 1.5)(s), hs.roi.RectangularROI(0.5, 0.5, 2.0, 1.5)(s).sum().data[:3])
print(hs.roi.SpanROI(104, 110)(s, axes=["E"]), hs.roi.SpanROI(104, 110)(s, axes=["E"]).data[0, 0])
circle = hs.roi.CircleROI(1, 1, 0.6)(s)
print(circle.data[..., 0].tolist(), circle.nanmean().data[:3])
line = hs.roi.Line2DROI(0, 0, 2.0, 2.0)(s)
print(line, line.data[:, 0])
