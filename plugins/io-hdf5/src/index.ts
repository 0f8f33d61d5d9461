export { type Budget, makeBudget } from "./budget.js";
export { readAttribute, readBytes, readDataset } from "./data.js";
export { type Elements, elementsOf, unsupported } from "./elements.js";
export type { Attribute, Dataset, Group, H5Module, Metadata } from "./h5wasm.js";
export { type Hdf5, withHdf5 } from "./library.js";
export { makeResolve, type Resolve } from "./references.js";
export { hasSignature } from "./signature.js";
export { readCharacterLists } from "./texts.js";
