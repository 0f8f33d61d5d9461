export type { DecodeOptions } from "./bytes.js";
export type { ImageJDescription } from "./imagej.js";
export { type ImreadOptions, imread } from "./imread.js";
export { image } from "./plugin.js";
export { type DecodePngOptions, decodePng } from "./png-decode.js";
export { type EncodePngOptions, encodePng } from "./png-encode.js";
export { type AxisNote, type DecodeTiffOptions, decodeTiff, decodeTiffStack, type TiffStack } from "./tiff-decode.js";
export { type EncodeTiffOptions, encodeTiff } from "./tiff-encode.js";
