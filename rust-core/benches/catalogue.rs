//! What opening the catalogue costs, with and without the world's list, and what looking up and composing cost.

use std::hint::black_box;

use baohao_core::catalogue::{Catalogue, World};
use baohao_core::compose::{self, Parameters, VoucherPin};
use criterion::{Criterion, criterion_group, criterion_main};

fn open(c: &mut Criterion) {
    let mut group = c.benchmark_group("open");
    group.bench_function("the catalogue", |b| b.iter(|| Catalogue::shipped().expect("valid")));
    group.bench_function("the catalogue and the world", |b| {
        b.iter(|| (Catalogue::shipped().expect("valid"), World::decode().expect("valid")))
    });
    group.finish();
}

fn look_up(c: &mut Criterion) {
    let catalogue = Catalogue::shipped().expect("valid");
    let world = World::shipped().expect("valid");
    let cambodia = catalogue.numbering("KH").expect("shipped");
    let mut group = c.benchmark_group("look up");
    group.bench_function("a card's operator", |b| {
        b.iter(|| catalogue.operator_of_card(black_box(Some(2181)), black_box(Some("45608"))).is_some())
    });
    group.bench_function("the world by network", |b| b.iter(|| world.of_plmn(black_box("65507")).count()));
    group.bench_function("a number and its operator", |b| {
        b.iter(|| {
            let number = cambodia.parse(black_box("+855 97 000 0482")).expect("a number");
            cambodia.operator_of(&number).is_some()
        })
    });
    group.finish();
}

fn compose(c: &mut Criterion) {
    let catalogue = Catalogue::shipped().expect("valid");
    let smart = catalogue.operator("kh-smart").expect("shipped");
    let balance = smart.action("kh.balance").expect("shipped");
    let top_up = smart.action("kh-smart.top-up").expect("shipped");
    let long = "Khmer ខ្មែរ 😀 ".repeat(40);
    let mut group = c.benchmark_group("compose");
    group.bench_function("a balance code", |b| {
        b.iter(|| compose::compose(smart, black_box(balance), &Parameters::default()).is_ok())
    });
    group.bench_function("a top-up with its PIN", |b| {
        b.iter(|| {
            let pin = VoucherPin::parse(black_box("1234567890123")).ok();
            compose::compose(smart, top_up, &Parameters { pin, ..Parameters::default() }).is_ok()
        })
    });
    group.bench_function("the size of a long text", |b| b.iter(|| compose::size(black_box(&long)).segments));
    group.finish();
}

criterion_group!(benches, open, look_up, compose);
criterion_main!(benches);
