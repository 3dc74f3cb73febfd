/* A disk that is full after so many bytes.
 *
 * Preloaded into a process, this lets it write PE_NOSPACE_AT bytes into files of the folder
 * PE_NOSPACE_IN. The write that passes that number is cut short there, and what follows fails
 * with ENOSPC, until PE_NOSPACE_FAILS writes have failed: then somebody has freed space.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FILES 4096

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static char is_watched[FILES];
static long written, failed;

static int opened(int fd, const char *path)
{
    const char *in = getenv("PE_NOSPACE_IN");
    size_t length = in ? strlen(in) : 0;
    if (fd >= 0 && fd < FILES)
        is_watched[fd] = length && !strncmp(path, in, length) && path[length] == '/';
    return fd;
}

#define OPEN(function)                                             \
    int function(const char *path, int flags, ...)                 \
    {                                                              \
        va_list rest;                                              \
        va_start(rest, flags);                                     \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;  \
        va_end(rest);                                              \
        return opened(REAL(function)(path, flags, mode), path);    \
    }

OPEN(open)
OPEN(open64)

int close(int fd)
{
    if (fd >= 0 && fd < FILES)
        is_watched[fd] = 0;
    return REAL(close)(fd);
}

/* Return how many of these bytes the disk takes; -1 if none. */
static ssize_t room(int fd, size_t size)
{
    if (fd < 0 || fd >= FILES || !is_watched[fd])
        return size;
    pthread_mutex_lock(&one_at_a_time);
    long left = atol(getenv("PE_NOSPACE_AT")) - written;
    ssize_t takes = size;
    if (failed < atol(getenv("PE_NOSPACE_FAILS")) && left < (long)size)
        takes = left > 0 ? left : (failed++, -1);
    written += takes > 0 ? takes : 0;
    pthread_mutex_unlock(&one_at_a_time);
    if (takes < 0)
        errno = ENOSPC;
    return takes;
}

ssize_t write(int fd, const void *content, size_t size)
{
    ssize_t takes = room(fd, size);
    return takes < 0 ? -1 : REAL(write)(fd, content, takes);
}

#define PWRITE(function, offset)                                          \
    ssize_t function(int fd, const void *content, size_t size, offset at) \
    {                                                                     \
        ssize_t takes = room(fd, size);                                   \
        return takes < 0 ? -1 : REAL(function)(fd, content, takes, at);   \
    }

PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)
