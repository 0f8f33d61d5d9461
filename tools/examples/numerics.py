"""The numbers in docs/tutorial-numerics.md, from NumPy 1.24 and SciPy 1.10:  python3 tools/examples/numerics.py"""
import warnings

import numpy as np
from scipy import fft, integrate, interpolate, linalg, ndimage, optimize, signal, special, stats

warnings.simplefilter("ignore")
np.set_printoptions(precision=8, suppress=True)


def show(name, *values):
    print(f"{name:28}", *values)


show("special", special.jn(2, 5.0), special.gammaln(100.5), special.gamma(5), special.erf(1.0), *special.ellipj(0.5, 0.9)[:2])
a = np.arange(9).reshape(3, 3) + np.diag([1, 0, 1])
show("svd", linalg.svd(a)[1])

time = np.arange(0, 20, 0.02)
random = np.random.RandomState(1)
noisy = np.sin(2 * np.pi / 5 * time) + 0.5 * random.standard_normal(time.size)
freqs, spectrum = fft.fftfreq(time.size, d=0.02), fft.fft(noisy)
positive = freqs > 0
peak = freqs[positive][np.abs(spectrum[positive]).argmax()]
spectrum[np.abs(freqs) > peak] = 0
clean = fft.ifft(spectrum)
show("fft", positive.sum(), peak, np.abs(clean.imag).max() < 1e-15, np.sqrt(np.mean((clean.real - np.sin(2 * np.pi / 5 * time)) ** 2)))

years = np.arange(1900, 1921)
hares = 30 + 20 * np.sin(2 * np.pi * (years - 1900) / 10.5) + np.random.RandomState(2).standard_normal(21)
power = np.abs(fft.fft(hares))
periods = 1 / fft.fftfreq(21, 1)
show("periods", periods[1:4], periods[1 + power[1:11].argmax()])

scene = np.zeros((96, 128))
scene[20:60, 30:90], scene[50:80, 70:110] = 0.5, 1.0
grain = scene + 0.25 * np.random.RandomState(3).standard_normal(scene.shape)
image = fft.fft2(grain)
rows, columns = scene.shape
keep = 0.1
image[int(rows * keep) : int(rows * (1 - keep))] = 0
image[:, int(columns * keep) : int(columns * (1 - keep))] = 0
smooth = fft.ifft2(image).real
rms = lambda one: np.sqrt(np.mean((one - scene) ** 2))
show("denoise", rms(grain), rms(smooth), rms(ndimage.gaussian_filter(grain, 2)))

f = lambda x: x**2 + 10 * np.sin(x)
x, value, gradient, inverse, calls, gradients, flag = optimize.fmin_bfgs(f, 0, full_output=True, disp=True)
show("bfgs", x, value, calls, gradients)
show("bfgs 3", optimize.fmin_bfgs(f, 3, disp=0))
hop = optimize.basinhopping(f, 0, seed=np.random.RandomState(1))
show("basinhopping", hop.x, hop.fun, hop.message, hop.nit, hop.minimization_failures)
show("brute", optimize.brute(f, (slice(-10, 10, 0.1),)))
show("fminbound", optimize.fminbound(f, 0, 10))
show("fsolve", optimize.fsolve(f, 1), optimize.fsolve(f, -2.5))
at = np.linspace(-10, 10, 20)
data = f(at) + np.random.RandomState(4).standard_normal(20)
fit, covariance = optimize.curve_fit(lambda x, a, b: a * x**2 + b * np.sin(x), at, data, [2, 2])
show("curve_fit", fit, np.sqrt(np.diag(covariance)))

months = np.arange(12.0)
highs = np.array([17, 19, 21, 28, 33, 38, 37, 37, 31, 23, 19, 18.0])
lows = np.array([-62, -59, -56, -46, -32, -18, -9, -13, -25, -46, -52, -58.0])
year = lambda t, mean, size, shift: mean + size * np.cos((t + shift) * 2 * np.pi / 12)
for name, temperatures, guess in [("highs", highs, [20, 10, 0]), ("lows", lows, [-40, 20, 0])]:
    fit, covariance = optimize.curve_fit(year, months, temperatures, guess)
    show(name, fit, np.sqrt(np.diag(covariance)))
camel = lambda p: (4 - 2.1 * p[0] ** 2 + p[0] ** 4 / 3) * p[0] ** 2 + p[0] * p[1] + 4 * (p[1] ** 2 - 1) * p[1] ** 2
minima = {tuple(np.round(optimize.fmin_bfgs(camel, start, disp=0), 3) + 0.0) for start in np.array(np.meshgrid(np.linspace(-2, 2, 5), np.linspace(-1, 1, 5))).reshape(2, -1).T + 0.01}
show("camelback", sorted((round(camel(p), 4), p) for p in minima))
show("saddle", optimize.fmin_bfgs(camel, [0, 0], disp=0))

sample = np.random.RandomState(5).normal(size=1000)
bins = np.arange(-4, 5)
counts = np.histogram(sample, bins=bins, density=True)[0]
centres = 0.5 * (bins[1:] + bins[:-1])
show("histogram", centres, counts)
show("pdf", stats.norm.pdf(centres))
show("norm.fit", *stats.norm.fit(sample))
show("median", np.median(sample), stats.scoreatpercentile(sample, 50), stats.scoreatpercentile(sample, 90))
waits = np.random.RandomState(6).gamma(1, size=1000)
show("gamma.fit", *stats.gamma.fit(waits, floc=0))
one, other = np.random.RandomState(7).normal(0, 1, 100), np.random.RandomState(8).normal(1, 1, 10)
show("ttest", *stats.ttest_ind(one, other))

measured = np.linspace(0, 1, 10)
values = np.sin(2 * np.pi * measured) + (np.random.RandomState(9).random_sample(10) * 2 - 1) * 1e-1
where = np.linspace(0, 1, 50)
show("interp1d", interpolate.interp1d(measured, values)(where)[20], interpolate.interp1d(measured, values, kind="cubic")(where)[20])
grid_x, grid_y = np.linspace(0, 2, 7), np.linspace(0, 1, 6)
surface = np.sin(grid_x) * np.cos(grid_y[:, None])
show("RegularGridInterpolator", interpolate.RegularGridInterpolator((grid_y, grid_x), surface)([[0.33, 1.1]]), interpolate.RegularGridInterpolator((grid_y, grid_x), surface, method="cubic")([[0.33, 1.1]]), np.sin(1.1) * np.cos(0.33))

show("quad", *integrate.quad(np.sin, 0, np.pi / 2))
show("others", integrate.fixed_quad(np.sin, 0, np.pi / 2)[0], integrate.quadrature(np.sin, 0, np.pi / 2)[0], integrate.romberg(np.sin, 0, np.pi / 2), integrate.simpson(np.sin(np.linspace(0, np.pi / 2, 11)), np.linspace(0, np.pi / 2, 11)))
calls = [0]


def decay(y, t):
    calls[0] += 1
    return -2 * y


y, info = integrate.odeint(decay, 1, np.linspace(0, 4, 40), full_output=True)
show("odeint", calls, info["nfe"][:10], y[-1], np.exp(-8))
mass, spring, damping = 0.5, 4, 0.4
path = integrate.odeint(lambda y, t, nu, om: (y[1], -nu * y[1] - om * y[0]), (1, 0), np.linspace(0, 10, 100), args=(damping / mass, spring / mass))
show("spring", damping / (2 * mass * np.sqrt(spring / mass)), path[-1])

t = np.linspace(0, 5, 100)
trend = t + np.random.RandomState(10).normal(size=100)
flat = signal.detrend(trend)
show("detrend", np.polyfit(t, trend, 1), abs(np.polyfit(t, flat, 1)).max() < 1e-12)
show("resample", signal.resample(np.sin(t), 50)[20:23], np.sin(t[40:46:2]))
show("windows", signal.windows.hamming(5), signal.windows.bartlett(5), signal.windows.blackman(5))

rows, columns = np.indices((120, 160))
face = 128 + 60 * np.sin(rows / 7) + 50 * np.cos(columns / 11) + (rows * 31 + columns * 17 + rows * columns) % 23
show("shift", ndimage.shift(face, (50, 50))[49:52, 60], ndimage.shift(face, (50, 50), mode="nearest")[49:52, 60])
show("shapes", ndimage.rotate(face, 30).shape, face[50:-50, 50:-50].shape, ndimage.zoom(face, 2).shape)
noisy = face + face.std() * 0.5 * np.random.RandomState(11).standard_normal(face.shape)
difference = lambda one: np.sqrt(np.mean((one - face) ** 2))
show("filters", difference(noisy), difference(ndimage.gaussian_filter(noisy, 1)), difference(ndimage.median_filter(noisy, size=5)), difference(signal.wiener(noisy, (5, 5))))
show("histograms", *[np.histogram(one, bins=[0, 50, 100, 150, 200, 250])[0] for one in (noisy, ndimage.gaussian_filter(noisy, 1), ndimage.median_filter(noisy, size=5))])

square = np.zeros((50, 50))
square[10:-10, 10:-10] = 1
mask = square + 0.25 * np.random.RandomState(12).standard_normal(square.shape) >= 0.5
opened = ndimage.binary_opening(mask)
show("cleaning", mask.sum(), opened.sum(), ndimage.binary_closing(opened).sum(), ndimage.binary_opening(ndimage.binary_closing(mask)).sum())
x, y = np.indices((100, 100))
sig = np.sin(2 * np.pi * x / 50) * np.sin(2 * np.pi * y / 50) * (1 + x * y / 50**2) ** 2
labels, count = ndimage.label(sig > 1)
show("labels", count, ndimage.sum(sig > 1, labels, range(1, count + 1)), ndimage.maximum(sig, labels, range(1, count + 1)), ndimage.find_objects(labels == 4))
