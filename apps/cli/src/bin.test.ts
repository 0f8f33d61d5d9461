import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { zeros } from "@core/array";
import { encodeNpy } from "io-npy";
import { describe, expect, it } from "vitest";

const command = fileURLToPath(new URL("../bin/hyperscope.js", import.meta.url));
const built = existsSync(fileURLToPath(new URL("../dist/bin.js", import.meta.url)));
if (!built) console.log("Tests of the built command are skipped: apps/cli is not built.");

function run(
  args: readonly string[],
  stdin?: string,
  interruptAfter?: RegExp,
): Promise<{ code: number | null; out: string; error: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [command, ...args], { stdio: ["pipe", "pipe", "pipe"] });
    let out = "";
    let error = "";
    let interrupted = false;
    child.stdout.on("data", (data) => {
      out += data;
    });
    child.stderr.on("data", (data) => {
      error += data;
      if (interruptAfter?.test(error) === true && !interrupted) interrupted = child.kill("SIGINT");
    });
    child.on("close", (code) => resolve({ code, out, error }));
    if (stdin !== undefined) child.stdin.end(stdin);
  });
}

describe.skipIf(!built)("the command", () => {
  it("prints its help and version", async () => {
    const { code, out } = await run(["--help"]);
    expect(code).toBe(0);
    for (const name of ["info", "convert", "run", "plot"]) expect(out).toContain(name);
    expect((await run(["--version"])).out).toContain("0.1.0");
  });
  it("takes a recipe from stdin and fails with 1 on a broken one", async () => {
    const { code, out, error } = await run(["run", "-"], "[{]");
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(error).toContain("[BAD_RECIPE]");
  });
  it("calls a wrong call wrong", async () => {
    expect((await run(["convert", "only-one"])).code).toBe(2);
  });
  it("stops at Ctrl-C in the midst of numbers, with 130 and nothing half done", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hyperscope-bin-"));
    try {
      writeFileSync(join(folder, "big.npy"), encodeNpy(zeros([2000, 2000])));
      const steps = Array.from({ length: 400 }, () => ({ function: "add", options: { value: 1 } }));
      writeFileSync(
        join(folder, "long.json"),
        JSON.stringify([...steps, { function: "save", options: { target: join(folder, "never.npy") } }]),
      );
      const begun = performance.now();
      const { code, out } = await run(["run", join(folder, "long.json"), join(folder, "big.npy")], undefined, /3\/401/);
      expect(code).toBe(130);
      expect(out).toBe("");
      expect(performance.now() - begun).toBeLessThan(15_000);
      expect(readdirSync(folder).sort()).toEqual(["big.npy", "long.json"]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
