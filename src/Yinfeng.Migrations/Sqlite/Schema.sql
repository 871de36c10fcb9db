CREATE TABLE "agenda_item" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_agenda_item" PRIMARY KEY,
    "meeting_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "colour" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "reason" TEXT NULL,
    "unit_id" INTEGER NULL,
    "project_id" INTEGER NULL,
    "resolution_id" INTEGER NULL
);


CREATE TABLE "app_user" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_app_user" PRIMARY KEY,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "password_hash" TEXT NOT NULL,
    "must_change_password" INTEGER NOT NULL,
    "failed_sign_ins" INTEGER NOT NULL,
    "locked_until_utc" TEXT NULL,
    "disabled" INTEGER NOT NULL,
    "created_at_utc" TEXT NOT NULL
);


CREATE TABLE "appointment" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_appointment" PRIMARY KEY,
    "user_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "from_day" TEXT NOT NULL,
    "until_day" TEXT NULL
);


CREATE TABLE "audit_checkpoint" (
    "number" INTEGER NOT NULL CONSTRAINT "PK_audit_checkpoint" PRIMARY KEY,
    "size" INTEGER NOT NULL,
    "root" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "signature" TEXT NOT NULL
);


CREATE TABLE "audit_entry" (
    "seq" INTEGER NOT NULL CONSTRAINT "PK_audit_entry" PRIMARY KEY,
    "at_utc" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "leaf_hash" BLOB NOT NULL
);


CREATE TABLE "audit_key" (
    "id" TEXT NOT NULL CONSTRAINT "PK_audit_key" PRIMARY KEY,
    "spki" TEXT NOT NULL
);


CREATE TABLE "audit_person" (
    "pseudonym" TEXT NOT NULL CONSTRAINT "PK_audit_person" PRIMARY KEY,
    "actor_id" TEXT NOT NULL,
    "salt" BLOB NOT NULL
);


CREATE TABLE "audit_personal" (
    "seq" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "salt" BLOB NOT NULL,
    "value" TEXT NOT NULL,
    CONSTRAINT "PK_audit_personal" PRIMARY KEY ("seq", "n")
);


CREATE TABLE "audit_segment" (
    "n" INTEGER NOT NULL CONSTRAINT "PK_audit_segment" PRIMARY KEY,
    "root" BLOB NOT NULL
);


CREATE TABLE "audit_store" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_audit_store" PRIMARY KEY,
    "log_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);


CREATE TABLE "boundary" (
    "region_id" INTEGER NOT NULL CONSTRAINT "PK_boundary" PRIMARY KEY,
    "rings" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "bulletin" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_bulletin" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "edits" TEXT NOT NULL,
    "edited_by" TEXT NOT NULL,
    "edited_at_utc" TEXT NOT NULL,
    "number" TEXT NULL,
    "number_year" INTEGER NULL,
    "sequence" INTEGER NULL,
    "issued_on" TEXT NULL,
    "issued_by" TEXT NULL,
    "model_json" TEXT NULL,
    "docx" BLOB NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "bulletin_counter" (
    "unit_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    CONSTRAINT "PK_bulletin_counter" PRIMARY KEY ("unit_id", "year")
);


CREATE TABLE "chain_charge" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_chain_charge" PRIMARY KEY,
    "chain_id" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "from_day" TEXT NOT NULL,
    "chief" TEXT NOT NULL,
    "office" TEXT NOT NULL,
    "plan" TEXT NULL,
    "file_sha256" TEXT NULL,
    "file_name" TEXT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at_utc" TEXT NOT NULL
);


CREATE TABLE "chain_target" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_chain_target" PRIMARY KEY,
    "chain_id" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "projects" INTEGER NULL,
    "investment_fen" INTEGER NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "chain_task" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_chain_task" PRIMARY KEY,
    "chain_id" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "node_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NULL,
    "owner" TEXT NULL,
    "due" TEXT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "chain_version" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_chain_version" PRIMARY KEY,
    "chain_id" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "yaml" TEXT NOT NULL,
    "from_day" TEXT NOT NULL,
    "why" TEXT NULL,
    "state" TEXT NOT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at_utc" TEXT NOT NULL,
    "decided_by" TEXT NULL,
    "decided_at_utc" TEXT NULL,
    "reason" TEXT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "claim_case" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_claim_case" PRIMARY KEY,
    "pair_key" TEXT NOT NULL,
    "arbiter_unit_id" INTEGER NOT NULL,
    "score" INTEGER NOT NULL,
    "reasons" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "raised_by" TEXT NULL,
    "raised_side" INTEGER NULL,
    "raised_why" TEXT NULL,
    "found_at_utc" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "claim_until" TEXT NULL,
    "awaiting_since" TEXT NULL,
    "proposed_side" INTEGER NULL,
    "proposed_by" TEXT NULL,
    "proposed_terms" TEXT NULL,
    "appealed_side" INTEGER NULL,
    "appealed_by" TEXT NULL,
    "appeal_reason" TEXT NULL,
    "appealed_on" TEXT NULL,
    "closed_on" TEXT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "claim_counter" (
    "unit_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    CONSTRAINT "PK_claim_counter" PRIMARY KEY ("unit_id", "year")
);


CREATE TABLE "claim_draft" (
    "case_id" INTEGER NOT NULL,
    "actor_id" TEXT NOT NULL,
    "fields" TEXT NOT NULL,
    "saved_at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_claim_draft" PRIMARY KEY ("case_id", "actor_id")
);


CREATE TABLE "claim_ruling" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_claim_ruling" PRIMARY KEY,
    "case_id" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "number_year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "terms" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "ruled_by" TEXT NOT NULL,
    "ruled_name" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "claim_side" (
    "case_id" INTEGER NOT NULL,
    "side" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "matter_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "statement" TEXT NULL,
    "facts" TEXT NULL,
    "answered_by" TEXT NULL,
    "answered_name" TEXT NULL,
    "answered_at_utc" TEXT NULL,
    CONSTRAINT "PK_claim_side" PRIMARY KEY ("case_id", "side")
);


CREATE TABLE "claim_step" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_claim_step" PRIMARY KEY,
    "case_id" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "side" INTEGER NULL,
    "own" INTEGER NOT NULL,
    "at_utc" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NULL
);


CREATE TABLE "closed_month" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_closed_month" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "unit_name" TEXT NOT NULL,
    "period" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "issued_on" TEXT NOT NULL,
    "closed_by" TEXT NOT NULL,
    "closed_by_name" TEXT NOT NULL,
    "closed_at_utc" TEXT NOT NULL
);


CREATE TABLE "contact" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_contact" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "company" TEXT NOT NULL,
    "credit_code" TEXT NULL,
    "person" TEXT NOT NULL,
    "changed_at_utc" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "credit_share" (
    "project_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "from_month" INTEGER NOT NULL,
    "to_month" INTEGER NULL,
    "share_bp" INTEGER NOT NULL,
    CONSTRAINT "PK_credit_share" PRIMARY KEY ("project_id", "from_month", "unit_id")
);


CREATE TABLE "doubt" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_doubt" PRIMARY KEY,
    "organiser_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "project_id" INTEGER NULL,
    "other_id" INTEGER NULL,
    "indicator" TEXT NULL,
    "first_run_id" INTEGER NOT NULL,
    "last_run_id" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "p" REAL NULL,
    "line" REAL NULL,
    "rows" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "found_at_utc" TEXT NOT NULL,
    "closed_at_utc" TEXT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "doubt_note" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_doubt_note" PRIMARY KEY,
    "doubt_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "file_name" TEXT NULL,
    "sha256" TEXT NULL,
    "bytes" INTEGER NULL,
    "actor_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "draw" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_draw" PRIMARY KEY,
    "plan_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "number" TEXT NULL,
    "number_year" INTEGER NULL,
    "sequence" INTEGER NULL,
    "title" TEXT NOT NULL,
    "frozen_at_utc" TEXT NOT NULL,
    "published_at_utc" TEXT NULL,
    "source_at_utc" TEXT NULL,
    "reveal_until_utc" TEXT NULL,
    "drawn_at_utc" TEXT NULL,
    "pool_size" INTEGER NOT NULL,
    "project_count" INTEGER NOT NULL,
    "project_pool_hash" TEXT NOT NULL,
    "inspector_pool_hash" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "draw_counter" (
    "unit_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    CONSTRAINT "PK_draw_counter" PRIMARY KEY ("unit_id", "year")
);


CREATE TABLE "enterprise" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_enterprise" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "credit_code" TEXT NULL,
    "code_checked" INTEGER NOT NULL,
    "adcode" INTEGER NOT NULL,
    "county" INTEGER NULL,
    "registered_on" INTEGER NULL,
    "kind" TEXT NOT NULL,
    "capital_cents" INTEGER NULL,
    "currency" TEXT NULL,
    "currency_assumed" INTEGER NOT NULL,
    "capital_doubtful" INTEGER NOT NULL,
    "names_person" INTEGER NOT NULL,
    "division" INTEGER NULL,
    "scope_hash" INTEGER NOT NULL,
    "source_import_id" INTEGER NOT NULL,
    "source_row" INTEGER NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "enterprise_history" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_enterprise_history" PRIMARY KEY,
    "enterprise_id" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "old_value" TEXT NULL,
    "new_value" TEXT NULL,
    "seen_on" INTEGER NOT NULL,
    "import_id" INTEGER NOT NULL,
    "source_row" INTEGER NOT NULL
);


CREATE TABLE "enterprise_import" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_enterprise_import" PRIMARY KEY,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "source_on" INTEGER NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "done_at_utc" TEXT NULL,
    "status" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "stored" INTEGER NOT NULL,
    "merged" INTEGER NOT NULL,
    "updated" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "problems" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "enterprise_list" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_enterprise_list" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "on" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "entries" INTEGER NOT NULL,
    "found" INTEGER NOT NULL
);


CREATE TABLE "enterprise_list_entry" (
    "list_id" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "rank" INTEGER NULL,
    "name" TEXT NOT NULL,
    "credit_code" TEXT NULL,
    "enterprise_id" INTEGER NULL,
    CONSTRAINT "PK_enterprise_list_entry" PRIMARY KEY ("list_id", "no")
);


CREATE TABLE "enterprise_problem" (
    "import_id" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "refused" INTEGER NOT NULL,
    CONSTRAINT "PK_enterprise_problem" PRIMARY KEY ("import_id", "no")
);


CREATE TABLE "enterprise_scope" (
    "enterprise_id" INTEGER NOT NULL CONSTRAINT "PK_enterprise_scope" PRIMARY KEY,
    "text" TEXT NOT NULL
);


CREATE TABLE "evidence" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_evidence" PRIMARY KEY,
    "project_id" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "dated_on" INTEGER NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at_utc" TEXT NOT NULL,
    "verified_by" TEXT NULL,
    "verified_at_utc" TEXT NULL,
    "withdrawn_reason" TEXT NULL,
    CONSTRAINT "ck_evidence_four_eyes" CHECK (verified_by IS NULL OR verified_by <> uploaded_by)
);


CREATE TABLE "finding" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_finding" PRIMARY KEY,
    "task_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "found_on" TEXT NOT NULL,
    "closed_reason" TEXT NULL,
    "closed_by" TEXT NULL,
    "closed_at_utc" TEXT NULL
);


CREATE TABLE "grant_budget" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_grant_budget" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "policy_id" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "fen" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_by_name" TEXT NOT NULL,
    "set_at_utc" TEXT NOT NULL
);


CREATE TABLE "grant_case" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_grant_case" PRIMARY KEY,
    "policy_id" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    "beneficiary_name" TEXT NOT NULL,
    "beneficiary_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "project_id" INTEGER NULL,
    "owner_unit_id" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "policy_name" TEXT NOT NULL,
    "clause_name" TEXT NOT NULL,
    "policy_version" TEXT NULL,
    "subject" TEXT NULL,
    "facts_json" TEXT NOT NULL,
    "reason_json" TEXT NOT NULL,
    "computed_fen" INTEGER NULL,
    "asked_fen" INTEGER NOT NULL,
    "approved_fen" INTEGER NULL,
    "case_reason" TEXT NULL,
    "paid_fen" INTEGER NOT NULL,
    "clawback_fen" INTEGER NOT NULL,
    "repaid_fen" INTEGER NOT NULL,
    "applied_by" TEXT NOT NULL,
    "verified_by" TEXT NULL,
    "approved_by" TEXT NULL,
    "moved_on" TEXT NOT NULL,
    "live_key" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "ck_grant_clawback" CHECK (clawback_fen <= paid_fen AND repaid_fen <= clawback_fen),
    CONSTRAINT "ck_grant_paid" CHECK (paid_fen = 0 OR paid_fen <= approved_fen),
    CONSTRAINT "ck_grant_six_eyes" CHECK (verified_by IS NULL OR (verified_by <> applied_by AND (approved_by IS NULL OR (approved_by <> applied_by AND approved_by <> verified_by))))
);


CREATE TABLE "grant_clawback" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_grant_clawback" PRIMARY KEY,
    "grant_id" INTEGER NOT NULL,
    "fen" INTEGER NOT NULL,
    "clause" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_by_name" TEXT NOT NULL,
    "decided_on" TEXT NOT NULL,
    "repaid_fen" INTEGER NOT NULL,
    "closed_on" TEXT NULL,
    "close_reason" TEXT NULL
);


CREATE TABLE "grant_fact" (
    "grant_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "file_id" INTEGER NULL,
    CONSTRAINT "PK_grant_fact" PRIMARY KEY ("grant_id", "name")
);


CREATE TABLE "grant_file" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_grant_file" PRIMARY KEY,
    "grant_id" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_by_name" TEXT NOT NULL,
    "uploaded_at_utc" TEXT NOT NULL
);


CREATE TABLE "grant_instalment" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_grant_instalment" PRIMARY KEY,
    "grant_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "due" TEXT NOT NULL,
    "fen" INTEGER NOT NULL,
    "approved_by" TEXT NULL,
    "paid_on" TEXT NULL,
    "voucher" TEXT NULL,
    "file_id" INTEGER NULL,
    "paid_by" TEXT NULL,
    "paid_by_name" TEXT NULL,
    "stopped" INTEGER NOT NULL,
    CONSTRAINT "ck_grant_instalment_four_eyes" CHECK (paid_by IS NULL OR (approved_by IS NOT NULL AND paid_by <> approved_by))
);


CREATE TABLE "grant_repayment" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_grant_repayment" PRIMARY KEY,
    "clawback_id" INTEGER NOT NULL,
    "grant_id" INTEGER NOT NULL,
    "fen" INTEGER NOT NULL,
    "paid_on" TEXT NOT NULL,
    "voucher" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_by_name" TEXT NOT NULL
);


CREATE TABLE "grant_step" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_grant_step" PRIMARY KEY,
    "grant_id" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "post_unit_id" INTEGER NULL,
    "fen" INTEGER NULL,
    "text" TEXT NULL
);


CREATE TABLE "import" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_import" PRIMARY KEY,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "year" INTEGER NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "stored" INTEGER NOT NULL,
    "updated" INTEGER NOT NULL,
    "merged" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "mapping" TEXT NOT NULL
);


CREATE TABLE "import_block" (
    "import_id" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "marks" BLOB NOT NULL,
    "lines" BLOB NOT NULL,
    CONSTRAINT "PK_import_block" PRIMARY KEY ("import_id", "no")
);


CREATE TABLE "import_change" (
    "import_id" INTEGER NOT NULL,
    "sheet" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "project_id" INTEGER NULL,
    "before" TEXT NOT NULL,
    CONSTRAINT "PK_import_change" PRIMARY KEY ("import_id", "sheet", "row")
);


CREATE TABLE "import_template" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_import_template" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "header_key" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "used_at_utc" TEXT NOT NULL
);


CREATE TABLE "industry_correction" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_industry_correction" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "division" INTEGER NOT NULL,
    "was" INTEGER NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "undone_by" TEXT NULL,
    "undone_at_utc" TEXT NULL
);


CREATE TABLE "inspection_plan" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_inspection_plan" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "stages" TEXT NOT NULL,
    "units" TEXT NOT NULL,
    "least_investment_fen" INTEGER NULL,
    "project_count" INTEGER NULL,
    "inspectors_per_project" INTEGER NOT NULL,
    "days_to_inspect" INTEGER NOT NULL,
    "ended" INTEGER NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at_utc" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "inspection_task" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_inspection_task" PRIMARY KEY,
    "draw_id" INTEGER NOT NULL,
    "draw_number" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "order" INTEGER NOT NULL,
    "due_on" TEXT NOT NULL,
    "least_photos" INTEGER NOT NULL,
    "result" TEXT NULL,
    "visited_on" TEXT NULL,
    "place" TEXT NULL,
    "latitude_micro" INTEGER NULL,
    "longitude_micro" INTEGER NULL,
    "remark" TEXT NULL,
    "submitted_by" TEXT NULL,
    "submitted_by_name" TEXT NULL,
    "submitted_at_utc" TEXT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "inspector" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_inspector" PRIMARY KEY,
    "organiser_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "actor_id" TEXT NULL,
    "interests" TEXT NOT NULL,
    "active" INTEGER NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "kept_form" (
    "id" TEXT NOT NULL CONSTRAINT "PK_kept_form" PRIMARY KEY,
    "user_id" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "lead" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_lead" PRIMARY KEY,
    "city_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "investor" TEXT NULL,
    "investor_place" TEXT NULL,
    "channel" TEXT NOT NULL,
    "first_reporter" TEXT NOT NULL,
    "first_reported_on" INTEGER NOT NULL,
    "intended_investment_fen" INTEGER NULL,
    "industry" TEXT NULL,
    "note" TEXT NULL,
    "grade" TEXT NOT NULL,
    "owner_id" TEXT NULL,
    "owner_name" TEXT NULL,
    "next_on" TEXT NULL,
    "followed_on" TEXT NULL,
    "not_accepted" TEXT NULL,
    "status" TEXT NOT NULL,
    "closed_reason" TEXT NULL,
    "project_id" INTEGER NULL,
    "merged_into_id" INTEGER NULL,
    "created_at_utc" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "lead_credit" (
    "lead_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "share_bp" INTEGER NOT NULL,
    "years" INTEGER NULL,
    CONSTRAINT "PK_lead_credit" PRIMARY KEY ("lead_id", "unit_id")
);


CREATE TABLE "lead_merge" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_lead_merge" PRIMARY KEY,
    "kept_id" INTEGER NOT NULL,
    "merged_id" INTEGER NOT NULL,
    "merged_status" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "undone_at_utc" TEXT NULL
);


CREATE TABLE "lead_step" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_lead_step" PRIMARY KEY,
    "lead_id" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "next_on" TEXT NULL
);


CREATE TABLE "leader_target" (
    "unit_id" INTEGER NOT NULL,
    "person" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "indicator" TEXT NOT NULL,
    "base" INTEGER NULL,
    "stretch" INTEGER NULL,
    "document" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "PK_leader_target" PRIMARY KEY ("unit_id", "person", "year", "indicator")
);


CREATE TABLE "ledger_coverage" (
    "unit_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "import_id" INTEGER NOT NULL,
    CONSTRAINT "PK_ledger_coverage" PRIMARY KEY ("unit_id", "year", "import_id")
);


CREATE TABLE "letter" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_letter" PRIMARY KEY,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "next_at_utc" TEXT NOT NULL,
    "sent_at_utc" TEXT NULL,
    "problem" TEXT NULL
);


CREATE TABLE "light_change" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_light_change" PRIMARY KEY,
    "subject" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "indicator" TEXT NOT NULL,
    "month" INTEGER NULL,
    "on_day" TEXT NOT NULL,
    "from_colour" TEXT NOT NULL,
    "to_colour" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "listed_company" (
    "stock_code" TEXT NOT NULL CONSTRAINT "PK_listed_company" PRIMARY KEY,
    "short_name" TEXT NOT NULL,
    "full_name" TEXT NULL,
    "credit_code" TEXT NULL,
    "exchange" TEXT NULL,
    "listed_on" INTEGER NULL,
    "industry" TEXT NULL,
    "products" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "source_on" INTEGER NOT NULL
);


CREATE TABLE "masked_search" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_masked_search" PRIMARY KEY,
    "actor_id" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "meeting" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_meeting" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "period" INTEGER NOT NULL,
    "place" TEXT NULL,
    "chair" TEXT NULL,
    "attendees" TEXT NULL,
    "absent" TEXT NULL,
    "observers" TEXT NULL,
    "summary" TEXT NULL,
    "status" TEXT NOT NULL,
    "cancelled_reason" TEXT NULL,
    "number" INTEGER NULL,
    "number_year" INTEGER NULL,
    "held_by" TEXT NULL,
    "minutes_json" TEXT NULL,
    "minutes_docx" BLOB NULL,
    "created_by" TEXT NOT NULL,
    "created_at_utc" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "meeting_counter" (
    "unit_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    CONSTRAINT "PK_meeting_counter" PRIMARY KEY ("unit_id", "kind", "year")
);


CREATE TABLE "month_answer" (
    "project_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_month_answer" PRIMARY KEY ("project_id", "month", "version")
);


CREATE TABLE "month_draft" (
    "actor_id" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "funds_wan" TEXT NOT NULL,
    "fixed_investment_wan" TEXT NOT NULL,
    "in_statistics" TEXT NOT NULL,
    "progress" TEXT NOT NULL,
    "problems" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "base_version" INTEGER NOT NULL,
    "saved_at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_month_draft" PRIMARY KEY ("actor_id", "month", "project_id")
);


CREATE TABLE "month_step" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_month_step" PRIMARY KEY,
    "project_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "at_utc" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "post_unit_id" INTEGER NULL,
    "for_unit_id" INTEGER NULL,
    "typed_for" TEXT NULL,
    "text" TEXT NULL
);


CREATE TABLE "monthly_report" (
    "project_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "city_id" INTEGER NOT NULL,
    "funds_fen" INTEGER NULL,
    "fixed_investment_fen" INTEGER NULL,
    "in_statistics" INTEGER NULL,
    "progress" TEXT NULL,
    "problems" TEXT NULL,
    "reported_by" TEXT NOT NULL,
    "reported_at_utc" TEXT NOT NULL,
    "verified_by" TEXT NULL,
    "accepted_by" TEXT NULL,
    "returned_by" TEXT NULL,
    "return_reason" TEXT NULL,
    "moved_at_utc" TEXT NULL,
    "typed_for_unit_id" INTEGER NULL,
    "typed_for" TEXT NULL,
    "source_import_id" INTEGER NULL,
    "source_sheet" TEXT NULL,
    "source_row" INTEGER NULL,
    "source_column" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "PK_monthly_report" PRIMARY KEY ("project_id", "month"),
    CONSTRAINT "ck_monthly_report_six_eyes" CHECK ((verified_by IS NULL OR verified_by <> reported_by) AND (accepted_by IS NULL OR (accepted_by <> reported_by AND (verified_by IS NULL OR accepted_by <> verified_by))) AND (returned_by IS NULL OR (returned_by <> reported_by AND verified_by IS NULL AND accepted_by IS NULL)))
);


CREATE TABLE "name_answer" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_name_answer" PRIMARY KEY,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "enterprise_id" INTEGER NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "undone_by" TEXT NULL,
    "undone_at_utc" TEXT NULL
);


CREATE TABLE "name_match" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_name_match" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "enterprise_id" INTEGER NULL,
    "score_percent" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "answered" INTEGER NOT NULL,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "notice" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_notice" PRIMARY KEY,
    "actor_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "read_at_utc" TEXT NULL
);


CREATE TABLE "notice_address" (
    "actor_id" TEXT NOT NULL CONSTRAINT "PK_notice_address" PRIMARY KEY,
    "email" TEXT NOT NULL
);


CREATE TABLE "office_template" (
    "unit_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_office_template" PRIMARY KEY ("unit_id", "number")
);


CREATE TABLE "opinion_draft" (
    "review_id" INTEGER NOT NULL,
    "actor_id" TEXT NOT NULL,
    "fields" TEXT NOT NULL,
    "saved_at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_opinion_draft" PRIMARY KEY ("review_id", "actor_id")
);


CREATE TABLE "password_record" (
    "user_id" INTEGER NOT NULL,
    "set_at_utc" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    CONSTRAINT "PK_password_record" PRIMARY KEY ("user_id", "set_at_utc")
);


CREATE TABLE "plan" (
    "unit_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "indicator" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "source_import_id" INTEGER NULL,
    "source_sheet" TEXT NULL,
    "source_row" INTEGER NULL,
    CONSTRAINT "PK_plan" PRIMARY KEY ("unit_id", "month", "indicator")
);


CREATE TABLE "policy_version" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_policy_version" PRIMARY KEY,
    "policy_id" TEXT NOT NULL,
    "from_day" TEXT NOT NULL,
    "yaml" TEXT NOT NULL,
    "text" TEXT NULL,
    "cases" TEXT NULL,
    "why" TEXT NULL,
    "state" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "saved_at_utc" TEXT NOT NULL,
    "decided_by" TEXT NULL,
    "decided_by_name" TEXT NULL,
    "decided_at_utc" TEXT NULL,
    "reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "ck_policy_version_two_people" CHECK (state <> 'InForce' OR (decided_by IS NOT NULL AND decided_by <> proposed_by))
);


CREATE TABLE "project" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_project" PRIMARY KEY,
    "city_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "investor" TEXT NULL,
    "investor_credit_code" TEXT NULL,
    "investor_place" TEXT NULL,
    "investor_region_id" INTEGER NULL,
    "investor_origin" TEXT NOT NULL,
    "owner_unit_id" INTEGER NOT NULL,
    "landing_unit_id" INTEGER NOT NULL,
    "park" TEXT NULL,
    "parcel" TEXT NULL,
    "industry" TEXT NULL,
    "industry_code" TEXT NULL,
    "chain" TEXT NULL,
    "chain_node" TEXT NULL,
    "content" TEXT NULL,
    "attraction" TEXT NOT NULL,
    "kind" TEXT NULL,
    "total_investment_fen" INTEGER NULL,
    "fixed_investment_fen" INTEGER NULL,
    "currency" TEXT NOT NULL,
    "foreign_amount_cents" INTEGER NULL,
    "registered_capital_fen" INTEGER NULL,
    "paid_in_capital_fen" INTEGER NULL,
    "expected_output_fen" INTEGER NULL,
    "expected_tax_fen" INTEGER NULL,
    "expected_jobs" INTEGER NULL,
    "signed_online" INTEGER NOT NULL,
    "tracks" INTEGER NOT NULL,
    "confidentiality" TEXT NOT NULL,
    "channel" TEXT NULL,
    "first_reporter" TEXT NULL,
    "filing_code" TEXT NULL,
    "leader" TEXT NULL,
    "task_force" TEXT NULL,
    "service_officer" TEXT NULL,
    "investor_contact" TEXT NULL,
    "remark" TEXT NULL,
    "stage_stated" TEXT NULL,
    "is_sample" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "status_reason" TEXT NULL,
    "lead_on" INTEGER NULL,
    "contacted_on" INTEGER NULL,
    "negotiating_on" INTEGER NULL,
    "reviewed_on" INTEGER NULL,
    "signed_on" INTEGER NULL,
    "started_on" INTEGER NULL,
    "producing_on" INTEGER NULL,
    "at_capacity_on" INTEGER NULL,
    "planned_signed_on" INTEGER NULL,
    "planned_started_on" INTEGER NULL,
    "planned_producing_on" INTEGER NULL,
    "planned_at_capacity_on" INTEGER NULL,
    "source_import_id" INTEGER NULL,
    "source_sheet" TEXT NULL,
    "source_row" INTEGER NULL,
    "created_at_utc" TEXT NOT NULL,
    "updated_at_utc" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "project_share" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_project_share" PRIMARY KEY,
    "project_id" INTEGER NOT NULL,
    "task_force_id" INTEGER NULL,
    "unit_id" INTEGER NULL,
    "from_day" TEXT NOT NULL,
    "until_day" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "shared_by" TEXT NOT NULL
);


CREATE TABLE "promise" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_promise" PRIMARY KEY,
    "promised_to" TEXT NOT NULL,
    "project_id" INTEGER NULL,
    "credit_code" TEXT NULL,
    "origin" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "amount_fen" INTEGER NULL,
    "unit_id" INTEGER NOT NULL,
    "post" TEXT NOT NULL,
    "office_unit_id" INTEGER NOT NULL,
    "promised_on" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reported_on" TEXT NULL,
    "reported_by" TEXT NULL,
    "report" TEXT NULL,
    "proof" TEXT NULL,
    "confirmed_by" TEXT NULL,
    "closed_on" TEXT NULL,
    "grant_id" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "ck_promise_four_eyes" CHECK (confirmed_by IS NULL OR confirmed_by <> reported_by)
);


CREATE TABLE "promise_step" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_promise_step" PRIMARY KEY,
    "promise_id" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NULL,
    "before" TEXT NULL,
    "after" TEXT NULL
);


CREATE TABLE "proxy_figure" (
    "unit_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_proxy_figure" PRIMARY KEY ("unit_id", "month", "kind")
);


CREATE TABLE "recovery_code" (
    "user_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "used_at_utc" TEXT NULL,
    CONSTRAINT "PK_recovery_code" PRIMARY KEY ("user_id", "hash")
);


CREATE TABLE "registry_template" (
    "head_key" TEXT NOT NULL CONSTRAINT "PK_registry_template" PRIMARY KEY,
    "columns" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "reminder_day" (
    "day" TEXT NOT NULL CONSTRAINT "PK_reminder_day" PRIMARY KEY,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "resolution" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_resolution" PRIMARY KEY,
    "origin" TEXT NOT NULL,
    "origin_id" INTEGER NOT NULL,
    "office_unit_id" INTEGER NOT NULL,
    "origin_name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "person" TEXT NULL,
    "deadline" TEXT NOT NULL,
    "project_id" INTEGER NULL,
    "indicator" TEXT NULL,
    "state" TEXT NOT NULL,
    "decided_on" TEXT NULL,
    "reported_on" TEXT NULL,
    "reported_by" TEXT NULL,
    "report" TEXT NULL,
    "closed_on" TEXT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "resolution_step" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_resolution_step" PRIMARY KEY,
    "resolution_id" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NULL,
    "before" TEXT NULL,
    "after" TEXT NULL
);


CREATE TABLE "restatement" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_restatement" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "indicator" TEXT NOT NULL,
    "indicator_name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "before_value" INTEGER NULL,
    "after_value" INTEGER NULL,
    "reason" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "project_id" INTEGER NULL,
    "project_name" TEXT NULL,
    "closed_month_id" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "carried_by" TEXT NULL
);


CREATE TABLE "return_mapping" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_return_mapping" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "review" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_review" PRIMARY KEY,
    "project_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "background" TEXT NULL,
    "deadline" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "opened_by" TEXT NOT NULL,
    "opened_by_name" TEXT NOT NULL,
    "opened_on" TEXT NOT NULL,
    "opened_at_utc" TEXT NOT NULL,
    "outcome" TEXT NULL,
    "conclusion" TEXT NULL,
    "closed_by" TEXT NULL,
    "closed_by_name" TEXT NULL,
    "closed_on" TEXT NULL,
    "number" INTEGER NULL,
    "number_year" INTEGER NULL,
    "minutes_json" TEXT NULL,
    "minutes_docx" BLOB NULL,
    "evidence_id" INTEGER NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "review_condition" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_review_condition" PRIMARY KEY,
    "review_id" INTEGER NOT NULL,
    "opinion_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "deadline" TEXT NULL,
    "resolution_id" INTEGER NULL
);


CREATE TABLE "review_counter" (
    "unit_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    CONSTRAINT "PK_review_counter" PRIMARY KEY ("unit_id", "year")
);


CREATE TABLE "review_material" (
    "review_id" INTEGER NOT NULL,
    "evidence_id" INTEGER NOT NULL,
    CONSTRAINT "PK_review_material" PRIMARY KEY ("review_id", "evidence_id")
);


CREATE TABLE "review_opinion" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_review_opinion" PRIMARY KEY,
    "review_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "text" TEXT NULL,
    "actor_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "is_late" INTEGER NOT NULL,
    "replaced_at_utc" TEXT NULL
);


CREATE TABLE "review_seat" (
    "review_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "is_missing" INTEGER NOT NULL,
    CONSTRAINT "PK_review_seat" PRIMARY KEY ("review_id", "unit_id")
);


CREATE TABLE "saved_filter" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_saved_filter" PRIMARY KEY,
    "actor_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL
);


CREATE TABLE "scope_block" (
    "first" INTEGER NOT NULL CONSTRAINT "PK_scope_block" PRIMARY KEY,
    "last" INTEGER NOT NULL,
    "packed" BLOB NOT NULL
);


CREATE TABLE "score_edition" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_score_edition" PRIMARY KEY,
    "organiser_id" INTEGER NOT NULL,
    "scheme" TEXT NOT NULL,
    "period" INTEGER NOT NULL,
    "number" INTEGER NULL,
    "document" TEXT NOT NULL,
    "reason" TEXT NULL,
    "data" BLOB NOT NULL,
    "sha256" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "proposed_at_utc" TEXT NOT NULL,
    "decided_by" TEXT NULL,
    "decided_by_name" TEXT NULL,
    "decided_at_utc" TEXT NULL,
    "decision_reason" TEXT NULL,
    "object_until" TEXT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "score_entry" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_score_entry" PRIMARY KEY,
    "organiser_id" INTEGER NOT NULL,
    "scheme" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "item" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "entered_by" TEXT NOT NULL,
    "entered_by_name" TEXT NOT NULL,
    "entered_at_utc" TEXT NOT NULL,
    "decided_by" TEXT NULL,
    "decided_by_name" TEXT NULL,
    "decided_at_utc" TEXT NULL,
    "decision_reason" TEXT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "score_objection" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_score_objection" PRIMARY KEY,
    "edition_id" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "item" TEXT NULL,
    "text" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "raised_by" TEXT NOT NULL,
    "raised_by_name" TEXT NOT NULL,
    "raised_at_utc" TEXT NOT NULL,
    "answer" TEXT NULL,
    "answered_by" TEXT NULL,
    "answered_by_name" TEXT NULL,
    "answered_at_utc" TEXT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "score_scheme" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_score_scheme" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "proposed_at_utc" TEXT NOT NULL,
    "decided_by" TEXT NULL,
    "decided_by_name" TEXT NULL,
    "decided_at_utc" TEXT NULL,
    "decision_reason" TEXT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "second_factor" (
    "user_id" INTEGER NOT NULL CONSTRAINT "PK_second_factor" PRIMARY KEY,
    "secret" TEXT NOT NULL,
    "enrolled_at_utc" TEXT NOT NULL,
    "last_step" INTEGER NOT NULL
);


CREATE TABLE "session" (
    "token_hash" TEXT NOT NULL CONSTRAINT "PK_session" PRIMARY KEY,
    "user_id" INTEGER NOT NULL,
    "way" TEXT NOT NULL,
    "post_unit_id" INTEGER NULL,
    "address" TEXT NULL,
    "agent" TEXT NULL,
    "created_at_utc" TEXT NOT NULL,
    "seen_at_utc" TEXT NOT NULL
);


CREATE TABLE "setting" (
    "key" TEXT NOT NULL CONSTRAINT "PK_setting" PRIMARY KEY,
    "value" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "shareholding" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_shareholding" PRIMARY KEY,
    "company_key" TEXT NOT NULL,
    "company_name" TEXT NOT NULL,
    "holder_key" TEXT NOT NULL,
    "holder_name" TEXT NOT NULL,
    "holder_is_person" INTEGER NOT NULL,
    "basis_points" INTEGER NOT NULL,
    "as_of" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "import_id" INTEGER NOT NULL,
    "source_row" INTEGER NOT NULL
);


CREATE TABLE "shareholding_import" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_shareholding_import" PRIMARY KEY,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "stored" INTEGER NOT NULL,
    "merged" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL
);


CREATE TABLE "sign_in_trace" (
    "user_id" INTEGER NOT NULL CONSTRAINT "PK_sign_in_trace" PRIMARY KEY,
    "last_at_utc" TEXT NULL,
    "last_from" TEXT NULL,
    "failed_since" INTEGER NOT NULL,
    "before_at_utc" TEXT NULL,
    "before_from" TEXT NULL,
    "failed_before" INTEGER NOT NULL
);


CREATE TABLE "stage_change" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_stage_change" PRIMARY KEY,
    "project_id" INTEGER NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "from_status" TEXT NOT NULL,
    "to_status" TEXT NOT NULL,
    "on" INTEGER NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "reason" TEXT NULL,
    "decided_by" TEXT NULL,
    "overridden_unmet" TEXT NULL
);


CREATE TABLE "struck_off_firm" (
    "credit_code" TEXT NOT NULL CONSTRAINT "PK_struck_off_firm" PRIMARY KEY,
    "name" TEXT NULL,
    "struck_off_on" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "suspicion_run" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_suspicion_run" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "at_utc" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "projects" INTEGER NOT NULL,
    "family" INTEGER NOT NULL,
    "cut" REAL NOT NULL,
    "rate" REAL NOT NULL,
    "hard" INTEGER NOT NULL,
    "soft" INTEGER NOT NULL,
    "rules_from" TEXT NOT NULL
);


CREATE TABLE "target" (
    "unit_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "indicator" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "source_import_id" INTEGER NULL,
    "source_sheet" TEXT NULL,
    "source_row" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "PK_target" PRIMARY KEY ("unit_id", "year", "indicator", "level")
);


CREATE TABLE "target_advice" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_target_advice" PRIMARY KEY,
    "chain_id" TEXT NOT NULL,
    "node" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "city" INTEGER NOT NULL,
    "enterprise_id" INTEGER NOT NULL,
    "company" TEXT NOT NULL,
    "as_of" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "score" REAL NOT NULL,
    "lead_id" INTEGER NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL
);


CREATE TABLE "task_draft" (
    "task_id" INTEGER NOT NULL,
    "actor_id" TEXT NOT NULL,
    "fields" TEXT NOT NULL,
    "saved_at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_task_draft" PRIMARY KEY ("task_id", "actor_id")
);


CREATE TABLE "task_force" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_task_force" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "from_day" TEXT NOT NULL,
    "until_day" TEXT NOT NULL,
    "purpose" TEXT NULL
);


CREATE TABLE "task_force_member" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_task_force_member" PRIMARY KEY,
    "task_force_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "from_day" TEXT NOT NULL,
    "until_day" TEXT NOT NULL
);


CREATE TABLE "task_inspector" (
    "task_id" INTEGER NOT NULL,
    "inspector_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "actor_id" TEXT NULL,
    "active" INTEGER NOT NULL,
    CONSTRAINT "PK_task_inspector" PRIMARY KEY ("task_id", "inspector_id")
);


CREATE TABLE "task_photo" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_task_photo" PRIMARY KEY,
    "task_id" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at_utc" TEXT NOT NULL
);


CREATE TABLE "unit" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_unit" PRIMARY KEY,
    "kind" TEXT NOT NULL
);


CREATE TABLE "unit_version" (
    "unit_id" INTEGER NOT NULL,
    "valid_from" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NULL,
    "parent_id" INTEGER NULL,
    "ended" INTEGER NOT NULL,
    "successor_id" INTEGER NULL,
    CONSTRAINT "PK_unit_version" PRIMARY KEY ("unit_id", "valid_from")
);


CREATE TABLE "visit" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_visit" PRIMARY KEY,
    "visited_on" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "company" TEXT NOT NULL,
    "credit_code" TEXT NULL,
    "place" TEXT NULL,
    "unit_id" INTEGER NOT NULL,
    "posts" TEXT NULL,
    "content" TEXT NOT NULL,
    "next_step" TEXT NULL,
    "next_due" TEXT NULL,
    "next_done_on" TEXT NULL,
    "outcome" TEXT NULL,
    "lead_id" INTEGER NULL,
    "project_id" INTEGER NULL,
    "contact_id" INTEGER NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at_utc" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "closed_part" (
    "closed_month_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "data" BLOB NOT NULL,
    CONSTRAINT "PK_closed_part" PRIMARY KEY ("closed_month_id", "kind"),
    CONSTRAINT "FK_closed_part_closed_month_closed_month_id" FOREIGN KEY ("closed_month_id") REFERENCES "closed_month" ("id") ON DELETE CASCADE
);


CREATE TABLE "project_tag" (
    "project_id" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    CONSTRAINT "PK_project_tag" PRIMARY KEY ("project_id", "label"),
    CONSTRAINT "FK_project_tag_project_project_id" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE CASCADE
);


CREATE INDEX "IX_agenda_item_meeting_id" ON "agenda_item" ("meeting_id");


CREATE INDEX "IX_agenda_item_unit_id" ON "agenda_item" ("unit_id");


CREATE UNIQUE INDEX "IX_app_user_login" ON "app_user" ("login");


CREATE INDEX "IX_appointment_user_id" ON "appointment" ("user_id");


CREATE INDEX "IX_audit_entry_subject" ON "audit_entry" ("subject");


CREATE UNIQUE INDEX "IX_audit_person_actor_id" ON "audit_person" ("actor_id");


CREATE UNIQUE INDEX "IX_bulletin_unit_id_number_year_sequence" ON "bulletin" ("unit_id", "number_year", "sequence");


CREATE UNIQUE INDEX "IX_bulletin_unit_id_period" ON "bulletin" ("unit_id", "period");


CREATE UNIQUE INDEX "IX_chain_charge_unit_id_chain_id_from_day" ON "chain_charge" ("unit_id", "chain_id", "from_day");


CREATE UNIQUE INDEX "IX_chain_target_unit_id_chain_id_year" ON "chain_target" ("unit_id", "chain_id", "year");


CREATE UNIQUE INDEX "IX_chain_task_unit_id_chain_id_node_id" ON "chain_task" ("unit_id", "chain_id", "node_id");


CREATE UNIQUE INDEX "ux_chain_version_draft" ON "chain_version" ("unit_id", "chain_id") WHERE state = 'Draft';


CREATE UNIQUE INDEX "ux_chain_version_in_force" ON "chain_version" ("unit_id", "chain_id", "from_day") WHERE state = 'InForce';


CREATE INDEX "IX_claim_case_arbiter_unit_id" ON "claim_case" ("arbiter_unit_id");


CREATE UNIQUE INDEX "IX_claim_case_pair_key" ON "claim_case" ("pair_key");


CREATE UNIQUE INDEX "IX_claim_ruling_case_id_round" ON "claim_ruling" ("case_id", "round");


CREATE UNIQUE INDEX "IX_claim_ruling_unit_id_number_year_number" ON "claim_ruling" ("unit_id", "number_year", "number");


CREATE INDEX "IX_claim_side_kind_matter_id" ON "claim_side" ("kind", "matter_id");


CREATE INDEX "IX_claim_side_unit_id" ON "claim_side" ("unit_id");


CREATE INDEX "IX_claim_step_case_id" ON "claim_step" ("case_id");


CREATE UNIQUE INDEX "IX_closed_month_unit_id_period" ON "closed_month" ("unit_id", "period");


CREATE INDEX "IX_contact_company" ON "contact" ("company");


CREATE INDEX "IX_contact_unit_id_company" ON "contact" ("unit_id", "company");


CREATE INDEX "IX_doubt_project_id" ON "doubt" ("project_id");


CREATE INDEX "IX_doubt_unit_id" ON "doubt" ("unit_id");


CREATE INDEX "IX_doubt_note_doubt_id" ON "doubt_note" ("doubt_id");


CREATE UNIQUE INDEX "IX_draw_number" ON "draw" ("number");


CREATE UNIQUE INDEX "IX_draw_unit_id_number_year_sequence" ON "draw" ("unit_id", "number_year", "sequence");


CREATE INDEX "IX_enterprise_history_enterprise_id" ON "enterprise_history" ("enterprise_id");


CREATE INDEX "IX_enterprise_import_sha256" ON "enterprise_import" ("sha256");


CREATE INDEX "IX_enterprise_list_entry_enterprise_id" ON "enterprise_list_entry" ("enterprise_id");


CREATE INDEX "IX_enterprise_list_entry_name" ON "enterprise_list_entry" ("name");


CREATE INDEX "IX_evidence_project_id" ON "evidence" ("project_id");


CREATE INDEX "IX_finding_project_id" ON "finding" ("project_id");


CREATE INDEX "IX_finding_task_id" ON "finding" ("task_id");


CREATE UNIQUE INDEX "IX_grant_budget_unit_id_policy_id_year_version" ON "grant_budget" ("unit_id", "policy_id", "year", "version");


CREATE INDEX "IX_grant_case_beneficiary_code" ON "grant_case" ("beneficiary_code");


CREATE UNIQUE INDEX "IX_grant_case_live_key" ON "grant_case" ("live_key");


CREATE INDEX "IX_grant_case_owner_unit_id" ON "grant_case" ("owner_unit_id");


CREATE INDEX "IX_grant_case_project_id" ON "grant_case" ("project_id");


CREATE INDEX "IX_grant_clawback_grant_id" ON "grant_clawback" ("grant_id");


CREATE INDEX "IX_grant_file_grant_id" ON "grant_file" ("grant_id");


CREATE UNIQUE INDEX "IX_grant_instalment_grant_id_voucher" ON "grant_instalment" ("grant_id", "voucher");


CREATE UNIQUE INDEX "IX_grant_repayment_grant_id_voucher" ON "grant_repayment" ("grant_id", "voucher");


CREATE INDEX "IX_grant_step_grant_id" ON "grant_step" ("grant_id");


CREATE INDEX "IX_import_sha256" ON "import" ("sha256");


CREATE INDEX "IX_import_template_unit_id_header_key" ON "import_template" ("unit_id", "header_key");


CREATE INDEX "IX_industry_correction_name" ON "industry_correction" ("name");


CREATE UNIQUE INDEX "IX_inspection_task_draw_id_project_id" ON "inspection_task" ("draw_id", "project_id");


CREATE INDEX "IX_inspection_task_project_id" ON "inspection_task" ("project_id");


CREATE INDEX "IX_inspector_organiser_id" ON "inspector" ("organiser_id");


CREATE INDEX "IX_kept_form_user_id" ON "kept_form" ("user_id");


CREATE INDEX "IX_lead_city_id_status" ON "lead" ("city_id", "status");


CREATE INDEX "IX_lead_unit_id" ON "lead" ("unit_id");


CREATE INDEX "IX_lead_merge_kept_id" ON "lead_merge" ("kept_id");


CREATE INDEX "IX_lead_merge_merged_id" ON "lead_merge" ("merged_id");


CREATE INDEX "IX_lead_step_lead_id" ON "lead_step" ("lead_id");


CREATE INDEX "IX_letter_next_at_utc" ON "letter" ("next_at_utc") WHERE sent_at_utc IS NULL;


CREATE INDEX "IX_light_change_subject_id" ON "light_change" ("subject_id");


CREATE INDEX "IX_listed_company_credit_code" ON "listed_company" ("credit_code");


CREATE INDEX "IX_listed_company_full_name" ON "listed_company" ("full_name");


CREATE INDEX "IX_masked_search_at_utc" ON "masked_search" ("at_utc");


CREATE UNIQUE INDEX "IX_meeting_unit_id_kind_number_year_number" ON "meeting" ("unit_id", "kind", "number_year", "number");


CREATE INDEX "IX_month_step_project_id_month" ON "month_step" ("project_id", "month");


CREATE INDEX "IX_monthly_report_source_import_id" ON "monthly_report" ("source_import_id");


CREATE INDEX "IX_name_answer_key" ON "name_answer" ("key");


CREATE INDEX "IX_name_match_enterprise_id" ON "name_match" ("enterprise_id");


CREATE INDEX "IX_name_match_key" ON "name_match" ("key");


CREATE UNIQUE INDEX "IX_name_match_name_place" ON "name_match" ("name", "place");


CREATE UNIQUE INDEX "IX_notice_actor_id_key" ON "notice" ("actor_id", "key");


CREATE INDEX "IX_policy_version_policy_id" ON "policy_version" ("policy_id");


CREATE UNIQUE INDEX "ux_policy_version_in_force" ON "policy_version" ("policy_id", "from_day") WHERE state = 'InForce';


CREATE INDEX "IX_project_investor_credit_code" ON "project" ("investor_credit_code") WHERE investor_credit_code IS NOT NULL;


CREATE INDEX "IX_project_owner_unit_id" ON "project" ("owner_unit_id");


CREATE INDEX "IX_project_parcel" ON "project" ("parcel") WHERE parcel IS NOT NULL;


CREATE INDEX "IX_project_source_import_id" ON "project" ("source_import_id");


CREATE INDEX "IX_project_share_project_id" ON "project_share" ("project_id");


CREATE INDEX "IX_project_share_task_force_id" ON "project_share" ("task_force_id");


CREATE INDEX "IX_project_share_unit_id" ON "project_share" ("unit_id");


CREATE INDEX "IX_promise_project_id" ON "promise" ("project_id");


CREATE INDEX "IX_promise_unit_id" ON "promise" ("unit_id");


CREATE INDEX "IX_promise_step_promise_id" ON "promise_step" ("promise_id");


CREATE INDEX "IX_resolution_origin_id" ON "resolution" ("origin_id");


CREATE INDEX "IX_resolution_project_id" ON "resolution" ("project_id");


CREATE INDEX "IX_resolution_unit_id" ON "resolution" ("unit_id");


CREATE INDEX "IX_resolution_step_resolution_id" ON "resolution_step" ("resolution_id");


CREATE INDEX "IX_restatement_project_id" ON "restatement" ("project_id");


CREATE INDEX "IX_restatement_unit_id_month" ON "restatement" ("unit_id", "month");


CREATE UNIQUE INDEX "IX_return_mapping_unit_id_name_version" ON "return_mapping" ("unit_id", "name", "version");


CREATE INDEX "IX_review_project_id" ON "review" ("project_id");


CREATE UNIQUE INDEX "IX_review_unit_id_number_year_number" ON "review" ("unit_id", "number_year", "number");


CREATE INDEX "IX_review_condition_review_id" ON "review_condition" ("review_id");


CREATE INDEX "IX_review_opinion_review_id" ON "review_opinion" ("review_id");


CREATE INDEX "IX_review_seat_unit_id" ON "review_seat" ("unit_id");


CREATE INDEX "IX_saved_filter_actor_id" ON "saved_filter" ("actor_id");


CREATE UNIQUE INDEX "IX_score_edition_organiser_id_scheme_period_number" ON "score_edition" ("organiser_id", "scheme", "period", "number");


CREATE INDEX "IX_score_entry_organiser_id_scheme" ON "score_entry" ("organiser_id", "scheme");


CREATE INDEX "IX_score_objection_edition_id" ON "score_objection" ("edition_id");


CREATE INDEX "IX_session_user_id" ON "session" ("user_id");


CREATE INDEX "IX_shareholding_company_key" ON "shareholding" ("company_key");


CREATE UNIQUE INDEX "IX_shareholding_import_sha256" ON "shareholding_import" ("sha256");


CREATE INDEX "IX_stage_change_project_id" ON "stage_change" ("project_id");


CREATE INDEX "IX_suspicion_run_unit_id_period" ON "suspicion_run" ("unit_id", "period");


CREATE INDEX "IX_target_advice_lead_id" ON "target_advice" ("lead_id");


CREATE UNIQUE INDEX "IX_target_advice_unit_id_chain_id_node_enterprise_id" ON "target_advice" ("unit_id", "chain_id", "node", "enterprise_id");


CREATE INDEX "IX_task_force_member_task_force_id" ON "task_force_member" ("task_force_id");


CREATE INDEX "IX_task_force_member_user_id" ON "task_force_member" ("user_id");


CREATE INDEX "IX_task_inspector_actor_id" ON "task_inspector" ("actor_id");


CREATE INDEX "IX_task_photo_task_id" ON "task_photo" ("task_id");


CREATE INDEX "IX_unit_version_code" ON "unit_version" ("code");


CREATE INDEX "IX_visit_company" ON "visit" ("company");


CREATE INDEX "IX_visit_contact_id" ON "visit" ("contact_id");


CREATE INDEX "IX_visit_lead_id" ON "visit" ("lead_id");


CREATE INDEX "IX_visit_project_id" ON "visit" ("project_id");


CREATE INDEX "IX_visit_unit_id_visited_on" ON "visit" ("unit_id", "visited_on");



CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123005509_Init', '10.0.14');
