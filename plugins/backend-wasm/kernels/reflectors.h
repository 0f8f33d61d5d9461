// Householder reflectors in blocks, as sci-linalg's reference bodies have them (LAPACK's dlarfg, dgeqrf, dlarft).
#pragma once
#include "panels.h"

constexpr f64 precision = 2.220446049250313e-16;
constexpr f64 safeMinimum = 2.2250738585072014e-308;
constexpr u32 reflectorsOfBlock = 32;

INLINE f64 size(f64 x) { return __builtin_fabs(x); }
static f64 hypotenuse(f64 a, f64 b) {
  f64 large = greatest(size(a), size(b)), small = least(size(a), size(b));
  if (a != a || b != b) return a + b;
  if (large == 0 || large == __builtin_inf()) return large;
  if (large < 1e150 && small > 1e-150) return __builtin_sqrt(a * a + b * b);
  f64 ratio = small / large;
  return large * __builtin_sqrt(1 + ratio * ratio);
}

static f64 vectorNorm(const f64* x, u32 step, u32 count) {
  f64 sum = 0;
  for (u32 i = 0; i < count; i++) sum += x[i * step] * x[i * step];
  if (sum > 1e-280 && sum < 1e300) return __builtin_sqrt(sum);
  f64 largest = 0;
  for (u32 i = 0; i < count; i++) {
    f64 own = size(x[i * step]);
    if (own > largest || own != own) largest = own;
  }
  if (largest == 0 || !(largest < __builtin_inf())) return largest;
  sum = 0;
  for (u32 i = 0; i < count; i++) sum += (x[i * step] / largest) * (x[i * step] / largest);
  return largest * __builtin_sqrt(sum);
}

static f64 makeReflector(f64* head, f64* tail, u32 step, u32 count) {
  if (count < 2) return 0;
  f64 norm = vectorNorm(tail, step, count - 1);
  if (norm == 0) return 0;
  f64 alpha = *head;
  f64 beta = __builtin_copysign(hypotenuse(alpha, norm), -alpha);
  const f64 smallest = safeMinimum / (precision / 2);
  int rescaled = 0;
  while (size(beta) < smallest && rescaled < 20) {
    rescaled++;
    for (u32 i = 0; i < count - 1; i++) tail[i * step] /= smallest;
    alpha /= smallest;
    norm = vectorNorm(tail, step, count - 1);
    beta = __builtin_copysign(hypotenuse(alpha, norm), -alpha);
  }
  const f64 tau = (beta - alpha) / beta, scale = 1 / (alpha - beta);
  for (u32 i = 0; i < count - 1; i++) tail[i * step] *= scale;
  for (; rescaled > 0; rescaled--) beta *= smallest;
  *head = beta;
  return tau;
}

// Reflector i has its 1 at row i + shift of column i and the rest of its vector below it.
struct Reflectors {
  f64* data;
  u32 rows, columns;
  f64* tau;
  u32 count, shift;
};

static void applyReflector(f64* a, u32 n, u32 j, u32 m, u32 from, u32 to, f64 tau, f64* work) {
  for (u32 k = from; k < to; k++) work[k] = a[j * n + k];
  for (u32 i = j + 1; i < m; i++) {
    const f64 v = a[i * n + j];
    for (u32 k = from; k < to; k++) work[k] += v * a[i * n + k];
  }
  for (u32 k = from; k < to; k++) {
    work[k] *= tau;
    a[j * n + k] -= work[k];
  }
  for (u32 i = j + 1; i < m; i++) {
    const f64 v = a[i * n + j];
    for (u32 k = from; k < to; k++) a[i * n + k] -= v * work[k];
  }
}

// C <- H C or its transpose, for the reflectors start to end: H = I - V T Vt with a triangle T.
static void applyBlock(const Reflectors& own, u32 start, u32 end, bool transposed, f64* c, u32 stride, u32 column, u32 count, Room room) {
  const u32 wide = end - start, high = own.rows - start - own.shift;
  f64* v = room.take(high * wide);
  for (u32 i = 0; i < high; i++) {
    const f64* line = own.data + (i + start + own.shift) * own.columns + start;
    for (u32 j = 0; j < wide; j++) v[i * wide + j] = j < i ? line[j] : j == i ? 1 : 0;
  }
  f64* gram = room.take(wide * wide);
  f64* t = room.take(wide * wide);
  for (u32 i = 0; i < wide * wide; i++) gram[i] = t[i] = 0;
  const Panel left = {v, wide, 1};
  addProduct({gram, wide, 1}, flipped(left), left, wide, high, wide, 1, room);
  for (u32 j = 0; j < wide; j++) {
    const f64 tau = own.tau[start + j];
    for (u32 i = 0; i < j; i++) {
      f64 sum = 0;
      for (u32 k = i; k < j; k++) sum += t[i * wide + k] * gram[k * wide + j];
      t[i * wide + j] = -tau * sum;
    }
    t[j * wide + j] = tau;
  }
  f64* first = room.take(wide * count);
  f64* second = room.take(wide * count);
  for (u32 i = 0; i < wide * count; i++) first[i] = second[i] = 0;
  const Panel target = {c + (start + own.shift) * stride + column, stride, 1};
  addProduct({first, count, 1}, flipped(left), target, wide, high, count, 1, room);
  const Panel triangle = {t, wide, 1};
  addProduct({second, count, 1}, transposed ? flipped(triangle) : triangle, {first, count, 1}, wide, wide, count, 1, room);
  addProduct(target, left, {second, count, 1}, high, wide, count, -1, room);
}

static void factorQr(const Reflectors& own, Room room) {
  const u32 m = own.rows, n = own.columns;
  f64* work = room.take(n);
  for (u32 start = 0; start < own.count; start += reflectorsOfBlock) {
    const u32 end = least(start + reflectorsOfBlock, own.count);
    for (u32 inner = start; inner < end; inner += 8) {
      const u32 last = least(inner + 8, end);
      for (u32 j = inner; j < last; j++) {
        f64* head = own.data + j * n + j;
        own.tau[j] = makeReflector(head, head + n, n, m - j);
        if (own.tau[j] != 0 && j + 1 < last) applyReflector(own.data, n, j, m, j + 1, last, own.tau[j], work);
      }
      if (last < end) applyBlock(own, inner, last, true, own.data, n, last, end - last, room);
    }
    if (end < n) applyBlock(own, start, end, true, own.data, n, end, n - end, room);
  }
}

// C <- Q C; where C begins as columns of the identity, those before a block still are.
static void applyReflectors(const Reflectors& own, f64* c, u32 count, bool identity, Room room) {
  if (own.count == 0) return;
  for (u32 start = (own.count - 1) / reflectorsOfBlock * reflectorsOfBlock;; start -= reflectorsOfBlock) {
    const u32 column = identity ? least(start + own.shift, count) : 0;
    if (column < count)
      applyBlock(own, start, least(start + reflectorsOfBlock, own.count), false, c, count, column, count - column, room);
    if (start == 0) return;
  }
}
