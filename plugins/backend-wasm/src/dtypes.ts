import type { DType } from "@core/array";

/** Floats, in the order of the kernels' codes. */
export const floats: readonly DType[] = ["float32", "float64"];

/** Whole numbers that are exact in double precision. */
export const smallWholes: readonly DType[] = ["int8", "uint8", "int16", "uint16", "int32", "uint32"];

/** All whole numbers. */
export const wholes: readonly DType[] = [...smallWholes, "int64", "uint64"];
