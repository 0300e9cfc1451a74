//! Where log lines go. Only kinds of errors are logged, never a text, a number or an amount: see `CoreError`.

/// Sends the core's log lines to logcat. Saying so twice is no error.
#[cfg(target_os = "android")]
pub(super) fn to_logcat() {
    let config = android_logger::Config::default().with_tag("Baohao").with_max_level(log::LevelFilter::Info);
    android_logger::init_once(config);
}

/// On the host a test brings its own logger, or none.
#[cfg(not(target_os = "android"))]
pub(super) fn to_logcat() {}
