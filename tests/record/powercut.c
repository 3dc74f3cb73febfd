/* A disk that keeps only what was synced.
 *
 * Preloaded into a process, this copies a file of the folder PE_POWERCUT_FROM into the folder
 * PE_POWERCUT_TO whenever the process syncs it. After kill -9 the second folder is what a power
 * cut would have left: bytes that were written and never synced are not there. Names are taken
 * as durable at once (made, renamed, removed), contents are not. The -shm file is left out: it
 * is memory.
 *
 * PE_POWERCUT_AT=n  ends the process when it asks for its n-th sync, before anything is kept.
 * PE_POWERCUT_EIO=n makes the n-th sync fail, keeping nothing.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FILES 4096

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static char *names[FILES];
static int syncs;

static const char *watched(const char *path)
{
    const char *from = getenv("PE_POWERCUT_FROM");
    size_t length = from ? strlen(from) : 0;
    if (!length || strncmp(path, from, length) || path[length] != '/')
        return NULL;
    return strstr(path, "-shm") ? NULL : path + length + 1;
}

static char *kept(const char *name)
{
    static __thread char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", getenv("PE_POWERCUT_TO"), name);
    return path;
}

static int opened(int fd, const char *path, int flags)
{
    const char *name = watched(path);
    if (fd < 0 || fd >= FILES || !name)
        return fd;
    names[fd] = strdup(name);
    if (flags & O_CREAT)
        REAL(close)(REAL(open)(kept(name), O_WRONLY | O_CREAT, 0600));
    return fd;
}

#define OPEN(function)                                              \
    int function(const char *path, int flags, ...)                  \
    {                                                               \
        va_list rest;                                               \
        va_start(rest, flags);                                      \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;   \
        va_end(rest);                                               \
        return opened(REAL(function)(path, flags, mode), path, flags); \
    }

OPEN(open)
OPEN(open64)

int close(int fd)
{
    if (fd >= 0 && fd < FILES)
        names[fd] = NULL;
    return REAL(close)(fd);
}

/* Read through the caller's own descriptor where it can be read: closing another one would drop
 * the locks that SQLite holds on the file. */
static void keep(int fd, const char *name)
{
    char block[1 << 16], through[64];
    int source = fd;
    if ((fcntl(fd, F_GETFL) & O_ACCMODE) == O_WRONLY) {
        snprintf(through, sizeof through, "/proc/self/fd/%d", fd);
        source = REAL(open)(through, O_RDONLY);
    }
    char *unfinished = strdup(kept("unfinished"));
    int target = REAL(open)(unfinished, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    off_t at = 0;
    for (ssize_t got; (got = pread(source, block, sizeof block, at)) > 0; at += got)
        if (pwrite(target, block, got, at) != got)
            abort();
    REAL(close)(target);
    REAL(rename)(unfinished, kept(name));
    free(unfinished);
    if (source != fd)
        REAL(close)(source);
}

static int is_time(const char *variable)
{
    const char *number = getenv(variable);
    return number && atoi(number) == syncs;
}

static int synced(int fd)
{
    if (fd < 0 || fd >= FILES || !names[fd])
        return 0;
    pthread_mutex_lock(&one_at_a_time);
    syncs++;
    if (is_time("PE_POWERCUT_AT"))
        _exit(137);
    int failed = is_time("PE_POWERCUT_EIO");
    if (!failed)
        keep(fd, names[fd]);
    pthread_mutex_unlock(&one_at_a_time);
    if (failed)
        errno = EIO;
    return failed ? -1 : 0;
}

int fsync(int fd) { return synced(fd); }
int fdatasync(int fd) { return synced(fd); }

int rename(const char *from, const char *to)
{
    int result = REAL(rename)(from, to);
    if (!result && watched(from) && watched(to)) {
        char *source = strdup(kept(watched(from)));
        REAL(rename)(source, kept(watched(to)));
        free(source);
    }
    return result;
}

int unlink(const char *path)
{
    int result = REAL(unlink)(path);
    if (!result && watched(path))
        REAL(unlink)(kept(watched(path)));
    return result;
}
