// Writes MATLAB files of this package into a folder, with what they hold beside them: node golden/write.mjs DIR (after the build).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { arange, array } from "@core/array";
import { savemat } from "../dist/index.js";

const folder = process.argv[2] ?? ".";
const plain = (value) => {
  if (typeof value === "bigint") return { big: String(value) };
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return Object.is(value, -0) ? "-0" : value;
};
const described = (value) =>
  value?.dtype === undefined
    ? value
    : {
        dtype: value.dtype,
        shape: [...value.shape],
        data: Array.from({ length: value.size }, (_, i) => value.reshape(-1).get(i)).map((one) =>
          typeof one === "object" ? { re: plain(one.re), im: plain(one.im) } : plain(one),
        ),
      };
function write(name, variables, options = {}) {
  writeFileSync(join(folder, `${name}.mat`), savemat(variables, options));
  writeFileSync(
    join(folder, `${name}.mat.json`),
    JSON.stringify(variables, (_, value) => described(value)),
  );
}

const dtypes = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64"];
for (const dtype of [...dtypes, "bool", "complex64", "complex128"]) {
  const a = arange(24).astype(dtype).reshape([2, 3, 4]);
  for (const doCompression of [false, true])
    write(
      `${dtype}-${doCompression}`,
      { a, view: a.T.slice("::-1"), line: a.reshape(-1).slice("::3") },
      { doCompression },
    );
  if (!/64$|8$|32$|bool/.test(dtype) || dtype === "float64" || dtype === "int32")
    write(`level4-${dtype}`, { a: a.slice(0) }, { format: "4" });
}
write("special", { a: array([Number.NaN, Infinity, -Infinity, -0, 5e-324]) });
write("texts", { a: "abc", b: "Ω≈ç√ 𝄞", c: ["one", "three"], empty: "" });
write("struct", { s: { x: array([1, 2]), name: "abc", inner: { y: array([true]), list: [array([1]), "b"] } } });
write("long", { s: { ["f".repeat(60)]: array([1]) } }, { longFieldNames: true });
