/* Counts what a group of processes does to files, and lets a step of it go wrong.

   Preloaded into Python and, through it, into git. FAULTS_CONTROL names a file that holds a
   struct control; FAULTS_LOG, where it is set, a file that gets a line for each step. Only the
   processes of the group in the control file are looked at. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { MAKE = 1, WRITE = 2, SYNC = 4, RENAME = 8, REMOVE = 16, FOLDER = 32, META = 64, START = 128 };
enum { COUNT, KILL_ONE, KILL_ALL, TEAR, FAIL_ONCE, FAIL_FROM };

struct control {
    int group, how, number, kinds;
    long at, count;
};

static struct control *control;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULTS_CONTROL");
    if (!path) return;
    int file = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
    if (file < 0) return;
    void *at = mmap(0, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (at != MAP_FAILED) control = at;
    syscall(SYS_close, file);
}

static void whole(char *out, int folder, const char *path) {
    char link[64];
    ssize_t size = 0;
    if (path[0] != '/') {
        snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd%.0d" : "/proc/self/fd/%d", folder);
        size = syscall(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1);
        if (size < 0) size = 0;
        out[size++] = '/';
    }
    snprintf(out + size, PATH_MAX - size, "%s", path);
}

static void name_of(char *out, int file) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = syscall(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1);
    out[size < 0 ? 0 : size] = 0;
}

static void note(const char *what, const char *one, const char *two) {
    const char *path = getenv("FAULTS_LOG");
    if (!path) return;
    char line[2 * PATH_MAX + 64];
    int size = snprintf(line, sizeof line, "%s\t%s\t%s\n", what, one, two ? two : "");
    int file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CLOEXEC);
    if (file < 0) return;
    syscall(SYS_write, file, line, size);
    syscall(SYS_close, file);
}

static int watched(int kind) {
    return control && control->group == getpgrp() && (control->kinds & kind);
}

/* Whether the step must not happen: 1 with errno set, -1 for a write that is to be torn. */
static int step(int kind, const char *what, const char *one, const char *two) {
    int before = errno;
    long count = __atomic_add_fetch(&control->count, 1, __ATOMIC_SEQ_CST);
    note(what, one, two);
    errno = before;
    if (control->how == FAIL_FROM ? count < control->at : count != control->at) return 0;
    switch (control->how) {
    case KILL_ONE: syscall(SYS_kill, getpid(), SIGKILL); break;
    case TEAR: if (kind == WRITE) return -1; /* fall through */
    case KILL_ALL: syscall(SYS_kill, 0, SIGKILL); break;
    case FAIL_ONCE:
    case FAIL_FROM: errno = control->number; return 1;
    }
    return 0;
}

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

#define ON_PATH(kind, word, name, PARAMETERS, folder, path, ...) \
    int name PARAMETERS { \
        static int (*real) PARAMETERS; \
        if (!real) real = (int (*) PARAMETERS)dlsym(RTLD_NEXT, #name); \
        if (watched(kind)) { \
            char one[PATH_MAX]; \
            whole(one, folder, path); \
            if (step(kind, word, one, 0)) return -1; \
        } \
        return real(__VA_ARGS__); \
    }

#define ON_TWO(kind, word, name, PARAMETERS, from, old, to, new, ...) \
    int name PARAMETERS { \
        static int (*real) PARAMETERS; \
        if (!real) real = (int (*) PARAMETERS)dlsym(RTLD_NEXT, #name); \
        if (watched(kind)) { \
            char one[PATH_MAX], two[PATH_MAX]; \
            whole(one, from, old); \
            whole(two, to, new); \
            if (step(kind, word, one, two)) return -1; \
        } \
        return real(__VA_ARGS__); \
    }

#define ON_FILE(kind, word, name, PARAMETERS, file, ...) \
    int name PARAMETERS { \
        static int (*real) PARAMETERS; \
        if (!real) real = (int (*) PARAMETERS)dlsym(RTLD_NEXT, #name); \
        if (watched(kind)) { \
            char one[PATH_MAX]; \
            name_of(one, file); \
            if (step(kind, word, one, 0)) return -1; \
        } \
        return real(__VA_ARGS__); \
    }

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, name, const char *, int, ...); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        if (flags & (O_CREAT | O_TRUNC) && watched(MAKE)) { \
            char one[PATH_MAX]; \
            whole(one, AT_FDCWD, path); \
            if (step(MAKE, flags & O_TRUNC ? "truncate" : "make", one, 0)) return -1; \
        } \
        return real(path, flags, mode); \
    }

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(int, name, int, const char *, int, ...); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        if (flags & (O_CREAT | O_TRUNC) && watched(MAKE)) { \
            char one[PATH_MAX]; \
            whole(one, folder, path); \
            if (step(MAKE, flags & O_TRUNC ? "truncate" : "make", one, 0)) return -1; \
        } \
        return real(folder, path, flags, mode); \
    }

#define FOPEN(name) \
    FILE *name(const char *path, const char *mode) { \
        REAL(FILE *, name, const char *, const char *); \
        if (!strpbrk(mode, "wa+")) return real(path, mode); \
        if (watched(MAKE)) { \
            char one[PATH_MAX]; \
            whole(one, AT_FDCWD, path); \
            if (step(MAKE, strchr(mode, 'w') ? "truncate" : "make", one, 0)) return NULL; \
        } \
        return real(path, mode); \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
FOPEN(fopen)
FOPEN(fopen64)

static int is_regular(int file) {
    struct stat found;
    return !fstat(file, &found) && S_ISREG(found.st_mode);
}

ssize_t write(int file, const void *bytes, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    if (watched(WRITE) && is_regular(file)) {
        char one[PATH_MAX];
        name_of(one, file);
        int bad = step(WRITE, "write", one, 0);
        if (bad < 0) {
            real(file, bytes, size / 2);
            syscall(SYS_kill, 0, SIGKILL);
        }
        if (bad) return -1;
    }
    return real(file, bytes, size);
}

ON_FILE(WRITE, "cut", ftruncate, (int file, off_t size), file, file, size)
ON_FILE(WRITE, "cut", ftruncate64, (int file, off64_t size), file, file, size)
ON_PATH(WRITE, "cut", truncate, (const char *path, off_t size), AT_FDCWD, path, path, size)
ON_PATH(WRITE, "cut", truncate64, (const char *path, off64_t size), AT_FDCWD, path, path, size)
/* Processes are killed here, not machines: waiting for the disk would prove nothing. */
#define FSYNC(name) \
    int name(int file) { \
        REAL(int, name, int); \
        if (!control) return real(file); \
        if (watched(SYNC)) { \
            char one[PATH_MAX]; \
            name_of(one, file); \
            if (step(SYNC, "fsync", one, 0)) return -1; \
        } \
        return 0; \
    }

FSYNC(fsync)
FSYNC(fdatasync)
ON_TWO(RENAME, "rename", rename, (const char *a, const char *b), AT_FDCWD, a, AT_FDCWD, b, a, b)
ON_TWO(RENAME, "rename", renameat, (int x, const char *a, int y, const char *b), x, a, y, b, x, a, y, b)
ON_TWO(RENAME, "link", link, (const char *a, const char *b), AT_FDCWD, a, AT_FDCWD, b, a, b)
ON_PATH(REMOVE, "unlink", unlink, (const char *path), AT_FDCWD, path, path)
ON_PATH(REMOVE, "unlink", unlinkat, (int f, const char *path, int flags), f, path, f, path, flags)
ON_PATH(REMOVE, "rmdir", rmdir, (const char *path), AT_FDCWD, path, path)
ON_PATH(FOLDER, "mkdir", mkdir, (const char *path, mode_t mode), AT_FDCWD, path, path, mode)
ON_PATH(FOLDER, "mkdir", mkdirat, (int f, const char *path, mode_t mode), f, path, f, path, mode)
ON_PATH(META, "mode", chmod, (const char *path, mode_t mode), AT_FDCWD, path, path, mode)
ON_FILE(META, "mode", fchmod, (int file, mode_t mode), file, file, mode)
ON_PATH(START, "start", execve, (const char *path, char *const a[], char *const e[]), AT_FDCWD, path, path, a, e)
