export { decodeMat, matVersion } from "./decode.js";
export type { WorkOptions } from "./hdf5.js";
export { type LoadmatPlainOptions, loadmat, whosmat } from "./loadmat.js";
export type { LoadmatOptions, MatVariable, MatVariables } from "./options.js";
export { mat, matReader, matWriter } from "./plugin.js";
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
