/** Megabytes of numbers, from which the compiler must not infer a type. */
declare const stored: unknown;
// biome-ignore lint/style/noDefaultExport: the way in which JSON is imported
export default stored;
