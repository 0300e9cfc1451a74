// The far end of `Far.kt`: loads the core of one ABI and does the calls that come in on the standard input. What the core
// is called through is generated from the bindings (calls.h): the same declarations that Kotlin is compiled with.
//
// A request is the number of a function, its integers as eight bytes each and its buffers as a length of four and bytes;
// the answer is the status, the error's buffer, and the result in the same forms. All little-endian.
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    uint64_t capacity;
    uint64_t length;
    uint8_t *data;
} Buffer;

typedef struct {
    int8_t code;
    Buffer error;
} Status;

static void *library;
static int answers;
static Buffer (*allocate)(uint64_t, Status *);
static void (*release)(Buffer, Status *);

static void *function(const char *name) {
    void *found = dlsym(library, name);
    if (!found) {
        fprintf(stderr, "no %s: %s\n", name, dlerror());
        exit(3);
    }
    return found;
}

// The other end closed: the tests are over.
static void take(void *into, size_t size) {
    if (size && fread(into, size, 1, stdin) != 1) exit(0);
}

static int64_t take_integer(void) {
    int64_t value;
    take(&value, sizeof value);
    return value;
}

static Buffer take_buffer(void) {
    uint32_t length;
    take(&length, sizeof length);
    Status status = {0};
    Buffer buffer = allocate(length, &status);
    take(buffer.data, length);
    buffer.length = length;
    return buffer;
}

static void give(const void *from, size_t size) {
    const char *at = from;
    while (size) {
        ssize_t written = write(answers, at, size);
        if (written <= 0) exit(0);
        at += written;
        size -= written;
    }
}

static void give_integer(int64_t value) {
    give(&value, sizeof value);
}

static void give_buffer(Buffer buffer) {
    uint32_t length = buffer.length;
    give(&length, sizeof length);
    give(buffer.data, length);
    Status status = {0};
    if (buffer.data) release(buffer, &status);
}

// 1 when there is a result to give after it.
static int give_status(Status status) {
    give(&status.code, 1);
    give_buffer(status.error);
    return status.code == 0;
}

#include "calls.h"

int main(int count, char **arguments) {
    if (count != 2) return 2;
    // What the core prints must not end up among the answers.
    answers = dup(1);
    dup2(2, 1);
    library = dlopen(arguments[1], RTLD_NOW);
    if (!library) {
        fprintf(stderr, "%s\n", dlerror());
        return 3;
    }
    allocate = function("ffi_baohao_core_rustbuffer_alloc");
    release = function("ffi_baohao_core_rustbuffer_free");
    for (;;) {
        uint32_t number;
        take(&number, sizeof number);
        call(number);
    }
}
