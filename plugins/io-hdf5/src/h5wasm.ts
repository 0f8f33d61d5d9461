/** What is used of h5wasm, the HDF5 library, whose own declarations leave some of it out. */
export interface H5Module {
  readonly HEAPU8: Uint8Array;
  readonly FS: {
    writeFile(path: string, bytes: Uint8Array): void;
    unlink(path: string): void;
    close(stream: { readonly path?: string }): void;
    readonly streams?: readonly ({ readonly path?: string } | null | undefined)[];
    getStream?(descriptor: number): { readonly tty?: { ops: object } } | undefined;
  };
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  get_attribute_names(file: bigint, path: string): string[];
  get_attribute_data(file: bigint, path: string, name: string, pointer: bigint): number;
  /** Frees what lists of various lengths have taken. */
  reclaim_vlen_memory(file: bigint, path: string, name: string, pointer: bigint): number;
  /** A reference to an object of the file: its address. */
  create_object_reference(file: bigint, path: string): Uint8Array;
  /** The path of what a reference leads to; null where it leads nowhere. */
  get_referenced_name(file: bigint, reference: Uint8Array, isObject: boolean): string | null;
  get_dataset_data(
    file: bigint,
    path: string,
    count: bigint[] | null,
    offset: bigint[] | null,
    strides: bigint[] | null,
    pointer: bigint,
  ): number;
}

/** A datatype and the shape of what is stored in it. */
export interface Metadata {
  /** The class: 0 integer, 1 float, 3 string, 5 opaque, 6 compound, 8 enumeration, 9 variable length, … */
  readonly type: number;
  readonly size: number;
  readonly signed: boolean;
  readonly littleEndian: boolean;
  readonly vlen: boolean;
  /** Null for an empty dataspace. */
  readonly shape: number[] | null;
  readonly chunks: number[] | null;
  readonly total_size: number;
  readonly enum_type?: { readonly members: Readonly<Record<string, number>>; readonly type: number };
  readonly compound_type?: {
    readonly members: readonly (Metadata & { readonly name: string; readonly offset: number })[];
  };
  /** What lists of various lengths hold. */
  readonly vlen_type?: Metadata;
  readonly virtual_sources?: readonly unknown[];
}

interface Item {
  readonly file_id: bigint;
  readonly path: string;
}

/** A group, or the root of a file. */
export interface Group extends Item {
  keys(): string[];
  get(name: string): unknown;
}

/** A file. */
export interface File extends Group {
  close(): number;
}

/** A dataset: what is stored is read with `readDataset`. */
export interface Dataset extends Item {
  readonly metadata: Metadata;
  readonly filters: readonly { readonly id: number; readonly name: string }[];
  readonly value: unknown;
}

/** An attribute of a group or dataset. */
export interface Attribute extends Item {
  readonly name: string;
  readonly metadata: Metadata;
  readonly value: unknown;
}
