import {
  absolute,
  argmax,
  fromData,
  imag,
  max,
  mean,
  type NDArray,
  power,
  put,
  real,
  subtract,
  sum,
} from "@core/array";
import { testHeldBack } from "../../../tools/golden/held-back.js";
import { oracleNormal } from "../../../tools/golden/oracle.js";
import { fft, fft2, fftfreq, fftn, fftshift, ifft, ifft2, ifftshift, irfft, rfft, rfftfreq } from "./index.js";

interface Line {
  readonly seed: number;
  readonly n: number;
}

const random = (seed: number, ...shape: number[]): NDArray =>
  fromData(
    oracleNormal(
      seed,
      shape.reduce((a, b) => a * b),
    ),
    shape,
  );
const transformed = ({ seed, n }: Line): NDArray => fft(random(seed, n));
const digest = (line: Line): object => {
  const x = transformed(line);
  return { first: x.slice(":9"), last: x.slice("-4:"), power: sum(power(absolute(x), 2)) };
};

/** A line of complex numbers whose parts are the rows of an array. */
function complexLine(seed: number): NDArray {
  const parts = oracleNormal(seed, 24);
  return fromData(
    Float64Array.from({ length: 24 }, (_, i) => parts[(i % 2) * 12 + (i >> 1)] as number),
    12,
    { dtype: "complex128" },
  );
}

function lowPass(seed: number): object {
  const clean = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(((2 * Math.PI) / 5) * i * 0.02));
  const noise = oracleNormal(seed, 1000);
  const spectrum = fft(clean.map((value, i) => value + 0.5 * (noise[i] as number)));
  const sample = fftfreq(1000, { d: 0.02 });
  const peak = sample.get(1 + argmax(absolute(spectrum).slice("1:500"))) as number;
  const high = fromData(
    Uint8Array.from(sample.data as Float64Array, (f) => Number(Math.abs(f) > peak)),
    1000,
    { dtype: "bool" },
  );
  const main = ifft(put(spectrum, [high], 0));
  return {
    bins: 499,
    sample: real(main).slice("::50"),
    imaginary: (max(absolute(imag(main))) as number) < 1e-14,
    rms: Math.sqrt(mean(power(subtract(real(main), clean), 2)) as number),
  };
}

function denoised([rows, columns]: [number, number]): NDArray {
  const data = Float64Array.from({ length: rows * columns }, (_, k) => {
    const [i, j] = [Math.floor(k / columns), k % columns];
    return Math.sin(i / 5) + Math.cos(j / 7) + 0.4 * Math.sin(2.6 * i) * Math.cos(2.9 * j);
  });
  const spectrum = fft2(fromData(data, [rows, columns]));
  spectrum.slice(`${Math.floor(rows * 0.1)}:${Math.floor(rows * 0.9)}`).assign(0);
  spectrum.slice(":", `${Math.floor(columns * 0.1)}:${Math.floor(columns * 0.9)}`).assign(0);
  return real(ifft2(spectrum));
}

testHeldBack(["fft."], {
  "fft.fft.*": transformed,
  "fft.fft.997": digest,
  "fft.fft.1000": digest,
  "fft.fft.1009": digest,
  "fft.fft.complex": ({ seed }) => fft(complexLine(seed)),
  "fft.ifft": ({ seed }) => ifft(complexLine(seed)),
  "fft.fftfreq.*": ({ n, d }) => fftfreq(n, { d }),
  "fft.rfftfreq": () => [rfftfreq(8, { d: 0.1 }), rfftfreq(9, { d: 0.1 })],
  "fft.irfft": ({ seed }) => {
    const x = random(seed, 2, 12).slice(0) as NDArray;
    return [irfft(rfft(x)), irfft(rfft(x.slice(":9")), { n: 9 })];
  },
  "fft.shift": () => {
    const seven = fromData(Float64Array.of(0, 1, 2, 3, 4, 5, 6), 7);
    return [fftshift(seven), ifftshift(seven), fftshift(fromData(Float64Array.of(0, 1, 2, 3, 4, 5), [2, 3]))];
  },
  "fft.padded": ({ seed }) => {
    const x = random(seed, 2, 12).slice(0) as NDArray;
    return [fft(x, { n: 20 }), fft(x, { n: 5 })];
  },
  "fft.axis0": ({ seed }) => fft(random(seed, 2, 12), { axis: 0 }),
  "fft.fftn": ({ seed }) => fftn(random(seed, 2, 3, 5)),
  "fft.ifft2": ({ seed }) => ifft2(random(seed, 6, 5)),
  "fft.lowpass": ({ seed }) => lowPass(seed),
  "fft.denoise.synthetic.*": ({ shape }) => denoised(shape),
});
