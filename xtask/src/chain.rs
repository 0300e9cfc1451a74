//! A build as a chain of named steps: each prints its time, and is skipped while its inputs are unchanged.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, anyhow};

use crate::causes::explained;
use crate::fingerprint::Fingerprint;
use crate::invocation::Log;
use crate::layout::Layout;

/// Runs steps, and remembers within one start of the program how each of them ended: test stages share steps,
/// and one that failed should not fail again minutes later.
pub struct Chain<'a> {
    /// The project's folders.
    pub layout: &'a Layout,
    ended: RefCell<BTreeMap<String, Result<(), String>>>,
}

/// What a step depends on and what it leaves.
pub struct Step<'a> {
    /// Shown on the screen, and the name of the step's log.
    pub name: &'a str,
    /// Everything the result depends on.
    pub inputs: Fingerprint,
    /// Files that must still be there for the step to be skipped.
    pub outputs: Vec<PathBuf>,
}

impl<'a> Chain<'a> {
    /// A chain in which nothing has run yet.
    pub fn new(layout: &'a Layout) -> Self {
        Self { layout, ended: RefCell::default() }
    }

    /// Runs `work` unless the fingerprint of its last success is the same and its outputs exist.
    pub fn step(&self, step: Step, work: impl FnOnce(&Log) -> Result<()>) -> Result<()> {
        let stamp = self.layout.target("xtask/stamps").join(slug(step.name));
        let fingerprint = step.inputs.hex();
        let same = fs::read_to_string(&stamp).is_ok_and(|last| last == fingerprint);
        if same && step.outputs.iter().all(|output| output.exists()) {
            return self.once(step.name, || {
                report(step.name, "unchanged");
                Ok(())
            });
        }
        self.always(step.name, |log| {
            let _ = fs::remove_file(&stamp);
            for output in &step.outputs {
                if let Some(folder) = output.parent() {
                    fs::create_dir_all(folder)?;
                }
            }
            work(log)?;
            for output in &step.outputs {
                anyhow::ensure!(output.exists(), "{} did not make {}", step.name, output.display());
            }
            fs::create_dir_all(self.layout.target("xtask/stamps"))?;
            Ok(fs::write(&stamp, &fingerprint)?)
        })
    }

    /// Runs `work` each time the program is started: for tools that know best themselves what has changed.
    pub fn always(&self, name: &str, work: impl FnOnce(&Log) -> Result<()>) -> Result<()> {
        self.once(name, || {
            let log = self.log(name)?;
            let start = Instant::now();
            let ended = work(&log);
            let time = format!("{:.1} s", start.elapsed().as_secs_f64());
            report(name, if ended.is_ok() { &time } else { "FAILED" });
            ended
        })
    }

    /// An empty log for a step, below `target/xtask/logs`.
    pub fn log(&self, name: &str) -> Result<Log> {
        let file = self.layout.target("xtask/logs").join(format!("{}.log", slug(name)));
        let shown = self.layout.shown(&file);
        Log::begin(file, shown)
    }

    fn once(&self, name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        if let Some(ended) = self.ended.borrow().get(name) {
            return ended.clone().map_err(|failure| anyhow!("{failure}"));
        }
        let ended = work().map_err(|failure| explained(&format!("{name}: {failure:#}")));
        self.ended.borrow_mut().insert(name.to_owned(), ended.clone());
        ended.map_err(|failure| anyhow!("{failure}"))
    }
}

fn report(name: &str, how: &str) {
    println!("  {name:<44} {how:>10}");
}

fn slug(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    struct Counted {
        folder: tempfile::TempDir,
        runs: Cell<u32>,
    }

    impl Counted {
        fn start(&self, input: &str) -> Result<()> {
            let layout = Layout { root: self.folder.path().to_path_buf() };
            let output = layout.target("out");
            let step = Step { name: "a step", inputs: Fingerprint::of(input), outputs: vec![output.clone()] };
            Chain::new(&layout).step(step, |_| {
                self.runs.set(self.runs.get() + 1);
                anyhow::ensure!(input != "bad", "no");
                Ok(fs::write(&output, input)?)
            })
        }
    }

    #[test]
    fn a_step_runs_again_only_for_another_input_or_a_lost_output() {
        let counted = Counted { folder: tempfile::tempdir().unwrap(), runs: Cell::new(0) };
        counted.start("1").unwrap();
        counted.start("1").unwrap();
        assert_eq!(counted.runs.get(), 1);
        counted.start("2").unwrap();
        assert_eq!(counted.runs.get(), 2);
        fs::remove_file(counted.folder.path().join("target/out")).unwrap();
        counted.start("2").unwrap();
        assert_eq!(counted.runs.get(), 3);
    }

    #[test]
    fn a_failed_step_is_not_skipped_next_time() {
        let counted = Counted { folder: tempfile::tempdir().unwrap(), runs: Cell::new(0) };
        counted.start("1").unwrap();
        counted.start("bad").unwrap_err();
        counted.start("1").unwrap();
        assert_eq!(counted.runs.get(), 3);
    }

    #[test]
    fn a_shared_step_that_failed_fails_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout { root: folder.path().to_path_buf() };
        let chain = Chain::new(&layout);
        let runs = Cell::new(0);
        for _ in 0..2 {
            let ended = chain.always("shared", |_| {
                runs.set(runs.get() + 1);
                anyhow::bail!("broken")
            });
            assert!(ended.unwrap_err().to_string().contains("broken"));
        }
        assert_eq!(runs.get(), 1);
    }
}
