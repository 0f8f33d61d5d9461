// Recursive filters of many lines at a time, and convolutions by their sums.
// Sums and products stay two roundings in every variant: these are the reference bodies' bits.
#pragma clang fp contract(off)
#include "few-lines.h"  // whose kernels are of this group
#include "lines.h"

/// Transposed direct form II on eight lines side by side, n elements that are `step` from each other; z holds the states of the eight.
NOINLINE void recursion(f64* at, i32 step, u32 n, const f64* b, const f64* a, u32 order, f64* z) {
  const f64x2 b0 = splat(b[0]);
  if (order == 2) {
    const f64x2 b1 = splat(b[1]), b2 = splat(b[2]), a1 = splat(a[1]), a2 = splat(a[2]);
    for (u32 half = 0; half < 8; half += 4) {
      f64x2 p0 = load(z + half), p1 = load(z + half + 8);
      f64x2 q0 = load(z + half + 2), q1 = load(z + half + 10);
      f64* own = at + half;
      for (u32 i = 0; i < n; i++, own += step) {
        f64x2 x = load(own), w = load(own + 2);
        f64x2 y = p0 + b0 * x, v = q0 + b0 * w;
        p0 = p1 + b1 * x - a1 * y, q0 = q1 + b1 * w - a1 * v;
        p1 = b2 * x - a2 * y, q1 = b2 * w - a2 * v;
        store(own, y), store(own + 2, v);
      }
      store(z + half, p0), store(z + half + 8, p1);
      store(z + half + 2, q0), store(z + half + 10, q1);
    }
    return;
  }
  for (u32 i = 0; i < n; i++, at += step) {
    f64x2 x0 = load(at), x1 = load(at + 2), x2 = load(at + 4), x3 = load(at + 6);
    f64x2 y0 = load(z) + b0 * x0, y1 = load(z + 2) + b0 * x1;
    f64x2 y2 = load(z + 4) + b0 * x2, y3 = load(z + 6) + b0 * x3;
    for (u32 k = 0; k + 1 < order; k++) {
      f64* to = z + k * 8;
      f64x2 bk = splat(b[k + 1]), ak = splat(a[k + 1]);
      store(to, load(to + 8) + bk * x0 - ak * y0);
      store(to + 2, load(to + 10) + bk * x1 - ak * y1);
      store(to + 4, load(to + 12) + bk * x2 - ak * y2);
      store(to + 6, load(to + 14) + bk * x3 - ak * y3);
    }
    f64* to = z + (order - 1) * 8;
    f64x2 bk = splat(b[order]), ak = splat(a[order]);
    store(to, bk * x0 - ak * y0), store(to + 2, bk * x1 - ak * y1);
    store(to + 4, bk * x2 - ak * y2), store(to + 6, bk * x3 - ak * y3);
    store(at, y0), store(at + 2, y1), store(at + 4, y2), store(at + 6, y3);
  }
}

INLINE u32 firstLine(const Lines& lines, const Block& block, u32 item) {
  if (lines.inner == 1) return item * 8;
  return block.start / (lines.length * lines.inner) * lines.inner + block.start % lines.inner;
}

/// States of lines, `order` each, to eight side by side (`back`: from there).
INLINE void moveStates(f64* states, f64* z, u32 order, u32 count, bool back) {
  for (u32 k = 0; k < order; k++)
    for (u32 l = 0; l < 8; l++) {
      if (!back) z[k * 8 + l] = l < count ? states[l * order + k] : 0;
      else if (l < count) states[l * order + k] = z[k * 8 + l];
    }
}

/// Recursive filters; the states of all lines, `order` each, stand one behind the other, filter after filter. Coefficients of a filter are
/// order + 1 of the numerator, then as many of the denominator.
KERNEL(recursive)(u32 begin, u32 end, u8* scratch, LINES, const f64* coefficients, u32 order, u32 count, f64* states) {
  Lines lines = THE_LINES;
  f64* line = (f64*)scratch;
  f64* z = line + length * 8 + 16;
  for (u32 item = begin; item < end; item++) {
    Block block = blockOf(lines, item, 8);
    u32 first = firstLine(lines, block, item);
    gather(lines, block, line);
    for (u32 s = 0; s < count; s++) {
      const f64* b = coefficients + 2 * s * (order + 1);
      f64* own = states + (s * outer * inner + first) * order;
      moveStates(own, z, order, block.count, false);
      recursion(line, 8, length, b, b + order + 1, order, z);
      moveStates(own, z, order, block.count, true);
    }
    scatter(lines, block, line);
  }
}

/// The same there and back, beginning in the steady state for the first element (`steady`: order for each filter). With `odd` borders are
/// turned over at the ends.
KERNEL(forward_back)(u32 begin, u32 end, u8* scratch, LINES, const f64* coefficients, u32 order, u32 count, const f64* steady, u32 odd) {
  Lines lines = THE_LINES;
  u32 wide = before + length + after;
  f64* line = (f64*)scratch;
  f64* z = line + wide * 8 + 16;
  f64* last = line + (wide - 1) * 8;
  for (u32 item = begin; item < end; item++) {
    Block block = blockOf(lines, item, 8);
    gather(lines, block, line);
    if (odd)
      for (u32 i = 0; i < before; i++)
        for (u32 l = 0; l < 8; l++) {
          line[i * 8 + l] = 2 * line[before * 8 + l] - line[i * 8 + l];
          u32 at = (before + length + i) * 8 + l;
          line[at] = 2 * line[(before + length - 1) * 8 + l] - line[at];
        }
    for (u32 pass = 0; pass < 2; pass++) {
      f64* from = pass ? last : line;
      f64 first[8];
      for (u32 l = 0; l < 8; l++) first[l] = from[l];
      for (u32 s = 0; s < count; s++) {
        const f64* b = coefficients + 2 * s * (order + 1);
        for (u32 k = 0; k < order; k++)
          for (u32 l = 0; l < 8; l++) z[k * 8 + l] = steady[s * order + k] * first[l];
        recursion(from, pass ? -8 : 8, wide, b, b + order + 1, order, z);
      }
    }
    scatter(lines, block, line + before * 8);
  }
}

/// Polyphase filters of eight lines at a time: `phases` has `width` coefficients for each of `up` phases.
KERNEL(polyphase)(u32 begin, u32 end, u8* scratch, LINES, u32 resultLength, const f64* phases, u32 up, u32 down, u32 width) {
  Lines lines = THE_LINES;
  f64* line = (f64*)scratch;
  f64* result = line + (before + length + after) * 8 + 16;
  for (u32 item = begin; item < end; item++) {
    Block block = blockOf(lines, item, 8);
    gather(lines, block, line);
    for (u32 n = 0; n < resultLength; n++) {
      u64 time = (u64)n * down;
      const f64* weights = phases + (u32)(time % up) * width;
      const f64* at = line + ((u32)(time / up) + 1) * 8;
      f64x2 s0 = splat(0.0), s1 = s0, s2 = s0, s3 = s0;
      for (u32 j = 0; j < width; j++, at += 8) {
        f64x2 weight = splat(weights[j]);
        s0 = addProduct(s0, weight, load(at)), s1 = addProduct(s1, weight, load(at + 2));
        s2 = addProduct(s2, weight, load(at + 4)), s3 = addProduct(s3, weight, load(at + 6));
      }
      f64* to = result + n * 8;
      store(to, s0), store(to + 2, s1), store(to + 4, s2), store(to + 6, s3);
    }
    Lines own = lines;
    own.length = resultLength;
    Block target = block;
    if (inner == 1) target.start = item * 8 * resultLength, target.across = resultLength;
    else target.start = block.start / (length * inner) * resultLength * inner + block.start % inner;
    scatter(own, target, result);
  }
}

/// Sums of kernel[j] line[(n + taps - 1 - j) s], from the first to the last.
INLINE void convolveStretch(const f64* line, u32 n, f64* result, const f64* kernel, u32 taps, u32 s, bool adds) {
  for (u32 i = 0; i < n; i += 16) {
    f64x2 sum[8];
#pragma unroll
    for (u32 v = 0; v < 8; v++) sum[v] = splat(0.0);
    const f64* at = line + i + (taps - 1) * s;
    for (u32 j = 0; j < taps; j++, at -= s) {
      f64x2 weight = splat(kernel[j]);
#pragma unroll
      for (u32 v = 0; v < 8; v++) {
        sum[v] = addProduct(sum[v], weight, load(at + 2 * v));
        asm volatile("" : "+r"(sum[v])::"memory");
      }
    }
#pragma unroll
    for (u32 v = 0; v < 8; v++) {
      f64* to = result + i + 2 * v;
      store(to, (adds ? load(to) : splat(0.0)) + sum[v]);
    }
  }
}

/// A convolution along lines.
KERNEL(fir)(u32 begin, u32 end, u8* scratch, LINES, const f64* kernel, u32 taps) {
  Lines lines = THE_LINES;
  u32 size = inner == 1 ? 1 : 8;
  f64* line = (f64*)scratch;
  f64* result = line + (before + length + after) * size + 32;
  for (u32 item = begin; item < end; item++) {
    Block block = blockOf(lines, item, size);
    gather(lines, block, line);
    convolveStretch(line, length * size, result, kernel, taps, size, false);
    scatter(lines, block, result);
  }
}

/// A part of the full convolution. An item is a stretch of `chunk` elements of a line of the result. `words`: axes before the last, then the
/// sizes of x, of the kernel and of the result and where it starts, each for all axes.
KERNEL(convolve)(u32 begin, u32 end, u8* scratch, const f64* x, const f64* kernel, u8* out, u32 code, const u32* words, u32 chunk) {
  const u32 lead = words[0], axes = lead + 1;
  const u32 *xShape = words + 1, *kernelShape = xShape + axes, *shape = kernelShape + axes, *start = shape + axes;
  const u32 length = xShape[lead], taps = kernelShape[lead], width = shape[lead];
  const u32 stretches = (width + chunk - 1) / chunk;
  u32 kernelRows = 1;
  for (u32 axis = 0; axis < lead; axis++) kernelRows *= kernelShape[axis];
  f64* sums = (f64*)scratch;
  f64* line = sums + chunk + 16;
  Lines lines = {nullptr, 0, out, code, 0, 0, 1, 0, 0, nullptr, 0};
  for (u32 item = begin; item < end; item++) {
    const u32 from = item % stretches * chunk, n = least(chunk, width - from);
    u32 index[8];
    u32 rest = item / stretches;
    for (u32 axis = lead; axis-- > 0;) {
      index[axis] = rest % shape[axis] + start[axis];
      rest /= shape[axis];
    }
    for (u32 i = 0; i < n + 16; i++) sums[i] = 0;
    for (u32 row = 0; row < kernelRows; row++) {
      u32 left = row, source = 0, stride = 1;
      bool inside = true;
      for (u32 axis = lead; axis-- > 0;) {
        u32 j = left % kernelShape[axis];
        left /= kernelShape[axis];
        u32 place = index[axis] - j;
        inside &= index[axis] >= j && place < xShape[axis];
        source += place * stride;
        stride *= xShape[axis];
      }
      if (!inside) continue;
      // Elements first - taps + 1 … first + n of the line, 0 beyond its ends.
      const i32 base = (i32)(start[lead] + from) - (i32)taps + 1;
      const f64* own = x + source * length;
      const u32 all = n + taps - 1;
      u32 i = 0;
      for (; i < all && base + (i32)i < 0; i++) line[i] = 0;
      i32 place = base + (i32)i;
      u32 there = place >= (i32)length ? 0 : least(all - i, length - (u32)place);
      __builtin_memcpy(line + i, own + place, there * 8);
      for (i += there; i < all + 16; i++) line[i] = 0;
      convolveStretch(line, n, sums, kernel + row * taps, taps, 1, true);
    }
    lines.length = n;
    scatter(lines, Block{item / stretches * width + from, 1, 0, 1, 1}, sums);
  }
}
