import { expect, test } from "vitest";
import { closingLine, countTests } from "./report.mjs";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((value) => ({ status: value })),
});

test("passed, failed and every kind of skipped test are counted", () => {
  const report = { testResults: [file("passed", "passed", "pending", "todo"), file("failed", "failed", "passed")] };
  expect(countTests(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 });
});

test("a file that could not be loaded is a failure although it has no tests", () => {
  expect(countTests({ testResults: [file("failed")] }, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("a run that ended badly is never reported without a failure", () => {
  expect(countTests({ testResults: [file("passed", "passed")] }, 1).failed).toBe(1);
});

test("the closing line is the one that machines read", () => {
  expect(closingLine({ passed: 12, failed: 0, skipped: 3 })).toBe("12 passed, 0 failed, 3 skipped");
});
