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
    // What no ordinary picture needs is mapped and unmapped. Set, because glibc otherwise raises the bound by itself. Below
    // it memory is used again: mapping the body, picture and band of a 4K frame anew each time costs a tenth of the request.
    mallopt(M_MMAP_THRESHOLD, 3 << 20);
    mallopt(M_TRIM_THRESHOLD, 4 << 20);
#endif
}

void reid_memory_trim(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
