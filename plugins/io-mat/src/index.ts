export {
  decodeMat,
  type LoadmatOptions,
  type MatVariable,
  type MatVariables,
  matVersion,
  simplifyCells,
} from "./decode.js";
export { type SavematOptions, savemat } from "./savemat.js";
export type { MatInput } from "./to-value.js";
export {
  field,
  type MatCell,
  type MatOpaque,
  type MatSparse,
  type MatStruct,
  type MatValue,
  type PlainMat,
  simplify,
  toDense,
} from "./values.js";
