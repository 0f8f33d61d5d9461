import type { NDArray } from "@core/array";
import type { Axis } from "./axes/axis.js";
import type { Emitter } from "./events.js";
import type { MetadataTree } from "./metadata/tree.js";

/** What plain functions work on. Class instances are SignalLikes too. */
export interface SignalLike {
  /** Elements in C order; one axis of the array for each of `axes`. */
  readonly data: NDArray;
  /** Axes in array order: navigation and signal axes, told apart by `navigate`. */
  readonly axes: readonly Axis[];
  readonly metadata: MetadataTree;
  /** What the file said, as it said it. */
  readonly originalMetadata?: MetadataTree;
  /** The signal type, for example `EELS`; empty for generic signals. Also at `Signal.signal_type` of the metadata. */
  readonly type: string;
  /**
   * Present in ragged signals only: items of various sizes (arrays, or anything else), one for each position. All axes are navigation
   * axes then, and `data` holds no numbers: reading them is UNSUPPORTED, and the place of a position in its storage is the place of
   * its item in this list. `raggedItems` gives the items in order.
   */
  readonly items?: readonly unknown[];
  /** What happens to the signal, for linked views; class instances have it, plain signals where it was given to them. */
  readonly events?: SignalEvents;
  /**
   * Makes the result of an operation: class instances choose their class here, plain signals have none and give plain ones.
   * What is absent in `changes` stays as in this signal. The class is kept while the number of signal axes, the kind of
   * the dtype and the signal type stay; `resolve` asks for the class to be chosen anew.
   */
  readonly rebuild?: (changes: Partial<SignalParts>, resolve?: boolean) => SignalLike;
}

/** What happens to a signal. */
export interface SignalEvents {
  /** Elements of the data were written by a function of this package (`inplace`, `out`, `setIsig`), or by someone who said so with `emit`. */
  readonly dataChanged: Emitter<SignalLike>;
  /** The current position was set. */
  readonly indicesChanged: Emitter<readonly number[]>;
}

/** What a signal is made of. Absent axes are uncalibrated; absent metadata are empty. */
export interface SignalParts {
  readonly data: NDArray;
  readonly axes?: readonly Axis[];
  readonly metadata?: MetadataTree;
  readonly originalMetadata?: MetadataTree;
  readonly type?: string;
  /** See `SignalLike.items`; undefined makes an ordinary signal of a ragged one. */
  readonly items?: readonly unknown[] | undefined;
}

/** One class of signals, chosen by (dimension, kind, type or alias). */
export interface SignalType<S extends SignalLike = SignalLike> {
  /** The name of the class, for example `EELSSpectrum`. */
  readonly name: string;
  /** The signal type, empty for generic classes. */
  readonly type: string;
  readonly aliases?: readonly string[];
  /** The number of signal axes that it is for. */
  readonly dimension: number | "any";
  readonly kind: "real" | "complex";
  /** Makes a signal of this class from parts that fit it. */
  create(parts: SignalParts): S;
  /** Whether signal axes are binned where nothing else is said: in constructors, and when a signal takes on this type. */
  readonly binned?: boolean;
}

/** A class of signals, for `as`. */
export interface SignalClass<S extends SignalLike = SignalLike> {
  readonly signalType: SignalType<S>;
}

/** A JSON Schema (draft 2020-12) of an options object, as plain data. */
export type OptionsSchema = Readonly<Record<string, unknown>>;

/** Code that is here, or that is fetched when it is first needed. */
export type Lazy<F> = F | { readonly load: () => Promise<F> };

/** An operation that recipes, menus and the command line reach by name. Code imports the function itself. */
export interface Method {
  /** The function's name, for example `removeBackground`. */
  readonly name: string;
  /** Signal types that it belongs to; absent for all. */
  readonly types?: readonly string[];
  /** Signal dimensions that it belongs to; absent for all. */
  readonly dimensions?: readonly number[];
  /** One line for menus. */
  readonly title: string;
  /** Schema of the options. Positional parameters of the function are options here too, under their names. */
  readonly options: OptionsSchema;
  /** Gives a signal, or anything else that can be printed. */
  readonly run: Lazy<
    (signal: SignalLike, options: Readonly<Record<string, unknown>>, context: MethodContext) => unknown
  >;
}

/** What a caller hands to long work. */
export interface MethodContext {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A file format, known before any code of it is loaded. */
export interface Format {
  /** For example `HyperSpy HDF5`. */
  readonly name: string;
  /** Lower case, without the dot: `["hspy", "hdf5"]`. */
  readonly extensions: readonly string[];
  readonly description?: string;
  /** How sure the first bytes make it (0 no … 1 certain); at least 512 bytes are given where the file has them. */
  sniff?(head: Uint8Array): number;
}

/** A file to read, wherever it is. Readers never see paths or URLs. */
export interface SourceFile {
  /** The file's name without folders, for titles and messages; may be empty. */
  readonly name: string;
  /** The number of bytes. */
  readonly size: number;
  /** Some bytes; fewer only at the end of the file. */
  read(start: number, length: number): Promise<Uint8Array>;
  /** All bytes. */
  bytes(): Promise<Uint8Array>;
  /** Another file beside this one (`.hdr` of a `.mib`), or undefined where there is none or it cannot be reached. */
  sibling?(name: string): Promise<SourceFile | undefined>;
}

/** What a reader's caller may set; readers add their own. */
export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** The most bytes that a file may make it allocate; 4 GiB by default. */
  readonly maxBytes?: number;
  readonly [option: string]: unknown;
}

/** Reads one format. Broken files give BAD_FILE, never a hang, a crash or a huge allocation. */
export interface Reader {
  readonly format: Format;
  readonly options?: OptionsSchema;
  /** All signals of the file, in bare arrays. */
  readonly read: Lazy<(file: SourceFile, options: ReadOptions) => Promise<readonly SignalParts[]>>;
}

/** What a writer's caller may set; writers add their own. */
export interface WriteOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  readonly [option: string]: unknown;
}

/** Writes one format. */
export interface Writer {
  readonly format: Format;
  readonly options?: OptionsSchema;
  /** Undefined when the signal can be written, else why not, for the error's text. */
  refuses?(signal: SignalLike): string | undefined;
  readonly write: Lazy<(signal: SignalLike, options: WriteOptions) => Promise<Uint8Array>>;
}

/** What plugins may provide for signals: `provides: {...} satisfies SignalContributions`. */
export interface SignalContributions {
  /** Classes, or their rows. A bare class leaves a bundle that does not use the plugin; reading its static row would keep it. */
  readonly "@core/signal/type#1"?: readonly (SignalType | SignalClass)[];
  readonly "@core/signal/method#1"?: readonly Method[];
  readonly "@core/signal/reader#1"?: readonly Reader[];
  readonly "@core/signal/writer#1"?: readonly Writer[];
}
