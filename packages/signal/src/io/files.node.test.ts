import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createRuntime } from "@core/array";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errorOf, toyFile, toys } from "../../golden/toy.js";
import { load, makeSignal, openSource, save, signalCore } from "../index.js";

const runtime = createRuntime({ plugins: [signalCore, toys] });
const signal = makeSignal([1, 2, 3]);
const bytes = toyFile("TOY1", [1, 2, 3]);
let folder = "";
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "signal-files-"));
  server = createServer((request, response) => {
    response.statusCode = request.url === "/caf%C3%A9.toy" ? 200 : request.url === "/broken" ? 500 : 404;
    response.end(response.statusCode === 200 ? bytes : "");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
  server.close();
});

describe("files", () => {
  test("are written whole and read back", async () => {
    const path = join(folder, "a.toy");
    await save(runtime, signal, path);
    expect(await readdir(folder)).toEqual(["a.toy"]);
    for (const source of [path, pathToFileURL(path), pathToFileURL(path).href])
      expect((await load(runtime, source)).data.toNested()).toEqual([1, 2, 3]);
  });

  test("are replaced only when told to", async () => {
    const path = join(folder, "b.toy");
    await save(runtime, makeSignal([9]), path);
    expect(await errorOf(save(runtime, signal, path))).toMatch(/EXISTS.*overwrite/);
    expect([...(await readFile(path))]).toEqual([...toyFile("TOY1", [9])]);
    await save(runtime, signal, path, { overwrite: true });
    expect([...(await readFile(path))]).toEqual([...bytes]);
    await symlink(join(folder, "nowhere"), join(folder, "link.toy"));
    expect(await errorOf(save(runtime, signal, join(folder, "link.toy")))).toMatch("[EXISTS]");
  });

  test("leave nothing behind when writing fails", async () => {
    const own = join(folder, "own");
    await mkdir(join(own, "c.toy"), { recursive: true });
    expect(await errorOf(save(runtime, signal, join(own, "c.toy"), { overwrite: true }))).toMatch("[BAD_FILE]");
    expect(await errorOf(save(runtime, makeSignal([[1]]), join(own, "d.toy")))).toMatch("[UNSUPPORTED]");
    expect(await errorOf(save(runtime, signal, join(own, "no", "d.toy")))).toMatch("[NOT_FOUND]");
    expect(await readdir(own)).toEqual(["c.toy"]);
  });

  test("need a name with an extension, or a format", async () => {
    expect(await errorOf(save(runtime, signal, join(folder, "plain")))).toMatch(/BAD_ARGUMENT.*extension/);
    expect(await errorOf(save(runtime, signal, ""))).toMatch("[BAD_ARGUMENT] target");
    expect(await errorOf(save(runtime, signal, undefined as never))).toMatch("[BAD_ARGUMENT] target");
    expect(await errorOf(save(runtime, signal, join(folder, "a.dm3")))).toMatch(/MISSING.*io-dm/);
    await save(runtime, signal, join(folder, "plain"), { format: "toy" });
    expect([...(await readFile(join(folder, "plain")))]).toEqual([...bytes]);
  });

  test("that cannot be read say so", async () => {
    await writeFile(join(folder, "empty.toy"), "");
    expect(await errorOf(load(runtime, join(folder, "none.toy")))).toMatch(/NOT_FOUND.*none\.toy/);
    expect(await errorOf(load(runtime, folder))).toMatch(/BAD_FILE.*a folder/);
    expect(await errorOf(load(runtime, join(folder, "empty.toy")))).toMatch(/BAD_FILE.*empty/);
    expect(await errorOf(load(runtime, join(folder, "empty.toy", "x")))).toMatch("[NOT_FOUND]");
    expect(await errorOf(load(runtime, `a\0b.toy`))).toMatch(/^\[/);
  });

  test("have siblings in their own folder only", async () => {
    await writeFile(join(folder, "e.mib"), "x");
    await writeFile(join(folder, "e.hdr"), "header");
    const file = await openSource(join(folder, "e.mib"));
    expect((await file.sibling?.("e.hdr"))?.size).toBe(6);
    for (const name of ["none", "../e.hdr", "/etc/hostname", "..", ""])
      expect(await file.sibling?.(name)).toBeUndefined();
    expect((await file.read(0, 10)).length).toBe(1);
  });
});

test("addresses are fetched", async () => {
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect((await openSource(`${base}/caf%C3%A9.toy`)).name).toBe("café.toy");
  expect((await load(runtime, new URL(`${base}/caf%C3%A9.toy`))).data.toNested()).toEqual([1, 2, 3]);
  expect(await errorOf(load(runtime, `${base}/none.toy`))).toMatch(/NOT_FOUND.*404/);
  expect(await errorOf(load(runtime, `${base}/broken`))).toMatch(/BAD_FILE.*500/);
  const signal = AbortSignal.abort();
  expect(await errorOf(load(runtime, `${base}/caf%C3%A9.toy`, { signal }))).toMatch("[ABORTED]");
});
