// Recursive filters of many lines at a time, and convolutions by their sums.
#include "lines.h"

/// Transposed direct form II on eight lines at a time; the states of all lines, `order` each, stand one behind the other.
KERNEL(lfilter)(u32 begin, u32 end, u8* scratch, LINES, const f64* b, const f64* a, u32 order, f64* states) {
  Lines lines = THE_LINES;
  f64* line = (f64*)scratch;
  f64* z = line + length * 8 + 16;
  for (u32 item = begin; item < end; item++) {
    Block block = blockOf(lines, item, 8);
    u32 first = inner == 1 ? item * 8 : block.start / (length * inner) * inner + block.start % inner;
    gather(lines, block, line);
    for (u32 k = 0; k < order; k++)
      for (u32 l = 0; l < 8; l++) z[k * 8 + l] = l < block.count ? states[(first + l) * order + k] : 0;
    f64x2 b0 = splat(b[0]);
    if (order == 2) {
      f64x2 b1 = splat(b[1]), b2 = splat(b[2]), a1 = splat(a[1]), a2 = splat(a[2]);
      for (u32 half = 0; half < 8; half += 4) {
        f64x2 p0 = loadVector<f64x2>(z + half), p1 = loadVector<f64x2>(z + half + 8);
        f64x2 q0 = loadVector<f64x2>(z + half + 2), q1 = loadVector<f64x2>(z + half + 10);
        f64* at = line + half;
        for (u32 i = 0; i < length; i++, at += 8) {
          f64x2 x = loadVector<f64x2>(at), w = loadVector<f64x2>(at + 2);
          f64x2 y = p0 + b0 * x, v = q0 + b0 * w;
          p0 = p1 + b1 * x - a1 * y, q0 = q1 + b1 * w - a1 * v;
          p1 = b2 * x - a2 * y, q1 = b2 * w - a2 * v;
          storeVector(at, y), storeVector(at + 2, v);
        }
        storeVector(z + half, p0), storeVector(z + half + 8, p1);
        storeVector(z + half + 2, q0), storeVector(z + half + 10, q1);
      }
    } else {
      f64* at = line;
      for (u32 i = 0; i < length; i++, at += 8) {
        f64x2 x0 = loadVector<f64x2>(at), x1 = loadVector<f64x2>(at + 2), x2 = loadVector<f64x2>(at + 4), x3 = loadVector<f64x2>(at + 6);
        f64x2 y0 = loadVector<f64x2>(z) + b0 * x0, y1 = loadVector<f64x2>(z + 2) + b0 * x1;
        f64x2 y2 = loadVector<f64x2>(z + 4) + b0 * x2, y3 = loadVector<f64x2>(z + 6) + b0 * x3;
        for (u32 k = 0; k + 1 < order; k++) {
          f64* to = z + k * 8;
          f64x2 bk = splat(b[k + 1]), ak = splat(a[k + 1]);
          storeVector(to, loadVector<f64x2>(to + 8) + bk * x0 - ak * y0);
          storeVector(to + 2, loadVector<f64x2>(to + 10) + bk * x1 - ak * y1);
          storeVector(to + 4, loadVector<f64x2>(to + 12) + bk * x2 - ak * y2);
          storeVector(to + 6, loadVector<f64x2>(to + 14) + bk * x3 - ak * y3);
        }
        f64* to = z + (order - 1) * 8;
        f64x2 bk = splat(b[order]), ak = splat(a[order]);
        storeVector(to, bk * x0 - ak * y0), storeVector(to + 2, bk * x1 - ak * y1);
        storeVector(to + 4, bk * x2 - ak * y2), storeVector(to + 6, bk * x3 - ak * y3);
        storeVector(at, y0), storeVector(at + 2, y1), storeVector(at + 4, y2), storeVector(at + 6, y3);
      }
    }
    for (u32 k = 0; k < order; k++)
      for (u32 l = 0; l < block.count; l++) states[(first + l) * order + k] = z[k * 8 + l];
    scatter(lines, block, line);
  }
}

/// Sections of second order one after the other; states are two for each line, section after section.
KERNEL(sosfilt)(u32 begin, u32 end, u8* scratch, LINES, const f64* sections, u32 count, f64* states) {
  Lines lines = THE_LINES;
  f64* line = (f64*)scratch;
  for (u32 item = begin; item < end; item++) {
    Block block = blockOf(lines, item, 8);
    u32 first = inner == 1 ? item * 8 : block.start / (length * inner) * inner + block.start % inner;
    gather(lines, block, line);
    for (u32 s = 0; s < count; s++) {
      const f64* own = sections + 6 * s;
      f64* kept = states + 2 * (s * outer * inner + first);
      f64x2 b0 = splat(own[0]), b1 = splat(own[1]), b2 = splat(own[2]), a1 = splat(own[4]), a2 = splat(own[5]);
      f64 z[16];
      for (u32 l = 0; l < 8; l++)
        for (u32 k = 0; k < 2; k++) z[k * 8 + l] = l < block.count ? kept[2 * l + k] : 0;
      for (u32 half = 0; half < 8; half += 4) {
        f64x2 p0 = loadVector<f64x2>(z + half), p1 = loadVector<f64x2>(z + half + 8);
        f64x2 q0 = loadVector<f64x2>(z + half + 2), q1 = loadVector<f64x2>(z + half + 10);
        f64* at = line + half;
        for (u32 i = 0; i < length; i++, at += 8) {
          f64x2 x = loadVector<f64x2>(at), w = loadVector<f64x2>(at + 2);
          f64x2 y = p0 + b0 * x, v = q0 + b0 * w;
          p0 = p1 + b1 * x - a1 * y, q0 = q1 + b1 * w - a1 * v;
          p1 = b2 * x - a2 * y, q1 = b2 * w - a2 * v;
          storeVector(at, y), storeVector(at + 2, v);
        }
        storeVector(z + half, p0), storeVector(z + half + 8, p1);
        storeVector(z + half + 2, q0), storeVector(z + half + 10, q1);
      }
      for (u32 l = 0; l < block.count; l++)
        for (u32 k = 0; k < 2; k++) kept[2 * l + k] = z[k * 8 + l];
    }
    scatter(lines, block, line);
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
      for (u32 i = 0; i < all + 16; i++) {
        i32 place = base + (i32)i;
        line[i] = place >= 0 && place < (i32)length ? own[place] : 0;
      }
      const f64* weights = kernel + row * taps;
      for (u32 i = 0; i < n; i += 16) {
        f64x2 s[8];
#pragma unroll
        for (u32 v = 0; v < 8; v++) s[v] = splat(0.0);
        const f64* at = line + i + taps - 1;
        for (u32 j = 0; j < taps; j++, at--) {
          f64x2 weight = splat(weights[j]);
#pragma unroll
          for (u32 v = 0; v < 8; v++) {
            s[v] = addProduct(s[v], weight, loadVector<f64x2>(at + 2 * v));
            asm volatile("" : "+r"(s[v])::"memory");
          }
        }
#pragma unroll
        for (u32 v = 0; v < 8; v++) storeVector(sums + i + 2 * v, loadVector<f64x2>(sums + i + 2 * v) + s[v]);
      }
    }
    lines.length = n;
    scatter(lines, Block{item / stretches * width + from, 1, 0, 1, 1}, sums);
  }
}
