// Passes of Stockham's transform. Data stand as groups: the real parts of one vector of complex numbers, then their imaginary parts. A pass by
// R sees the input as [R][m][S] groups and the output as [m][R][S]; all of a group have one twiddle factor.
#pragma once
#include "vectors.h"

template <class T> struct Complex {
  Vector<T> re, im;
};

template <class T> INLINE Complex<T> loadGroup(const T* from) { return {load(from), load(from + lanes<T>)}; }
template <class T> INLINE void storeGroup(T* to, Complex<T> a) {
  store(to, a.re);
  store(to + lanes<T>, a.im);
}
// Neighbours as one vector of real and one of imaginary parts, and back.
INLINE Complex<f32> apart(f32x4 a, f32x4 b) {
  return {__builtin_shufflevector(a, b, 0, 2, 4, 6), __builtin_shufflevector(a, b, 1, 3, 5, 7)};
}
INLINE Complex<f64> apart(f64x2 a, f64x2 b) {
  return {__builtin_shufflevector(a, b, 0, 2), __builtin_shufflevector(a, b, 1, 3)};
}
template <class T> INLINE Complex<T> loadPairs(const T* from) {
  return apart(load(from), load(from + lanes<T>));
}
INLINE void storePairs(f32* to, Complex<f32> a) {
  store(to, __builtin_shufflevector(a.re, a.im, 0, 4, 1, 5));
  store(to + 4, __builtin_shufflevector(a.re, a.im, 2, 6, 3, 7));
}
INLINE void storePairs(f64* to, Complex<f64> a) {
  store(to, __builtin_shufflevector(a.re, a.im, 0, 2));
  store(to + 2, __builtin_shufflevector(a.re, a.im, 1, 3));
}

template <class T> INLINE Complex<T> operator+(Complex<T> a, Complex<T> b) { return {a.re + b.re, a.im + b.im}; }
template <class T> INLINE Complex<T> operator-(Complex<T> a, Complex<T> b) { return {a.re - b.re, a.im - b.im}; }
// a times -i
template <class T> INLINE Complex<T> turned(Complex<T> a) { return {a.im, -a.re}; }
template <class T> INLINE Complex<T> times(Complex<T> a, Complex<T> w) {
  return {nmadd(a.im, w.im, a.re * w.re), madd(a.im, w.re, a.re * w.im)};
}
template <class T> INLINE Complex<T> scaled(Vector<T> f, Complex<T> a) { return {f * a.re, f * a.im}; }
template <class T> INLINE Complex<T> plus(Complex<T> c, Vector<T> f, Complex<T> a) {
  return {madd(f, a.re, c.re), madd(f, a.im, c.im)};
}
template <class T> INLINE Complex<T> splatPair(const T* w) { return {splat(w[0]), splat(w[1])}; }

// The transform of R numbers in their place.
template <class T, int R> INLINE void butterfly(Complex<T>* a) {
  if constexpr (R == 2) {
    Complex<T> b = a[0] - a[1];
    a[0] = a[0] + a[1];
    a[1] = b;
  } else if constexpr (R == 3) {
    Complex<T> sum = a[1] + a[2], difference = a[1] - a[2];
    Complex<T> middle = plus(a[0], splat((T)-0.5), sum);
    Complex<T> side = scaled(splat((T)0.8660254037844386), turned(difference));
    a[0] = a[0] + sum;
    a[1] = middle + side;
    a[2] = middle - side;
  } else if constexpr (R == 4) {
    Complex<T> even = a[0] + a[2], odd = a[0] - a[2], sum = a[1] + a[3], difference = a[1] - a[3];
    a[0] = even + sum;
    a[2] = even - sum;
    a[1] = {odd.re + difference.im, odd.im - difference.re};
    a[3] = {odd.re - difference.im, odd.im + difference.re};
  } else if constexpr (R == 5) {
    const Vector<T> c1 = splat((T)0.30901699437494745), c2 = splat((T)-0.8090169943749475);
    const Vector<T> s1 = splat((T)0.9510565162951535), s2 = splat((T)0.5877852522924731);
    Complex<T> p = a[1] + a[4], r = a[1] - a[4], q = a[2] + a[3], s = a[2] - a[3];
    Complex<T> g = plus(plus(a[0], c1, p), c2, q), h = plus(plus(a[0], c2, p), c1, q);
    Complex<T> u = turned(plus(scaled(s1, r), s2, s));
    Complex<T> v = turned(plus(scaled(s2, r), -s1, s));
    a[0] = a[0] + p + q;
    a[1] = g + u;
    a[4] = g - u;
    a[2] = h + v;
    a[3] = h - v;
  } else if constexpr (R == 7) {
    const Vector<T> c1 = splat((T)0.6234898018587336), c2 = splat((T)-0.2225209339563144), c3 = splat((T)-0.9009688679024191);
    const Vector<T> s1 = splat((T)0.7818314824680298), s2 = splat((T)0.9749279121818236), s3 = splat((T)0.4338837391175581);
    Complex<T> p = a[1] + a[6], x = a[1] - a[6], q = a[2] + a[5], y = a[2] - a[5], r = a[3] + a[4], z = a[3] - a[4];
    Complex<T> f = plus(plus(plus(a[0], c1, p), c2, q), c3, r), u = turned(plus(plus(scaled(s1, x), s2, y), s3, z));
    Complex<T> g = plus(plus(plus(a[0], c2, p), c3, q), c1, r), v = turned(plus(plus(scaled(s2, x), -s3, y), -s1, z));
    Complex<T> h = plus(plus(plus(a[0], c3, p), c1, q), c2, r), w = turned(plus(plus(scaled(s3, x), -s1, y), s2, z));
    a[0] = a[0] + p + q + r;
    a[1] = f + u;
    a[6] = f - u;
    a[2] = g + v;
    a[5] = g - v;
    a[3] = h + w;
    a[4] = h - w;
  }
}

// One pass. Where S is known, places are constants.
template <class T, int R, u32 known> INLINE void passOf(const T* x, T* y, u32 m, u32 given, const T* w) {
  const u32 S = known == 0 ? given : known;
  const u32 group = 2 * lanes<T>, leap = m * S * group, step = S * group;
  for (u32 p = 0; p < m; p++, w += 2 * (R - 1), y += (R - 1) * step) {
    Complex<T> t[R];
    for (int j = 1; j < R; j++) t[j] = splatPair(w + 2 * (j - 1));
#pragma clang loop unroll(disable)
    for (u32 q = 0; q < S; q++, x += group, y += group) {
      Complex<T> a[R];
      for (int j = 0; j < R; j++) a[j] = loadGroup(x + j * leap);
      butterfly<T, R>(a);
      storeGroup(y, a[0]);
      for (int j = 1; j < R; j++) storeGroup(y + j * step, times(a[j], t[j]));
    }
  }
}
template <class T, int R> NOINLINE void pass(const T* x, T* y, u32 m, u32 S, const T* w) {
  if (R == 4 && S == 1) passOf<T, R, 1>(x, y, m, 1, w);
  else if (R == 4 && S == 2) passOf<T, R, 2>(x, y, m, 2, w);
  else passOf<T, R, 0>(x, y, m, S, w);
}

// The last pass, which has no twiddles.
template <class T, int R> NOINLINE void lastPass(const T* x, T* y, u32 S) {
  const u32 group = 2 * lanes<T>, step = S * group;
  for (u32 q = 0; q < S; q++, x += group, y += group) {
    Complex<T> a[R];
    for (int j = 0; j < R; j++) a[j] = loadGroup(x + j * step);
    butterfly<T, R>(a);
    for (int j = 0; j < R; j++) storeGroup(y + j * step, a[j]);
  }
}

constexpr u32 mostRadix = 61;

// By any odd radix up to the largest: sums and differences of opposite numbers meet the cosines and sines of R.
template <class T> NOINLINE void oddPass(const T* x, T* y, u32 R, u32 m, u32 S, const T* w, const T* roots) {
  const u32 group = 2 * lanes<T>, leap = m * S * group, step = S * group, half = (R - 1) / 2;
  Complex<T> sums[mostRadix / 2], differences[mostRadix / 2];
  for (u32 p = 0; p < m; p++, y += (R - 1) * step) {
    const T* own = w + 2 * (R - 1) * p;
    for (u32 q = 0; q < S; q++, x += group, y += group) {
      Complex<T> first = loadGroup(x), total = first;
      for (u32 j = 1; j <= half; j++) {
        Complex<T> near = loadGroup(x + j * leap), far = loadGroup(x + (R - j) * leap);
        sums[j - 1] = near + far;
        differences[j - 1] = near - far;
        total = total + sums[j - 1];
      }
      storeGroup(y, total);
      for (u32 k = 1; k <= half; k++) {
        Complex<T> g = first, h = {splat((T)0), splat((T)0)};
        for (u32 j = 0, at = k; j < half; j++) {
          g = plus(g, splat(roots[2 * at]), sums[j]);
          h = plus(h, splat(roots[2 * at + 1]), differences[j]);
          at += k;
          if (at >= R) at -= R;
        }
        // The roots have negative sines: h times i is to be added.
        Complex<T> near = {g.re - h.im, g.im + h.re}, far = {g.re + h.im, g.im - h.re};
        if (m > 1) {
          near = times(near, splatPair(own + 2 * (k - 1)));
          far = times(far, splatPair(own + 2 * (R - k - 1)));
        }
        storeGroup(y + k * step, near);
        storeGroup(y + (R - k) * step, far);
      }
    }
  }
}

// The first pass along one line, by 4, from pairs or groups; its twiddles stand as [3][re, im][m].
INLINE void storeTurned(f32* y, u32 p, const Complex<f32>* a) {
  for (int part = 0; part < 2; part++) {
    f32x4 r0 = part ? a[0].im : a[0].re, r1 = part ? a[1].im : a[1].re;
    f32x4 r2 = part ? a[2].im : a[2].re, r3 = part ? a[3].im : a[3].re;
    f32x4 l0 = __builtin_shufflevector(r0, r1, 0, 4, 1, 5), h0 = __builtin_shufflevector(r0, r1, 2, 6, 3, 7);
    f32x4 l1 = __builtin_shufflevector(r2, r3, 0, 4, 1, 5), h1 = __builtin_shufflevector(r2, r3, 2, 6, 3, 7);
    f32* to = y + 8 * p + 4 * part;
    store(to, __builtin_shufflevector(l0, l1, 0, 1, 4, 5));
    store(to + 8, __builtin_shufflevector(l0, l1, 2, 3, 6, 7));
    store(to + 16, __builtin_shufflevector(h0, h1, 0, 1, 4, 5));
    store(to + 24, __builtin_shufflevector(h0, h1, 2, 3, 6, 7));
  }
}
INLINE void storeTurned(f64* y, u32 p, const Complex<f64>* a) {
  for (int part = 0; part < 2; part++) {
    f64x2 r0 = part ? a[0].im : a[0].re, r1 = part ? a[1].im : a[1].re;
    f64x2 r2 = part ? a[2].im : a[2].re, r3 = part ? a[3].im : a[3].re;
    f64* to = y + 8 * p + 2 * part;
    store(to, __builtin_shufflevector(r0, r1, 0, 2));
    store(to + 4, __builtin_shufflevector(r2, r3, 0, 2));
    store(to + 8, __builtin_shufflevector(r0, r1, 1, 3));
    store(to + 12, __builtin_shufflevector(r2, r3, 1, 3));
  }
}
template <class T, bool grouped> NOINLINE void firstAlong(const T* x, T sign, T* y, u32 m, const T* w) {
  const u32 L = lanes<T>;
  const Vector<T> signs = splat(sign);
  for (u32 p = 0; p < m; p += L) {
    // The last step does some again rather than less.
    if (p > m - L) p = m - L;
    Complex<T> a[4];
    for (int j = 0; j < 4; j++) {
      a[j] = grouped ? loadGroup(x + 2 * (p + j * m)) : loadPairs(x + 2 * (p + j * m));
      a[j].im = signs * a[j].im;
    }
    butterfly<T, 4>(a);
    for (int j = 1; j < 4; j++) a[j] = times(a[j], {load(w + 2 * (j - 1) * m + p), load(w + (2 * j - 1) * m + p)});
    storeTurned(y, p, a);
  }
}

// The last pass along one line: results as pairs, times a factor of each part.
template <class T, int R> NOINLINE void lastAlong(const T* x, T* out, u32 S, T re, T im) {
  const u32 group = 2 * lanes<T>, step = S * group;
  const Vector<T> scaleRe = splat(re), scaleIm = splat(im);
  for (u32 q = 0; q < S; q++, x += group, out += group) {
    Complex<T> a[R];
    for (int j = 0; j < R; j++) a[j] = loadGroup(x + j * step);
    butterfly<T, R>(a);
    for (int j = 0; j < R; j++) storePairs(out + j * step, {scaleRe * a[j].re, scaleIm * a[j].im});
  }
}

// First and last pass of many lines at once, of G groups, from and to rows of pairs.
template <class T, int R> NOINLINE void firstAcross(const T* x, u32 row, T sign, T* y, u32 m, u32 G, const T* w) {
  const u32 group = 2 * lanes<T>, step = G * group;
  const Vector<T> signs = splat(sign);
  for (u32 p = 0; p < m; p++, x += row, y += R * step) {
    for (u32 g = 0; g < G; g++) {
      Complex<T> a[R];
      for (int j = 0; j < R; j++) {
        a[j] = loadPairs(x + j * m * row + g * group);
        a[j].im = signs * a[j].im;
      }
      butterfly<T, R>(a);
      T* to = y + g * group;
      storeGroup(to, a[0]);
      for (int j = 1; j < R; j++) storeGroup(to + j * step, times(a[j], splatPair(w + 2 * (j - 1))));
    }
    w += 2 * (R - 1);
  }
}
template <class T, int R> NOINLINE void lastAcross(const T* x, T* out, u32 row, u32 s, u32 G, T re, T im) {
  const u32 group = 2 * lanes<T>, step = s * G * group;
  const Vector<T> scaleRe = splat(re), scaleIm = splat(im);
  for (u32 q = 0; q < s; q++, out += row) {
    for (u32 g = 0; g < G; g++, x += group) {
      Complex<T> a[R];
      for (int j = 0; j < R; j++) a[j] = loadGroup(x + j * step);
      butterfly<T, R>(a);
      for (int j = 0; j < R; j++) storePairs(out + j * s * row + g * group, {scaleRe * a[j].re, scaleIm * a[j].im});
    }
  }
}
