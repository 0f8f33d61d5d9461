import { checkKind } from "@core/array/runtime";

/** Which package brings a signal type, for error texts. */
const types: Readonly<Record<string, string>> = {
  eels: "signal-eels",
  "tem eels": "signal-eels",
  dielectricfunction: "signal-eels",
  eds_tem: "signal-eds",
  eds_sem: "signal-eds",
  hologram: "signal-hologram",
};

/** Which package reads or writes files of an extension, for error texts. */
const formats: Readonly<Record<string, string>> = {
  hspy: "io-hspy",
  hdf5: "io-hspy",
  npy: "io-npy",
  npz: "io-npy",
  zspy: "io-zarr",
  zarr: "io-zarr",
  dm3: "io-dm",
  dm4: "io-dm",
  emd: "io-emd",
  h5: "io-emd",
  ser: "io-tia",
  emi: "io-tia",
  blo: "io-blockfile",
  mib: "io-mib",
  bcf: "io-bruker",
  msa: "io-msa",
  emsa: "io-msa",
  mrc: "io-mrc",
  map: "io-mrc",
  fits: "io-fits",
  fit: "io-fits",
  fts: "io-fits",
  tif: "io-image",
  tiff: "io-image",
  png: "io-image",
  rpl: "io-ripple",
  mat: "io-mat",
  txt: "io-text",
  csv: "io-text",
  tsv: "io-text",
  dat: "io-text",
};

/** The package that brings a signal type, where it is known. */
export function packageOfType(type: string): string | undefined {
  checkKind("packageOfType", "type", type, "string");
  const key = type.toLowerCase();
  return Object.hasOwn(types, key) ? types[key] : undefined;
}

/** The package that reads files of an extension, where it is known. */
export function packageOfExtension(extension: string): string | undefined {
  checkKind("packageOfExtension", "extension", extension, "string");
  const key = extension.toLowerCase();
  return Object.hasOwn(formats, key) ? formats[key] : undefined;
}
