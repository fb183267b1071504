#ifndef TRINHKY_SPAWN_SHIM_H
#define TRINHKY_SPAWN_SHIM_H

#include <spawn.h>

/* The C library has them (glibc 2.34), but shows them to programs of _GNU_SOURCE only. */
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);

#endif
