// Android's log, to the standard error.
#include <stdarg.h>
#include <stdio.h>

int __android_log_write(int priority, const char *tag, const char *text) {
    return fprintf(stderr, "%d %s: %s\n", priority, tag, text);
}

int __android_log_buf_write(int buffer, int priority, const char *tag, const char *text) {
    (void)buffer;
    return __android_log_write(priority, tag, text);
}

int __android_log_print(int priority, const char *tag, const char *format, ...) {
    char text[4096];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    return __android_log_write(priority, tag, text);
}
