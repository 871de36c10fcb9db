CREATE TABLE agenda_item (
    id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    position integer NOT NULL,
    source character varying(24) NOT NULL,
    colour character varying(24) NOT NULL,
    title text NOT NULL,
    reason text,
    unit_id bigint,
    project_id bigint,
    resolution_id bigint,
    CONSTRAINT "PK_agenda_item" PRIMARY KEY (id)
);


CREATE TABLE app_user (
    id bigint NOT NULL,
    login character varying(60) NOT NULL,
    name character varying(60) NOT NULL,
    unit_id bigint,
    password_hash text NOT NULL,
    must_change_password boolean NOT NULL,
    failed_sign_ins integer NOT NULL,
    locked_until_utc timestamp with time zone,
    disabled boolean NOT NULL,
    created_at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_app_user" PRIMARY KEY (id)
);


CREATE TABLE appointment (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    role character varying(24) NOT NULL,
    unit_id bigint,
    from_day date NOT NULL,
    until_day date,
    CONSTRAINT "PK_appointment" PRIMARY KEY (id)
);


CREATE TABLE audit_checkpoint (
    number integer NOT NULL,
    size bigint NOT NULL,
    root character varying(64) NOT NULL,
    at_utc character varying(24) NOT NULL,
    occasion character varying(20) NOT NULL,
    key_id character varying(16) NOT NULL,
    signature character varying(128) NOT NULL,
    CONSTRAINT "PK_audit_checkpoint" PRIMARY KEY (number)
);


CREATE TABLE audit_entry (
    seq bigint NOT NULL,
    at_utc character varying(24) NOT NULL,
    actor_id character varying(100) NOT NULL,
    action character varying(60) NOT NULL,
    subject character varying(100) NOT NULL,
    detail text NOT NULL,
    leaf_hash bytea NOT NULL,
    CONSTRAINT "PK_audit_entry" PRIMARY KEY (seq)
);


CREATE TABLE audit_key (
    id character varying(16) NOT NULL,
    spki text NOT NULL,
    CONSTRAINT "PK_audit_key" PRIMARY KEY (id)
);


CREATE TABLE audit_person (
    pseudonym character varying(34) NOT NULL,
    actor_id character varying(100) NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT "PK_audit_person" PRIMARY KEY (pseudonym)
);


CREATE TABLE audit_personal (
    seq bigint NOT NULL,
    n integer NOT NULL,
    salt bytea NOT NULL,
    value text NOT NULL,
    CONSTRAINT "PK_audit_personal" PRIMARY KEY (seq, n)
);


CREATE TABLE audit_segment (
    n integer NOT NULL,
    root bytea NOT NULL,
    CONSTRAINT "PK_audit_segment" PRIMARY KEY (n)
);


CREATE TABLE audit_store (
    id integer NOT NULL,
    log_id character varying(32) NOT NULL,
    hash character varying(10) NOT NULL,
    CONSTRAINT "PK_audit_store" PRIMARY KEY (id)
);


CREATE TABLE boundary (
    region_id bigint NOT NULL,
    rings text NOT NULL,
    file_name character varying(260) NOT NULL,
    sha256 character varying(64) NOT NULL,
    actor_id text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_boundary" PRIMARY KEY (region_id)
);


CREATE TABLE bulletin (
    id bigint NOT NULL,
    unit_id bigint NOT NULL,
    period integer NOT NULL,
    edits text NOT NULL,
    edited_by character varying(100) NOT NULL,
    edited_at_utc timestamp with time zone NOT NULL,
    number character varying(80),
    number_year integer,
    sequence integer,
    issued_on date,
    issued_by character varying(100),
    model_json text,
    docx bytea,
    version integer NOT NULL,
    CONSTRAINT "PK_bulletin" PRIMARY KEY (id)
);


CREATE TABLE bulletin_counter (
    unit_id bigint NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT "PK_bulletin_counter" PRIMARY KEY (unit_id, year)
);


CREATE TABLE chain_charge (
    id bigint NOT NULL,
    chain_id character varying(60) NOT NULL,
    unit_id bigint NOT NULL,
    from_day date NOT NULL,
    chief character varying(100) NOT NULL,
    office character varying(100) NOT NULL,
    plan text,
    file_sha256 character varying(64),
    file_name character varying(200),
    saved_by character varying(100) NOT NULL,
    saved_at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_chain_charge" PRIMARY KEY (id)
);


CREATE TABLE chain_target (
    id bigint NOT NULL,
    chain_id character varying(60) NOT NULL,
    unit_id bigint NOT NULL,
    year integer NOT NULL,
    projects integer,
    investment_fen bigint,
    version integer NOT NULL,
    CONSTRAINT "PK_chain_target" PRIMARY KEY (id)
);


CREATE TABLE chain_task (
    id bigint NOT NULL,
    chain_id character varying(60) NOT NULL,
    unit_id bigint NOT NULL,
    node_id character varying(60) NOT NULL,
    kind character varying(24) NOT NULL,
    text character varying(1000),
    owner character varying(100),
    due date,
    version integer NOT NULL,
    CONSTRAINT "PK_chain_task" PRIMARY KEY (id)
);


CREATE TABLE chain_version (
    id bigint NOT NULL,
    chain_id character varying(60) NOT NULL,
    unit_id bigint NOT NULL,
    yaml text NOT NULL,
    from_day character varying(10) NOT NULL,
    why character varying(2000),
    state character varying(24) NOT NULL,
    saved_by character varying(100) NOT NULL,
    saved_at_utc timestamp with time zone NOT NULL,
    decided_by character varying(100),
    decided_at_utc timestamp with time zone,
    reason character varying(2000),
    version integer NOT NULL,
    CONSTRAINT "PK_chain_version" PRIMARY KEY (id)
);


CREATE TABLE claim_case (
    id bigint NOT NULL,
    pair_key character varying(80) NOT NULL,
    arbiter_unit_id bigint NOT NULL,
    score integer NOT NULL,
    reasons text NOT NULL,
    origin character varying(24) NOT NULL,
    raised_by text,
    raised_side integer,
    raised_why text,
    found_at_utc timestamp with time zone NOT NULL,
    state character varying(24) NOT NULL,
    claim_until date,
    awaiting_since date,
    proposed_side integer,
    proposed_by text,
    proposed_terms text,
    appealed_side integer,
    appealed_by text,
    appeal_reason text,
    appealed_on date,
    closed_on date,
    version integer NOT NULL,
    CONSTRAINT "PK_claim_case" PRIMARY KEY (id)
);


CREATE TABLE claim_counter (
    unit_id bigint NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT "PK_claim_counter" PRIMARY KEY (unit_id, year)
);


CREATE TABLE claim_draft (
    case_id bigint NOT NULL,
    actor_id character varying(120) NOT NULL,
    fields text NOT NULL,
    saved_at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_claim_draft" PRIMARY KEY (case_id, actor_id)
);


CREATE TABLE claim_ruling (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    round integer NOT NULL,
    unit_id bigint NOT NULL,
    number_year integer NOT NULL,
    number integer NOT NULL,
    terms text NOT NULL,
    reason text NOT NULL,
    ruled_by text NOT NULL,
    ruled_name text NOT NULL,
    "on" date NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_claim_ruling" PRIMARY KEY (id)
);


CREATE TABLE claim_side (
    case_id bigint NOT NULL,
    side integer NOT NULL,
    kind character varying(24) NOT NULL,
    matter_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    name text NOT NULL,
    answer character varying(24) NOT NULL,
    statement text,
    facts text,
    answered_by text,
    answered_name text,
    answered_at_utc timestamp with time zone,
    CONSTRAINT "PK_claim_side" PRIMARY KEY (case_id, side)
);


CREATE TABLE claim_step (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    act character varying(24) NOT NULL,
    side integer,
    own boolean NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    actor_id text NOT NULL,
    name text NOT NULL,
    text text,
    CONSTRAINT "PK_claim_step" PRIMARY KEY (id)
);


CREATE TABLE closed_month (
    id bigint NOT NULL,
    unit_id bigint NOT NULL,
    unit_name character varying(100) NOT NULL,
    period integer NOT NULL,
    number character varying(60) NOT NULL,
    issued_on date NOT NULL,
    closed_by character varying(100) NOT NULL,
    closed_by_name character varying(100) NOT NULL,
    closed_at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_closed_month" PRIMARY KEY (id)
);


CREATE TABLE contact (
    id bigint NOT NULL,
    unit_id bigint NOT NULL,
    company character varying(200) NOT NULL,
    credit_code character varying(18),
    person text NOT NULL,
    changed_at_utc timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_contact" PRIMARY KEY (id)
);


CREATE TABLE credit_share (
    project_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    from_month integer NOT NULL,
    to_month integer,
    share_bp integer NOT NULL,
    CONSTRAINT "PK_credit_share" PRIMARY KEY (project_id, from_month, unit_id)
);


CREATE TABLE doubt (
    id bigint NOT NULL,
    organiser_id bigint NOT NULL,
    code character varying(40) NOT NULL,
    unit_id bigint NOT NULL,
    project_id bigint,
    other_id bigint,
    indicator character varying(60),
    first_run_id bigint NOT NULL,
    last_run_id bigint NOT NULL,
    period integer NOT NULL,
    reason text NOT NULL,
    p double precision,
    line double precision,
    rows text NOT NULL,
    state character varying(20) NOT NULL,
    found_at_utc timestamp with time zone NOT NULL,
    closed_at_utc timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT "PK_doubt" PRIMARY KEY (id)
);


CREATE TABLE doubt_note (
    id bigint NOT NULL,
    doubt_id bigint NOT NULL,
    state character varying(20) NOT NULL,
    text text NOT NULL,
    file_name character varying(260),
    sha256 character varying(64),
    bytes bigint,
    actor_id character varying(120) NOT NULL,
    name text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_doubt_note" PRIMARY KEY (id)
);


CREATE TABLE draw (
    id bigint NOT NULL,
    plan_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    status character varying(24) NOT NULL,
    number character varying(80),
    number_year integer,
    sequence integer,
    title text NOT NULL,
    frozen_at_utc timestamp with time zone NOT NULL,
    published_at_utc timestamp with time zone,
    source_at_utc timestamp with time zone,
    reveal_until_utc timestamp with time zone,
    drawn_at_utc timestamp with time zone,
    pool_size integer NOT NULL,
    project_count integer NOT NULL,
    project_pool_hash text NOT NULL,
    inspector_pool_hash text NOT NULL,
    document text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_draw" PRIMARY KEY (id)
);


CREATE TABLE draw_counter (
    unit_id bigint NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT "PK_draw_counter" PRIMARY KEY (unit_id, year)
);


CREATE TABLE enterprise (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    credit_code character varying(18),
    code_checked boolean NOT NULL,
    adcode integer NOT NULL,
    county integer,
    registered_on integer,
    kind character varying(24) NOT NULL,
    capital_cents bigint,
    currency character varying(3),
    currency_assumed boolean NOT NULL,
    capital_doubtful boolean NOT NULL,
    names_person boolean NOT NULL,
    division integer,
    scope_hash integer NOT NULL,
    source_import_id bigint NOT NULL,
    source_row integer NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_enterprise" PRIMARY KEY (id)
);


CREATE TABLE enterprise_history (
    id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    field character varying(20) NOT NULL,
    old_value text,
    new_value text,
    seen_on integer NOT NULL,
    import_id bigint NOT NULL,
    source_row integer NOT NULL,
    CONSTRAINT "PK_enterprise_history" PRIMARY KEY (id)
);


CREATE TABLE enterprise_import (
    id bigint NOT NULL,
    file_name character varying(260) NOT NULL,
    sha256 character varying(64) NOT NULL,
    bytes bigint NOT NULL,
    source_on integer NOT NULL,
    actor_id text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    done_at_utc timestamp with time zone,
    status character varying(24) NOT NULL,
    rows integer NOT NULL,
    stored integer NOT NULL,
    merged integer NOT NULL,
    updated integer NOT NULL,
    refused integer NOT NULL,
    problems text NOT NULL,
    mapping text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_enterprise_import" PRIMARY KEY (id)
);


CREATE TABLE enterprise_list (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    "on" integer NOT NULL,
    source character varying(260) NOT NULL,
    actor_id text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    entries integer NOT NULL,
    found integer NOT NULL,
    CONSTRAINT "PK_enterprise_list" PRIMARY KEY (id)
);


CREATE TABLE enterprise_list_entry (
    list_id bigint NOT NULL,
    no integer NOT NULL,
    rank integer,
    name character varying(200) NOT NULL,
    credit_code character varying(18),
    enterprise_id bigint,
    CONSTRAINT "PK_enterprise_list_entry" PRIMARY KEY (list_id, no)
);


CREATE TABLE enterprise_problem (
    import_id bigint NOT NULL,
    no integer NOT NULL,
    row integer NOT NULL,
    reason character varying(40) NOT NULL,
    text character varying(300) NOT NULL,
    refused boolean NOT NULL,
    CONSTRAINT "PK_enterprise_problem" PRIMARY KEY (import_id, no)
);


CREATE TABLE enterprise_scope (
    enterprise_id bigint NOT NULL,
    text text NOT NULL,
    CONSTRAINT "PK_enterprise_scope" PRIMARY KEY (enterprise_id)
);


CREATE TABLE evidence (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    stage character varying(24) NOT NULL,
    kind character varying(24) NOT NULL,
    file_name character varying(260) NOT NULL,
    bytes bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    dated_on integer,
    uploaded_by text NOT NULL,
    uploaded_at_utc timestamp with time zone NOT NULL,
    verified_by text,
    verified_at_utc timestamp with time zone,
    withdrawn_reason text,
    CONSTRAINT "PK_evidence" PRIMARY KEY (id),
    CONSTRAINT ck_evidence_four_eyes CHECK (verified_by IS NULL OR verified_by <> uploaded_by)
);


CREATE TABLE finding (
    id bigint NOT NULL,
    task_id bigint NOT NULL,
    project_id bigint NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    found_on date NOT NULL,
    closed_reason text,
    closed_by text,
    closed_at_utc timestamp with time zone,
    CONSTRAINT "PK_finding" PRIMARY KEY (id)
);


CREATE TABLE grant_budget (
    id bigint NOT NULL,
    unit_id bigint NOT NULL,
    policy_id character varying(100) NOT NULL,
    year integer NOT NULL,
    version integer NOT NULL,
    fen bigint NOT NULL,
    document character varying(100) NOT NULL,
    set_by character varying(120) NOT NULL,
    set_by_name character varying(100) NOT NULL,
    set_at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_grant_budget" PRIMARY KEY (id)
);


CREATE TABLE grant_case (
    id bigint NOT NULL,
    policy_id character varying(100) NOT NULL,
    article character varying(200) NOT NULL,
    beneficiary_name character varying(200) NOT NULL,
    beneficiary_code character varying(18) NOT NULL,
    year integer NOT NULL,
    project_id bigint,
    owner_unit_id bigint NOT NULL,
    origin character varying(24) NOT NULL,
    state character varying(24) NOT NULL,
    policy_name text NOT NULL,
    clause_name text NOT NULL,
    policy_version date,
    subject text,
    facts_json text NOT NULL,
    reason_json text NOT NULL,
    computed_fen bigint,
    asked_fen bigint NOT NULL,
    approved_fen bigint,
    case_reason text,
    paid_fen bigint NOT NULL,
    clawback_fen bigint NOT NULL,
    repaid_fen bigint NOT NULL,
    applied_by character varying(120) NOT NULL,
    verified_by character varying(120),
    approved_by character varying(120),
    moved_on date NOT NULL,
    live_key character varying(400),
    version integer NOT NULL,
    CONSTRAINT "PK_grant_case" PRIMARY KEY (id),
    CONSTRAINT ck_grant_clawback CHECK (clawback_fen <= paid_fen AND repaid_fen <= clawback_fen),
    CONSTRAINT ck_grant_paid CHECK (paid_fen = 0 OR paid_fen <= approved_fen),
    CONSTRAINT ck_grant_six_eyes CHECK (verified_by IS NULL OR (verified_by <> applied_by AND (approved_by IS NULL OR (approved_by <> applied_by AND approved_by <> verified_by))))
);


CREATE TABLE grant_clawback (
    id bigint NOT NULL,
    grant_id bigint NOT NULL,
    fen bigint NOT NULL,
    clause text NOT NULL,
    reason text NOT NULL,
    due date NOT NULL,
    decided_by character varying(120) NOT NULL,
    decided_by_name character varying(100) NOT NULL,
    decided_on date NOT NULL,
    repaid_fen bigint NOT NULL,
    closed_on date,
    close_reason text,
    CONSTRAINT "PK_grant_clawback" PRIMARY KEY (id)
);


CREATE TABLE grant_fact (
    grant_id bigint NOT NULL,
    name character varying(100) NOT NULL,
    value text NOT NULL,
    source text NOT NULL,
    position integer NOT NULL,
    file_id bigint,
    CONSTRAINT "PK_grant_fact" PRIMARY KEY (grant_id, name)
);


CREATE TABLE grant_file (
    id bigint NOT NULL,
    grant_id bigint NOT NULL,
    file_name text NOT NULL,
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    uploaded_by character varying(120) NOT NULL,
    uploaded_by_name character varying(100) NOT NULL,
    uploaded_at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_grant_file" PRIMARY KEY (id)
);


CREATE TABLE grant_instalment (
    id bigint NOT NULL,
    grant_id bigint NOT NULL,
    position integer NOT NULL,
    due date NOT NULL,
    fen bigint NOT NULL,
    approved_by character varying(120),
    paid_on date,
    voucher character varying(60),
    file_id bigint,
    paid_by character varying(120),
    paid_by_name character varying(100),
    stopped boolean NOT NULL,
    CONSTRAINT "PK_grant_instalment" PRIMARY KEY (id),
    CONSTRAINT ck_grant_instalment_four_eyes CHECK (paid_by IS NULL OR (approved_by IS NOT NULL AND paid_by <> approved_by))
);


CREATE TABLE grant_repayment (
    id bigint NOT NULL,
    clawback_id bigint NOT NULL,
    grant_id bigint NOT NULL,
    fen bigint NOT NULL,
    paid_on date NOT NULL,
    voucher character varying(60) NOT NULL,
    recorded_by character varying(120) NOT NULL,
    recorded_by_name character varying(100) NOT NULL,
    CONSTRAINT "PK_grant_repayment" PRIMARY KEY (id)
);


CREATE TABLE grant_step (
    id bigint NOT NULL,
    grant_id bigint NOT NULL,
    act character varying(24) NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    actor_id character varying(120) NOT NULL,
    name character varying(100) NOT NULL,
    post_unit_id bigint,
    fen bigint,
    text text,
    CONSTRAINT "PK_grant_step" PRIMARY KEY (id)
);


CREATE TABLE import (
    id bigint NOT NULL,
    file_name text NOT NULL,
    sha256 character varying(64) NOT NULL,
    bytes bigint NOT NULL,
    unit_id bigint NOT NULL,
    year integer,
    actor_id text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    status character varying(24) NOT NULL,
    stored integer NOT NULL,
    updated integer NOT NULL,
    merged integer NOT NULL,
    refused integer NOT NULL,
    mapping text NOT NULL,
    CONSTRAINT "PK_import" PRIMARY KEY (id)
);


CREATE TABLE import_block (
    import_id bigint NOT NULL,
    no integer NOT NULL,
    marks bytea NOT NULL,
    lines bytea NOT NULL,
    CONSTRAINT "PK_import_block" PRIMARY KEY (import_id, no)
);


CREATE TABLE import_change (
    import_id bigint NOT NULL,
    sheet character varying(100) NOT NULL,
    row integer NOT NULL,
    project_id bigint,
    before text NOT NULL,
    CONSTRAINT "PK_import_change" PRIMARY KEY (import_id, sheet, row)
);


CREATE TABLE import_template (
    id bigint NOT NULL,
    unit_id bigint NOT NULL,
    name character varying(100) NOT NULL,
    header_key character varying(64) NOT NULL,
    mapping text NOT NULL,
    used_at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_import_template" PRIMARY KEY (id)
);


CREATE TABLE industry_correction (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    scope text NOT NULL,
    division integer NOT NULL,
    was integer NOT NULL,
    actor_id character varying(120) NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    undone_by character varying(120),
    undone_at_utc timestamp with time zone,
    CONSTRAINT "PK_industry_correction" PRIMARY KEY (id)
);


CREATE TABLE inspection_plan (
    id bigint NOT NULL,
    unit_id bigint NOT NULL,
    title character varying(100) NOT NULL,
    stages text NOT NULL,
    units text NOT NULL,
    least_investment_fen bigint,
    project_count integer,
    inspectors_per_project integer NOT NULL,
    days_to_inspect integer NOT NULL,
    ended boolean NOT NULL,
    created_by text NOT NULL,
    created_at_utc timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_inspection_plan" PRIMARY KEY (id)
);


CREATE TABLE inspection_task (
    id bigint NOT NULL,
    draw_id bigint NOT NULL,
    draw_number text NOT NULL,
    unit_id bigint NOT NULL,
    project_id bigint NOT NULL,
    "order" integer NOT NULL,
    due_on date NOT NULL,
    least_photos integer NOT NULL,
    result character varying(24),
    visited_on date,
    place text,
    latitude_micro integer,
    longitude_micro integer,
    remark text,
    submitted_by text,
    submitted_by_name text,
    submitted_at_utc timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT "PK_inspection_task" PRIMARY KEY (id)
);


CREATE TABLE inspector (
    id bigint NOT NULL,
    organiser_id bigint NOT NULL,
    name character varying(40) NOT NULL,
    unit_id bigint NOT NULL,
    actor_id character varying(120),
    interests text NOT NULL,
    active boolean NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_inspector" PRIMARY KEY (id)
);


CREATE TABLE kept_form (
    id character varying(40) NOT NULL,
    user_id bigint NOT NULL,
    content text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_kept_form" PRIMARY KEY (id)
);


CREATE TABLE lead (
    id bigint NOT NULL,
    city_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    title character varying(200) NOT NULL,
    investor text,
    investor_place text,
    channel character varying(40) NOT NULL,
    first_reporter text NOT NULL,
    first_reported_on integer NOT NULL,
    intended_investment_fen bigint,
    industry text,
    note text,
    grade character varying(24) NOT NULL,
    owner_id text,
    owner_name text,
    next_on date,
    followed_on date,
    not_accepted text,
    status character varying(24) NOT NULL,
    closed_reason text,
    project_id bigint,
    merged_into_id bigint,
    created_at_utc timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_lead" PRIMARY KEY (id)
);


CREATE TABLE lead_credit (
    lead_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    share_bp integer NOT NULL,
    years integer,
    CONSTRAINT "PK_lead_credit" PRIMARY KEY (lead_id, unit_id)
);


CREATE TABLE lead_merge (
    id bigint NOT NULL,
    kept_id bigint NOT NULL,
    merged_id bigint NOT NULL,
    merged_status character varying(24) NOT NULL,
    changed text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    undone_at_utc timestamp with time zone,
    CONSTRAINT "PK_lead_merge" PRIMARY KEY (id)
);


CREATE TABLE lead_step (
    id bigint NOT NULL,
    lead_id bigint NOT NULL,
    act character varying(24) NOT NULL,
    "on" date NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    actor_id text NOT NULL,
    name text NOT NULL,
    text character varying(2000) NOT NULL,
    next_on date,
    CONSTRAINT "PK_lead_step" PRIMARY KEY (id)
);


CREATE TABLE leader_target (
    unit_id bigint NOT NULL,
    person character varying(40) NOT NULL,
    year integer NOT NULL,
    indicator character varying(80) NOT NULL,
    base bigint,
    stretch bigint,
    document text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_leader_target" PRIMARY KEY (unit_id, person, year, indicator)
);


CREATE TABLE ledger_coverage (
    unit_id bigint NOT NULL,
    year integer NOT NULL,
    import_id bigint NOT NULL,
    CONSTRAINT "PK_ledger_coverage" PRIMARY KEY (unit_id, year, import_id)
);


CREATE TABLE letter (
    id bigint NOT NULL,
    channel character varying(24) NOT NULL,
    address text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    attempts integer NOT NULL,
    next_at_utc timestamp with time zone NOT NULL,
    sent_at_utc timestamp with time zone,
    problem text,
    CONSTRAINT "PK_letter" PRIMARY KEY (id)
);


CREATE TABLE light_change (
    id bigint NOT NULL,
    subject character varying(24) NOT NULL,
    subject_id bigint NOT NULL,
    indicator character varying(60) NOT NULL,
    month integer,
    on_day date NOT NULL,
    from_colour character varying(24) NOT NULL,
    to_colour character varying(24) NOT NULL,
    why text NOT NULL,
    rule text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_light_change" PRIMARY KEY (id)
);


CREATE TABLE listed_company (
    stock_code character varying(10) NOT NULL,
    short_name character varying(200) NOT NULL,
    full_name character varying(200),
    credit_code character varying(18),
    exchange text,
    listed_on integer,
    industry text,
    products text NOT NULL,
    source text NOT NULL,
    source_on integer NOT NULL,
    CONSTRAINT "PK_listed_company" PRIMARY KEY (stock_code)
);


CREATE TABLE masked_search (
    id bigint NOT NULL,
    actor_id character varying(120) NOT NULL,
    unit_id bigint,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_masked_search" PRIMARY KEY (id)
);


CREATE TABLE meeting (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    unit_id bigint NOT NULL,
    day date NOT NULL,
    period integer NOT NULL,
    place text,
    chair text,
    attendees text,
    absent text,
    observers text,
    summary text,
    status character varying(24) NOT NULL,
    cancelled_reason text,
    number integer,
    number_year integer,
    held_by text,
    minutes_json text,
    minutes_docx bytea,
    created_by character varying(100) NOT NULL,
    created_at_utc timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_meeting" PRIMARY KEY (id)
);


CREATE TABLE meeting_counter (
    unit_id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT "PK_meeting_counter" PRIMARY KEY (unit_id, kind, year)
);


CREATE TABLE month_answer (
    project_id bigint NOT NULL,
    month integer NOT NULL,
    version integer NOT NULL,
    question text NOT NULL,
    answer text NOT NULL,
    actor_id text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_month_answer" PRIMARY KEY (project_id, month, version)
);


CREATE TABLE month_draft (
    actor_id character varying(120) NOT NULL,
    month integer NOT NULL,
    project_id bigint NOT NULL,
    funds_wan text NOT NULL,
    fixed_investment_wan text NOT NULL,
    in_statistics text NOT NULL,
    progress text NOT NULL,
    problems text NOT NULL,
    answer text NOT NULL,
    base_version integer NOT NULL,
    saved_at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_month_draft" PRIMARY KEY (actor_id, month, project_id)
);


CREATE TABLE month_step (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    month integer NOT NULL,
    act character varying(24) NOT NULL,
    version integer NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    actor_id character varying(120) NOT NULL,
    name character varying(100) NOT NULL,
    post_unit_id bigint,
    for_unit_id bigint,
    typed_for character varying(100),
    text text,
    CONSTRAINT "PK_month_step" PRIMARY KEY (id)
);


CREATE TABLE monthly_report (
    project_id bigint NOT NULL,
    month integer NOT NULL,
    city_id bigint NOT NULL,
    funds_fen bigint,
    fixed_investment_fen bigint,
    in_statistics boolean,
    progress text,
    problems text,
    reported_by text NOT NULL,
    reported_at_utc timestamp with time zone NOT NULL,
    verified_by text,
    accepted_by text,
    returned_by text,
    return_reason text,
    moved_at_utc timestamp with time zone,
    typed_for_unit_id bigint,
    typed_for character varying(100),
    source_import_id bigint,
    source_sheet text,
    source_row integer,
    source_column text,
    version integer NOT NULL,
    CONSTRAINT "PK_monthly_report" PRIMARY KEY (project_id, month),
    CONSTRAINT ck_monthly_report_six_eyes CHECK ((verified_by IS NULL OR verified_by <> reported_by) AND (accepted_by IS NULL OR (accepted_by <> reported_by AND (verified_by IS NULL OR accepted_by <> verified_by))) AND (returned_by IS NULL OR (returned_by <> reported_by AND verified_by IS NULL AND accepted_by IS NULL)))
);


CREATE TABLE name_answer (
    id bigint NOT NULL,
    key character varying(200) NOT NULL,
    name character varying(200) NOT NULL,
    place integer NOT NULL,
    enterprise_id bigint,
    actor_id character varying(120) NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    undone_by character varying(120),
    undone_at_utc timestamp with time zone,
    CONSTRAINT "PK_name_answer" PRIMARY KEY (id)
);


CREATE TABLE name_match (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    key character varying(200) NOT NULL,
    place bigint NOT NULL,
    status character varying(10) NOT NULL,
    enterprise_id bigint,
    score_percent integer NOT NULL,
    reason character varying(20) NOT NULL,
    answered boolean NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_name_match" PRIMARY KEY (id)
);


CREATE TABLE notice (
    id bigint NOT NULL,
    actor_id character varying(120) NOT NULL,
    key character varying(200) NOT NULL,
    title text NOT NULL,
    detail text NOT NULL,
    href text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    read_at_utc timestamp with time zone,
    CONSTRAINT "PK_notice" PRIMARY KEY (id)
);


CREATE TABLE notice_address (
    actor_id text NOT NULL,
    email character varying(200) NOT NULL,
    CONSTRAINT "PK_notice_address" PRIMARY KEY (actor_id)
);


CREATE TABLE office_template (
    unit_id bigint NOT NULL,
    number integer NOT NULL,
    text text NOT NULL,
    by_name character varying(100) NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_office_template" PRIMARY KEY (unit_id, number)
);


CREATE TABLE opinion_draft (
    review_id bigint NOT NULL,
    actor_id character varying(120) NOT NULL,
    fields text NOT NULL,
    saved_at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_opinion_draft" PRIMARY KEY (review_id, actor_id)
);


CREATE TABLE password_record (
    user_id bigint NOT NULL,
    set_at_utc timestamp with time zone NOT NULL,
    hash text NOT NULL,
    CONSTRAINT "PK_password_record" PRIMARY KEY (user_id, set_at_utc)
);


CREATE TABLE plan (
    unit_id bigint NOT NULL,
    month integer NOT NULL,
    indicator character varying(60) NOT NULL,
    value bigint NOT NULL,
    source_import_id bigint,
    source_sheet text,
    source_row integer,
    CONSTRAINT "PK_plan" PRIMARY KEY (unit_id, month, indicator)
);


CREATE TABLE policy_version (
    id bigint NOT NULL,
    policy_id character varying(60) NOT NULL,
    from_day character varying(40) NOT NULL,
    yaml text NOT NULL,
    text text,
    cases text,
    why character varying(2000),
    state character varying(24) NOT NULL,
    proposed_by character varying(120) NOT NULL,
    proposed_by_name character varying(100) NOT NULL,
    saved_at_utc timestamp with time zone NOT NULL,
    decided_by character varying(120),
    decided_by_name character varying(100),
    decided_at_utc timestamp with time zone,
    reason character varying(2000),
    version integer NOT NULL,
    CONSTRAINT "PK_policy_version" PRIMARY KEY (id),
    CONSTRAINT ck_policy_version_two_people CHECK (state <> 'InForce' OR (decided_by IS NOT NULL AND decided_by <> proposed_by))
);


CREATE TABLE project (
    id bigint NOT NULL,
    city_id bigint NOT NULL,
    name character varying(200) NOT NULL,
    investor character varying(200),
    investor_credit_code text,
    investor_place text,
    investor_region_id bigint,
    investor_origin character varying(24) NOT NULL,
    owner_unit_id bigint NOT NULL,
    landing_unit_id bigint NOT NULL,
    park text,
    parcel text,
    industry text,
    industry_code text,
    chain text,
    chain_node text,
    content text,
    attraction character varying(24) NOT NULL,
    kind character varying(24),
    total_investment_fen bigint,
    fixed_investment_fen bigint,
    currency character varying(3) NOT NULL,
    foreign_amount_cents bigint,
    registered_capital_fen bigint,
    paid_in_capital_fen bigint,
    expected_output_fen bigint,
    expected_tax_fen bigint,
    expected_jobs integer,
    signed_online boolean NOT NULL,
    tracks integer NOT NULL,
    confidentiality character varying(24) NOT NULL,
    channel text,
    first_reporter text,
    filing_code text,
    leader text,
    task_force text,
    service_officer text,
    investor_contact text,
    remark text,
    stage_stated text,
    is_sample boolean NOT NULL,
    stage character varying(24) NOT NULL,
    status character varying(24) NOT NULL,
    status_reason text,
    lead_on integer,
    contacted_on integer,
    negotiating_on integer,
    reviewed_on integer,
    signed_on integer,
    started_on integer,
    producing_on integer,
    at_capacity_on integer,
    planned_signed_on integer,
    planned_started_on integer,
    planned_producing_on integer,
    planned_at_capacity_on integer,
    source_import_id bigint,
    source_sheet text,
    source_row integer,
    created_at_utc timestamp with time zone NOT NULL,
    updated_at_utc timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_project" PRIMARY KEY (id)
);


CREATE TABLE project_share (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    task_force_id bigint,
    unit_id bigint,
    from_day date NOT NULL,
    until_day date NOT NULL,
    reason character varying(500) NOT NULL,
    shared_by character varying(120) NOT NULL,
    CONSTRAINT "PK_project_share" PRIMARY KEY (id)
);


CREATE TABLE promise (
    id bigint NOT NULL,
    promised_to character varying(200) NOT NULL,
    project_id bigint,
    credit_code character varying(18),
    origin character varying(24) NOT NULL,
    source text NOT NULL,
    text text NOT NULL,
    amount_fen bigint,
    unit_id bigint NOT NULL,
    post character varying(24) NOT NULL,
    office_unit_id bigint NOT NULL,
    promised_on date NOT NULL,
    due date NOT NULL,
    state character varying(24) NOT NULL,
    reported_on date,
    reported_by text,
    report text,
    proof text,
    confirmed_by text,
    closed_on date,
    grant_id bigint,
    version integer NOT NULL,
    CONSTRAINT "PK_promise" PRIMARY KEY (id),
    CONSTRAINT ck_promise_four_eyes CHECK (confirmed_by IS NULL OR confirmed_by <> reported_by)
);


CREATE TABLE promise_step (
    id bigint NOT NULL,
    promise_id bigint NOT NULL,
    act character varying(24) NOT NULL,
    "on" date NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    actor_id text NOT NULL,
    name character varying(100) NOT NULL,
    text text,
    before text,
    after text,
    CONSTRAINT "PK_promise_step" PRIMARY KEY (id)
);


CREATE TABLE proxy_figure (
    unit_id bigint NOT NULL,
    month integer NOT NULL,
    kind character varying(40) NOT NULL,
    value bigint NOT NULL,
    source text NOT NULL,
    actor_id character varying(120) NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_proxy_figure" PRIMARY KEY (unit_id, month, kind)
);


CREATE TABLE recovery_code (
    user_id bigint NOT NULL,
    hash character varying(64) NOT NULL,
    used_at_utc timestamp with time zone,
    CONSTRAINT "PK_recovery_code" PRIMARY KEY (user_id, hash)
);


CREATE TABLE registry_template (
    head_key character varying(64) NOT NULL,
    columns text NOT NULL,
    actor_id text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_registry_template" PRIMARY KEY (head_key)
);


CREATE TABLE reminder_day (
    day date NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_reminder_day" PRIMARY KEY (day)
);


CREATE TABLE resolution (
    id bigint NOT NULL,
    origin character varying(24) NOT NULL,
    origin_id bigint NOT NULL,
    office_unit_id bigint NOT NULL,
    origin_name character varying(100) NOT NULL,
    position integer NOT NULL,
    text text NOT NULL,
    unit_id bigint NOT NULL,
    person text,
    deadline date NOT NULL,
    project_id bigint,
    indicator text,
    state character varying(24) NOT NULL,
    decided_on date,
    reported_on date,
    reported_by text,
    report text,
    closed_on date,
    version integer NOT NULL,
    CONSTRAINT "PK_resolution" PRIMARY KEY (id)
);


CREATE TABLE resolution_step (
    id bigint NOT NULL,
    resolution_id bigint NOT NULL,
    act character varying(24) NOT NULL,
    "on" date NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    actor_id text NOT NULL,
    name character varying(100) NOT NULL,
    text text,
    before date,
    after date,
    CONSTRAINT "PK_resolution_step" PRIMARY KEY (id)
);


CREATE TABLE restatement (
    id bigint NOT NULL,
    unit_id bigint NOT NULL,
    month integer NOT NULL,
    indicator character varying(60) NOT NULL,
    indicator_name character varying(60) NOT NULL,
    unit character varying(24) NOT NULL,
    field character varying(24) NOT NULL,
    before_value bigint,
    after_value bigint,
    reason character varying(500) NOT NULL,
    actor_id character varying(100) NOT NULL,
    by_name character varying(100) NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    project_id bigint,
    project_name character varying(200),
    closed_month_id bigint NOT NULL,
    number character varying(60) NOT NULL,
    carried_by character varying(60),
    CONSTRAINT "PK_restatement" PRIMARY KEY (id)
);


CREATE TABLE return_mapping (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    unit_id bigint NOT NULL,
    version integer NOT NULL,
    text text NOT NULL,
    actor_id character varying(120) NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_return_mapping" PRIMARY KEY (id)
);


CREATE TABLE review (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    subject character varying(200) NOT NULL,
    background text,
    deadline date NOT NULL,
    state character varying(24) NOT NULL,
    opened_by character varying(120) NOT NULL,
    opened_by_name character varying(100) NOT NULL,
    opened_on date NOT NULL,
    opened_at_utc timestamp with time zone NOT NULL,
    outcome character varying(24),
    conclusion text,
    closed_by character varying(120),
    closed_by_name character varying(100),
    closed_on date,
    number integer,
    number_year integer,
    minutes_json text,
    minutes_docx bytea,
    evidence_id bigint,
    version integer NOT NULL,
    CONSTRAINT "PK_review" PRIMARY KEY (id)
);


CREATE TABLE review_condition (
    id bigint NOT NULL,
    review_id bigint NOT NULL,
    opinion_id bigint NOT NULL,
    position integer NOT NULL,
    text text NOT NULL,
    unit_id bigint NOT NULL,
    deadline date,
    resolution_id bigint,
    CONSTRAINT "PK_review_condition" PRIMARY KEY (id)
);


CREATE TABLE review_counter (
    unit_id bigint NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT "PK_review_counter" PRIMARY KEY (unit_id, year)
);


CREATE TABLE review_material (
    review_id bigint NOT NULL,
    evidence_id bigint NOT NULL,
    CONSTRAINT "PK_review_material" PRIMARY KEY (review_id, evidence_id)
);


CREATE TABLE review_opinion (
    id bigint NOT NULL,
    review_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    verdict character varying(24) NOT NULL,
    text text,
    actor_id character varying(120) NOT NULL,
    name character varying(100) NOT NULL,
    "on" date NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    is_late boolean NOT NULL,
    replaced_at_utc timestamp with time zone,
    CONSTRAINT "PK_review_opinion" PRIMARY KEY (id)
);


CREATE TABLE review_seat (
    review_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    position integer NOT NULL,
    is_missing boolean NOT NULL,
    CONSTRAINT "PK_review_seat" PRIMARY KEY (review_id, unit_id)
);


CREATE TABLE saved_filter (
    id bigint NOT NULL,
    actor_id text NOT NULL,
    name character varying(60) NOT NULL,
    query text NOT NULL,
    CONSTRAINT "PK_saved_filter" PRIMARY KEY (id)
);


CREATE TABLE scope_block (
    first bigint NOT NULL,
    last bigint NOT NULL,
    packed bytea NOT NULL,
    CONSTRAINT "PK_scope_block" PRIMARY KEY (first)
);


CREATE TABLE score_edition (
    id bigint NOT NULL,
    organiser_id bigint NOT NULL,
    scheme character varying(60) NOT NULL,
    period integer NOT NULL,
    number integer,
    document text NOT NULL,
    reason text,
    data bytea NOT NULL,
    sha256 character varying(64) NOT NULL,
    status character varying(24) NOT NULL,
    proposed_by text NOT NULL,
    proposed_by_name text NOT NULL,
    proposed_at_utc timestamp with time zone NOT NULL,
    decided_by text,
    decided_by_name text,
    decided_at_utc timestamp with time zone,
    decision_reason text,
    object_until date,
    version integer NOT NULL,
    CONSTRAINT "PK_score_edition" PRIMARY KEY (id)
);


CREATE TABLE score_entry (
    id bigint NOT NULL,
    organiser_id bigint NOT NULL,
    scheme character varying(60) NOT NULL,
    subject character varying(120) NOT NULL,
    unit_id bigint NOT NULL,
    item character varying(60) NOT NULL,
    "from" integer NOT NULL,
    points bigint NOT NULL,
    reason text NOT NULL,
    document text NOT NULL,
    status character varying(24) NOT NULL,
    entered_by text NOT NULL,
    entered_by_name text NOT NULL,
    entered_at_utc timestamp with time zone NOT NULL,
    decided_by text,
    decided_by_name text,
    decided_at_utc timestamp with time zone,
    decision_reason text,
    version integer NOT NULL,
    CONSTRAINT "PK_score_entry" PRIMARY KEY (id)
);


CREATE TABLE score_objection (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    subject character varying(120) NOT NULL,
    unit_id bigint NOT NULL,
    item character varying(60),
    text text NOT NULL,
    status character varying(24) NOT NULL,
    raised_by text NOT NULL,
    raised_by_name text NOT NULL,
    raised_at_utc timestamp with time zone NOT NULL,
    answer text,
    answered_by text,
    answered_by_name text,
    answered_at_utc timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT "PK_score_objection" PRIMARY KEY (id)
);


CREATE TABLE score_scheme (
    id bigint NOT NULL,
    unit_id bigint NOT NULL,
    text text NOT NULL,
    note text NOT NULL,
    status character varying(24) NOT NULL,
    proposed_by text NOT NULL,
    proposed_by_name text NOT NULL,
    proposed_at_utc timestamp with time zone NOT NULL,
    decided_by text,
    decided_by_name text,
    decided_at_utc timestamp with time zone,
    decision_reason text,
    version integer NOT NULL,
    CONSTRAINT "PK_score_scheme" PRIMARY KEY (id)
);


CREATE TABLE second_factor (
    user_id bigint NOT NULL,
    secret text NOT NULL,
    enrolled_at_utc timestamp with time zone NOT NULL,
    last_step bigint NOT NULL,
    CONSTRAINT "PK_second_factor" PRIMARY KEY (user_id)
);


CREATE TABLE session (
    token_hash character varying(64) NOT NULL,
    user_id bigint NOT NULL,
    way character varying(20) NOT NULL,
    post_unit_id bigint,
    address character varying(64),
    agent character varying(60),
    created_at_utc timestamp with time zone NOT NULL,
    seen_at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_session" PRIMARY KEY (token_hash)
);


CREATE TABLE setting (
    key character varying(60) NOT NULL,
    value text NOT NULL,
    actor_id text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_setting" PRIMARY KEY (key)
);


CREATE TABLE shareholding (
    id bigint NOT NULL,
    company_key character varying(201) NOT NULL,
    company_name character varying(200) NOT NULL,
    holder_key character varying(403) NOT NULL,
    holder_name character varying(200) NOT NULL,
    holder_is_person boolean NOT NULL,
    basis_points integer NOT NULL,
    as_of integer NOT NULL,
    source character varying(200) NOT NULL,
    import_id bigint NOT NULL,
    source_row integer NOT NULL,
    CONSTRAINT "PK_shareholding" PRIMARY KEY (id)
);


CREATE TABLE shareholding_import (
    id bigint NOT NULL,
    file_name character varying(260) NOT NULL,
    sha256 character varying(64) NOT NULL,
    actor_id text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    rows integer NOT NULL,
    stored integer NOT NULL,
    merged integer NOT NULL,
    refused integer NOT NULL,
    CONSTRAINT "PK_shareholding_import" PRIMARY KEY (id)
);


CREATE TABLE sign_in_trace (
    user_id bigint NOT NULL,
    last_at_utc timestamp with time zone,
    last_from text,
    failed_since integer NOT NULL,
    before_at_utc timestamp with time zone,
    before_from text,
    failed_before integer NOT NULL,
    CONSTRAINT "PK_sign_in_trace" PRIMARY KEY (user_id)
);


CREATE TABLE stage_change (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    "from" character varying(24) NOT NULL,
    "to" character varying(24) NOT NULL,
    from_status character varying(24) NOT NULL,
    to_status character varying(24) NOT NULL,
    "on" integer,
    actor_id text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    reason text,
    decided_by text,
    overridden_unmet text,
    CONSTRAINT "PK_stage_change" PRIMARY KEY (id)
);


CREATE TABLE struck_off_firm (
    credit_code character varying(18) NOT NULL,
    name text,
    struck_off_on date NOT NULL,
    source text NOT NULL,
    actor_id character varying(120) NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_struck_off_firm" PRIMARY KEY (credit_code)
);


CREATE TABLE suspicion_run (
    id bigint NOT NULL,
    unit_id bigint NOT NULL,
    period integer NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    actor_id character varying(120) NOT NULL,
    name text NOT NULL,
    projects integer NOT NULL,
    family integer NOT NULL,
    cut double precision NOT NULL,
    rate double precision NOT NULL,
    hard integer NOT NULL,
    soft integer NOT NULL,
    rules_from date NOT NULL,
    CONSTRAINT "PK_suspicion_run" PRIMARY KEY (id)
);


CREATE TABLE target (
    unit_id bigint NOT NULL,
    year integer NOT NULL,
    indicator character varying(60) NOT NULL,
    level character varying(24) NOT NULL,
    value bigint NOT NULL,
    source_import_id bigint,
    source_sheet text,
    source_row integer,
    version integer NOT NULL,
    CONSTRAINT "PK_target" PRIMARY KEY (unit_id, year, indicator, level)
);


CREATE TABLE target_advice (
    id bigint NOT NULL,
    chain_id character varying(60) NOT NULL,
    node character varying(60) NOT NULL,
    unit_id bigint NOT NULL,
    city integer NOT NULL,
    enterprise_id bigint NOT NULL,
    company text NOT NULL,
    as_of date NOT NULL,
    rank integer NOT NULL,
    score double precision NOT NULL,
    lead_id bigint NOT NULL,
    actor_id text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_target_advice" PRIMARY KEY (id)
);


CREATE TABLE task_draft (
    task_id bigint NOT NULL,
    actor_id character varying(120) NOT NULL,
    fields text NOT NULL,
    saved_at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_task_draft" PRIMARY KEY (task_id, actor_id)
);


CREATE TABLE task_force (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    unit_id bigint NOT NULL,
    from_day date NOT NULL,
    until_day date NOT NULL,
    purpose character varying(500),
    CONSTRAINT "PK_task_force" PRIMARY KEY (id)
);


CREATE TABLE task_force_member (
    id bigint NOT NULL,
    task_force_id bigint NOT NULL,
    user_id bigint NOT NULL,
    from_day date NOT NULL,
    until_day date NOT NULL,
    CONSTRAINT "PK_task_force_member" PRIMARY KEY (id)
);


CREATE TABLE task_inspector (
    task_id bigint NOT NULL,
    inspector_id bigint NOT NULL,
    name text NOT NULL,
    actor_id character varying(120),
    active boolean NOT NULL,
    CONSTRAINT "PK_task_inspector" PRIMARY KEY (task_id, inspector_id)
);


CREATE TABLE task_photo (
    id bigint NOT NULL,
    task_id bigint NOT NULL,
    file_name text NOT NULL,
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_task_photo" PRIMARY KEY (id)
);


CREATE TABLE unit (
    id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    CONSTRAINT "PK_unit" PRIMARY KEY (id)
);


CREATE TABLE unit_version (
    unit_id bigint NOT NULL,
    valid_from date NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(100) NOT NULL,
    short_name character varying(60),
    parent_id bigint,
    ended boolean NOT NULL,
    successor_id bigint,
    CONSTRAINT "PK_unit_version" PRIMARY KEY (unit_id, valid_from)
);


CREATE TABLE visit (
    id bigint NOT NULL,
    visited_on date NOT NULL,
    kind character varying(24) NOT NULL,
    company character varying(200) NOT NULL,
    credit_code character varying(18),
    place text,
    unit_id bigint NOT NULL,
    posts text,
    content character varying(4000) NOT NULL,
    next_step text,
    next_due date,
    next_done_on date,
    outcome text,
    lead_id bigint,
    project_id bigint,
    contact_id bigint,
    recorded_by text NOT NULL,
    recorded_at_utc timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_visit" PRIMARY KEY (id)
);


CREATE TABLE closed_part (
    closed_month_id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    data bytea NOT NULL,
    CONSTRAINT "PK_closed_part" PRIMARY KEY (closed_month_id, kind),
    CONSTRAINT "FK_closed_part_closed_month_closed_month_id" FOREIGN KEY (closed_month_id) REFERENCES closed_month (id) ON DELETE CASCADE
);


CREATE TABLE project_tag (
    project_id bigint NOT NULL,
    label character varying(40) NOT NULL,
    "from" date NOT NULL,
    CONSTRAINT "PK_project_tag" PRIMARY KEY (project_id, label),
    CONSTRAINT "FK_project_tag_project_project_id" FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE
);


CREATE INDEX "IX_agenda_item_meeting_id" ON agenda_item (meeting_id);


CREATE INDEX "IX_agenda_item_unit_id" ON agenda_item (unit_id);


CREATE UNIQUE INDEX "IX_app_user_login" ON app_user (login);


CREATE INDEX "IX_appointment_user_id" ON appointment (user_id);


CREATE INDEX "IX_audit_entry_subject" ON audit_entry (subject);


CREATE UNIQUE INDEX "IX_audit_person_actor_id" ON audit_person (actor_id);


CREATE UNIQUE INDEX "IX_bulletin_unit_id_number_year_sequence" ON bulletin (unit_id, number_year, sequence);


CREATE UNIQUE INDEX "IX_bulletin_unit_id_period" ON bulletin (unit_id, period);


CREATE UNIQUE INDEX "IX_chain_charge_unit_id_chain_id_from_day" ON chain_charge (unit_id, chain_id, from_day);


CREATE UNIQUE INDEX "IX_chain_target_unit_id_chain_id_year" ON chain_target (unit_id, chain_id, year);


CREATE UNIQUE INDEX "IX_chain_task_unit_id_chain_id_node_id" ON chain_task (unit_id, chain_id, node_id);


CREATE UNIQUE INDEX ux_chain_version_draft ON chain_version (unit_id, chain_id) WHERE state = 'Draft';


CREATE UNIQUE INDEX ux_chain_version_in_force ON chain_version (unit_id, chain_id, from_day) WHERE state = 'InForce';


CREATE INDEX "IX_claim_case_arbiter_unit_id" ON claim_case (arbiter_unit_id);


CREATE UNIQUE INDEX "IX_claim_case_pair_key" ON claim_case (pair_key);


CREATE UNIQUE INDEX "IX_claim_ruling_case_id_round" ON claim_ruling (case_id, round);


CREATE UNIQUE INDEX "IX_claim_ruling_unit_id_number_year_number" ON claim_ruling (unit_id, number_year, number);


CREATE INDEX "IX_claim_side_kind_matter_id" ON claim_side (kind, matter_id);


CREATE INDEX "IX_claim_side_unit_id" ON claim_side (unit_id);


CREATE INDEX "IX_claim_step_case_id" ON claim_step (case_id);


CREATE UNIQUE INDEX "IX_closed_month_unit_id_period" ON closed_month (unit_id, period);


CREATE INDEX "IX_contact_company" ON contact (company);


CREATE INDEX "IX_contact_unit_id_company" ON contact (unit_id, company);


CREATE INDEX "IX_doubt_project_id" ON doubt (project_id);


CREATE INDEX "IX_doubt_unit_id" ON doubt (unit_id);


CREATE INDEX "IX_doubt_note_doubt_id" ON doubt_note (doubt_id);


CREATE UNIQUE INDEX "IX_draw_number" ON draw (number);


CREATE UNIQUE INDEX "IX_draw_unit_id_number_year_sequence" ON draw (unit_id, number_year, sequence);


CREATE INDEX "IX_enterprise_history_enterprise_id" ON enterprise_history (enterprise_id);


CREATE INDEX "IX_enterprise_import_sha256" ON enterprise_import (sha256);


CREATE INDEX "IX_enterprise_list_entry_enterprise_id" ON enterprise_list_entry (enterprise_id);


CREATE INDEX "IX_enterprise_list_entry_name" ON enterprise_list_entry (name);


CREATE INDEX "IX_evidence_project_id" ON evidence (project_id);


CREATE INDEX "IX_finding_project_id" ON finding (project_id);


CREATE INDEX "IX_finding_task_id" ON finding (task_id);


CREATE UNIQUE INDEX "IX_grant_budget_unit_id_policy_id_year_version" ON grant_budget (unit_id, policy_id, year, version);


CREATE INDEX "IX_grant_case_beneficiary_code" ON grant_case (beneficiary_code);


CREATE UNIQUE INDEX "IX_grant_case_live_key" ON grant_case (live_key);


CREATE INDEX "IX_grant_case_owner_unit_id" ON grant_case (owner_unit_id);


CREATE INDEX "IX_grant_case_project_id" ON grant_case (project_id);


CREATE INDEX "IX_grant_clawback_grant_id" ON grant_clawback (grant_id);


CREATE INDEX "IX_grant_file_grant_id" ON grant_file (grant_id);


CREATE UNIQUE INDEX "IX_grant_instalment_grant_id_voucher" ON grant_instalment (grant_id, voucher);


CREATE UNIQUE INDEX "IX_grant_repayment_grant_id_voucher" ON grant_repayment (grant_id, voucher);


CREATE INDEX "IX_grant_step_grant_id" ON grant_step (grant_id);


CREATE INDEX "IX_import_sha256" ON import (sha256);


CREATE INDEX "IX_import_template_unit_id_header_key" ON import_template (unit_id, header_key);


CREATE INDEX "IX_industry_correction_name" ON industry_correction (name);


CREATE UNIQUE INDEX "IX_inspection_task_draw_id_project_id" ON inspection_task (draw_id, project_id);


CREATE INDEX "IX_inspection_task_project_id" ON inspection_task (project_id);


CREATE INDEX "IX_inspector_organiser_id" ON inspector (organiser_id);


CREATE INDEX "IX_kept_form_user_id" ON kept_form (user_id);


CREATE INDEX "IX_lead_city_id_status" ON lead (city_id, status);


CREATE INDEX "IX_lead_unit_id" ON lead (unit_id);


CREATE INDEX "IX_lead_merge_kept_id" ON lead_merge (kept_id);


CREATE INDEX "IX_lead_merge_merged_id" ON lead_merge (merged_id);


CREATE INDEX "IX_lead_step_lead_id" ON lead_step (lead_id);


CREATE INDEX "IX_letter_next_at_utc" ON letter (next_at_utc) WHERE sent_at_utc IS NULL;


CREATE INDEX "IX_light_change_subject_id" ON light_change (subject_id);


CREATE INDEX "IX_listed_company_credit_code" ON listed_company (credit_code);


CREATE INDEX "IX_listed_company_full_name" ON listed_company (full_name);


CREATE INDEX "IX_masked_search_at_utc" ON masked_search (at_utc);


CREATE UNIQUE INDEX "IX_meeting_unit_id_kind_number_year_number" ON meeting (unit_id, kind, number_year, number);


CREATE INDEX "IX_month_step_project_id_month" ON month_step (project_id, month);


CREATE INDEX "IX_monthly_report_source_import_id" ON monthly_report (source_import_id);


CREATE INDEX "IX_name_answer_key" ON name_answer (key);


CREATE INDEX "IX_name_match_enterprise_id" ON name_match (enterprise_id);


CREATE INDEX "IX_name_match_key" ON name_match (key);


CREATE UNIQUE INDEX "IX_name_match_name_place" ON name_match (name, place);


CREATE UNIQUE INDEX "IX_notice_actor_id_key" ON notice (actor_id, key);


CREATE INDEX "IX_policy_version_policy_id" ON policy_version (policy_id);


CREATE UNIQUE INDEX ux_policy_version_in_force ON policy_version (policy_id, from_day) WHERE state = 'InForce';


CREATE INDEX "IX_project_investor_credit_code" ON project (investor_credit_code) WHERE investor_credit_code IS NOT NULL;


CREATE INDEX "IX_project_owner_unit_id" ON project (owner_unit_id);


CREATE INDEX "IX_project_parcel" ON project (parcel) WHERE parcel IS NOT NULL;


CREATE INDEX "IX_project_source_import_id" ON project (source_import_id);


CREATE INDEX "IX_project_share_project_id" ON project_share (project_id);


CREATE INDEX "IX_project_share_task_force_id" ON project_share (task_force_id);


CREATE INDEX "IX_project_share_unit_id" ON project_share (unit_id);


CREATE INDEX "IX_promise_project_id" ON promise (project_id);


CREATE INDEX "IX_promise_unit_id" ON promise (unit_id);


CREATE INDEX "IX_promise_step_promise_id" ON promise_step (promise_id);


CREATE INDEX "IX_resolution_origin_id" ON resolution (origin_id);


CREATE INDEX "IX_resolution_project_id" ON resolution (project_id);


CREATE INDEX "IX_resolution_unit_id" ON resolution (unit_id);


CREATE INDEX "IX_resolution_step_resolution_id" ON resolution_step (resolution_id);


CREATE INDEX "IX_restatement_project_id" ON restatement (project_id);


CREATE INDEX "IX_restatement_unit_id_month" ON restatement (unit_id, month);


CREATE UNIQUE INDEX "IX_return_mapping_unit_id_name_version" ON return_mapping (unit_id, name, version);


CREATE INDEX "IX_review_project_id" ON review (project_id);


CREATE UNIQUE INDEX "IX_review_unit_id_number_year_number" ON review (unit_id, number_year, number);


CREATE INDEX "IX_review_condition_review_id" ON review_condition (review_id);


CREATE INDEX "IX_review_opinion_review_id" ON review_opinion (review_id);


CREATE INDEX "IX_review_seat_unit_id" ON review_seat (unit_id);


CREATE INDEX "IX_saved_filter_actor_id" ON saved_filter (actor_id);


CREATE UNIQUE INDEX "IX_score_edition_organiser_id_scheme_period_number" ON score_edition (organiser_id, scheme, period, number);


CREATE INDEX "IX_score_entry_organiser_id_scheme" ON score_entry (organiser_id, scheme);


CREATE INDEX "IX_score_objection_edition_id" ON score_objection (edition_id);


CREATE INDEX "IX_session_user_id" ON session (user_id);


CREATE INDEX "IX_shareholding_company_key" ON shareholding (company_key);


CREATE UNIQUE INDEX "IX_shareholding_import_sha256" ON shareholding_import (sha256);


CREATE INDEX "IX_stage_change_project_id" ON stage_change (project_id);


CREATE INDEX "IX_suspicion_run_unit_id_period" ON suspicion_run (unit_id, period);


CREATE INDEX "IX_target_advice_lead_id" ON target_advice (lead_id);


CREATE UNIQUE INDEX "IX_target_advice_unit_id_chain_id_node_enterprise_id" ON target_advice (unit_id, chain_id, node, enterprise_id);


CREATE INDEX "IX_task_force_member_task_force_id" ON task_force_member (task_force_id);


CREATE INDEX "IX_task_force_member_user_id" ON task_force_member (user_id);


CREATE INDEX "IX_task_inspector_actor_id" ON task_inspector (actor_id);


CREATE INDEX "IX_task_photo_task_id" ON task_photo (task_id);


CREATE INDEX "IX_unit_version_code" ON unit_version (code);


CREATE INDEX "IX_visit_company" ON visit (company);


CREATE INDEX "IX_visit_contact_id" ON visit (contact_id);


CREATE INDEX "IX_visit_lead_id" ON visit (lead_id);


CREATE INDEX "IX_visit_project_id" ON visit (project_id);


CREATE INDEX "IX_visit_unit_id_visited_on" ON visit (unit_id, visited_on);



CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123005510_Init', '10.0.14');
