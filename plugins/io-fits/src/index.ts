export type { ColumnValues, FitsColumn } from "./bin-table.js";
export type { Card, CardValue } from "./card.js";
export { type CardInput, type EncodeFitsOptions, encodeFits, type ImageInput, type TableInput } from "./encode.js";
export type { ColumnInput } from "./encode-table.js";
export { FitsHeader } from "./header.js";
export { fitsInfo } from "./info.js";
export {
  type FitsHdu,
  findHdu,
  type ImageHdu,
  type OpenFitsOptions,
  type OtherHdu,
  openFits,
  type TableHdu,
} from "./open.js";
export { fits, fitsReader, fitsWriter } from "./plugin.js";
export { columnValues, imageData } from "./values.js";
