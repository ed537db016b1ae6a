#ifndef REID_MEMORY_H
#define REID_MEMORY_H

/// Makes freed pictures leave the process. Swift's Glibc module has no <malloc.h>; elsewhere this does nothing.
void reid_memory_return_freed(void);

/// Gives back what was freed in the middle of the heap; a millisecond or so. Any thread.
void reid_memory_trim(void);

#endif
