// Filters along one axis: an item is a block of lines.
#include "lines.h"

/// Sums of weights[k] line[j + k s] for j < n, in the reference body's order. Kinds: 1 symmetric, -1 antisymmetric, 0 others.
template <class A, int kind> NOINLINE void correlateLine(const A* line, u32 n, A* result, const A* weights, u32 taps, u32 s) {
  typedef Vector<A> V;
  constexpr u32 L = lanes<A>;
  const u32 half = kind == 0 ? taps - 1 : (taps - 1) / 2;
  for (u32 j = 0; j < n; j += 4 * L) {
    const A* left = line + j;
    const A* centre = left + half * s;
    V weight = splat(weights[half]);
    V s0 = loadVector<V>(centre) * weight, s1 = loadVector<V>(centre + L) * weight;
    V s2 = loadVector<V>(centre + 2 * L) * weight, s3 = loadVector<V>(centre + 3 * L) * weight;
    const A* right = centre + half * s;
    for (u32 k = 0; k < half; k++, left += s, right -= s) {
      weight = splat(weights[k]);
      V x0 = loadVector<V>(left), x1 = loadVector<V>(left + L);
      V x2 = loadVector<V>(left + 2 * L), x3 = loadVector<V>(left + 3 * L);
      if (kind == 1) {
        x0 += loadVector<V>(right), x1 += loadVector<V>(right + L);
        x2 += loadVector<V>(right + 2 * L), x3 += loadVector<V>(right + 3 * L);
      } else if (kind == -1) {
        x0 -= loadVector<V>(right), x1 -= loadVector<V>(right + L);
        x2 -= loadVector<V>(right + 2 * L), x3 -= loadVector<V>(right + 3 * L);
      }
      s0 = addProduct(s0, x0, weight), s1 = addProduct(s1, x1, weight);
      s2 = addProduct(s2, x2, weight), s3 = addProduct(s3, x3, weight);
    }
    storeVector(result + j, s0), storeVector(result + j + L, s1);
    storeVector(result + j + 2 * L, s2), storeVector(result + j + 3 * L, s3);
  }
}

NOINLINE void correlateBlock(const Lines& lines, const Block& block, f64* line, const f64* weights, u32 taps, i32 kind) {
  f64* result = line + (lines.before + lines.length + lines.after) * block.apart + 16;
  gather(lines, block, line);
  u32 n = lines.length * block.apart;
  if (kind == 1) correlateLine<f64, 1>(line, n, result, weights, taps, block.apart);
  else if (kind == -1) correlateLine<f64, -1>(line, n, result, weights, taps, block.apart);
  else correlateLine<f64, 0>(line, n, result, weights, taps, block.apart);
  scatter(lines, block, result);
}

#define LINES                                                                                                  \
  const u8 *in, u32 inCode, u8 *out, u32 outCode, u32 outer, u32 length, u32 inner, u32 before, u32 after,     \
      const i32 *map, f64 cval
#define THE_LINES {in, inCode, out, outCode, outer, length, inner, before, after, map, cval}

KERNEL(correlate1d_float64)(u32 begin, u32 end, u8* scratch, LINES, const f64* weights, u32 taps, i32 kind) {
  Lines lines = THE_LINES;
  for (u32 item = begin; item < end; item++)
    correlateBlock(lines, blockOf(lines, item, inner == 1 ? 1 : 8), (f64*)scratch, weights, taps, kind);
}

/// float32 in float32 arithmetic. Where that gives an infinity or NaN, float64 has the last word.
KERNEL(correlate1d_float32)(u32 begin, u32 end, u8* scratch, LINES, const f64* weights64, const f32* weights, u32 taps, i32 kind) {
  Lines lines = THE_LINES;
  u32 size = inner == 1 ? 1 : 16;
  f32* line = (f32*)scratch;
  f32* result = line + (before + length + after) * size + 16;
  for (u32 item = begin; item < end; item++) {
    Block block = blockOf(lines, item, size);
    gatherAs<f32, f32>(lines, block, line);
    extend(lines, size, line);
    u32 n = length * size;
    if (kind == 1) correlateLine<f32, 1>(line, n, result, weights, taps, size);
    else correlateLine<f32, 0>(line, n, result, weights, taps, size);
    f32x4 test = splat(0.0f);
    for (u32 i = 0; i + 4 <= n; i += 4) {
      f32x4 x = loadVector<f32x4>(result + i);
      test += x - x;
    }
    f32 strange = test[0] + test[1] + test[2] + test[3];
    for (u32 i = n & ~3u; i < n; i++) strange += result[i] - result[i];
    if (strange == 0) {
      scatterAs<f32, f32>(lines, block, result);
      continue;
    }
    u32 parts = size == 1 ? 1 : 2;
    for (u32 part = 0; part < parts; part++) {
      Block half = block;
      half.apart = size == 1 ? 1 : 8;
      half.start += 8 * part;
      half.count = size == 1 ? 1 : block.count < 8 * part ? 0 : least(8u, block.count - 8 * part);
      if (half.count > 0) correlateBlock(lines, half, (f64*)scratch, weights64, taps, kind);
    }
  }
}

/// Running means of eight lines at a time.
KERNEL(uniform1d)(u32 begin, u32 end, u8* scratch, LINES, u32 size) {
  Lines lines = THE_LINES;
  f64* line = (f64*)scratch;
  f64* result = line + (before + length + after) * 8 + 16;
  f64x2 by = splat((f64)size);
  for (u32 item = begin; item < end; item++) {
    Block block = blockOf(lines, item, 8);
    gather(lines, block, line);
    f64x2 s0 = splat(0.0), s1 = s0, s2 = s0, s3 = s0;
    const f64* fresh = line;
    for (u32 k = 0; k < size; k++, fresh += 8) {
      s0 += loadVector<f64x2>(fresh), s1 += loadVector<f64x2>(fresh + 2);
      s2 += loadVector<f64x2>(fresh + 4), s3 += loadVector<f64x2>(fresh + 6);
    }
    const f64* old = line;
    f64* to = result;
    for (u32 i = 0;; fresh += 8, old += 8, to += 8) {
      storeVector(to, s0 / by), storeVector(to + 2, s1 / by);
      storeVector(to + 4, s2 / by), storeVector(to + 6, s3 / by);
      if (++i >= length) break;
      s0 += loadVector<f64x2>(fresh) - loadVector<f64x2>(old);
      s1 += loadVector<f64x2>(fresh + 2) - loadVector<f64x2>(old + 2);
      s2 += loadVector<f64x2>(fresh + 4) - loadVector<f64x2>(old + 4);
      s3 += loadVector<f64x2>(fresh + 6) - loadVector<f64x2>(old + 6);
    }
    scatter(lines, block, result);
  }
}

/// R. Harter's ascending minima (descending maxima) of one line, whose elements are `apart` from each other: as the reference body has it.
template <class T, bool greatest> NOINLINE void extremaWithNaN(const T* line, u32 length, u32 size, u32 apart, T* result, u8* room) {
  u32 ring = size + 1;
  T* values = (T*)room;
  u32* ends = (u32*)(values + (ring + 3) / 4 * 4);
  u32 head = 0, tail = 0;
  values[0] = line[0];
  ends[0] = size;
  for (u32 i = 1; i < length + size - 1; i++) {
    T value = line[i * apart];
    if (ends[head] == i) head = head + 1 == ring ? 0 : head + 1;
    if (greatest ? value >= values[head] : value <= values[head]) tail = head;
    else {
      while (greatest ? values[tail] <= value : values[tail] >= value) tail = tail == 0 ? ring - 1 : tail - 1;
      tail = tail + 1 == ring ? 0 : tail + 1;
    }
    values[tail] = value;
    ends[tail] = i + size;
    if (i >= size - 1) result[(i - size + 1) * apart] = values[head];
  }
}

template <class T> INLINE bool hasNaN(const T*, u32) { return false; }
template <class T> INLINE bool hasNaNOf(const T* values, u32 n) {
  constexpr u32 L = lanes<T>;
  Vector<T> test = splat((T)0);
  bool scalar = false;
  u32 i = 0;
  // The larger of anything and NaN in the second place is the first: so NaN are asked for one by one.
  for (; i + L <= n; i += L) {
    Vector<T> x = loadVector<Vector<T>>(values + i);
    test = x == x ? test : x;
  }
  for (; i < n; i++) scalar |= values[i] != values[i];
  for (u32 k = 0; k < L; k++) scalar |= test[k] != test[k];
  return scalar;
}
template <> inline __attribute__((always_inline)) bool hasNaN(const f32* values, u32 n) { return hasNaNOf(values, n); }
template <> inline __attribute__((always_inline)) bool hasNaN(const f64* values, u32 n) { return hasNaNOf(values, n); }

/// The extreme of the first two at each place: of two as large the later one.
template <bool greatest, class V> INLINE V extreme(V earlier, V later) {
  return greatest ? larger(later, earlier) : lesser(later, earlier);
}

template <class T, bool greatest> NOINLINE void extremaOf(const T* from, u32 n, u32 distance, T* to) {
  typedef Vector<T> V;
  constexpr u32 L = lanes<T>;
  u32 j = 0;
  for (; j + 2 * L <= n; j += 2 * L) {
    V a = extreme<greatest>(loadVector<V>(from + j), loadVector<V>(from + j + distance));
    V b = extreme<greatest>(loadVector<V>(from + j + L), loadVector<V>(from + j + L + distance));
    storeVector(to + j, a), storeVector(to + j + L, b);
  }
  for (; j < n; j++) {
    T a = from[j], b = from[j + distance];
    to[j] = (greatest ? a > b : a < b) ? a : b;
  }
}

/// Extremes over windows of 2, 4, 8 … elements, the last two overlapping.
template <class T, bool greatest> INLINE void extrema(u32 begin, u32 end, u8* scratch, const Lines& lines, u32 size) {
  u32 apart = lines.inner == 1 ? 1 : 64 / sizeof(T);
  u32 wide = lines.before + lines.length + lines.after;
  T* line = (T*)scratch;
  T* result = line + (wide * apart + 63) / 64 * 64;
  u8* room = (u8*)(result + (lines.length * apart + 63) / 64 * 64);
  for (u32 item = begin; item < end; item++) {
    Block block = blockOf(lines, item, apart);
    gatherAs<T, T>(lines, block, line);
    extend(lines, apart, line);
    if (hasNaN(line, wide * apart)) {
      for (u32 k = 0; k < block.count; k++)
        extremaWithNaN<T, greatest>(line + k, lines.length, size, apart, result + k, room);
    } else {
      u32 width = 1;
      for (; 2 * width < size; width *= 2) extremaOf<T, greatest>(line, (wide - 2 * width + 1) * apart, width * apart, line);
      extremaOf<T, greatest>(line, lines.length * apart, (size - width) * apart, result);
    }
    // Elements go back as they are.
    if (apart == 1) __builtin_memcpy((T*)lines.out + block.start, result, lines.length * sizeof(T));
    else if (block.count == apart)
      for (u32 i = 0; i < lines.length; i++)
        __builtin_memcpy((T*)lines.out + block.start + i * block.step, result + i * apart, 64);
    else
      for (u32 i = 0; i < lines.length; i++)
        for (u32 k = 0; k < block.count; k++) ((T*)lines.out)[block.start + i * block.step + k] = result[i * apart + k];
  }
}

#define EXTREMA(type, suffix)                                                                                  \
  KERNEL(minimum1d_##suffix)(u32 begin, u32 end, u8* scratch, LINES, u32 size) {                               \
    Lines lines = THE_LINES;                                                                                   \
    extrema<type, false>(begin, end, scratch, lines, size);                                                    \
  }                                                                                                            \
  KERNEL(maximum1d_##suffix)(u32 begin, u32 end, u8* scratch, LINES, u32 size) {                               \
    Lines lines = THE_LINES;                                                                                   \
    extrema<type, true>(begin, end, scratch, lines, size);                                                     \
  }
EXTREMA(f32, float32)
EXTREMA(f64, float64)
EXTREMA(i8, int8)
EXTREMA(u8, uint8)
EXTREMA(i16, int16)
EXTREMA(u16, uint16)
EXTREMA(i32, int32)
EXTREMA(u32, uint32)
