// Filters whose output follows from what came before: recursive filters, sections of them, and short convolutions, over lines.
#include "common.h"
