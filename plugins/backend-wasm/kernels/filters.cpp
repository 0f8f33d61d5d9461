// Filters along one axis: an item is a block of lines.
#include "lines.h"

/// 4 n vectors of sums of neighbours, in the order of the reference body; four go to result, four to result + step. Kinds: 1 symmetric
/// weights, -1 antisymmetric ones, 0 others. `strange` stays 0 where all sums are finite, else it becomes NaN.
template <class A, int kind, u32 n>
INLINE void sums(const A* line, A* result, u32 step, const A* weights, u32 half, u32 s, Vector<A>& strange) {
  typedef Vector<A> V;
  constexpr u32 L = lanes<A>;
  const A* centre = line + half * s;
  const A* left = line;
  const A* right = centre + half * s;
  V weight = splat(weights[half]);
  V sum[4 * n];
#pragma unroll
  for (u32 v = 0; v < 4 * n; v++) sum[v] = load(centre + v * L) * weight;
  for (u32 k = 0; k < half; k++, left += s, right -= s) {
    weight = splat(weights[k]);
#pragma unroll
    for (u32 v = 0; v < 4 * n; v++) {
      V x = load(left + v * L);
      if (kind == 1) x += load(right + v * L);
      if (kind == -1) x -= load(right + v * L);
      sum[v] = addProduct(sum[v], x, weight);
      // Without this all loads come first, and there are not registers enough.
      asm volatile("" : "+r"(sum[v])::"memory");
    }
  }
#pragma unroll
  for (u32 v = 0; v < 4 * n; v++) {
    if (sizeof(A) == 4) strange += sum[v] - sum[v];
    store(result + v / 4 * step + v % 4 * L, sum[v]);
  }
}

/// Blocks of four vectors of sums; the last block may reach beyond what is wanted.
template <class A, int kind>
NOINLINE bool correlateLine(const A* line, u32 blocks, A* result, u32 step, const A* weights, u32 taps, u32 s) {
  constexpr u32 wide = 4 * lanes<A>;
  const u32 half = kind == 0 ? taps - 1 : (taps - 1) / 2;
  Vector<A> strange = splat((A)0);
  u32 b = 0;
  if (kind == 1)
    for (; b + 2 <= blocks; b += 2) sums<A, kind, 2>(line + b * wide, result + b * step, step, weights, half, s, strange);
  for (; b < blocks; b++) sums<A, kind, 1>(line + b * wide, result + b * step, step, weights, half, s, strange);
  A all = 0;
  for (u32 k = 0; k < lanes<A>; k++) all += strange[k];
  return all == 0;
}

template <class A>
INLINE bool correlateKind(i32 kind, const A* line, u32 blocks, A* result, u32 step, const A* weights, u32 taps, u32 s) {
  if (kind == 1) return correlateLine<A, 1>(line, blocks, result, step, weights, taps, s);
  if (sizeof(A) == 8 && kind == -1) return correlateLine<A, -1>(line, blocks, result, step, weights, taps, s);
  return correlateLine<A, 0>(line, blocks, result, step, weights, taps, s);
}

/// The sums of a block of lines, straight to the result where the block is whole; false where they are to be brought there from `result`.
template <class A>
INLINE bool correlateTo(const Lines& lines, const Block& block, bool same, i32 kind, const A* line, A* result, const A* weights, u32 taps, bool& finite) {
  constexpr u32 wide = 4 * lanes<A>;
  A* out = (A*)lines.out + block.start;
  if (same && block.apart == wide && block.count == wide) {
    finite = correlateKind(kind, line, lines.length, out, block.step, weights, taps, wide);
    return true;
  }
  u32 all = lines.length * block.apart;
  if (same && block.apart == 1) {
    u32 whole = all / wide;
    finite = correlateKind(kind, line, whole, out, wide, weights, taps, 1);
    if (all % wide == 0) return true;
    // The last elements may overlap ones that are done.
    A last[wide];
    finite &= correlateKind(kind, line + whole * wide, 1, last, wide, weights, taps, 1);
    for (u32 i = whole * wide; i < all; i++) out[i] = last[i - whole * wide];
    return true;
  }
  finite = correlateKind(kind, line, (all + wide - 1) / wide, result, wide, weights, taps, block.apart);
  return false;
}

NOINLINE void correlateBlock(const Lines& lines, const Block& block, f64* line, const f64* weights, u32 taps, i32 kind) {
  f64* result = line + (lines.before + lines.length + lines.after) * block.apart + 16;
  bool finite;
  gather(lines, block, line);
  if (!correlateTo(lines, block, lines.outCode == FLOAT64, kind, line, result, weights, taps, finite)) scatter(lines, block, result);
}

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
    for (u32 i = 0; i < 16; i++) line[(before + length + after) * size + i] = 0;
    bool finite;
    if (!correlateTo(lines, block, true, kind, line, result, weights, taps, finite)) scatterAs<f32, f32>(lines, block, result);
    if (finite) continue;
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
      s0 += load(fresh), s1 += load(fresh + 2);
      s2 += load(fresh + 4), s3 += load(fresh + 6);
    }
    const f64* old = line;
    f64* to = result;
    for (u32 i = 0;; fresh += 8, old += 8, to += 8) {
      store(to, s0 / by), store(to + 2, s1 / by);
      store(to + 4, s2 / by), store(to + 6, s3 / by);
      if (++i >= length) break;
      s0 += load(fresh) - load(old);
      s1 += load(fresh + 2) - load(old + 2);
      s2 += load(fresh + 4) - load(old + 4);
      s3 += load(fresh + 6) - load(old + 6);
    }
    scatter(lines, block, result);
  }
}

/// Sums by symmetric weights of two places whose neighbours are `s` from each other: what is on the left of the one is, one step
/// later, on the left of the other, so half of the loads do. In the order of `sums`.
template <class A, u32 n>
INLINE void sumsOfTwo(const A* line, A* result, u32 apart, const A* weights, u32 half, u32 s, Vector<A>& strange) {
  typedef Vector<A> V;
  constexpr u32 L = lanes<A>;
  const A* centre = line + half * s;
  V weight = splat(weights[half]);
  V sum[n], next[n], left[n], right[n];
#pragma unroll
  for (u32 v = 0; v < n; v++) {
    sum[v] = load(centre + v * L) * weight;
    next[v] = load(centre + s + v * L) * weight;
    left[v] = load(line + v * L);
    right[v] = load(centre + (half + 1) * s + v * L);
  }
  const A* l = line + s;
  const A* r = centre + half * s;
  for (u32 k = 0; k < half; k++, l += s, r -= s) {
    weight = splat(weights[k]);
#pragma unroll
    for (u32 v = 0; v < n; v++) {
      V x = load(l + v * L), y = load(r + v * L);
      sum[v] = addProduct(sum[v], left[v] + y, weight);
      next[v] = addProduct(next[v], x + right[v], weight);
      left[v] = x;
      right[v] = y;
      asm volatile("" : "+r"(sum[v]), "+r"(next[v])::"memory");
    }
  }
#pragma unroll
  for (u32 v = 0; v < n; v++) {
    if (sizeof(A) == 4) strange += (sum[v] - sum[v]) + (next[v] - next[v]);
    store(result + v * L, sum[v]);
    store(result + apart + v * L, next[v]);
  }
}

template <class A> INLINE bool isZero(Vector<A> strange) {
  A all = 0;
  for (u32 k = 0; k < lanes<A>; k++) all += strange[k];
  return all == 0;
}

/// Two rows of 256 bytes.
template <class A> NOINLINE bool correlateRows(const A* line, A* result, u32 apart, const A* weights, u32 taps) {
  constexpr u32 wide = 256 / sizeof(A), step = 2 * lanes<A>;
  Vector<A> strange = splat((A)0);
  for (u32 x = 0; x < wide; x += step) sumsOfTwo<A, 2>(line + x, result + x, apart, weights, taps / 2, wide, strange);
  return isZero<A>(strange);
}

/// What a filter along one of two axes does.
template <class A> struct Pass {
  const A* weights;
  const f64* weights64;
  u32 taps, before, after;
  i32 kind;
  const i32* map;
};

/// Sums that are made in float64 whatever the elements are, which are `s` from each other.
template <class A> NOINLINE void exactSums(const A* line, u32 n, A* to, const Pass<A>& pass, u32 s) {
  const u32 last = pass.taps - 1, half = pass.kind == 0 ? last : last / 2;
  for (u32 x = 0; x < n; x++) {
    f64 sum = line[x + half * s] * pass.weights64[half];
    for (u32 k = 0; k < half; k++) {
      f64 one = line[x + k * s];
      if (pass.kind == 1) one += line[x + (last - k) * s];
      if (pass.kind == -1) one -= line[x + (last - k) * s];
      sum += one * pass.weights64[k];
    }
    to[x] = (A)sum;
  }
}

/// `count` rows of sums over rows that lie at `places`: tiles of 256 bytes of all rows are brought together, so that they stay in the
/// nearest cache whatever the distance of rows.
template <class A>
INLINE void alongRows(const A* const* places, u32 count, u32 length, A* to, u32 stride, A* tile, const Pass<A>& pass) {
  constexpr u32 wide = 256 / sizeof(A);
  A part[wide];
  for (u32 x = 0; x < length; x += wide) {
    const u32 n = least(wide, length - x);
    for (u32 j = 0; j + 1 < count + pass.taps; j++) {
      A* row = tile + j * wide;
      const A* from = places[j] + x;
      if (n == wide) __builtin_memcpy(row, from, 256);
      else
        for (u32 i = 0; i < wide; i++) row[i] = i < n ? from[i] : 0;
    }
    u32 i = 0;
    if (pass.kind == 1 && n == wide)
      for (; i + 2 <= count; i += 2) {
        const A* row = tile + i * wide;
        A* result = to + i * stride + x;
        if (correlateRows(row, result, stride, pass.weights, pass.taps) || sizeof(A) == 8) continue;
        exactSums(row, n, result, pass, wide);
        exactSums(row + wide, n, result + stride, pass, wide);
      }
    for (; i < count; i++) {
      const A* row = tile + i * wide;
      A* result = n == wide ? to + i * stride + x : part;
      bool finite = correlateKind(pass.kind, row, 4, result, wide / 4, pass.weights, pass.taps, wide);
      if (sizeof(A) == 4 && !finite) exactSums(row, n, result, pass, wide);
      if (n == wide) continue;
      for (u32 k = 0; k < n; k++) to[i * stride + x + k] = part[k];
    }
  }
}

/// `line` holds a line's elements behind the place for its border, and room for a block of vectors behind; the sums go to `to`.
template <class A> INLINE void alongLine(const Lines& lines, A* line, A* to, const Pass<A>& pass) {
  constexpr u32 wide = 4 * lanes<A>;
  u32 length = lines.length;
  extend(lines, 1, line);
  for (u32 i = 0; i < wide; i++) line[pass.before + length + pass.after + i] = 0;
  u32 whole = length / wide;
  bool finite = correlateKind(pass.kind, line, whole, to, wide, pass.weights, pass.taps, 1);
  if (length % wide != 0) {
    A last[wide];
    finite &= correlateKind(pass.kind, line + whole * wide, 1, last, wide, pass.weights, pass.taps, 1);
    for (u32 i = whole * wide; i < length; i++) to[i] = last[i - whole * wide];
  }
  if (sizeof(A) == 4 && !finite) exactSums(line, length, to, pass, 1);
}

INLINE void transpose(const f32x4* a, f32x4* to) {
  f32x4 p = __builtin_shufflevector(a[0], a[1], 0, 4, 1, 5), q = __builtin_shufflevector(a[2], a[3], 0, 4, 1, 5);
  f32x4 r = __builtin_shufflevector(a[0], a[1], 2, 6, 3, 7), s = __builtin_shufflevector(a[2], a[3], 2, 6, 3, 7);
  to[0] = __builtin_shufflevector(p, q, 0, 1, 4, 5), to[1] = __builtin_shufflevector(p, q, 2, 3, 6, 7);
  to[2] = __builtin_shufflevector(r, s, 0, 1, 4, 5), to[3] = __builtin_shufflevector(r, s, 2, 3, 6, 7);
}
INLINE void transpose(const f64x2* a, f64x2* to) {
  to[0] = __builtin_shufflevector(a[0], a[1], 0, 2), to[1] = __builtin_shufflevector(a[0], a[1], 1, 3);
}

/// Two vectors of lines at once by symmetric weights: elements at the same place of all lines are brought side by side. The lines start at
/// `from + before`, `stride` from each other; false where a sum is not finite.
template <class A>
NOINLINE bool alongLines(const Lines& lines, const A* from, u32 stride, A* to, A* beside, const Pass<A>& pass) {
  typedef Vector<A> V;
  constexpr u32 L = lanes<A>, several = 2 * L;
  const u32 length = lines.length;
  V in[L], out[L];
  from += pass.before;
  A* first = beside + pass.before * several;
  for (u32 part = 0; part < 2; part++)
    for (u32 x = 0; x < length; x += L) {
      // What is read beyond a line's end is put right by its border.
#pragma unroll
      for (u32 i = 0; i < L; i++) in[i] = load(from + (part * L + i) * stride + x);
      transpose(in, out);
#pragma unroll
      for (u32 i = 0; i < L; i++) store(first + (x + i) * several + part * L, out[i]);
    }
  extend(lines, several, beside);
  for (u32 i = 0; i < (L + 1) * several; i++) first[(length + pass.after) * several + i] = 0;
  V strange = splat((A)0);
  A sums[L * several];
  for (u32 x = 0; x < length; x += L) {
#pragma unroll
    for (u32 i = 0; i < L; i += 2)
      sumsOfTwo<A, 2>(beside + (x + i) * several, sums + i * several, several, pass.weights, pass.taps / 2, several, strange);
    for (u32 part = 0; part < 2; part++) {
#pragma unroll
      for (u32 i = 0; i < L; i++) in[i] = load(sums + i * several + part * L);
      transpose(in, out);
      for (u32 i = 0; i < L; i++) {
        A* result = to + (part * L + i) * length + x;
        if (x + L <= length) store(result, out[i]);
        else
          for (u32 k = 0; x + k < length; k++) result[k] = out[i][k];
      }
    }
  }
  return sizeof(A) == 8 || isZero<A>(strange);
}

/// Filters along the last two axes in one go. An item is `band` rows; the axis before the last comes first, or (`lineFirst`) the last.
template <class A>
INLINE void separable(u32 begin, u32 end, u8* scratch, const A* in, A* out, u32 rows, u32 length, u32 band, u32 lineFirst, A cval,
                      const Pass<A>& across, const Pass<A>& along) {
  Lines lines = {(const u8*)in, 0, (u8*)out, 0, 1, length, 1, along.before, along.after, along.map, cval};
  const u32 reach = band + across.taps - 1;
  const u32 stride = (along.before + length + along.after + 79) / 16 * 16;
  A* outside = (A*)scratch;
  A* tile = outside + stride;
  // Rows before the last step, with room for their borders.
  A* kept = tile + reach * (256 / sizeof(A));
  // Lines side by side, with room for what is beyond the end.
  A* beside = kept + (lineFirst ? reach + 1 : band) * stride;
  const A** places = (const A**)(beside + (lineFirst ? 0 : 2 * lanes<A> * stride));
  for (u32 x = 0; x < length; x++) outside[x] = cval;
  const u32 bands = (rows + band - 1) / band;
  for (u32 item = begin; item < end; item++) {
    const A* image = in + item / bands * rows * length;
    const u32 first = item % bands * band, count = least(band, rows - first);
    A* result = out + (item / bands * rows + first) * length;
    for (u32 j = 0; j + 1 < count + across.taps; j++) {
      i32 from = across.map[first + j];
      places[j] = from < 0 ? outside : image + from * length;
      if (!lineFirst || from < 0) continue;
      A* line = kept + reach * stride;
      __builtin_memcpy(line + along.before, places[j], length * sizeof(A));
      alongLine(lines, line, kept + j * stride, along);
      places[j] = kept + j * stride;
    }
    if (lineFirst) alongRows(places, count, length, result, length, tile, across);
    else {
      alongRows(places, count, length, kept + along.before, stride, tile, across);
      constexpr u32 several = 2 * lanes<A>;
      u32 i = 0;
      for (; along.kind == 1 && i + several <= count; i += several)
        if (!alongLines(lines, kept + i * stride, stride, result + i * length, beside, along))
          for (u32 k = i; k < i + several; k++) alongLine(lines, kept + k * stride, result + k * length, along);
      for (; i < count; i++) alongLine(lines, kept + i * stride, result + i * length, along);
    }
  }
}

#define SEPARABLE(type, suffix)                                                                                \
  KERNEL(separable_##suffix)(u32 begin, u32 end, u8* scratch, const type* in, type* out, u32 rows, u32 length, u32 band, \
                             u32 lineFirst, f64 cval, const type* weights0, const f64* exact0, u32 taps0, u32 before0,   \
                             i32 kind0, const i32* map0, const type* weights1, const f64* exact1, u32 taps1,   \
                             u32 before1, i32 kind1, const i32* map1) {                                        \
    Pass<type> across = {weights0, exact0, taps0, before0, taps0 - 1 - before0, kind0, map0};                  \
    Pass<type> along = {weights1, exact1, taps1, before1, taps1 - 1 - before1, kind1, map1};                   \
    separable<type>(begin, end, scratch, in, out, rows, length, band, lineFirst, (type)cval, across, along);   \
  }
SEPARABLE(f32, float32)
SEPARABLE(f64, float64)
