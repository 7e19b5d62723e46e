#define _GNU_SOURCE
#include "CNamespaces.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <unistd.h>

static int number(int answer) { return answer == 0 ? 0 : errno; }

int namespaces_unshare_mounts(int as_user) { return number(unshare(CLONE_NEWNS | (as_user ? CLONE_NEWUSER : 0))); }

int namespaces_make_private(void) {
  // Mounts and unmounts of the machine still come in; nothing goes out.
  return number(mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL));
}

int namespaces_bind(const char *folder, const char *target) {
  return number(mount(folder, target, NULL, MS_BIND | MS_REC, NULL));
}

int namespaces_mount_memory(const char *target, mode_t mode) {
  char options[32];
  snprintf(options, sizeof options, "mode=%o", (unsigned)(mode & 07777));
  return number(mount("martlet", target, "tmpfs", MS_NOSUID | MS_NODEV, options));
}

int namespaces_move_to_root(void) { return number(mount(".", "/", NULL, MS_MOVE, NULL)); }

int namespaces_enter_root(void) { return number(chroot(".")); }
