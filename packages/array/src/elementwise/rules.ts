import { bytesOf, type DType, isBigDType, kindOf, promoteTypes, realDType } from "../dtype.js";

/** In which dtype an operation computes and of which dtype its result is. */
export interface Rule {
  readonly compute: DType;
  readonly result: DType;
  /** What each input is read as, where that is not `compute`. */
  readonly inputs?: readonly DType[];
}

/** Finds the rule for some input dtypes. */
export type Resolve = (dtypes: readonly DType[]) => Rule;

/** The dtype that all fit in. */
function commonDType(dtypes: readonly DType[]): DType {
  return dtypes.reduce(promoteTypes);
}

/** Computes in the common dtype and keeps it. */
export function keepRule(dtypes: readonly DType[]): Rule {
  const compute = commonDType(dtypes);
  return { compute, result: compute };
}

/** Like {@link keepRule}, with booleans as int8. */
export function numberRule(dtypes: readonly DType[]): Rule {
  const rule = keepRule(dtypes);
  return rule.compute === "bool" ? { compute: "int8", result: "int8" } : rule;
}

function floatOf(dtype: DType): DType {
  const kind = kindOf(dtype);
  if (kind === "float" || kind === "complex") return dtype;
  return bytesOf(dtype) <= 2 ? "float32" : "float64";
}

/** Whole numbers of up to 16 bits as float32, wider ones as float64. */
export function floatRule(dtypes: readonly DType[]): Rule {
  return keepRule(dtypes.map(floatOf));
}

/** Whole numbers of any width as float64. */
export function divideRule(dtypes: readonly DType[]): Rule {
  const { compute } = keepRule(dtypes);
  const kind = kindOf(compute);
  const result = kind === "float" || kind === "complex" ? compute : "float64";
  return { compute: result, result };
}

/** Compares in the common dtype; int64 and uint64 are compared exactly. */
export function compareRule(dtypes: readonly DType[]): Rule {
  if (dtypes.every(isBigDType)) return { compute: "int64", result: "bool", inputs: dtypes };
  return { compute: commonDType(dtypes), result: "bool" };
}

/** Tests each input for itself. */
export function testRule(dtypes: readonly DType[]): Rule {
  const common = commonDType(dtypes);
  const compute = kindOf(common) === "complex" || common === "float32" ? common : "float64";
  return { compute, result: "bool" };
}

/** Keeps the dtype, complex numbers give their real dtype. */
export function magnitudeRule(dtypes: readonly DType[]): Rule {
  const compute = commonDType(dtypes);
  return { compute, result: realDType(compute) };
}

const order: Readonly<Record<string, number>> = { bool: 0, uint: 1, int: 2, float: 3, complex: 4 };

/** Whether NumPy's casting "same_kind" allows one dtype into another: a float goes into any float but not into whole numbers. */
export function canCastSameKind(from: DType, to: DType): boolean {
  return (order[kindOf(from)] as number) <= (order[kindOf(to)] as number);
}
