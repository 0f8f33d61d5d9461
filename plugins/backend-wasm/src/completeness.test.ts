import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type GroupName, groupSources } from "./groups.js";
import { wasm } from "./plugin.js";
import { groupTables, kernelsOf } from "./testing.js";

const folder = new URL("./groups/", import.meta.url);
const files = readdirSync(folder);

const tables = await groupTables();

test.each(Object.keys(groupSources) as GroupName[])("every operation of the group %s is in a table", async (group) => {
  const named = new Set(
    tables.filter(({ groups }) => groups.includes(group)).flatMap(({ rows }) => rows.map(({ operation }) => operation)),
  );
  const kernels = kernelsOf(await wasm({ groups: [group], threads: 1 }));
  expect(kernels.length).toBeGreaterThan(0);
  const missing = kernels.map(({ operation }) => operation).filter((operation) => !named.has(operation));
  expect([...new Set(missing)]).toEqual([]);
});

test("every table has its tests", () => {
  for (const name of files.filter((one) => /^testing-.*\.ts$/.test(one))) {
    const own = readFileSync(new URL(name.replace("testing-", "").replace(".ts", ".test.ts"), folder), "utf8");
    expect(own).toContain(`from "./${name.replace(".ts", ".js")}"`);
  }
});
