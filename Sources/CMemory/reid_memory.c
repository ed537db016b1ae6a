#include "reid_memory.h"

// Any standard header tells which C library this is.
#include <stddef.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void reid_memory_return_freed(void) {
#ifdef __GLIBC__
    // Two arenas serve a handful of threads; by default there would be eight a core, each keeping what it once held.
    mallopt(M_ARENA_MAX, 2);
    // Bodies and decoded bands are mapped and unmapped. Set, because glibc otherwise raises the bound by itself.
    mallopt(M_MMAP_THRESHOLD, 128 << 10);
    mallopt(M_TRIM_THRESHOLD, 128 << 10);
#endif
}

void reid_memory_trim(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
