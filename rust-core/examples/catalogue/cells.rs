//! One operator's table of actions by channels.

use std::fmt::Write;

use baohao_core::catalogue::{Action, ActionKind, Channel, ChannelKind, Confidence, Operator};

/// The table, and how many of its cells nobody can act on.
pub struct Table {
    pub markdown: String,
    pub unknown: usize,
    pub all: usize,
}

pub fn table(operator: &Operator) -> Table {
    let mut markdown = "| |".to_owned();
    for channel in ChannelKind::ALL {
        write!(markdown, " {} |", heading(channel)).ok();
    }
    write!(markdown, "\n|{}\n", "---|".repeat(ChannelKind::ALL.len() + 1)).ok();
    let (mut unknown, mut all) = (0, 0);
    for kind in ActionKind::ALL {
        write!(markdown, "| **{}** |", name(kind)).ok();
        for channel in ChannelKind::ALL {
            let here = |action: &&Action| action.kind == kind && action.channel.kind() == Some(channel);
            let actions: Vec<&Action> = operator.actions.iter().filter(here).collect();
            let known: Vec<String> = actions.iter().filter_map(|action| cell(action)).collect();
            all += 1;
            if known.is_empty() {
                unknown += 1;
                write!(markdown, " {} |", if actions.is_empty() { "" } else { missing(channel) }).ok();
            } else {
                write!(markdown, " {} |", known.join("<br>")).ok();
            }
        }
        markdown.push('\n');
    }
    for action in operator.actions.iter().filter(|action| action.channel == Channel::Unstated) {
        let plan = action.plan.as_ref().map(|plan| format!(" ({plan})")).unwrap_or_default();
        let says = sure(action.source.confidence());
        writeln!(markdown, "\nOffered, and no source says how: {}{plan}, {says}.", name(action.kind)).ok();
    }
    Table { markdown, unknown, all }
}

/// What to do, with how sure it is; `None` where something that is needed for it is unknown.
fn cell(action: &Action) -> Option<String> {
    let with = |what: String, steps: &[String]| [&[what], steps].concat().join(" → ");
    let what = match &action.channel {
        Channel::Ussd { code } => format!("`{code}`"),
        Channel::UssdMenu { code, steps } => with(format!("`{}`", code.as_ref()?), steps),
        Channel::Sms { to, body } => format!("`{body}` to {}", to.as_ref()?),
        Channel::Call { number, steps } => with(number.clone(), steps),
        Channel::App { name, steps } => with(name.clone()?, steps),
        Channel::Web { url, steps } => with(url.clone()?, steps),
        Channel::Shop => "any".to_owned(),
        Channel::Wallet { name } => name.clone(),
        Channel::Unstated => return None,
    };
    let plan = action.plan.as_ref().map(|plan| format!(" {plan}")).unwrap_or_default();
    Some(format!("{what}{plan}, {}", sure(action.source.confidence())))
}

fn missing(channel: ChannelKind) -> &'static str {
    match channel {
        ChannelKind::Ussd | ChannelKind::UssdMenu => "unknown code",
        ChannelKind::Sms => "unknown recipient",
        ChannelKind::App => "unknown name",
        ChannelKind::Web => "unknown address",
        ChannelKind::Call | ChannelKind::Shop | ChannelKind::Wallet => "unknown",
    }
}

pub fn sure(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Official => "**official**",
        Confidence::Independent => "**one source**",
        Confidence::Unconfirmed => "*unconfirmed*",
    }
}

fn heading(channel: ChannelKind) -> &'static str {
    match channel {
        ChannelKind::Ussd => "USSD",
        ChannelKind::UssdMenu => "USSD menu",
        ChannelKind::Sms => "SMS",
        ChannelKind::Call => "hotline",
        ChannelKind::App => "app",
        ChannelKind::Web => "website",
        ChannelKind::Shop => "shop",
        ChannelKind::Wallet => "wallet",
    }
}

fn name(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::CheckBalance => "check balance",
        ActionKind::CheckPlan => "check plan",
        ActionKind::TopUp => "top up",
        ActionKind::RenewPlan => "renew plan",
        ActionKind::AutoRenewOn => "auto-renew on",
        ActionKind::AutoRenewOff => "auto-renew off",
        ActionKind::KeepNumber => "keep-number service",
        ActionKind::CheckIdentity => "check identity",
        ActionKind::StopServices => "stop paid services",
    }
}
