//! The generator of the Kotlin bindings, pinned with the workspace so that it can never differ from the runtime.

fn main() {
    uniffi::uniffi_bindgen_main();
}
