//! The bindings with another process behind them: the declarations of native functions, which uniffi generated, made
//! into calls of `Far` on this side and into the C that does them on the other. So both follow the surface by themselves.

use anyhow::{Context, Result, ensure};
use regex::Regex;

/// What both sides are compiled with.
#[derive(Debug)]
pub struct Far {
    /// The bindings in Kotlin.
    pub bindings: String,
    /// The header that `callee.c` includes.
    pub calls: String,
    /// The functions of the surface itself.
    pub surface: Vec<String>,
}

/// A declaration: `external fun NAME(`a`: Type, ...): Type`.
struct Function {
    name: String,
    /// Name and type, without the status.
    parameters: Vec<(String, String)>,
    has_status: bool,
    result: String,
}

/// The types that cross, in Kotlin and in C, and by which pair of `take_` and `give_`.
const TYPES: &[(&str, &str, &str)] = &[
    ("Byte", "int8_t", "integer"),
    ("Short", "int16_t", "integer"),
    ("Int", "int32_t", "integer"),
    ("Long", "int64_t", "integer"),
    ("RustBuffer.ByValue", "Buffer", "buffer"),
];
const STATUS: &str = "UniffiRustCallStatus";
/// Memory of this process, in the bindings' own hands: each has its function in `Far`.
const MEMORY: [(&str, &str); 2] = [
    ("ffi_baohao_core_rustbuffer_alloc", "Far.allocate(`size`)"),
    ("ffi_baohao_core_rustbuffer_free", "Far.free(`buf`)"),
];

/// Reads the bindings.
pub fn make(bindings: &str) -> Result<Far> {
    let declaration = Regex::new(r"external fun (\w+)\(([^)]*)\): ([\w.]+)")?;
    let registration = Regex::new(r"Native\.register\([^\n]*\n")?;
    let mut functions = Vec::new();
    let mut failure = None;
    let made = declaration.replace_all(bindings, |found: &regex::Captures| {
        match Function::read(&found[1], &found[2], &found[3]) {
            Ok(function) => {
                let text = function.kotlin(functions.len());
                if function.crosses() {
                    functions.push(function);
                }
                text
            }
            Err(error) => {
                failure = Some(error);
                String::new()
            }
        }
    });
    if let Some(failure) = failure {
        return Err(failure);
    }
    let made = registration.replace_all(&made, "\n").into_owned();
    ensure!(!functions.is_empty() && !made.contains("external fun"), "the bindings have another form");
    let cases: Vec<String> = functions.iter().enumerate().map(|(number, one)| one.c(number)).collect();
    let calls = format!(
        "// Generated from the bindings.\nstatic void call(uint32_t number) {{\n    switch (number) {{\n{}    default: exit(4);\n    \
         }}\n}}\n",
        cases.concat()
    );
    let surface = functions.into_iter().map(|one| one.name).filter(|name| name.contains("_fn_")).collect();
    Ok(Far { bindings: made, calls, surface })
}

impl Function {
    fn read(name: &str, parameters: &str, result: &str) -> Result<Self> {
        let mut found = Vec::new();
        for parameter in parameters.split(',').map(str::trim).filter(|parameter| !parameter.is_empty()) {
            let (name, kind) = parameter.split_once(": ").with_context(|| format!("no type: {parameter}"))?;
            found.push((name.trim_matches('`').to_owned(), kind.to_owned()));
        }
        let has_status = found.last().is_some_and(|(_, kind)| kind == STATUS);
        if has_status {
            found.pop();
        }
        Ok(Self { name: name.to_owned(), parameters: found, has_status, result: result.to_owned() })
    }

    /// What nothing calls, the functions for asynchronous calls above all, stays on this side.
    fn crosses(&self) -> bool {
        self.name.starts_with("uniffi_baohao_core_") || self.name.ends_with("_contract_version")
    }

    fn kotlin(&self, number: usize) -> String {
        let mut parameters: Vec<String> =
            self.parameters.iter().map(|(name, kind)| format!("`{name}`: {kind}")).collect();
        if self.has_status {
            parameters.push(format!("uniffi_out_err: {STATUS}"));
        }
        format!("fun {}({}): {} = {}", self.name, parameters.join(", "), self.result, self.body(number))
    }

    fn body(&self, number: usize) -> String {
        if let Some((_, body)) = MEMORY.iter().find(|(name, _)| *name == self.name) {
            return (*body).to_owned();
        }
        if !self.crosses() {
            return "throw UnsupportedOperationException()".to_owned();
        }
        let status = if self.has_status { "uniffi_out_err" } else { "null" };
        let mut arguments = vec![number.to_string(), format!("\"{}\"", self.name), status.to_owned()];
        arguments.extend(self.parameters.iter().map(|(name, _)| match name.as_str() {
            "ptr" | "handle" => format!("Far.handleIn(`{name}`)"),
            name => format!("`{name}`"),
        }));
        let kind = match self.result.as_str() {
            "RustBuffer.ByValue" => "buffer".to_owned(),
            simple => simple.to_lowercase(),
        };
        let call = format!("Far.{kind}({})", arguments.join(", "));
        match self.name.contains("_fn_constructor_") || self.name.contains("_fn_clone_") {
            true => format!("Far.handleOut({call})"),
            false => call,
        }
    }

    fn c(&self, number: usize) -> String {
        let mut taken = String::new();
        let (mut types, mut arguments) = (Vec::new(), Vec::new());
        for (place, (_, kind)) in self.parameters.iter().enumerate() {
            let (c, by) = c_type(kind);
            taken += &format!("        {c} a{place} = take_{by}();\n");
            types.push(c);
            arguments.push(format!("a{place}"));
        }
        if self.has_status {
            types.push("Status *");
            arguments.push("&status".to_owned());
        }
        let (types, arguments) = (types.join(", "), arguments.join(", "));
        let function = format!("function(\"{}\")", self.name);
        let (call, given) = match self.result.as_str() {
            "Unit" => {
                (format!("((void (*)({types})){function})({arguments});"), "give_status(status);".to_owned())
            }
            kind => {
                let (c, by) = c_type(kind);
                (
                    format!("{c} result = (({c} (*)({types})){function})({arguments});"),
                    format!("if (give_status(status)) give_{by}(result);"),
                )
            }
        };
        format!(
            "    case {number}: {{\n        Status status = {{0}};\n{taken}        {call}\n        {given}\n        return;\n    }}\n"
        )
    }
}

fn c_type(kotlin: &str) -> (&'static str, &'static str) {
    let found = TYPES.iter().find(|(kind, _, _)| *kind == kotlin);
    // A type that is not in the table makes the C compiler stop at this name.
    found.map_or(("a_type_that_is_not_in_far_rs", "integer"), |(_, c, by)| (c, by))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BINDINGS: &str = "\
        Native.register(UniffiLib::class.java, findLibraryName(componentName = \"baohao_core\"))\n\
    external fun uniffi_baohao_core_fn_method_core_read(`ptr`: Long,`text`: RustBuffer.ByValue,uniffi_out_err: UniffiRustCallStatus, \n    ): RustBuffer.ByValue\n\
    external fun ffi_baohao_core_rustbuffer_alloc(`size`: Long,uniffi_out_err: UniffiRustCallStatus, \n    ): RustBuffer.ByValue\n\
    external fun ffi_baohao_core_rust_future_cancel_u8(`handle`: Long,\n    ): Unit\n\
    external fun uniffi_baohao_core_checksum_func_start(\n    ): Int\n";

    #[test]
    fn a_function_becomes_a_call_on_both_sides() {
        let far = make(BINDINGS).unwrap();
        assert!(!far.bindings.contains("Native.register"));
        assert!(far.bindings.contains(
            "= Far.buffer(0, \"uniffi_baohao_core_fn_method_core_read\", uniffi_out_err, Far.handleIn(`ptr`), `text`)"
        ));
        assert!(far.bindings.contains("= Far.int(1, \"uniffi_baohao_core_checksum_func_start\", null)"));
        assert!(far.calls.contains("((Buffer (*)(int64_t, Buffer, Status *))"), "{}", far.calls);
        assert_eq!(far.surface, ["uniffi_baohao_core_fn_method_core_read"]);
    }

    #[test]
    fn memory_and_what_nobody_calls_stay_here() {
        let far = make(BINDINGS).unwrap();
        assert!(far.bindings.contains("= Far.allocate(`size`)"));
        assert!(!far.calls.contains("rustbuffer") && !far.calls.contains("future"));
    }

    #[test]
    fn bindings_of_another_form_are_refused() {
        assert!(make("no functions").is_err());
        assert!(make("external fun uniffi_baohao_core_x(`a`) : Int").is_err());
    }
}
