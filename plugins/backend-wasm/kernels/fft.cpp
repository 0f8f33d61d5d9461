// Fourier transforms of lines in any layout. Inverse transforms are conjugated on the way in and out.
#include "fft-passes.h"

struct Step {
  u32 radix, m, s;
  // Places from the plan's start on: twiddles, and the roots of unity of odd radices.
  u32 twiddles, roots;
};
struct Plan {
  u32 n, count;
  // Whether the first pass is one along a line; else s counts points of many lines.
  u32 along, unused;
  Step steps[];
};

enum Kind { plain = 0, realForward = 1, hermitianBack = 2, hermitianOdd = 3 };

// Steps in the memory are in numbers: of source and target, from point to point, lane to lane, and from a real to an imaginary part; 0 where
// there are none.
struct Job {
  u32 source, target, plan, kind;
  u32 lanes, inner, blocks, points;
  u32 sourceOuter, sourcePoint, sourceLane, sourcePart;
  u32 targetOuter, targetPoint, targetLane, targetPart;
  // Points that are written; roots for taking real transforms apart; chirp and filter of convolutions.
  u32 writes, roots, chirp, filter;
  // Factors between the two halves of long transforms.
  u32 twist, near, far, mask;
  f64 sign, scale;
};

template <class T> INLINE T* address(u32 place) { return (T*)place; }

// Passes over groups from one buffer to the other; gives the one that has the result.
template <class T> NOINLINE T* passes(const Plan* plan, u32 first, u32 last, u32 G, T* x, T* y) {
  for (u32 i = first; i < last; i++) {
    const Step& step = plan->steps[i];
    const T* w = (const T*)((const u8*)plan + step.twiddles);
    const T* roots = (const T*)((const u8*)plan + step.roots);
    const u32 S = plan->along ? step.s / lanes<T> : step.s * G;
    if (step.m == 1 && step.radix <= 5) {
      if (step.radix == 2) lastPass<T, 2>(x, y, S);
      else if (step.radix == 3) lastPass<T, 3>(x, y, S);
      else if (step.radix == 4) lastPass<T, 4>(x, y, S);
      else lastPass<T, 5>(x, y, S);
    } else if (step.radix == 2) pass<T, 2>(x, y, step.m, S, w);
    else if (step.radix == 3) pass<T, 3>(x, y, step.m, S, w);
    else if (step.radix == 4) pass<T, 4>(x, y, step.m, S, w);
    else if (step.radix == 5) pass<T, 5>(x, y, step.m, S, w);
    else if (step.radix == 7) pass<T, 7>(x, y, step.m, S, w);
    else oddPass<T>(x, y, step.radix, step.m, S, w, roots);
    T* other = x;
    x = y;
    y = other;
  }
  return x;
}

template <class T> INLINE const T* firstTwiddles(const Plan* plan) {
  return (const T*)((const u8*)plan + plan->steps[0].twiddles);
}

// One line of pairs to pairs, with two buffers for groups.
template <class T> NOINLINE void transformAlong(const Plan* plan, const T* x, T sign, T* out, T re, T im, T* a, T* b) {
  firstAlong<T, false>(x, sign, a, plan->steps[0].m, firstTwiddles<T>(plan));
  const u32 end = plan->count - 1, R = plan->steps[end].radix;
  a = passes(plan, 1, end, 1, a, b);
  const u32 S = plan->n / (R * lanes<T>);
  if (R == 3) lastAlong<T, 3>(a, out, S, re, im);
  else if (R == 4) lastAlong<T, 4>(a, out, S, re, im);
  else lastAlong<T, 5>(a, out, S, re, im);
}

// What a real line's transform is of that of its pairs: a of k, b of the conjugate of h - k, w their root.
template <class T> struct Two {
  Complex<T> near, far;
};
template <class T> INLINE Two<T> takenApart(Complex<T> a, Complex<T> b, Complex<T> w) {
  Complex<T> even = {a.re + b.re, a.im - b.im}, odd = {a.im + b.im, b.re - a.re};
  Complex<T> t = times(odd, w), far = even - t;
  return {even + t, {far.re, -far.im}};
}
// And back, conjugated.
template <class T> INLINE Two<T> broughtTogether(Complex<T> a, Complex<T> b, Complex<T> w) {
  Complex<T> even = {a.re + b.re, a.im - b.im}, odd = {a.re - b.re, a.im + b.im};
  Complex<T> t = times(odd, {w.re, -w.im});
  return {{even.re - t.im, -(even.im + t.re)}, {even.re + t.im, even.im - t.re}};
}
INLINE Complex<f32> reversed(Complex<f32> a) {
  return {__builtin_shufflevector(a.re, a.re, 3, 2, 1, 0), __builtin_shufflevector(a.im, a.im, 3, 2, 1, 0)};
}
INLINE Complex<f64> reversed(Complex<f64> a) {
  return {__builtin_shufflevector(a.re, a.re, 1, 0), __builtin_shufflevector(a.im, a.im, 1, 0)};
}

// Visits the pairs k and h - k of a line; at the ends vectors overlap, or are of one number.
template <class T, bool back> NOINLINE void pairsAlong(const T* z, T* out, u32 h, const T* roots, T re, T im) {
  const u32 L = lanes<T>;
  const Vector<T> scaleRe = splat(re), scaleIm = splat(im);
  u32 k = 1;
  for (; 2 * (k + L) <= h + 1; k += L) {
    Complex<T> a = loadPairs(z + 2 * k), b = reversed(loadPairs(z + 2 * (h - k - L + 1)));
    Complex<T> w = loadPairs(roots + 2 * k);
    if (back) {
      a.im = scaleIm * a.im;
      b.im = scaleIm * b.im;
    }
    Two<T> two = back ? broughtTogether(a, b, w) : takenApart(a, b, w);
    if (!back) {
      two.near = {scaleRe * two.near.re, scaleIm * two.near.im};
      two.far = {scaleRe * two.far.re, scaleIm * two.far.im};
    }
    storePairs(out + 2 * k, two.near);
    storePairs(out + 2 * (h - k - L + 1), reversed(two.far));
  }
  for (; 2 * k <= h; k++) {
    Complex<T> a = splatPair(z + 2 * k), b = splatPair(z + 2 * (h - k)), w = splatPair(roots + 2 * k);
    if (back) {
      a.im = scaleIm * a.im;
      b.im = scaleIm * b.im;
    }
    Two<T> two = back ? broughtTogether(a, b, w) : takenApart(a, b, w);
    const T r = back ? 1 : re, i = back ? 1 : im;
    out[2 * k] = r * two.near.re[0];
    out[2 * k + 1] = i * two.near.im[0];
    if (2 * k == h) break;
    out[2 * (h - k)] = r * two.far.re[0];
    out[2 * (h - k) + 1] = i * two.far.im[0];
  }
}
template <class T> NOINLINE void untangleLine(const T* z, T* out, u32 h, const T* roots, T sign, T scale, u32 writes) {
  T first = z[0], second = z[1];
  pairsAlong<T, false>(z, out, h, roots, (T)0.5 * scale, (T)0.5 * scale * sign);
  out[0] = scale * (first + second);
  out[1] = 0;
  out[2 * h] = scale * (first - second);
  out[2 * h + 1] = 0;
  for (u32 k = h + 1; k < writes; k++) {
    out[2 * k] = out[2 * (2 * h - k)];
    out[2 * k + 1] = -out[2 * (2 * h - k) + 1];
  }
}
template <class T> NOINLINE void foldLine(const T* x, T* out, u32 h, const T* roots, T sign) {
  pairsAlong<T, true>(x, out, h, roots, 1, sign);
  out[0] = x[0] + x[2 * h];
  out[1] = x[2 * h] - x[0];
}

// One line by a convolution with a chirp. The line comes as pairs, padded with zeros to whole groups.
template <class T>
NOINLINE void convolveAlong(const Job& job, const T* line, T sign, T* out, u32 writes, T re, T im, T* a, T* b) {
  const Plan* plan = address<Plan>(job.plan);
  const T* chirp = address<T>(job.chirp);
  const T* filter = address<T>(job.filter);
  const u32 L = lanes<T>, group = 2 * L, n = job.points, m = plan->n;
  const Vector<T> signs = splat(sign);
  u32 at = 0;
  for (; at < 2 * n; at += group) {
    Complex<T> x = loadPairs(line + at);
    x.im = signs * x.im;
    storeGroup(a + at, times(x, loadGroup(chirp + at)));
  }
  for (; at < 2 * m; at += L) store(a + at, splat((T)0));
  firstAlong<T, true>(a, 1, b, plan->steps[0].m, firstTwiddles<T>(plan));
  T* x = passes(plan, 1, plan->count, 1, b, a);
  T* y = x == a ? b : a;
  for (at = 0; at < 2 * m; at += group) storeGroup(x + at, times(loadGroup(x + at), loadGroup(filter + at)));
  firstAlong<T, true>(x, -1, y, plan->steps[0].m, firstTwiddles<T>(plan));
  x = passes(plan, 1, plan->count, 1, y, x);
  const Vector<T> scaleRe = splat(re), scaleIm = splat(im);
  for (at = 0; at < 2 * n; at += group) {
    Complex<T> y = loadGroup(x + at);
    y.im = -y.im;
    y = times(y, loadGroup(chirp + at));
    T pairs[2 * lanes<T>];
    storePairs(pairs, {scaleRe * y.re, scaleIm * y.im});
    for (u32 i = 0; i < group && at + i < 2 * writes; i++) out[at + i] = pairs[i];
  }
}

template <class T> NOINLINE void rows(u32 begin, u32 end, u8* scratch, const Job& job) {
  const Plan* plan = address<Plan>(job.plan);
  const T* roots = address<T>(job.roots);
  const T sign = job.sign, scale = job.scale;
  const u32 n = job.points, room = 2 * plan->n;
  T* a = (T*)scratch;
  T* b = a + room;
  T* line = b + room;
  for (u32 row = begin; row < end; row++) {
    const T* x = address<T>(job.source) + row * job.sourceOuter;
    T* out = address<T>(job.target) + row * job.targetOuter;
    if (job.chirp != 0) {
      u32 stored = n;
      if (job.kind == hermitianOdd) stored = n / 2 + 1;
      for (u32 k = 0; k < stored; k++) {
        line[2 * k] = job.sourcePart == 0 ? x[k] : x[2 * k];
        line[2 * k + 1] = job.sourcePart == 0 ? 0 : x[2 * k + 1];
      }
      if (job.kind == hermitianOdd) {
        line[1] = 0;
        if (n % 2 == 0) line[n + 1] = 0;
        for (u32 k = stored; k < n; k++) {
          line[2 * k] = line[2 * (n - k)];
          line[2 * k + 1] = -line[2 * (n - k) + 1];
        }
      }
      for (u32 k = 2 * n; k < 2 * n + 2 * lanes<T>; k++) line[k] = 0;
      convolveAlong<T>(job, line, sign, job.targetPart == 0 ? line : out, job.writes, scale, sign * scale, a, b);
      if (job.targetPart == 0)
        for (u32 k = 0; k < job.writes; k++) out[k] = line[2 * k];
    } else if (job.kind == realForward) {
      transformAlong<T>(plan, x, 1, line, 1, 1, a, b);
      untangleLine<T>(line, out, n, roots, sign, scale, job.writes);
    } else if (job.kind == hermitianBack) {
      foldLine<T>(x, line, n, roots, sign);
      transformAlong<T>(plan, line, 1, out, scale, -scale, a, b);
    } else {
      transformAlong<T>(plan, x, sign, out, scale, sign * scale, a, b);
    }
  }
}

// Between the lines of long real transforms and those of their pairs.
template <class T> static void apartLines(u32 begin, u32 end, const Job& job) {
  for (u32 row = begin; row < end; row++)
    untangleLine<T>(address<T>(job.source) + row * job.sourceOuter, address<T>(job.target) + row * job.targetOuter, job.points,
                    address<T>(job.roots), (T)job.sign, (T)job.scale, job.writes);
}
template <class T> static void togetherLines(u32 begin, u32 end, const Job& job) {
  for (u32 row = begin; row < end; row++) {
    T* out = address<T>(job.target) + row * job.targetOuter;
    foldLine<T>(address<T>(job.source) + row * job.sourceOuter, out, job.points, address<T>(job.roots), (T)job.sign);
    for (u32 k = 0; k < job.points; k++) out[2 * k + 1] = -out[2 * k + 1];
  }
}

// Neighbours of several rows as vectors across the rows, and back.
INLINE void turn(f32x4* a) {
  f32x4 l0 = __builtin_shufflevector(a[0], a[1], 0, 4, 1, 5), h0 = __builtin_shufflevector(a[0], a[1], 2, 6, 3, 7);
  f32x4 l1 = __builtin_shufflevector(a[2], a[3], 0, 4, 1, 5), h1 = __builtin_shufflevector(a[2], a[3], 2, 6, 3, 7);
  a[0] = __builtin_shufflevector(l0, l1, 0, 1, 4, 5);
  a[1] = __builtin_shufflevector(l0, l1, 2, 3, 6, 7);
  a[2] = __builtin_shufflevector(h0, h1, 0, 1, 4, 5);
  a[3] = __builtin_shufflevector(h0, h1, 2, 3, 6, 7);
}
INLINE void turn(f64x2* a) {
  f64x2 low = __builtin_shufflevector(a[0], a[1], 0, 2);
  a[1] = __builtin_shufflevector(a[0], a[1], 1, 3);
  a[0] = low;
}

// Many lines at once. Of the last block some lanes may be missing.
template <class T> NOINLINE void loadLanes(const Job& job, const T* x, u32 have, u32 points, u32 G, T sign, T* a) {
  const u32 L = lanes<T>, group = 2 * L;
  const u32 point = job.sourcePoint, lane = job.sourceLane, part = job.sourcePart;
  const Vector<T> signs = splat(sign);
  for (u32 g = 0; g < G; g++, x += lane * L) {
    T* to = a + g * group;
    const u32 step = G * group;
    const u32 own = have > g * L ? least(have - g * L, L) : 0;
    if (own == L && lane == 2 && part == 1) {
      for (u32 t = 0; t < points; t++) {
        Complex<T> v = loadPairs(x + t * point);
        storeGroup(to + t * step, {v.re, signs * v.im});
      }
    } else if (own == L && lane == 1) {
      for (u32 t = 0; t < points; t++) {
        Vector<T> re = load(x + t * point);
        Vector<T> im = part == 0 ? splat((T)0) : signs * load(x + t * point + part);
        storeGroup(to + t * step, {re, im});
      }
    } else if (own > 0) {
      // Lanes that are missing repeat the last one.
      const T* rows[4];
      for (u32 c = 0; c < 4; c++) rows[c] = x + least(c, own - 1) * lane;
      u32 t = 0;
      if (point == 2 && part == 1)
        for (; t + L / 2 <= points; t += L / 2) {
          Vector<T> v[lanes<T>];
          for (u32 c = 0; c < L; c++) v[c] = load(rows[c] + 2 * t);
          turn(v);
          for (u32 i = 0; i < L / 2; i++) storeGroup(to + (t + i) * step, {v[2 * i], signs * v[2 * i + 1]});
        }
      for (; t < points; t++) {
        T re[4], im[4];
        for (u32 c = 0; c < L; c++) {
          re[c] = rows[c][t * point];
          im[c] = part == 0 ? 0 : rows[c][t * point + part];
        }
        storeGroup(to + t * step, {load(re), signs * load(im)});
      }
    } else {
      for (u32 t = 0; t < points; t++) storeGroup(to + t * step, {splat((T)0), splat((T)0)});
    }
  }
}

template <class T> NOINLINE void storeLanes(const Job& job, const T* a, u32 have, u32 points, u32 G, T re, T im, T* out) {
  const u32 L = lanes<T>, group = 2 * L;
  const u32 point = job.targetPoint, lane = job.targetLane, part = job.targetPart;
  const Vector<T> scaleRe = splat(re), scaleIm = splat(im);
  for (u32 g = 0; g * L < have; g++, out += lane * L) {
    const T* from = a + g * group;
    const u32 step = G * group, own = least(have - g * L, L);
    if (own == L && lane == 2 && part == 1) {
      for (u32 t = 0; t < points; t++) {
        Complex<T> v = loadGroup(from + t * step);
        storePairs(out + t * point, {scaleRe * v.re, scaleIm * v.im});
      }
    } else if (own == L && lane == 1) {
      for (u32 t = 0; t < points; t++) {
        Complex<T> v = loadGroup(from + t * step);
        store(out + t * point, scaleRe * v.re);
        if (part != 0) store(out + t * point + part, scaleIm * v.im);
      }
    } else {
      u32 t = 0;
      if (point == 2 && part == 1 && own == L)
        for (; t + L / 2 <= points; t += L / 2) {
          Vector<T> v[lanes<T>];
          for (u32 i = 0; i < L / 2; i++) {
            Complex<T> x = loadGroup(from + (t + i) * step);
            v[2 * i] = scaleRe * x.re;
            v[2 * i + 1] = scaleIm * x.im;
          }
          turn(v);
          for (u32 c = 0; c < L; c++) store(out + c * lane + 2 * t, v[c]);
        }
      for (; t < points; t++)
        for (u32 c = 0; c < own; c++) {
          out[t * point + c * lane] = re * from[t * step + c];
          if (part != 0) out[t * point + c * lane + part] = im * from[t * step + L + c];
        }
    }
  }
}

template <class T> NOINLINE void times(T* a, u32 from, u32 to, u32 G, const T* w) {
  const u32 group = 2 * lanes<T>;
  for (u32 t = from; t < to; t++)
    for (u32 g = 0; g < G; g++) {
      T* at = a + (t * G + g) * group;
      storeGroup(at, times(loadGroup(at), splatPair(w + 2 * t)));
    }
}
template <class T> NOINLINE void conjugate(T* a, u32 points, u32 G) {
  const u32 group = 2 * lanes<T>;
  for (u32 i = 0; i < points * G; i++) {
    T* at = a + i * group + lanes<T>;
    store(at, -load(at));
  }
}

template <class T, bool back> NOINLINE void pairsAcross(T* a, u32 h, u32 G, const T* roots) {
  const u32 step = 2 * lanes<T> * G;
  for (u32 k = 1; 2 * k <= h; k++) {
    const Complex<T> w = splatPair(roots + 2 * k);
    for (u32 g = 0; g < G; g++) {
      T* near = a + k * step + g * 2 * lanes<T>;
      T* far = near + (h - 2 * k) * step;
      Complex<T> x = loadGroup(near), y = loadGroup(far);
      Two<T> two = back ? broughtTogether(x, y, w) : takenApart(x, y, w);
      const Vector<T> f = splat((T)(back ? 1 : 0.5));
      storeGroup(far, scaled(f, two.far));
      storeGroup(near, scaled(f, two.near));
    }
  }
  for (u32 g = 0; g < G; g++) {
    T* at = a + g * 2 * lanes<T>;
    T* end = at + h * step;
    Complex<T> x = loadGroup(at);
    if (back) {
      Vector<T> last = load(end);
      storeGroup(at, {x.re + last, last - x.re});
    } else {
      storeGroup(at, {x.re + x.im, splat((T)0)});
      storeGroup(end, {x.re - x.im, splat((T)0)});
    }
  }
}
// Points that are conjugates of the others.
template <class T> NOINLINE void mirrorAcross(T* a, u32 from, u32 n, u32 G) {
  const u32 step = 2 * lanes<T> * G;
  for (u32 k = from; k < n; k++)
    for (u32 g = 0; g < G; g++) {
      const u32 at = g * 2 * lanes<T>;
      Complex<T> x = loadGroup(a + (n - k) * step + at);
      storeGroup(a + k * step + at, {x.re, -x.im});
    }
}

// The factors exp(-2 pi i k l / n) of row k and line l, from those of the block's first line and of its others.
template <class T> NOINLINE void twistLanes(const Job& job, T* a, u32 line, u32 G) {
  const T* twist = address<T>(job.twist);
  const T* near = address<T>(job.near);
  const T* far = address<T>(job.far);
  const u32 group = 2 * lanes<T>;
  const u64 total = (u64)job.points * job.inner;
  u64 at = 0;
  u32 bits = 32 - __builtin_clz(job.mask);
  for (u32 k = 0; k < job.points; k++) {
    const Complex<T> w = times(splatPair(near + 2 * ((u32)at & job.mask)), splatPair(far + 2 * (u32)(at >> bits)));
    for (u32 g = 0; g < G; g++, a += group, twist += group) storeGroup(a, times(loadGroup(a), times(w, loadGroup(twist))));
    at += line;
    if (at >= total) at -= total;
  }
}

template <class T> NOINLINE void firstOf(u32 R, const T* x, u32 row, T sign, T* y, u32 m, u32 G, const T* w) {
  if (R == 4) firstAcross<T, 4>(x, row, sign, y, m, G, w);
  else firstAcross<T, 5>(x, row, sign, y, m, G, w);
}
template <class T> NOINLINE void lastOf(u32 R, const T* x, T* out, u32 row, u32 s, u32 G, T re, T im) {
  if (R == 3) lastAcross<T, 3>(x, out, row, s, G, re, im);
  else if (R == 4) lastAcross<T, 4>(x, out, row, s, G, re, im);
  else lastAcross<T, 5>(x, out, row, s, G, re, im);
}

template <class T> NOINLINE void blocks(u32 begin, u32 end, u8* scratch, const Job& job) {
  const Plan* plan = address<Plan>(job.plan);
  const u32 G = job.lanes / lanes<T>, n = job.points, length = plan->n;
  const u32 held = greatest(greatest(length, job.writes), n + 1);
  T* const a = (T*)scratch;
  T* const b = a + 2 * held * job.lanes;
  const T sign = job.sign, scale = job.scale;
  for (u32 item = begin; item < end; item++) {
    const u32 outer = item / job.blocks, line = item % job.blocks * job.lanes;
    const u32 have = least(job.lanes, job.inner - line);
    const T* x = address<T>(job.source) + outer * job.sourceOuter + line * job.sourceLane;
    T* out = address<T>(job.target) + outer * job.targetOuter + line * job.targetLane;
    const bool whole = job.kind == plain && job.chirp == 0 && have == job.lanes && plan->count > 1;
    if (job.kind == plain && job.chirp == 0) {
      const u32 radix = plan->steps[0].radix, count = plan->count, last = plan->steps[count - 1].radix;
      u32 first = 0, stop = count;
      T* at = a;
      T* other = b;
      if (whole && job.sourceLane == 2 && job.sourcePart == 1 && (radix == 4 || radix == 5)) {
        firstOf<T>(radix, x, job.sourcePoint, sign, a, plan->steps[0].m, G, firstTwiddles<T>(plan));
        first = 1;
      } else loadLanes<T>(job, x, have, n, G, sign, a);
      const bool direct =
          whole && job.twist == 0 && job.targetLane == 2 && job.targetPart == 1 && last >= 3 && last <= 5 && job.writes == n;
      if (direct) stop--;
      at = passes(plan, first, stop, G, at, other);
      if (direct) lastOf<T>(last, at, out, job.targetPoint, plan->steps[stop].s, G, scale, sign * scale);
      else {
        if (job.twist != 0) twistLanes<T>(job, at, line, G);
        storeLanes<T>(job, at, have, job.writes, G, scale, sign * scale, out);
      }
      continue;
    }
    if (job.kind == realForward) {
      loadLanes<T>(job, x, have, n, G, (T)1, a);
      T* z = passes(plan, 0, plan->count, G, a, b);
      pairsAcross<T, false>(z, n, G, address<T>(job.roots));
      if (job.writes > n + 1) mirrorAcross<T>(z, n + 1, job.writes, G);
      storeLanes<T>(job, z, have, job.writes, G, scale, sign * scale, out);
      continue;
    }
    if (job.kind == hermitianBack) {
      loadLanes<T>(job, x, have, n + 1, G, sign, a);
      pairsAcross<T, true>(a, n, G, address<T>(job.roots));
      T* z = passes(plan, 0, plan->count, G, a, b);
      storeLanes<T>(job, z, have, n, G, scale, -scale, out);
      continue;
    }
    if (job.kind == hermitianOdd) {
      loadLanes<T>(job, x, have, n / 2 + 1, G, sign, a);
      for (u32 g = 0; g < G; g++)
        for (u32 k = 0; k < n; k += n % 2 == 0 ? n / 2 : n)
          store(a + (k * G + g) * 2 * lanes<T> + lanes<T>, splat((T)0));
      mirrorAcross<T>(a, n / 2 + 1, n, G);
    } else loadLanes<T>(job, x, have, n, G, sign, a);
    T* z = a;
    if (job.chirp != 0) {
      times<T>(a, 0, n, G, address<T>(job.chirp));
      for (u32 at = 2 * n * job.lanes; at < 2 * length * job.lanes; at += lanes<T>) store(a + at, splat((T)0));
      z = passes(plan, 0, plan->count, G, a, b);
      times<T>(z, 0, length, G, address<T>(job.filter));
      conjugate<T>(z, length, G);
      z = passes(plan, 0, plan->count, G, z, z == a ? b : a);
      conjugate<T>(z, n, G);
      times<T>(z, 0, n, G, address<T>(job.chirp));
    } else z = passes(plan, 0, plan->count, G, a, b);
    storeLanes<T>(job, z, have, job.writes, G, scale, sign * scale, out);
  }
}

// The whole spectrum of real lines from its half: the rest are the conjugates of the opposite line. The table at twist tells of each of
// the `lanes` axes before the last how long it is and whether it was transformed.
template <class T> static void mirrorLines(u32 begin, u32 end, const Job& job) {
  const u32* axes = address<u32>(job.twist);
  const u32 half = job.writes, n = job.points;
  for (u32 line = begin; line < end; line++) {
    u32 rest = line, opposite = 0, step = 1;
    for (u32 i = job.lanes; i-- > 0; step *= axes[2 * i], rest /= axes[2 * i]) {
      const u32 at = rest % axes[2 * i];
      opposite += step * (at == 0 || !axes[2 * i + 1] ? at : axes[2 * i] - at);
    }
    const T* own = address<T>(job.source) + 2 * line * half;
    const T* other = address<T>(job.source) + 2 * opposite * half;
    T* out = address<T>(job.target) + 2 * line * n;
    for (u32 k = 0; k < 2 * half; k++) out[k] = own[k];
    for (u32 k = half; k < n; k++) {
      out[2 * k] = other[2 * (n - k)];
      out[2 * k + 1] = -other[2 * (n - k) + 1];
    }
  }
}

#define KERNELS(type, suffix)                                                                                  \
  KERNEL(rows_##suffix)(u32 begin, u32 end, u8* scratch, const Job* job) { rows<type>(begin, end, scratch, *job); }     \
  KERNEL(blocks_##suffix)(u32 begin, u32 end, u8* scratch, const Job* job) { blocks<type>(begin, end, scratch, *job); } \
  KERNEL(mirror_##suffix)(u32 begin, u32 end, u8*, const Job* job) { mirrorLines<type>(begin, end, *job); }    \
  KERNEL(apart_##suffix)(u32 begin, u32 end, u8*, const Job* job) { apartLines<type>(begin, end, *job); }      \
  KERNEL(together_##suffix)(u32 begin, u32 end, u8*, const Job* job) { togetherLines<type>(begin, end, *job); }

KERNELS(f32, float32)
KERNELS(f64, float64)
