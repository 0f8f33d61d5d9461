export {
  type ConvolveOptions,
  chooseConvMethod,
  convolve,
  correlate,
  correlationLags,
} from "./convolution/convolve.js";
export { type Convolve2dOptions, convolve2d, correlate2d } from "./convolution/convolve2d.js";
export { type FftConvolveOptions, fftconvolve } from "./convolution/fft-convolve.js";
export type { ConvolutionMode } from "./convolution/modes.js";
export { oaconvolve } from "./convolution/overlap-add.js";
export { sepfir2d } from "./convolution/sepfir2d.js";
export { type CztOptions, czt, cztPoints, type ZoomFftOptions, zoomFft } from "./czt.js";
export type { BesselNorm } from "./design/bessel-prototype.js";
export { normalize, sos2tf, sos2zpk, type Transfer, tf2zpk, zpk2tf } from "./design/convert.js";
export { firls } from "./design/firls.js";
export { type FirwinOptions, firwin, kaiserAtten, kaiserBeta, kaiserord } from "./design/firwin.js";
export { type Firwin2Options, firwin2 } from "./design/firwin2.js";
export {
  type BandType,
  bessel,
  butter,
  cheby1,
  cheby2,
  ellip,
  type FilterFamily,
  type FilterOf,
  type FilterOutput,
  type IirfilterOptions,
  type IirOptions,
  iirfilter,
} from "./design/iir.js";
export { minimumPhase } from "./design/minimum-phase.js";
export {
  buttord,
  cheb1ord,
  cheb2ord,
  ellipord,
  type IirdesignOptions,
  iirdesign,
  type OrderAndFrequency,
  type OrderOptions,
} from "./design/order.js";
export { besselap, buttap, cheb1ap, cheb2ap, ellipap } from "./design/prototypes.js";
export { type RemezOptions, remez } from "./design/remez.js";
export {
  cmplxSort,
  type Expansion,
  invres,
  invresz,
  type RootChoice,
  type RootOptions,
  residue,
  residuez,
  uniqueRoots,
} from "./design/residues.js";
export {
  type FreqsOptions,
  type FreqzOptions,
  findfreqs,
  freqs,
  freqsZpk,
  freqz,
  freqzZpk,
  groupDelay,
  type Response,
  sosfreqz,
} from "./design/responses.js";
export { type Pairing, type SectionsOptions, tf2sos, zpk2sos } from "./design/sections.js";
export {
  type GammatoneOptions,
  gammatone,
  type IircombOptions,
  iircomb,
  iirnotch,
  iirpeak,
  type RealTransfer,
} from "./design/special-filters.js";
export { bilinear, lp2bp, lp2bs, lp2hp, lp2lp } from "./design/transform-tf.js";
export { bilinearZpk, lp2bpZpk, lp2bsZpk, lp2hpZpk, lp2lpZpk } from "./design/transform-zpk.js";
export type { ZpkArrays } from "./design/zpk.js";
export { type DetrendOptions, detrend } from "./detrend.js";
export { type DecimateOptions, decimate } from "./filtering/decimate.js";
export { deconvolve } from "./filtering/deconvolve.js";
export type { PadType } from "./filtering/extend.js";
export { type FiltfiltOptions, filtfilt, type SosfiltfiltOptions, sosfiltfilt } from "./filtering/filtfilt.js";
export { hilbert, hilbert2 } from "./filtering/hilbert.js";
export { type LfilterOptions, lfilter } from "./filtering/lfilter.js";
export { medfilt, medfilt2d, orderFilter } from "./filtering/order-filter.js";
export { type ResampleOptions, resample } from "./filtering/resample.js";
export { type ResamplePolyOptions, resamplePoly } from "./filtering/resample-poly.js";
export { type SavgolCoeffsOptions, type SavgolOptions, savgolCoeffs, savgolFilter } from "./filtering/savgol.js";
export { type SosfiltOptions, sosfilt } from "./filtering/sos.js";
export { lfilterZi, lfiltic, sosfiltZi } from "./filtering/states.js";
export { type ExtendMode, type UpfirdnOptions, upfirdn } from "./filtering/upfirdn.js";
export { type WienerOptions, wiener } from "./filtering/wiener.js";
export { argrelextrema, argrelmax, argrelmin, type ExtremaOptions } from "./peaks/extrema.js";
export { type FindPeaksOptions, findPeaks, type PeakProperties } from "./peaks/find-peaks.js";
export { type FindPeaksCwtOptions, findPeaksCwt } from "./peaks/find-peaks-cwt.js";
export { type PeakWidthsOptions, peakProminences, peakWidths } from "./peaks/prominences.js";
export type { Border, Condition } from "./peaks/values.js";
export { cwt, morlet, morlet2, ricker, type Wavelet } from "./peaks/wavelets.js";
export {
  type CoherenceOptions,
  coherence,
  csd,
  lombscargle,
  type PeriodogramOptions,
  periodogram,
  type Scaling,
  type WelchOptions,
  welch,
} from "./spectral/density.js";
export type { Boundary, SegmentOptions, SegmentTrend, SpectralWindow } from "./spectral/segments.js";
export {
  checkCOLA,
  checkNOLA,
  type IstftOptions,
  istft,
  type SpectrogramOptions,
  type StftOptions,
  spectrogram,
  stft,
} from "./spectral/stft.js";
export { vectorstrength } from "./spectral/vector-strength.js";
export {
  bspline,
  cspline1d,
  cspline1dEval,
  cubic,
  gaussSpline,
  qspline1d,
  qspline1dEval,
  quadratic,
  type SplineGrid,
} from "./splines.js";
export {
  type ChirpOptions,
  chirp,
  type GausspulseOptions,
  gausspulse,
  type MaxLenSeqOptions,
  maxLenSeq,
  sawtooth,
  square,
  sweepPoly,
  unitImpulse,
} from "./waveforms.js";
export * from "./windows/index.js";
