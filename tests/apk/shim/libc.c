// Bionic on top of glibc, for running the APK's libraries on an ordinary Linux: what bionic has and glibc
// lacks, and what both have with another meaning. The latter are found under a name that begins with a capital
// (the copies of the libraries ask for them so), since glibc's own would be found first. All else is glibc's.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern int __xpg_strerror_r(int error, char *text, size_t size);

int *__errno(void) {
    return &errno;
}

// Bionic's checked functions take the size of the buffer; a library that passes it correctly needs no check here.
size_t __strlen_chk(const char *text, size_t size) {
    (void)size;
    return strlen(text);
}

char *__strchr_chk(const char *text, int letter, size_t size) {
    (void)size;
    return strchr(text, letter);
}

char *__gnu_strerror_r(int error, char *text, size_t size) {
    __xpg_strerror_r(error, text, size);
    return text;
}

// POSIX's in bionic, GNU's in glibc, which may leave the buffer alone and returns a pointer.
int Strerror_r(int error, char *text, size_t size) {
    return __xpg_strerror_r(error, text, size);
}

// The same questions have other numbers.
long Sysconf(int question) {
    switch (question) {
        case 0x27:
        case 0x28: return sysconf(_SC_PAGESIZE);
        case 0x60: return sysconf(_SC_NPROCESSORS_CONF);
        case 0x61: return sysconf(_SC_NPROCESSORS_ONLN);
        default:
            fprintf(stderr, "shim: sysconf of bionic's number %d is not translated\n", question);
            errno = EINVAL;
            return -1;
    }
}

void android_set_abort_message(const char *text) {
    fprintf(stderr, "abort: %s\n", text);
}

#ifndef __LP64__
// With 32 bits bionic's `struct stat` is the kernel's with long numbers, in glibc one of two.
int Stat(const char *path, struct stat64 *found) {
    return stat64(path, found);
}

int Lstat(const char *path, struct stat64 *found) {
    return lstat64(path, found);
}

int Fstat(int file, struct stat64 *found) {
    return fstat64(file, found);
}

// And its locks are one word, in which glibc's of six have no room: it holds the address of one of those. One that
// nobody has initialised is zero.
static void *behind(void **word, size_t size) {
    void *found = __atomic_load_n(word, __ATOMIC_ACQUIRE);
    if (found) return found;
    void *made = calloc(1, size);
    if (__atomic_compare_exchange_n(word, &found, made, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return made;
    free(made);
    return found;
}

static pthread_mutex_t *mutex(void **word) {
    return behind(word, sizeof(pthread_mutex_t));
}

static pthread_cond_t *condition(void **word) {
    return behind(word, sizeof(pthread_cond_t));
}

int Pthread_mutex_init(void **word, const pthread_mutexattr_t *attributes) {
    *word = NULL;
    return pthread_mutex_init(mutex(word), attributes);
}

int Pthread_mutex_destroy(void **word) {
    int result = pthread_mutex_destroy(mutex(word));
    free(*word);
    *word = NULL;
    return result;
}

int Pthread_mutex_lock(void **word) {
    return pthread_mutex_lock(mutex(word));
}

int Pthread_mutex_trylock(void **word) {
    return pthread_mutex_trylock(mutex(word));
}

int Pthread_mutex_unlock(void **word) {
    return pthread_mutex_unlock(mutex(word));
}

int Pthread_cond_wait(void **word, void **locked) {
    return pthread_cond_wait(condition(word), mutex(locked));
}

int Pthread_cond_broadcast(void **word) {
    return pthread_cond_broadcast(condition(word));
}

// Asked for by an unwinder that is never started.
unsigned long dl_unwind_find_exidx(unsigned long address, int *count) {
    (void)address;
    *count = 0;
    return 0;
}
#endif

// Asked for to learn of the phone's model; here it has none.
int __system_property_get(const char *name, char *value) {
    (void)name;
    *value = 0;
    return 0;
}

void __assert2(const char *file, int line, const char *function, const char *what) {
    fprintf(stderr, "%s:%d: %s: %s\n", file, line, function, what);
    abort();
}

// Where bionic's standard streams lie. The address must exist; nothing under test prints to it.
char __sF[3 * 152];
