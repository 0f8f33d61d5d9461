// Writes FITS files of this package into a folder, with what they hold beside them: node golden/write.mjs DIR (after the build).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { arange, array } from "@core/array";
import { encodeFits } from "../dist/index.js";

const folder = process.argv[2] ?? ".";
const plain = (value) => (typeof value === "bigint" ? Number(value) : value);
function write(name, hdus, expected, options = {}) {
  const file = join(folder, `${name}.fits${options.gzip ? ".gz" : ""}`);
  writeFileSync(file, encodeFits(hdus, options));
  writeFileSync(
    `${file}.json`,
    JSON.stringify({ hdus: expected }, (_, value) => plain(value)),
  );
}
const flat = (a) =>
  Array.from({ length: a.size }, (_, i) => plain(a.reshape(-1).get(i))).map((v) =>
    typeof v === "boolean" ? Number(v) : Number.isFinite(v) ? v : String(v),
  );
const image = (a, dtype = a.dtype) => ({ data: flat(a), shape: [...a.shape], dtype });

for (const dtype of ["uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64"]) {
  const a = arange(12).astype(dtype).reshape([3, 4]);
  write(`image-${dtype}`, { data: a }, [image(a)]);
  write(`view-${dtype}`, { data: a.T.slice("::-1") }, [image(a.T.slice("::-1"))]);
}
write("bool", { data: array([true, false, true]) }, [image(array([true, false, true]), "uint8")]);
write("special", { data: array([Number.NaN, Infinity, -Infinity, -0, 1e-310]) }, [
  image(array([Number.NaN, Infinity, -Infinity, -0, 1e-310])),
]);
write("cube", { data: arange(120).reshape([2, 3, 4, 5]) }, [image(arange(120).reshape([2, 3, 4, 5]))], { gzip: true });
// astropy 5.2 ends a long text at a quote before a blank, so there is none here.
const long = "It's a very long value with O'Neill that goes over several cards, and on & on. ".repeat(3).trim();
const cards = [
  ["OBJECT", "O'Neill", "a quote"],
  ["LONG", long, "goes on"],
  ["TRUTH", true],
  ["WHOLE", 42, "the answer"],
  ["BIG", 2n ** 60n],
  ["REAL", 0.1],
  ["PI", -Math.PI],
  ["SMALL", -1.2345678901234568e-300],
  ["HUGE", 1e22],
  ["ESO DET GAIN", 1.75, "long name"],
  ["EMPTY", ""],
  ["COMMENT", "a comment ".repeat(12).trim()],
  ["HISTORY", "a step"],
];
const wanted = Object.fromEntries(
  cards.filter(([key]) => key !== "COMMENT" && key !== "HISTORY").map(([key, value]) => [key, value]),
);
writeFileSync(join(folder, "header.fits"), encodeFits({ data: null, cards }));
writeFileSync(
  join(folder, "header.fits.json"),
  `{"hdus":[{"header":${JSON.stringify(wanted, (_, value) => (typeof value === "bigint" ? `#${value}#` : value)).replace(/"#|#"/g, "")}}]}`,
);
write(
  "table",
  {
    name: "EVENTS",
    columns: [
      { name: "flag", values: array([true, false]) },
      { name: "i16", values: array([-5, 7]).astype("int16"), units: "counts" },
      { name: "u32", values: array([0, 4294967295]).astype("uint32") },
      { name: "f64", values: [1.5, -2.5] },
      { name: "matrix", values: arange(12).reshape([2, 2, 3]) },
      { name: "text", values: ["one", "three"] },
      { name: "lists", values: [array([1, 2, 3]), array([4])] },
    ],
  },
  [
    {},
    {
      header: { EXTNAME: "EVENTS" },
      columns: {
        flag: [true, false],
        i16: [-5, 7],
        u32: [0, 4294967295],
        f64: [1.5, -2.5],
        matrix: [
          [
            [0, 1, 2],
            [3, 4, 5],
          ],
          [
            [6, 7, 8],
            [9, 10, 11],
          ],
        ],
        text: ["one", "three"],
        lists: [[1, 2, 3], [4]],
      },
    },
  ],
);
write(
  "several",
  [{ data: null }, { data: arange(3), name: "SCI" }, { data: arange(2), name: "SCI", version: 2 }],
  [{}, { ...image(arange(3)), header: { EXTNAME: "SCI" } }, { ...image(arange(2)), header: { EXTVER: 2 } }],
);
