using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yinfeng.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Init : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "agenda_item",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    meeting_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    colour = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    project_id = table.Column<long>(type: "bigint", nullable: true),
                    resolution_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agenda_item", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "app_user",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    login = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    password_hash = table.Column<string>(type: "text", nullable: false),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    failed_sign_ins = table.Column<int>(type: "integer", nullable: false),
                    locked_until_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    disabled = table.Column<bool>(type: "boolean", nullable: false),
                    created_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_user", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "appointment",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    until_day = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appointment", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_checkpoint",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    root = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at_utc = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    occasion = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    key_id = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    signature = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_checkpoint", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "audit_entry",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    at_utc = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    actor_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    action = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subject = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    leaf_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entry", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "audit_key",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    spki = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_person",
                columns: table => new
                {
                    pseudonym = table.Column<string>(type: "character varying(34)", maxLength: 34, nullable: false),
                    actor_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_person", x => x.pseudonym);
                });

            migrationBuilder.CreateTable(
                name: "audit_personal",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    n = table.Column<int>(type: "integer", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_personal", x => new { x.seq, x.n });
                });

            migrationBuilder.CreateTable(
                name: "audit_segment",
                columns: table => new
                {
                    n = table.Column<int>(type: "integer", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_segment", x => x.n);
                });

            migrationBuilder.CreateTable(
                name: "audit_store",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    log_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    hash = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_store", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "boundary",
                columns: table => new
                {
                    region_id = table.Column<long>(type: "bigint", nullable: false),
                    rings = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_boundary", x => x.region_id);
                });

            migrationBuilder.CreateTable(
                name: "bulletin",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    edits = table.Column<string>(type: "text", nullable: false),
                    edited_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    edited_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    number = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    number_year = table.Column<int>(type: "integer", nullable: true),
                    sequence = table.Column<int>(type: "integer", nullable: true),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    issued_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    model_json = table.Column<string>(type: "text", nullable: true),
                    docx = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bulletin", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bulletin_counter",
                columns: table => new
                {
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bulletin_counter", x => new { x.unit_id, x.year });
                });

            migrationBuilder.CreateTable(
                name: "chain_charge",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    chain_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    chief = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    office = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    plan = table.Column<string>(type: "text", nullable: true),
                    file_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    saved_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    saved_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chain_charge", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "chain_target",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    chain_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    projects = table.Column<int>(type: "integer", nullable: true),
                    investment_fen = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chain_target", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "chain_task",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    chain_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    node_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    owner = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    due = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chain_task", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "chain_version",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    chain_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    yaml = table.Column<string>(type: "text", nullable: false),
                    from_day = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    why = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    saved_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    saved_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    decided_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chain_version", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "claim_case",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    pair_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    arbiter_unit_id = table.Column<long>(type: "bigint", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    reasons = table.Column<string>(type: "text", nullable: false),
                    origin = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    raised_by = table.Column<string>(type: "text", nullable: true),
                    raised_side = table.Column<int>(type: "integer", nullable: true),
                    raised_why = table.Column<string>(type: "text", nullable: true),
                    found_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    claim_until = table.Column<DateOnly>(type: "date", nullable: true),
                    awaiting_since = table.Column<DateOnly>(type: "date", nullable: true),
                    proposed_side = table.Column<int>(type: "integer", nullable: true),
                    proposed_by = table.Column<string>(type: "text", nullable: true),
                    proposed_terms = table.Column<string>(type: "text", nullable: true),
                    appealed_side = table.Column<int>(type: "integer", nullable: true),
                    appealed_by = table.Column<string>(type: "text", nullable: true),
                    appeal_reason = table.Column<string>(type: "text", nullable: true),
                    appealed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claim_case", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "claim_counter",
                columns: table => new
                {
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claim_counter", x => new { x.unit_id, x.year });
                });

            migrationBuilder.CreateTable(
                name: "claim_draft",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false),
                    saved_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claim_draft", x => new { x.case_id, x.actor_id });
                });

            migrationBuilder.CreateTable(
                name: "claim_ruling",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    number_year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    terms = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    ruled_by = table.Column<string>(type: "text", nullable: false),
                    ruled_name = table.Column<string>(type: "text", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claim_ruling", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "claim_side",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    side = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    matter_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    statement = table.Column<string>(type: "text", nullable: true),
                    facts = table.Column<string>(type: "text", nullable: true),
                    answered_by = table.Column<string>(type: "text", nullable: true),
                    answered_name = table.Column<string>(type: "text", nullable: true),
                    answered_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claim_side", x => new { x.case_id, x.side });
                });

            migrationBuilder.CreateTable(
                name: "claim_step",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    act = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    side = table.Column<int>(type: "integer", nullable: true),
                    own = table.Column<bool>(type: "boolean", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claim_step", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "closed_month",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    closed_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    closed_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_closed_month", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contact",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    company = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    person = table.Column<string>(type: "text", nullable: false),
                    changed_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contact", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "credit_share",
                columns: table => new
                {
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    from_month = table.Column<int>(type: "integer", nullable: false),
                    to_month = table.Column<int>(type: "integer", nullable: true),
                    share_bp = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_share", x => new { x.project_id, x.from_month, x.unit_id });
                });

            migrationBuilder.CreateTable(
                name: "doubt",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    organiser_id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: true),
                    other_id = table.Column<long>(type: "bigint", nullable: true),
                    indicator = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    first_run_id = table.Column<long>(type: "bigint", nullable: false),
                    last_run_id = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    p = table.Column<double>(type: "double precision", nullable: true),
                    line = table.Column<double>(type: "double precision", nullable: true),
                    rows = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    found_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_doubt", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "doubt_note",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    doubt_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: true),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    bytes = table.Column<long>(type: "bigint", nullable: true),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_doubt_note", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "draw",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    plan_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    number = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    number_year = table.Column<int>(type: "integer", nullable: true),
                    sequence = table.Column<int>(type: "integer", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    frozen_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    published_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    source_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reveal_until_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    drawn_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    pool_size = table.Column<int>(type: "integer", nullable: false),
                    project_count = table.Column<int>(type: "integer", nullable: false),
                    project_pool_hash = table.Column<string>(type: "text", nullable: false),
                    inspector_pool_hash = table.Column<string>(type: "text", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_draw", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "draw_counter",
                columns: table => new
                {
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_draw_counter", x => new { x.unit_id, x.year });
                });

            migrationBuilder.CreateTable(
                name: "enterprise",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    code_checked = table.Column<bool>(type: "boolean", nullable: false),
                    adcode = table.Column<int>(type: "integer", nullable: false),
                    county = table.Column<int>(type: "integer", nullable: true),
                    registered_on = table.Column<int>(type: "integer", nullable: true),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    capital_cents = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    currency_assumed = table.Column<bool>(type: "boolean", nullable: false),
                    capital_doubtful = table.Column<bool>(type: "boolean", nullable: false),
                    names_person = table.Column<bool>(type: "boolean", nullable: false),
                    division = table.Column<int>(type: "integer", nullable: true),
                    scope_hash = table.Column<int>(type: "integer", nullable: false),
                    source_import_id = table.Column<long>(type: "bigint", nullable: false),
                    source_row = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "enterprise_history",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    enterprise_id = table.Column<long>(type: "bigint", nullable: false),
                    field = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    old_value = table.Column<string>(type: "text", nullable: true),
                    new_value = table.Column<string>(type: "text", nullable: true),
                    seen_on = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    source_row = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise_history", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "enterprise_import",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    file_name = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    source_on = table.Column<int>(type: "integer", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    done_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    stored = table.Column<int>(type: "integer", nullable: false),
                    merged = table.Column<int>(type: "integer", nullable: false),
                    updated = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    problems = table.Column<string>(type: "text", nullable: false),
                    mapping = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise_import", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "enterprise_list",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    on = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    entries = table.Column<int>(type: "integer", nullable: false),
                    found = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise_list", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "enterprise_list_entry",
                columns: table => new
                {
                    list_id = table.Column<long>(type: "bigint", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    enterprise_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise_list_entry", x => new { x.list_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "enterprise_problem",
                columns: table => new
                {
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    refused = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise_problem", x => new { x.import_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "enterprise_scope",
                columns: table => new
                {
                    enterprise_id = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprise_scope", x => x.enterprise_id);
                });

            migrationBuilder.CreateTable(
                name: "evidence",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    stage = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    file_name = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    dated_on = table.Column<int>(type: "integer", nullable: true),
                    uploaded_by = table.Column<string>(type: "text", nullable: false),
                    uploaded_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    verified_by = table.Column<string>(type: "text", nullable: true),
                    verified_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence", x => x.id);
                    table.CheckConstraint("ck_evidence_four_eyes", "verified_by IS NULL OR verified_by <> uploaded_by");
                });

            migrationBuilder.CreateTable(
                name: "finding",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    task_id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_reason = table.Column<string>(type: "text", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true),
                    closed_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_finding", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "grant_budget",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    policy_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    document = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    set_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    set_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    set_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_grant_budget", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "grant_case",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    policy_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    article = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    beneficiary_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    beneficiary_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: true),
                    owner_unit_id = table.Column<long>(type: "bigint", nullable: false),
                    origin = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    policy_name = table.Column<string>(type: "text", nullable: false),
                    clause_name = table.Column<string>(type: "text", nullable: false),
                    policy_version = table.Column<DateOnly>(type: "date", nullable: true),
                    subject = table.Column<string>(type: "text", nullable: true),
                    facts_json = table.Column<string>(type: "text", nullable: false),
                    reason_json = table.Column<string>(type: "text", nullable: false),
                    computed_fen = table.Column<long>(type: "bigint", nullable: true),
                    asked_fen = table.Column<long>(type: "bigint", nullable: false),
                    approved_fen = table.Column<long>(type: "bigint", nullable: true),
                    case_reason = table.Column<string>(type: "text", nullable: true),
                    paid_fen = table.Column<long>(type: "bigint", nullable: false),
                    clawback_fen = table.Column<long>(type: "bigint", nullable: false),
                    repaid_fen = table.Column<long>(type: "bigint", nullable: false),
                    applied_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    verified_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    approved_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    moved_on = table.Column<DateOnly>(type: "date", nullable: false),
                    live_key = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_grant_case", x => x.id);
                    table.CheckConstraint("ck_grant_clawback", "clawback_fen <= paid_fen AND repaid_fen <= clawback_fen");
                    table.CheckConstraint("ck_grant_paid", "paid_fen = 0 OR paid_fen <= approved_fen");
                    table.CheckConstraint("ck_grant_six_eyes", "verified_by IS NULL OR (verified_by <> applied_by AND (approved_by IS NULL OR (approved_by <> applied_by AND approved_by <> verified_by)))");
                });

            migrationBuilder.CreateTable(
                name: "grant_clawback",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    grant_id = table.Column<long>(type: "bigint", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    clause = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    due = table.Column<DateOnly>(type: "date", nullable: false),
                    decided_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    decided_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: false),
                    repaid_fen = table.Column<long>(type: "bigint", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    close_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_grant_clawback", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "grant_fact",
                columns: table => new
                {
                    grant_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    file_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_grant_fact", x => new { x.grant_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "grant_file",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    grant_id = table.Column<long>(type: "bigint", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    uploaded_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    uploaded_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    uploaded_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_grant_file", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "grant_instalment",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    grant_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    due = table.Column<DateOnly>(type: "date", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    approved_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: true),
                    voucher = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    file_id = table.Column<long>(type: "bigint", nullable: true),
                    paid_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    paid_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    stopped = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_grant_instalment", x => x.id);
                    table.CheckConstraint("ck_grant_instalment_four_eyes", "paid_by IS NULL OR (approved_by IS NOT NULL AND paid_by <> approved_by)");
                });

            migrationBuilder.CreateTable(
                name: "grant_repayment",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    clawback_id = table.Column<long>(type: "bigint", nullable: false),
                    grant_id = table.Column<long>(type: "bigint", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: false),
                    voucher = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    recorded_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_grant_repayment", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "grant_step",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    grant_id = table.Column<long>(type: "bigint", nullable: false),
                    act = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    post_unit_id = table.Column<long>(type: "bigint", nullable: true),
                    fen = table.Column<long>(type: "bigint", nullable: true),
                    text = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_grant_step", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: true),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    stored = table.Column<int>(type: "integer", nullable: false),
                    updated = table.Column<int>(type: "integer", nullable: false),
                    merged = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    mapping = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_block",
                columns: table => new
                {
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    marks = table.Column<byte[]>(type: "bytea", nullable: false),
                    lines = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_block", x => new { x.import_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "import_change",
                columns: table => new
                {
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    sheet = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: true),
                    before = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_change", x => new { x.import_id, x.sheet, x.row });
                });

            migrationBuilder.CreateTable(
                name: "import_template",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    header_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    mapping = table.Column<string>(type: "text", nullable: false),
                    used_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_template", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "industry_correction",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    scope = table.Column<string>(type: "text", nullable: false),
                    division = table.Column<int>(type: "integer", nullable: false),
                    was = table.Column<int>(type: "integer", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    undone_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    undone_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_industry_correction", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inspection_plan",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    stages = table.Column<string>(type: "text", nullable: false),
                    units = table.Column<string>(type: "text", nullable: false),
                    least_investment_fen = table.Column<long>(type: "bigint", nullable: true),
                    project_count = table.Column<int>(type: "integer", nullable: true),
                    inspectors_per_project = table.Column<int>(type: "integer", nullable: false),
                    days_to_inspect = table.Column<int>(type: "integer", nullable: false),
                    ended = table.Column<bool>(type: "boolean", nullable: false),
                    created_by = table.Column<string>(type: "text", nullable: false),
                    created_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspection_plan", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inspection_task",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    draw_id = table.Column<long>(type: "bigint", nullable: false),
                    draw_number = table.Column<string>(type: "text", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    least_photos = table.Column<int>(type: "integer", nullable: false),
                    result = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    visited_on = table.Column<DateOnly>(type: "date", nullable: true),
                    place = table.Column<string>(type: "text", nullable: true),
                    latitude_micro = table.Column<int>(type: "integer", nullable: true),
                    longitude_micro = table.Column<int>(type: "integer", nullable: true),
                    remark = table.Column<string>(type: "text", nullable: true),
                    submitted_by = table.Column<string>(type: "text", nullable: true),
                    submitted_by_name = table.Column<string>(type: "text", nullable: true),
                    submitted_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspection_task", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inspector",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    organiser_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    interests = table.Column<string>(type: "text", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspector", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kept_form",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kept_form", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lead",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    investor = table.Column<string>(type: "text", nullable: true),
                    investor_place = table.Column<string>(type: "text", nullable: true),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    first_reporter = table.Column<string>(type: "text", nullable: false),
                    first_reported_on = table.Column<int>(type: "integer", nullable: false),
                    intended_investment_fen = table.Column<long>(type: "bigint", nullable: true),
                    industry = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    grade = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    owner_id = table.Column<string>(type: "text", nullable: true),
                    owner_name = table.Column<string>(type: "text", nullable: true),
                    next_on = table.Column<DateOnly>(type: "date", nullable: true),
                    followed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    not_accepted = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    closed_reason = table.Column<string>(type: "text", nullable: true),
                    project_id = table.Column<long>(type: "bigint", nullable: true),
                    merged_into_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lead", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lead_credit",
                columns: table => new
                {
                    lead_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    share_bp = table.Column<int>(type: "integer", nullable: false),
                    years = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lead_credit", x => new { x.lead_id, x.unit_id });
                });

            migrationBuilder.CreateTable(
                name: "lead_merge",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kept_id = table.Column<long>(type: "bigint", nullable: false),
                    merged_id = table.Column<long>(type: "bigint", nullable: false),
                    merged_status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    changed = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    undone_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lead_merge", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lead_step",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    lead_id = table.Column<long>(type: "bigint", nullable: false),
                    act = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    next_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lead_step", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "leader_target",
                columns: table => new
                {
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    person = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    indicator = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    @base = table.Column<long>(name: "base", type: "bigint", nullable: true),
                    stretch = table.Column<long>(type: "bigint", nullable: true),
                    document = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leader_target", x => new { x.unit_id, x.person, x.year, x.indicator });
                });

            migrationBuilder.CreateTable(
                name: "ledger_coverage",
                columns: table => new
                {
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_coverage", x => new { x.unit_id, x.year, x.import_id });
                });

            migrationBuilder.CreateTable(
                name: "letter",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    channel = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sent_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    problem = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_letter", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "light_change",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    subject = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    subject_id = table.Column<long>(type: "bigint", nullable: false),
                    indicator = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    month = table.Column<int>(type: "integer", nullable: true),
                    on_day = table.Column<DateOnly>(type: "date", nullable: false),
                    from_colour = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    to_colour = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_light_change", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "listed_company",
                columns: table => new
                {
                    stock_code = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    short_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    full_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    exchange = table.Column<string>(type: "text", nullable: true),
                    listed_on = table.Column<int>(type: "integer", nullable: true),
                    industry = table.Column<string>(type: "text", nullable: true),
                    products = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    source_on = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_listed_company", x => x.stock_code);
                });

            migrationBuilder.CreateTable(
                name: "masked_search",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masked_search", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "meeting",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<string>(type: "text", nullable: true),
                    chair = table.Column<string>(type: "text", nullable: true),
                    attendees = table.Column<string>(type: "text", nullable: true),
                    absent = table.Column<string>(type: "text", nullable: true),
                    observers = table.Column<string>(type: "text", nullable: true),
                    summary = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    cancelled_reason = table.Column<string>(type: "text", nullable: true),
                    number = table.Column<int>(type: "integer", nullable: true),
                    number_year = table.Column<int>(type: "integer", nullable: true),
                    held_by = table.Column<string>(type: "text", nullable: true),
                    minutes_json = table.Column<string>(type: "text", nullable: true),
                    minutes_docx = table.Column<byte[]>(type: "bytea", nullable: true),
                    created_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    created_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "meeting_counter",
                columns: table => new
                {
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_counter", x => new { x.unit_id, x.kind, x.year });
                });

            migrationBuilder.CreateTable(
                name: "month_answer",
                columns: table => new
                {
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    question = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_month_answer", x => new { x.project_id, x.month, x.version });
                });

            migrationBuilder.CreateTable(
                name: "month_draft",
                columns: table => new
                {
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    funds_wan = table.Column<string>(type: "text", nullable: false),
                    fixed_investment_wan = table.Column<string>(type: "text", nullable: false),
                    in_statistics = table.Column<string>(type: "text", nullable: false),
                    progress = table.Column<string>(type: "text", nullable: false),
                    problems = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    base_version = table.Column<int>(type: "integer", nullable: false),
                    saved_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_month_draft", x => new { x.actor_id, x.month, x.project_id });
                });

            migrationBuilder.CreateTable(
                name: "month_step",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    act = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    post_unit_id = table.Column<long>(type: "bigint", nullable: true),
                    for_unit_id = table.Column<long>(type: "bigint", nullable: true),
                    typed_for = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    text = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_month_step", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "monthly_report",
                columns: table => new
                {
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    funds_fen = table.Column<long>(type: "bigint", nullable: true),
                    fixed_investment_fen = table.Column<long>(type: "bigint", nullable: true),
                    in_statistics = table.Column<bool>(type: "boolean", nullable: true),
                    progress = table.Column<string>(type: "text", nullable: true),
                    problems = table.Column<string>(type: "text", nullable: true),
                    reported_by = table.Column<string>(type: "text", nullable: false),
                    reported_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    verified_by = table.Column<string>(type: "text", nullable: true),
                    accepted_by = table.Column<string>(type: "text", nullable: true),
                    returned_by = table.Column<string>(type: "text", nullable: true),
                    return_reason = table.Column<string>(type: "text", nullable: true),
                    moved_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    typed_for_unit_id = table.Column<long>(type: "bigint", nullable: true),
                    typed_for = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    source_import_id = table.Column<long>(type: "bigint", nullable: true),
                    source_sheet = table.Column<string>(type: "text", nullable: true),
                    source_row = table.Column<int>(type: "integer", nullable: true),
                    source_column = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_monthly_report", x => new { x.project_id, x.month });
                    table.CheckConstraint("ck_monthly_report_six_eyes", "(verified_by IS NULL OR verified_by <> reported_by) AND (accepted_by IS NULL OR (accepted_by <> reported_by AND (verified_by IS NULL OR accepted_by <> verified_by))) AND (returned_by IS NULL OR (returned_by <> reported_by AND verified_by IS NULL AND accepted_by IS NULL))");
                });

            migrationBuilder.CreateTable(
                name: "name_answer",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    enterprise_id = table.Column<long>(type: "bigint", nullable: true),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    undone_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    undone_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_name_answer", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "name_match",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    place = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    enterprise_id = table.Column<long>(type: "bigint", nullable: true),
                    score_percent = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    answered = table.Column<bool>(type: "boolean", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_name_match", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notice",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    href = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    read_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notice_address",
                columns: table => new
                {
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_address", x => x.actor_id);
                });

            migrationBuilder.CreateTable(
                name: "office_template",
                columns: table => new
                {
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_office_template", x => new { x.unit_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "opinion_draft",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false),
                    saved_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opinion_draft", x => new { x.review_id, x.actor_id });
                });

            migrationBuilder.CreateTable(
                name: "password_record",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    set_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_password_record", x => new { x.user_id, x.set_at_utc });
                });

            migrationBuilder.CreateTable(
                name: "plan",
                columns: table => new
                {
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    indicator = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false),
                    source_import_id = table.Column<long>(type: "bigint", nullable: true),
                    source_sheet = table.Column<string>(type: "text", nullable: true),
                    source_row = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan", x => new { x.unit_id, x.month, x.indicator });
                });

            migrationBuilder.CreateTable(
                name: "policy_version",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    policy_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    from_day = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    yaml = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    cases = table.Column<string>(type: "text", nullable: true),
                    why = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    proposed_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    proposed_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    saved_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    decided_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    decided_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_policy_version", x => x.id);
                    table.CheckConstraint("ck_policy_version_two_people", "state <> 'InForce' OR (decided_by IS NOT NULL AND decided_by <> proposed_by)");
                });

            migrationBuilder.CreateTable(
                name: "project",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    investor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    investor_credit_code = table.Column<string>(type: "text", nullable: true),
                    investor_place = table.Column<string>(type: "text", nullable: true),
                    investor_region_id = table.Column<long>(type: "bigint", nullable: true),
                    investor_origin = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    owner_unit_id = table.Column<long>(type: "bigint", nullable: false),
                    landing_unit_id = table.Column<long>(type: "bigint", nullable: false),
                    park = table.Column<string>(type: "text", nullable: true),
                    parcel = table.Column<string>(type: "text", nullable: true),
                    industry = table.Column<string>(type: "text", nullable: true),
                    industry_code = table.Column<string>(type: "text", nullable: true),
                    chain = table.Column<string>(type: "text", nullable: true),
                    chain_node = table.Column<string>(type: "text", nullable: true),
                    content = table.Column<string>(type: "text", nullable: true),
                    attraction = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    total_investment_fen = table.Column<long>(type: "bigint", nullable: true),
                    fixed_investment_fen = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    foreign_amount_cents = table.Column<long>(type: "bigint", nullable: true),
                    registered_capital_fen = table.Column<long>(type: "bigint", nullable: true),
                    paid_in_capital_fen = table.Column<long>(type: "bigint", nullable: true),
                    expected_output_fen = table.Column<long>(type: "bigint", nullable: true),
                    expected_tax_fen = table.Column<long>(type: "bigint", nullable: true),
                    expected_jobs = table.Column<int>(type: "integer", nullable: true),
                    signed_online = table.Column<bool>(type: "boolean", nullable: false),
                    tracks = table.Column<int>(type: "integer", maxLength: 24, nullable: false),
                    confidentiality = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    channel = table.Column<string>(type: "text", nullable: true),
                    first_reporter = table.Column<string>(type: "text", nullable: true),
                    filing_code = table.Column<string>(type: "text", nullable: true),
                    leader = table.Column<string>(type: "text", nullable: true),
                    task_force = table.Column<string>(type: "text", nullable: true),
                    service_officer = table.Column<string>(type: "text", nullable: true),
                    investor_contact = table.Column<string>(type: "text", nullable: true),
                    remark = table.Column<string>(type: "text", nullable: true),
                    stage_stated = table.Column<string>(type: "text", nullable: true),
                    is_sample = table.Column<bool>(type: "boolean", nullable: false),
                    stage = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    status_reason = table.Column<string>(type: "text", nullable: true),
                    lead_on = table.Column<int>(type: "integer", nullable: true),
                    contacted_on = table.Column<int>(type: "integer", nullable: true),
                    negotiating_on = table.Column<int>(type: "integer", nullable: true),
                    reviewed_on = table.Column<int>(type: "integer", nullable: true),
                    signed_on = table.Column<int>(type: "integer", nullable: true),
                    started_on = table.Column<int>(type: "integer", nullable: true),
                    producing_on = table.Column<int>(type: "integer", nullable: true),
                    at_capacity_on = table.Column<int>(type: "integer", nullable: true),
                    planned_signed_on = table.Column<int>(type: "integer", nullable: true),
                    planned_started_on = table.Column<int>(type: "integer", nullable: true),
                    planned_producing_on = table.Column<int>(type: "integer", nullable: true),
                    planned_at_capacity_on = table.Column<int>(type: "integer", nullable: true),
                    source_import_id = table.Column<long>(type: "bigint", nullable: true),
                    source_sheet = table.Column<string>(type: "text", nullable: true),
                    source_row = table.Column<int>(type: "integer", nullable: true),
                    created_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_project", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "project_share",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    task_force_id = table.Column<long>(type: "bigint", nullable: true),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    until_day = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    shared_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_project_share", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "promise",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    promised_to = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: true),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    origin = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: true),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    post = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    office_unit_id = table.Column<long>(type: "bigint", nullable: false),
                    promised_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reported_by = table.Column<string>(type: "text", nullable: true),
                    report = table.Column<string>(type: "text", nullable: true),
                    proof = table.Column<string>(type: "text", nullable: true),
                    confirmed_by = table.Column<string>(type: "text", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    grant_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_promise", x => x.id);
                    table.CheckConstraint("ck_promise_four_eyes", "confirmed_by IS NULL OR confirmed_by <> reported_by");
                });

            migrationBuilder.CreateTable(
                name: "promise_step",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    promise_id = table.Column<long>(type: "bigint", nullable: false),
                    act = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_promise_step", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "proxy_figure",
                columns: table => new
                {
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proxy_figure", x => new { x.unit_id, x.month, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "recovery_code",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    used_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recovery_code", x => new { x.user_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "registry_template",
                columns: table => new
                {
                    head_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    columns = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_template", x => x.head_key);
                });

            migrationBuilder.CreateTable(
                name: "reminder_day",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reminder_day", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "resolution",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    origin = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    origin_id = table.Column<long>(type: "bigint", nullable: false),
                    office_unit_id = table.Column<long>(type: "bigint", nullable: false),
                    origin_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    person = table.Column<string>(type: "text", nullable: true),
                    deadline = table.Column<DateOnly>(type: "date", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: true),
                    indicator = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reported_by = table.Column<string>(type: "text", nullable: true),
                    report = table.Column<string>(type: "text", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resolution", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "resolution_step",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    resolution_id = table.Column<long>(type: "bigint", nullable: false),
                    act = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    before = table.Column<DateOnly>(type: "date", nullable: true),
                    after = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resolution_step", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "restatement",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    indicator = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    indicator_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    unit = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    field = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    before_value = table.Column<long>(type: "bigint", nullable: true),
                    after_value = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    actor_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: true),
                    project_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    closed_month_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    carried_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_restatement", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "return_mapping",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_return_mapping", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "review",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    background = table.Column<string>(type: "text", nullable: true),
                    deadline = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    opened_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    opened_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    conclusion = table.Column<string>(type: "text", nullable: true),
                    closed_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    closed_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    number = table.Column<int>(type: "integer", nullable: true),
                    number_year = table.Column<int>(type: "integer", nullable: true),
                    minutes_json = table.Column<string>(type: "text", nullable: true),
                    minutes_docx = table.Column<byte[]>(type: "bytea", nullable: true),
                    evidence_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "review_condition",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    review_id = table.Column<long>(type: "bigint", nullable: false),
                    opinion_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    deadline = table.Column<DateOnly>(type: "date", nullable: true),
                    resolution_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_condition", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "review_counter",
                columns: table => new
                {
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_counter", x => new { x.unit_id, x.year });
                });

            migrationBuilder.CreateTable(
                name: "review_material",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "bigint", nullable: false),
                    evidence_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_material", x => new { x.review_id, x.evidence_id });
                });

            migrationBuilder.CreateTable(
                name: "review_opinion",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    review_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    verdict = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    replaced_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_opinion", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "review_seat",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    is_missing = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_seat", x => new { x.review_id, x.unit_id });
                });

            migrationBuilder.CreateTable(
                name: "saved_filter",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    query = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saved_filter", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scope_block",
                columns: table => new
                {
                    first = table.Column<long>(type: "bigint", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false),
                    packed = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scope_block", x => x.first);
                });

            migrationBuilder.CreateTable(
                name: "score_edition",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    organiser_id = table.Column<long>(type: "bigint", nullable: false),
                    scheme = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: true),
                    document = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    data = table.Column<byte[]>(type: "bytea", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    proposed_by = table.Column<string>(type: "text", nullable: false),
                    proposed_by_name = table.Column<string>(type: "text", nullable: false),
                    proposed_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    decided_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decision_reason = table.Column<string>(type: "text", nullable: true),
                    object_until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_score_edition", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "score_entry",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    organiser_id = table.Column<long>(type: "bigint", nullable: false),
                    scheme = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subject = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    item = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    from = table.Column<int>(type: "integer", nullable: false),
                    points = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    entered_by = table.Column<string>(type: "text", nullable: false),
                    entered_by_name = table.Column<string>(type: "text", nullable: false),
                    entered_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    decided_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decision_reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_score_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "score_objection",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    edition_id = table.Column<long>(type: "bigint", nullable: false),
                    subject = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    item = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    raised_by = table.Column<string>(type: "text", nullable: false),
                    raised_by_name = table.Column<string>(type: "text", nullable: false),
                    raised_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_by = table.Column<string>(type: "text", nullable: true),
                    answered_by_name = table.Column<string>(type: "text", nullable: true),
                    answered_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_score_objection", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "score_scheme",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    proposed_by = table.Column<string>(type: "text", nullable: false),
                    proposed_by_name = table.Column<string>(type: "text", nullable: false),
                    proposed_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    decided_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decision_reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_score_scheme", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "second_factor",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    secret = table.Column<string>(type: "text", nullable: false),
                    enrolled_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_step = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_second_factor", x => x.user_id);
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    way = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    post_unit_id = table.Column<long>(type: "bigint", nullable: true),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    agent = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    created_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    seen_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session", x => x.token_hash);
                });

            migrationBuilder.CreateTable(
                name: "setting",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_setting", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "shareholding",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    company_key = table.Column<string>(type: "character varying(201)", maxLength: 201, nullable: false),
                    company_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    holder_key = table.Column<string>(type: "character varying(403)", maxLength: 403, nullable: false),
                    holder_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    holder_is_person = table.Column<bool>(type: "boolean", nullable: false),
                    basis_points = table.Column<int>(type: "integer", nullable: false),
                    as_of = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    source_row = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shareholding", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shareholding_import",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    file_name = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    stored = table.Column<int>(type: "integer", nullable: false),
                    merged = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shareholding_import", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_trace",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    last_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_from = table.Column<string>(type: "text", nullable: true),
                    failed_since = table.Column<int>(type: "integer", nullable: false),
                    before_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    before_from = table.Column<string>(type: "text", nullable: true),
                    failed_before = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_in_trace", x => x.user_id);
                });

            migrationBuilder.CreateTable(
                name: "stage_change",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    from = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    to = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    from_status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    to_status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    on = table.Column<int>(type: "integer", nullable: true),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    overridden_unmet = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stage_change", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "struck_off_firm",
                columns: table => new
                {
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    struck_off_on = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_struck_off_firm", x => x.credit_code);
                });

            migrationBuilder.CreateTable(
                name: "suspicion_run",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    projects = table.Column<int>(type: "integer", nullable: false),
                    family = table.Column<int>(type: "integer", nullable: false),
                    cut = table.Column<double>(type: "double precision", nullable: false),
                    rate = table.Column<double>(type: "double precision", nullable: false),
                    hard = table.Column<int>(type: "integer", nullable: false),
                    soft = table.Column<int>(type: "integer", nullable: false),
                    rules_from = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suspicion_run", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "target",
                columns: table => new
                {
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    indicator = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    level = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false),
                    source_import_id = table.Column<long>(type: "bigint", nullable: true),
                    source_sheet = table.Column<string>(type: "text", nullable: true),
                    source_row = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_target", x => new { x.unit_id, x.year, x.indicator, x.level });
                });

            migrationBuilder.CreateTable(
                name: "target_advice",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    chain_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    node = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    city = table.Column<int>(type: "integer", nullable: false),
                    enterprise_id = table.Column<long>(type: "bigint", nullable: false),
                    company = table.Column<string>(type: "text", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    score = table.Column<double>(type: "double precision", nullable: false),
                    lead_id = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_target_advice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "task_draft",
                columns: table => new
                {
                    task_id = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false),
                    saved_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_draft", x => new { x.task_id, x.actor_id });
                });

            migrationBuilder.CreateTable(
                name: "task_force",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    until_day = table.Column<DateOnly>(type: "date", nullable: false),
                    purpose = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_force", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "task_force_member",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    task_force_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    until_day = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_force_member", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "task_inspector",
                columns: table => new
                {
                    task_id = table.Column<long>(type: "bigint", nullable: false),
                    inspector_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    active = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_inspector", x => new { x.task_id, x.inspector_id });
                });

            migrationBuilder.CreateTable(
                name: "task_photo",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    task_id = table.Column<long>(type: "bigint", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    uploaded_by = table.Column<string>(type: "text", nullable: false),
                    uploaded_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_photo", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "unit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "unit_version",
                columns: table => new
                {
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    short_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    parent_id = table.Column<long>(type: "bigint", nullable: true),
                    ended = table.Column<bool>(type: "boolean", nullable: false),
                    successor_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unit_version", x => new { x.unit_id, x.valid_from });
                });

            migrationBuilder.CreateTable(
                name: "visit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    visited_on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    company = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    place = table.Column<string>(type: "text", nullable: true),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    posts = table.Column<string>(type: "text", nullable: true),
                    content = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    next_step = table.Column<string>(type: "text", nullable: true),
                    next_due = table.Column<DateOnly>(type: "date", nullable: true),
                    next_done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    lead_id = table.Column<long>(type: "bigint", nullable: true),
                    project_id = table.Column<long>(type: "bigint", nullable: true),
                    contact_id = table.Column<long>(type: "bigint", nullable: true),
                    recorded_by = table.Column<string>(type: "text", nullable: false),
                    recorded_at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_visit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "closed_part",
                columns: table => new
                {
                    closed_month_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    data = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_closed_part", x => new { x.closed_month_id, x.kind });
                    table.ForeignKey(
                        name: "FK_closed_part_closed_month_closed_month_id",
                        column: x => x.closed_month_id,
                        principalTable: "closed_month",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "project_tag",
                columns: table => new
                {
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    label = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_project_tag", x => new { x.project_id, x.label });
                    table.ForeignKey(
                        name: "FK_project_tag_project_project_id",
                        column: x => x.project_id,
                        principalTable: "project",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_agenda_item_meeting_id",
                table: "agenda_item",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "IX_agenda_item_unit_id",
                table: "agenda_item",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_user_login",
                table: "app_user",
                column: "login",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_appointment_user_id",
                table: "appointment",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entry_subject",
                table: "audit_entry",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "IX_audit_person_actor_id",
                table: "audit_person",
                column: "actor_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bulletin_unit_id_number_year_sequence",
                table: "bulletin",
                columns: new[] { "unit_id", "number_year", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bulletin_unit_id_period",
                table: "bulletin",
                columns: new[] { "unit_id", "period" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_chain_charge_unit_id_chain_id_from_day",
                table: "chain_charge",
                columns: new[] { "unit_id", "chain_id", "from_day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_chain_target_unit_id_chain_id_year",
                table: "chain_target",
                columns: new[] { "unit_id", "chain_id", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_chain_task_unit_id_chain_id_node_id",
                table: "chain_task",
                columns: new[] { "unit_id", "chain_id", "node_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_chain_version_draft",
                table: "chain_version",
                columns: new[] { "unit_id", "chain_id" },
                unique: true,
                filter: "state = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "ux_chain_version_in_force",
                table: "chain_version",
                columns: new[] { "unit_id", "chain_id", "from_day" },
                unique: true,
                filter: "state = 'InForce'");

            migrationBuilder.CreateIndex(
                name: "IX_claim_case_arbiter_unit_id",
                table: "claim_case",
                column: "arbiter_unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_claim_case_pair_key",
                table: "claim_case",
                column: "pair_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_claim_ruling_case_id_round",
                table: "claim_ruling",
                columns: new[] { "case_id", "round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_claim_ruling_unit_id_number_year_number",
                table: "claim_ruling",
                columns: new[] { "unit_id", "number_year", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_claim_side_kind_matter_id",
                table: "claim_side",
                columns: new[] { "kind", "matter_id" });

            migrationBuilder.CreateIndex(
                name: "IX_claim_side_unit_id",
                table: "claim_side",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_claim_step_case_id",
                table: "claim_step",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_closed_month_unit_id_period",
                table: "closed_month",
                columns: new[] { "unit_id", "period" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_contact_company",
                table: "contact",
                column: "company");

            migrationBuilder.CreateIndex(
                name: "IX_contact_unit_id_company",
                table: "contact",
                columns: new[] { "unit_id", "company" });

            migrationBuilder.CreateIndex(
                name: "IX_doubt_project_id",
                table: "doubt",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_doubt_unit_id",
                table: "doubt",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_doubt_note_doubt_id",
                table: "doubt_note",
                column: "doubt_id");

            migrationBuilder.CreateIndex(
                name: "IX_draw_number",
                table: "draw",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_draw_unit_id_number_year_sequence",
                table: "draw",
                columns: new[] { "unit_id", "number_year", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enterprise_history_enterprise_id",
                table: "enterprise_history",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "IX_enterprise_import_sha256",
                table: "enterprise_import",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "IX_enterprise_list_entry_enterprise_id",
                table: "enterprise_list_entry",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "IX_enterprise_list_entry_name",
                table: "enterprise_list_entry",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_evidence_project_id",
                table: "evidence",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_finding_project_id",
                table: "finding",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_finding_task_id",
                table: "finding",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "IX_grant_budget_unit_id_policy_id_year_version",
                table: "grant_budget",
                columns: new[] { "unit_id", "policy_id", "year", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_grant_case_beneficiary_code",
                table: "grant_case",
                column: "beneficiary_code");

            migrationBuilder.CreateIndex(
                name: "IX_grant_case_live_key",
                table: "grant_case",
                column: "live_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_grant_case_owner_unit_id",
                table: "grant_case",
                column: "owner_unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_grant_case_project_id",
                table: "grant_case",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_grant_clawback_grant_id",
                table: "grant_clawback",
                column: "grant_id");

            migrationBuilder.CreateIndex(
                name: "IX_grant_file_grant_id",
                table: "grant_file",
                column: "grant_id");

            migrationBuilder.CreateIndex(
                name: "IX_grant_instalment_grant_id_voucher",
                table: "grant_instalment",
                columns: new[] { "grant_id", "voucher" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_grant_repayment_grant_id_voucher",
                table: "grant_repayment",
                columns: new[] { "grant_id", "voucher" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_grant_step_grant_id",
                table: "grant_step",
                column: "grant_id");

            migrationBuilder.CreateIndex(
                name: "IX_import_sha256",
                table: "import",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "IX_import_template_unit_id_header_key",
                table: "import_template",
                columns: new[] { "unit_id", "header_key" });

            migrationBuilder.CreateIndex(
                name: "IX_industry_correction_name",
                table: "industry_correction",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_inspection_task_draw_id_project_id",
                table: "inspection_task",
                columns: new[] { "draw_id", "project_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inspection_task_project_id",
                table: "inspection_task",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_inspector_organiser_id",
                table: "inspector",
                column: "organiser_id");

            migrationBuilder.CreateIndex(
                name: "IX_kept_form_user_id",
                table: "kept_form",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_lead_city_id_status",
                table: "lead",
                columns: new[] { "city_id", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_lead_unit_id",
                table: "lead",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_lead_merge_kept_id",
                table: "lead_merge",
                column: "kept_id");

            migrationBuilder.CreateIndex(
                name: "IX_lead_merge_merged_id",
                table: "lead_merge",
                column: "merged_id");

            migrationBuilder.CreateIndex(
                name: "IX_lead_step_lead_id",
                table: "lead_step",
                column: "lead_id");

            migrationBuilder.CreateIndex(
                name: "IX_letter_next_at_utc",
                table: "letter",
                column: "next_at_utc",
                filter: "sent_at_utc IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_light_change_subject_id",
                table: "light_change",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_listed_company_credit_code",
                table: "listed_company",
                column: "credit_code");

            migrationBuilder.CreateIndex(
                name: "IX_listed_company_full_name",
                table: "listed_company",
                column: "full_name");

            migrationBuilder.CreateIndex(
                name: "IX_masked_search_at_utc",
                table: "masked_search",
                column: "at_utc");

            migrationBuilder.CreateIndex(
                name: "IX_meeting_unit_id_kind_number_year_number",
                table: "meeting",
                columns: new[] { "unit_id", "kind", "number_year", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_month_step_project_id_month",
                table: "month_step",
                columns: new[] { "project_id", "month" });

            migrationBuilder.CreateIndex(
                name: "IX_monthly_report_source_import_id",
                table: "monthly_report",
                column: "source_import_id");

            migrationBuilder.CreateIndex(
                name: "IX_name_answer_key",
                table: "name_answer",
                column: "key");

            migrationBuilder.CreateIndex(
                name: "IX_name_match_enterprise_id",
                table: "name_match",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "IX_name_match_key",
                table: "name_match",
                column: "key");

            migrationBuilder.CreateIndex(
                name: "IX_name_match_name_place",
                table: "name_match",
                columns: new[] { "name", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_notice_actor_id_key",
                table: "notice",
                columns: new[] { "actor_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_policy_version_policy_id",
                table: "policy_version",
                column: "policy_id");

            migrationBuilder.CreateIndex(
                name: "ux_policy_version_in_force",
                table: "policy_version",
                columns: new[] { "policy_id", "from_day" },
                unique: true,
                filter: "state = 'InForce'");

            migrationBuilder.CreateIndex(
                name: "IX_project_investor_credit_code",
                table: "project",
                column: "investor_credit_code",
                filter: "investor_credit_code IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_project_owner_unit_id",
                table: "project",
                column: "owner_unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_project_parcel",
                table: "project",
                column: "parcel",
                filter: "parcel IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_project_source_import_id",
                table: "project",
                column: "source_import_id");

            migrationBuilder.CreateIndex(
                name: "IX_project_share_project_id",
                table: "project_share",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_project_share_task_force_id",
                table: "project_share",
                column: "task_force_id");

            migrationBuilder.CreateIndex(
                name: "IX_project_share_unit_id",
                table: "project_share",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_promise_project_id",
                table: "promise",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_promise_unit_id",
                table: "promise",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_promise_step_promise_id",
                table: "promise_step",
                column: "promise_id");

            migrationBuilder.CreateIndex(
                name: "IX_resolution_origin_id",
                table: "resolution",
                column: "origin_id");

            migrationBuilder.CreateIndex(
                name: "IX_resolution_project_id",
                table: "resolution",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_resolution_unit_id",
                table: "resolution",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_resolution_step_resolution_id",
                table: "resolution_step",
                column: "resolution_id");

            migrationBuilder.CreateIndex(
                name: "IX_restatement_project_id",
                table: "restatement",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_restatement_unit_id_month",
                table: "restatement",
                columns: new[] { "unit_id", "month" });

            migrationBuilder.CreateIndex(
                name: "IX_return_mapping_unit_id_name_version",
                table: "return_mapping",
                columns: new[] { "unit_id", "name", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_review_project_id",
                table: "review",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_review_unit_id_number_year_number",
                table: "review",
                columns: new[] { "unit_id", "number_year", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_review_condition_review_id",
                table: "review_condition",
                column: "review_id");

            migrationBuilder.CreateIndex(
                name: "IX_review_opinion_review_id",
                table: "review_opinion",
                column: "review_id");

            migrationBuilder.CreateIndex(
                name: "IX_review_seat_unit_id",
                table: "review_seat",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "IX_saved_filter_actor_id",
                table: "saved_filter",
                column: "actor_id");

            migrationBuilder.CreateIndex(
                name: "IX_score_edition_organiser_id_scheme_period_number",
                table: "score_edition",
                columns: new[] { "organiser_id", "scheme", "period", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_score_entry_organiser_id_scheme",
                table: "score_entry",
                columns: new[] { "organiser_id", "scheme" });

            migrationBuilder.CreateIndex(
                name: "IX_score_objection_edition_id",
                table: "score_objection",
                column: "edition_id");

            migrationBuilder.CreateIndex(
                name: "IX_session_user_id",
                table: "session",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_shareholding_company_key",
                table: "shareholding",
                column: "company_key");

            migrationBuilder.CreateIndex(
                name: "IX_shareholding_import_sha256",
                table: "shareholding_import",
                column: "sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_stage_change_project_id",
                table: "stage_change",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_suspicion_run_unit_id_period",
                table: "suspicion_run",
                columns: new[] { "unit_id", "period" });

            migrationBuilder.CreateIndex(
                name: "IX_target_advice_lead_id",
                table: "target_advice",
                column: "lead_id");

            migrationBuilder.CreateIndex(
                name: "IX_target_advice_unit_id_chain_id_node_enterprise_id",
                table: "target_advice",
                columns: new[] { "unit_id", "chain_id", "node", "enterprise_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_task_force_member_task_force_id",
                table: "task_force_member",
                column: "task_force_id");

            migrationBuilder.CreateIndex(
                name: "IX_task_force_member_user_id",
                table: "task_force_member",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_task_inspector_actor_id",
                table: "task_inspector",
                column: "actor_id");

            migrationBuilder.CreateIndex(
                name: "IX_task_photo_task_id",
                table: "task_photo",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "IX_unit_version_code",
                table: "unit_version",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "IX_visit_company",
                table: "visit",
                column: "company");

            migrationBuilder.CreateIndex(
                name: "IX_visit_contact_id",
                table: "visit",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "IX_visit_lead_id",
                table: "visit",
                column: "lead_id");

            migrationBuilder.CreateIndex(
                name: "IX_visit_project_id",
                table: "visit",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_visit_unit_id_visited_on",
                table: "visit",
                columns: new[] { "unit_id", "visited_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agenda_item");

            migrationBuilder.DropTable(
                name: "app_user");

            migrationBuilder.DropTable(
                name: "appointment");

            migrationBuilder.DropTable(
                name: "audit_checkpoint");

            migrationBuilder.DropTable(
                name: "audit_entry");

            migrationBuilder.DropTable(
                name: "audit_key");

            migrationBuilder.DropTable(
                name: "audit_person");

            migrationBuilder.DropTable(
                name: "audit_personal");

            migrationBuilder.DropTable(
                name: "audit_segment");

            migrationBuilder.DropTable(
                name: "audit_store");

            migrationBuilder.DropTable(
                name: "boundary");

            migrationBuilder.DropTable(
                name: "bulletin");

            migrationBuilder.DropTable(
                name: "bulletin_counter");

            migrationBuilder.DropTable(
                name: "chain_charge");

            migrationBuilder.DropTable(
                name: "chain_target");

            migrationBuilder.DropTable(
                name: "chain_task");

            migrationBuilder.DropTable(
                name: "chain_version");

            migrationBuilder.DropTable(
                name: "claim_case");

            migrationBuilder.DropTable(
                name: "claim_counter");

            migrationBuilder.DropTable(
                name: "claim_draft");

            migrationBuilder.DropTable(
                name: "claim_ruling");

            migrationBuilder.DropTable(
                name: "claim_side");

            migrationBuilder.DropTable(
                name: "claim_step");

            migrationBuilder.DropTable(
                name: "closed_part");

            migrationBuilder.DropTable(
                name: "contact");

            migrationBuilder.DropTable(
                name: "credit_share");

            migrationBuilder.DropTable(
                name: "doubt");

            migrationBuilder.DropTable(
                name: "doubt_note");

            migrationBuilder.DropTable(
                name: "draw");

            migrationBuilder.DropTable(
                name: "draw_counter");

            migrationBuilder.DropTable(
                name: "enterprise");

            migrationBuilder.DropTable(
                name: "enterprise_history");

            migrationBuilder.DropTable(
                name: "enterprise_import");

            migrationBuilder.DropTable(
                name: "enterprise_list");

            migrationBuilder.DropTable(
                name: "enterprise_list_entry");

            migrationBuilder.DropTable(
                name: "enterprise_problem");

            migrationBuilder.DropTable(
                name: "enterprise_scope");

            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropTable(
                name: "finding");

            migrationBuilder.DropTable(
                name: "grant_budget");

            migrationBuilder.DropTable(
                name: "grant_case");

            migrationBuilder.DropTable(
                name: "grant_clawback");

            migrationBuilder.DropTable(
                name: "grant_fact");

            migrationBuilder.DropTable(
                name: "grant_file");

            migrationBuilder.DropTable(
                name: "grant_instalment");

            migrationBuilder.DropTable(
                name: "grant_repayment");

            migrationBuilder.DropTable(
                name: "grant_step");

            migrationBuilder.DropTable(
                name: "import");

            migrationBuilder.DropTable(
                name: "import_block");

            migrationBuilder.DropTable(
                name: "import_change");

            migrationBuilder.DropTable(
                name: "import_template");

            migrationBuilder.DropTable(
                name: "industry_correction");

            migrationBuilder.DropTable(
                name: "inspection_plan");

            migrationBuilder.DropTable(
                name: "inspection_task");

            migrationBuilder.DropTable(
                name: "inspector");

            migrationBuilder.DropTable(
                name: "kept_form");

            migrationBuilder.DropTable(
                name: "lead");

            migrationBuilder.DropTable(
                name: "lead_credit");

            migrationBuilder.DropTable(
                name: "lead_merge");

            migrationBuilder.DropTable(
                name: "lead_step");

            migrationBuilder.DropTable(
                name: "leader_target");

            migrationBuilder.DropTable(
                name: "ledger_coverage");

            migrationBuilder.DropTable(
                name: "letter");

            migrationBuilder.DropTable(
                name: "light_change");

            migrationBuilder.DropTable(
                name: "listed_company");

            migrationBuilder.DropTable(
                name: "masked_search");

            migrationBuilder.DropTable(
                name: "meeting");

            migrationBuilder.DropTable(
                name: "meeting_counter");

            migrationBuilder.DropTable(
                name: "month_answer");

            migrationBuilder.DropTable(
                name: "month_draft");

            migrationBuilder.DropTable(
                name: "month_step");

            migrationBuilder.DropTable(
                name: "monthly_report");

            migrationBuilder.DropTable(
                name: "name_answer");

            migrationBuilder.DropTable(
                name: "name_match");

            migrationBuilder.DropTable(
                name: "notice");

            migrationBuilder.DropTable(
                name: "notice_address");

            migrationBuilder.DropTable(
                name: "office_template");

            migrationBuilder.DropTable(
                name: "opinion_draft");

            migrationBuilder.DropTable(
                name: "password_record");

            migrationBuilder.DropTable(
                name: "plan");

            migrationBuilder.DropTable(
                name: "policy_version");

            migrationBuilder.DropTable(
                name: "project_share");

            migrationBuilder.DropTable(
                name: "project_tag");

            migrationBuilder.DropTable(
                name: "promise");

            migrationBuilder.DropTable(
                name: "promise_step");

            migrationBuilder.DropTable(
                name: "proxy_figure");

            migrationBuilder.DropTable(
                name: "recovery_code");

            migrationBuilder.DropTable(
                name: "registry_template");

            migrationBuilder.DropTable(
                name: "reminder_day");

            migrationBuilder.DropTable(
                name: "resolution");

            migrationBuilder.DropTable(
                name: "resolution_step");

            migrationBuilder.DropTable(
                name: "restatement");

            migrationBuilder.DropTable(
                name: "return_mapping");

            migrationBuilder.DropTable(
                name: "review");

            migrationBuilder.DropTable(
                name: "review_condition");

            migrationBuilder.DropTable(
                name: "review_counter");

            migrationBuilder.DropTable(
                name: "review_material");

            migrationBuilder.DropTable(
                name: "review_opinion");

            migrationBuilder.DropTable(
                name: "review_seat");

            migrationBuilder.DropTable(
                name: "saved_filter");

            migrationBuilder.DropTable(
                name: "scope_block");

            migrationBuilder.DropTable(
                name: "score_edition");

            migrationBuilder.DropTable(
                name: "score_entry");

            migrationBuilder.DropTable(
                name: "score_objection");

            migrationBuilder.DropTable(
                name: "score_scheme");

            migrationBuilder.DropTable(
                name: "second_factor");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropTable(
                name: "setting");

            migrationBuilder.DropTable(
                name: "shareholding");

            migrationBuilder.DropTable(
                name: "shareholding_import");

            migrationBuilder.DropTable(
                name: "sign_in_trace");

            migrationBuilder.DropTable(
                name: "stage_change");

            migrationBuilder.DropTable(
                name: "struck_off_firm");

            migrationBuilder.DropTable(
                name: "suspicion_run");

            migrationBuilder.DropTable(
                name: "target");

            migrationBuilder.DropTable(
                name: "target_advice");

            migrationBuilder.DropTable(
                name: "task_draft");

            migrationBuilder.DropTable(
                name: "task_force");

            migrationBuilder.DropTable(
                name: "task_force_member");

            migrationBuilder.DropTable(
                name: "task_inspector");

            migrationBuilder.DropTable(
                name: "task_photo");

            migrationBuilder.DropTable(
                name: "unit");

            migrationBuilder.DropTable(
                name: "unit_version");

            migrationBuilder.DropTable(
                name: "visit");

            migrationBuilder.DropTable(
                name: "closed_month");

            migrationBuilder.DropTable(
                name: "project");
        }
    }
}
