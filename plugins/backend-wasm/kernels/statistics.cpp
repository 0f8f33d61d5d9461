// Steps of factorizations without numbers below zero, and of mixtures of Gaussian distributions.
#include "functions.h"
#include "panels.h"

template <class T> INLINE T* address(u32 place) { return (T*)place; }

// Sums over observations are made in parts: each item has its own, which are added up in order.
struct Factorization {
  // x (m, n), w (m, k), h (k, n), the products of h's rows (k, k)
  u32 x, w, h, gram;
  // x hᵀ (m, k); the order of components; of each part wᵀx (k, n) and wᵀw (k, k); what each item found
  u32 products, order, sums, grams, found;
  u32 m, n, k, parts;
  // Whether products are to be made, sums are wanted, steps are multiplicative.
  u32 multiplies, accumulates, isMultiplicative;
  f64 l1, l2;
};
constexpr u32 featuresOfBlock = 256;

INLINE f64 size(f64 x) { return __builtin_fabs(x); }
INLINE f64 sumOf(f64x2 v) { return v[0] + v[1]; }

// Two rows of x with some of h.
template <u32 count> INLINE void dots(const f64* x, const f64* y, const f64* h, u32 n, f64* out, f64* other) {
  f64x2 s[count], r[count];
  for (u32 c = 0; c < count; c++) s[c] = r[c] = splat(0.0);
  u32 j = 0;
#pragma clang loop unroll(disable)
  for (; j + 2 <= n; j += 2) {
    const f64x2 a = load(x + j), b = load(y + j);
#pragma unroll
    for (u32 c = 0; c < count; c++) {
      const f64x2 v = load(h + c * n + j);
      s[c] = madd(a, v, s[c]);
      r[c] = madd(b, v, r[c]);
    }
  }
  for (u32 c = 0; c < count; c++) {
    f64 one = sumOf(s[c]), two = sumOf(r[c]);
    if (j < n) {
      one += x[j] * h[c * n + j];
      two += y[j] * h[c * n + j];
    }
    out[c] = one;
    other[c] = two;
  }
}
NOINLINE void dotsByFour(const f64* x, const f64* y, const f64* h, u32 n, f64* out, f64* other) { dots<4>(x, y, h, n, out, other); }
NOINLINE void dotsByOne(const f64* x, const f64* y, const f64* h, u32 n, f64* out, f64* other) { dots<1>(x, y, h, n, out, other); }

// Adds four rows of x, times numbers, to two sums.
NOINLINE void addRows(const f64* x, u32 row, u32 n, const f64* w, u32 k, f64* sum, f64* other) {
  const f64 *x0 = x, *x1 = x0 + row, *x2 = x1 + row, *x3 = x2 + row;
  const f64x2 a0 = splat(w[0]), a1 = splat(w[k]), a2 = splat(w[2 * k]), a3 = splat(w[3 * k]);
  const f64x2 b0 = splat(w[1]), b1 = splat(w[k + 1]), b2 = splat(w[2 * k + 1]), b3 = splat(w[3 * k + 1]);
  u32 j = 0;
#pragma clang loop unroll(disable)
  for (; j + 2 <= n; j += 2) {
    f64x2 v = load(x0 + j), s = load(sum + j), r = load(other + j);
    s = madd(a0, v, s);
    r = madd(b0, v, r);
    v = load(x1 + j);
    s = madd(a1, v, s);
    r = madd(b1, v, r);
    v = load(x2 + j);
    s = madd(a2, v, s);
    r = madd(b2, v, r);
    v = load(x3 + j);
    store(sum + j, madd(a3, v, s));
    store(other + j, madd(b3, v, r));
  }
  if (j < n) {
    sum[j] += a0[0] * x0[j] + a1[0] * x1[j] + (a2[0] * x2[j] + a3[0] * x3[j]);
    other[j] += b0[0] * x0[j] + b1[0] * x1[j] + (b2[0] * x2[j] + b3[0] * x3[j]);
  }
}
// sum += factor x
INLINE void addRow(const f64* x, u32 n, f64 factor, f64* sum) {
  const f64x2 a = splat(factor);
  u32 j = 0;
  for (; j + 2 <= n; j += 2) store(sum + j, madd(a, load(x + j), load(sum + j)));
  if (j < n) sum[j] += factor * x[j];
}
NOINLINE void addFour(const f64* x, u32 n, const f64* w, u32 k, f64* sums) {
  u32 t = 0;
  for (; t + 2 <= k; t += 2) addRows(x, n, n, w + t, k, sums + t * n, sums + (t + 1) * n);
  if (t < k)
    for (u32 r = 0; r < 4; r++) addRow(x + r * n, n, w[r * k + t], sums + t * n);
}

static f64 descend(const Factorization& job, f64* w, const f64* products) {
  const u32 k = job.k;
  const u32* order = address<u32>(job.order);
  f64 violation = 0;
  for (u32 s = 0; s < k; s++) {
    const u32 t = order[s];
    const f64* gram = address<f64>(job.gram) + t * k;
    f64 gradient = job.l1 - products[t];
    for (u32 r = 0; r < k; r++) gradient += gram[r] * w[r];
    const f64 own = w[t];
    violation += own == 0 ? (gradient < 0 ? -gradient : 0) : size(gradient);
    if (gram[t] != 0) {
      const f64 next = own - gradient / gram[t];
      w[t] = next > 0 ? next : 0;
    }
  }
  return violation;
}
constexpr f64 leastDenominator = 1.1920928955078125e-7;
static void multiplyRow(const Factorization& job, f64* w, const f64* products, f64* factors) {
  const u32 k = job.k;
  for (u32 t = 0; t < k; t++) {
    const f64* gram = address<f64>(job.gram) + t * k;
    f64 denominator = 0;
    for (u32 r = 0; r < k; r++) denominator += gram[r] * w[r];
    denominator += job.l1 + job.l2 * w[t];
    factors[t] = products[t] / (denominator == 0 ? leastDenominator : denominator);
  }
  for (u32 t = 0; t < k; t++) w[t] *= factors[t];
}

// The rows of some parts, four at a time: products, steps and sums while they are in the caches. Scratch: k numbers.
KERNEL(factor_rows)(u32 begin, u32 end, f64* scratch, const Factorization* given) {
  const Factorization& job = *given;
  const u32 m = job.m, n = job.n, k = job.k;
  const u32 rows = ((m + job.parts - 1) / job.parts + 3) & ~3u;
  for (u32 part = begin; part < end; part++) {
    f64* sums = address<f64>(job.sums) + part * k * n;
    f64* gram = address<f64>(job.grams) + part * k * k;
    if (job.accumulates)
      for (u32 j = 0; j < k * n; j++) sums[j] = 0;
    for (u32 j = 0; j < k * k; j++) gram[j] = 0;
    f64 violation = 0;
    for (u32 i = part * rows; i < least(m, (part + 1) * rows); i += 4) {
      const u32 last = least(m, i + 4);
      const f64* x = address<f64>(job.x) + i * n;
      f64* w = address<f64>(job.w) + i * k;
      f64* products = address<f64>(job.products) + i * k;
      if (job.multiplies)
        for (u32 r = i; r < last; r += 2) {
          const f64* one = x + (r - i) * n;
          const f64* two = r + 1 < last ? one + n : one;
          f64* out = products + (r - i) * k;
          f64* other = r + 1 < last ? out + k : scratch;
          u32 t = 0;
          for (; t + 4 <= k; t += 4) dotsByFour(one, two, address<f64>(job.h) + t * n, n, out + t, other + t);
          for (; t < k; t++) dotsByOne(one, two, address<f64>(job.h) + t * n, n, out + t, other + t);
        }
      for (u32 r = 0; r < last - i; r++) {
        f64* own = w + r * k;
        if (job.isMultiplicative) multiplyRow(job, own, products + r * k, scratch);
        else violation += descend(job, own, products + r * k);
        for (u32 t = 0; t < k; t++)
          for (u32 s = 0; s <= t; s++) gram[t * k + s] += own[t] * own[s];
      }
      if (!job.accumulates) continue;
      if (last == i + 4) addFour(x, n, w, k, sums);
      else
        for (u32 r = 0; r < last - i; r++)
          for (u32 t = 0; t < k; t++) addRow(x + r * n, n, w[r * k + t], sums + t * n);
    }
    address<f64>(job.found)[part] = violation;
  }
}

// Adds up the parts of wᵀw, with l2 on the diagonal.
KERNEL(factor_gram)(u32, u32, f64*, const Factorization* given) {
  const Factorization& job = *given;
  const u32 k = job.k;
  f64* gram = address<f64>(job.gram);
  for (u32 t = 0; t < k; t++)
    for (u32 s = 0; s <= t; s++) {
      f64 sum = 0;
      for (u32 part = 0; part < job.parts; part++) sum += address<f64>(job.grams)[part * k * k + t * k + s];
      gram[t * k + s] = gram[s * k + t] = t == s && !job.isMultiplicative ? sum + job.l2 : sum;
    }
}

// The products of h's rows with those before, item by item, with l2 on the diagonal.
KERNEL(factor_gram_rows)(u32 begin, u32 end, f64*, const Factorization* given) {
  const Factorization& job = *given;
  const u32 k = job.k, n = job.n;
  const f64* h = address<f64>(job.h);
  f64* gram = address<f64>(job.gram);
  for (u32 t = begin; t < end; t++)
    for (u32 s = 0; s <= t; s++) {
      f64 sum, again;
      dotsByOne(h + t * n, h + t * n, h + s * n, n, &sum, &again);
      gram[t * k + s] = gram[s * k + t] = t == s && !job.isMultiplicative ? sum + job.l2 : sum;
    }
}

// The features of some blocks: adds up the parts of wᵀx, and does steps of h. Scratch: k times a block of numbers.
KERNEL(factor_columns)(u32 begin, u32 end, f64* scratch, const Factorization* given) {
  const Factorization& job = *given;
  const u32 n = job.n, k = job.k, B = featuresOfBlock;
  for (u32 block = begin; block < end; block++) {
    const u32 first = block * B, count = least(B, n - first);
    f64* h = address<f64>(job.h) + first;
    for (u32 t = 0; t < k; t++) {
      f64* sum = scratch + t * B;
      for (u32 j = 0; j < count; j++) sum[j] = 0;
      for (u32 part = 0; part < job.parts; part++) {
        const f64* from = address<f64>(job.sums) + (part * k + t) * n + first;
        for (u32 j = 0; j < count; j++) sum[j] += from[j];
      }
    }
    f64x2 violation = splat(0.0);
    for (u32 s = 0; s < k; s++) {
      const u32 t = address<u32>(job.order)[s];
      const f64* gram = address<f64>(job.gram) + t * k;
      f64* sum = scratch + t * B;
      f64* own = h + t * n;
      const f64x2 zero = splat(0.0), curvature = splat(gram[t]);
      for (u32 j = 0; j < count; j += 2) {
        // The last number of an odd block is done twice.
        const bool isHalf = j + 1 == count;
        f64x2 g = isHalf ? splat(sum[j]) : load(sum + j);
        f64x2 value = isHalf ? splat(own[j]) : load(own + j);
        f64x2 all = job.isMultiplicative ? zero : splat(job.l1) - g;
        for (u32 r = 0; r < k; r++) all = madd(splat(gram[r]), isHalf ? splat(h[r * n + j]) : load(h + r * n + j), all);
        f64x2 next;
        if (job.isMultiplicative) {
          all += splat(job.l1) + splat(job.l2) * value;
          next = g / (all == zero ? splat(leastDenominator) : all);
        } else {
          f64x2 found = value == zero ? (all < zero ? -all : zero) : __builtin_elementwise_abs(all);
          violation += isHalf ? f64x2{found[0], 0} : found;
          next = value - all / curvature;
          next = next > zero ? next : zero;
          if (gram[t] == 0) next = value;
        }
        f64* to = job.isMultiplicative ? sum + j : own + j;
        if (isHalf) *to = next[0];
        else store(to, next);
      }
    }
    if (job.isMultiplicative)
      for (u32 t = 0; t < k; t++)
        for (u32 j = 0; j < count; j++) h[t * n + j] *= scratch[t * B + j];
    address<f64>(job.found)[block] = sumOf(violation);
  }
}

// The sums of squares of x - w h in parts.
KERNEL(factor_residual)(u32 begin, u32 end, f64*, const Factorization* given) {
  const Factorization& job = *given;
  const u32 m = job.m, n = job.n, k = job.k, rows = (m + job.parts - 1) / job.parts;
  const f64* h = address<f64>(job.h);
  for (u32 part = begin; part < end; part++) {
    f64 sum = 0;
    for (u32 i = part * rows; i < least(m, (part + 1) * rows); i++) {
      const f64* x = address<f64>(job.x) + i * n;
      const f64* w = address<f64>(job.w) + i * k;
      f64x2 s = splat(0.0), r = s;
      u32 j = 0;
      for (; j + 4 <= n; j += 4) {
        f64x2 a = load(x + j), b = load(x + j + 2);
        for (u32 t = 0; t < k; t++) {
          const f64x2 factor = splat(w[t]);
          a = nmadd(factor, load(h + t * n + j), a);
          b = nmadd(factor, load(h + t * n + j + 2), b);
        }
        s = madd(a, a, s);
        r = madd(b, b, r);
      }
      f64 own = sumOf(s + r);
      for (; j < n; j++) {
        f64 away = x[j];
        for (u32 t = 0; t < k; t++) away -= w[t] * h[t * n + j];
        own += away * away;
      }
      sum += own;
    }
    address<f64>(job.found)[part] = sum;
  }
}

struct Mixture {
  // x (m, n), means (k, n), inverse deviations (k, n) or packed triangles, constants (k)
  u32 x, means, factors, constants;
  // shares (m, k), densities (m), sums (parts, k, n), their weights (parts, k)
  u32 shares, densities, sums, weights;
  u32 m, n, k, parts;
  // The component; whether shares are wanted and not their logarithms; what differences are taken from; means times the triangle (k, n)
  u32 component, exponentials, centre, projected;
};

// Sums of squares in units of the deviations, for blocks of 64 rows: four rows at a time.
KERNEL(mixture_diagonal)(u32 begin, u32 end, f64*, const Mixture* given) {
  const Mixture& job = *given;
  const u32 n = job.n, k = job.k;
  for (u32 i = begin * rowsOfBlock; i < least(job.m, end * rowsOfBlock); i += 4) {
    const u32 rows = least(4u, job.m - i);
    const f64* x = address<f64>(job.x) + i * n;
    const f64 *x1 = rows > 1 ? x + n : x, *x2 = rows > 2 ? x1 + n : x, *x3 = rows > 3 ? x2 + n : x;
    for (u32 t = 0; t < k; t++) {
      const f64* mean = address<f64>(job.means) + t * n;
      const f64* factor = address<f64>(job.factors) + t * n;
      f64x2 s0 = splat(0.0), s1 = s0, s2 = s0, s3 = s0;
      u32 j = 0;
#pragma clang loop unroll(disable)
      for (; j + 2 <= n; j += 2) {
        const f64x2 c = load(mean + j), f = load(factor + j);
        f64x2 d = (load(x + j) - c) * f;
        s0 = madd(d, d, s0);
        d = (load(x1 + j) - c) * f;
        s1 = madd(d, d, s1);
        d = (load(x2 + j) - c) * f;
        s2 = madd(d, d, s2);
        d = (load(x3 + j) - c) * f;
        s3 = madd(d, d, s3);
      }
      f64 sums[4] = {sumOf(s0), sumOf(s1), sumOf(s2), sumOf(s3)};
      for (u32 r = 0; r < rows; r++) {
        if (j < n) {
          const f64 d = (x[r * n + j] - mean[j]) * factor[j];
          sums[r] += d * d;
        }
        address<f64>(job.shares)[(i + r) * k + t] = sums[r];
      }
    }
  }
}

// Differences from the centre times a triangle, for blocks of 64 rows: sums of squares of one component, or of the distances from all
// projected means. Scratch: 64 times the features twice, and packed rows.
KERNEL(mixture_triangle)(u32 begin, u32 end, f64* scratch, const Mixture* given) {
  const Mixture& job = *given;
  const u32 n = job.n, k = job.k, W = width<f64>;
  f64 *away = scratch, *y = away + rowsOfBlock * n, *packed = y + rowsOfBlock * n;
  const f64* centre = address<f64>(job.centre);
  for (u32 block = begin; block < end; block++) {
    const u32 first = block * rowsOfBlock, rows = least(rowsOfBlock, job.m - first);
    const f64* x = address<f64>(job.x) + first * n;
    for (u32 i = 0; i < rows; i++)
      for (u32 j = 0; j < n; j++) away[i * n + j] = x[i * n + j] - centre[j];
    for (u32 start = 0; start < n; start += depth) {
      const u32 deep = least(depth, n - start);
      packRows(away + start, n, 1, rows, deep, 1.0, packed);
      for (u32 j = start / W * W; j < n; j += W) {
        // Below the diagonal there is nothing.
        const u32 length = least(deep, least(n, j + W) - start);
        const f64* panel = address<f64>(job.factors) + j * n + start * W;
        for (u32 i = 0; i < rows; i += 4) {
          f64* to = y + i * n + j;
          if (i + 4 <= rows && j + W <= n) {
            tile(packed + i * deep, panel, length, to, n, start > 0);
            continue;
          }
          f64 edge[4 * width<f64>];
          tile(packed + i * deep, panel, length, edge, W, false);
          for (u32 r = 0; r < 4 && i + r < rows; r++)
            for (u32 c = 0; c < W && j + c < n; c++) to[r * n + c] = start > 0 ? to[r * n + c] + edge[r * W + c] : edge[r * W + c];
        }
      }
    }
    for (u32 i = 0; i < rows; i++) {
      const f64* own = y + i * n;
      f64* out = address<f64>(job.shares) + (first + i) * k;
      const u32 from = job.projected ? 0 : job.component, to = job.projected ? k : from + 1;
      for (u32 t = from; t < to; t++) {
        const f64* mean = address<f64>(job.projected) + t * n;
        f64x2 s = splat(0.0), r = s;
        u32 j = 0;
        for (; j + 4 <= n; j += 4) {
          f64x2 a = load(own + j), b = load(own + j + 2);
          if (job.projected) {
            a -= load(mean + j);
            b -= load(mean + j + 2);
          }
          s = madd(a, a, s);
          r = madd(b, b, r);
        }
        f64 sum = sumOf(s + r);
        for (; j < n; j++) {
          const f64 d = job.projected ? own[j] - mean[j] : own[j];
          sum += d * d;
        }
        out[t] = sum;
      }
    }
  }
}

// Sums of squares become logarithms of shares, or shares, and densities; blocks of 64 rows.
KERNEL(mixture_normalise)(u32 begin, u32 end, f64*, const Mixture* given) {
  const Mixture& job = *given;
  const u32 k = job.k;
  const f64* constants = address<f64>(job.constants);
  for (u32 i = begin * rowsOfBlock; i < least(job.m, end * rowsOfBlock); i++) {
    f64* own = address<f64>(job.shares) + i * k;
    f64 largest = -__builtin_inf(), sum = 0;
    for (u32 t = 0; t < k; t++) {
      own[t] = constants[t] - 0.5 * own[t];
      if (own[t] > largest) largest = own[t];
    }
    const f64 base = size(largest) < __builtin_inf() ? largest : 0;
    for (u32 t = 0; t < k; t++) sum += expOf(own[t] - base);
    const f64 density = logOf(sum) + base;
    address<f64>(job.densities)[i] = density;
    for (u32 t = 0; t < k; t++) {
      own[t] -= density;
      if (job.exponentials) own[t] = expOf(own[t]);
    }
  }
}

// Weights and weighted sums of the observations of each part; most shares are 0 where there are many features.
KERNEL(mixture_moments)(u32 begin, u32 end, f64*, const Mixture* given) {
  const Mixture& job = *given;
  const u32 m = job.m, n = job.n, k = job.k, rows = (m + job.parts - 1) / job.parts;
  for (u32 part = begin; part < end; part++) {
    f64* sums = address<f64>(job.sums) + part * k * n;
    f64* weights = address<f64>(job.weights) + part * k;
    for (u32 j = 0; j < k * n; j++) sums[j] = 0;
    for (u32 t = 0; t < k; t++) weights[t] = 0;
    for (u32 i = part * rows; i < least(m, (part + 1) * rows); i++)
      for (u32 t = 0; t < k; t++) {
        const f64 share = address<f64>(job.shares)[i * k + t];
        if (share == 0) continue;
        weights[t] += share;
        addRow(address<f64>(job.x) + i * n, n, share, sums + t * n);
      }
  }
}
// The same of the squared differences from the means.
KERNEL(mixture_spreads)(u32 begin, u32 end, f64*, const Mixture* given) {
  const Mixture& job = *given;
  const u32 m = job.m, n = job.n, k = job.k, rows = (m + job.parts - 1) / job.parts;
  for (u32 part = begin; part < end; part++) {
    f64* sums = address<f64>(job.sums) + part * k * n;
    for (u32 j = 0; j < k * n; j++) sums[j] = 0;
    for (u32 i = part * rows; i < least(m, (part + 1) * rows); i++)
      for (u32 t = 0; t < k; t++) {
        const f64 share = address<f64>(job.shares)[i * k + t];
        if (share == 0) continue;
        const f64 *x = address<f64>(job.x) + i * n, *mean = address<f64>(job.means) + t * n;
        f64* sum = sums + t * n;
        const f64x2 factor = splat(share);
        u32 j = 0;
        for (; j + 2 <= n; j += 2) {
          const f64x2 d = load(x + j) - load(mean + j);
          store(sum + j, madd(factor, d * d, load(sum + j)));
        }
        if (j < n) sum[j] += share * ((x[j] - mean[j]) * (x[j] - mean[j]));
      }
  }
}
// Adds up parts and divides by weights (k), into `centre` (k, n); items are components.
KERNEL(mixture_merge)(u32 begin, u32 end, f64*, const Mixture* given) {
  const Mixture& job = *given;
  const u32 n = job.n, k = job.k;
  for (u32 t = begin; t < end; t++) {
    f64* out = address<f64>(job.centre) + t * n;
    for (u32 j = 0; j < n; j++) out[j] = 0;
    for (u32 part = 0; part < job.parts; part++) {
      const f64* from = address<f64>(job.sums) + (part * k + t) * n;
      for (u32 j = 0; j < n; j++) out[j] += from[j];
    }
    const f64 weight = address<f64>(job.weights)[t];
    for (u32 j = 0; j < n; j++) out[j] /= weight;
  }
}

// Differences from the centre of the observations that have a share in a component, times its root, without gaps into `sums`; how many
// are told in `densities`. Without shares all of them.
KERNEL(mixture_scaled)(u32, u32, f64*, const Mixture* given) {
  const Mixture& job = *given;
  const u32 n = job.n;
  const f64* centre = address<f64>(job.centre);
  f64* out = address<f64>(job.sums);
  u32 count = 0;
  for (u32 i = 0; i < job.m; i++) {
    f64 factor = 1;
    if (job.shares) {
      const f64 share = address<f64>(job.shares)[i * job.k + job.component];
      if (share == 0) continue;
      factor = __builtin_sqrt(share / address<f64>(job.weights)[job.component]);
    }
    const f64* x = address<f64>(job.x) + i * n;
    for (u32 j = 0; j < n; j++) out[j] = factor * (x[j] - centre[j]);
    out += n;
    count++;
  }
  *address<u32>(job.densities) = count;
}

struct Clusters {
  // x (m, n), centres (k, n), half the squares of the centres (k), labels (m)
  u32 x, centres, halves, labels;
  // Of each part the sums (k, n), counts (k) and how many labels have changed; of each cluster the squared shift
  u32 sums, counts, changed, shifts;
  u32 m, n, k, parts;
  u32 accumulates;
  // Halves of squared distances that differ by no more may be in another order than they seem.
  f64 slack;
};
// The squared distance of two points: its sums are those of the reference body.
NOINLINE f64 squaredDistance(const f64* a, const f64* b, u32 n) {
  f64x2 s = splat(0.0), t = s;
  u32 j = 0;
  for (; j + 4 <= n; j += 4) {
    const f64x2 u = load(a + j) - load(b + j), v = load(a + j + 2) - load(b + j + 2);
    s += u * u;
    t += v * v;
  }
  f64 first = s[0];
  for (; j < n; j++) first += (a[j] - b[j]) * (a[j] - b[j]);
  return first + s[1] + sumOf(t);
}
// The nearest of those centres that may be, the first of several: by differences where products are too near each other to tell.
static u32 nearestOf(const Clusters& job, const f64* x, f64* found) {
  const f64* halves = address<f64>(job.halves);
  const u32 k = job.k;
  u32 label = 0;
  for (u32 c = 0; c < k; c++) {
    found[c] = halves[c] - found[c];
    if (found[c] < found[label]) label = c;
  }
  const f64 limit = found[label] + job.slack;
  u32 others = 0;
  for (u32 c = 0; c < k; c++) others += !(found[c] > limit);
  if (others == 1) return label;
  f64 nearest = __builtin_inf();
  label = 0;
  for (u32 c = 0; c < k; c++) {
    if (found[c] > limit) continue;
    const f64 distance = squaredDistance(x, address<f64>(job.centres) + c * job.n, job.n);
    if (distance < nearest) {
      nearest = distance;
      label = c;
    }
  }
  return label;
}
// The nearest centres of the points of some parts, the first of several, and the sums of the points of each. Scratch: 2 k numbers.
KERNEL(cluster_rows)(u32 begin, u32 end, f64* scratch, const Clusters* given) {
  const Clusters& job = *given;
  const u32 m = job.m, n = job.n, k = job.k, rows = ((m + job.parts - 1) / job.parts + 1) & ~1u;
  const f64* centres = address<f64>(job.centres);
  for (u32 part = begin; part < end; part++) {
    f64 *sums = address<f64>(job.sums) + part * k * n, *counts = address<f64>(job.counts) + part * k;
    for (u32 j = 0; j < k * n; j++) sums[j] = 0;
    for (u32 t = 0; t < k; t++) counts[t] = 0;
    f64 changed = 0;
    const u32 last = least(m, (part + 1) * rows);
    for (u32 i = part * rows; i < last; i += 2) {
      const f64* x = address<f64>(job.x) + i * n;
      const u32 both = i + 1 < last;
      u32 t = 0;
      for (; t + 4 <= k; t += 4) dotsByFour(x, both ? x + n : x, centres + t * n, n, scratch + t, scratch + k + t);
      for (; t < k; t++) dotsByOne(x, both ? x + n : x, centres + t * n, n, scratch + t, scratch + k + t);
      for (u32 r = 0; r <= both; r++) {
        const u32 label = nearestOf(job, x + r * n, scratch + r * k);
        u32* own = address<u32>(job.labels) + i + r;
        changed += *own != label;
        *own = label;
        counts[label] += 1;
        if (job.accumulates) addRow(x + r * n, n, 1, sums + label * n);
      }
    }
    address<f64>(job.changed)[part] = changed;
  }
}
// Centres become the means of their points; counts are of all parts. Items are clusters.
KERNEL(cluster_centres)(u32 begin, u32 end, f64*, const Clusters* given) {
  const Clusters& job = *given;
  const u32 n = job.n, k = job.k;
  for (u32 t = begin; t < end; t++) {
    f64* centre = address<f64>(job.centres) + t * n;
    const f64 count = address<f64>(job.counts)[t];
    f64 shift = 0;
    for (u32 j = 0; j < n; j++) {
      f64 sum = 0;
      for (u32 part = 0; part < job.parts; part++) sum += address<f64>(job.sums)[(part * k + t) * n + j];
      const f64 away = sum / count - centre[j];
      centre[j] = sum / count;
      shift += away * away;
    }
    address<f64>(job.shifts)[t] = shift;
  }
}

// Products of matrices: b in panels; aᵀ a, of which the right half is made in blocks of 64 rows and then mirrored.
struct Product {
  u32 a, packed, c, n, k, row, column;
};
KERNEL(statistics_pack)(u32 begin, u32 end, f64*, const Product* job) {
  packColumns(begin, end, address<f64>(job->a), job->row, job->column, job->n, job->k, address<f64>(job->packed));
}
KERNEL(statistics_gram)(u32 begin, u32 end, f64* scratch, const Product* given) {
  const Product& job = *given;
  const u32 n = job.n, k = job.k, W = width<f64>;
  for (u32 block = begin; block < end; block++) {
    const u32 first = block * rowsOfBlock, rows = least(rowsOfBlock, n - first);
    for (u32 start = 0; start < k; start += depth) {
      const u32 deep = least(depth, k - start);
      packRows(address<f64>(job.a) + start * n + first, 1, n, rows, deep, 1.0, scratch);
      multiplyPanels(scratch, address<f64>(job.packed) + start * W, k * W, deep, address<f64>(job.c) + first * n, n, rows, n, first, start > 0);
    }
  }
}
KERNEL(statistics_mirror)(u32, u32, f64*, const Product* job) {
  const u32 n = job->n;
  f64* c = address<f64>(job->c);
  for (u32 y = 0; y < n; y += 16)
    for (u32 x = 0; x <= y; x += 16)
      for (u32 i = y; i < least(n, y + 16); i++)
        for (u32 j = x; j < least(i, x + 16); j++) c[i * n + j] = c[j * n + i];
}

// Upper triangles u with u uᵀ the inverses of matrices (n, n): Cholesky's factors, and their inverses, in blocks of 64. Items are
// matrices; scratch: two matrices and the room of products.
struct Inversion {
  u32 matrices, factors, n, failed;
};
KERNEL(inverse_factors)(u32 begin, u32 end, f64* scratch, const Inversion* job) {
  const u32 n = job->n, B = rowsOfBlock;
  for (u32 item = begin; item < end; item++) {
    const f64* given = address<f64>(job->matrices) + item * n * n;
    f64 *l = scratch, *x = l + n * n, *upper = address<f64>(job->factors) + item * n * n;
    const Room room = {(u8*)(x + n * n)};
    bool failed = false;
    for (u32 j = 0; j < n * n; j++) l[j] = given[j], x[j] = 0;
    for (u32 first = 0; first < n && !failed; first += B) {
      const u32 last = least(n, first + B);
      if (first > 0)
        addProduct({l + first * n + first, n, 1}, {l + first * n, n, 1}, {l + first * n, 1, n}, n - first, first, last - first, -1, room);
      for (u32 i = first; i < n; i++) {
        f64* row = l + i * n;
        for (u32 j = first; j < last && j <= i; j++) {
          const f64* other = l + j * n;
          f64x2 s = splat(0.0);
          u32 p = first;
          for (; p + 2 <= j; p += 2) s = madd(load(row + p), load(other + p), s);
          f64 sum = row[j] - sumOf(s);
          if (p < j) sum -= row[p] * other[p];
          if (j < i) row[j] = sum / other[j];
          else if (sum > 0 && sum < __builtin_inf()) row[j] = __builtin_sqrt(sum);
          else failed = true;
        }
        if (failed) break;
      }
    }
    address<u32>(job->failed)[item] = failed;
    if (failed) continue;
    for (u32 first = 0; first < n; first += B) {
      const u32 last = least(n, first + B);
      for (u32 from = 0; from < first; from += depth) {
        const u32 to = least(first, from + depth);
        addProduct({x + first * n + from, n, 1}, {l + first * n + from, n, 1}, {x + from * n + from, n, 1}, last - first, first - from,
                   to - from, -1, room);
      }
      for (u32 i = first; i < last; i++) {
        f64* row = x + i * n;
        row[i] = 1;
        for (u32 p = first; p < i; p++) addRow(x + p * n, p + 1, -l[i * n + p], row);
        const f64 factor = 1 / l[i * n + i];
        for (u32 j = 0; j <= i; j++) row[j] *= factor;
      }
    }
    for (u32 i = 0; i < n; i++)
      for (u32 j = 0; j < n; j++) upper[i * n + j] = x[j * n + i];
  }
}
