//! The reader's speed over the fixtures: time a message and as a ratio to one pass of UTF-8 validation over the same
//! bytes, time a byte at growing lengths (it must stay linear), allocations a message;
//! and what a taught template costs.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};

use baohao_core::reply::template::{Marks, derive, read_with};
use baohao_core::reply::{Hints, LONGEST, read};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Counts allocations.
struct Counting;

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

// SAFETY: every call is passed on unchanged to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `realloc`.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn messages() -> Vec<(String, Hints)> {
    let files = [
        include_str!("../../tests/fixtures/reply/read.jsonl"),
        include_str!("../../tests/fixtures/reply/not-read.jsonl"),
    ];
    let lines = files.iter().flat_map(|file| file.lines());
    lines
        .map(|line| {
            let fixture: serde_json::Value = serde_json::from_str(line).expect(line);
            let part = |name: &str| fixture[name].as_str().unwrap_or_default().to_owned();
            (part("text"), Hints::of_country(&part("country")))
        })
        .collect()
}

fn fixtures(criterion: &mut Criterion) {
    let messages = messages();
    let bytes: usize = messages.iter().map(|(text, _)| text.len()).sum();
    read(&messages[0].0, &messages[0].1); // the lexicon is built once
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    for (text, hints) in &messages {
        black_box(read(text, hints));
    }
    let allocations = ALLOCATIONS.load(Ordering::Relaxed) - before;
    println!(
        "{} messages of {} bytes on average, {} allocations a message",
        messages.len(),
        bytes / messages.len(),
        allocations / messages.len() as u64
    );
    let mut group = criterion.benchmark_group("fixtures");
    group.throughput(Throughput::Elements(messages.len() as u64));
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            for (text, hints) in &messages {
                black_box(read(black_box(text), hints));
            }
        });
    });
    group.bench_function("validate UTF-8", |bencher| {
        bencher.iter(|| {
            for (text, _) in &messages {
                black_box(std::str::from_utf8(black_box(text.as_bytes())).is_ok());
            }
        });
    });
    group.finish();
}

fn lengths(criterion: &mut Criterion) {
    let pattern = "Balance 5.20 USD valid till 04.03.27. Data left: 800 MB. Dial *1201# for more.\n";
    let mut group = criterion.benchmark_group("lengths");
    for length in [100, 1024, LONGEST] {
        let text: String = pattern.chars().cycle().take(length).collect();
        let hints = Hints::of_country("KH");
        group.throughput(Throughput::Bytes(length as u64));
        group.bench_function(length.to_string(), |bencher| {
            bencher.iter(|| black_box(read(black_box(&text), &hints)))
        });
    }
    group.finish();
}

/// A template against messages of growing length that it fits to the end: deriving it and reading by it. Above a segment
/// or so a message is too long to be taught, so the longest is only compared.
fn templates(criterion: &mut Criterion) {
    let hints = Hints::of_country("KH");
    let message = |length: usize| {
        let words = "thank you for staying with us 012 345 678 ".chars().cycle();
        "Smart purse 5.20 USD line open to 21.06.2027 ".chars().chain(words).take(length).collect::<String>()
    };
    let marks = Marks { balance: Some(0), last_day: None };
    let mut group = criterion.benchmark_group("templates");
    for length in [100, 1024, 3072] {
        let text = message(length);
        let template = derive(&text, &hints, &marks).expect("it can be taught");
        assert!(read_with(&text, &hints, std::slice::from_ref(&template)).1.is_some());
        group.throughput(Throughput::Bytes(length as u64));
        group.bench_function(format!("derive {length}"), |bencher| {
            bencher.iter(|| black_box(derive(black_box(&text), &hints, &marks)))
        });
        group.bench_function(format!("read {length}"), |bencher| {
            bencher.iter(|| black_box(template.read(black_box(&text), &hints)))
        });
    }
    let short = derive(&message(3072), &hints, &marks).expect("it can be taught");
    let longest = message(LONGEST);
    group.throughput(Throughput::Bytes(LONGEST as u64));
    group.bench_function(format!("derive {LONGEST}"), |bencher| {
        bencher.iter(|| black_box(derive(black_box(&longest), &hints, &marks)))
    });
    group.bench_function(format!("read {LONGEST}"), |bencher| {
        bencher.iter(|| black_box(short.read(black_box(&longest), &hints)))
    });
    group.finish();
}

criterion_group! { name = reply; config = Criterion::default().without_plots(); targets = fixtures, lengths, templates }
criterion_main!(reply);
