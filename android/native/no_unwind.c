// What std asks of an unwinder on 32-bit ARM, answered with "there is none": a panic ends the process there (see
// docs/adr/0010), so nobody is ever unwound. std calls the first two only to print a backtrace, which it then leaves out.

// _URC_FAILURE of ARM's exception handling ABI: no frame was visited.
int _Unwind_Backtrace(void *visitor, void *argument) {
    (void)visitor;
    (void)argument;
    return 9;
}

// _UVRSR_FAILED: no register can be read.
int _Unwind_VRS_Get(void *context, int kind, unsigned number, int form, void *value) {
    (void)context;
    (void)kind;
    (void)number;
    (void)form;
    (void)value;
    return 2;
}
