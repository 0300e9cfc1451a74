-- The whole current schema. Version 1.
-- Moments are epoch milliseconds (UTC), days are ISO 8601 text, money is units of 10^-scale.
-- Rows of the event tables are added and never changed.

CREATE TABLE sims (
    id              INTEGER PRIMARY KEY,
    label           TEXT NOT NULL,      -- what its owner calls it; may be empty
    operator_id     TEXT NOT NULL,      -- catalogue id
    msisdn          TEXT,               -- digits, optional leading +
    subscription_id INTEGER,            -- Android's, when it was added; absent for a SIM in a drawer
    added_ms        INTEGER NOT NULL
) STRICT;

CREATE TABLE commands (
    id        INTEGER PRIMARY KEY,      -- also the key that makes one tap count once
    sim_id    INTEGER NOT NULL REFERENCES sims (id),
    action_id TEXT NOT NULL,            -- catalogue id
    channel   TEXT NOT NULL,            -- ussd, sms
    recipient TEXT,                     -- of an sms
    content   TEXT NOT NULL             -- the code or the text
) STRICT;

CREATE TABLE command_events (
    id         INTEGER PRIMARY KEY,
    command_id INTEGER NOT NULL REFERENCES commands (id),
    kind       TEXT NOT NULL,           -- see store/words.rs
    detail     TEXT,                    -- the route of handed_over, the failure of failed
    at_ms      INTEGER NOT NULL
) STRICT;

CREATE INDEX command_events_by_command ON command_events (command_id);

-- One tap, one send: the database itself refuses a second hand-over.
CREATE UNIQUE INDEX command_handed_over_once ON command_events (command_id) WHERE kind = 'handed_over';

CREATE TABLE replies (
    id          INTEGER PRIMARY KEY,
    sim_id      INTEGER NOT NULL REFERENCES sims (id),
    command_id  INTEGER REFERENCES commands (id),
    channel     TEXT NOT NULL,          -- ussd, sms, pasted
    sender      TEXT,                   -- of an sms
    text        TEXT NOT NULL,          -- as it came
    received_ms INTEGER NOT NULL,
    trusted     INTEGER NOT NULL        -- 1 when its sender was known to be the operator on arrival
) STRICT;

CREATE INDEX replies_by_sim ON replies (sim_id, received_ms);

CREATE TABLE balances (
    id            INTEGER PRIMARY KEY,
    sim_id        INTEGER NOT NULL REFERENCES sims (id),
    origin        TEXT NOT NULL,        -- reply, hand, tap
    reply_id      INTEGER REFERENCES replies (id),
    units         INTEGER,              -- units, scale and currency stand or lack together
    scale         INTEGER,
    currency      TEXT,                 -- ISO 4217
    valid_until   TEXT,                 -- last day of validity, where it counts
    offered_until TEXT,                 -- a later day that counts only after a tap
    at_ms         INTEGER NOT NULL,
    CHECK ((units IS NULL) = (scale IS NULL) AND (units IS NULL) = (currency IS NULL))
) STRICT;

CREATE INDEX balances_by_sim ON balances (sim_id);

-- What a person said of a sender: 1 it is the operator, 0 it is not.
CREATE TABLE senders (
    sim_id   INTEGER NOT NULL REFERENCES sims (id),
    sender   TEXT NOT NULL,
    operator INTEGER NOT NULL,
    said_ms  INTEGER NOT NULL,
    PRIMARY KEY (sim_id, sender)
) STRICT;

-- Notices that were shown, so that none rings twice.
CREATE TABLE notices (
    id      TEXT PRIMARY KEY,
    rung_ms INTEGER NOT NULL
) STRICT;
