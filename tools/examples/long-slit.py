"""The numbers in docs/tutorial-long-slit.md, from NumPy 1.24 and SciPy 1.10:  python3 tools/examples/long-slit.py"""
import numpy as np
from scipy import signal

random = np.random.RandomState(3)
rows, columns = 200, 240
y = np.arange(rows, dtype=float).reshape(-1, 1)
x = np.arange(columns, dtype=float)
sky = 20 + 0.02 * y - 6e-5 * (y - 100) ** 2
slit = np.exp(-0.5 * ((y - 104) / 2.5) ** 2)
source = 60 + 0.1 * x + 1500 * np.exp(-0.5 * ((x - 150) / 3) ** 2)
ideal = sky + slit * source
noise = np.sqrt(ideal + 25)
frame = ideal + noise * random.standard_normal((rows, columns))
hits = random.randint(0, rows, 400), random.randint(0, columns, 400)
frame[hits] += random.uniform(200, 2000, 400)  # later hits on the same pixel count alone

img, err, dq = frame.astype("f4"), noise.astype("f4"), (frame - ideal > 150).astype("i2")
print("shape, minimum", img.shape, img.min())
with np.printoptions(precision=2):
    print(img[:2, :3])
print("limits", *[np.sort(img.ravel())[int(img.size * q)] for q in (0.005, 0.02, 0.98, 0.995)])

ripple_x = np.arange(-20, 20, 0.25)
ripple_y = ripple_x.reshape(-1, 1)
r = np.sqrt(ripple_x**2 + ripple_y**2)
ripple = np.cos(r) / (r + 5)
print("ripple", ripple.shape, ripple.max(), ripple[0, 0])
inside = np.sqrt((ripple_x - 10) ** 2 + (ripple_y - 15) ** 2) < 10
print("circle", inside.sum())

print("column 150", img[:, 150].argmax(), "error slice", err[104, 10:200:3].shape, dq[101:104, 148:152].tolist())
profile, spectrum = img.sum(axis=1, dtype="f8"), img.sum(axis=0, dtype="f8")
print("profile", profile.argmax(), "spectrum", spectrum.argmax(), "better", img[100:110].sum(axis=0, dtype="f8").argmax())

smooth = signal.medfilt(img, 5)
sigma = np.median(err)
bad = np.abs(img - smooth) / sigma > 8
print("sigma", float(sigma), "bad", bad.sum())
clean = img.copy()
clean[bad] = smooth[bad]
clean[90:120, :] = img[90:120, :]
print("replaced", (clean != img).sum())

at = np.append(np.arange(5.0, 80), np.arange(130.0, 195))
fit = np.polyfit(at, clean[at.astype(int), 10].astype("f8"), 2)
print("size", at.size, "fit of column 10", fit, "value at 104", np.polyval(fit, 104))
background = np.zeros(img.shape)
for column in range(columns):
    background[:, column] = np.polyval(np.polyfit(at, clean[at.astype(int), column].astype("f8"), 2), np.arange(rows))
difference = (background - sky)
print("background rms", np.sqrt((difference**2).mean()))
final = (clean - background)[100:110].sum(axis=0)
print("final", final.argmax(), final.max(), final.argmin())
truth = (slit[100:110].sum() * source)
print("truth at 150", truth[150], "rms of final - truth, without the hits near the source", np.median(np.abs(final - truth)))
