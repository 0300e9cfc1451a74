//! Which tables of the ledger are records, and where each of their columns goes in the one table that is exported.

/// The columns of the export, in order. Names are never changed: spreadsheets refer to them.
pub(super) const COLUMNS: [&str; 24] = [
    "at",
    "sim",
    "operator",
    "number",
    "record",
    "kind",
    "detail",
    "origin",
    "plan",
    "amount",
    "currency",
    "valid_until",
    "offered_until",
    "promotion_until",
    "period_days",
    "auto_renew",
    "paid_from",
    "data_bytes",
    "minutes",
    "texts",
    "ended",
    "channel",
    "party",
    "text",
];

/// A table of records.
pub(super) struct Source {
    /// The schema's table; also what `record` says.
    pub table: &'static str,
    /// What is selected from; `r` is the table.
    from: &'static str,
    /// A column of the export and where it comes from. `at_ms`, `sim_id`, `units` and `scale` become other columns.
    columns: &'static [(&'static str, &'static str)],
}

/// Every table of records.
pub(super) const SOURCES: [Source; 6] = [
    Source {
        table: "command_events",
        from: "command_events r JOIN commands c ON c.id = r.command_id",
        columns: &[
            ("at_ms", "r.at_ms"),
            ("sim_id", "c.sim_id"),
            ("kind", "r.kind"),
            ("detail", "ifnull(c.action_id || ' ' || r.detail, c.action_id)"),
            ("channel", "c.channel"),
            ("party", "c.recipient"),
            ("text", "c.content"),
        ],
    },
    Source {
        table: "replies",
        from: "replies r",
        columns: &[
            ("at_ms", "r.received_ms"),
            ("sim_id", "r.sim_id"),
            ("kind", "CASE r.trusted WHEN 1 THEN 'operator' ELSE 'unknown_sender' END"),
            ("channel", "r.channel"),
            ("party", "r.sender"),
            ("text", "r.text"),
        ],
    },
    Source {
        table: "balances",
        from: "balances r",
        columns: &[
            ("at_ms", "r.at_ms"),
            ("sim_id", "r.sim_id"),
            ("origin", "r.origin"),
            ("units", "r.units"),
            ("scale", "r.scale"),
            ("currency", "r.currency"),
            ("valid_until", "r.valid_until"),
            ("offered_until", "r.offered_until"),
        ],
    },
    Source {
        table: "bonuses",
        from: "bonuses r",
        columns: &[
            ("at_ms", "r.at_ms"),
            ("sim_id", "r.sim_id"),
            ("origin", "r.origin"),
            ("units", "r.units"),
            ("scale", "r.scale"),
            ("currency", "r.currency"),
            ("valid_until", "r.valid_until"),
        ],
    },
    Source {
        table: "plans",
        from: "plans r",
        columns: &[
            ("at_ms", "r.at_ms"),
            ("sim_id", "r.sim_id"),
            ("origin", "r.origin"),
            ("plan", "r.plan"),
            ("units", "r.price_units"),
            ("scale", "r.price_scale"),
            ("currency", "r.price_currency"),
            ("valid_until", "r.valid_until"),
            ("offered_until", "r.offered_until"),
            ("promotion_until", "r.promotion_until"),
            ("period_days", "r.period_days"),
            ("auto_renew", "r.auto_renew"),
            ("paid_from", "r.paid_from"),
            ("data_bytes", "r.data_bytes"),
            ("minutes", "r.minutes"),
            ("texts", "r.texts"),
            ("ended", "r.ended"),
        ],
    },
    Source {
        table: "charges",
        from: "charges r",
        columns: &[
            ("at_ms", "r.at_ms"),
            ("sim_id", "r.sim_id"),
            ("kind", "r.kind"),
            ("origin", "r.origin"),
            ("plan", "r.plan"),
            ("units", "r.units"),
            ("scale", "r.scale"),
            ("currency", "r.currency"),
        ],
    },
];

impl Source {
    /// Selects `at_ms`, `sim_id`, `units` and `scale`, then every column of the export that isn't made of those.
    fn select(&self) -> String {
        let found = |column: &str| {
            self.columns.iter().find(|(name, _)| *name == column).map_or("NULL", |(_, from)| from)
        };
        let cells = ["at_ms", "sim_id", "units", "scale"].iter().chain(&COLUMNS);
        let cells: Vec<String> = cells
            .map(|column| match *column {
                "record" => format!("'{}'", self.table),
                column => found(column).to_owned(),
            })
            .collect();
        format!("SELECT {}, r.id FROM {}", cells.join(", "), self.from)
    }
}

/// All records, oldest first; of one moment in the order of the tables.
pub(super) fn all() -> String {
    let parts: Vec<String> = SOURCES
        .iter()
        .enumerate()
        .map(|(at, source)| source.select().replacen("SELECT ", &format!("SELECT {at}, "), 1))
        .collect();
    let last = COLUMNS.len() + 6;
    format!("{} ORDER BY 2, 1, {last}", parts.join(" UNION ALL "))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::store;

    /// Tables that are no records of what happened: SIMs, what was learned, and what the app remembers for itself.
    /// `commands` is in the export through its events.
    const NO_RECORDS: [&str; 9] = [
        "commands",
        "notices",
        "own_actions",
        "reminder_words",
        "senders",
        "settings",
        "sim_cards",
        "sim_events",
        "templates",
    ];

    /// A new table has to be put into one of the lists.
    #[test]
    fn no_table_is_forgotten() {
        let ledger = Connection::open_in_memory().unwrap();
        ledger.execute_batch(store::SCHEMA).unwrap();
        let mut statement =
            ledger.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
        let tables: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let mut known: Vec<&str> = SOURCES.iter().map(|source| source.table).chain(NO_RECORDS).collect();
        known.push("sims");
        known.sort_unstable();
        assert_eq!(tables, known);
    }

    #[test]
    fn every_source_names_columns_of_the_export() {
        for source in &SOURCES {
            for (column, _) in source.columns {
                let known =
                    COLUMNS.contains(column) || ["at_ms", "sim_id", "units", "scale"].contains(column);
                assert!(known, "{} {column}", source.table);
            }
        }
    }
}
