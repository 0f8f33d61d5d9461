import * as elementwise from "../functions/elementwise.js";
import * as pairs from "../functions/elementwise-pairs.js";
import type { Operand, OperateOptions } from "../functions/operate.js";
import { clip, type NanToNumOptions, nanToNum, type RoundOptions, round } from "../functions/rounding.js";
import { AnalysisMethods } from "./analysis-methods.js";

type Operate = OperateOptions | undefined;

/** The elementwise functions as methods: each calls the function of the same name. */
export abstract class ElementwiseMethods extends AnalysisMethods {
  /** See the function `exp`. */
  exp(options?: Operate): this {
    return elementwise.exp(this, options);
  }

  /** See the function `exp2`. */
  exp2(options?: Operate): this {
    return elementwise.exp2(this, options);
  }

  /** See the function `expm1`. */
  expm1(options?: Operate): this {
    return elementwise.expm1(this, options);
  }

  /** See the function `log`. */
  log(options?: Operate): this {
    return elementwise.log(this, options);
  }

  /** See the function `log2`. */
  log2(options?: Operate): this {
    return elementwise.log2(this, options);
  }

  /** See the function `log10`. */
  log10(options?: Operate): this {
    return elementwise.log10(this, options);
  }

  /** See the function `log1p`. */
  log1p(options?: Operate): this {
    return elementwise.log1p(this, options);
  }

  /** See the function `sqrt`. */
  sqrt(options?: Operate): this {
    return elementwise.sqrt(this, options);
  }

  /** See the function `cbrt`. */
  cbrt(options?: Operate): this {
    return elementwise.cbrt(this, options);
  }

  /** See the function `square`. */
  square(options?: Operate): this {
    return elementwise.square(this, options);
  }

  /** See the function `reciprocal`. */
  reciprocal(options?: Operate): this {
    return elementwise.reciprocal(this, options);
  }

  /** See the function `sign`. */
  sign(options?: Operate): this {
    return elementwise.sign(this, options);
  }

  /** See the function `conjugate`. */
  conjugate(options?: Operate): this {
    return elementwise.conjugate(this, options);
  }

  /** See the function `sin`. */
  sin(options?: Operate): this {
    return elementwise.sin(this, options);
  }

  /** See the function `cos`. */
  cos(options?: Operate): this {
    return elementwise.cos(this, options);
  }

  /** See the function `tan`. */
  tan(options?: Operate): this {
    return elementwise.tan(this, options);
  }

  /** See the function `arcsin`. */
  arcsin(options?: Operate): this {
    return elementwise.arcsin(this, options);
  }

  /** See the function `arccos`. */
  arccos(options?: Operate): this {
    return elementwise.arccos(this, options);
  }

  /** See the function `arctan`. */
  arctan(options?: Operate): this {
    return elementwise.arctan(this, options);
  }

  /** See the function `sinh`. */
  sinh(options?: Operate): this {
    return elementwise.sinh(this, options);
  }

  /** See the function `cosh`. */
  cosh(options?: Operate): this {
    return elementwise.cosh(this, options);
  }

  /** See the function `tanh`. */
  tanh(options?: Operate): this {
    return elementwise.tanh(this, options);
  }

  /** See the function `arcsinh`. */
  arcsinh(options?: Operate): this {
    return elementwise.arcsinh(this, options);
  }

  /** See the function `arccosh`. */
  arccosh(options?: Operate): this {
    return elementwise.arccosh(this, options);
  }

  /** See the function `arctanh`. */
  arctanh(options?: Operate): this {
    return elementwise.arctanh(this, options);
  }

  /** See the function `degrees`. */
  degrees(options?: Operate): this {
    return elementwise.degrees(this, options);
  }

  /** See the function `radians`. */
  radians(options?: Operate): this {
    return elementwise.radians(this, options);
  }

  /** See the function `floor`. */
  floor(options?: Operate): this {
    return elementwise.floor(this, options);
  }

  /** See the function `ceil`. */
  ceil(options?: Operate): this {
    return elementwise.ceil(this, options);
  }

  /** See the function `trunc`. */
  trunc(options?: Operate): this {
    return elementwise.trunc(this, options);
  }

  /** See the function `rint`. */
  rint(options?: Operate): this {
    return elementwise.rint(this, options);
  }

  /** See the function `isnan`. */
  isnan(options?: Operate): this {
    return elementwise.isnan(this, options);
  }

  /** See the function `isinf`. */
  isinf(options?: Operate): this {
    return elementwise.isinf(this, options);
  }

  /** See the function `isfinite`. */
  isfinite(options?: Operate): this {
    return elementwise.isfinite(this, options);
  }

  /** See the function `signbit`. */
  signbit(options?: Operate): this {
    return elementwise.signbit(this, options);
  }

  /** See the function `logicalNot`. */
  logicalNot(options?: Operate): this {
    return elementwise.logicalNot(this, options);
  }

  /** See the function `maximum`. */
  maximum(other: Operand, options?: Operate): this {
    return pairs.maximum(this, other, options) as this;
  }

  /** See the function `minimum`. */
  minimum(other: Operand, options?: Operate): this {
    return pairs.minimum(this, other, options) as this;
  }

  /** See the function `fmax`. */
  fmax(other: Operand, options?: Operate): this {
    return pairs.fmax(this, other, options) as this;
  }

  /** See the function `fmin`. */
  fmin(other: Operand, options?: Operate): this {
    return pairs.fmin(this, other, options) as this;
  }

  /** See the function `arctan2`. */
  arctan2(other: Operand, options?: Operate): this {
    return pairs.arctan2(this, other, options) as this;
  }

  /** See the function `hypot`. */
  hypot(other: Operand, options?: Operate): this {
    return pairs.hypot(this, other, options) as this;
  }

  /** See the function `copysign`. */
  copysign(other: Operand, options?: Operate): this {
    return pairs.copysign(this, other, options) as this;
  }

  /** See the function `heaviside`. */
  heaviside(other: Operand, options?: Operate): this {
    return pairs.heaviside(this, other, options) as this;
  }

  /** See the function `logicalAnd`. */
  logicalAnd(other: Operand, options?: Operate): this {
    return pairs.logicalAnd(this, other, options) as this;
  }

  /** See the function `logicalOr`. */
  logicalOr(other: Operand, options?: Operate): this {
    return pairs.logicalOr(this, other, options) as this;
  }

  /** See the function `logicalXor`. */
  logicalXor(other: Operand, options?: Operate): this {
    return pairs.logicalXor(this, other, options) as this;
  }

  /** See the function `round`. */
  round(options?: RoundOptions): this {
    return round(this, options);
  }

  /** See the function `clip`. */
  clip(lowest: number | null, highest: number | null, options?: OperateOptions): this {
    return clip(this, lowest, highest, options);
  }

  /** See the function `nanToNum`. */
  nanToNum(options?: NanToNumOptions): this {
    return nanToNum(this, options);
  }
}
