import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findBrowser } from "./browser.mjs";
import { installReason, nodeProblem } from "./setup.mjs";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "hyperscope-setup-"));
  write("package.json", '{"name":"root","devDependencies":{"left":"1"}}', 10);
  write("packages/a/package.json", '{"name":"a","dependencies":{"@x/right":"1"}}', 10);
  write("pnpm-lock.yaml", "", 100);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string, seconds: number): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, seconds, seconds);
}

function install(): void {
  write("node_modules/.modules.yaml", "", 200);
  write("node_modules/left/package.json", "{}", 200);
  write("packages/a/node_modules/@x/right/package.json", "{}", 200);
}

test("a fresh clone has to be installed", () => {
  expect(installReason(root)).toBe("node_modules is missing");
});

test("a complete installation is left alone", () => {
  install();
  expect(installReason(root)).toBeUndefined();
});

test("a lockfile newer than the installation asks for another one, until it was made", () => {
  install();
  write("pnpm-lock.yaml", "", 300);
  expect(installReason(root)).toContain("lockfile");
  write("node_modules/.hyperscope-setup", "", 301);
  expect(installReason(root)).toBeUndefined();
});

test("a package that came with a pull is noticed", () => {
  install();
  write("plugins/b/package.json", '{"name":"b","devDependencies":{"a":"workspace:^"}}', 10);
  expect(installReason(root)).toBe("a, which b needs, is not installed");
});

test.each(["20.19.0", "20.20.2", "22.0.0", "100.1.0"])("Node %s will do", (version) => {
  expect(nodeProblem(version)).toBeUndefined();
});

test.each(["18.20.4", "20.18.3", "16.0.0"])("Node %s is refused with the version to get", (version) => {
  expect(nodeProblem(version)).toContain(`needs Node 20.19 or newer, this is Node ${version}`);
});

test("the browser named in the environment wins, and only an existing one counts", () => {
  const there = (path: string) => path === "/usr/bin/chromium";
  expect(findBrowser({}, there)).toBe("/usr/bin/chromium");
  expect(findBrowser({ CHROMIUM: "" }, there)).toBe("/usr/bin/chromium");
  expect(findBrowser({ CHROMIUM: "/nowhere" }, there)).toBeUndefined();
  expect(findBrowser({}, () => false)).toBeUndefined();
});
