// What all kernels share. A kernel has the form  void name(u32 begin, u32 end, u8* scratch, …)  and does the items begin to end of its work;
// scratch is memory of its thread alone. No kernel allocates, keeps state or has constant tables: see compile/module.mjs.
#pragma once

typedef unsigned char u8;
typedef signed char i8;
typedef unsigned short u16;
typedef short i16;
typedef unsigned int u32;
typedef int i32;
typedef unsigned long long u64;
typedef long long i64;
typedef float f32;
typedef double f64;

#define KERNEL(name) extern "C" __attribute__((export_name(#name))) void name
#define INLINE static inline __attribute__((always_inline))
#define NOINLINE static __attribute__((noinline))

template <class T> INLINE T least(T a, T b) { return a < b ? a : b; }
template <class T> INLINE T greatest(T a, T b) { return a > b ? a : b; }

