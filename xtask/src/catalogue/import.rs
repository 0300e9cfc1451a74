//! Providers with a balance or top-up code, out of mobile-broadband-provider-info (serviceproviders.2.dtd).

use std::fmt::Write;

use anyhow::{Context, Result, ensure};
use roxmltree::{Document, Node, ParsingOptions};

use super::repairs::repair;

const HEAD: &str = "\
# The world's balance and top-up codes. Written by `cargo xtask catalogue --import`; not to be edited.
#
# From mobile-broadband-provider-info, the version below, by Antti Kaijanmäki, Dan Williams and many contributors, who have
# put it into the public domain. Seed data, old in places; what was put right stands in xtask/src/catalogue/repairs.rs.
# `ussd` are codes (the first is the default), `menu` the choices that follow one, `sms` recipient and text, `dtmf` numbers to
# call, `top_up` codes in which a card's PIN is filled in. Cambodia has files of its own.
";

/// The Debian package that the file was taken from.
const VERSION: &str = "20230416";

/// What one provider says.
#[derive(Debug, Default)]
pub struct Provider {
    pub country: String,
    pub name: String,
    pub plmn: Vec<String>,
    pub ussd: Vec<String>,
    pub responses: Vec<String>,
    /// Recipient and text.
    pub sms: Vec<(String, String)>,
    pub dtmf: Vec<String>,
    pub top_up: Vec<String>,
}

impl Provider {
    pub fn says_nothing(&self) -> bool {
        self.ussd.is_empty() && self.sms.is_empty() && self.dtmf.is_empty() && self.top_up.is_empty()
    }
}

/// Every provider with a code, repaired, in the order of countries and names.
pub fn providers(xml: &str) -> Result<Vec<Provider>> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xml, options).context("not XML")?;
    let mut providers = Vec::new();
    for country in elements(document.root_element(), "country") {
        let code = country.attribute("code").context("a country without its code")?.to_uppercase();
        for provider in elements(country, "provider") {
            let name = elements(provider, "name").next().and_then(|name| name.text());
            let mut read = Provider {
                country: code.clone(),
                name: name.with_context(|| format!("{code}: a provider without a name"))?.trim().to_owned(),
                ..Provider::default()
            };
            for network in elements(provider, "gsm") {
                take(network, &mut read).with_context(|| format!("{code} {}", read.name))?;
            }
            if !read.says_nothing() || !read.responses.is_empty() {
                providers.push(read);
            }
        }
    }
    let mut providers = repair(providers)?;
    providers.sort_by(|one, other| (&one.country, &one.name).cmp(&(&other.country, &other.name)));
    Ok(providers)
}

fn elements<'a>(node: Node<'a, 'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |child| child.has_tag_name(name))
}

fn take(network: Node<'_, '_>, into: &mut Provider) -> Result<()> {
    for id in network.children().filter(|child| child.has_tag_name("network-id")) {
        let (mcc, mnc) = (id.attribute("mcc"), id.attribute("mnc"));
        into.plmn.push([mcc.context("no mcc")?, mnc.context("no mnc")?].concat());
    }
    for block in network.children().filter(|child| child.has_tag_name("balance-check")) {
        for way in block.children().filter(Node::is_element) {
            let text = way.text().unwrap_or_default().to_owned();
            match way.tag_name().name() {
                "ussd" => into.ussd.push(text),
                "ussd-response" => into.responses.push(text),
                "dtmf" => into.dtmf.push(text),
                "sms" => into.sms.push((text, way.attribute("text").context("no text")?.to_owned())),
                other => anyhow::bail!("balance-check with {other}"),
            }
        }
    }
    for block in network.children().filter(|child| child.has_tag_name("balance-top-up")) {
        for way in block.children().filter(Node::is_element) {
            let (code, replaced) = (way.text().unwrap_or_default(), way.attribute("replacement"));
            let replaced = replaced.context("nothing to replace in a top-up")?;
            ensure!(way.has_tag_name("ussd") && code.matches(replaced).count() == 1, "a top-up {code}");
            into.top_up.push(code.replace(replaced, "{pin}"));
        }
    }
    Ok(())
}

/// The file: a line a provider.
pub fn written(providers: &[Provider]) -> String {
    let mut file = HEAD.to_owned();
    writeln!(file, "version = {VERSION:?}\nproviders = [").ok();
    for provider in providers {
        let mut line = format!("country = {}, name = {}", text(&provider.country), text(&provider.name));
        for (key, values) in [
            ("plmn", &provider.plmn),
            ("ussd", &provider.ussd),
            ("menu", &provider.responses),
            ("dtmf", &provider.dtmf),
            ("top_up", &provider.top_up),
        ] {
            if !values.is_empty() {
                let values: Vec<String> = values.iter().map(|value| text(value)).collect();
                write!(line, ", {key} = [{}]", values.join(", ")).ok();
            }
        }
        if !provider.sms.is_empty() {
            let pair = |(to, body): &(String, String)| format!("[{}, {}]", text(to), text(body));
            write!(line, ", sms = [{}]", provider.sms.iter().map(pair).collect::<Vec<_>>().join(", ")).ok();
        }
        writeln!(file, "    {{ {line} }},").ok();
    }
    file.push_str("]\n");
    file
}

/// A TOML string. None of the data set's has a quote or a backslash; one that had would stop the build of the core.
fn text(value: &str) -> String {
    format!("\"{value}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(inside: &str) -> Result<Provider> {
        let xml = format!("<provider><gsm>{inside}</gsm></provider>");
        let document = Document::parse(&xml).expect("XML");
        let mut provider = Provider::default();
        for network in document.root_element().children() {
            take(network, &mut provider)?;
        }
        Ok(provider)
    }

    #[test]
    fn the_ways_are_kept_apart() {
        let provider = one(
            "<network-id mcc=\"621\" mnc=\"50\"/><balance-check><ussd>#124#</ussd><ussd-response>4</ussd-response>\
             <dtmf>150</dtmf><sms text=\"BALANCE\">150</sms></balance-check>\
             <balance-top-up><ussd replacement=\"CODE\">*123*CODE#</ussd></balance-top-up>",
        )
        .expect("of the form");
        assert_eq!(provider.plmn, ["62150"]);
        assert_eq!(
            (provider.ussd.as_slice(), provider.responses.as_slice()),
            (&["#124#".to_owned()][..], &["4".to_owned()][..])
        );
        assert_eq!(provider.dtmf, ["150"]);
        assert_eq!(provider.sms, [("150".to_owned(), "BALANCE".to_owned())]);
        assert_eq!(provider.top_up, ["*123*{pin}#"]);
        let line = written(&[provider]);
        assert!(line.contains("ussd = [\"#124#\"], menu = [\"4\"], dtmf = [\"150\"]"), "{line}");
    }

    #[test]
    fn err_what_the_form_does_not_have() {
        for (inside, expected) in [
            ("<balance-check><fax>1</fax></balance-check>", "balance-check with fax"),
            ("<balance-check><sms>150</sms></balance-check>", "no text"),
            ("<balance-top-up><ussd>*123*CODE#</ussd></balance-top-up>", "nothing to replace"),
            ("<balance-top-up><ussd replacement=\"PIN\">*123*CODE#</ussd></balance-top-up>", "a top-up *123"),
        ] {
            let failure = one(inside).map(|_| ()).expect_err("must be refused").to_string();
            assert!(failure.contains(expected), "{failure}");
        }
    }
}
