// exp, log, sin and cos of float32 numbers in blocks. What needs no care for its size goes without; the rest goes through functions.h, so
// that a number has the same result whatever stands beside it: each function has `usual`, whether numbers can do without care, `all`, for such
// numbers, and `rest`, which puts right what `all` gave for the others. Long chains of arithmetic are cut in two passes over arrays in the nearest
// cache: a processor then works at more numbers at once.
#pragma once
#include "functions.h"
#include "vectors.h"

const u32 blockSize = 512;

/** Whether all bits of numbers, without the sign or with it, are within a range. */
template <bool isSigned> INLINE bool areWithin(const f32* a, u32 n, u32 low, u32 high) {
  u32 most = 0;
  for (u32 i = 0; i < n; i++) {
    u32 bits = isSigned ? bitsOf(a[i]) - low : bitsOf(a[i]) & 0x7fffffffu;
    most = bits > most ? bits : most;
  }
  return most <= (isSigned ? high - low : high);
}

struct Exp {
  INLINE bool usual(const f32* a, u32 n) { return areWithin<false>(a, n, 0, 0x42ae0000u); }
  NOINLINE void rest(const f32* a, f32* out, u32 n, u32*) {
    for (u32 i = 0; i < n; i++) {
      f32 r = expOf(a[i]);
      out[i] = __builtin_fabsf(a[i]) <= 87 ? out[i] : r;
    }
  }
  INLINE f64 of(f64 x, u32*) { return expOf(x); }
  /** Cephes' polynomial in three parts. */
  NOINLINE void all(const f32* a, f32* out, u32 vectors) {
    for (u32 i = 0; i < 4 * vectors; i++) {
      f32 x = a[i];
      f32 n = x * 1.44269504088896341f + singleRounder, k = n - singleRounder;
      f32 r = (x - k * 0.693359375f) - k * -2.12194440e-4f, z = r * r;
      f32 p = 5.0000001201E-1f + r * 1.6666665459E-1f, q = 4.1665795894E-2f + r * 8.3334519073E-3f;
      f32 s = 1.3981999507E-3f + r * 1.9875691500E-4f;
      f32 y = (z * (p + z * (q + z * s)) + r) + 1.0f;
      out[i] = fromBits(bitsOf(y) + (bitsOf(n) << 23));
    }
  }
};

struct Log {
  INLINE bool usual(const f32* a, u32 n) { return areWithin<true>(a, n, 0x00800000u, 0x7f7fffffu); }
  NOINLINE void rest(const f32* a, f32* out, u32 n, u32*) {
    for (u32 i = 0; i < n; i++) {
      f32 r = logOf(a[i]);
      out[i] = bitsOf(a[i]) - 0x00800000u <= 0x7effffffu ? out[i] : r;
    }
  }
  INLINE f64 of(f64 x, u32*) { return logOf(x); }
  NOINLINE void all(const f32* a, f32* out, u32 vectors) {
    f32 fractions[blockSize + 4], exponents[blockSize + 4];
    for (u32 i = 0; i < 4 * vectors; i++) {
      u32 bits = bitsOf(a[i]), above = bits - 0x3f3504f3u;
      exponents[i] = (f32)((i32)above >> 23);
      fractions[i] = fromBits(bits - (above & 0xff800000u)) - 1.0f;
    }
    asm volatile("" ::: "memory");
    for (u32 i = 0; i < 4 * vectors; i++) {
      f32 f = fractions[i], k = exponents[i], z = f * f, w = z * z;
      f32 p = 3.3333331174E-1f + f * -2.4999993993E-1f, q = 2.0000714765E-1f + f * -1.6668057665E-1f;
      f32 r = 1.4249322787E-1f + f * -1.2420140846E-1f, s = 1.1676998740E-1f + f * -1.1514610310E-1f;
      f32 all = (p + z * q) + w * ((r + z * s) + w * 7.0376836292E-2f);
      f32 y = f * z * all + k * -2.12194440e-4f;
      out[i] = (f + (y - 0.5f * z)) + k * 0.693359375f;
    }
  }
};

INLINE f64x2 lowPair(f32x4 x) { return __builtin_convertvector(__builtin_shufflevector(x, x, 0, 1), f64x2); }
INLINE f64x2 highPair(f32x4 x) { return __builtin_convertvector(__builtin_shufflevector(x, x, 2, 3), f64x2); }
/** Two numbers and two zeros. */
INLINE f32x4 rounded(f64x2 a) {
  f32x4 r = __builtin_convertvector(__builtin_shufflevector(a, f64x2{0, 0}, 0, 1, 2, 3), f32x4);
  // Else conversions become one of four numbers, which has no instruction.
  asm("" : "+r"(r));
  return r;
}

/** Numbers less quarter turns, in units of which `turns` are rounded; `lost` is what single precision loses of `rests`, negative. */
struct Turns {
  f32 turns[blockSize + 4], rests[blockSize + 4], lost[blockSize + 4];
};

/** For numbers below 400: the first two parts of a quarter turn have so few digits that products with them are exact. */
INLINE void takeTurns(const f32* a, u32 vectors, Turns* to) {
  for (u32 i = 0; i < 4 * vectors; i += 4) {
    f32x4 x = load(a + i);
    f32x4 n = madd(x, splat(6.36619772367581382433e-01f), splat(singleRounder)), k = n - splat(singleRounder);
    f32x4 high = nmadd(k, splat(0x1.921ep+0f), x), low = k * splat(0x1.b544p-16f), y = high - low;
    store(to->turns + i, n);
    store(to->rests + i, y);
    store(to->lost + i, madd(k, splat(0x1.0b4612p-34f), low - (high - y)));
  }
}

/** For numbers below 65536, in double precision. */
INLINE void takeManyTurns(const f32* a, u32 vectors, Turns* to) {
  for (u32 i = 0; i < 4 * vectors; i += 4) {
    f32x4 x = load(a + i);
    f32x4 n = madd(x, splat(6.36619772367581382433e-01f), splat(singleRounder)), k = n - splat(singleRounder);
    f64x2 high = splat(1.57079632673412561417e+00), low = splat(6.07710050650619224932e-11);
    f64x2 k0 = lowPair(k), k1 = highPair(k);
    f64x2 w0 = nmadd(k0, low, nmadd(k0, high, lowPair(x))), w1 = nmadd(k1, low, nmadd(k1, high, highPair(x)));
    f32x4 y0 = rounded(w0), y1 = rounded(w1);
    store(to->turns + i, n);
    store(to->rests + i, __builtin_shufflevector(y0, y1, 0, 1, 4, 5));
    store(to->lost + i, __builtin_shufflevector(rounded(lowPair(y0) - w0), rounded(lowPair(y1) - w1), 0, 1, 4, 5));
  }
}

/** The sines, `more` quarter turns on. */
NOINLINE void sinesOf(const Turns* from, u32 more, f32* out, u32 vectors) {
  for (u32 i = 0; i < 4 * vectors; i += 4) {
    f32x4 y = load(from->rests + i), z = y * y;
    u32x4 quarter = (u32x4)load(from->turns + i) + more;
    f32x4 p = nmadd(z, nmadd(z, splat(1.9515295891E-4f), splat(8.3321608736E-3f)), splat(1.6666654611E-1f));
    f32x4 sine = y - madd(y * z, p, load(from->lost + i));
    f32x4 q = madd(z, madd(z, splat(2.443315711809948E-5f), splat(-1.388731625493765E-3f)), splat(4.166664568298827E-2f));
    f32x4 cosine = splat(1.0f) - nmadd(z * z, q, z * splat(0.5f));
    i32x4 isOdd = (i32x4)(quarter << 31) >> 31;
#ifdef __wasm_relaxed_simd__
    u32x4 r = (u32x4)__builtin_wasm_relaxed_laneselect_i32x4((i32x4)cosine, (i32x4)sine, isOdd);
#else
    u32x4 r = (u32x4)(((i32x4)cosine & isOdd) | ((i32x4)sine & ~isOdd));
#endif
    store(out + i, (f32x4)(r ^ ((quarter << 30) & 0x80000000u)));
  }
}

/** The sine of x plus some quarter turns. */
template <u32 more> struct Sine {
  INLINE bool usual(const f32* a, u32 n) { return areWithin<false>(a, n, 0, 0x43c80000u); }
  NOINLINE void all(const f32* a, f32* out, u32 vectors) {
    Turns turns;
    takeTurns(a, vectors, &turns);
    asm volatile("" ::: "memory");
    sinesOf(&turns, more, out, vectors);
  }
  NOINLINE void rest(const f32* a, f32* out, u32 n, u32* far) {
    Turns turns;
    f32 others[blockSize + 4];
    takeManyTurns(a, (n + 3) / 4, &turns);
    asm volatile("" ::: "memory");
    sinesOf(&turns, more, others, (n + 3) / 4);
    for (u32 i = 0; i < n; i++) out[i] = __builtin_fabsf(a[i]) <= 400 ? out[i] : others[i];
    if (areWithin<false>(a, n, 0, 0x47800000u)) return;
    for (u32 i = 0; i < n; i++)
      if (!(__builtin_fabsf(a[i]) <= 65536)) out[i] = sineOf(a[i], more, far);
  }
  INLINE f64 of(f64 x, u32* far) { return more ? cosOf(x, far) : sinOf(x, far); }
};

/** A function of up to `blockSize` numbers, in place too. */
template <class Function> NOINLINE void inBlock(const f32* a, f32* out, u32 n, u32* far) {
  bool usual = Function::usual(a, n);
  if (usual && n % 4 == 0) return Function::all(a, out, n / 4);
  f32 own[blockSize + 4], results[blockSize + 4];
  for (u32 i = 0; i < n; i++) own[i] = a[i];
  for (u32 i = 0; i < 3; i++) own[n + i] = 1;
  Function::all(own, results, (n + 3) / 4);
  if (!usual) Function::rest(own, results, n, far);
  for (u32 i = 0; i < n; i++) out[i] = results[i];
}

template <class Function> INLINE void inBlocks(const f32* a, f32* out, u32 n, u32* far) {
  for (u32 i = 0; i < n; i += blockSize) inBlock<Function>(a + i, out + i, least(blockSize, n - i), far);
}
