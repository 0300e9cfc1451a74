// Bionic on top of glibc, for running the APK's x86_64 libraries on an ordinary Linux: what bionic has and glibc
// lacks, and what both have with another meaning. The latter are found under a name that begins with a capital
// (the copies of the libraries ask for them so), since glibc's own would be found first. All else is glibc's.
#include <errno.h>
#include <stdio.h>
#include <string.h>
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

// Where bionic's standard streams lie. The address must exist; nothing under test prints to it.
char __sF[3 * 152];
