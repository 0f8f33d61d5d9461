import { isNDArray } from "@core/array";
import { testOracle } from "../../../tools/golden/oracle.js";
import { fromBase64 } from "../golden/support.js";
import { decodeMat, field, loadmat, type MatCell, type MatValue, savemat } from "./index.js";

function arrayOf(value: MatValue | undefined): unknown {
  if (!isNDArray(value)) throw new Error("no array");
  return value;
}

testOracle(["io.loadmat.", "io.savemat."], {
  "io.loadmat.ones": async ({ mat5_base64 }) => arrayOf((await loadmat(fromBase64(mat5_base64))).a),
  "io.loadmat.ones.compressed": async ({ mat5_base64 }) => arrayOf((await loadmat(fromBase64(mat5_base64))).a),
  "io.savemat.roundtrip": ({ a }) => decodeMat(savemat({ a })).a,
  "io.loadmat.struct": async ({ mat5_base64 }) => {
    const { s, u8, f32, i64, str } = await loadmat(fromBase64(mat5_base64));
    const cell = field(s, "c") as MatCell;
    return {
      "s.name": field(s, "name"),
      "s.x": field(s, "x"),
      "s.z": field(s, "z"),
      "s.e.shape": (field(s, "e") as { shape: readonly number[] }).shape,
      "s.c": cell.elements.map((one) => (isNDArray(one) ? one.item() : one)),
      "s.b": field(s, "b"),
      u8,
      f32,
      i64_as_string: isNDArray(i64) ? String(i64.item()) : i64,
      str,
    };
  },
});
