// Sums with weights, differences, derivatives and bins of signals.
#include "common.h"

KERNEL(differences_float32)(u32 begin, u32 end, u8*, const f32* in, f32* __restrict out, u32 lanes) {
  for (u32 i = begin; i < end; i++) out[i] = in[i + lanes] - in[i];
}
