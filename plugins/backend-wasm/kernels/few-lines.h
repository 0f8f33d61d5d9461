// Filters along one line or few, whose state goes on from sample to sample: what is side by side are sections. Each line is worked on in
// the order of the reference bodies, so results are the same bit for bit.
#pragma once
#include "lines.h"
#pragma clang fp contract(off)

/// Samples of a piece of a block: its lines stay in the nearest cache while all sections go over them.
constexpr u32 piece = 512;

template <class U> INLINE U filled(f64 x);
template <> inline __attribute__((always_inline)) f64 filled<f64>(f64 x) { return x; }
template <> inline __attribute__((always_inline)) f64x2 filled<f64x2>(f64 x) { return splat(x); }

/// One section over n samples of N units of lines; `c` are its coefficients b and a, each order + 1, `z` its state.
template <class U, u32 N> NOINLINE void firstOrder(U* x, u32 n, i32 step, const f64* c, U* z) {
  U b0 = filled<U>(c[0]), b1 = filled<U>(c[1]), a1 = filled<U>(c[3]);
  U z0[N];
  for (u32 k = 0; k < N; k++) z0[k] = z[k];
  for (; n > 0; n--, x += step)
    for (u32 k = 0; k < N; k++) {
      U v = x[k], y = z0[k] + b0 * v;
      z0[k] = b1 * v - a1 * y;
      x[k] = y;
    }
  for (u32 k = 0; k < N; k++) z[k] = z0[k];
}

template <class U, u32 N> NOINLINE void secondOrder(U* x, u32 n, i32 step, const f64* c, U* z) {
  U b0 = filled<U>(c[0]), b1 = filled<U>(c[1]), b2 = filled<U>(c[2]), a1 = filled<U>(c[4]), a2 = filled<U>(c[5]);
  U z0[N], z1[N];
  for (u32 k = 0; k < N; k++) z0[k] = z[k], z1[k] = z[N + k];
  for (; n > 0; n--, x += step)
    for (u32 k = 0; k < N; k++) {
      U v = x[k], y = z0[k] + b0 * v;
      z0[k] = z1[k] + b1 * v - a1 * y;
      z1[k] = b2 * v - a2 * y;
      x[k] = y;
    }
  for (u32 k = 0; k < N; k++) z[k] = z0[k], z[N + k] = z1[k];
}

/// Two sections at once: neither waits for the other.
template <class U, u32 N> NOINLINE void twoSections(U* x, u32 n, i32 step, const f64* c, U* z) {
  U b0 = filled<U>(c[0]), b1 = filled<U>(c[1]), b2 = filled<U>(c[2]), a1 = filled<U>(c[4]), a2 = filled<U>(c[5]);
  U d0 = filled<U>(c[6]), d1 = filled<U>(c[7]), d2 = filled<U>(c[8]), e1 = filled<U>(c[10]), e2 = filled<U>(c[11]);
  U z0[N], z1[N], w0[N], w1[N];
  for (u32 k = 0; k < N; k++) z0[k] = z[k], z1[k] = z[N + k], w0[k] = z[2 * N + k], w1[k] = z[3 * N + k];
  for (; n > 0; n--, x += step)
    for (u32 k = 0; k < N; k++) {
      U v = x[k], m = z0[k] + b0 * v;
      z0[k] = z1[k] + b1 * v - a1 * m;
      z1[k] = b2 * v - a2 * m;
      U y = w0[k] + d0 * m;
      w0[k] = w1[k] + d1 * m - e1 * y;
      w1[k] = d2 * m - e2 * y;
      x[k] = y;
    }
  for (u32 k = 0; k < N; k++) z[k] = z0[k], z[N + k] = z1[k], z[2 * N + k] = w0[k], z[3 * N + k] = w1[k];
}

/// One section of one line, its state in registers.
template <u32 order> NOINLINE void fixedOrder(f64* x, u32 n, i32 step, const f64* c, f64* state) {
  f64 b[order + 1], a[order + 1], z[order];
#pragma unroll
  for (u32 k = 0; k <= order; k++) b[k] = c[k], a[k] = c[order + 1 + k];
#pragma unroll
  for (u32 k = 0; k < order; k++) z[k] = state[k];
  for (; n > 0; n--, x += step) {
    f64 v = *x, y = z[0] + b[0] * v;
#pragma unroll
    for (u32 k = 1; k < order; k++) z[k - 1] = z[k] + b[k] * v - a[k] * y;
    z[order - 1] = b[order] * v - a[order] * y;
    *x = y;
  }
#pragma unroll
  for (u32 k = 0; k < order; k++) state[k] = z[k];
}

INLINE f64 nextOf(const f64* c, f64* z, f64 v) {
  f64 y = z[0] + c[0] * v;
  z[0] = z[1] + c[1] * v - c[4] * y;
  z[1] = c[2] * v - c[5] * y;
  return y;
}

/// Four sections of one line in two vectors: each section is a sample behind the one before it.
NOINLINE void fourSections(f64* x, i32 n, i32 step, const f64* c, f64* z) {
  f64 waiting[4] = {0, 0, 0, 0};
  auto walk = [&](i32 from, i32 to) {
    for (i32 t = from; t < to; t++)
      for (i32 k = 3; k >= 0; k--) {
        i32 at = t - k;
        if (at < 0 || at >= n) continue;
        f64 y = nextOf(c + 6 * k, z + 2 * k, k == 0 ? x[at * step] : waiting[k]);
        if (k == 3) x[at * step] = y;
        else waiting[k + 1] = y;
      }
  };
  walk(0, 3);
  if (n > 3) {
#define PAIR(i, j) f64x2{c[i], c[j]}
    f64x2 b0 = PAIR(0, 6), b1 = PAIR(1, 7), b2 = PAIR(2, 8), a1 = PAIR(4, 10), a2 = PAIR(5, 11);
    f64x2 d0 = PAIR(12, 18), d1 = PAIR(13, 19), d2 = PAIR(14, 20), e1 = PAIR(16, 22), e2 = PAIR(17, 23);
    f64x2 z0 = {z[0], z[2]}, z1 = {z[1], z[3]}, w0 = {z[4], z[6]}, w1 = {z[5], z[7]};
    f64x2 y = {waiting[1], waiting[2]}, u = {waiting[3], 0};
    f64 *in = x + 3 * step, *out = x;
    for (i32 t = 3; t < n; t++, in += step, out += step) {
      f64x2 v = __builtin_shufflevector(splat(*in), y, 0, 2), s = __builtin_shufflevector(y, u, 1, 2);
      y = z0 + b0 * v;
      u = w0 + d0 * s;
      z0 = z1 + b1 * v - a1 * y;
      w0 = w1 + d1 * s - e1 * u;
      z1 = b2 * v - a2 * y;
      w1 = d2 * s - e2 * u;
      *out = u[1];
    }
    for (u32 k = 0; k < 2; k++) z[2 * k] = z0[k], z[2 * k + 1] = z1[k], z[4 + 2 * k] = w0[k], z[5 + 2 * k] = w1[k];
    waiting[1] = y[0], waiting[2] = y[1], waiting[3] = u[0];
  }
  walk(greatest(n, 3), n + 3);
}

template <class U, u32 N> NOINLINE void anyOrder(U* x, u32 n, i32 step, const f64* c, u32 order, U* z) {
  const f64 *b = c, *a = c + order + 1;
  U b0 = filled<U>(b[0]);
  for (; n > 0; n--, x += step) {
    U v[N], y[N];
    for (u32 k = 0; k < N; k++) v[k] = x[k], y[k] = z[k] + b0 * v[k];
    U* state = z;
    for (u32 i = 1; i < order; i++, state += N) {
      U bi = filled<U>(b[i]), ai = filled<U>(a[i]);
      for (u32 k = 0; k < N; k++) state[k] = state[N + k] + bi * v[k] - ai * y[k];
    }
    U bi = filled<U>(b[order]), ai = filled<U>(a[order]);
    for (u32 k = 0; k < N; k++) state[k] = bi * v[k] - ai * y[k], x[k] = y[k];
  }
}

struct Filter {
  const f64* coefficients;
  u32 sections, order;
};

/// All sections over n samples, the state of one behind that of the other.
template <class U, u32 N> INLINE void filterPiece(U* x, u32 n, i32 step, const Filter& filter, U* z) {
  u32 order = filter.order, width = 2 * (order + 1);
  const f64* c = filter.coefficients;
  for (u32 s = 0; s < filter.sections; s++, c += width, z += order * N) {
    if constexpr (sizeof(U) == 8) {
      if (order == 2 && s + 3 < filter.sections) {
        fourSections(x, n, step, c, z);
        s += 3, c += 3 * width, z += 3 * order;
        continue;
      }
      if (order == 3) {
        fixedOrder<3>(x, n, step, c, z);
        continue;
      }
      if (order == 4) {
        fixedOrder<4>(x, n, step, c, z);
        continue;
      }
      if (order == 5 || order == 6) {
        order == 5 ? fixedOrder<5>(x, n, step, c, z) : fixedOrder<6>(x, n, step, c, z);
        continue;
      }
      if (order == 7 || order == 8) {
        order == 7 ? fixedOrder<7>(x, n, step, c, z) : fixedOrder<8>(x, n, step, c, z);
        continue;
      }
    }
    if (order == 2 && s + 1 < filter.sections) {
      twoSections<U, N>(x, n, step, c, z);
      s++, c += width, z += order * N;
    } else if (order == 2) {
      secondOrder<U, N>(x, n, step, c, z);
    } else if (order == 1) {
      firstOrder<U, N>(x, n, step, c, z);
    } else {
      anyOrder<U, N>(x, n, step, c, order, z);
    }
  }
}

// Lines that lie one behind the other are turned two samples of two lines at a time.
typedef f32 f32x2 __attribute__((vector_size(8)));
INLINE f64x2 pair(const f64* from) { return load(from); }
INLINE f64x2 pair(const f32* from) {
  f32x2 v;
  __builtin_memcpy(&v, from, 8);
  return __builtin_convertvector(v, f64x2);
}
INLINE void putPair(f64* to, f64x2 v) { store(to, v); }
INLINE void putPair(f32* to, f64x2 v) { store(to, __builtin_convertvector(v, f32x2)); }

template <class T> NOINLINE void turnIn(const T* in, u32 across, u32 count, u32 length, f64* to) {
  for (u32 k = 0; k < count; k += 2, in += 2 * across) {
    f64* at = to + k;
    const T *one = in, *other = in + across;
    u32 i = 0;
    for (; i + 2 <= length; i += 2, at += 2 * count) {
      f64x2 p = pair(one + i), q = pair(other + i);
      store(at, __builtin_shufflevector(p, q, 0, 2));
      store(at + count, __builtin_shufflevector(p, q, 1, 3));
    }
    if (i < length) at[0] = one[i], at[1] = other[i];
  }
}

template <class T> NOINLINE void turnOut(T* out, u32 across, u32 count, u32 length, const f64* from) {
  for (u32 k = 0; k < count; k += 2, out += 2 * across) {
    const f64* at = from + k;
    T *one = out, *other = out + across;
    u32 i = 0;
    for (; i + 2 <= length; i += 2, at += 2 * count) {
      f64x2 p = pair(at), q = pair(at + count);
      putPair(one + i, __builtin_shufflevector(p, q, 0, 2));
      putPair(other + i, __builtin_shufflevector(p, q, 1, 3));
    }
    if (i < length) one[i] = (T)at[0], other[i] = (T)at[1];
  }
}

INLINE bool turns(const Block& block, u32 code) {
  return block.across != 1 && block.count == block.apart && block.apart > 1 && code <= FLOAT64;
}

INLINE void bring(const Lines& lines, const Block& block, f64* to) {
  if (!turns(block, lines.inCode)) gather(lines, block, to);
  else if (lines.inCode == FLOAT64) turnIn((const f64*)lines.in + block.start, block.across, block.count, lines.length, to);
  else turnIn((const f32*)lines.in + block.start, block.across, block.count, lines.length, to);
}

INLINE void bringBack(const Lines& lines, const Block& block, const f64* from) {
  if (!turns(block, lines.outCode)) scatter(lines, block, from);
  else if (lines.outCode == FLOAT64) turnOut((f64*)lines.out + block.start, block.across, block.count, lines.length, from);
  else turnOut((f32*)lines.out + block.start, block.across, block.count, lines.length, from);
}

INLINE u32 firstLine(const Lines& lines, u32 item, u32 apart) {
  if (lines.inner == 1) return item * apart;
  u32 blocks = (lines.inner + apart - 1) / apart;
  return item / blocks * lines.inner + item % blocks * apart;
}

template <class U, u32 N>
INLINE void filterBlock(const Lines& lines, u32 item, u32 apart, u8* scratch, const Filter& filter, f64* states) {
  Block block = blockOf(lines, item, apart);
  u32 first = firstLine(lines, item, apart), total = lines.outer * lines.inner, order = filter.order;
  f64 *x = (f64*)scratch, *z = x + piece * apart;
  for (u32 s = 0; s < filter.sections; s++)
    for (u32 i = 0; i < order; i++)
      for (u32 k = 0; k < apart; k++)
        z[(s * order + i) * apart + k] = k < block.count ? states[(s * total + first + k) * order + i] : 0;
  Lines part = lines;
  Block at = block;
  for (u32 start = 0; start < lines.length; start += piece) {
    part.length = least(piece, lines.length - start);
    at.start = block.start + start * block.step;
    bring(part, at, x);
    filterPiece<U, N>((U*)x, part.length, N, filter, (U*)z);
    bringBack(part, at, x);
  }
  for (u32 s = 0; s < filter.sections; s++)
    for (u32 i = 0; i < order; i++)
      for (u32 k = 0; k < block.count; k++) states[(s * total + first + k) * order + i] = z[(s * order + i) * apart + k];
}

enum Extension : u32 { NOTHING, ODD, EVEN, CONSTANT };

template <class U, u32 N> INLINE void runOver(U* x, u32 n, i32 step, const Filter& filter, const f64* steady, U* z) {
  u32 width = filter.sections * filter.order;
  U first[N];
  for (u32 k = 0; k < N; k++) first[k] = x[k];
  for (u32 i = 0; i < width; i++)
    for (u32 k = 0; k < N; k++) z[i * N + k] = filled<U>(steady[i]) * first[k];
  for (; n > 0;) {
    u32 now = least(n, piece);
    filterPiece<U, N>(x, now, step, filter, z);
    x += (i32)now * step;
    n -= now;
  }
}

template <class U, u32 N>
INLINE void filterBothWays(const Lines& lines, u32 item, u32 apart, u8* scratch, const Filter& filter, const f64* steady,
                           u32 edge, u32 kind) {
  Block block = blockOf(lines, item, apart);
  u32 length = lines.length, wide = length + 2 * edge;
  U *x = (U*)scratch, *z = x + wide * N, *line = x + edge * N, *last = line + (length - 1) * N;
  bring(lines, block, (f64*)line);
  U two = filled<U>(2);
  for (u32 i = 1; i <= edge; i++)
    for (u32 k = 0; k < N; k++) {
      U left = kind == CONSTANT ? line[k] : line[i * N + k];
      U right = kind == CONSTANT ? last[k] : (last - i * N)[k];
      (line - i * N)[k] = kind == ODD ? two * line[k] - left : left;
      last[i * N + k] = kind == ODD ? two * last[k] - right : right;
    }
  runOver<U, N>(x, wide, N, filter, steady, z);
  runOver<U, N>(x + (wide - 1) * N, wide, -(i32)N, filter, steady, z);
  bringBack(lines, block, (const f64*)line);
}

#define BY_WIDTH(call)                         \
  for (u32 item = begin; item < end; item++) { \
    if (apart == 2) call(f64x2, 1);            \
    else call(f64, 1);                         \
  }

KERNEL(sections)
(u32 begin, u32 end, u8* scratch, LINES, u32 apart, const f64* coefficients, u32 sections, u32 order, f64* states) {
  Lines lines = THE_LINES;
  Filter filter{coefficients, sections, order};
#define FORWARD(U, N) filterBlock<U, N>(lines, item, apart, scratch, filter, states)
  BY_WIDTH(FORWARD)
}

KERNEL(bothWays)
(u32 begin, u32 end, u8* scratch, LINES, u32 apart, const f64* coefficients, u32 sections, u32 order, const f64* steady,
 u32 edge, u32 kind) {
  Lines lines = THE_LINES;
  Filter filter{coefficients, sections, order};
#define BOTH(U, N) filterBothWays<U, N>(lines, item, apart, scratch, filter, steady, edge, kind)
  BY_WIDTH(BOTH)
}

/// Outputs of one line with zeros put in between and samples left out: an item is an output. `phases` hold the coefficients that meet samples,
/// `width` for each of `up` phases; `wide` is the line with as many zeros at each end.
KERNEL(polyphaseLine)(u32 begin, u32 end, u8*, const f64* phases, const f64* wide, f64* out, u32 width, u32 up, u32 down) {
  u64 time = (u64)begin * down;
  u32 first = (u32)(time / up), phase = (u32)(time % up);
  const u32 whole = down / up, rest = down % up;
  // Four sums at a time: none waits for another.
  for (u32 n = begin; n < end; n += 4) {
    const f64 *h[4], *x[4];
    for (u32 k = 0; k < 4; k++) {
      // What is beyond the last output is done once more, and not kept.
      h[k] = phases + phase * width;
      x[k] = wide + first + 1;
      if (n + k + 1 >= end) continue;
      first += whole;
      phase += rest;
      if (phase >= up) phase -= up, first++;
    }
    const f64 *h0 = h[0], *h1 = h[1], *h2 = h[2], *h3 = h[3], *x0 = x[0], *x1 = x[1], *x2 = x[2], *x3 = x[3];
    f64 s[4] = {0, 0, 0, 0};
    for (u32 j = 0; j < width; j++) {
      s[0] += h0[j] * x0[j];
      s[1] += h1[j] * x1[j];
      s[2] += h2[j] * x2[j];
      s[3] += h3[j] * x3[j];
    }
    for (u32 k = 0; k < 4 && n + k < end; k++) out[n + k] = s[k];
  }
}
