export { type FromstringOptions, fromstring } from "./fromstring.js";
export {
  type GenfromtxtArrayOptions,
  type GenfromtxtOptions,
  genfromtxt,
  type PerColumn,
  recfromcsv,
} from "./genfromtxt.js";
export type { GenDelimiter } from "./genfromtxt-lines.js";
export type { NameOptions } from "./genfromtxt-names.js";
export { type Converter, type LoadtxtOptions, loadtxt } from "./loadtxt.js";
export { text } from "./plugin.js";
export { type SavetxtOptions, savetxt } from "./savetxt.js";
export type { TextInput } from "./source.js";
export type { Cell, Column, ColumnType, TableType, TextTable } from "./table.js";
