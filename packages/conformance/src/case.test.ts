import { describe, expect, it } from "vitest";
import { bindCases, type Case, check, runCases } from "./case.js";

const passes: Case = { id: "passes", run: () => undefined };
const fails: Case = { id: "fails", run: () => check(false, "broken promise") };
const failsLater: Case = { id: "fails later", run: async () => check(false, "broken later") };

describe("runCases", () => {
  it("reports failures with their reasons and goes on", async () => {
    const report = await runCases([fails, passes, failsLater]);
    expect(report).toMatchObject({ passed: 1, failed: 2, ok: false });
    expect(report.outcomes[0]).toEqual({ id: "fails", status: "failed", reason: "[NONCONFORMING] broken promise" });
  });
  it("reports an expected failure with its reason and is ok", async () => {
    const report = await runCases([fails, passes], { expectedFailures: { fails: "not on this device" } });
    expect(report).toMatchObject({ ok: true, passed: 1, failed: 0, expectedFailures: 1 });
    expect(report.outcomes[0]).toEqual({ id: "fails", status: "expected failure", reason: "not on this device" });
  });
  it("fails when an expected failure passes", async () => {
    const report = await runCases([passes], { expectedFailures: { passes: "was broken once" } });
    expect(report.ok).toBe(false);
    expect(report.outcomes[0]?.status).toBe("unexpected pass");
  });
  it("fails for an expected failure of no case, and for two cases with one id", async () => {
    expect((await runCases([passes], { expectedFailures: { gone: "old" } })).ok).toBe(false);
    expect((await runCases([passes, passes])).failed).toBe(1);
  });
});

describe("bindCases", () => {
  const bind = (cases: readonly Case[], expectedFailures = {}): Map<string, () => Promise<void>> => {
    const tests = new Map<string, () => Promise<void>>();
    bindCases(cases, (name, run) => tests.set(name, run), { expectedFailures });
    return tests;
  };
  it("makes one test of each case", async () => {
    const tests = bind([passes, fails]);
    await tests.get("passes")?.();
    await expect(tests.get("fails")?.()).rejects.toThrow("broken promise");
  });
  it("turns expected failures round", async () => {
    const tests = bind([passes, fails], { fails: "why", passes: "why not", gone: "?" });
    await tests.get("fails (expected failure: why)")?.();
    await expect(tests.get("passes (expected failure: why not)")?.()).rejects.toThrow("passes now");
    await expect(tests.get("gone (expected failure: ?)")?.()).rejects.toThrow("no case");
  });
});
