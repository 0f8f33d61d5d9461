import { type ArrayLikeInput, asArray, astype, isComplexDType } from "@core/array";
import { BaseSignal, type SignalOptions, type SignalType } from "@core/signal";
import { type ApodizationOptions, applyApodization } from "./apodization.js";
import { type ArgandOptions, argandDiagram } from "./argand.js";
import { type FftOptions, fft, type IfftOptions, ifft } from "./fourier.js";
import { type AngleOptions, amplitude, angle, imag, phase, real } from "./parts.js";
import { addPhaseRamp, type PhaseRampOptions } from "./phase-ramp.js";
import { type PartInput, withAmplitude, withImag, withPhase, withReal } from "./set-parts.js";
import { type UnwrappedPhaseOptions, unwrappedPhase } from "./unwrapped-phase.js";

/** Complex data of any dimension: their parts and their Fourier transforms. Data that are not complex become complex128. */
export class ComplexSignal extends BaseSignal {
  static override readonly signalType: SignalType<ComplexSignal> = {
    name: "ComplexSignal",
    type: "",
    dimension: "any",
    kind: "complex",
    create: (parts) => new ComplexSignal(parts.data, parts),
  };

  constructor(data: ArrayLikeInput, options: SignalOptions = {}) {
    super(complexOf(data), options);
  }

  /** The real part, in the same memory. Setting it writes into the data. See {@link real}. */
  get real(): BaseSignal {
    return real(this) as BaseSignal;
  }

  set real(value: PartInput) {
    withReal(this, value, { inplace: true });
  }

  /** The imaginary part, in the same memory. Setting it writes into the data. See {@link imag}. */
  get imag(): BaseSignal {
    return imag(this) as BaseSignal;
  }

  set imag(value: PartInput) {
    withImag(this, value, { inplace: true });
  }

  /** The magnitude, in data of its own. Setting it writes into the data of this signal. See {@link amplitude}. */
  get amplitude(): BaseSignal {
    return amplitude(this) as BaseSignal;
  }

  set amplitude(value: PartInput) {
    withAmplitude(this, value, { inplace: true });
  }

  /** The angle in radians, in data of its own. Setting it writes into the data of this signal. See {@link phase}. */
  get phase(): BaseSignal {
    return phase(this) as BaseSignal;
  }

  set phase(value: PartInput) {
    withPhase(this, value, { inplace: true });
  }

  /** See {@link angle}. */
  angle(options?: AngleOptions): BaseSignal {
    return angle(this, options) as BaseSignal;
  }

  /** See {@link unwrappedPhase}. */
  unwrappedPhase(options?: UnwrappedPhaseOptions): BaseSignal {
    return unwrappedPhase(this, options) as BaseSignal;
  }

  /** See {@link argandDiagram}. */
  argandDiagram(options?: ArgandOptions): BaseSignal {
    return argandDiagram(this, options) as BaseSignal;
  }

  /** See {@link fft}. */
  fft(options?: FftOptions): this {
    return fft(this, options) as this;
  }

  /** See {@link ifft}. */
  ifft(options?: IfftOptions): BaseSignal {
    return ifft(this, options) as BaseSignal;
  }

  /** See {@link applyApodization}. */
  applyApodization(options?: ApodizationOptions): this {
    return applyApodization(this, options);
  }
}

/** Complex data with one signal axis, for example the Fourier transforms of spectra. */
export class ComplexSignal1D extends ComplexSignal {
  static override readonly signalType: SignalType<ComplexSignal1D> = {
    name: "ComplexSignal1D",
    type: "",
    dimension: 1,
    kind: "complex",
    create: (parts) => new ComplexSignal1D(parts.data, parts),
  };
}

/** Complex data with two signal axes, for example electron waves and the Fourier transforms of images. */
export class ComplexSignal2D extends ComplexSignal {
  static override readonly signalType: SignalType<ComplexSignal2D> = {
    name: "ComplexSignal2D",
    type: "",
    dimension: 2,
    kind: "complex",
    create: (parts) => new ComplexSignal2D(parts.data, parts),
  };

  /** See {@link addPhaseRamp}. */
  addPhaseRamp(rampX: number, rampY: number, options?: PhaseRampOptions): this {
    return addPhaseRamp(this, rampX, rampY, options);
  }
}

function complexOf(data: ArrayLikeInput): ArrayLikeInput {
  const array = asArray(data);
  return isComplexDType(array.dtype) ? array : astype(array, "complex128");
}
