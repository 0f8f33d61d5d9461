/** The codes that the core itself uses; plugins may add their own in the same style. */
export type ErrorCode =
  | "MISSING"
  | "CLASH"
  | "CONFLICT"
  | "INCOMPATIBLE"
  | "UNSUPPORTED"
  | "FOREIGN_RUNTIME"
  | "BAD_PLUGIN"
  | "BAD_ARGUMENT"
  | "BAD_SHAPE"
  | "BAD_AXIS"
  | "BAD_INDEX"
  | "BAD_VALUE"
  | "BAD_DTYPE"
  | "BAD_UNITS"
  | "BAD_FILE"
  | "NOT_FOUND"
  | "EXISTS"
  | "ABORTED"
  | "OUT_OF_MEMORY"
  | (string & {});

/** What an error may carry besides its code and its text. */
export interface ErrorDetails {
  /** The command that repairs it, for example `pnpm add signal-eels`. */
  readonly install?: string;
  /** The npm name of the package at fault. */
  readonly package?: string;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/** An error with a code. Test with {@link isCoreError}, never with `instanceof`: several copies of this package may be loaded. */
export interface CoreError extends Error {
  readonly install?: string;
  readonly package?: string;
  readonly brand: "@core/error#1";
  readonly code: ErrorCode;
}

/**
 * Makes a coded error.
 * @param code what kind of mistake it is
 * @param message what was given, what is allowed and how to repair it
 */
export function coreError(code: ErrorCode, message: string, details: ErrorDetails = {}): CoreError {
  const error = new Error(`[${code}] ${message}`, "cause" in details ? { cause: details.cause } : undefined);
  error.name = "CoreError";
  return Object.assign(error, {
    brand: "@core/error#1" as const,
    code,
    ...(details.install === undefined ? {} : { install: details.install }),
    ...(details.package === undefined ? {} : { package: details.package }),
  });
}

/** Whether `error` is a coded error, of that code when one is given. */
export function isCoreError(error: unknown, code?: ErrorCode): error is CoreError {
  const candidate = error as Partial<CoreError> | null | undefined;
  return candidate?.brand === "@core/error#1" && (code === undefined || candidate.code === code);
}

/** A short picture of any value for an error's text. */
export function describeValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
  if (typeof value === "function") return `function ${value.name || "(anonymous)"}`;
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value))
    return value.length > 8 ? `an array of ${value.length}` : `[${value.map(describeValue).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const name = (value as { constructor?: { name?: string } }).constructor?.name;
    return name === undefined || name === "Object" ? `{${Object.keys(value).slice(0, 6).join(", ")}}` : `a ${name}`;
  }
  return String(value);
}
