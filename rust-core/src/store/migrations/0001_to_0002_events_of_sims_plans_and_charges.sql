-- Nothing that version 1 stored changes; what it could not store gets its own tables.

-- What happened to a SIM itself. The newest row of a kind counts.
CREATE TABLE sim_events (
    id     INTEGER PRIMARY KEY,
    sim_id INTEGER NOT NULL REFERENCES sims (id),
    kind   TEXT NOT NULL,               -- renamed, number_set, archived, taken_back
    detail TEXT,                        -- the new name or number
    at_ms  INTEGER NOT NULL
) STRICT;

CREATE INDEX sim_events_by_sim ON sim_events (sim_id);

-- Evidence of which card a SIM is: what the phone showed of the card when nothing disagreed, or when a person said so.
-- The newest row of a SIM counts. No ICCID is stored, only a hash keyed by this ledger.
CREATE TABLE sim_cards (
    id              INTEGER PRIMARY KEY,
    sim_id          INTEGER NOT NULL REFERENCES sims (id),
    origin          TEXT NOT NULL,      -- seen, hand
    subscription_id INTEGER,            -- Android's, while the card is known to this phone
    card_id         INTEGER,            -- TelephonyManager.getCardId, from API 29; of an eUICC it names the chip, not the profile
    iccid_hash      TEXT,               -- hex, up to API 28
    msisdn          TEXT,               -- as the card knows it
    carrier_id      INTEGER,            -- AOSP's
    plmn            TEXT,               -- MCC and MNC
    embedded        INTEGER NOT NULL,   -- 1 for an eSIM profile
    slot            INTEGER,            -- where it was seen, from 0; tells that it moved, never which SIM it is
    at_ms           INTEGER NOT NULL
) STRICT;

CREATE INDEX sim_cards_by_sim ON sim_cards (sim_id);

-- Balances apart from the main one, as stated.
CREATE TABLE bonuses (
    id          INTEGER PRIMARY KEY,
    sim_id      INTEGER NOT NULL REFERENCES sims (id),
    origin      TEXT NOT NULL,          -- reply, hand, tap
    reply_id    INTEGER REFERENCES replies (id),
    units       INTEGER NOT NULL,
    scale       INTEGER NOT NULL,
    currency    TEXT NOT NULL,          -- ISO 4217; empty when not said
    valid_until TEXT,
    at_ms       INTEGER NOT NULL
) STRICT;

CREATE INDEX bonuses_by_sim ON bonuses (sim_id, at_ms);
CREATE INDEX bonuses_by_reply ON bonuses (reply_id) WHERE reply_id IS NOT NULL;

-- Statements about a plan. Absent parts say nothing about what was known before.
CREATE TABLE plans (
    id            INTEGER PRIMARY KEY,
    sim_id        INTEGER NOT NULL REFERENCES sims (id),
    plan          TEXT NOT NULL,        -- its name; empty for the one plan of a SIM whose name isn't known
    origin        TEXT NOT NULL,        -- reply, hand, tap
    reply_id      INTEGER REFERENCES replies (id),
    command_id    INTEGER REFERENCES commands (id),
    valid_until   TEXT,                 -- last day, where it counts
    offered_until TEXT,                 -- a later day that counts only after a tap
    period_days   INTEGER,
    price_units   INTEGER,              -- the three of a price stand or lack together
    price_scale   INTEGER,
    price_currency TEXT,
    auto_renew    INTEGER,              -- 1 on, 0 off
    paid_from     TEXT,                 -- balance, card, wallet
    paid_checked  INTEGER NOT NULL,     -- 1 when the source of payment was looked at
    promotion_until TEXT,               -- last day of a free or reduced period
    data_bytes    INTEGER,              -- left
    minutes       INTEGER,              -- left
    texts         INTEGER,              -- left
    ended         INTEGER NOT NULL,     -- 1 when it was stopped or given up
    at_ms         INTEGER NOT NULL,
    CHECK ((price_units IS NULL) = (price_scale IS NULL) AND (price_units IS NULL) = (price_currency IS NULL))
) STRICT;

CREATE INDEX plans_by_sim ON plans (sim_id, plan, at_ms);
CREATE INDEX plans_by_reply ON plans (reply_id) WHERE reply_id IS NOT NULL;

-- What a plan is: few rows, since a person says it.
CREATE INDEX plans_with_terms ON plans (sim_id, plan, at_ms) WHERE
 coalesce(period_days, price_units, auto_renew, paid_from, promotion_until) IS NOT NULL OR paid_checked OR ended;

-- The newest statement of each other part, however many there are.
CREATE INDEX plans_with_day ON plans (sim_id, plan, at_ms) WHERE valid_until IS NOT NULL;
CREATE INDEX plans_with_offer ON plans (sim_id, plan, offered_until) WHERE offered_until IS NOT NULL;
CREATE INDEX plans_with_data ON plans (sim_id, plan, at_ms) WHERE data_bytes IS NOT NULL;
CREATE INDEX plans_with_minutes ON plans (sim_id, plan, at_ms) WHERE minutes IS NOT NULL;
CREATE INDEX plans_with_texts ON plans (sim_id, plan, at_ms) WHERE texts IS NOT NULL;

-- Messages that say no more than that it was renewed.
CREATE INDEX plans_only_renewed ON plans (sim_id, plan, at_ms) WHERE
 reply_id IS NOT NULL AND coalesce(valid_until, offered_until, data_bytes, minutes, texts) IS NULL;

-- Money that went or came.
CREATE TABLE charges (
    id         INTEGER PRIMARY KEY,
    sim_id     INTEGER NOT NULL REFERENCES sims (id),
    kind       TEXT NOT NULL,           -- renewal, top_up, sms_fee, service_fee
    origin     TEXT NOT NULL,           -- reply, hand, tap
    reply_id   INTEGER REFERENCES replies (id),
    command_id INTEGER REFERENCES commands (id),
    plan       TEXT,                    -- of a renewal
    units      INTEGER NOT NULL,
    scale      INTEGER NOT NULL,
    currency   TEXT NOT NULL,
    at_ms      INTEGER NOT NULL
) STRICT;

CREATE INDEX charges_by_sim ON charges (sim_id, at_ms);
CREATE INDEX charges_by_reply ON charges (reply_id) WHERE reply_id IS NOT NULL;

-- What moves a date.
CREATE INDEX charges_top_ups ON charges (sim_id, at_ms) WHERE kind = 'top_up';
CREATE INDEX charges_renewals ON charges (sim_id, coalesce(plan, ''), at_ms) WHERE kind = 'renewal';

-- What a person said to a reminder: snoozed, done, ignored. The newest row of a deadline counts.
CREATE TABLE reminder_words (
    id       INTEGER PRIMARY KEY,
    sim_id   INTEGER NOT NULL REFERENCES sims (id),
    deadline TEXT NOT NULL,             -- names the loss and its day; a moved date is another deadline
    word     TEXT NOT NULL,
    until    TEXT,                      -- of a snooze: local date and time
    at_ms    INTEGER NOT NULL
) STRICT;

CREATE INDEX reminder_words_by_sim ON reminder_words (sim_id);

-- Shapes of messages that a person taught. A later row of the same shape replaces an earlier one.
CREATE TABLE templates (
    id          INTEGER PRIMARY KEY,
    operator_id TEXT NOT NULL,          -- catalogue id
    origin      TEXT NOT NULL,          -- hand, file
    reply_id    INTEGER REFERENCES replies (id),  -- the message that it was taught on
    form        TEXT NOT NULL,          -- see reply/template
    dropped     INTEGER NOT NULL,       -- 1: this shape is not used any more
    at_ms       INTEGER NOT NULL
) STRICT;

-- Actions that a person added, changed or switched off. The newest row of a key counts.
CREATE TABLE own_actions (
    id          INTEGER PRIMARY KEY,
    operator_id TEXT NOT NULL,          -- catalogue id
    action_key  TEXT NOT NULL,          -- of a new action, or the catalogue id of the one that is changed
    origin      TEXT NOT NULL,          -- hand, file
    form        TEXT,                   -- absent: none of our own any more
    disabled    INTEGER NOT NULL,
    at_ms       INTEGER NOT NULL
) STRICT;

-- The newest row of a name counts.
CREATE TABLE settings (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT;

-- A SIM's newest replies are the last of its rows; the moment in the index kept SQLite from seeing that.
DROP INDEX replies_by_sim;
CREATE INDEX replies_by_sim ON replies (sim_id);

-- How the tables of version 1 are read, now that there may be many rows.
CREATE INDEX commands_by_sim ON commands (sim_id);
CREATE INDEX replies_by_command ON replies (command_id) WHERE command_id IS NOT NULL;
CREATE INDEX replies_to_confirm ON replies (received_ms) WHERE trusted = 0;
CREATE INDEX balances_by_reply ON balances (reply_id) WHERE reply_id IS NOT NULL;
CREATE INDEX balances_with_money ON balances (sim_id, at_ms) WHERE units IS NOT NULL;
CREATE INDEX balances_with_day ON balances (sim_id, at_ms) WHERE valid_until IS NOT NULL;
CREATE INDEX command_events_handed_over ON command_events (at_ms) WHERE kind = 'handed_over';
