// Lines' sums, and those of their elements times their places in the line.
#pragma once
#include "common.h"

/** In the reference body's order: four at a time, and their places among the four. */
template <class T> INLINE void lineMoments(const T* in, u32 length, f64* out) {
  f64 sum = 0, moment = 0, inside = 0;
  u32 at = 0;
  for (; at + 3 < length; at += 4) {
    const f64 second = (f64)in[at + 1], fourth = (f64)in[at + 3];
    const f64 upper = (f64)in[at + 2] + fourth;
    const f64 four = (f64)in[at] + second + upper;
    sum += four;
    moment += four * (f64)at;
    inside += second + fourth + 2 * upper;
  }
  for (; at < length; at++) {
    sum += (f64)in[at];
    moment += (f64)in[at] * (f64)at;
  }
  out[0] = sum;
  out[1] = moment + inside;
}
/** Of short whole numbers, where no order changes anything. */
template <class T> INLINE void wholeMoments(const T* in, u32 length, f64* out) {
  i64 sum = 0, moment = 0;
  for (u32 from = 0; from < length; from += 256, in += 256) {
    const i32 n = (i32)least(256u, length - from);
    i32 some = 0, inside = 0;
    for (i32 i = 0; i < n; i++) {
      some += (i32)in[i];
      inside += (i32)in[i] * i;
    }
    sum += some;
    moment += (i64)inside + (i64)some * from;
  }
  out[0] = (f64)sum;
  out[1] = (f64)moment;
}

/** Items are lines. */
KERNEL(moments)(u32 begin, u32 end, u8*, const u8* in, u32 type, u32 length, f64* out) {
  for (u32 line = begin; line < end; line++) {
    const u64 at = (u64)line * length;
    f64* own = out + 2 * line;
    switch (type) {
      case 0: lineMoments((const f32*)in + at, length, own); break;
      case 1: lineMoments((const f64*)in + at, length, own); break;
      case 2: wholeMoments((const i8*)in + at, length, own); break;
      case 3: wholeMoments((const u8*)in + at, length, own); break;
      case 4: wholeMoments((const i16*)in + at, length, own); break;
      case 5: wholeMoments((const u16*)in + at, length, own); break;
      case 6: lineMoments((const i32*)in + at, length, own); break;
      default: lineMoments((const u32*)in + at, length, own); break;
    }
  }
}
