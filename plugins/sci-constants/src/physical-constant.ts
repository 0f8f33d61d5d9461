/** Value, unit and standard uncertainty of a physical constant. */
export type PhysicalConstant = readonly [value: number, unit: string, uncertainty: number];
