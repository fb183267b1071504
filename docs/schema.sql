-- The schema of the SQLite database after all migrations (Sources/Records/Migrations).
-- Printed by Tests/AppTests/Documents; `make golden` writes it anew.

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    organization_id TEXT REFERENCES organization (id),
    office_code TEXT REFERENCES office (code),
    title TEXT,
    authority TEXT,
    personal_id TEXT,
    password_hash TEXT NOT NULL,
    is_disabled INTEGER NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1)),
    is_temporary INTEGER NOT NULL DEFAULT 0 CHECK (is_temporary IN (0, 1)),
    language TEXT CHECK (language IN ('vi', 'en')),
    created_ms INTEGER NOT NULL,
    active_ms INTEGER NOT NULL,
    CHECK (organization_id IS NULL OR office_code IS NULL)
) STRICT;

CREATE INDEX account_office ON account (office_code) WHERE office_code IS NOT NULL;

CREATE INDEX account_organization ON account (organization_id) WHERE organization_id IS NOT NULL;

CREATE TABLE act_receipt (
    case_id TEXT NOT NULL REFERENCES case_row (id),
    version INTEGER NOT NULL,
    version_before INTEGER NOT NULL,
    act TEXT NOT NULL,
    actor TEXT NOT NULL,
    input_digest TEXT NOT NULL,
    PRIMARY KEY (case_id, version)
) STRICT;

CREATE TRIGGER act_receipt_keeps_rows BEFORE UPDATE ON act_receipt
BEGIN SELECT RAISE(ABORT, 'act_receipt is append-only'); END;

CREATE TRIGGER act_receipt_loses_none BEFORE DELETE ON act_receipt
BEGIN SELECT RAISE(ABORT, 'act_receipt is append-only'); END;

CREATE TABLE asked_person (
    personal_id INTEGER NOT NULL,
    filed_ms INTEGER NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (personal_id, filed_ms, case_id)
) STRICT;

CREATE INDEX asked_person_age ON asked_person (filed_ms);

CREATE TABLE assertion_call (
    release_id TEXT PRIMARY KEY,
    grant_id TEXT NOT NULL,
    nonce TEXT NOT NULL,
    purpose TEXT NOT NULL,
    client_key TEXT NOT NULL,
    pseudonyms TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX assertion_call_nonce ON assertion_call (grant_id, nonce);

CREATE TRIGGER assertion_call_keeps_rows BEFORE UPDATE ON assertion_call
BEGIN SELECT RAISE(ABORT, 'assertion_call is append-only'); END;

CREATE TRIGGER assertion_call_loses_none BEFORE DELETE ON assertion_call
BEGIN SELECT RAISE(ABORT, 'assertion_call is append-only'); END;

CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_row (id),
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;

CREATE INDEX attachment_case ON attachment (case_id);

CREATE TABLE begun_release (
    id TEXT PRIMARY KEY,
    grant_id TEXT NOT NULL REFERENCES data_grant (id),
    case_id TEXT NOT NULL,
    begun_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX begun_release_case ON begun_release (case_id);

CREATE INDEX begun_release_grant ON begun_release (grant_id);

CREATE TRIGGER begun_release_keeps_rows BEFORE UPDATE ON begun_release
BEGIN SELECT RAISE(ABORT, 'begun_release is append-only'); END;

CREATE TRIGGER begun_release_loses_none BEFORE DELETE ON begun_release
BEGIN SELECT RAISE(ABORT, 'begun_release is append-only'); END;

CREATE TABLE calendar_mark (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    digest TEXT NOT NULL
) STRICT;

CREATE TABLE case_fee (
    case_id TEXT PRIMARY KEY REFERENCES case_row (id),
    office TEXT NOT NULL,
    assessed_on TEXT NOT NULL,
    tariff TEXT NOT NULL,
    fields INTEGER NOT NULL,
    persons INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    is_exempt INTEGER NOT NULL CHECK (is_exempt IN (0, 1)),
    asked_on TEXT,
    paid_on TEXT,
    means TEXT,
    reference TEXT
) STRICT;

CREATE INDEX case_fee_assessed ON case_fee (office, assessed_on, case_id);

CREATE INDEX case_fee_paid ON case_fee (office, paid_on, case_id) WHERE paid_on IS NOT NULL;

CREATE UNIQUE INDEX case_fee_reference ON case_fee (reference) WHERE reference IS NOT NULL;

CREATE TABLE case_office (
    case_id TEXT NOT NULL REFERENCES case_row (id),
    office TEXT NOT NULL,
    updated_ms INTEGER NOT NULL, stage TEXT NOT NULL DEFAULT '', service TEXT NOT NULL DEFAULT '', filed_ms INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (case_id, office)
) STRICT;

CREATE INDEX case_office_list ON case_office (office, updated_ms, case_id, stage, service, filed_ms);

CREATE TABLE case_row (
    id TEXT PRIMARY KEY,
    code TEXT UNIQUE,
    service TEXT NOT NULL,
    requester TEXT NOT NULL,
    requester_name TEXT NOT NULL,
    stage TEXT NOT NULL,
    office TEXT,
    is_manual INTEGER NOT NULL CHECK (is_manual IN (0, 1)),
    version INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    filed_ms INTEGER,
    due_on TEXT,
    updated_ms INTEGER NOT NULL
, desk TEXT) STRICT;

CREATE INDEX case_row_desk ON case_row (desk, updated_ms, id) WHERE desk IS NOT NULL;

CREATE INDEX case_row_filed ON case_row (updated_ms, id, code, stage, service, filed_ms, office, due_on)
WHERE code IS NOT NULL;

CREATE INDEX case_row_requester ON case_row (requester, updated_ms, id);

CREATE TABLE case_snapshot (
    case_id TEXT PRIMARY KEY REFERENCES case_row (id),
    version INTEGER NOT NULL,
    apply_version INTEGER NOT NULL,
    erasures INTEGER NOT NULL,
    state TEXT NOT NULL
) STRICT;

CREATE TABLE case_text (
    number INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE REFERENCES case_row (id),
    words TEXT NOT NULL
) STRICT;

CREATE TRIGGER case_text_changes AFTER UPDATE ON case_text
BEGIN
    INSERT INTO case_text_index (case_text_index, rowid, words) VALUES ('delete', old.number, old.words);
    INSERT INTO case_text_index (rowid, words) VALUES (new.number, new.words);
END;

CREATE TRIGGER case_text_comes AFTER INSERT ON case_text
BEGIN INSERT INTO case_text_index (rowid, words) VALUES (new.number, new.words); END;

CREATE TRIGGER case_text_goes AFTER DELETE ON case_text
BEGIN
    INSERT INTO case_text_index (case_text_index, rowid, words) VALUES ('delete', old.number, old.words);
END;

CREATE VIRTUAL TABLE case_text_index USING fts5 (words, content = 'case_text', content_rowid = 'number',
    detail = 'none', columnsize = 0, tokenize = "ascii tokenchars '_'");

CREATE TABLE 'case_text_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'case_text_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'case_text_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE case_to_index (
    case_id TEXT PRIMARY KEY REFERENCES case_row (id),
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE charged_marginal (
    grant_id TEXT NOT NULL REFERENCES data_grant (id),
    marginal TEXT NOT NULL,
    recipient TEXT NOT NULL,
    day_on TEXT NOT NULL,
    PRIMARY KEY (grant_id, marginal)
) STRICT;

CREATE INDEX charged_marginal_recipient ON charged_marginal (recipient, day_on);

CREATE TRIGGER charged_marginal_keeps_rows BEFORE UPDATE ON charged_marginal
BEGIN SELECT RAISE(ABORT, 'charged_marginal is append-only'); END;

CREATE TRIGGER charged_marginal_loses_none BEFORE DELETE ON charged_marginal
BEGIN SELECT RAISE(ABORT, 'charged_marginal is append-only'); END;

CREATE TABLE client_key (
    id TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    key_id TEXT NOT NULL,
    public_key TEXT NOT NULL,
    thumbprint TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('offered', 'confirmed', 'refused', 'withdrawn')),
    offered_ms INTEGER NOT NULL,
    decided_ms INTEGER
) STRICT;

CREATE UNIQUE INDEX client_key_name ON client_key (organization_id, key_id);

CREATE UNIQUE INDEX client_key_thumbprint ON client_key (organization_id, thumbprint);

CREATE TABLE commune (
    code TEXT NOT NULL,
    listed_ms INTEGER NOT NULL,
    unlisted_ms INTEGER,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    province TEXT NOT NULL,
    PRIMARY KEY (code, listed_ms)
) STRICT;

CREATE TABLE counted_day (
    day_on TEXT PRIMARY KEY,
    asked_ms INTEGER NOT NULL,
    claimed_until_ms INTEGER,
    permille INTEGER NOT NULL,
    counted_ms INTEGER,
    persons INTEGER,
    elsewhere INTEGER,
    has_communes INTEGER CHECK (has_communes IN (0, 1)),
    secret TEXT,
    digest BLOB,
    is_answered INTEGER NOT NULL CHECK (is_answered IN (0, 1))
) STRICT;

CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

CREATE TABLE data_grant (
    id TEXT PRIMARY KEY,
    case_id TEXT,
    recipient TEXT NOT NULL,
    payload TEXT NOT NULL,
    uses_allowed INTEGER NOT NULL CHECK (uses_allowed > 0),
    uses_made INTEGER NOT NULL CHECK (uses_made BETWEEN 0 AND uses_allowed),
    standing TEXT NOT NULL CHECK (standing IN ('open', 'suspended', 'revoked'))
) STRICT;

CREATE INDEX data_grant_case ON data_grant (case_id);

CREATE INDEX data_grant_recipient ON data_grant (recipient, id);

CREATE TABLE data_release (
    id TEXT PRIMARY KEY,
    grant_id TEXT NOT NULL REFERENCES data_grant (id),
    case_id TEXT,
    recipient TEXT NOT NULL,
    service TEXT NOT NULL,
    released_ms INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    identified_count INTEGER NOT NULL
) STRICT;

CREATE INDEX data_release_grant ON data_release (grant_id, id);

CREATE TRIGGER data_release_keeps_rows BEFORE UPDATE ON data_release
BEGIN SELECT RAISE(ABORT, 'data_release is append-only'); END;

CREATE TRIGGER data_release_loses_none BEFORE DELETE ON data_release
BEGIN SELECT RAISE(ABORT, 'data_release is append-only'); END;

CREATE TABLE disclosure (
    release_id TEXT NOT NULL,
    row_number INTEGER NOT NULL,
    personal_id INTEGER NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (release_id, row_number)
) STRICT;

CREATE TRIGGER disclosure_keeps_rows BEFORE UPDATE ON disclosure
BEGIN SELECT RAISE(ABORT, 'disclosure is append-only'); END;

CREATE TRIGGER disclosure_loses_none BEFORE DELETE ON disclosure
BEGIN SELECT RAISE(ABORT, 'disclosure is append-only'); END;

CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    authority TEXT,
    channel TEXT NOT NULL,
    payload TEXT,
    salt BLOB,
    payload_digest BLOB NOT NULL,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (stream, seq)
) STRICT;

CREATE INDEX event_erased ON event (stream) WHERE payload IS NULL;

CREATE TRIGGER event_keeps_content BEFORE UPDATE OF payload, salt ON event WHEN NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;

CREATE TRIGGER event_keeps_rows BEFORE UPDATE OF position, stream, seq, type, version, at_ms, actor, authority, channel, payload_digest, previous_hash, hash ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;

CREATE TRIGGER event_loses_none BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;

CREATE TABLE failed_claim (
    recipient TEXT NOT NULL,
    personal_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    digest BLOB NOT NULL,
    failed_ms INTEGER NOT NULL,
    PRIMARY KEY (recipient, personal_id, field, digest)
) STRICT;

CREATE INDEX failed_claim_age ON failed_claim (failed_ms);

CREATE TABLE familiar_place (
    account_id TEXT NOT NULL REFERENCES account (id),
    place BLOB NOT NULL,
    seen_ms INTEGER NOT NULL,
    PRIMARY KEY (account_id, place)
) STRICT;

CREATE INDEX familiar_place_seen ON familiar_place (seen_ms);

CREATE TABLE filed_request (
    case_id TEXT PRIMARY KEY REFERENCES case_row (id),
    requester TEXT NOT NULL,
    service TEXT NOT NULL,
    filed_ms INTEGER NOT NULL,
    persons INTEGER NOT NULL
) STRICT;

CREATE INDEX filed_request_usual ON filed_request (requester, service, filed_ms, persons);

CREATE TABLE finger_probe (
    case_id TEXT NOT NULL,
    digest BLOB NOT NULL,
    file_name TEXT NOT NULL,
    key_id TEXT NOT NULL,
    sealed BLOB NOT NULL,
    uploaded_ms INTEGER NOT NULL,
    PRIMARY KEY (case_id, digest, file_name)
) STRICT;

CREATE INDEX finger_probe_digest ON finger_probe (digest);

CREATE INDEX finger_probe_key ON finger_probe (key_id);

CREATE TABLE finger_template (
    personal_id INTEGER NOT NULL,
    finger INTEGER NOT NULL CHECK (finger BETWEEN 0 AND 10),
    impression INTEGER NOT NULL CHECK (impression BETWEEN 1 AND 3),
    key_id TEXT NOT NULL,
    sealed BLOB NOT NULL,
    enrolled_ms INTEGER NOT NULL,
    PRIMARY KEY (personal_id, finger, impression)
) STRICT;

CREATE INDEX finger_template_key ON finger_template (key_id);

CREATE TABLE held_payment (
    transaction_id TEXT PRIMARY KEY,
    office TEXT NOT NULL,
    case_code TEXT NOT NULL,
    amount INTEGER NOT NULL,
    paid_on TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE INDEX held_payment_office ON held_payment (office, paid_on, transaction_id);

CREATE TRIGGER held_payment_keeps_rows BEFORE UPDATE ON held_payment
BEGIN SELECT RAISE(ABORT, 'held_payment is append-only'); END;

CREATE TRIGGER held_payment_loses_none BEFORE DELETE ON held_payment
BEGIN SELECT RAISE(ABORT, 'held_payment is append-only'); END;

CREATE TABLE household (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    head_id INTEGER
) STRICT;

CREATE TABLE incoming_document (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_row (id),
    arrived_on TEXT NOT NULL,
    author TEXT NOT NULL,
    reference TEXT NOT NULL,
    dated_on TEXT,
    subject TEXT NOT NULL,
    handed_to TEXT NOT NULL,
    handed_on TEXT,
    received_by TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (office, year, number)
) STRICT;

CREATE INDEX incoming_document_case ON incoming_document (case_id);

CREATE TABLE kept_form (
    token_digest BLOB PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    kept_ms INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;

CREATE INDEX kept_form_account ON kept_form (account_id, kept_ms, size);

CREATE INDEX kept_form_kept ON kept_form (kept_ms, size);

CREATE TABLE ledger_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    latest_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE office (
    code TEXT PRIMARY KEY,
    level TEXT NOT NULL,
    name TEXT NOT NULL,
    english_name TEXT NOT NULL,
    superior TEXT NOT NULL,
    letterhead TEXT NOT NULL,
    head TEXT NOT NULL,
    abbreviation TEXT NOT NULL,
    unit TEXT NOT NULL,
    place TEXT NOT NULL,
    province TEXT NOT NULL,
    agency_code TEXT NOT NULL,
    address TEXT NOT NULL,
    telephone TEXT NOT NULL
) STRICT;

CREATE TABLE organization (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    telephone TEXT NOT NULL,
    email TEXT NOT NULL,
    requester_class TEXT NOT NULL,
    level TEXT NOT NULL,
    province TEXT NOT NULL,
    commune TEXT,
    superior_id TEXT REFERENCES organization (id),
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE outbox (
    item_key TEXT PRIMARY KEY,
    case_id TEXT REFERENCES case_row (id),
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    due_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    fault TEXT
) STRICT;

CREATE INDEX outbox_case ON outbox (case_id);

CREATE INDEX outbox_due ON outbox (due_ms);

CREATE INDEX outbox_failed ON outbox (item_key) WHERE fault IS NOT NULL;

CREATE TABLE outgoing_document (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_row (id),
    paper_n INTEGER NOT NULL,
    notation TEXT NOT NULL,
    dated_on TEXT NOT NULL,
    subject TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    sent_to TEXT NOT NULL,
    kept_by TEXT NOT NULL,
    copies INTEGER NOT NULL,
    sent_on TEXT NOT NULL,
    received_by TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (office, year, number)
) STRICT;

CREATE INDEX outgoing_document_case ON outgoing_document (case_id);

CREATE TABLE paper (
    case_id TEXT NOT NULL REFERENCES case_row (id),
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    verification_code TEXT NOT NULL UNIQUE,
    PRIMARY KEY (case_id, n)
) STRICT;

CREATE TRIGGER paper_keeps_rows BEFORE UPDATE ON paper
BEGIN SELECT RAISE(ABORT, 'paper is append-only'); END;

CREATE TRIGGER paper_loses_none BEFORE DELETE ON paper
BEGIN SELECT RAISE(ABORT, 'paper is append-only'); END;

CREATE TABLE paper_version (
    case_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('text', 'pdf', 'signed')),
    digest BLOB NOT NULL,
    content BLOB NOT NULL,
    made_ms INTEGER NOT NULL,
    PRIMARY KEY (case_id, n, form),
    FOREIGN KEY (case_id, n) REFERENCES paper (case_id, n)
) STRICT;

CREATE INDEX paper_version_digest ON paper_version (digest);

CREATE TRIGGER paper_version_keeps_rows BEFORE UPDATE ON paper_version
BEGIN SELECT RAISE(ABORT, 'paper_version is append-only'); END;

CREATE TRIGGER paper_version_loses_none BEFORE DELETE ON paper_version
BEGIN SELECT RAISE(ABORT, 'paper_version is append-only'); END;

CREATE TABLE person (
    personal_id INTEGER NOT NULL,
    full_name TEXT NOT NULL,
    sex INTEGER NOT NULL,
    birth_date INTEGER NOT NULL,
    name_key INTEGER NOT NULL,
    blood_type INTEGER,
    permanent_address INTEGER,
    temporary_address INTEGER,
    current_address INTEGER,
    household INTEGER,
    relation_to_head INTEGER,
    marital_status INTEGER,
    spouse_id INTEGER,
    spouse_nationality INTEGER,
    father_id INTEGER,
    father_nationality INTEGER,
    mother_id INTEGER,
    mother_nationality INTEGER,
    representative_id INTEGER,
    representative_nationality INTEGER,
    birth_place INTEGER,
    birth_registration_place INTEGER,
    native_place INTEGER,
    ethnicity INTEGER,
    religion INTEGER,
    nationality INTEGER,
    old_id_number INTEGER,
    card_issued_on INTEGER,
    card_issued_by INTEGER,
    card_expires_on INTEGER,
    temporary_absence INTEGER,
    life_end_kind INTEGER,
    life_end_date INTEGER,
    version INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    change_id INTEGER NOT NULL,
    spouse_name TEXT,
    father_name TEXT,
    mother_name TEXT,
    representative_name TEXT,
    other_name TEXT,
    residence_file_number TEXT,
    phone TEXT,
    email TEXT
) STRICT;

CREATE INDEX person_father ON person (father_id) WHERE father_id IS NOT NULL;

CREATE INDEX person_household ON person (household) WHERE household IS NOT NULL;

CREATE INDEX person_mother ON person (mother_id) WHERE mother_id IS NOT NULL;

CREATE INDEX person_name ON person (name_key, birth_date);

CREATE UNIQUE INDEX person_number ON person (personal_id);

CREATE INDEX person_old_number ON person (old_id_number) WHERE old_id_number IS NOT NULL;

CREATE INDEX person_representative ON person (representative_id) WHERE representative_id IS NOT NULL;

CREATE TABLE person_version (
    personal_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL,
    change_id INTEGER NOT NULL REFERENCES registry_change (id),
    ended_by INTEGER NOT NULL REFERENCES registry_change (id),
    payload TEXT NOT NULL,
    PRIMARY KEY (personal_id, version)
) STRICT;

CREATE TRIGGER person_version_keeps_rows BEFORE UPDATE ON person_version
BEGIN SELECT RAISE(ABORT, 'person_version is append-only'); END;

CREATE TRIGGER person_version_loses_none BEFORE DELETE ON person_version
BEGIN SELECT RAISE(ABORT, 'person_version is append-only'); END;

CREATE TABLE population_block (
    day_on TEXT NOT NULL REFERENCES counted_day (day_on),
    commune TEXT NOT NULL,
    province TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (day_on, commune)
) STRICT;

CREATE TABLE quota_use (
    requester TEXT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (requester, kind, day)
) STRICT;

CREATE TABLE recovery_code (
    account_id TEXT NOT NULL REFERENCES account (id),
    digest BLOB NOT NULL,
    gone_ms INTEGER,
    PRIMARY KEY (account_id, digest)
) STRICT;

CREATE TABLE registry_address (
    id INTEGER PRIMARY KEY,
    key INTEGER NOT NULL,
    address TEXT NOT NULL,
    commune INTEGER REFERENCES registry_word (id),
    province TEXT,
    former TEXT
) STRICT;

CREATE INDEX registry_address_key ON registry_address (key);

CREATE TABLE registry_change (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    actor TEXT NOT NULL,
    recorded_ms INTEGER NOT NULL
) STRICT;

CREATE TRIGGER registry_change_keeps_rows BEFORE UPDATE ON registry_change
BEGIN SELECT RAISE(ABORT, 'registry_change is append-only'); END;

CREATE TRIGGER registry_change_loses_none BEFORE DELETE ON registry_change
BEGIN SELECT RAISE(ABORT, 'registry_change is append-only'); END;

CREATE TABLE registry_word (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE release_block (
    release_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    first_row INTEGER NOT NULL,
    last_row INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    identified_count INTEGER NOT NULL,
    answered_ms INTEGER NOT NULL,
    answers BLOB NOT NULL,
    disclosures BLOB NOT NULL,
    PRIMARY KEY (release_id, number)
) STRICT;

CREATE TRIGGER release_block_keeps_rows BEFORE UPDATE ON release_block
BEGIN SELECT RAISE(ABORT, 'release_block is append-only'); END;

CREATE TRIGGER release_block_loses_none BEFORE DELETE ON release_block
BEGIN SELECT RAISE(ABORT, 'release_block is append-only'); END;

CREATE TABLE release_row (
    release_id TEXT NOT NULL,
    row_number INTEGER NOT NULL,
    personal_id INTEGER NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (release_id, row_number)
) STRICT;

CREATE TRIGGER release_row_keeps_rows BEFORE UPDATE ON release_row
BEGIN SELECT RAISE(ABORT, 'release_row is append-only'); END;

CREATE TRIGGER release_row_loses_none BEFORE DELETE ON release_row
BEGIN SELECT RAISE(ABORT, 'release_row is append-only'); END;

CREATE TABLE remark_wait (
    case_id TEXT NOT NULL REFERENCES case_row (id),
    holder TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    PRIMARY KEY (case_id, holder)
) STRICT;

CREATE INDEX remark_wait_holder ON remark_wait (holder, since_ms, case_id);

CREATE TABLE result_file (
    release_id TEXT NOT NULL REFERENCES data_release (id),
    format TEXT NOT NULL CHECK (format IN ('csv', 'xml', 'pdf')),
    digest BLOB NOT NULL,
    content BLOB,
    PRIMARY KEY (release_id, format, digest)
) STRICT;

CREATE INDEX result_file_digest ON result_file (digest);

CREATE TRIGGER result_file_keeps_rows BEFORE UPDATE ON result_file
BEGIN SELECT RAISE(ABORT, 'result_file is append-only'); END;

CREATE TRIGGER result_file_loses_none BEFORE DELETE ON result_file
BEGIN SELECT RAISE(ABORT, 'result_file is append-only'); END;

CREATE TABLE saved_list (
    account_id TEXT NOT NULL REFERENCES account (id),
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    PRIMARY KEY (account_id, list, name)
) STRICT;

CREATE TABLE schema_migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    digest BLOB NOT NULL,
    applied_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE second_factor (
    account_id TEXT PRIMARY KEY REFERENCES account (id),
    secret BLOB,
    since_ms INTEGER NOT NULL,
    last_step INTEGER NOT NULL
) STRICT;

CREATE TABLE second_factor_offer (
    account_id TEXT PRIMARY KEY REFERENCES account (id),
    secret BLOB NOT NULL,
    made_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    token_digest BLOB PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    created_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    csrf_secret BLOB NOT NULL
) STRICT;

CREATE INDEX session_account ON session (account_id);

CREATE INDEX session_expires ON session (expires_ms);

CREATE TABLE sign_in_step (
    token_digest BLOB PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    begun_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in_throttle (
    key BLOB PRIMARY KEY,
    level INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    blocked_until_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_throttle_last ON sign_in_throttle (last_ms);

CREATE TABLE signing_authority (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    holder TEXT NOT NULL,
    office TEXT NOT NULL REFERENCES office (code),
    kind TEXT NOT NULL CHECK (kind IN ('head', 'acting', 'deputy', 'order', 'mandate')),
    title TEXT NOT NULL,
    principal TEXT NOT NULL,
    services TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT CHECK (until_day >= from_day),
    paper TEXT NOT NULL,
    paper_date TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('proposed', 'confirmed', 'refused', 'ended')),
    proposed_by TEXT NOT NULL,
    proposed_ms INTEGER NOT NULL,
    reopened_by TEXT,
    reopened_ms INTEGER,
    decided_by TEXT,
    decided_ms INTEGER,
    ended_by TEXT,
    ended_ms INTEGER,
    reason TEXT,
    CHECK ((standing = 'proposed') = (decided_ms IS NULL)),
    CHECK ((standing = 'ended') = (ended_ms IS NOT NULL)),
    CHECK ((reopened_by IS NULL) = (reopened_ms IS NULL)),
    CHECK (standing = 'refused' OR decided_by <> coalesce(reopened_by, proposed_by))
) STRICT;

CREATE INDEX authority_account ON signing_authority (account_id);

CREATE INDEX authority_office ON signing_authority (office, id);

CREATE TABLE subject (
    list_id TEXT NOT NULL,
    row_number INTEGER NOT NULL,
    personal_id TEXT NOT NULL,
    full_name TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    claims TEXT NOT NULL, enclosure TEXT,
    PRIMARY KEY (list_id, row_number)
) STRICT;

CREATE TABLE task (
    case_id TEXT NOT NULL REFERENCES case_row (id),
    task_id TEXT NOT NULL,
    node TEXT NOT NULL,
    role TEXT NOT NULL,
    holder TEXT NOT NULL,
    is_optional INTEGER NOT NULL CHECK (is_optional IN (0, 1)),
    assignee TEXT,
    due_on TEXT NOT NULL,
    opened_ms INTEGER NOT NULL, stage TEXT NOT NULL DEFAULT '', service TEXT NOT NULL DEFAULT '', filed_ms INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (case_id, task_id)
) STRICT;

CREATE INDEX task_assignee ON task (assignee) WHERE assignee <> '';

CREATE INDEX task_inbox ON task (holder, role, is_optional, assignee, due_on, opened_ms, case_id, task_id, stage, service, node,
    filed_ms);

CREATE INDEX task_service ON task (holder, role, is_optional, assignee, service, due_on, opened_ms, case_id, task_id, stage, node,
    filed_ms);

CREATE INDEX task_stage ON task (holder, role, is_optional, assignee, stage, due_on, opened_ms, case_id, task_id, service, node,
    filed_ms);

CREATE TABLE text (
    digest TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;

CREATE TABLE timer (
    item_key TEXT PRIMARY KEY,
    case_id TEXT REFERENCES case_row (id),
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    due_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    fault TEXT
) STRICT;

CREATE INDEX timer_case ON timer (case_id) WHERE case_id IS NOT NULL;

CREATE INDEX timer_due ON timer (due_ms);

CREATE INDEX timer_failed ON timer (item_key) WHERE fault IS NOT NULL;

CREATE TABLE used_assertion (
    client TEXT NOT NULL,
    digest BLOB NOT NULL,
    until_ms INTEGER NOT NULL,
    PRIMARY KEY (client, digest)
) STRICT;

CREATE INDEX used_assertion_until ON used_assertion (until_ms);
