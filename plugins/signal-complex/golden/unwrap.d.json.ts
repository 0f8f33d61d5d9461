/** Many numbers, from which the compiler must not infer a type. */
declare const stored: {
  readonly skimage: string;
  readonly cases: readonly {
    readonly id: string;
    readonly shape: number[];
    readonly phase: number[];
    readonly around: boolean | boolean[];
    readonly turns: number[];
    readonly mask: number[] | null;
  }[];
};
// biome-ignore lint/style/noDefaultExport: the way in which JSON is imported
export default stored;
