#define _GNU_SOURCE
#include "CAgentSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <nss.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

void agent_use_builtin_name_services(void) {
  __nss_configure_lookup("hosts", "files dns");
  __nss_configure_lookup("passwd", "files");
  __nss_configure_lookup("group", "files");
}

/// Where the handler writes the numbers of signals.
static int signal_writer = -1;

static void tell_signal(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t written = write(signal_writer, &byte, 1);
  (void)written;
  errno = saved;
}

int agent_open_signals(void) {
  const int taken[] = {SIGTERM, SIGINT, SIGHUP};
  struct sigaction action = {.sa_handler = tell_signal, .sa_flags = SA_RESTART};
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  signal_writer = ends[1];
  signal(SIGPIPE, SIG_IGN);
  signal(SIGCHLD, SIG_DFL);
  sigemptyset(&action.sa_mask);
  for (size_t place = 0; place < sizeof taken / sizeof taken[0]; place++) {
    if (sigaction(taken[place], &action, NULL) != 0) return -1;
  }
  return ends[0];
}

int32_t agent_next_signal(int descriptor) {
  unsigned char byte = 0;
  ssize_t count;
  do count = read(descriptor, &byte, 1);
  while (count < 0 && errno == EINTR);
  return count == 1 ? byte : -1;
}

void agent_sleep(void) { pause(); }

int agent_spawn(int32_t *process, const char *program, char *const arguments[], char *const environment[],
                const char *folder, int input, int output, int error) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  pid_t child = 0;
  int code = posix_spawn_file_actions_init(&actions);
  if (code != 0) return code;
  code = posix_spawnattr_init(&attributes);
  if (code != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return code;
  }
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  code = posix_spawn_file_actions_addchdir_np(&actions, folder);
  if (code == 0) code = posix_spawn_file_actions_adddup2(&actions, input, 0);
  if (code == 0) code = posix_spawn_file_actions_adddup2(&actions, output, 1);
  if (code == 0) code = posix_spawn_file_actions_adddup2(&actions, error, 2);
  if (code == 0) code = posix_spawn(&child, program, &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  *process = child;
  return code;
}

int agent_wait(int32_t process, int32_t *exited, int32_t *signal) {
  pid_t whom = getpid() == 1 ? -1 : process;
  for (;;) {
    int status = 0;
    pid_t ended = waitpid(whom, &status, 0);
    if (ended < 0 && errno == EINTR) continue;
    if (ended < 0) return errno;
    if (ended != process) continue;
    *exited = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    *signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return 0;
  }
}

int agent_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }
