export { astype, astypeOperation, copy, copyOperation } from "./cast.js";
export {
  type ArrayLikeInput,
  array,
  asArray,
  type CreateOptions,
  fromData,
  fromNested,
  full,
  ones,
  type UntypedOptions,
  zeros,
} from "./create.js";
export { fromFunction, indices, type MeshgridOptions, meshgrid } from "./create-grid.js";
export {
  type DiagonalOptions,
  diag,
  diagflat,
  eye,
  fullLike,
  identity,
  type LikeOptions,
  onesLike,
  tri,
  tril,
  triu,
  zerosLike,
} from "./create-matrix.js";
export { arange, geomspace, type LinspaceOptions, linspace, logspace } from "./create-ranges.js";
export type { DTypeOf, DTypeOfScalar } from "./create-types.js";
export { devicePoint, toDevice, toHost } from "./device.js";
export { type DiffOptions, diff } from "./diff.js";
export {
  bytesOf,
  type Complex,
  checkDType,
  type DataOf,
  type DType,
  dtypeOfData,
  dtypes,
  isBigDType,
  isComplexDType,
  isDType,
  type Kind,
  kindOf,
  makeData,
  promoteTypes,
  realDType,
  resultType,
  type Scalar,
  type ScalarOf,
  type TypedArray,
} from "./dtype.js";
export { isComplex, isScalar } from "./element.js";
export * from "./elementwise/index.js";
export { type EvaluateAttributes, type EvaluateOptions, evaluate, evaluateOperation } from "./expression/evaluate.js";
export type { ExpressionNode } from "./expression/parse.js";
export { type FormatOptions, formatArray } from "./format.js";
export type { NumberFormatOptions } from "./format-elements.js";
export { at, type Index, put } from "./indexing.js";
export {
  append,
  atLeast1d,
  atLeast2d,
  atLeast3d,
  block,
  broadcastArrays,
  type ConcatenateOptions,
  columnStack,
  concatenate,
  dstack,
  hstack,
  type Parts,
  stack,
  vstack,
} from "./join.js";
export {
  type ArrayContributions,
  arrayCore,
  type Body,
  commonRuntime,
  dispatch,
  type Explanation,
  explain,
  type Inferred,
  type Kernel,
  type Kernels,
  kernelPoint,
  type Operation,
  resolve,
  withRuntime,
} from "./kernel.js";
export {
  deleteItems,
  type Entries,
  fliplr,
  flipud,
  insert,
  repeat,
  resize,
  roll,
  rot90,
  tile,
  trimZeros,
} from "./manipulate.js";
export { isNDArray, NDArray } from "./ndarray.js";
export { type PadMode, type PadOptions, type PerEnd, pad } from "./pad.js";
export { type PolyfitOptions, type PolynomialFit, polyfit, polyfitFull, polyval } from "./polynomial.js";
export { einsum } from "./products/einsum.js";
export { matmul } from "./products/matmul.js";
export {
  type CrossOptions,
  cross,
  dot,
  inner,
  kron,
  outer,
  type TensordotAxes,
  tensordot,
  trace,
  vdot,
} from "./products/products.js";
export * from "./reduce/index.js";
export * from "./runtime.js";
export {
  broadcastShapes,
  broadcastStrides,
  checkAxes,
  checkAxis,
  checkShape,
  contiguousStrides,
  isContiguous,
  sizeOf,
} from "./shape.js";
export { isSlice, parseSlice, type Slice, slice, sliceIndices } from "./slice.js";
export * from "./sort/index.js";
export { type Lines, linesAlong, linesBack } from "./sort/lines.js";
export { arraySplit, dsplit, hsplit, type Sections, split, vsplit } from "./split.js";
export {
  type Device,
  type DeviceStorage,
  deviceStorage,
  hostStorage,
  isDeviceStorage,
  type Storage,
} from "./storage.js";
export {
  choose,
  compress,
  extract,
  type IndexMode,
  place,
  putAlongAxis,
  select,
  type TakeOptions,
  take,
  takeAlongAxis,
} from "./take.js";
export { putWholes } from "./tiles.js";
export { assign, contiguous, elementsOf, mergeAxes, type Nested, toNested } from "./transfer.js";
export {
  type Vectorized,
  type VectorizedTuple,
  type VectorizeOptions,
  vectorize,
  vectorizeTuple,
} from "./vectorize.js";
export {
  broadcastTo,
  type DiagonalViewOptions,
  diagonal,
  expandDims,
  flip,
  moveAxis,
  ravel,
  reshape,
  type Selector,
  sliceArray,
  squeeze,
  swapAxes,
  transpose,
} from "./views.js";
