// Phases without their jumps, connected parts and distances.
#include "unwrap.h"
