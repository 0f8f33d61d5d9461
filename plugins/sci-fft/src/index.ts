export { fft, fft2, fftn, ifft, ifft2, ifftn } from "./complex.js";
export {
  type CosineGridOptions,
  type CosineKind,
  type CosineOptions,
  dct,
  dctn,
  dst,
  dstn,
  idct,
  idctn,
  idst,
  idstn,
} from "./cosine.js";
export type { CosineType } from "./cosine-line.js";
export { type NextFastLenOptions, nextFastLen } from "./factors.js";
export { type FrequencyOptions, fftfreq, fftshift, ifftshift, rfftfreq, type ShiftOptions } from "./frequencies.js";
export type { GridOptions, LineOptions, Norm } from "./options.js";
export {
  hfft,
  hfft2,
  hfftn,
  ihfft,
  ihfft2,
  ihfftn,
  irfft,
  irfft2,
  irfftn,
  rfft,
  rfft2,
  rfftn,
} from "./real.js";
