import fc from "fast-check";
import { expect, test } from "vitest";
import { createAllocator } from "./allocator.js";

test("blocks never overlap, lie on 64 bytes, and all memory comes back", () => {
  const steps = fc.array(
    fc.record({ give: fc.boolean(), bytes: fc.integer({ min: 0, max: 700 }), which: fc.nat(40) }),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(steps, (program) => {
      const allocator = createAllocator(128, 128 + 8192);
      const live: { start: number; end: number }[] = [];
      for (const { give, bytes, which } of program) {
        if (give && live.length > 0) {
          const [block] = live.splice(which % live.length, 1);
          allocator.free(block!.start);
          continue;
        }
        const start = allocator.allocate(bytes);
        if (start === undefined) continue;
        const end = start + Math.max(1, bytes);
        expect(start % 64).toBe(0);
        expect(start).toBeGreaterThanOrEqual(128);
        expect(end).toBeLessThanOrEqual(128 + 8192);
        for (const other of live) expect(end <= other.start || other.end <= start).toBe(true);
        live.push({ start, end });
      }
      for (const { start } of live) allocator.free(start);
      expect(allocator.used).toBe(0);
      expect(allocator.allocate(8192)).toBe(128);
    }),
  );
});

test("memory that is added joins the free block before it", () => {
  const allocator = createAllocator(0, 64);
  expect(allocator.allocate(128)).toBeUndefined();
  allocator.extend(192);
  expect(allocator.allocate(192)).toBe(0);
});

test("what is not a block's start is not freed", () => {
  const allocator = createAllocator(0, 256);
  const start = allocator.allocate(128)!;
  allocator.free(start + 64);
  expect(allocator.used).toBe(128);
  allocator.free(start);
  allocator.free(start);
  expect(allocator.used).toBe(0);
});

test("large blocks do not lie a power of two apart, and take what is left where nothing more is free", () => {
  const size = 2 ** 21;
  const allocator = createAllocator(0, 3 * size + 200_000);
  const [first, second, third] = [1, 2, 3].map(() => allocator.allocate(size) as number);
  for (const distance of [second! - first!, third! - second!]) {
    expect(distance).toBeGreaterThanOrEqual(size);
    expect(Math.log2(distance) % 1).not.toBe(0);
  }
  expect(allocator.used).toBe(3 * size);
  expect(allocator.allocate(size)).toBeUndefined();
  for (const start of [second!, first!, third!]) allocator.free(start);
  expect(allocator.allocate(3 * size + 200_000 - 64)).toBe(0);
});
