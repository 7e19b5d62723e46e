#ifndef CNAMESPACES_H
#define CNAMESPACES_H

#include <sys/types.h>

/// Gives the calling process a list of mounts of its own, and with `as_user` a user namespace in which it may change
/// that list. The process must have one thread. Answers 0 or an error number.
int namespaces_unshare_mounts(int as_user);

/// Mounts in this process's own list; what `mount(2)` takes. Answers 0 or an error number.
int namespaces_bind(const char *folder, const char *target);
int namespaces_mount_memory(const char *target, mode_t mode);

/// Keeps what is mounted from now on to this process. Answers 0 or an error number.
int namespaces_make_private(void);

/// Moves the mount that is the working folder over the root. The root of this process stays what it was; the working
/// folder becomes its root by `namespaces_enter_root`. Both answer 0 or an error number.
int namespaces_move_to_root(void);
int namespaces_enter_root(void);

#endif
