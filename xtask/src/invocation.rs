//! Starting another program: its whole output goes to a log, and a failure says what to do about it.

use std::ffi::OsStr;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};

/// How much of a failed program's output is shown; the log has all of it.
const LINES_SHOWN: usize = 40;

/// A program with its arguments, and the advice for the day it fails.
pub struct Invocation {
    command: Command,
    advice: String,
}

impl Invocation {
    /// Cargo describes this very crate in variables that a child must not take for its own, and points the
    /// loader at rustup's libraries.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_")
                || text.starts_with("CARGO_MANIFEST_")
                || text == "LD_LIBRARY_PATH"
            {
                command.env_remove(name);
            }
        }
        Self { command, advice: String::new() }
    }

    /// Adds one argument.
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// Adds several arguments.
    pub fn args<T: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = T>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets a variable for the program.
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Hides a variable from the program.
    pub fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Starts the program in this folder.
    pub fn dir(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// What the reader should do when the program fails.
    pub fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }

    /// Runs it; everything it says goes to the log.
    pub fn run(self, log: &Log) -> Result<()> {
        self.output(log).map(drop)
    }

    /// Runs it and gives back what it printed to its standard output.
    pub fn output(mut self, log: &Log) -> Result<String> {
        let output = self.start(log)?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        bail!(
            "this command failed ({}):\n  {}\n{}\n  whole output: {}{}",
            output.status,
            shortened(&self.to_string()),
            last_lines(&said),
            log.shown,
            if self.advice.is_empty() { String::new() } else { format!("\n  what next: {}", self.advice) },
        );
    }

    /// Runs it and gives back how it ended, for programs whose failure is an answer.
    pub fn start(&mut self, log: &Log) -> Result<Output> {
        log.write(&format!("$ {self}\n"))?;
        let output = self
            .command
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot start {}", self.command.get_program().display()))?;
        log.write(&String::from_utf8_lossy(&output.stdout))?;
        log.write(&String::from_utf8_lossy(&output.stderr))?;
        Ok(output)
    }

    /// Runs it with its output on the screen, for programs whose lines a person wants to see as they come.
    pub fn stream(&mut self, log: &Log, mut line: impl FnMut(&str)) -> Result<bool> {
        use std::io::{BufRead, BufReader};
        log.write(&format!("$ {self}\n"))?;
        let mut child = self
            .command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::from(log.open()?))
            .spawn()
            .with_context(|| format!("cannot start {}", self.command.get_program().display()))?;
        let output = child.stdout.take().context("a child without standard output")?;
        for text in BufReader::new(output).split(b'\n') {
            let text = String::from_utf8_lossy(&text?).into_owned();
            log.write(&format!("{text}\n"))?;
            line(&text);
        }
        Ok(child.wait()?.success())
    }
}

impl fmt::Display for Invocation {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}", self.command.get_program().display())?;
        for argument in self.command.get_args() {
            write!(out, " {}", argument.display())?;
        }
        Ok(())
    }
}

/// A class path of fifty jars tells a reader nothing; the log has the whole line.
fn shortened(command: &str) -> String {
    const LETTERS: usize = 300;
    let mut letters = command.chars();
    let beginning: String = letters.by_ref().take(LETTERS).collect();
    if letters.next().is_none() { beginning } else { beginning + " ..." }
}

fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.len().saturating_sub(LINES_SHOWN);
    lines[first..].iter().map(|line| format!("  | {line}")).collect::<Vec<_>>().join("\n")
}

/// The file that a step's programs talk to.
pub struct Log {
    file: PathBuf,
    shown: String,
}

impl Log {
    /// Begins an empty log; `shown` is how messages name it.
    pub fn begin(file: PathBuf, shown: String) -> Result<Self> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        File::create(&file).with_context(|| format!("cannot write {}", file.display()))?;
        Ok(Self { file, shown })
    }

    /// Adds to the log.
    pub fn write(&self, text: &str) -> Result<()> {
        Ok(self.open()?.write_all(text.as_bytes())?)
    }

    /// How messages name the log.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    fn open(&self) -> Result<File> {
        Ok(OpenOptions::new().append(true).open(&self.file)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_its_output_and_the_advice() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log::begin(folder.path().join("log"), "the log".to_owned()).unwrap();
        let failed = Invocation::new("sh")
            .args(["-c", "echo out; echo err >&2; exit 3"])
            .advice("try again")
            .run(&log)
            .unwrap_err()
            .to_string();
        for part in ["sh -c", "| out", "| err", "whole output: the log", "what next: try again"] {
            assert!(failed.contains(part), "{part} is missing in: {failed}");
        }
    }

    #[test]
    fn an_absent_program_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log::begin(folder.path().join("log"), "the log".to_owned()).unwrap();
        let failed = Invocation::new("no-such-program").run(&log).unwrap_err().to_string();
        assert!(failed.contains("no-such-program"), "{failed}");
    }
}
