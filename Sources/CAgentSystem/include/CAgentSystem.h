#ifndef CAGENTSYSTEM_H
#define CAGENTSYSTEM_H

#include <stdint.h>

/// Makes glibc look names up in files and DNS only, whatever the container's nsswitch.conf says.
///
/// A statically linked getaddrinfo loads the modules that nsswitch.conf names and aborts when they belong to another
/// glibc. Call it before the first name is looked up.
void agent_use_builtin_name_services(void);

/// Takes TERM, INT and HUP over for the whole process, whichever thread they reach, ignores PIPE, lets the statuses of
/// children wait (a parent may have said otherwise), and answers a descriptor from which the signals are read; -1 when
/// that failed (`errno`). To be called once.
int agent_open_signals(void);

/// Waits for the next signal; -1 when the descriptor cannot be read (`errno`).
int32_t agent_next_signal(int descriptor);

/// Waits until a signal that somebody handles arrives.
void agent_sleep(void);

/// Starts a program in a process group of its own with no signal blocked and all at their defaults.
///
/// `folder` is where it starts, `input`, `output` and `error` become its standard streams; everything else is closed
/// on exec as its owner said. Answers 0 and sets `process`, or an error number.
int agent_spawn(int32_t *process, const char *program, char *const arguments[], char *const environment[],
                const char *folder, int input, int output, int error);

/// Takes the status of `process` when it has ended, and in the first process of a container that of every orphan.
///
/// Waits until then. Answers 0 and sets `exited` to its exit status or -1, and `signal` to what ended it or 0; or an
/// error number.
int agent_wait(int32_t process, int32_t *exited, int32_t *signal);

/// A pipe whose ends are closed on exec. Answers 0 or an error number.
int agent_pipe(int ends[2]);

#endif
